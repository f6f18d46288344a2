"""The demo: an invented town's workspace with the mess real sheets have, the same bytes always."""

from pathlib import Path

from sheets_sync.disk import put_new
from sheets_sync.errors import UsageError, why

_FIRST_LINE = "# Показательная рабочая папка: город, школы и люди вымышлены."


def write_demo(folder: Path) -> None:
    """Write the workspace. Raises UsageError for a folder that holds anything else, or a disk that
    refuses."""
    from sheets_sync.samples.demo.build import files

    made = files(_FIRST_LINE)
    try:
        _refuse_others(folder, made)
        put_new({folder / p: c for p, c in made.items() if not (folder / p).exists()})
    except OSError as fault:
        said = f"В папку «{folder}» не записать ({why(fault)}); укажите другую"
        raise UsageError(said) from fault


def _refuse_others(folder: Path, made: dict[str, bytes]) -> None:
    """Only an empty folder or an earlier demo nobody has worked in is written to."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"«{folder}» — это файл; укажите другую папку")
    if not any(folder.iterdir()):
        return
    touched = [path for path, content in made.items() if _differs(folder / path, content)]
    if touched or not _is_demo(folder):
        raise UsageError(
            f"В папке «{folder}» уже есть таблицы. Укажите другую папку или обновите сводку этой: "
            f"sheets-sync sync {folder}"
        )


def _is_demo(folder: Path) -> bool:
    config = folder / "workspace.toml"
    return config.is_file() and config.read_bytes().startswith(_FIRST_LINE.encode())


def _differs(path: Path, content: bytes) -> bool:
    return path.exists() and not (path.is_file() and path.read_bytes() == content)
