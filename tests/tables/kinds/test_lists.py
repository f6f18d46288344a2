"""Several values in one cell."""

import pytest

from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.text import TEXT
from sheets_sync.tables.kinds.words import STREAM

STREAMS = ListOf(STREAM)
INVITED = ListOf(STREAM, ("все", "ШНОР", "все ШНОР"))


@pytest.mark.parametrize(
    "typed",
    ["ВПР; ОГЭ", "впр,огэ", "ВПР\nОГЭ", "ВПР; ОГЭ; впр;", "ВПР и ОГЭ", "ВПР/ОГЭ"],
)
def test_list(read, typed):
    assert read(STREAMS, typed).value == ("ВПР", "ОГЭ")
    assert read(STREAMS, typed).faults == ()


def test_a_bad_item_is_left_out(read, checks):
    assert read(STREAMS, "ВПР; ВПС; ОГЭ").value == ("ВПР", "ОГЭ")
    assert checks(STREAMS, "ВПР; ВПС; ОГЭ") == ["E:choice.unknown"]


def test_no_good_item_is_no_value(read):
    assert read(STREAMS, "контрольная").value is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [("Все", ("все",)), ("все  шнор", ("все ШНОР",)), ("ВПР; ШНОР", ("ВПР", "ШНОР"))],
)
def test_special_words(read, typed, value):
    assert read(INVITED, typed).value == value


def test_a_decimal_is_no_list(checks):
    assert checks(ListOf(TEXT), 2.1) == ["E:list.number"]


def test_a_number_is_a_list_of_one(read):
    assert read(ListOf(TEXT), 44).value == ("44",)
