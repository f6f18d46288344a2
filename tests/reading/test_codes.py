"""Codes as people write them: what is part of a code, and what is not."""

import pytest
from helpers import Desk, counts, look

CODES = [
    ("1-11", "11-1"),
    ("1.12", "11.2"),
    ("2021-1", "202-11"),
    ("К-1/11", "К-11/1"),
]


@pytest.mark.parametrize("codes", CODES)
def test_codes_of_the_same_digits_are_two(codes: tuple[str, str]) -> None:
    desk = Desk()
    for row, code in enumerate(codes, 2):
        desk.set("График", row, "Код", code).set("Журнал", row, "Консультация", code)
    desk.set("Журнал", 4, "Консультация", codes[1])
    analysis = look(desk)
    assert not analysis.problems or all(p.check != "key.repeated" for p in analysis.problems)
    assert list(analysis.counted["journal"].frame["consultation"]) == [*codes, codes[1]]
    assert counts(analysis, "Журнал") == counts(look(Desk()), "Журнал")


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("1-11", "1 - 11"),
        ("1-11", "1–11"),
        ("1-11", "1.11"),
        ("К-014", "к 014"),
        ("К-014", "K014"),
        ("К-014", "К- 014."),
        ("№ 7", "7"),
    ],
)
def test_blanks_case_and_look_alikes_are_no_part_of_it(written: str, typed: str) -> None:
    desk = Desk().set("График", 2, "Код", written).set("Журнал", 2, "Консультация", typed)
    said = list(look(desk).counted["journal"].frame["consultation"])
    assert said[0] == look(desk).counted["schedule"].frame["code"].iloc[0]


@pytest.mark.parametrize(
    "typed", ["внеплан.", "Вне плана-графика", "внеплановая консультация", "вне графика"]
)
def test_a_consultation_that_was_not_planned(typed: str) -> None:
    analysis = look(Desk().set("Журнал", 3, "Консультация", typed))
    assert list(analysis.counted["journal"].frame["consultation"])[1] == "вне графика"
