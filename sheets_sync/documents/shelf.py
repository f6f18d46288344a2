"""Which templates there are: ours, and those of the workspace's own folder «документы»."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from sheets_sync.errors import UsageError

FOLDER = "документы"
_PACKAGE = Path(__file__).resolve().parents[1]
_OURS = (_PACKAGE / "templates_data" / FOLDER, _PACKAGE.parent / "templates" / FOLDER)
"""Where our templates lie: in an installed package, in a checkout."""
_SHADOW = re.compile(r"^(?:~\$|\.)")
"""What Word and the system leave beside an open document."""


@dataclass(frozen=True, slots=True)
class Template:
    """One template by its name (the file's without «.docx»); `own`: it is the workspace's."""

    name: str
    file: Path
    own: bool


def templates(workspace: Path) -> dict[str, Template]:
    """All templates by name; the workspace's replace ours of the same name."""
    ours = {t.name: t for folder in _OURS for t in _in(folder, own=False)}
    return ours | {t.name: t for t in _in(workspace / FOLDER, own=True)}


def _in(folder: Path, own: bool) -> Iterable[Template]:
    files = sorted(folder.glob("*.docx")) if folder.is_dir() else []
    return [Template(f.stem, f, own) for f in files if not _SHADOW.match(f.name)]


def template(workspace: Path, name: str) -> Template:
    """The template of a name. Raises UsageError that lists the names there are."""
    known = templates(workspace)
    if found := known.get(name.removesuffix(".docx")):
        return found
    close = get_close_matches(name, known, 1)
    hint = f"возможно, «{close[0]}»" if close else f"есть: {', '.join(known) or 'ни одного'}"
    raise UsageError(f"Шаблона «{name}» нет; {hint}. Свои шаблоны — в папке «{FOLDER}»")
