"""What all figures keep: order means nothing, nothing is guessed, JSON has null for nothing."""

from copy import deepcopy
from datetime import date
from math import isnan
from random import Random

import pytest
from helpers import C02, K03, Desk, look
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_sync.figures.catalogue import plain


@pytest.mark.slow
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_figure(random: Random) -> None:
    desk, before = Desk(), plain(look(Desk()).figures)
    for tabs in desk.books.values():
        for rows in tabs.values():
            body = rows[1:]
            random.shuffle(body)
            rows[1:] = body
    assert plain(look(desk).figures) == before


@pytest.mark.slow
def test_the_order_of_columns_changes_no_figure() -> None:
    desk = Desk()
    for tabs in desk.books.values():
        for rows in tabs.values():
            width = len(rows[0])
            for line in rows:
                line += [None] * (width - len(line))
                line.reverse()
    assert plain(look(desk).figures) == plain(look(Desk()).figures)


def test_looking_changes_nothing() -> None:
    desk = Desk()
    before = deepcopy(desk.books)
    look(desk)
    assert desk.books == before


@pytest.mark.slow
def test_json_has_null_for_nothing_and_iso_dates() -> None:
    figures = plain(look(Desk().set("График", 3, "Статус", "отменена")).figures)
    for table in figures.values():
        for found in table if isinstance(table, list) else [table]:
            for value in found.values():
                assert value is None or isinstance(value, str | int | float)
                assert not (isinstance(value, float) and isnan(value))


@pytest.mark.slow
def test_rows_are_sorted_by_key() -> None:
    desk = Desk()
    for rows in (desk.rows("Тьюторы"), desk.rows("Журнал"), desk.rows("График")):
        rows[1:] = rows[:0:-1]
    figures = plain(look(desk).figures)
    keys = {"attendance_by_tutor": "tutor", "attendance_by_meeting": "meeting",
            "attendance_by_stream": "stream", "consultations_by_tutor": "tutor",
            "consultations_by_subject": "subject", "consultations_by_month": "month"}  # fmt: skip
    for name, key in keys.items():
        found = [r[key] for r in figures[name]]  # type: ignore[index,union-attr]
        assert found == sorted(found)


def test_figures_of_a_year_that_has_not_begun_are_nothing() -> None:
    desk = Desk()
    found = plain(look(desk, date(2020, 9, 1)).figures)
    assert found["consultations"]["planned"] == 0  # type: ignore[call-overload]


@pytest.mark.kinds
@pytest.mark.parametrize("today", [date(2020, 10, 1), C02, K03, date(2021, 8, 31)])
def test_tables_are_there_whatever_the_day(today: date) -> None:
    assert set(look(Desk(), today).figures) == set(look(Desk()).figures)
