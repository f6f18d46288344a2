"""Who was invited, who came, and the laws their totals keep."""

from datetime import date
from random import Random

import pandas as pd
import pytest
from figures.figure_help import figure, one
from helpers import C01, TODAY, Desk, look
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.figures.attendance import attendance_states, by_stream, invited, tally
from sheets_sync.figures.catalogue import plain
from sheets_sync.figures.rounding import percent_text

STATES = ("присутствовал", "дистанционно", "опоздал", "уважительная", "без причины",
          "не приглашён", None)  # fmt: skip
COUNTS = ["expected", "unmarked", "marked", "present", "remote", "late", "excused", "absent"]


def states(*marks: str | None) -> pd.DataFrame:
    """Invited tutors at one meeting with these states."""
    return pd.DataFrame(
        [
            {"meeting": "С-01", "date": pd.Timestamp(C01), "tutor": f"Т-{n:02}",
             "streams": ("ВПР",), "state": mark}
            for n, mark in enumerate(marks)
        ]
    )  # fmt: skip


def test_attendance_of_the_seed() -> None:
    (seed,) = plain({"x": tally(states(*["присутствовал"] * 19, *["без причины"] * 5), [])})["x"]
    assert (seed["present"], seed["marked"]) == (19, 24)
    assert seed["rate"] == 19 / 24
    assert percent_text(seed["present"], seed["marked"]) == "79,2\xa0%"


def test_every_mark_counts_where_it_belongs() -> None:
    (every,) = plain({"x": tally(states(*STATES), [])})["x"]
    assert every == {
        "expected": 6, "unmarked": 1, "marked": 5, "present": 3, "remote": 1, "late": 1,
        "excused": 1, "absent": 1, "rate": 3 / 5, "rate_without_excused": 3 / 4,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "rate", "without_excused"),
    [
        ((None, None), None, None),
        (("не приглашён",), None, None),
        (("уважительная",), 0.0, None),
        (("без причины",), 0.0, 0.0),
        ((None, "присутствовал"), 1.0, 1.0),
    ],
)
def test_rates_of_nothing_are_null(
    marks: tuple[str | None, ...], rate: float | None, without_excused: float | None
) -> None:
    (found,) = plain({"x": tally(states(*marks), [])})["x"]
    assert (found["rate"], found["rate_without_excused"]) == (rate, without_excused)


def test_no_meetings_at_all() -> None:
    desk = Desk()
    del desk.rows("Совещания")[1:]
    desk.rows("Явка")[0] = ["Тьютор"]
    del desk.rows("Повестка")[1:]
    del desk.rows("Поручения")[1:]
    assert figure(desk, "attendance")["rate"] is None
    assert figure(desk, "attendance")["expected"] == 0
    assert figure(desk, "attendance_by_meeting") == []


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("status", "day", "counts"),
    [
        ("проведено", TODAY, True),
        ("запланировано", TODAY, True),
        ("запланировано", date(2021, 2, 19), False),
        ("перенесено", date(2021, 2, 17), False),
        ("отменено", date(2021, 2, 17), False),
    ],
)
def test_which_meetings_count(status: str, day: date, counts: bool) -> None:
    desk = Desk().set("Совещания", 3, "Статус", status).set("Совещания", 3, "Дата", day)
    meetings = [r["meeting"] for r in figure(desk, "attendance_by_meeting")]
    assert meetings == (["С-01", "С-02"] if counts else ["С-01"])


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("streams", "tutors"),
    [
        (None, ["Т-01", "Т-02", "Т-03"]),
        ("все", ["Т-01", "Т-02", "Т-03"]),
        ("ВПР", ["Т-01", "Т-03"]),
        ("ОГЭ", ["Т-01", "Т-02"]),
        ("ВПР; ЕГЭ", ["Т-01", "Т-03"]),
        ("ЕГЭ", []),
    ],
)
def test_invited_is_who_has_a_stream_in_common(streams: str | None, tutors: list[str]) -> None:
    counted = look(Desk().set("Совещания", 3, "Приглашены", streams)).counted
    pairs = invited(counted["meetings"].frame, counted["tutors"].frame)
    assert sorted(pairs.loc[pairs["meeting"].eq("С-02"), "tutor"]) == tutors


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2020, 9, 1), None, True),
        (C01, C01, True),
        (date(2020, 11, 13), None, False),
        (date(2020, 9, 1), date(2020, 11, 11), False),
    ],
)
def test_invited_is_who_works_on_that_day(since: date, until: date | None, expected: bool) -> None:
    desk = Desk().set("Тьюторы", 3, "Работает с", since).set("Тьюторы", 3, "По", until)
    first = one(desk, "attendance_by_meeting", meeting="С-01")
    assert first["expected"] == 2 + expected


def test_a_mark_of_somebody_not_invited_is_outside() -> None:
    before = figure(Desk(), "attendance")
    assert figure(Desk().set("Явка", 3, "С-02", "+"), "attendance") == before


def test_a_tutor_of_two_streams_counts_under_each_that_is_invited() -> None:
    streams = {r["stream"]: r["expected"] for r in figure(Desk(), "attendance_by_stream")}
    assert streams == {"ВПР": 4, "ОГЭ": 2}


@pytest.mark.slow
def test_the_registers_own_stream_decides_nothing() -> None:
    desk = Desk()
    desk.set("Явка", 2, "Направление", "ЕГЭ")
    assert figure(desk, "attendance_by_stream") == figure(Desk(), "attendance_by_stream")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.sampled_from(STATES)), max_size=20),
    st.randoms(use_true_random=False),
)
def test_attendance_adds_up(cells: list[tuple[int, int, str | None]], random: Random) -> None:
    """Totals are the sums of both cuts; each count is part of the next; order means nothing."""
    meetings = pd.DataFrame(
        [{"code": f"С-{n}", "date": pd.Timestamp(2021, 1, 11 + n), "status": "проведено",
          "invited": [None, ("ВПР",), ("ОГЭ",), ("ЕГЭ", "ОГЭ")][n]} for n in range(4)]
    )  # fmt: skip
    tutors = pd.DataFrame(
        [{"code": f"Т-{n}", "since": pd.Timestamp(2020, 9, 1), "until": pd.NaT,
          "streams": [("ВПР",), ("ОГЭ",), ("ВПР", "ОГЭ")][n % 3]} for n in range(6)]
    )  # fmt: skip
    tutors["until"] = pd.to_datetime(tutors["until"])
    register = pd.DataFrame({"tutor": tutors["code"]})
    marks = pd.DataFrame(
        [{"key": tutor, "column": 2 + meeting, "meeting": f"С-{meeting}", "meaning": state}
         for (tutor, meeting), state in {cell[:2]: cell[2] for cell in cells}.items()],
        columns=["key", "column", "meeting", "meaning"],
    )  # fmt: skip
    found = attendance_states(meetings, tutors, register, marks, TODAY)
    total = tally(found, [])[COUNTS].iloc[0]
    for key in ("tutor", "meeting"):
        assert tally(found, [key])[COUNTS].sum().tolist() == total.tolist()
    assert total["expected"] == total["marked"] + total["unmarked"]
    assert total["marked"] == total["present"] + total["excused"] + total["absent"]
    assert total["remote"] + total["late"] <= total["present"]
    assert (tally(by_stream(found), ["stream"])[COUNTS].sum() >= total).all()
    shuffled = [frame.sample(frac=1, random_state=random.randrange(999)) for frame in
                (meetings, tutors, marks)]  # fmt: skip
    again = attendance_states(shuffled[0], shuffled[1], register, shuffled[2], TODAY)
    pd.testing.assert_frame_equal(tally(again, ["tutor"]), tally(found, ["tutor"]))
