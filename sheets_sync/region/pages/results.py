"""The tab «Результаты»: tests and exams of the region from summed counts."""

from sheets_sync.figures.adding import frame_of
from sheets_sync.figures.measures.results import RESULTS, TOWN_KEYS
from sheets_sync.periods import SchoolYear
from sheets_sync.reading.frames import each
from sheets_sync.region.pages.region_tab import Tab, View, tab
from sheets_sync.region.pages.subject_tabs import ADDED
from sheets_sync.sheet.pieces import Block, Cell, Grid, Head
from sheets_sync.summary.result_cells import HEADS, NOTE, latest_year, rate_cells
from sheets_sync.summary.view import notes

TITLE = "Результаты"
_FIGURE = "results_municipality"
_WIDTHS = (22, 12, 7, 11, 9, *[9, 7.5] * 3, 12, 10, 9)


def build(view: View) -> Grid:
    """The newest row of this year and the last of each subject, procedure and grade."""
    keys = [*TOWN_KEYS]
    figure = frame_of(_FIGURE, view.look.total.tables[_FIGURE])
    year = str(SchoolYear.of(view.look.today))
    found = latest_year(figure, keys, year, figure.assign(season=None))
    rows = tuple(
        (Cell(row.subject), *rate_cells(_FIGURE, row, keys))
        for row in sorted(each(found), key=lambda r: (r.subject, r.procedure, r.grade))
    )
    block = Block(
        "town", (Head("Предмет", wrap=True), *HEADS), rows,
        empty="Результатов этого и прошлого года нет", filtered=True, long=True,
    )  # fmt: skip
    blocks = (block, notes(f"{NOTE} {ADDED}", of=RESULTS.values()))
    return tab(view, TITLE, "Результаты всех школ региона вместе", blocks, _WIDTHS)


RESULTS_TAB = Tab(TITLE, build, (_FIGURE,))
