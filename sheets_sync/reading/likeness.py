"""Which table of ours a foreign tab looks like, and which of its columns is which."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sheets_sync.letters import fold
from sheets_sync.periods import SchoolYear
from sheets_sync.reading.headers import find_headers, header_key, header_texts
from sheets_sync.sheet.cells import Raw, Tab
from sheets_sync.tables import HELPERS, IN_ORDER
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.schema import Column, Table

_SEARCHED, _SAMPLE, _SHOWN = 30, 40, 3
_MOST = 0.6
"""So much of a sample must read for a column to be judged by it."""
_SURE_WORDS, _SURE_SHARE = 0.5, 0.8
"""So much of a head and of a sample together leave no doubt."""
_NONSENSE = "что угодно, только не значение"
_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_WORD = re.compile(r"[a-zа-я]{3,}")


@dataclass(frozen=True, slots=True)
class Placed:
    """A column of a tab: its head as typed, ours that it looks like, the share of the sample that
    reads (None where anything would), the sample; `known` needs no line, `sure` a live one."""

    head: str
    column: Column | None
    share: float | None = None
    sample: tuple[str, ...] = ()
    known: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Likeness:
    """A tab as judged: the table it looks like best, or none; its columns; what it lacks."""

    tab: Tab
    table: Table | None = None
    columns: tuple[Placed, ...] = ()
    lacking: tuple[Column, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nothing that is required is lacking or unsure."""
        unsure = {p.column.name for p in self.columns if p.column and not (p.known or p.sure)}
        needed = {column.name for column in self.table.required} if self.table else set()
        return self.table is not None and not self.lacking and not unsure & needed


def school_year_in(tabs: Sequence[Tab]) -> SchoolYear | None:
    """The school year that most dates of some tabs lie in."""
    days: Counter[SchoolYear] = Counter()
    for tab in tabs:
        for raw in (raw for column in tab.columns for raw in column.values):
            if isinstance(raw, date):
                days[SchoolYear.of(date(raw.year, raw.month, raw.day))] += 1
            elif isinstance(raw, str) and (found := _DAY.fullmatch(raw.strip())):
                with suppress(ValueError):
                    days[SchoolYear.of(date(int(found[3]), int(found[2]), int(found[1])))] += 1
    return max(days, key=lambda year: days[year], default=None)


def likeness(tab: Tab, year: int) -> Likeness:
    """The table that most of a tab's columns look like; `year` is the one school begins in."""
    if fold(tab.place.tab) in map(fold, HELPERS):
        return Likeness(tab)
    found = [_judged(tab, table, Context(year)) for table in IN_ORDER]
    best = max(found, key=_score)
    placed = sum(one.column is not None for one in best.columns)
    needed = len(best.table.required) if best.table else 0
    enough = placed >= min(2, len(best.columns)) and len(best.lacking) * 2 <= needed
    return best if enough and placed else Likeness(tab)


def _score(one: Likeness) -> tuple[float, bool]:
    assert one.table
    worth = sum(
        1.0 if p.known else 0.7 if p.sure else 0.3 for p in one.columns if p.column is not None
    )
    titled = fold(one.table.title) in fold(one.tab.place.tab)
    return worth + 2 * titled - len(one.lacking), titled


def _judged(tab: Tab, table: Table, context: Context) -> Likeness:
    header = next(iter(find_headers(tab, table, {})), None)
    first, last = (header.first, header.last) if header else (row := _likely_header(tab), row)
    known = {number: name for name, number in header.columns.items()} if header else {}
    heads = {n: _typed(tab, n, first, last) for n in range(1, len(tab.columns) + 1)}
    free = [c for c in table.columns if c.name not in known.values()]
    columns = []
    for number, head in heads.items():
        if not head:
            continue
        sample = _sample(tab, number, last)
        if number in known:
            column = table.column(known[number])
            share = _share(column, sample, context)
            columns.append(Placed(head, column, share, _shown(sample), known=True))
            continue
        placed = _guessed(head, sample, free, context)
        free = [column for column in free if column is not placed.column]
        columns.append(placed)
    there = {p.column.name for p in columns if p.column}
    lacking = (c for c in table.required if c.name not in there)
    return Likeness(tab, table, tuple(columns), tuple(lacking))


def _likely_header(tab: Tab) -> int:
    """The first of the rows with most texts."""
    rows = range(1, min(tab.height, _SEARCHED) + 1)
    texts = {row: sum(isinstance(raw, str) for raw in tab.row(row)) for row in rows}
    return max(texts, key=lambda row: (texts[row], -row), default=1)


def _typed(tab: Tab, column: int, first: int, last: int) -> str:
    """The lowest head of a column as it was typed; "" where nothing is said."""
    if not header_texts(tab, column, first, last):
        return ""
    return next(show(raw) for row in range(last, first - 1, -1) if (raw := tab.at(row, column)))


def _sample(tab: Tab, column: int, last: int) -> list[Raw]:
    cells = (tab.at(row, column) for row in range(last + 1, tab.height + 1))
    seen: dict[str, Raw] = {}
    for raw in cells:
        if raw is not None:
            seen.setdefault(show(raw), raw)
        if len(seen) == _SAMPLE:
            break
    return list(seen.values())


def _shown(sample: Sequence[Raw]) -> tuple[str, ...]:
    return tuple(" ".join(show(raw).split())[:40] for raw in sample[:_SHOWN])


def _share(column: Column, sample: Sequence[Raw], context: Context) -> float | None:
    """How much of a sample a column's parser reads; None where that tells nothing."""
    if not sample or column.kind.takes_anything or _reads(column, _NONSENSE, context):
        return None
    return sum(_reads(column, raw, context) for raw in sample) / len(sample)


def _reads(column: Column, raw: Raw, context: Context) -> bool:
    return column.kind.read(raw, context).value not in (None, ())


def _guessed(head: str, sample: Sequence[Raw], free: Sequence[Column], context: Context) -> Placed:
    """The free column that a head and what stands below it speak for."""
    best, rank = Placed(head, None, None, _shown(sample)), 0.0
    for column in free:
        words, share = _in_common(head, column), _share(column, sample, context)
        if share is not None and share < _MOST:
            continue
        sure = words >= _SURE_WORDS and share is not None and share >= _SURE_SHARE
        value = words + (share or 0) / 2
        if (words or (share and column.required)) and value > rank:
            best, rank = Placed(head, column, share, _shown(sample), sure=sure), value
    return best


def _in_common(head: str, column: Column) -> float:
    """How much of a head's words is said by the column's own names: 0..1."""
    own = _stems(head)
    names = (_stems(name) for name in (column.header, *column.also_called))
    shares = (len(own & name) / max(len(own), len(name)) for name in names if own and name)
    return max(shares, default=0.0)


def _stems(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(header_key(text))}


def to_rename(found: Sequence[Likeness]) -> Mapping[str, Mapping[str, Placed]]:
    """The heads that need a line of `[headers]`, by table title; of one head the first counts."""
    lines: dict[str, dict[str, Placed]] = {}
    for one in found:
        for placed in _unknown(one):
            assert one.table
            lines.setdefault(one.table.title, {}).setdefault(placed.head, placed)
    return lines


def _unknown(one: Likeness) -> Iterator[Placed]:
    return (p for p in one.columns if one.table and p.column and not p.known)
