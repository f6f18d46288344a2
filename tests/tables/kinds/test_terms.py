"""Terms in plans, in the school year 2020–2021."""

from datetime import date

import pytest

from sheets_sync.sheet.cells import Month
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.terms import TERM, Span

FEBRUARY = Span(date(2021, 2, 1), date(2021, 2, 28))
WEEK = Span(date(2021, 2, 15), date(2021, 2, 20))
SPRING = Span(date(2021, 1, 1), date(2021, 5, 31))
AUTUMN = Span(date(2020, 9, 1), date(2020, 12, 31))
ALL_YEAR = Span(date(2020, 9, 1), date(2021, 5, 31), recurring=True)


def until(*day: int) -> Span:
    return Span(None, date(*day))


@pytest.mark.parametrize(
    ("raw", "span"),
    [
        ("до 20 февраля", until(2021, 2, 20)),
        ("до 20.02.2021", until(2021, 2, 20)),
        ("до 20.02", until(2021, 2, 20)),
        ("не позднее 25 декабря 2020 г.", until(2020, 12, 25)),
        ("в срок до 20.02.2021 г.", until(2021, 2, 20)),
        ("к 1 марта", until(2021, 3, 1)),
        ("до февраля", until(2021, 1, 31)),
        ("до конца февраля", until(2021, 2, 28)),
        ("до конца I полугодия", until(2020, 12, 31)),
        ("до конца учебного года", until(2021, 5, 31)),
        ("20.02.2021", Span(date(2021, 2, 20), date(2021, 2, 20))),
        (date(2021, 2, 20), Span(date(2021, 2, 20), date(2021, 2, 20))),
        (44247, Span(date(2021, 2, 20), date(2021, 2, 20))),
        ("февраль 2021", FEBRUARY),
        ("Февраль", FEBRUARY),
        ("февр.", FEBRUARY),
        ("в феврале", FEBRUARY),
        ("в течение февраля", FEBRUARY),
        ("январь–май", SPRING),
        ("январь - май 2021 г.", SPRING),
        ("янв.-май", SPRING),
        ("с января по май", SPRING),
        ("январь, май", SPRING),
        ("сентябрь 2020 - май 2021", Span(date(2020, 9, 1), date(2021, 5, 31))),
        ("ноябрь–январь 2021", Span(date(2020, 11, 1), date(2021, 1, 31))),
        ("15.02–20.02.2021", WEEK),
        ("15.02.2021 - 20.02.2021", WEEK),
        ("с 15 по 20 февраля", WEEK),
        ("15–20 февраля 2021 г.", WEEK),
        ("28 декабря – 10 января 2021", Span(date(2020, 12, 28), date(2021, 1, 10))),
        ("I полугодие", AUTUMN),
        ("1 полугодие", AUTUMN),
        ("первое полугодие 2020/21", AUTUMN),
        ("I полугодие 2020-2021 уч. года", AUTUMN),
        ("в течение I полугодия", AUTUMN),
        ("II полугодие", SPRING),
        ("ІІ полугодие", SPRING),
        ("III четверть", Span(date(2021, 1, 1), date(2021, 3, 23))),
        ("1 четверть", Span(date(2020, 9, 1), date(2020, 10, 31))),
        ("IV квартал", Span(date(2020, 10, 1), date(2020, 12, 31))),
        ("вторая неделя марта", Span(date(2021, 3, 8), date(2021, 3, 14))),
        ("конец февраля", Span(date(2021, 2, 21), date(2021, 2, 28))),
    ],
)
def test_term(read, raw, span):
    assert read(TERM, raw).value == span
    assert read(TERM, raw).faults == ()


@pytest.mark.parametrize(
    "raw",
    [
        "в течение года",
        "в течение учебного года",
        "в течении 2020-2021 учебного года",
        "ежемесячно",
        "Еженедельно",
        "ежеквартально",
        "1 раз в месяц",
        "постоянно",
        "регулярно",
        "весь период",
        "2020-2021 учебный год",
        "до 25 числа каждого месяца",
    ],
)
def test_recurring(read, raw):
    assert read(TERM, raw).value == ALL_YEAR


def test_as_needed_is_never_overdue(read):
    assert read(TERM, "по мере необходимости").value == Span(
        date(2020, 9, 1), date(2021, 5, 31), recurring=True, overdue_never=True
    )


@pytest.mark.parametrize(
    "raw",
    ["когда-нибудь", "с февраля", "до 31 февраля", "I полугодие 2021", "5", 5, True, "20.02-15.02"],
)
def test_what_cannot_be_read_is_listed(read, checks, raw):
    assert read(TERM, raw).value is None
    assert checks(TERM, raw) == ["W:term.unreadable"]


def test_the_wrong_layout(read, checks):
    assert read(TERM, "lj 20 atdhfkz").value == until(2021, 2, 20)
    assert checks(TERM, "lj 20 atdhfkz") == ["W:layout.slip"]


@pytest.mark.parametrize(("raw", "key"), [("I полугодие", "I"), ("третья четверть", "ч3")])
def test_the_calendar_moves_halves_and_quarters(raw, key):
    moved = (date(2020, 9, 7), date(2020, 12, 25))
    assert TERM.read(raw, Context(2020, periods={key: moved})).value == Span(*moved)


YEAR_ROUND = Span(date(2020, 9, 1), date(2021, 5, 31))


@pytest.mark.parametrize(
    ("raw", "span"),
    [
        ("ежегодно", YEAR_ROUND),
        ("1 раз в год", YEAR_ROUND),
        ("не реже 1 раза в учебный год", YEAR_ROUND),
        ("каждый год", YEAR_ROUND),
        ("ежегодно до 1 декабря", until(2020, 12, 1)),
        ("до 1 декабря (ежегодно)", until(2020, 12, 1)),
        ("до 1 декабря каждого года", until(2020, 12, 1)),
        ("1 раз в год, до 1 декабря", until(2020, 12, 1)),
        ("ежегодно, февраль", FEBRUARY),
        ("1 раз в год (февраль)", FEBRUARY),
        ("до 1 декабря текущего года", until(2020, 12, 1)),
    ],
)
def test_once_a_year_is_due_on_its_day(read, raw, span):
    assert read(TERM, raw).value == span
    assert read(TERM, raw).faults == ()


@pytest.mark.parametrize(
    "raw",
    [
        "2 раза в год",
        "11 раз в год",
        "1 раз в месяц",
        "раз в неделю",
        "до 25 числа каждого месяца",
        "до 5 числа ежемесячно",
        "каждую среду",
        "по средам",
        "по понедельникам и четвергам",
        "еженедельно по пятницам",
        "каждую вторую среду",
    ],
)
def test_what_comes_again_in_the_year_recurs(read, raw):
    assert read(TERM, raw).value == ALL_YEAR


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("август–сентябрь", date(2020, 8, 1), date(2020, 9, 30)),
        ("август - май", date(2020, 8, 1), date(2021, 5, 31)),
        ("июнь–октябрь", date(2020, 6, 1), date(2020, 10, 31)),
        ("с 25 августа по 5 сентября", date(2020, 8, 25), date(2020, 9, 5)),
        ("июль, август, сентябрь", date(2020, 7, 1), date(2020, 9, 30)),
        ("июнь–август", date(2021, 6, 1), date(2021, 8, 31)),
        ("август", date(2021, 8, 1), date(2021, 8, 31)),
    ],
)
def test_a_summer_without_a_year_says_which_was_taken(read, raw, first, last):
    reading = read(TERM, raw)
    assert (reading.value.start, reading.value.end) == (first, last)
    (fault,) = reading.faults
    assert (fault.check, fault.severity) == ("date.year_missing", "предупреждение")
    assert fault.message == f"срок «{raw}» без года: лето взято {first.year} года"


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("май–июнь", date(2021, 5, 1), date(2021, 6, 30)),
        ("октябрь – август", date(2020, 10, 1), date(2021, 8, 31)),
        ("сентябрь, май, март", date(2020, 9, 1), date(2021, 5, 31)),
        ("август 2020", date(2020, 8, 1), date(2020, 8, 31)),
        ("август–сентябрь 2021", date(2021, 8, 1), date(2021, 9, 30)),
        ("III квартал", date(2020, 7, 1), date(2020, 9, 30)),
    ],
)
def test_other_terms_stay_as_they_are(read, raw, first, last):
    reading = read(TERM, raw)
    assert (reading.value.start, reading.value.end, reading.faults) == (first, last, ())


def test_a_month_typed_in_a_cell_of_months_is_the_whole_month(read):
    assert read(TERM, Month(2021, 2, 1)).value == FEBRUARY


def test_the_first_of_a_month_is_a_day(read):
    assert read(TERM, date(2021, 2, 1)).value == Span(date(2021, 2, 1), date(2021, 2, 1))
