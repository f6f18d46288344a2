"""A region of invented municipalities to try `region` on: python -m sheets_sync.samples.demo.region
FOLDER [HOW MANY]."""

import sys
from pathlib import Path
from random import Random

from sheets_sync.disk import put_new
from sheets_sync.errors import UsageError
from sheets_sync.samples.demo.build import WORKSPACE, year_of
from sheets_sync.samples.demo.paint import workbook_bytes
from sheets_sync.samples.demo.sheets import DemoBook
from sheets_sync.samples.demo.town import TODAY

_FIRST = ("Верхне", "Нижне", "Ново", "Старо")
_LAST = (
    "реченский", "озёрский", "боровский", "луговской", "ключевской", "каменский", "полянский",
    "дубравский", "яблоневский", "степновский", "ольховский",
)  # fmt: skip
NAMES = tuple(first + last for last in _LAST for first in _FIRST)
"""Districts that are nowhere."""
MANY = len(NAMES)
_REGION = f"""\
# Показательный регион: районы, школы и люди вымышлены.
organisation = "ИРО"
summary = "Сводка региона.xlsx"
workspaces = "районы/*"
order = "name"                       # "help" — сначала те, где помощь нужнее
today = {TODAY}
"""


def write_region(folder: Path, many: int = MANY) -> None:
    """Write so many municipalities, each with its own year, and region.toml. Raises UsageError for
    a folder that holds anything."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"Папка «{folder}» не пуста: укажите другую")
    for name in NAMES[:many]:
        place = folder / "районы" / name
        put_new({place / path: content for path, content in municipality(name).items()})
    put_new({folder / "region.toml": _REGION.encode()})


def municipality(name: str) -> dict[str, bytes]:
    """Path from the workspace → content of every file of a district."""
    books = _books(name)
    _differ(books, Random(f"{name}: road map"))
    settings = WORKSPACE.replace('"МКУ ИМЦ"', f'"ИМЦ, {name} район"', 1)
    return {"workspace.toml": settings.encode()} | {b.path: workbook_bytes(b) for b in books}


def _books(name: str) -> tuple[DemoBook, ...]:
    """A year with slips; not every year has a place for each of them."""
    try:
        return year_of(name, True)[0]
    except IndexError:
        return year_of(name, False)[0]


def _differ(books: tuple[DemoBook, ...], random: Random) -> None:
    """All road maps are the same one; what was done of it is not."""
    share = random.uniform(0, 0.5)
    sheets = [sheet for book in books for sheet in book.sheets if sheet.tab == "Дорожная карта"]
    for row in (row for sheet in sheets for row in sheet.rows):
        if row.cells.get("status") == "выполнено" and random.random() < share:
            row.cells |= {"status": "в работе", "done_on": None, "document": None, "achieved": None}


if __name__ == "__main__":
    write_region(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
