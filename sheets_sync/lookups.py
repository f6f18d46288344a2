"""Turns read directories into what the parsers of other tabs resolve references with."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from sheets_sync.frames import each
from sheets_sync.kinds.base import Context, Lookup, Reading
from sheets_sync.kinds.entries import MarkNames, Names
from sheets_sync.kinds.letters import fold, fold_code, layout_slip
from sheets_sync.kinds.people import PersonEntry, PersonNames, short_name
from sheets_sync.kinds.schools import SchoolEntry, SchoolNames
from sheets_sync.kinds.text import slipped
from sheets_sync.kinds.years import HALF, ordinal
from sheets_sync.periods import Period, SchoolYear, WorkCalendar
from sheets_sync.records import Records
from sheets_sync.tables.consultations import UNPLANNED

Row = Any


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


def _schools(records: Records) -> Lookup:
    keyed = list(_keyed(records, lambda row: [row.name]))
    names = SchoolNames(
        [SchoolEntry(key, row.name or "", row.full or "", row.variants or ()) for key, row in keyed]
    )
    nameless = {_digits(key): key for key, row in keyed if not row.name and _digits(key)}

    def find(text: str) -> Reading:
        reading = names(text)
        known = reading.value is not None or reading.faults[0].check != "school.unknown"
        key = None if known else nameless.get(_digits(text))
        return Reading(key) if key else reading

    return find


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text)).lstrip("0")


def _subjects(records: Records) -> Lookup:
    entries: dict[str, tuple[str, Sequence[str]]] = {}
    for row in _rows(records):
        if row.subject:
            entries.setdefault(fold_code(row.subject), (row.subject, row.variants or ()))
    return Names(list(entries.values()), "Предметы")


def _marks(records: Records) -> Lookup:
    rows = [row for row in _rows(records) if row.mark]
    return MarkNames([(row.mark, row.variants or (), row.meaning or "") for row in rows])


def _called(row: Row) -> list[str | None]:
    """«Фамилия И.О.» and the full name."""
    names = [row.surname, row.first_name or "", row.patronymic or ""]
    return [short_name(*names) if row.surname else None, *names]


def _tutors(records: Records) -> Lookup:
    return PersonNames(
        [
            PersonEntry(
                key,
                row.surname,
                row.first_name or "",
                row.patronymic or "",
                row.former or "",
                row.school or "",
            )
            for key, row in _keyed(records, _called)
            if row.surname
        ]
    )


def _codes(tab: str) -> Callable[[Records], Lookup]:
    def build(records: Records) -> Lookup:
        codes = [key for key, _ in _keyed(records, lambda row: [""])]
        return Names([(code, ()) for code in codes], tab, codes=True)

    return build


_UNPLANNED = {fold_code(text) for text in (UNPLANNED, "внеграфика", "вне плана", "внеплановая")}


def _consultations(records: Records) -> Lookup:
    by_code = _codes("График")(records)

    def find(text: str) -> Reading:
        if fold_code(text) in _UNPLANNED:
            return Reading(UNPLANNED)
        meant = layout_slip(text)
        if meant and fold_code(meant) in _UNPLANNED:
            return slipped(Reading(UNPLANNED), text, UNPLANNED)
        return by_code(text)

    return find


BUILDERS: Mapping[str, tuple[str, Callable[[Records], Lookup]]] = {
    "schools": ("schools", _schools),
    "subjects": ("subjects", _subjects),
    "marks": ("marks", _marks),
    "tutors": ("tutors", _tutors),
    "meetings": ("meetings", _codes("Совещания")),
    "schedule": ("consultations", _consultations),
}
"""Table name → the lookup it feeds and how it is built."""


def work_calendar(year: SchoolYear, calendar: pd.DataFrame) -> WorkCalendar:
    """The production calendar overridden by the counted rows of Календарь."""
    overrides: dict[date, bool] = {}
    names: dict[date, str] = {}
    for row in each(calendar):
        if row.kind not in ("нерабочий", "рабочий"):
            continue
        for day in _days(row):
            overrides[day] = row.kind == "рабочий"
            names[day] = row.name or row.kind
    return WorkCalendar(year, overrides, names)


def _days(row: Row) -> Iterator[date]:
    first = row.start.date()
    last = first if pd.isna(row.end) else max(row.end.date(), first)
    return (first + timedelta(days=n) for n in range(min((last - first).days, 400) + 1))


def periods(year: SchoolYear, calendar: pd.DataFrame) -> dict[str, tuple[date, date]]:
    """Halves and quarters by the keys of `Context.periods`, moved by Календарь."""
    found = year.halves() | year.quarters()
    for kind, prefix in (("полугодие", ""), ("четверть", "ч")):
        rows = calendar[calendar["kind"].eq(kind)].sort_values("start")
        for order, row in enumerate(each(rows), 1):
            start, end = row.start.date(), None if pd.isna(row.end) else row.end.date()
            if end is None or SchoolYear.of(start) != year:
                continue
            found[_period_key(str(row.name or ""), prefix, order)] = (start, end)
    return {key: span for key, span in found.items() if key in ("I", "II", "ч1", "ч2", "ч3", "ч4")}


def report_dues(
    year: SchoolYear, halves: Mapping[str, Period], calendar: pd.DataFrame
) -> dict[str, date]:
    """Half → the day its report is due: a row «срок отчёта» of Календарь, else 15 Jan, 10 June.

    A row belongs to the half its Название names; unnamed, to the half that ended before it. Of
    two rows the earlier counts.
    """
    found: dict[str, date] = {}
    for row in each(calendar[calendar["kind"].eq("срок отчёта")].sort_values("start")):
        day = row.start.date()
        ended = [half for half, period in halves.items() if period.end < day]
        half = _named_half(row.name or "") or (ended[-1] if ended else None)
        if half and SchoolYear.of(day) == year:
            found.setdefault(half, day)
    return {"I": date(year.start + 1, 1, 15), "II": date(year.start + 1, 6, 10)} | found


_HALF_IN_WORDS = re.compile(r"(\S+?)\s*(?:полугод|п/г|пол\.)")


_QUARTER = re.compile(r"четверт[ьи]\.?")


def _named_half(text: str) -> str | None:
    """The half a text names: «за I полугодие» → I."""
    inside = _HALF_IN_WORDS.search(fold(text))
    return {1: "I", 2: "II"}.get(ordinal(inside[1]) or 0) if inside else _whole_half(text)


def _whole_half(text: str) -> str | None:
    return HALF.read(text, Context(0)).value if text else None


def _period_key(name: str, prefix: str, order: int) -> str:
    """Which half or quarter a row names; unnamed rows go by their order in the year."""
    if not prefix:
        return _named_half(name) or ("I", "II", "")[min(order, 3) - 1]
    words = (word for word in fold(name).split() if not _QUARTER.fullmatch(word))
    number = next((n for word in words if (n := ordinal(word))), order)
    return f"{prefix}{number}"
