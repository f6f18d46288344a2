"""Which workspace a summary in Google belongs to: two must not write into one spreadsheet.

A workspace is told by what it is set up for, not by where its folder lies: one that is moved,
cloned or restored without `.sheets_sync` writes on. What it was when it first wrote is remembered:
another book or another name of the organisation makes it no stranger to its own summary.
"""

from hashlib import blake2b
from pathlib import Path

from sheets_sync.disk import put_quietly, read_regular
from sheets_sync.runs.memory import FOLDER
from sheets_sync.stores.files import is_address
from sheets_sync.workspace import Workspace

_FILE = "workspace"
_LENGTH = 16


def names_of(workspace: Workspace) -> tuple[str, ...]:
    """What the workspace calls itself in its summary, and what else it may have been called."""
    known = _remembered(workspace.root)
    return tuple(dict.fromkeys(name for name in (known, _derived(workspace)) if name))


def remember_name(workspace: Workspace) -> None:
    """Keep the name that stands in the summary now; a file of ours needs none."""
    if is_address(workspace.summary) and not _remembered(workspace.root):
        put_quietly(workspace.root / FOLDER / _FILE, names_of(workspace)[0])


def _remembered(root: Path) -> str:
    try:
        name = read_regular(root / FOLDER / _FILE).decode("ascii")
    except (OSError, ValueError):
        return ""
    return name if len(name) == _LENGTH and name.isalnum() else ""


def _derived(workspace: Workspace) -> str:
    said = (workspace.organisation, str(workspace.school_year), tuple(workspace.books))
    return blake2b(repr(said).encode("utf-8", "replace"), digest_size=_LENGTH // 2).hexdigest()
