"""Times of day as cells hold them and as people write them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.times import TIME


@pytest.mark.parametrize(
    "raw",
    [
        time(13),
        time(13, 0, 0, 3),
        timedelta(hours=13),
        datetime(1899, 12, 30, 13),
        datetime(1904, 1, 1, 13),
        0.5416667,
        13,
        13.0,
        "13:00",
        "13:00:00",
        "13.00",
        "13-00",
        "13–00",
        "13,00",
        "13 00",
        "13",
        "13 ч",
        "13 ч.",
        "13ч",
        "13 часов",
        "13 ч 00 мин",
        "13.00 ч.",
        "в 13.00",
        "с 13.00",
        "с 13-00",
    ],
)
def test_one_oclock(read, raw):
    assert read(TIME, raw).value == (time(13), None)
    assert read(TIME, raw).faults == ()


@pytest.mark.parametrize(
    ("raw", "clock"),
    [
        (13.3, time(13, 30)),
        (13.45, time(13, 45)),
        (9.05, time(9, 5)),
        ("13 ч 30 мин", time(13, 30)),
        ("13ч30м", time(13, 30)),
        ("8.30", time(8, 30)),
        (0, time(0)),
        (0.999999, time(23, 59)),
        (date(1899, 12, 30), time(0)),
    ],
)
def test_other_times(read, raw, clock):
    assert read(TIME, raw).value == (clock, None)
    assert read(TIME, raw).faults == ()


@pytest.mark.parametrize(
    "raw",
    [
        "15.00–16.00",
        "15:00-16:00",
        "15.00 - 16.00",
        "с 15.00 до 16.00",
        "с 15 до 16",
        "15–16",
        "с 15-00 до 16-00",
        "15-00–16-00",
        "15 ч – 16 ч",
        "15:00–16",
    ],
)
def test_start_and_end(read, raw):
    assert read(TIME, raw).value == (time(15), time(16))
    assert read(TIME, raw).faults == ()


@pytest.mark.parametrize(
    ("raw", "clock"),
    [
        (date(2020, 10, 14), time(14, 10)),
        (datetime(2020, 10, 14), time(14, 10)),
        (date(2000, 10, 1), time(10, 0)),
        (date(1930, 9, 1), time(9, 30)),
    ],
)
def test_a_time_that_became_a_date_is_read_back(read, checks, raw, clock):
    assert read(TIME, raw).value == (clock, None)
    assert checks(TIME, raw) == ["W:time.from_date"]


def test_a_hyphen_between_two_hours_is_listed(read, checks):
    assert read(TIME, "13-15").value == (time(13, 15), None)
    assert checks(TIME, "13-15") == ["W:time.ambiguous"]


def test_a_date_beside_the_time_is_noted(read, checks):
    raw = datetime(2021, 2, 18, 13)
    assert read(TIME, raw).value == (time(13), None)
    assert checks(TIME, raw) == ["I:time.with_date"]


@pytest.mark.parametrize(
    ("raw", "check"),
    [
        ("13.60", "time.impossible"),
        ("25:00", "time.impossible"),
        ("24:00", "time.impossible"),
        (13.6, "time.impossible"),
        (24, "time.impossible"),
        (-1, "time.unreadable"),
        (date(2020, 10, 25), "time.impossible"),
        (timedelta(hours=30), "time.impossible"),
        (timedelta(hours=-1), "time.impossible"),
        ("16.00–15.00", "time.order"),
        ("15.00–16.60", "time.impossible"),
        ("после уроков", "time.unreadable"),
        ("13:5", "time.unreadable"),
        (True, "time.unreadable"),
        (float("inf"), "time.unreadable"),
    ],
)
def test_no_time(checks, raw, check):
    assert checks(TIME, raw) == [f"E:{check}"]


CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(CLOCKS, st.sampled_from(["%H:%M", "%H.%M", "%H ч %M мин"]))
def test_every_format_reads_back(clock, pattern):
    assert TIME.read(clock.strftime(pattern), Context(2020)).value == (clock, None)


@given(CLOCKS)
def test_a_fraction_of_a_day_reads_back(clock):
    fraction = round((clock.hour * 60 + clock.minute) / 1440, 7)
    assert TIME.read(fraction, Context(2020)).value == (clock, None)
