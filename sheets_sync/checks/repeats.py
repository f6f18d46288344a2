"""The same thing twice: a row of a table without a key, a whole book, a person in two rows."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import pandas as pd

from sheets_sync.checks.base import Setting, check
from sheets_sync.letters import fold
from sheets_sync.problems import Check, Fault, Problem, without_cell
from sheets_sync.reading.equal_rows import alike
from sheets_sync.reading.frames import each
from sheets_sync.reading.records import SHEET_ROWS, Records
from sheets_sync.reading.repeats import where
from sheets_sync.sheet.cells import Place
from sheets_sync.tables.attendance import AGENDA
from sheets_sync.tables.consultations import JOURNAL
from sheets_sync.tables.reports import PLANS
from sheets_sync.tables.roadmap import ROADMAP
from sheets_sync.tables.schema import Table
from sheets_sync.tables.tasks import TASKS
from sheets_sync.tables.tutors import TUTORS

KEYLESS: tuple[Table, ...] = (AGENDA, TASKS, JOURNAL, PLANS, ROADMAP)
"""Tables of which nothing but the whole row says whether it is the same."""

Equal = Mapping[str, "pd.Series[int]"]
"""Table name → `alike` of its rows."""
Held = Mapping[str, Mapping[str, frozenset[int]]]
"""Book → table name → the groups of equal rows it has rows of; -1 for a row without an equal."""


def said_twice(read: Mapping[str, Records], counted: Mapping[str, Records]) -> Iterator[Problem]:
    """Books that are copies, and rows that are there already; all of them count."""
    shared = [r for r in read.values() if r.usable and len(_books(r)) > 1]
    keyless = [read[table.name] for table in KEYLESS if read[table.name].usable]
    equal = {r.table.name: alike(r) for r in {id(r): r for r in (*shared, *keyless)}.values()}
    copies = _copies(_held(read.values(), equal))
    for copy, original in copies.items():
        yield _copied(*(_place(read, book) for book in (copy, original)))
    for records in keyless:
        name = records.table.name
        yield from _repeated(counted[name], equal[name], copies.keys())


def _books(records: Records) -> set[str]:
    return {origin.place.book for origin in records.origins}


def _held(read: Iterable[Records], equal: Equal) -> Held:
    held: dict[str, dict[str, frozenset[int]]] = {}
    for records in read:
        groups = equal.get(records.table.name, pd.Series(dtype="int64"))
        for origin in records.origins if records.usable else ():
            own = groups[groups.index // SHEET_ROWS == origin.number]
            alone = {-1} if len(own) < len(origin.keys) else set[int]()
            tables = held.setdefault(origin.place.book, {})
            before = tables.get(records.table.name, frozenset())
            tables[records.table.name] = before | alone | frozenset(own.tolist())
    return held


def _copies(held: Held) -> dict[str, str]:
    """Books all of whose rows stand in another → that one; of two equal books the later."""
    order = {book: number for number, book in enumerate(held)}
    found: dict[str, str] = {}
    for book in held:
        for other in held:
            later = order[other] < order[book] or not _within(held[other], held[book])
            if other != book and _within(held[book], held[other]) and later:
                found[book] = other
                break
    return found


def _within(inner: Mapping[str, frozenset[int]], outer: Mapping[str, frozenset[int]]) -> bool:
    some = any(inner.values())
    return some and all(
        -1 not in groups and groups <= outer.get(table, frozenset())
        for table, groups in inner.items()
    )


def _place(read: Mapping[str, Records], book: str) -> Place:
    """The first of our tabs in a book."""
    places = (origin.place for records in read.values() for origin in records.origins)
    return next(place for place in places if place.book == book)


def _copied(copy: Place, original: Place) -> Problem:
    said = f"все строки этой книги уже есть в книге «{original.shown}»: похоже на её копию"
    fix = "если это копия, переложите её в другую папку или уберите из books в workspace.toml"
    return without_cell(copy, Fault.of(Check.BOOK_COPY, said, fix))


def _repeated(
    records: Records, equal: "pd.Series[int]", copied: AbstractSet[str]
) -> Iterator[Problem]:
    """The later ones among equal rows that count, those of copied books apart."""
    out = [origin.number for origin in records.origins if origin.place.book in copied]
    here = equal.index.isin(records.frame.index) & ~(equal.index // SHEET_ROWS).isin(out)
    own, column = equal[here], records.table.columns[0].name
    first = own.index.to_series().groupby(own).transform("first")
    for key, before in zip(own.index.tolist(), first.tolist(), strict=True):
        if key != before:
            said = f"такая же строка уже есть: {where(records, before, column, key)}; считаются обе"
            yield records.problem(key, column, Fault.of(Check.ROW_REPEATED, said, _IF_TWICE))


_IF_TWICE = (
    "если это одна и та же запись, одну из двух строк можно удалить; если разные — впишите, чем "
    "они отличаются"
)


@check(TUTORS)
def under_two_codes(tutors: Records, setting: Setting) -> Iterator[Problem]:
    """One person in two rows: the same full name, and the same school and subject, or e-mail."""
    seen: dict[tuple[str, ...], list[Any]] = {}
    for row in each(tutors.frame):
        earlier = {r.Index: r for key in _names(row) for r in seen.get(key, ()) if _same(r, row)}
        for before in list(earlier.values())[:1]:
            at = where(tutors, before.Index, "code", row.Index)
            said = f"этот человек уже записан под кодом {before.code} ({at})"
            yield tutors.problem(row.Index, "code", Fault.of(Check.TUTOR_TWICE, said, _ONE_CODE))
        for key in _names(row):
            seen.setdefault(key, []).append(row)


def _names(row: Any) -> set[tuple[str, ...]]:
    """Surname, now or before, and first name, folded."""
    surnames = {fold(name) for name in (row.surname, row.former) if name}
    return {(surname, fold(row.first_name)) for surname in surnames}


def _same(one: Any, other: Any) -> bool:
    """Whether nothing tells two of one name apart: patronymic; e-mail, or where they work."""
    patronymics = {fold(row.patronymic) for row in (one, other) if row.patronymic}
    emails = {fold(row.email) if row.email else "" for row in (one, other)}
    placed = (one.school, one.subject) == (other.school, other.subject)
    return len(patronymics) < 2 and (placed if "" in emails else len(emails) == 1)


_ONE_CODE = (
    "если это один человек, выберите один код, замените на него второй во всех листах и оставьте "
    "одну строку; если это разные люди, впишите почту каждого"
)

WARNINGS = (under_two_codes,)
