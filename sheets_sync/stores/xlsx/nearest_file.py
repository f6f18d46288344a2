"""The file that somebody may have meant by a name that is not there."""

from collections.abc import Collection
from pathlib import Path

from sheets_sync.stores.xlsx.mark import read_mark

_TABLES = (".xlsx", ".xlsm", ".ods")
_ALIKE = 0.6


def nearest_file(missing: Path, taken: Collection[Path]) -> Path | None:
    """The table in the same folder that is called most like it; None for none. Other books and
    summaries of ours are not meant."""
    from difflib import SequenceMatcher  # only for what is not there

    def likeness(path: Path) -> float:
        names = missing.stem.casefold(), path.stem.casefold()
        if any(_begins(*pair) for pair in (names, names[::-1])):
            return 1.0
        return SequenceMatcher(None, *names).ratio()

    try:
        beside = sorted(missing.parent.iterdir())
    except OSError:
        return None
    tables = [
        path
        for path in beside
        if path.suffix.casefold() in _TABLES and path not in taken and path.is_file()
    ]
    near = [(likeness(path), path) for path in tables if not path.name.startswith((".", "~$"))]
    like = [(most, path) for most, path in near if most >= _ALIKE and not _is_ours(path)]
    return max(like, default=(0.0, None), key=lambda one: one[0])[1]


def _begins(name: str, other: str) -> bool:
    """Whether a name goes on as the other does: «Явка» and «Явка 2021», «Явка (1)»."""
    return other.startswith(name) and not other[len(name) : len(name) + 1].isalnum()


def _is_ours(path: Path) -> bool:
    try:
        return read_mark(path) is not None
    except OSError:
        return False
