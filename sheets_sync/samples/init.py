"""`sheets-sync init`: an empty workspace from the templates that come with the program."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from sheets_sync.disk import put_new
from sheets_sync.errors import SheetsSyncError, UsageError, why
from sheets_sync.tables.books import BOOKS
from sheets_sync.workspace import FILE

LETTER = "письма/напоминание.txt"
"""The wording of reminders: staff may edit their workspace's copy."""
_BOOKS = re.compile(r"(?ms)^books = \[.*?^\]")
_SUMMARY = re.compile(r"(?m)^summary = .*$")
_ONE_SPREADSHEET = (
    "# Все листы — в одной таблице Google. Рядом можно вписать другие таблицы и файлы: строки\n"
    "# сложатся. Сводка добавит в неё свои листы; в summary можно указать и другую таблицу.\n"
)
_GOOGLE = (
    "\n# Ключ сервисного аккаунта или вход без ключа: docs/google.md. Без этой строки берутся\n"
    "# GOOGLE_APPLICATION_CREDENTIALS, credentials.json рядом или вход gcloud пользователя.\n"
    '[google]\n# credentials = "credentials.json"\n'
    "# Люди — только в местных «Справочниках», в таблицах Google одни коды: true.\n"
    "codes_only = false\n"
)
_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "templates_data", _PACKAGE.parent / "templates")
"""Where the templates lie: in an installed package, in a checkout."""


def init(folder: Path, for_google: bool = False) -> list[str]:
    """Copy the templates and workspace.toml into a folder; the names of the files are returned.

    `for_google`: the books are to be uploaded, workspace.toml says where their addresses go.

    Raises UsageError when one of them is there already; then, and when the disk refuses, the
    folder stays as it was.
    """
    files = {name: template(name) for name in _names()}
    if for_google:
        files[FILE] = _for_google(files[FILE].decode("utf-8")).encode("utf-8")
    refuse_existing(folder, files)
    put_files(folder, files)
    return list(files)


def files_for_spreadsheet(address: str) -> dict[str, bytes]:
    """The files of a workspace whose books and summary are one spreadsheet."""
    settings = template(FILE).decode("utf-8")
    settings = _BOOKS.sub(f'{_ONE_SPREADSHEET}books = [\n    "{address}",\n]', settings, count=1)
    settings = _SUMMARY.sub(f'summary = "{address}"', settings, count=1)
    return {LETTER: template(LETTER), FILE: (settings + _GOOGLE).encode("utf-8")}


def put_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """All of them or none. Raises SheetsSyncError where the disk refuses."""
    try:
        put_new({folder / name: content for name, content in files.items()})
    except OSError as error:
        raise SheetsSyncError(
            f"Папка «{folder}» не подготовлена ({why(error)}): укажите другую папку."
        ) from error


def _names() -> tuple[str, ...]:
    """workspace.toml is last: a folder with it is a whole workspace."""
    return (*(f"{book.title}.xlsx" for book in BOOKS), LETTER, FILE)


def template(name: str) -> bytes:
    """A template as it comes with the program. Raises SheetsSyncError where it is missing."""
    path = next((place / name for place in _PLACES if (place / name).is_file()), None)
    if path is None:
        raise SheetsSyncError(f"Шаблона «{name}» нет: установите программу заново.")
    return path.read_bytes()


def _for_google(settings: str) -> str:
    """workspace.toml with what spreadsheets need; it works with the local books meanwhile."""
    hint = (
        "# Таблицы Google: загрузите книги на Диск, сохраните каждую таблицей Google и замените\n"
        "# имена файлов их адресами (https://docs.google.com/spreadsheets/d/…). То же с summary:\n"
        "# создайте для сводки пустую таблицу. По шагам — docs/google.md.\n"
    )
    return settings.replace("books = [", f"{hint}books = [", 1) + _GOOGLE


def refuse_existing(folder: Path, files: Iterable[str]) -> None:
    """Raises UsageError when one of the files is there, and where no folder can be."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise UsageError(f"«{folder}» — не папка: укажите другое имя.")
    there = [name for name in files if os.path.lexists(folder / name)]
    if there:
        listed = ", ".join(f"«{name}»" for name in there)
        raise UsageError(
            f"В папке «{folder}» уже есть {listed}: ничего не записано, укажите другую папку."
        )
