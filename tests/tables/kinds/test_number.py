"""Counts and decimals as people write them."""

from dataclasses import replace
from datetime import date, time

import pytest

from sheets_sync.problems import Severity
from sheets_sync.tables.kinds.number import COUNT


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        (5, 5),
        (5.0, 5),
        (0, 0),
        ("12", 12),
        ("1 234", 1234),
        ("1\xa0234", 1234),
        ("5 чел.", 5),
        ("5чел", 5),
        ("21 человек", 21),
        ("12 (двенадцать)", 12),
        ("12 (двенадцать) человек"[:15], 12),
        ("40 мин", 40),
        ("5,0", 5),
        ("7 уч-ся", 7),
    ],
)
def test_count(read, raw, count):
    assert read(COUNT, raw).value == count
    assert read(COUNT, raw).faults == ()


@pytest.mark.parametrize(
    "raw",
    [
        "около 10",
        "10–12",
        "10-12 чел.",
        "более 20",
        "~5",
        "10+",
        "не менее 5",
        "от 5 до 7",
        "5 и более",
    ],
)
def test_a_vague_count_is_left_empty(read, checks, raw):
    assert read(COUNT, raw).value is None
    assert checks(COUNT, raw) == ["W:number.vague"]


@pytest.mark.parametrize("raw", ["около 10", "пять", True])
def test_a_required_count_is_never_left_empty(context, raw):
    (fault,) = COUNT.read(raw, replace(context, required=True)).faults
    assert fault.severity is Severity.ERROR
    assert "пуст" not in fault.message + fault.fix


@pytest.mark.parametrize(
    ("raw", "check"),
    [
        (-1, "number.negative"),
        ("-3", "number.negative"),
        (2.5, "number.fraction"),
        ("2,5", "number.fraction"),
        ("пять", "number.unreadable"),
        ("-", "number.unreadable"),
        ("5 хороших", "number.unreadable"),
        (True, "number.unreadable"),
        (float("nan"), "number.unreadable"),
        (float("inf"), "number.unreadable"),
        (1e30, "number.unreadable"),
        (date(2021, 2, 5), "number.date"),
        (time(5), "number.date"),
    ],
)
def test_no_count(checks, raw, check):
    assert checks(COUNT, raw) == [f"E:{check}"]
