"""What every summary tab is made with: the view, the top lines, cells for figures."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from math import floor

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.kinds.dates import MONTHS
from sheets_sync.measure import head_width
from sheets_sync.pieces import Align, Cell, Format, Grid, Head, Lines, Look, Meaning, Row
from sheets_sync.records import Records
from sheets_sync.schema import Table
from sheets_sync.stats.facts import usable
from sheets_sync.stores.base import OurTab

OVERVIEW_TITLE = "Сводка"
STAMP_CELL = "A3"
DASH = "–"
NOBODY = "не указан"
"""Who mends a problem that has no owner."""
NOT_KNOWN = Cell(DASH, Look.MUTED, align=Align.RIGHT)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When the figures last changed, when they were last checked, and whether the report date is
    fixed (then nothing turns stale)."""

    as_of: date
    checked: datetime
    fixed: bool = False

    def text(self) -> str:
        """«Данные на 18.02.2021 · проверено 18.02.2021 13:05»"""
        return f"Данные на {self.as_of:%d.%m.%Y} · проверено {self.checked:%d.%m.%Y %H:%M}"


_STAMP = re.compile(r"Данные на (\d\d\.\d\d\.\d{4}) · проверено (\d\d\.\d\d\.\d{4} \d\d:\d\d)")


def previous_stamp(ours: Mapping[str, OurTab]) -> Stamp | None:
    """The stamp of the summary as it stands, without a time zone; None for no summary."""
    if OVERVIEW_TITLE not in ours:
        return None
    found = _STAMP.match(str(ours[OVERVIEW_TITLE].tab.at(3, 1)))
    if not found:
        return None
    as_of = datetime.strptime(found[1], "%d.%m.%Y").date()
    return Stamp(as_of, datetime.strptime(found[2], "%d.%m.%Y %H:%M"))


@dataclass(frozen=True)
class View:
    """What a summary tab may look at. `recorded` is False when История gets no new row; `kept`
    are tabs of an earlier run, for those that can't be computed now."""

    analysis: Analysis
    stamp: Stamp
    ours: Mapping[str, OurTab] = field(default_factory=dict)
    recorded: bool = True
    kept: Mapping[str, Grid] = field(default_factory=dict)

    def rows(self, table: str) -> pd.DataFrame:
        """The counted rows of a staff tab."""
        return self.analysis.counted[table].frame

    @cached_property
    def school_names(self) -> dict[str, str]:
        """Code → short name."""
        frame = self.analysis.counted["schools"].every
        return {c: n or c for c, n in zip(frame["code"], frame["name"], strict=True) if c}

    def tutor(self, code: str) -> str:
        """How a tutor is named."""
        return self.analysis.tutor_names.get(code, code)

    def school(self, code: str) -> str:
        """How a school is named."""
        return self.school_names.get(code, code)


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary tab: its title, the staff tabs it can't do without, and how it is built."""

    title: str
    needs: tuple[Table, ...]
    build: Callable[[View], Grid]


def reason(records: Mapping[str, Records], needs: tuple[Table, ...]) -> str | None:
    """Why a tab can't be made from these records; None if it can."""
    lost = [f"«{table.title}»" for table in needs if not usable(records, (table,))]
    if not lost:
        return None
    words = "нет листа или обязательного столбца" if len(lost) == 1 else "нет листов или столбцов"
    return f"{words}: {', '.join(lost)}"


def top(view: View, title: str, about: str) -> Lines:
    """Title, what the tab is about and its period, the stamp, completeness."""
    year = view.analysis.year
    stamp = view.stamp.text()
    first = title == OVERVIEW_TITLE
    formula = None if first else f"='{OVERVIEW_TITLE}'!{STAMP_CELL}"
    period = f"с 1 сентября {year.start} года, учебный год {year}"
    return Lines(
        (
            Cell(_headline(view, title), Look.TITLE),
            Cell(f"{about}; {period}", Look.LINE),
            Cell(stamp, Look.LINE, stamp=True, formula=formula),
            Cell(completeness(view), Look.LINE_MUTED),
        )
    )


def _headline(view: View, title: str) -> str:
    name = view.analysis.workspace.organisation
    return f"{title} · {name}" if name else title


def completeness(view: View) -> str:
    """«Строк прочитано 1 240 = учтено 1 210 + отклонено 30 (лист «Замечания»)»"""
    tabs = view.analysis.tabs
    read, counted, out = (sum(getattr(t, n) for t in tabs) for n in ("read", "counted", "rejected"))
    return (
        f"Строк в таблицах прочитано {whole(read)} = учтено {whole(counted)} + отклонено "
        f"{whole(out)}; что отклонено и почему — лист «Замечания»"
    )


def whole(number: int) -> str:
    """A whole number with groups: 1 240 (non-breaking)."""
    return f"{number:,}".replace(",", "\u00a0")


Key = list[tuple[int, str]]
"""What `natural` sorts by."""


def natural(name: str) -> Key:
    """A sort key by which № 2 comes before № 10."""
    parts = re.findall(r"\d+|\D+", name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def half_up(value: Fraction, digits: int) -> Fraction:
    """Rounded half up to so many decimals, exactly."""
    scale = 10**digits
    return Fraction(floor(value * scale + Fraction(1, 2)), scale)


def half_up_float(value: float, digits: int) -> str:
    """A number rounded half up as people write it: «49,44»."""
    exact = Fraction(repr(value))  # what the shortest writing of the number says
    return f"{float(half_up(exact, digits)):.{digits}f}".replace(".", ",")


def percent(part: int, total: int, look: Look = Look.BODY) -> Cell:
    """A share as a cell: rounded half up to 0,1 %, once; «–» for n/0."""
    if not total:
        return Cell(DASH, Look.MUTED, align=Align.RIGHT)
    return Cell(float(half_up(Fraction(part, total), 3)), look, Format.PERCENT)


def percent_text(part: int, total: int) -> str:
    """A share as people write it: «79,2 %»; «–» for n/0."""
    if not total:
        return DASH
    tenths = half_up(Fraction(part, total) * 100, 1)
    return f"{float(tenths):.1f}".replace(".", ",") + "\u00a0%"


def signed(value: float, digits: int = 0) -> str:
    """A change as people write it: «+2», «−14,0»."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + f"{abs(value):.{digits}f}".replace(".", ",")


def ratio(part: int, total: int) -> Cell:
    """The n/N that stands beside every percentage."""
    said = f"{whole(part)}/{whole(total)}" if total else DASH
    return Cell(said, Look.MUTED, align=Align.RIGHT)


def with_ratio(part: int, total: int) -> str:
    """«79,2 % (19/24)»"""
    return f"{percent_text(part, total)} ({whole(part)}/{whole(total)})" if total else DASH


def traced(heads: Sequence[Head], cells: Row, figure: str, **key: str | int) -> Row:
    """A row whose cells under heads with a `field` say which figure they show."""
    return tuple(
        replace(cell, means=Meaning(figure, head.field, tuple(key.items())))
        if cell and head.field and cell is not NOT_KNOWN
        else cell
        for head, cell in zip(heads, cells, strict=True)
    )


def as_total(cells: Row) -> Row:
    """A row in the look of a total."""
    return tuple(replace(cell, look=Look.TOTAL) if cell else None for cell in cells)


def number(value: float | int, look: Look = Look.BODY) -> Cell:
    """A whole number; zero is quiet."""
    return Cell(int(value), look if value or look is not Look.BODY else Look.MUTED, Format.WHOLE)


def day_cell(day: date | pd.Timestamp | None) -> Cell:
    """A date, «–» for none."""
    if day is None or pd.isna(day):
        return Cell(DASH, Look.MUTED, align=Align.CENTER)
    plain = day.date() if isinstance(day, pd.Timestamp) else day
    return Cell(plain, Look.BODY, Format.DATE, Align.CENTER)


def month_name(key: str) -> str:
    """«2021-02» → «февраль 2021»"""
    return f"{MONTHS[int(key[5:]) - 1]} {key[:4]}"


def wide_enough(heads: Sequence[Head], least: float = 9.5) -> tuple[float, ...]:
    """Column widths at which no word of a head breaks."""
    return tuple(max(least, head_width(head.text) + 1) for head in heads)
