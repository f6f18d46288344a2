"""Turns read directories into what the parsers of other tabs resolve references with."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from sheets_sync.letters import fold_code, is_plain_code
from sheets_sync.reading.frames import each
from sheets_sync.reading.records import Records
from sheets_sync.tables.attendance import MEETINGS
from sheets_sync.tables.consultations import SCHEDULE, UNPLANNED
from sheets_sync.tables.directories import SUBJECTS
from sheets_sync.tables.kinds.base import Lookup, Miss, Reading
from sheets_sync.tables.kinds.entries import MarkNames, Names
from sheets_sync.tables.kinds.people import PersonEntry, short_name
from sheets_sync.tables.kinds.people_directory import PersonNames
from sheets_sync.tables.kinds.people_in_text import People
from sheets_sync.tables.kinds.school_codes import CodedSchools
from sheets_sync.tables.kinds.schools import SchoolEntry
from sheets_sync.tables.kinds.text import in_either_layout
from sheets_sync.tables.kinds.words import MARK_MEANING
from sheets_sync.tables.own_words import OwnWords, Spellings
from sheets_sync.tables.schema import Table

Row = Any

Build = Callable[[Records, Spellings], Lookup]
"""A directory's rows, and what `[words]` adds to them → its lookup."""


def _rows(records: Records) -> Iterator[Row]:
    """All rows read, rejected ones too: a reference to them still resolves."""
    return each(records.every)


def _keyed(
    records: Records, names: Callable[[Row], Sequence[str | None]]
) -> Iterator[tuple[str, Row]]:
    """Every row with the key references to it get: its code, if that is there and the first of
    its kind, else the first of its `names`; a repeated row that has the same names is left out,
    and so is a row with neither code nor name."""
    seen: dict[str, set[str]] = {}
    for row in _rows(records):
        called = [name or "" for name in names(row)]
        identity = fold_code(" ".join(called))
        alike = seen.setdefault(fold_code(row.code or ""), set())
        key = row.code if not alike else called[0]
        if row.code and identity in alike:
            continue
        alike.add(identity)
        if key := key or called[0]:
            yield key, row


def school_lookup(records: Records, own: Spellings | None = None) -> Lookup:
    """A text that names a school → its code."""
    keyed = list(_keyed(records, lambda row: [row.name]))
    names = CodedSchools(
        [SchoolEntry(key, row.name or "", row.full or "", row.variants or ()) for key, row in keyed]
    )
    nameless = {_digits(key): key for key, row in keyed if not row.name and _digits(key)}

    def find(text: str) -> Reading:
        reading = names(text)
        key = nameless.get(_digits(text)) if reading.miss is Miss.NONE else None
        return Reading(key) if key else reading

    return find


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text)).lstrip("0")


def _subjects(records: Records, own: Spellings) -> Lookup:
    entries: dict[str, tuple[str, Sequence[str]]] = {}
    for row in _rows(records):
        if row.subject:
            entries.setdefault(fold_code(row.subject), (row.subject, row.variants or ()))
    known = Names(list(entries.values()), SUBJECTS.title, "предмета")
    more = [(known(subject).value or subject, spelled) for subject, spelled in own.items()]
    return Names([*entries.values(), *more], SUBJECTS.title, "предмета") if more else known


def _marks(records: Records, own: Spellings) -> Lookup:
    rows = [row for row in _rows(records) if row.mark]
    entries = [(row.mark, row.variants or (), row.meaning or "") for row in rows]
    known = MarkNames(entries)
    meant = ((MARK_MEANING.word(like) or known(like).value, marks) for like, marks in own.items())
    return MarkNames([*entries, *((mark, (), what) for what, some in meant for mark in some)])


def _called(row: Row) -> list[str | None]:
    """«Фамилия И.О.» and the full name."""
    names = [row.surname, row.first_name or "", row.patronymic or ""]
    return [short_name(*names) if row.surname else None, *names]


def _tutors(records: Records, own: Spellings) -> Lookup:
    return PersonNames(
        [
            PersonEntry(
                key,
                row.surname,
                row.first_name or "",
                row.patronymic or "",
                row.former or "",
                row.school or "",
                row.email or "",
            )
            for key, row in _keyed(records, _called)
            if row.surname
        ]
    )


def _first_codes(records: Records) -> dict[str, str]:
    """The codes of a table by what they are when folded, the first of each kind."""
    first: dict[str, str] = {}
    for code in filter(None, records.every["code"]):
        first.setdefault(fold_code(code), code)
    return first


def plain_codes(records: Records) -> Collection[str]:
    """The codes that mean themselves and nothing else, as they are written."""
    taken = {fold_code(code) for code in records.series}
    return frozenset(
        code
        for folded, code in _first_codes(records).items()
        if is_plain_code(code) and folded not in taken and not _UNPLANNED.fullmatch(folded)
    )


def _codes(table: Table, of_what: str) -> Build:
    def build(records: Records, own: Spellings) -> Lookup:
        codes = [*_first_codes(records).values(), *records.series]
        return Names([(code, ()) for code in codes], table.title, of_what, codes=True)

    return build


_UNPLANNED = re.compile(r"вне(?:плана?-?графика|план[а-я]*|график[а-я]*)(?:консультаци[яи])?")
"""As `fold_code` has them: «вне графика», «внеплан.», «вне плана-графика», «Внеплановая»."""


def _consultations(records: Records, own: Spellings) -> Lookup:
    by_code = _codes(SCHEDULE, "кода")(records, own)

    def find(text: str) -> Reading:
        return in_either_layout(text, _unplanned, canonical=True) or by_code(text)

    return find


def _unplanned(text: str) -> Reading | None:
    return Reading(UNPLANNED) if _UNPLANNED.fullmatch(fold_code(text)) else None


BUILDERS: Mapping[str, tuple[str, Build]] = {
    "schools": ("schools", school_lookup),
    "subjects": ("subjects", _subjects),
    "marks": ("marks", _marks),
    "tutors": ("tutors", _tutors),
    "meetings": ("meetings", _codes(MEETINGS, "совещания")),
    "schedule": ("consultations", _consultations),
}
"""Table name → the lookup it feeds and how it is built."""


def lookup_of(records: Records, words: OwnWords) -> Lookup:
    """What resolves references to a directory, with the words that the workspace adds to it."""
    feeds, build = BUILDERS[records.table.name]
    return build(records, words.entries.get(feeds, {}))


def people_of(tutors: pd.DataFrame, keepers: Iterable[str] = ()) -> "People":
    """Everybody in the directory, rows that don't count too; `keepers` as in `People`."""
    entries = [
        PersonEntry(
            row.code or "",
            row.surname,
            row.first_name or "",
            row.patronymic or "",
            row.former or "",
        )
        for row in each(tutors)
        if row.surname
    ]
    return People(entries, keepers)
