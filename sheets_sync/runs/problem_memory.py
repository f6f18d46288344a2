"""What runs remember of the problems, in `.sheets_sync/problems.json`."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from sheets_sync.checks.past import Past
from sheets_sync.disk import put_quietly, read_regular
from sheets_sync.runs.memory import FOLDER


def recall(root: Path) -> Past:
    """What the last summary of a workspace knew; nothing where that can't be read."""
    try:
        return _past(json.loads(read_regular(_file(root))))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Past()


def remember(root: Path, past: Past) -> None:
    """Keep this for the next run; what can't be written is no memory, and no error."""
    known = {
        "began": past.began,
        "print": past.print,
        "since": past.since,
        "gone": past.gone,
        "to_know": sorted(past.to_know),
    }
    put_quietly(_file(root), json.dumps(known, default=date.isoformat))


def _file(root: Path) -> Path:
    return root / FOLDER / "problems.json"


def _past(known: Any) -> Past:
    day = date.fromisoformat
    return Past(
        day(known["began"]),
        {str(number): day(first) for number, first in known["since"].items()},
        {str(number): (day(first), day(last)) for number, (first, last) in known["gone"].items()},
        frozenset(map(str, known["to_know"])),
        str(known["print"]),
    )
