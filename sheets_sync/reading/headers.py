"""Finds the headers of a tab: which columns they name, and the rows each of them rules."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sheets_sync.reading.head_names import HeadNames, header_key, like, names_of
from sheets_sync.sheet.cells import RawColumn, Tab
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.schema import Table

SEARCHED_ROWS = 60
_MOST_HEADERS = 24


def column_codes(column: RawColumn) -> NDArray[np.int32]:
    """The codes of a physical column, by row."""
    return np.frombuffer(column.codes, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Header:
    """Where a header stands: its first and last row, the columns by English name, columns whose
    header came twice (column number, English name), the last row before the next header, what the
    tab's title says of columns that are not there, which columns take a part of one cell (and
    whether it lacks the first part of a whole name), the
    values that the workspace gives to columns that are not there."""

    first: int
    last: int
    columns: Mapping[str, int]
    until: int
    twice: tuple[tuple[int, str], ...] = ()
    titled: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, bool] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def says(self) -> AbstractSet[str]:
        """The columns that are there, or that the tab's title or the workspace stands for."""
        return self.columns.keys() | self.titled.keys() | self.given.keys()


def find_headers(tab: Tab, table: Table, aliases: Mapping[str, str]) -> list[Header]:
    """The header that names most columns, among the first rows if one is there, and those below
    it that name them in another order; none where no row names enough."""
    names = names_of(table, aliases)
    score = _scores(tab, names.known)
    row = _best(score, min(2, len(table.required)))
    if row is None:
        return []
    headers = [_header_at(tab, row, names)]
    for later in _later(tab, table, headers[0], score):
        header = _header_at(tab, later, names)
        if later > headers[-1].last and _rules(tab, header, headers[-1], names):
            headers[-1] = replace(headers[-1], until=header.first - 1)
            headers.append(header)
        if len(headers) == _MOST_HEADERS:
            break
    return headers


def _scores(tab: Tab, known: AbstractSet[str]) -> NDArray[np.int64]:
    """How many cells of each row say a header of the table."""
    score = np.zeros(tab.height, dtype=np.int64)
    for column in tab.columns:
        if said := like(column.values, known):
            score += np.isin(column_codes(column), said)
    return score


def _best(score: NDArray[np.int64], least: int) -> int | None:
    for rows in (score[:SEARCHED_ROWS], score):
        if len(rows) and rows.max() >= max(least, 1):
            return int(rows.argmax()) + 1
    return None


def _later(tab: Tab, table: Table, header: Header, score: NDArray[np.int64]) -> Iterator[int]:
    """Rows below a header that are mostly headers themselves; in a register meetings stand beside
    them."""
    key = header.columns.get(table.required[0].name, 1)
    typed = header_texts(tab, key, header.first, header.last)
    for row in (np.flatnonzero(score >= min(2, len(header.columns))) + 1).tolist():
        if row <= header.last:
            continue
        cells = sum(raw is not None for raw in tab.row(row))
        if table.register:
            mostly = header_key(show(tab.at(row, key))) in typed
        else:
            mostly = score[row - 1] > 1 and cells <= 2 * score[row - 1]
        if mostly:
            yield row


def _rules(tab: Tab, header: Header, before: Header, names: HeadNames) -> bool:
    """Whether a later header says another thing of its columns than the one before it."""
    needed = names.required & before.columns.keys()
    if not needed <= header.columns.keys():
        return False
    wide = range(1, len(tab.columns) + 1)
    return any(
        (now := header_texts(tab, column, header.first, header.last))
        and now != header_texts(tab, column, before.first, before.last)
        for column in wide
    )


def _header_at(tab: Tab, row: int, names: HeadNames) -> Header:
    first, last = _header_rows(tab, row, names)
    texts = {c: header_texts(tab, c, first, last) for c in range(1, len(tab.columns) + 1)}
    found, twice = _placed(texts, names.sure)
    for several in (False, True):  # what may head one column alone comes first
        free = {
            key: next((name for name in called if name not in found), called[0])
            for key, called in names.also.items()
            if (len(called) > 1) is several
        }
        left = {column: keys for column, keys in texts.items() if column not in found.values()}
        guessed, _ = _placed(left, free)
        found |= {name: column for name, column in guessed.items() if name not in found}
    for name in names.required - found.keys():  # a head over several, split into «план» and «факт»
        over = (c for c, keys in texts.items() if name in map(names.of, keys))
        if (column := next(over, None)) is not None:
            found = {n: c for n, c in found.items() if c != column} | {name: column}
    shared = _shared(texts, found, names)
    placed = {name: number for name, (number, _) in shared.items()}
    bare = {name: of_rest for name, (_, of_rest) in shared.items()}
    return Header(first, last, found | placed, tab.height, twice, parts=bare)


def _shared(
    texts: Mapping[int, list[str]], found: Mapping[str, int], names: HeadNames
) -> dict[str, tuple[int, bool]]:
    """The columns that stand together in one of the sheet, and have none of their own; whether
    that one lacks the first part of a whole name."""
    shared: dict[str, tuple[int, bool]] = {}
    for number, keys in texts.items():
        several = next((names.together[key] for key in keys if key in names.together), ())
        bare = bool(names.whole) and several[:1] != names.whole[:1]
        here = {n: (number, bare) for n in several if found.get(n, number) == number}
        if number in found.values() and not names.required.isdisjoint(here):
            shared = {**here, **shared}
    return shared


def _placed(
    texts: Mapping[int, list[str]], names: Mapping[str, str]
) -> tuple[dict[str, int], tuple[tuple[int, str], ...]]:
    """The first column each name heads, and the later ones headed by the same name."""
    found: dict[str, int] = {}
    twice: list[tuple[int, str]] = []
    for column, keys in texts.items():
        name = next((names[key] for key in keys if key in names), None)
        if name in found:
            twice.append((column, name))
        elif name:
            found[name] = column
    return found, tuple(twice)


def _header_rows(tab: Tab, row: int, names: HeadNames) -> tuple[int, int]:
    """The header's rows: more than one where a column's header is merged downwards, or where the
    line above or below heads columns of which the others say nothing."""
    tall = [
        m
        for m in tab.merges
        if m.first_row <= row <= m.last_row
        and m.last_row > m.first_row
        and header_key(show(tab.at(m.first_row, m.first_column) or "")) in names.known
    ]
    first = min((m.first_row for m in tall), default=row)
    last = max((m.last_row for m in tall), default=row)
    while first > 1 and _adds(tab, (first, last), first - 1, names):
        first -= 1
    while last < tab.height and (
        _adds_below(tab, (first, last), last + 1, names) or _splits(tab, last)
    ):
        last += 1
    return first, last


def _adds(tab: Tab, rows: tuple[int, int], line: int, names: HeadNames) -> bool:
    """Whether a line names a column that the header leaves without a name and that holds data; a
    lone text is a title."""
    if sum(raw is not None for raw in tab.row(line)) < 2:
        return False
    heads = {c: header_texts(tab, c, *rows) for c in range(1, len(tab.columns) + 1)}
    named = {names.of(key) for keys in heads.values() for key in keys}
    return any(
        not keys
        and (name := names.of(header_key(show(tab.at(line, column))))) is not None
        and name not in named
        and any(column_codes(tab.columns[column - 1])[max(rows[1], line) :])
        for column, keys in heads.items()
    )


def _adds_below(tab: Tab, rows: tuple[int, int], line: int, names: HeadNames) -> bool:
    """Whether the line below names more columns, and holds nothing else where they are named."""
    heads = {c: header_texts(tab, c, *rows) for c in range(1, len(tab.columns) + 1)}
    named = {name for keys in heads.values() for key in keys if (name := names.of(key))}
    said = {c: header_key(show(tab.at(line, c))) for c in heads}
    new = {name for key in said.values() if (name := names.of(key))} - named
    return bool(new) and all(
        not key or names.of(key) or not any(map(names.of, heads[column]))
        for column, key in said.items()
    )


def _splits(tab: Tab, last: int) -> bool:
    """Whether the line below stands wholly under heads merged to the right, and is text."""
    wide = [m for m in tab.merges if m.last_row == last and m.last_column > m.first_column]
    under = {c for m in wide for c in range(m.first_column, m.last_column + 1)}
    cells = [(c, raw) for c, raw in enumerate(tab.row(last + 1), 1) if raw is not None]
    return bool(cells) and all(c in under and isinstance(raw, str) for c, raw in cells)


def header_texts(tab: Tab, column: int, first: int, last: int) -> list[str]:
    """What a column is headed by, the lowest line first."""
    cells = [tab.at(row, column) for row in range(last, first - 1, -1)]
    return [key for cell in cells if cell is not None and (key := header_key(show(cell)))]
