"""What a problem is, whatever row it stands in: the number people and runs know it by."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sheets_sync.letters import fold, fold_code
from sheets_sync.problems import Problem
from sheets_sync.reading.records import SHEET_ROWS, Records, origin_number
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.tab_titles import TabNames

_LEAST, _MOST = 10**9, 10**10
"""Ten digits without a zero before them, which a spreadsheet would drop."""


def numbers(
    problems: Sequence[Problem], records: Mapping[str, Records], names: TabNames
) -> list[str]:
    """The problems' numbers: each of the check, the table, what its row says of itself, the column
    and what is typed there; never of a row's number, a book or the title of its tab."""
    said = _rows(problems, records)

    @cache
    def columns(table: str, origin: int) -> dict[int, str]:
        return _columns(records[table], origin)

    @cache
    def home(title: str) -> str:
        table = names.table(title)
        return table.name if table else fold(title)

    def what(problem: Problem) -> tuple[str, ...]:
        where, cell = [_book(problem) or home(problem.place.tab)], problem.cell
        if row := problem.row:
            named = columns(row[0], origin_number(row[1]))
            where = [row[0], said[row], named.get(cell.column, "") if cell else ""]
        typed = fold(problem.value)
        return (problem.check, *where, typed, problem.whose or "", problem.about or "")

    return list(_all_different(map(what, problems)))


def number(texts: Iterable[str]) -> str:
    """A number of ten digits for what some texts say together."""
    digest = blake2b("\n".join(texts).encode(), digest_size=8).digest()
    return str(_LEAST + int.from_bytes(digest) % (_MOST - _LEAST))


def _all_different(whats: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A number for each; of equal ones each has its own, in their order."""
    seen: Counter[tuple[str, ...]] = Counter()
    taken = {""}
    for what in whats:
        free = ""
        while free in taken:
            seen[what] += 1
            free = number((*what, str(seen[what])))
        taken.add(free)
        yield free


def _book(problem: Problem) -> str:
    """The book, where the problem is about a book."""
    about = problem.check.startswith("book.") or not problem.place.tab
    return fold(problem.place.book) if about else ""


def _columns(records: Records, number: int) -> dict[int, str]:
    """The sheet columns of a tab by what they hold: a declared column or a meeting."""
    named = {column: meeting for (n, meeting), column in records.heads.items() if n == number}
    return named | {at: name for name, at in records.origins[number].header.columns.items()}


def _rows(
    problems: Iterable[Problem], records: Mapping[str, Records]
) -> dict[tuple[str, int], str]:
    """What the rows that have problems say of themselves, looked for table by table."""
    keys: dict[str, set[int]] = {}
    for problem in problems:
        if problem.row:
            keys.setdefault(problem.row[0], set()).add(problem.row[1])
    return {
        (table, key): said
        for table, wanted in keys.items()
        for key, said in _said(records[table], np.array(sorted(wanted), dtype=np.int64))
    }


def _said(records: Records, keys: NDArray[np.int64]) -> Iterator[tuple[int, str]]:
    """The cells that tell each row apart as one text, all of its cells where one of those is
    empty."""
    table = records.table
    own = _cells(records, table.identity, keys)
    needed = [n for n, name in enumerate(table.identity) if table.column(name).required]
    bare = np.array([not all(cells[n] for n in needed) for cells in own], dtype=bool)
    every = _cells(records, [column.name for column in table.columns], keys[bare])
    yield from ((key, "\t".join(cells)) for key, cells in zip(keys.tolist(), own, strict=True))
    yield from (
        (key, "\t".join(cells)) for key, cells in zip(keys[bare].tolist(), every, strict=True)
    )


def _cells(
    records: Records, columns: Iterable[str], keys: NDArray[np.int64]
) -> list[tuple[str, ...]]:
    return list(zip(*(_typed(records, column, keys) for column in columns), strict=True))


def _typed(records: Records, column: str, keys: NDArray[np.int64]) -> list[str]:
    """What is typed in a column of each row, folded; where the title of the tab says it, or one
    row of the sheet is several, what is read."""
    said = np.full(len(keys), "", dtype=object)
    numbers = np.array([*map(origin_number, keys.tolist())], dtype=np.int64)
    for nth in np.unique(numbers).tolist():
        here, origin = numbers == nth, records.origins[nth]
        if place := origin.header.columns.get(column):
            codes = origin.body.codes[place - 1][keys[here] % SHEET_ROWS - 1].tolist()
            values = origin.values(place)
            folded = {code: fold_code(show(values[code])) for code in set(codes)}
            said[here] = [folded[code] for code in codes]
        elif column in origin.header.titled or column in origin.header.given:
            ((_, read),) = records.read_at(keys[here][:1].tolist(), column)
            said[here] = fold_code(str(read))
    if records.series and column in records.table.key:
        read_as = dict(records.read_at(keys.tolist(), column))
        said = np.array([fold_code(read_as[key] or "") for key in keys.tolist()], dtype=object)
    return said.tolist()
