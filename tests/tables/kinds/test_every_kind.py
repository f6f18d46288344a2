"""What holds of every kind: nothing staff type raises, and every fault speaks to them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.sheet.cells import CellError
from sheets_sync.tables.kinds import words as w
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.classes import CLASS
from sheets_sync.tables.kinds.dates import DATE, DATE_IN_YEAR
from sheets_sync.tables.kinds.entries import MarkNames, Names
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.number import MEASURED, MINUTES, PEOPLE
from sheets_sync.tables.kinds.people import PersonEntry
from sheets_sync.tables.kinds.people_directory import PersonNames
from sheets_sync.tables.kinds.refs import MARK, TEACHER, Ref
from sheets_sync.tables.kinds.schools import SchoolEntry, SchoolNames
from sheets_sync.tables.kinds.terms import TERM
from sheets_sync.tables.kinds.text import CODE, LABEL, TEXT
from sheets_sync.tables.kinds.times import TIME

WORDS = [kind for kind in vars(w).values() if isinstance(kind, Kind)]
REFS = [Ref(name) for name in ("schools", "tutors", "subjects", "codes")]
PLAIN = [TEXT, CODE, LABEL, PEOPLE, MINUTES, MEASURED, DATE, TIME, TERM, MARK, TEACHER, CLASS]
KINDS = [*PLAIN, ListOf(w.STREAM), DATE_IN_YEAR, *WORDS, *REFS]

CONTEXT = Context(
    2020,
    lookups={
        "schools": SchoolNames([SchoolEntry("Ш-44", "МБОУ СОШ № 44"), SchoolEntry("Э", "Эврика")]),
        "tutors": PersonNames([PersonEntry("Т-07", "Барсукова", "Елена", "Львовна")]),
        "subjects": Names([("русский язык", []), ("математика", [])], "Предметы", "предмета"),
        "codes": Names([("К-014", [])], "График", "кода", codes=True),
        "marks": MarkNames([("П", [], "присутствовал"), ("н", [], "без причины")]),
    },
)

PIECES = (
    *("18", "02", "2021", ".", ",", "-", "–", ":", ";", "/", "(", ")", "«", "»", "№", "0", "+"),
    *("ч", "г.", "с", "по", "до", "не", "I", "III", "20/21", "44", "n44", "1e5", "чел.", "(пять)"),
    *("января", "май", "февраль", "полугодие", "четверть", "неделя", "года", "учебного", "конца"),
    *("ВПР", "СОШ", "им.", "школа", "учитель", "T-07", "Иванова", "И.И.", "Барсукова", "Е.Л."),
    *("провед", "выполнено", "частично", "нет", "да", "ghjdtltyf", "ё", "ß", "İ"),
)
TYPED = st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join)
GLUED = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
RAW = st.one_of(
    st.text(),
    TYPED,
    GLUED,
    st.integers(),
    st.floats(),
    st.floats(0, 60_000),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.sampled_from([CellError("#REF!"), CellError()]),
)


def speaks(reading: Reading) -> bool:
    """Whether every fault has a stable name and words for the person at the sheet."""
    return all(
        fault.message
        and not fault.fix.endswith(".")
        and "." in fault.check
        and (fault.fix or fault.severity.name == "INFO")
        for fault in reading.faults
    )


@settings(max_examples=300)
@given(raw=RAW)
def test_nothing_raises(raw):
    for kind in KINDS:
        reading = kind.read(raw, CONTEXT)
        assert reading.value is not None or reading.faults or isinstance(raw, str)
        assert speaks(reading)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("raw", [" ", "\xa0\n"])
def test_a_blank_is_no_fault(kind, raw):
    assert kind.read(raw, CONTEXT) == Reading()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("raw", "check"), [(CellError("#REF!"), "formula.error"), (CellError(), "formula.empty")]
)
def test_a_broken_formula_is_the_same_error_everywhere(kind, raw, check):
    assert [fault.check for fault in kind.read(raw, CONTEXT).faults] == [check]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "raw",
    [
        10**400,
        float("nan"),
        float("-inf"),
        date.max,
        datetime.min,
        time.max,
        timedelta.max,
        timedelta.min,
        "я" * 10_000,
        "1" * 5_000,
    ],
)
def test_extremes(kind, raw):
    assert speaks(kind.read(raw, CONTEXT))


@pytest.mark.parametrize("kind", [*WORDS])
def test_an_offered_word_is_read_as_itself(kind):
    for word in kind.offers:
        reading = kind.read(word, CONTEXT)
        assert reading.value in (word, word == "да")
        assert reading.faults == ()
