"""Rounding and printing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.figures.rounding import half_up, percent_text, with_ratio
from sheets_sync.sheet.theme import number_code
from sheets_sync.summary.cells import percent, ratio


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (19, 24, "79,2\xa0%"),
        (1, 16, "6,3\xa0%"),  # 6.25: half up, not to even
        (3, 80, "3,8\xa0%"),  # 3.75
        (1, 2000, "0,1\xa0%"),  # 0.05
        (1, 2001, "0,0\xa0%"),
        (999, 1000, "99,9\xa0%"),
        (1999, 2000, "100,0\xa0%"),  # 99.95
        (0, 5, "0,0\xa0%"),
        (5, 5, "100,0\xa0%"),
        (0, 0, "–"),
    ],
)
def test_half_up_once(part: int, whole: int, shown: str) -> None:
    assert percent_text(part, whole) == shown
    cell = percent(part, whole)
    if whole:
        assert isinstance(cell.value, float)
        assert f"{cell.value * 100:.1f}".replace(".", ",") + "\xa0%" == shown


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_rounding_is_never_farther_than_a_half(part: int, whole: int) -> None:
    exact = Fraction(part, whole) * 100
    off = half_up(exact, 1) - exact
    assert -Fraction(1, 20) < off <= Fraction(1, 20)


def test_ratio_stands_beside_a_percentage() -> None:
    assert with_ratio(19, 24) == "79,2\xa0% (19/24)"
    assert with_ratio(0, 0) == "–"


def test_n_and_whole_beside_a_percentage_are_numbers() -> None:
    n, total = ratio(1240, 2000)
    assert n is not None
    assert total is not None
    assert (n.value, total.value) == (1240, 2000)
    assert number_code(total.format) == '"/ "#,##0'
    assert ratio(0, 0)[1] is None
