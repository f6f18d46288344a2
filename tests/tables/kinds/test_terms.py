"""Terms in plans, in the school year 2020–2021."""

from datetime import date

import pytest

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
