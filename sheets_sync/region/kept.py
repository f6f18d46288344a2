"""What municipalities told last, kept by the digest of what they were read from: an unchanged one
is not read again, and of one that can't be read the last good figures stand."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sheets_sync.disk import make_folder, put_quietly, read_regular
from sheets_sync.figures.adding import Line
from sheets_sync.figures.measures.region import REGION
from sheets_sync.region.setup import Municipality, Region
from sheets_sync.runs.memory import FOLDER

_KEPT = "region"


@dataclass(frozen=True, slots=True)
class Kept:
    """Facts as they were read: the digest of their inputs, the report date, the tables."""

    digest: str
    as_of: date
    tables: dict[str, list[Line]]


def recall(region: Region, one: Municipality) -> Kept | None:
    """What is known of a municipality; None for nothing, or what another version left."""
    try:
        known = json.loads(read_regular(_file(region, one)))
        tables: dict[str, Any] = {n: t for n, t in known["tables"].items() if n in REGION}
        return Kept(known["digest"], date.fromisoformat(known["as_of"]), tables)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(region: Region, one: Municipality, kept: Kept) -> None:
    """Keep what was read for the next run."""
    known = {"digest": kept.digest, "as_of": kept.as_of.isoformat(), "tables": kept.tables}
    with suppress(OSError):
        make_folder(region.place.root / FOLDER)
    put_quietly(_file(region, one), json.dumps(known, ensure_ascii=False, separators=(",", ":")))


def _file(region: Region, one: Municipality) -> Path:
    name = blake2b(str(one.workspace).encode("utf-8", "replace"), digest_size=8).hexdigest()
    return region.place.root / FOLDER / _KEPT / f"{name}.json"
