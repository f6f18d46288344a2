"""Finds a tab's header and tells its data rows from titles, sections, totals and footnotes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sheets_sync.letters import clean, fold, is_blank
from sheets_sync.sheet.cells import Merge, Raw, Tab
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.schema import Table

SEARCHED_ROWS = 60
_TOTAL = re.compile(r"(итого|всего)\b")
_FIRST_LETTERS = frozenset("ИиВвBb")  # of a total: folding every free text would be slow
_FOOTNOTE = re.compile(r"\*|¹|²|примечани|сноск")
_ORNAMENT = re.compile(r"[*:¹²³]+$")


def header_key(text: str) -> str:
    """A header as it is compared: without case, spaces round signs, asterisks and colons."""
    folded = _ORNAMENT.sub("", fold(text)).strip().rstrip(".").strip()
    return re.sub(r"\s*([./№,()-])\s*", r"\1", folded)


@dataclass(frozen=True, slots=True)
class Header:
    """Where a tab's header stands: its first and last row, the columns by English name, columns
    whose header came twice (column number, English name)."""

    first: int
    last: int
    columns: Mapping[str, int]
    twice: tuple[tuple[int, str], ...] = ()
    others: tuple[int, ...] = ()


def _names(table: Table, aliases: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Header key → column name: those that are ours for sure, and the built-in other names."""
    sure = {header_key(column.header): column.name for column in table.columns}
    for typed, header in aliases.items():
        if header_key(header) in sure:
            sure[header_key(typed)] = sure[header_key(header)]
    also = {header_key(name): c.name for c in table.columns for name in c.also_called}
    return sure, {key: name for key, name in also.items() if key not in sure}


def find_header(tab: Tab, table: Table, aliases: Mapping[str, str]) -> Header | None:
    """The row among the first ones that names most columns, or None if none names any."""
    sure, also = _names(table, aliases)
    known = sure.keys() | also.keys()
    best, best_score = 0, 0
    for row in range(1, min(tab.height, SEARCHED_ROWS) + 1):
        keys = {header_key(show(raw)) for raw in tab.row(row) if isinstance(raw, str)}
        score = len(keys & known)
        if score > best_score:
            best, best_score = row, score
    if best_score < min(2, len(table.required)):
        return None
    return _header_at(tab, best, sure, also)


def _header_at(tab: Tab, row: int, sure: dict[str, str], also: dict[str, str]) -> Header:
    first, last = _header_rows(tab, row, sure.keys() | also.keys())
    texts = {c: header_texts(tab, c, first, last) for c in range(1, len(tab.columns) + 1)}
    found, twice = _placed(texts, sure)
    left = {column: keys for column, keys in texts.items() if column not in found.values()}
    guessed, _ = _placed(left, also)
    found |= {name: column for name, column in guessed.items() if name not in found}
    taken = {*found.values(), *(column for column, _ in twice)}
    others = tuple(column for column, keys in texts.items() if keys and column not in taken)
    return Header(first, last, found, twice, others)


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


def _header_rows(tab: Tab, row: int, known: AbstractSet[str]) -> tuple[int, int]:
    """The header's rows: more than one where a column's header is merged downwards."""
    tall = [
        m
        for m in tab.merges
        if m.first_row <= row <= m.last_row
        and m.last_row > m.first_row
        and header_key(show(tab.at(m.first_row, m.first_column) or "")) in known
    ]
    return min((m.first_row for m in tall), default=row), max(
        (m.last_row for m in tall), default=row
    )


def header_texts(tab: Tab, column: int, first: int, last: int) -> list[str]:
    """What a column is headed by, the lowest line first."""
    cells = [tab.at(row, column) for row in range(last, first - 1, -1)]
    return [header_key(show(cell)) for cell in cells if cell is not None]


@dataclass(frozen=True, slots=True)
class Body:
    """A tab's data rows (sheet row numbers, ascending) and, for every physical column, the codes
    of its cells with merged-down cells filled in and blank-looking text taken for blank.

    `sections` are the texts of the section rows by row, where a column fills down from them."""

    rows: NDArray[np.int64]
    codes: tuple[NDArray[np.int32], ...]
    sections: Mapping[int, str] = field(default_factory=dict)


def find_body(tab: Tab, table: Table, header: Header, register_columns: tuple[int, ...]) -> Body:
    """The data rows below the header (docs/contract.md «Rows»)."""
    own = [_codes(tab, column) for column in range(1, len(tab.columns) + 1)]
    filled = _fill_merges(own, tab.merges, header.last)
    declared = {*header.columns.values(), *register_columns}
    count = _count(filled, range(len(filled)), tab.height)
    data = _count(filled, [c - 1 for c in declared], tab.height) > 0
    data &= _count(own, range(len(own)), tab.height) > 0
    data[: header.last] = False
    lone = _lone(tab, table, header, filled, count)
    data &= ~lone
    key = header.columns.get(table.required[0].name)
    data &= ~_totals(tab, own, key)
    data &= ~_headers_again(tab, table, header, own, count)
    lone[: header.last] = False
    fills = any(column.fills_down for column in table.columns)
    sections = dict(_sections(tab, own, lone)) if fills else {}
    return Body(np.flatnonzero(data) + 1, tuple(filled), sections)


def _sections(
    tab: Tab, own: list[NDArray[np.int32]], lone: NDArray[np.bool_]
) -> Iterator[tuple[int, str]]:
    """Rows that head a section, and what they say; totals and footnotes head none."""
    for row in np.flatnonzero(lone):
        for column, codes in enumerate(own):
            text = clean(show(tab.columns[column].values[codes[row]])) if codes[row] else ""
            said = any(map(str.isalpha, text))  # a lone number heads nothing
            if said and not (_TOTAL.match(fold(text)) or _FOOTNOTE.match(fold(text))):
                yield int(row) + 1, text


def _codes(tab: Tab, column: int) -> NDArray[np.int32]:
    """A column's codes; text without a visible character counts as blank."""
    raw = tab.columns[column - 1]
    codes = np.frombuffer(raw.codes, dtype=np.int32)
    blank = [i for i, v in enumerate(raw.values) if isinstance(v, str) and is_blank(v)]
    if not blank:
        return codes
    keep = np.arange(len(raw.values), dtype=np.int32)
    keep[blank] = 0
    return keep[codes]


def _fill_merges(
    own: list[NDArray[np.int32]], merges: tuple[Merge, ...], header_row: int
) -> list[NDArray[np.int32]]:
    """A cell merged down several rows below the header stands in each of them."""
    filled = list(own)
    for merge in merges:
        column = merge.first_column - 1
        if merge.first_row <= header_row or merge.last_row == merge.first_row:
            continue
        if column >= len(own) or merge.first_row > len(own[column]):
            continue
        if filled[column] is own[column]:
            filled[column] = own[column].copy()
        filled[column][merge.first_row - 1 : merge.last_row] = own[column][merge.first_row - 1]
    return filled


def _count(
    columns: list[NDArray[np.int32]], which: Iterable[int], height: int
) -> NDArray[np.int64]:
    total = np.zeros(height, dtype=np.int64)
    for column in which:
        total += columns[column] != 0
    return total


def _lone(
    tab: Tab,
    table: Table,
    header: Header,
    filled: list[NDArray[np.int32]],
    count: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Rows with one filled cell: sections and footnotes, but for the only required column."""
    lone: NDArray[np.bool_] = count == 1
    if len(table.required) != 1:
        return lone
    column = header.columns.get(table.required[0].name)
    if column is None:
        return lone
    wide = {m.first_row for m in tab.merges if m.last_column > m.first_column}
    values = tab.columns[column - 1].values
    for row in np.flatnonzero(lone & (filled[column - 1] != 0)):
        text = fold(show(values[filled[column - 1][row]]))
        lone[row] = row + 1 in wide or bool(_FOOTNOTE.match(text))
    return lone


def _totals(tab: Tab, own: list[NDArray[np.int32]], key: int | None) -> NDArray[np.bool_]:
    """Rows whose first filled cell, or cell in the column `key`, begins with «Итого» or «Всего»;
    or any cell of which says just that."""
    totals = np.zeros(tab.height, dtype=bool)
    for column, codes in enumerate(own):
        values = tab.columns[column].values
        said = {
            i: header_key(v)
            for i, v in enumerate(values)
            if isinstance(v, str) and v.lstrip()[:1] in _FIRST_LETTERS and _TOTAL.match(fold(v))
        }
        for row in np.flatnonzero(np.isin(codes, list(said))) if said else ():
            alone = column + 1 == key or said[codes[row]] in ("итого", "всего")
            totals[row] |= alone or not any(left[row] for left in own[:column])
    return totals


def _headers_again(
    tab: Tab,
    table: Table,
    header: Header,
    own: list[NDArray[np.int32]],
    count: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Rows that repeat the header, and the row of column numbers («1 2 3 4») right below it."""
    same = np.zeros(tab.height, dtype=np.int64)
    places = [column - 1 for column in header.columns.values()]
    for column in header.columns.values():
        typed = header_texts(tab, column, header.first, header.last)
        same += np.isin(own[column - 1], _like(tab.columns[column - 1].values, typed))
    declared = _count(own, places, tab.height)
    repeated: NDArray[np.bool_] = (same >= min(2, len(places))) & (
        (same * 2 >= count) | (same == declared)
    )
    below = header.last
    if below < tab.height:
        cells = [raw for raw in tab.row(below + 1) if raw is not None]
        repeated[below] |= len(cells) > 2 and _numbers(cells) == list(range(1, len(cells) + 1))
    return repeated


def _like(values: list[Raw], typed: list[str]) -> list[int]:
    """Codes of the texts that read like one of the headers typed above."""
    longest = max(map(len, typed), default=0) + 4  # most texts are longer or begin otherwise:
    firsts = {text[:2] for text in typed}  # no need to fold them
    return [
        i
        for i, v in enumerate(values)
        if isinstance(v, str)
        and len(v) <= longest
        and _first_letters(v.lstrip()[:2]) in firsts
        and header_key(v) in typed
    ]


@lru_cache(maxsize=1 << 12)
def _first_letters(letters: str) -> str:
    """A text's first letters as headers are compared."""
    return header_key(letters)


def _numbers(cells: Sequence[Raw]) -> list[int]:
    """Cells as whole numbers, 0 for what is none."""
    return [int(text) if (text := show(cell).strip()).isdecimal() else 0 for cell in cells]
