"""Dates as cells hold them and as people write them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.dates import (
    DATE,
    MONTHS,
    MONTHS_GENITIVE,
    month_number,
    parse_date,
)

DAY = date(2021, 2, 18)
DAYS = st.dates(date(2000, 1, 1), date(2089, 12, 31))


@pytest.mark.parametrize(
    "raw",
    [
        DAY,
        datetime(2021, 2, 18, 13, 0),
        44245,
        44245.0,
        44245.75,
        "18.02.2021",
        "18.2.2021",
        "18.02.21",
        "18/02/2021",
        "18-02-2021",
        "18 . 02 . 2021",
        "18,02,2021",
        "2021-02-18",
        "2021-02-18T13:00:00",
        "2021-02-18 00:00:00",
        "2021-02-18T13:00:00.000Z",
        "18.02.2021 13:00",
        "18.02.2021г.",
        "18.02.2021 г",
        "18.02.2021 года",
        "18 февраля 2021 года",
        "18 февраля 2021 г.",
        "18 Февраля 2021",
        "18 февр. 2021",
        "18 фев 21",
        "18-фев-21",
        "«18» февраля 2021 г.",
        "чт, 18.02.2021",
        "18.02.2021 (чт)",
        "четверг 18 февраля 2021",
        "18 фeвpаля 2021",
        "18.O2.2021",
        "\xa018.02.2021 ",
    ],
)
def test_date(read, raw):
    assert read(DATE, raw).value == DAY
    assert read(DATE, raw).faults == ()


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("18.02", DAY),
        ("18 февраля", DAY),
        ("18 февр.", DAY),
        ("18 фев", DAY),
        ("1 сентября", date(2020, 9, 1)),
        ("31.12", date(2020, 12, 31)),
        ("31 августа", date(2021, 8, 31)),
    ],
)
def test_the_year_comes_from_the_school_year(read, checks, raw, day):
    assert read(DATE, raw).value == day
    assert checks(DATE, raw) == ["W:date.year_missing"]


@pytest.mark.parametrize(
    ("raw", "check"),
    [
        ("31.02.2021", "date.impossible"),
        ("29.02", "date.impossible"),
        ("00.01.2021", "date.impossible"),
        ("18.18.2021", "date.impossible"),
        ("02/18/2021", "date.impossible"),
        ("31 апреля", "date.impossible"),
        ("18.02.2221", "date.implausible"),
        (date(1900, 1, 5), "date.implausible"),
        ("18 фервраля", "date.month_unknown"),
        ("скоро", "date.unreadable"),
        ("18.02.20211", "date.unreadable"),
        (18, "date.unreadable"),
        (True, "date.unreadable"),
        (float("nan"), "date.unreadable"),
        (time(13), "date.unreadable"),
        (timedelta(hours=13), "date.unreadable"),
    ],
)
def test_no_date(checks, raw, check):
    assert checks(DATE, raw) == [f"E:{check}"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("31.02.2021", "31 февраля не бывает: в феврале 2021 года 28 дней"),
        ("30.02.2020", "30 февраля не бывает: в феврале 2020 года 29 дней"),
        ("29 февраля", "29 февраля не бывает: в феврале 2021 года 28 дней"),
        ("31.04.2021", "31 апреля не бывает: в апреле 30 дней"),
        ("32 мая 2021", "32 мая не бывает: в мае 31 день"),
        ("0.09.2020", "0 сентября не бывает: в сентябре 30 дней"),
        ("10.13.2020", "«10.13.2020»: 13-го месяца не бывает"),
    ],
)
def test_what_is_impossible_is_said(read, raw, said):
    (fault,) = read(DATE, raw).faults
    assert fault.message == said


def test_an_american_date_gets_the_right_order_suggested(read):
    assert read(DATE, "02/18/2021").faults[0].fix == "впишите сначала день: 18.02.2021"


def test_a_misspelled_month_gets_a_suggestion(read):
    assert read(DATE, "18 фервраля").faults[0].fix == "возможно, «февраля»"


def test_the_other_date_system():
    assert DATE.read(42783, Context(2020, date1904=True)).value == DAY


def test_the_wrong_layout(read, checks):
    assert read(DATE, "18 atdhfkz 2021 u/").value == DAY
    assert checks(DATE, "18 atdhfkz 2021 u/") == ["W:layout.slip"]


FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y г."]


@given(DAYS, st.sampled_from(FORMATS))
def test_every_format_reads_back(day, pattern):
    assert parse_date(day.strftime(pattern), 2020).value == day


@given(DAYS)
def test_a_date_in_words_reads_back(day):
    words = f"{day.day} {MONTHS_GENITIVE[day.month - 1]} {day.year} года"
    assert parse_date(words, 2020).value == day


@given(DAYS)
def test_a_serial_is_its_date(day):
    assert DATE.read((day - date(1899, 12, 30)).days, Context(2020)).value == day


@given(st.dates(date(2020, 9, 1), date(2021, 8, 31)))
def test_a_date_without_a_year_is_of_the_school_year(day):
    assert parse_date(f"{day.day} {MONTHS_GENITIVE[day.month - 1]}", 2020).value == day


@pytest.mark.parametrize("number", range(1, 13))
def test_month_number(number):
    assert month_number(MONTHS[number - 1].lower()) == number
    assert month_number(MONTHS_GENITIVE[number - 1][:3]) == number
