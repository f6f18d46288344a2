"""Two tutors of one consultation: the second stands in a column of their own."""

from datetime import date

import pytest
from helpers import ERROR, WARNING, Desk, look, spots

PLAN, JOURNAL = "График", "Журнал"


def led_by_two() -> Desk:
    return Desk().set(PLAN, 2, "Второй тьютор", "Зимина О.Ю.")


def test_both_write_the_journal():
    desk = led_by_two().set(JOURNAL, 2, "Тьютор", "Зимина О.Ю.")
    assert spots(desk) == spots(Desk())


def test_a_third_tutor_is_still_an_error():
    desk = led_by_two().set(JOURNAL, 2, "Тьютор", "Белов П.И.")
    assert (ERROR, "journal.other_tutor", JOURNAL, "Тьютор", 2) in spots(desk)


def test_the_second_tutor_cannot_be_in_two_places():
    desk = led_by_two().set(PLAN, 4, "Дата", date(2021, 2, 2))
    assert (WARNING, "consultation.overlap", PLAN, "Начало", 4) in spots(desk)


def test_the_consultation_is_counted_once():
    one, two = (look(desk).figures["consultations_by_tutor"] for desk in (Desk(), led_by_two()))
    assert one.equals(two)


@pytest.mark.kinds
@pytest.mark.parametrize("typed", ["Барсукова Е.Л., Зимина О.Ю.", "Т-01 и Т-03", "Т-01; Т-03"])
def test_two_in_one_cell_are_told_where_the_second_belongs(typed):
    (fix,) = [p.fix for p in look(Desk().set(PLAN, 2, "Тьютор", typed)).problems
              if p.check == "person.several"]  # fmt: skip
    assert fix == "впишите одного человека, второго — в столбец «Второй тьютор»"
