"""What this user may read and write of a workspace, told before a run fails on it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sheets_sync.errors import SheetsSyncError
from sheets_sync.runs.memory import FOLDER


def refuse_unwritable_summary(path: Path) -> None:
    """Raises SheetsSyncError where a summary could not be written: a new file takes the place of
    the old one, so the folder counts too."""
    target = Path(os.path.realpath(path))
    _refuse([target.parent, *([target] if target.exists() else ())])


def refuse_unwritable_state(root: Path) -> None:
    """Raises SheetsSyncError where runs could not remember anything: each thing by its name."""
    state = root / FOLDER
    _refuse([state, *_below(state)] if state.exists() else [root])


def _below(state: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(state.iterdir())


def _refuse(paths: list[Path]) -> None:
    for path in paths:
        if not os.access(path, os.W_OK | (os.X_OK if path.is_dir() else 0)):
            what = "в папку" if path.is_dir() else "в файл"
            whose = _owner(path)
            raise SheetsSyncError(
                f"Нет права писать {what} «{path}»{f' (владелец — {whose})' if whose else ''}. "
                f"{_way_out(path)}"
            )


def _owner(path: Path) -> str:
    with suppress(OSError, KeyError, NotImplementedError, ImportError):
        return path.owner()
    return ""


def _way_out(path: Path) -> str:
    folder = path if path.is_dir() else path.parent
    if os.name == "nt":
        return "Дайте этому пользователю право «Изменение» в свойствах папки, «Безопасность»"
    import pwd

    with suppress(KeyError):
        name = pwd.getpwuid(os.geteuid()).pw_name
        return f"Отдайте её этому пользователю: sudo chown -R {name} '{folder}'"
    return "Дайте этому пользователю право на запись"
