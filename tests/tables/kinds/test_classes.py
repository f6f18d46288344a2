"""School classes and the values of indicators, as people write them."""

from datetime import date

import pytest

from sheets_sync.tables.kinds.classes import CLASS, grade_of
from sheets_sync.tables.kinds.number import MEASURED


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("5", "5"),
        (5, "5"),
        (5.0, "5"),
        ("5А", "5А"),
        ("5 а", "5А"),
        ("5-А", "5А"),
        ("5 «А»", "5А"),
        ("5Е", "5Е"),
        ("5-й", "5"),
        ("5 класс", "5"),
        ("5а класс", "5А"),
        ("10 «Б» кл.", "10Б"),
        ("9-е классы", "9"),
        ("11", "11"),
    ],
)
def test_class(read, raw, name):
    assert read(CLASS, raw).value == name


def test_latin_letters_in_a_class_are_noted(read, checks):
    assert read(CLASS, "5A").value == "5А"
    assert checks(CLASS, "5A") == ["I:letters.latin"]


@pytest.mark.parametrize("raw", ["0", "12", "5–6", "5А, 5Б", "А", "пятый", date(2021, 5, 1), 5.5])
def test_no_class(checks, raw):
    assert checks(CLASS, raw) == ["E:class.unreadable"]


@pytest.mark.parametrize(("name", "grade"), [("5", 5), ("5А", 5), ("11Б", 11)])
def test_grade_of_a_class(name, grade):
    assert grade_of(name) == grade


@pytest.mark.parametrize(
    "raw", ["12", "80 %", "80%", "12 чел.", "да", "приказ издан", 0.8, "1 234,5"]
)
def test_an_indicator_may_be_a_number_or_words(checks, raw):
    assert checks(MEASURED, raw) == []


def test_a_vague_indicator_is_left_empty(read, checks):
    assert checks(MEASURED, "около 10") == ["W:number.vague"]
    assert read(MEASURED, "более 20").value is None
    assert checks(MEASURED, date(2021, 2, 5)) == ["E:number.date"]
