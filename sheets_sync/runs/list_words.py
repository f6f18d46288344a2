"""What the lists of «Списки» offer: words of the directories that the program reads as they are."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.letters import clean, fold
from sheets_sync.periods import SchoolYear
from sheets_sync.reading.directories import Row, lookup_of, people_of
from sheets_sync.reading.frames import each
from sheets_sync.sheet.text_size import painted_text
from sheets_sync.tables.consultations import UNPLANNED
from sheets_sync.tables.kinds.classes import grade_of
from sheets_sync.tables.kinds.people import short_name
from sheets_sync.tables.kinds.statuses import ConsultationStatus
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.kinds.words import STREAM
from sheets_sync.tables.menus import LISTED, MENUS, ROOM, of_streams

Safe = Callable[[str], bool] | None
"""Whether a word names nobody, where nobody may be named; None where people may."""

Offer = tuple[str, tuple[str, ...]]
"""An entry's value as references resolve to it, and how to write it, the best first."""

_OFTEN = 2
"""Rows that say the same free words: one is a slip or a thought, two are a habit."""


def list_words(analysis: Analysis, coded: bool = False) -> dict[str, tuple[str, ...]]:
    """The words of each list; a list that nothing is known of is left out.

    `coded`: nobody is named, people stand there as their codes; without a directory of people
    there are no lists then.
    """
    if coded and analysis.shelf.records["tutors"].every["surname"].isna().all():
        return {}
    safe = _safe(analysis) if coded else None
    known: dict[str, Iterable[str]] = {m.title: m.words for m in MENUS.values() if m.fixed}
    own = analysis.shelf.words
    known |= {title: own.offers(kind) for title, kind in LISTED.items()}
    known |= of_streams(own.offers(STREAM))
    for title, words in _MAKERS.items():
        known[title] = words(analysis, safe)
    every = {title: tuple(dict.fromkeys(words)) for title, words in known.items()}
    return {title: words[:ROOM] for title, words in every.items() if words}


def _tutors(analysis: Analysis, safe: Safe) -> Iterator[str]:
    """«Фамилия И.О. (Т-06)» of who works in the school year, by name."""
    frame = _rows(analysis, "tutors")
    year = analysis.year.period
    gone = frame["until"].lt(pd.Timestamp(year.start)) | frame["since"].gt(pd.Timestamp(year.end))
    rows = sorted(each(frame[~gone]), key=_by_name)
    offers = ((row.code, _person(row, safe)) for row in rows)
    return _readable(analysis, "tutors", offers, safe)


def _by_name(row: Row) -> tuple[str, ...]:
    return (fold(row.surname), fold(row.first_name), fold(row.patronymic or ""), fold(row.code))


def _person(row: Row, safe: Safe) -> tuple[str, ...]:
    if safe:
        return (row.code,)
    name = short_name(row.surname, row.first_name, row.patronymic or "")
    return (f"{name} ({row.code})", row.code)


def _schools(analysis: Analysis, safe: Safe) -> Iterator[str]:
    rows = each(_rows(analysis, "schools"))
    offers = ((row.code, (row.name, row.code)) for row in rows if row.active is not False)
    return _readable(analysis, "schools", offers, safe)


def _subjects(analysis: Analysis, safe: Safe) -> Iterator[str]:
    listed = [row.subject for row in each(_rows(analysis, "subjects"))]
    own = analysis.shelf.words.entries.get("subjects", {}) if listed else {}
    return _readable(analysis, "subjects", ((name, (name,)) for name in (*listed, *own)), safe)


def _marks(analysis: Analysis, safe: Safe) -> Iterator[str]:
    rows = each(_rows(analysis, "marks"))
    return _readable(analysis, "marks", ((row.meaning, (row.mark,)) for row in rows), safe)


def _consultations(analysis: Analysis, safe: Safe) -> Iterator[str]:
    """«вне графика», then «К-014 · 12.02.2021 · Иванова А.А.» by day; the latest, if too many."""
    frame = _rows(analysis, "schedule")
    if frame.empty:
        return iter(())
    open_ = frame[frame["status"].ne(ConsultationStatus.CANCELLED)]
    moved = open_.assign(day=open_["new_date"].fillna(open_["date"]))
    names = {} if safe else analysis.tutor_names
    offers = [
        (row.code, (_consultation(row, names), row.code))
        for row in each(moved.sort_values(["day", "code"], kind="stable"))
    ]
    latest = list(_readable(analysis, "schedule", offers, safe))[1 - ROOM :]
    return iter((UNPLANNED, *latest))


def _consultation(row: Row, names: Mapping[str, str]) -> str:
    day = "" if pd.isna(row.day) else show(row.day.date())
    return " · ".join(filter(None, (row.code, day, names.get(row.tutor, row.tutor))))


def _years(analysis: Analysis, safe: Safe) -> Iterator[str]:
    """The years that rows speak of, this one and its neighbours; the latest first."""
    near = (str(SchoolYear(analysis.year.start + step)) for step in (-1, 0, 1))
    said = (_rows(analysis, name)["year"].dropna() for name in ("shnor", "reports", "results"))
    return iter(sorted({*near, *chain.from_iterable(said)}, reverse=True))


def _classes(analysis: Analysis, safe: Safe) -> Iterator[str]:
    said = _rows(analysis, "results")["grade"].dropna()
    every = {*MENUS["Классы"].words, *said}
    return iter(sorted(every, key=lambda name: (grade_of(name), name)))


def _forms(analysis: Analysis, safe: Safe) -> Iterator[str]:
    """The usual ones, and what several plans say; where nobody may be named the usual alone."""
    usual = MENUS["Формы работы"].words
    said = () if safe else _rows(analysis, "plans")["form"].dropna()
    folded: dict[str, list[str]] = {fold(text): [] for text in usual}
    for text in (painted_text(clean(one)) for one in said):
        folded.setdefault(fold(text), []).append(text)
    often = (same[0] for same in folded.values() if len(same) >= _OFTEN)
    known = {fold(text) for text in usual}
    return iter((*usual, *sorted(text for text in often if fold(text) not in known)))


_MAKERS: Mapping[str, Callable[[Analysis, Safe], Iterator[str]]] = {
    "Тьюторы": _tutors,
    "Школы": _schools,
    "Предметы": _subjects,
    "Отметки": _marks,
    "Консультации": _consultations,
    "Учебные годы": _years,
    "Классы": _classes,
    "Формы работы": _forms,
}


def _rows(analysis: Analysis, name: str) -> pd.DataFrame:
    """The rows of a table that count; none where it can't be used."""
    frame = analysis.counted[name].frame
    return frame if analysis.shelf.records[name].usable else frame.iloc[:0]


def _safe(analysis: Analysis) -> Callable[[str], bool]:
    keepers = analysis.workspace.owners.values()
    people = people_of(analysis.shelf.records["tutors"].every, keepers)
    return lambda word: people.hidden(word) == word


def _readable(analysis: Analysis, name: str, offers: Iterable[Offer], safe: Safe) -> Iterator[str]:
    """Of each entry the first way to write it that the program reads without a remark."""
    lookup = lookup_of(analysis.shelf.records[name], analysis.shelf.words)
    for value, ways in offers:
        for text in filter(None, (painted_text(clean(way)) for way in ways)):
            reading = lookup(text)
            if reading.value == value and not reading.faults and (not safe or safe(text)):
                yield text
                break
