"""Counts and decimals as people write them."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from sheets_sync.problems import Severity
from sheets_sync.tables.kinds.number import CONSULTATIONS, MINUTES, PEOPLE, PUPILS, SCHOOLS


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
        ("3 педагога", 3),
        ("3 (педагога)", 3),
        ("5,0", 5),
    ],
)
def test_count(read, raw, count):
    assert read(PEOPLE, raw).value == count
    assert read(PEOPLE, raw).faults == ()


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
    assert read(PEOPLE, raw).value is None
    assert checks(PEOPLE, raw) == ["W:number.vague"]


@pytest.mark.parametrize("raw", ["около 10", "пять", True])
def test_a_required_count_is_never_left_empty(context, raw):
    (fault,) = PEOPLE.read(raw, replace(context, required=True)).faults
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
        (timedelta(hours=2), "number.date"),
    ],
)
def test_no_count(checks, raw, check):
    assert checks(PEOPLE, raw) == [f"E:{check}"]


@pytest.mark.parametrize(
    ("kind", "raw", "count"),
    [
        (PUPILS, "7 уч-ся", 7),
        (PUPILS, "25 обучающихся", 25),
        (PUPILS, "25 чел.", 25),
        (CONSULTATIONS, "14 консультаций", 14),
        (SCHOOLS, "4 школы", 4),
        (SCHOOLS, "3 ОО", 3),
        (MINUTES, "45 мин.", 45),
        (MINUTES, "1 ч 30 мин", 90),
        (MINUTES, "1 ч. 30 мин.", 90),
        (MINUTES, "1ч30м", 90),
        (MINUTES, "1 час и 15 минут", 75),
        (MINUTES, "1,5 часа", 90),
        (MINUTES, "2 часа", 120),
        (MINUTES, "полтора часа", 90),
        (MINUTES, timedelta(minutes=90), 90),
        (MINUTES, timedelta(hours=2, seconds=20), 120),
        (MINUTES, timedelta(), 0),
    ],
)
def test_the_unit_of_its_column(read, kind, raw, count):
    assert read(kind, raw).value == count
    assert read(kind, raw).faults == ()


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (PEOPLE, "45 мин"),
        (PEOPLE, "45 (мин)"),
        (PEOPLE, "2 урока"),
        (PEOPLE, "3 школы"),
        (PEOPLE, "10 шт."),
        (PEOPLE, "5 ч"),
        (PEOPLE, "1,5 часа"),
        (PEOPLE, "7 учеников"),
        (MINUTES, "2 урока"),
        (MINUTES, "5 человек"),
        (MINUTES, "3 дня"),
        (PUPILS, "40 %"),
        (PUPILS, "12 баллов"),
        (CONSULTATIONS, "5 педагогов"),
        (CONSULTATIONS, "12 (двенадцать) человек"),
        (SCHOOLS, "4 педагога"),
    ],
)
def test_a_unit_of_another_column_is_an_error(read, raw, kind):
    (fault,) = read(kind, raw).faults
    assert (read(kind, raw).value, fault.severity) == (None, Severity.ERROR)
    assert fault.check == "number.unit" or "%" in raw


def test_it_says_what_the_column_counts(read):
    (fault,) = read(PEOPLE, "45 мин").faults
    assert fault.message == "«45 мин»: «мин» — не то, что считают в этом столбце"
    assert fault.fix == "впишите число людей, например 12"


@pytest.mark.parametrize(
    ("raw", "minutes"),
    [("1:30", 90), ("0:45", 45), ("01:00:00", 60), (time(1, 30), 90), (time(0, 45), 45)],
)
def test_a_length_typed_like_a_time_is_told(read, raw, minutes):
    (fault,) = read(MINUTES, raw).faults
    assert (read(MINUTES, raw).value, fault.check) == (minutes, "number.clock")
    assert read(PEOPLE, raw).value is None


@pytest.mark.parametrize(
    "raw", ["2 ак. часа", "15:30", "0:00", time(15, 30), "около часа", "1 ч 30 мин 5 сек"]
)
def test_no_minutes(read, raw):
    assert read(MINUTES, raw).value is None


@pytest.mark.parametrize("raw", [timedelta(hours=45), timedelta(minutes=-5)])
def test_minutes_typed_as_hours_are_not_guessed(checks, raw):
    assert checks(MINUTES, raw) == ["E:number.date"]
