"""Codes in place of people in a summary that lies in the cloud."""

from collections.abc import Iterable
from dataclasses import replace

from sheets_sync.analysis import Analysis
from sheets_sync.errors import UsageError
from sheets_sync.reading.directories import people_of
from sheets_sync.sheet.pieces import Cell, Grid
from sheets_sync.tables.kinds.people_in_text import HIDDEN, People
from sheets_sync.tables.tutors import TUTORS

_NO_DIRECTORY = (
    "Сводка в Google не записана: с codes_only = true имена в ней заменяются кодами из листа "
    f"«{TUTORS.title}», а его нет, он пуст или без обязательного столбца; верните его (чего не "
    "хватает, скажет sheets-sync check) или укажите в summary файл на диске."
)


def nameless(grids: Iterable[Grid], analysis: Analysis) -> list[Grid]:
    """The summary's tabs without a name.

    Raises UsageError when the directory that tells the names can't be read.
    """
    tutors = analysis.shelf.records["tutors"]
    if not tutors.usable or tutors.every["surname"].isna().all():
        raise UsageError(_NO_DIRECTORY)
    people = people_of(tutors.every, analysis.workspace.owners.values())
    return [without_names(grid, people) for grid in grids]


def without_names(grid: Grid, people: People) -> Grid:
    """A summary tab as it may stand in Google; a surname that is a word of the program's own
    headings and notes («План») doesn't change them."""
    known: dict[str, str] = {}

    def hidden(text: str, own: bool = False) -> str:
        if text not in known:
            known[text] = people.hidden(text)
        return text if own and _same_words(text, known[text]) else known[text]

    def safe(cell: Cell | None) -> Cell | None:
        if cell is None:
            return None
        value = hidden(cell.value, cell.own) if isinstance(cell.value, str) else cell.value
        link = cell.link if cell.link and cell.link.startswith(("https://", "#")) else None
        same = value == cell.value and link == cell.link
        return cell if same else cell._replace(value=value, link=link)

    rows = tuple(tuple(map(safe, row)) for row in grid.rows)
    charts = tuple(
        replace(one, chart=replace(one.chart, title=hidden(one.chart.title))) for one in grid.charts
    )
    views = tuple(text for text in dict.fromkeys(map(hidden, grid.views)) if text != HIDDEN)
    return replace(grid, rows=rows, charts=charts, views=views)


def _same_words(text: str, hidden: str) -> bool:
    """Whether single words alone were taken for names: a name and a surname together are one,
    whoever calls the text a heading."""
    return len(text.split()) == len(hidden.split())
