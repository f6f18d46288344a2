"""The mark that makes a tab ours: what our developer metadata says of it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

Json = Mapping[str, Any]

MARK = "sheets_sync"
"""The developer metadata's key."""

WARNING = "Этот лист пишет программа sheets-sync: правки пропадут при следующем обновлении"
"""The description of our protection, by which it is told from those of people."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What we know of a tab: its title as we know it, the digest written ("" for one that is not
    whole), its place among ours, whose summary it is; and what the last write set, so that what
    people set since is told from it: how many rows, the pixels of each column (negative where
    hidden), the ids of charts and of filter views. Earlier versions said nothing of these."""

    tab: str
    digest: str
    order: int
    workspace: str = ""
    rows: int = 0
    columns: tuple[int, ...] = ()
    charts: tuple[int, ...] | None = None
    views: tuple[int, ...] = ()
    id: int = 0

    def text(self, sheet: int) -> str:
        """What the metadata holds; the sheet's id tells a tab of ours from a copy of it."""
        said = {name: part for name, part in asdict(self).items() if name != "id"}
        if not self.views:
            del said["views"]
        return json.dumps({"sheet": sheet, **said}, ensure_ascii=False, separators=(",", ":"))


def mark_of(metadata: Iterable[Json], sheet: int) -> Mark | None:
    """Our mark on a tab, unless the tab is a copy that took it along."""
    for one in metadata:
        if one.get("metadataKey") == MARK:
            try:
                said = json.loads(one.get("metadataValue", ""))
                if said["sheet"] == sheet:
                    return _mark(said, one["metadataId"])
            except (ValueError, KeyError, TypeError):
                continue
    return None


def _mark(said: Json, number: int) -> Mark:
    """Raises KeyError, TypeError or ValueError for what we never write."""
    charts = said.get("charts")
    return Mark(
        str(said["tab"]),
        str(said["digest"]),
        int(said["order"]),
        str(said.get("workspace", "")),
        int(said.get("rows", 0)),
        tuple(map(int, said.get("columns", ()))),
        None if charts is None else tuple(map(int, charts)),
        tuple(map(int, said.get("views", ()))),
        number,
    )
