"""What a summary tab is built from, and the lines above its tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.checks.past import NOTHING_KNOWN, Past
from sheets_sync.duties.duty import Duty
from sheets_sync.duties.owed import duties
from sheets_sync.figures.events import usable
from sheets_sync.figures.measures.declared import Measure
from sheets_sync.figures.rounding import whole
from sheets_sync.figures.totals import EarlierYear, LastYear, Numbers, totals
from sheets_sync.periods import Period
from sheets_sync.reading.records import Records
from sheets_sync.sheet.cells import column_letters
from sheets_sync.sheet.formulas import SameAs, StaleAfter
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import (
    Align,
    Cell,
    Grid,
    Lines,
    Look,
    Page,
    Piece,
    Spacer,
    Target,
)
from sheets_sync.sheet.thresholds import legend
from sheets_sync.stores.base import OurTab
from sheets_sync.stores.files import briefly
from sheets_sync.summary.not_in import not_in
from sheets_sync.tables.kinds.sides import side_name
from sheets_sync.tables.schema import Table

OVERVIEW_TITLE = "Сводка"
ROWS_TITLE, CONTENTS = "Учёт строк", "contents"
_BACK, _ON = "← Сводка", "Все листы ↓"


STAMP_ROW, _STAMP_COLUMN = 3, 1
STAMP_CELL = f"{column_letters(_STAMP_COLUMN)}{STAMP_ROW}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """When the figures last changed, when they were last checked, and whether the report date is
    fixed (then nothing turns stale)."""

    as_of: date
    checked: datetime
    fixed: bool = False

    def text(self) -> str:
        """«Данные на 18.02.2021 · проверено 18.02.2021 13:05»"""
        return f"{_AS_OF}{self.as_of:{_DAY}}{_CHECKED}{self.checked:{_MOMENT}}"

    @classmethod
    def read(cls, text: str) -> "Stamp | None":
        """What `text` says, to the minute and without a zone; None for any other text."""
        as_of, _, checked = text.removeprefix(_AS_OF).partition(_CHECKED)
        try:
            day = datetime.strptime(as_of, _DAY).date()
            return cls(day, datetime.strptime(checked, _MOMENT))
        except ValueError:
            return None


_AS_OF, _DAY = "Данные на ", "%d.%m.%Y"
_CHECKED, _MOMENT = " · проверено ", "%d.%m.%Y %H:%M"


def stale(stamp: Stamp) -> Lines | Spacer:
    """A line that turns «УСТАРЕЛО» by itself a day after the last check."""
    if stamp.fixed:
        return Spacer()
    text = "УСТАРЕЛО: сводка не проверялась больше суток, числа могут быть неверны"
    formula = StaleAfter(stamp.checked, text)
    return Lines((Cell("", Look.ALERT, formula=formula, stamp=True),))


def previous_stamp(ours: Mapping[str, OurTab], first: str = OVERVIEW_TITLE) -> Stamp | None:
    """The stamp of the summary as it stands, on its `first` tab; None for no summary."""
    if first not in ours:
        return None
    return Stamp.read(str(ours[first].tab.at(STAMP_ROW, _STAMP_COLUMN)))


@dataclass(frozen=True)
class View:
    """What a summary tab may look at. `recorded` is False when История gets no new row; `kept`
    are tabs of an earlier run, for those that can't be computed now; `tabs` are all there are;
    `past` is what earlier runs saw of the problems, `last_year` is there where one is named,
    `years` are all that are, the first one first."""

    analysis: Analysis
    stamp: Stamp
    ours: Mapping[str, OurTab] = field(default_factory=dict)
    recorded: bool = True
    kept: Mapping[str, Grid] = field(default_factory=dict)
    tabs: "tuple[Summary, ...]" = ()
    past: Past = NOTHING_KNOWN
    last_year: LastYear | None = None
    years: tuple[EarlierYear, ...] = ()

    def rows(self, table: str) -> pd.DataFrame:
        """The counted rows of a staff tab."""
        return self.analysis.counted[table].frame

    @property
    def half(self) -> str:
        """The half-year of the report date: «I» until the second one begins."""
        return "II" if self.analysis.today >= self.analysis.shelf.halves["II"].start else "I"

    def totals(self, period: Period | None = None) -> Numbers:
        """The figures as one set of numbers: of the whole year, of some days alone, or of
        the days of last year that are known."""
        if self.last_year and period == self.last_year.days:
            return self.last_year.numbers
        if period not in self._totals:
            facts = self.analysis.facts
            self._totals[period] = totals(facts.within(period) if period else facts)
        return self._totals[period]

    @cached_property
    def _totals(self) -> dict[Period | None, Numbers]:
        return {}

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """What everybody owes, the most urgent first."""
        return duties(self.analysis)

    @cached_property
    def school_names(self) -> dict[str, str]:
        """Code → short name."""
        frame = self.analysis.counted["schools"].every
        return {c: n or c for c, n in zip(frame["code"], frame["name"], strict=True) if c}

    def tutor(self, code: str) -> str:
        """How a tutor is named."""
        return self.analysis.tutor_names.get(code, code)

    def side(self, side: str) -> str:
        """How a side of the road map is named."""
        return side_name(side, self.analysis.workspace.our_name)

    def school(self, code: str) -> str:
        """How a school is named."""
        return self.school_names.get(code, code)


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary tab: its title, the staff tabs it can't do without, how it is built, what it is
    about; `of_all`: it is made of whatever there is."""

    title: str
    needs: tuple[Table, ...]
    build: Callable[[View], Grid]
    theme: str = ""
    of_all: bool = False


def reason(records: Mapping[str, Records], needs: tuple[Table, ...]) -> str | None:
    """Why a tab can't be made from these records; None if it can."""
    late = [f"«{table.title}»" for table in needs if records[table.name].loading]
    if late:
        table, computed = ("таблица", "считается") if len(late) == 1 else ("таблицы", "считаются")
        return f"{table} {', '.join(late)} ещё {computed}"
    lost = [f"«{table.title}»" for table in needs if not usable(records, (table,))]
    if not lost:
        return None
    if books := dict.fromkeys(book for table in needs for book in _unread(records[table.name])):
        named = ", ".join(f"«{briefly(book)}»" for book in books)
        return f"не прочитана книга {named}" if len(books) == 1 else f"не прочитаны книги {named}"
    words = "нет листа или обязательного столбца" if len(lost) == 1 else "нет листов или столбцов"
    return f"{words}: {', '.join(lost)}"


def _unread(table: Records) -> tuple[str, ...]:
    """The books for which a table can't be used."""
    return () if table.usable else table.lost


def tab(
    view: View,
    title: str,
    about: str,
    blocks: Iterable[Piece],
    widths: Sequence[float],
    page: Page | None = None,
) -> Grid:
    """A tab as most are: the top lines and blocks, an empty row between any two."""
    parts = (top(view, title, about), *blocks)
    pieces = [piece for part in parts for piece in (part, Spacer())][:-1]
    return lay_out(title, pieces, tuple(widths), page or page_of(view))


def page_of(view: View) -> Page:
    """The page of every tab of a summary."""
    return page_for(view.analysis.workspace.organisation, view.stamp)


def page_for(name: str, stamp: Stamp) -> Page:
    """A page below which stands whose it is, and of when."""
    as_of = f"данные на {stamp.as_of:{_DAY}}"
    return Page(landscape=True, footer=f"{name} · {as_of}" if name else as_of)


def notes(*said: str, of: Iterable[Measure] = ()) -> Lines:
    """The notes that end a tab; those of measures say at which limits they change colour."""
    colours = legend(name for one in of for name in one.limits)
    return Lines(tuple(Cell(note, Look.NOTE) for note in (*said, colours) if note))


def top(view: View, title: str, about: str) -> Lines:
    """Title, what the tab is about and its period, the stamp, completeness."""
    year = view.analysis.year
    period = f"с 1 сентября {year.start} года, учебный год {year}"
    names = (title, view.analysis.workspace.organisation, f"{about}; {period}")
    below = (Cell(completeness(view), Look.LINE_MUTED), *_not_in(view, title))
    return top_lines(names, view.stamp, below)


def top_lines(
    names: tuple[str, str, str], stamp: Stamp, below: Sequence[Cell], first: str = OVERVIEW_TITLE
) -> Lines:
    """The lines above a tab: of its title, whose it is and what it is about, the stamp, what is
    `below` it (how complete it is); `first` is the tab that has the stamp and the contents."""
    title, name, about = names
    opens = title == first
    formula = None if opens else SameAs(first, STAMP_CELL)
    back, to = (_ON, Target(first, CONTENTS)) if opens else (_BACK, Target(first))
    return Lines(
        (
            Cell(f"{title} · {name}" if name else title, Look.TITLE, own=not name),
            Cell(about, Look.LINE),
            Cell(stamp.text(), Look.LINE, stamp=True, formula=formula),
            *below,
        ),
        Cell(back, Look.LINE, align=Align.RIGHT, to=to, own=True),
    )


def _not_in(view: View, title: str) -> tuple[Cell, ...]:
    summary = next((one for one in view.tabs if one.title == title), None)
    return not_in(view.analysis, summary.needs, summary.of_all) if summary else ()


def completeness(view: View) -> str:
    """«Строк прочитано 1 240 = учтено 1 210 + отклонено 30 (лист «Учёт строк»)»"""
    tabs = view.analysis.tabs
    read, counted, out = (sum(getattr(t, n) for t in tabs) for n in ("read", "counted", "rejected"))
    return (
        f"Строк в таблицах прочитано {whole(read)} = учтено {whole(counted)} + отклонено "
        f"{whole(out)}; что отклонено и почему — лист «{ROWS_TITLE}»"
    )
