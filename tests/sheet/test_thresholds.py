import pytest

from sheets_sync.sheet.pieces import Format, Look
from sheets_sync.sheet.theme import number_code
from sheets_sync.sheet.thresholds import LEAST, THRESHOLDS, legend, look_of, ruling

RATE = ("attendance_red", "attendance_amber")


@pytest.mark.parametrize(
    ("n", "whole", "look"),
    [(0, 4, Look.BODY), (0, 5, Look.BAD), (49, 100, Look.BAD), (50, 100, Look.WARN),
     (74, 100, Look.WARN), (75, 100, Look.BODY), (0, 0, Look.BODY)],
)  # fmt: skip
def test_a_share_is_coloured_below_its_limits_and_never_of_few(n: int, whole: int, look: Look):
    assert look_of(RATE, n, whole) is look


@pytest.mark.parametrize(("n", "look"), [(1, Look.BODY), (2, Look.WARN), (3, Look.BAD)])
def test_a_number_is_coloured_from_its_limit_on(n: int, look: Look):
    assert look_of(("missed_red", "missed_amber"), n) is look


def test_a_workspace_sets_its_own_limits():
    with ruling({"attendance_red": 80, "attendance_amber": 90}):
        assert look_of(RATE, 79, 100) is Look.BAD
        assert "ниже 80 %" in legend(RATE)
    assert look_of(RATE, 79, 100) is Look.BODY


def test_a_legend_says_the_limits_in_force():
    assert legend([*RATE, "missed_red", *RATE]) == (
        "Красным (!) — явка ниже 50 %, пропусков подряд 3 и больше; жёлтым (●) — явка ниже 75 %. "
        f"При N меньше {LEAST} доля не окрашивается."
    )
    assert legend([]) == ""


@pytest.mark.parametrize("name", THRESHOLDS)
def test_every_limit_has_a_sentence(name: str):
    assert str(THRESHOLDS[name].default) in legend([name])


def test_a_coloured_value_has_its_sign_by_format():
    assert number_code(Format.WHOLE, look=Look.BAD).startswith('"!\u00a0"#,##0;')
    assert number_code(Format.TEXT, look=Look.WARN).endswith('"●\u00a0"@')
    assert number_code(Format.WHOLE, look=Look.BODY) == "#,##0"
