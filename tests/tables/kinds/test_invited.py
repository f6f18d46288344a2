"""Who is invited to a meeting: streams, or everybody in any usual words."""

from datetime import date

import pytest
from helpers import Desk, look

from sheets_sync.tables.kinds.invited import Invited

INVITED = Invited()
SINCE_LEFT = date(2020, 10, 1)


@pytest.mark.parametrize(
    "typed",
    ["все", "Все тьюторы", "тьюторы", "все  участники", "учителя-тьюторы", "Все учителя–тьюторы",
     "тьюторы (все)", "все тьюторы города", "Весь состав", "все направления"],
)  # fmt: skip
def test_everybody(read, typed):
    assert read(INVITED, typed).value == ("все",)
    assert read(INVITED, typed).faults == ()


@pytest.mark.parametrize(
    ("typed", "streams"),
    [
        ("тьюторы по ВПР", ("ВПР",)),
        ("Тьюторы ВПР и ОГЭ", ("ВПР", "ОГЭ")),
        ("все тьюторы направления ЕГЭ", ("ЕГЭ",)),
        ("тьюторы ОГЭ; тьюторы ВПР", ("ОГЭ", "ВПР")),
        ("ВПР; ОГЭ", ("ВПР", "ОГЭ")),
    ],
)
def test_the_tutors_of_streams(read, typed, streams):
    assert read(INVITED, typed).value == streams
    assert read(INVITED, typed).faults == ()


def test_tutors_of_no_stream_are_told(checks):
    assert checks(INVITED, "тьюторы русского языка") == ["E:choice.unknown"]


def test_everybody_is_who_works_on_that_day():
    plain, said = Desk(), Desk().set("Совещания", 2, "Приглашены", "все тьюторы")
    expected = {look(desk).plain_figures["attendance"]["expected"] for desk in (plain, said)}
    assert len(expected) == 1
    left = said.set("Тьюторы", 4, "По", SINCE_LEFT)
    assert look(left).plain_figures["attendance"]["expected"] < min(expected)
