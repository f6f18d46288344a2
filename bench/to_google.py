"""How much a summary is on its way to Google: the requests are made, and nothing is sent."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from openpyxl import load_workbook

from bench.generate import workspace
from bench.goals import Ratio
from bench.sizes import everything
from sheets_sync.runs.kept_summaries import newest
from sheets_sync.runs.sync import Options, sync
from sheets_sync.samples.demo import write_demo
from sheets_sync.sheet.cells import Place, Tab, tab_of
from sheets_sync.sheet.compare import digest
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.google.person_views import title_of, views_of
from sheets_sync.stores.google.range_names import id_of
from sheets_sync.stores.google.read import FilterView, NamedRange, SheetState, Spreadsheet
from sheets_sync.stores.google.requests import batches_for
from sheets_sync.stores.google.tab_mark import Mark
from sheets_sync.workspace import load

MILLION = 1_000_000
REGISTER = ("Посещаемость.xlsx", "Явка")
TUTORS, SCHOOLS = 300, 120


def google_ratios() -> Iterator[Ratio]:
    """Megabytes of the demo's summary and of one of 300 tutors."""
    with tempfile.TemporaryDirectory() as place:
        yield from _demo(Path(place) / "ИМЦ")
    size = replace(everything(10_000), family="google", tutors=TUTORS, schools=SCHOOLS)
    largest = max(_sizes(_grids(workspace(size)), _blank()))
    yield Ratio("Google, 300 tutors: largest request, MB", largest / MILLION, 2)


def _demo(folder: Path) -> Iterator[Ratio]:
    write_demo(folder)
    first = _grids(folder)
    yield Ratio("Google, demo: first write, MB", sum(_sizes(first, _blank())) / MILLION, 1.05)
    later = _grids(folder, hours=14)
    yield Ratio("Google, demo: the stamp, KB", sum(_sizes(later, _standing(first))) / 1000, 2)
    _change_a_mark(folder)
    changed = sum(_sizes(_grids(folder, hours=15), _standing(first)))
    yield Ratio("Google, demo: one mark changed, MB", changed / MILLION, 0.3)


def _grids(folder: Path, hours: int = 0) -> list[Grid]:
    """The summary as a run so many hours later writes it."""
    found = load(folder)
    now = datetime(2021, 2, 18, 9, tzinfo=UTC) + timedelta(hours=hours)
    sync(found, Options(now=now))
    return [*newest(folder, found.summary).values()]


def _change_a_mark(folder: Path) -> None:
    name, title = REGISTER
    book = load_workbook(folder / name)
    cells = (cell for row in book[title].iter_rows() for cell in row)
    next(cell for cell in cells if cell.value == "+").value = "н"
    book.save(folder / name)


def _sizes(grids: Sequence[Grid], book: Spreadsheet) -> list[int]:
    """Bytes of each request; nothing to be sent is one of none."""
    batches = batches_for(grids, book)
    texts = (json.dumps(b.requests, ensure_ascii=False, separators=(",", ":")) for b in batches)
    return [len(text.encode()) for text in texts] or [0]


def _blank() -> Spreadsheet:
    empty = tab_of(Place("summary", "Лист1"), [])
    return Spreadsheet("summary", "Сводка", (SheetState(0, "Лист1", 0, 1000, 26, None, empty),))


def _standing(grids: Sequence[Grid]) -> Spreadsheet:
    """A spreadsheet that these were written into."""
    made = {grid.title: views_of(grid, None, ()).ids for grid in grids}
    ids = {title: tuple(views.values()) for title, views in made.items()}
    sheets = tuple(
        SheetState(
            number,
            grid.title,
            number,
            len(grid.rows),
            len(grid.widths),
            Mark(grid.title, digest(grid), number, views=ids[grid.title], id=number + 1),
            _tab(grid),
            views=tuple(
                FilterView(one, grid.filtered, title_of(grid.title, text))
                for text, one in made[grid.title].items()
                if grid.filtered
            ),
        )
        for number, grid in enumerate(grids)
    )
    names = tuple(
        NamedRange(id_of(name), name, number, where)
        for number, grid in enumerate(grids)
        for name, where in grid.named
    )
    return Spreadsheet("summary", "Сводка", sheets, names=names)


def _tab(grid: Grid) -> Tab:
    rows = [[cell.value if cell else None for cell in row] for row in grid.rows]
    return tab_of(Place("summary", grid.title), rows)


if __name__ == "__main__":
    for ratio in google_ratios():
        print(f"{ratio.name:46}{ratio.got:8.3f}  ≤{ratio.reach:g}  {ratio.verdict}")
