"""One tab → typed rows and its problems."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.letters import is_blank
from sheets_sync.periods import of_year
from sheets_sync.problems import Check, Fault, Problem, Severity, at_cell, without_cell
from sheets_sync.reading.absent import absent, empty
from sheets_sync.reading.alike_heads import alike_heads
from sheets_sync.reading.area import Area, Told
from sheets_sync.reading.body import Body, find_body
from sheets_sync.reading.headers import Header, find_headers
from sheets_sync.reading.missing_columns import (
    column_twice,
    if_not_assumed,
    missing_columns,
    no_header,
)
from sheets_sync.reading.records import Origin, Records
from sheets_sync.reading.repeats import repeated_keys
from sheets_sync.reading.said_by_title import with_title
from sheets_sync.reading.summers import with_summers
from sheets_sync.reading.term_columns import with_ticks
from sheets_sync.reading.told import with_told
from sheets_sync.reading.unplaced import above_the_header
from sheets_sync.reading.without import REFERRED_TO, Without
from sheets_sync.sheet.cells import CellRef, Place, Tab
from sheets_sync.tables.kinds.base import Context, Reading
from sheets_sync.tables.kinds.number import Count
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.schema import Column, Table


class Heads(Protocol):
    """What knows the columns of a register that are headed like a meeting."""

    def widened(self, tab: Tab, header: Header) -> Header:
        """The header with the line above or below it that heads those columns."""
        ...

    def columns(self, tab: Tab, header: Header) -> tuple[int, ...]:
        """The sheet columns headed like a meeting."""
        ...


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a table takes: its tabs, header aliases, the context of the parsers.

    `heads` finds a register's columns beside the declared ones; without `all_severities`
    information («сведение») is not collected. `without` is there where tabs whose header is bad are
    left out. `given` are the values of columns that may not be there.
    """

    table: Table
    tabs: tuple[Tab, ...]
    aliases: Mapping[str, str]
    context: Context
    heads: "Heads | None" = None
    all_severities: bool = False
    without: Without | None = None
    given: Mapping[str, Any] = field(default_factory=dict)


def read_records(reader: Reader) -> tuple[Records, list[Problem]]:
    """All tabs of one table → its records, and what could not be read in them."""
    problems: list[Problem] = []
    tabs = [_tab(reader, tab, problems) for tab in reader.tabs]
    good, left = _left_out(reader, tabs)
    parts = [part for one in good for part in one.parts]
    origins = tuple(Origin(tab, head, body, n) for n, (tab, head, body) in enumerate(parts))
    lost = _lost(reader, bool(origins))
    usable = bool(origins) and all(one.good for one in good)
    usable &= not (lost and reader.table in REFERRED_TO)
    loading = any(tab.loading for tab in reader.tabs)
    records = Records(
        reader.table, origins, pd.DataFrame(), usable, loading=loading, left=left, lost=lost
    )
    frame = _frame(reader, records, problems)
    records = replace(records, frame=frame)
    records, told = with_told(records, reader.context.school_year)
    problems += [p for p in told if reader.all_severities or p.severity is not Severity.INFO]
    records, problems = with_summers(records, problems)
    problems += repeated_keys(records)
    return records, problems


@dataclass(frozen=True, slots=True)
class _TabRead:
    """One tab: its headers with the rows they rule; `good`: it lacks nothing that is required."""

    tab: Tab
    parts: tuple[tuple[Tab, Header, Body], ...] = ()
    good: bool = True


def _tab(reader: Reader, tab: Tab, problems: list[Problem]) -> _TabRead:
    if tab.loading:
        problems.append(_still_loading(tab, tab.loading))
        return _TabRead(tab, good=False)
    headers = find_headers(tab, reader.table, reader.aliases)
    if not headers:
        spare = _blank(tab) and len(reader.tabs) > 1
        problems.append(_spare(tab) if spare else _no_header(tab, reader.table))
        return _TabRead(tab, good=spare)
    parts, good = [], True
    for header in headers:
        area = _area(reader, tab, header)
        problems += (*_header_problems(area), *alike_heads(area))
        good &= not reader.table.lacking(area.header.says)
        above = above_the_header(area) if header is headers[0] else ()
        body = find_body(area)
        problems += _told(reader, tab, (*above, *body.told))
        parts.append((tab, area.header, body))
    return _TabRead(tab, tuple(parts), good)


def _lost(reader: Reader, there: bool) -> tuple[str, ...]:
    """The lost books that stand for rows of the table: a table that others refer to, and that is
    there, misses only what is known to have been in them."""
    if reader.without is None:
        return ()
    sure = there and reader.table in REFERRED_TO
    return reader.without.known(reader.table) if sure else reader.without.books(reader.table)


def _left_out(
    reader: Reader, tabs: Sequence[_TabRead]
) -> tuple[Sequence[_TabRead], tuple[tuple[Place, int], ...]]:
    """The tabs that are used, and those left out with their rows: where another tab of the table
    is good, and nothing refers to the table."""
    good = [one for one in tabs if one.good or one.tab.loading]
    some = any(one.parts for one in good)
    if reader.without is None or reader.table in REFERRED_TO or not some:
        return tabs, ()
    bad = [one for one in tabs if one not in good]
    rows = (sum(len(body.rows) for _, _, body in one.parts) for one in bad)
    return good, tuple(zip((one.tab.place for one in bad), rows, strict=True))


def _area(reader: Reader, tab: Tab, header: Header) -> Area:
    """A header with the rows it rules, and in a register the columns of meetings."""
    header = with_title(header, tab, reader.table, reader.context)
    gone = {name: value for name, value in reader.given.items() if name not in header.says}
    header = replace(header, given=gone)
    if reader.heads is None:
        return with_ticks(Area(tab, reader.table, header, (), reader.context))
    header = reader.heads.widened(tab, header)
    return Area(tab, reader.table, header, reader.heads.columns(tab, header), reader.context)


def _told(reader: Reader, tab: Tab, every: Iterable[Told]) -> Iterator[Problem]:
    """What is to be told of cells that are in no row of their own."""
    for told in every:
        if reader.all_severities or told.fault.severity is not Severity.INFO:
            cell = CellRef(tab.place, told.row, told.column)
            yield at_cell(cell, told.fault, show(tab.at(told.row, told.column)))


def _blank(tab: Tab) -> bool:
    every = (raw for column in tab.columns for raw in column.values)
    return all(raw is None or (isinstance(raw, str) and is_blank(raw)) for raw in every)


def _spare(tab: Tab) -> Problem:
    """A blank tab beside others of its kind: a tutor's book that is not begun yet."""
    fix = "заполните его по шаблону; пустой лист можно и удалить"
    return without_cell(tab.place, Fault.of(Check.TAB_BLANK, "лист пуст", fix))


def _still_loading(tab: Tab, at: tuple[int, int]) -> Problem:
    """Half a table gives no figures: what is made of it stands as it was."""
    said = "таблица ещё считается: формула пока не дала значений, лист не прочитан"
    fix = "запустите ещё раз через несколько минут; если повторится, проверьте формулу"
    return at_cell(CellRef(tab.place, *at), Fault.of(Check.TAB_LOADING, said, fix), "")


def _no_header(tab: Tab, table: Table) -> Problem:
    if not _blank(tab):
        return without_cell(tab.place, no_header(tab, table))
    fix = "скопируйте строку заголовков из шаблона этого листа"
    return without_cell(tab.place, Fault.of(Check.TAB_NO_HEADER, "лист пуст", fix))


def _header_problems(area: Area) -> Iterator[Problem]:
    tab, table, header = area.tab, area.table, area.header
    yield from missing_columns(area)
    gone = (c for c in table.columns if c.name not in header.columns)
    assumed = [c for c in gone if c.assumed and c.name not in header.given]
    if assumed:
        said = ", ".join(f"«{c.header}» — везде «{c.assumed}»" for c in assumed)
        fault = Fault.of(
            Check.COLUMN_ASSUMED, f"столбца нет, принято: {said}", if_not_assumed(area, assumed)
        )
        yield without_cell(tab.place, fault, about=" ".join(c.name for c in assumed))
    for name, value in header.titled.items():
        said = f"столбца {table.head(name)} нет: «{value}» взято из названия листа"
        yield without_cell(tab.place, Fault.of(Check.TAB_SAYS, said, ""), about=f"{name} {value}")
    for name in header.given:
        said = f"столбца {table.head(name)} нет: значение взято из [defaults]"
        yield without_cell(tab.place, Fault(Check.COLUMN_DEFAULT, Severity.INFO, said), about=name)
    for number, name in header.twice:
        yield at_cell(CellRef(tab.place, header.last, number), *column_twice(area, number, name))


def _frame(reader: Reader, records: Records, problems: list[Problem]) -> pd.DataFrame:
    keys = [origin.keys for origin in records.origins]
    index = pd.Index(np.concatenate(keys) if keys else np.array([], dtype=np.int64))
    data: dict[str, NDArray[Any]] = {}
    for column in reader.table.columns:
        parts = [_column(reader, records, o, column, problems) for o in records.origins]
        if column.fills_down:
            parts = [_filled_down(p, o) for p, o in zip(parts, records.origins, strict=True)]
        data[column.name] = np.concatenate(parts) if parts else empty(column, 0)
    for column in reader.table.columns:
        if column.moved_to:
            moved = data[column.moved_to]
            data[column.name] = np.where(pd.isna(moved), data[column.name], moved)
    return pd.DataFrame(data, index=index, copy=False)


def _column(
    reader: Reader, records: Records, origin: Origin, column: Column, problems: list[Problem]
) -> NDArray[Any]:
    """One declared column of one tab, each distinct value parsed once."""
    number = origin.header.columns.get(column.name)
    if number is None:
        return absent(origin, column, reader.context)
    codes, values = origin.codes(number), origin.values(number)
    used = np.flatnonzero(np.bincount(codes, minlength=1))
    context = replace(reader.context, date1904=origin.tab.date1904, required=column.required)
    lookup, kind = empty(column, len(values)), origin.kind(column)
    readings: dict[int, Reading] = {}
    for code in used.tolist():
        if kind.settled(values[code], context):
            lookup[code] = values[code]
        elif code:
            readings[code] = kind.read(values[code], context)
    for code, reading in readings.items():
        if reading.value is not None:
            lookup[code] = reading.value
    faulty = _faulty(readings, column, reader)
    if faulty:
        hit = np.isin(codes, list(faulty))
        for key, code in zip(origin.keys[hit], codes[hit], strict=True):
            for fault, rejects in faulty[int(code)]:
                problems.append(records.problem(int(key), column.name, fault, rejects=rejects))
    return lookup[codes]


def _filled_down(values: NDArray[Any], origin: Origin) -> NDArray[Any]:
    """Empty cells with the text of the section row above them."""
    if not origin.body.sections:
        return values
    rows = np.array(list(origin.body.sections), dtype=np.int64)
    above = np.array([None, *origin.body.sections.values()], dtype=object)
    heads = above[np.searchsorted(rows, origin.body.rows)]
    return np.where(pd.isna(values), heads, values)


def _faulty(
    readings: Mapping[int, Reading], column: Column, reader: Reader
) -> dict[int, list[tuple[Fault, bool]]]:
    """Code → its faults, each with whether it rejects the row; code 0 is the blank cell."""
    every = {0: Reading(), **readings}
    found = {code: _faults(reading, column, reader) for code, reading in every.items()}
    return {code: faults for code, faults in found.items() if faults}


def _faults(reading: Reading, column: Column, reader: Reader) -> list[tuple[Fault, bool]]:
    lost = column.required and (reading.value is None or reading.value == ())
    if lost and not reading.faults:
        return [(_not_filled(column, reader.context.school_year), True)]
    return [
        (fault, lost and fault.severity is Severity.ERROR)
        for fault in reading.faults
        if reader.all_severities or fault.severity is not Severity.INFO
    ]


def _not_filled(column: Column, year: int) -> Fault:
    said = "обязательная ячейка не заполнена"
    return Fault.of(Check.CELL_EMPTY, said, of_year(_to_fill(column), year))


def _to_fill(column: Column) -> str:
    """«заполните «Школа», например «СОШ № 44»»; of a number no example: it would be copied."""
    if isinstance(column.kind, Count):
        return f"впишите число в столбец «{column.header.strip('«»')}»; если таких нет — 0"
    example = f", например «{column.example}»" if column.example else ""
    return f"заполните «{column.header}»{example}"
