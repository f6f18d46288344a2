"""The figures by hand, and the laws their totals keep (docs/contract.md «Figures»)."""

from copy import deepcopy
from datetime import date
from fractions import Fraction
from math import isnan
from random import Random
from typing import Any

import pandas as pd
import pytest
from helpers import C01, C02, K01, K02, K03, TODAY, Desk, look
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_sync.figures.attendance import attendance_states, by_stream, invited, tally
from sheets_sync.figures.catalogue import plain
from sheets_sync.figures.consultations import SCHEDULED, consultation_figures, schedule_events
from sheets_sync.figures.coverage import HELPED, LATE, rated
from sheets_sync.figures.execution import deeds, execution
from sheets_sync.figures.rounding import half_up, percent_text, with_ratio
from sheets_sync.periods import SchoolYear
from sheets_sync.summary.cells import percent, ratio
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.terms import TERM

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


def figure(desk: Desk, name: str, today: date = TODAY) -> Any:
    """A figure as the JSON has it."""
    return plain(look(desk, today).figures)[name]


def row(desk: Desk, name: str, **key: object) -> dict[str, Any]:
    """One row of a figure table by its key."""
    (found,) = [r for r in figure(desk, name) if all(r[k] == v for k, v in key.items())]
    return found


# Attendance


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
    first = row(desk, "attendance_by_meeting", meeting="С-01")
    assert first["expected"] == 2 + expected


def test_a_mark_of_somebody_not_invited_is_outside() -> None:
    before = figure(Desk(), "attendance")
    assert figure(Desk().set("Явка", 3, "С-02", "+"), "attendance") == before


def test_a_tutor_of_two_streams_counts_under_each_that_is_invited() -> None:
    streams = {r["stream"]: r["expected"] for r in figure(Desk(), "attendance_by_stream")}
    assert streams == {"ВПР": 4, "ОГЭ": 2}


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


# Consultations


def schedule(*rows: tuple[str, date, date | None]) -> pd.DataFrame:
    """Consultations of one tutor: status, Дата, Новая дата."""
    frame = pd.DataFrame(rows, columns=["status", "date", "new_date"])
    frame["code"] = [f"К-{n:02}" for n in range(len(rows))]
    for column in ("date", "new_date"):
        frame[column] = pd.to_datetime(frame[column])
    return frame.assign(tutor="Т-01", subject="математика")


PAST, LONG_PAST, FUTURE = date(2021, 2, 15), date(2021, 2, 14), date(2021, 2, 19)


@pytest.mark.parametrize(
    ("status", "day", "new_date", "counts"),
    [
        ("проведена", PAST, None, {"planned", "held"}),
        ("проведена", TODAY, None, {"planned", "held"}),
        ("проведена", LONG_PAST, PAST, {"planned", "held", "moved"}),
        ("запланирована", PAST, None, {"planned"}),
        ("запланирована", LONG_PAST, None, {"planned", "overdue"}),
        ("запланирована", FUTURE, None, set()),
        ("запланирована", LONG_PAST, FUTURE, {"moved"}),
        ("перенесена", LONG_PAST, FUTURE, {"moved"}),
        ("перенесена", LONG_PAST, None, {"planned", "overdue"}),
        ("перенесена", FUTURE, PAST, {"planned", "moved"}),
        ("не состоялась", PAST, None, {"planned", "failed"}),
        ("не состоялась", FUTURE, None, set()),
        ("отменена", PAST, None, {"cancelled"}),
        ("отменена", FUTURE, None, {"cancelled"}),
        ("отменена", LONG_PAST, PAST, {"cancelled", "moved"}),
    ],
)
def test_what_a_consultation_counts_as(
    status: str, day: date, new_date: date | None, counts: set[str]
) -> None:
    events = schedule_events(schedule((status, day, new_date)), TODAY, overdue_days=3)
    assert {name for name in SCHEDULED if events[name].item()} == counts


def test_held_rate() -> None:
    desk = Desk().set("График", 3, "Статус", "не состоялась")
    found = figure(desk, "consultations")
    assert (found["held"], found["planned"], found["held_rate"]) == (1, 2, 0.5)
    assert row(desk, "consultations_by_tutor", tutor="Т-01")["held_rate"] == 1.0


def test_a_cancelled_consultation_has_no_rate() -> None:
    desk = Desk()
    for number in (2, 3, 4):
        desk.set("График", number, "Статус", "отменена")
    found = figure(desk, "consultations")
    assert (found["cancelled"], found["planned"], found["held_rate"]) == (3, 0, None)


def test_month_is_that_of_the_effective_date() -> None:
    desk = Desk().set("График", 4, "Новая дата", date(2021, 3, 4))
    assert row(desk, "consultations_by_month", month="2021-03")["moved"] == 1


def journal(desk: Desk, **cells: object) -> Desk:
    """A further journal row of Белов at К-02."""
    desk.add("Журнал", like=4, **cells)  # type: ignore[arg-type]
    return desk


def test_visits_are_the_number_given_or_one() -> None:
    assert figure(Desk(), "consultations")["visits"] == 1 + 1 + 4
    assert figure(journal(Desk(), Количество=None), "consultations")["visits"] == 7


@pytest.mark.parametrize(("mark", "adds"), [("+", 4), ("д", 4), ("оп", 4), ("у", 0), ("н", 0)])
def test_only_those_who_came_are_counted(mark: str, adds: int) -> None:
    found = figure(journal(Desk(), Школа="ООШ № 9", Отметка=mark), "consultations")
    assert found["visits"] == 6 + adds
    assert found["schools"] == 2 + bool(adds)


@pytest.mark.parametrize(
    "typed",
    ["Иванова М.П.", "Иванова М. П.", "М.П. Иванова", "ИВАНОВА М.П.", "Иванова Мария Петровна",
     "Ивaнова М.П.", "Иванова  М.П., учитель"],
)  # fmt: skip
def test_a_teacher_is_one_however_written(typed: str) -> None:
    desk = journal(Desk(), Школа="СОШ № 44", Педагог=typed)
    assert figure(desk, "consultations")["teachers"] == 1


def test_a_teacher_with_yo_is_one() -> None:
    desk = journal(Desk(), Школа="СОШ № 44", Педагог="Фёдорова М.П.")
    journal(desk, Школа="СОШ № 44", Педагог="Федорова М.П.")
    assert figure(desk, "consultations")["teachers"] == 2


def test_the_same_name_in_another_school_is_another_teacher() -> None:
    desk = journal(Desk(), Школа="СОШ № 9", Педагог="Иванова М.П.")
    assert figure(desk, "consultations")["teachers"] == 2


def test_minutes_are_the_longest_of_each_consultation() -> None:
    assert figure(Desk(), "consultations")["minutes"] == 45 + 60


def test_unplanned_is_a_tutor_and_a_day() -> None:
    desk = Desk()
    usual = {"Консультация": "вне графика", "Тьютор": "Белов П.И.", "Минуты": 20}
    for number, day in ((1, K02), (2, K02), (3, K01)):
        journal(desk, Дата=day, Педагог=f"Орлова А.{'АБВ'[number - 1]}.", **usual)
    journal(desk, Дата=K01, **(usual | {"Тьютор": "Зимина О.Ю."}))
    found = figure(desk, "consultations")
    assert found["unplanned"] == 3
    assert found["minutes"] == 105 + 3 * 20
    assert row(desk, "consultations_by_tutor", tutor="Т-02")["unplanned"] == 2
    assert row(desk, "consultations_by_subject", subject="математика")["unplanned"] == 3


def test_subject_of_an_unplanned_consultation_is_the_tutors() -> None:
    desk = journal(Desk(), Консультация="вне графика", Тьютор="Барсукова Е.Л.", Школа="О-9")
    assert row(desk, "coverage", school="О-9", subject="русский язык")["consultations"] == 1


def test_subject_of_a_journal_row_is_its_consultations() -> None:
    desk = Desk().set("График", 3, "Предмет", "русский язык")
    assert row(desk, "consultations_by_subject", subject="русский язык")["visits"] == 6


def test_schools_are_distinct_and_low_ones_are_listed() -> None:
    found = figure(Desk(), "consultations")
    assert (found["schools"], found["low_schools"]) == (2, 1)
    assert figure(Desk().set("ШНОР", 2, "В перечне", "нет"), "consultations")["low_schools"] == 0
    other_year = Desk().set("ШНОР", 2, "Учебный год", "2019–2020")
    assert figure(other_year, "consultations")["low_schools"] == 0


def test_coverage_has_every_risk_and_every_pair_met() -> None:
    desk = Desk().set("ШНОР", 2, "Предметы риска", "русский язык")
    desk.add("ШНОР", Школа="О-9", Учебный_год="2020–2021", В_перечне="да",
             Предметы_риска="русский язык")  # fmt: skip
    assert figure(desk, "coverage") == [
        {"school": "О-9", "subject": "русский язык", "consultations": 0, "teachers": 0,
         "last_date": None},
        {"school": "Ш-44", "subject": "математика", "consultations": 1, "teachers": 1,
         "last_date": "2021-02-09"},
        {"school": "Ш-44", "subject": "русский язык", "consultations": 1, "teachers": 1,
         "last_date": "2021-02-02"},
        {"school": "Ш-9", "subject": "математика", "consultations": 1, "teachers": 0,
         "last_date": "2021-02-09"},
    ]  # fmt: skip


def test_coverage_counts_a_consultation_once() -> None:
    desk = journal(Desk(), Школа="СОШ № 44", Педагог="Орлова А.А.")
    found = row(desk, "coverage", school="Ш-44", subject="математика")
    assert (found["consultations"], found["teachers"]) == (1, 2)


@pytest.mark.parametrize(("day", "need"), [(date(2021, 2, 1), HELPED), (date(2021, 1, 31), LATE)])
def test_help_on_the_first_of_the_month_is_of_this_month(day: date, need: str) -> None:
    desk = Desk().set("График", 2, "Дата", day).set("Журнал", 2, "Дата", day)
    analysis = look(desk)
    pairs = rated(analysis.figures["coverage"], analysis.facts)
    pair = pairs[pairs["school"].eq("Ш-44") & pairs["subject"].eq("русский язык")]
    assert pair["need"].tolist() == [need]


def test_a_rejected_row_is_in_no_figure() -> None:
    desk = Desk().set("Журнал", 4, "Школа", "СОШ № 144").set("График", 3, "Тема", None)
    found = figure(desk, "consultations")
    assert (found["planned"], found["held"]) == (1, 1)
    assert (found["visits"], found["minutes"]) == (2, 75)


STATUSES = ("запланирована", "проведена", "перенесена", "отменена", "не состоялась")
DAYS = st.dates(date(2020, 9, 1), date(2021, 5, 31))
CONSULTATIONS = st.lists(
    st.tuples(st.sampled_from(STATUSES), DAYS, st.none() | DAYS), min_size=1, max_size=12
)


def nobody() -> pd.DataFrame:
    """A journal without a row."""
    text = ["event", "tutor", "subject", "month", "school", "low", "person"]
    frame = pd.DataFrame(columns=[*text, "date", "unplanned", "visits", "minutes"], dtype=object)
    return frame.astype({"visits": "int64", "minutes": "int64", "unplanned": bool})


@settings(max_examples=25, deadline=None)
@given(CONSULTATIONS, st.randoms(use_true_random=False))
def test_consultations_add_up(rows: list[tuple[str, date, date | None]], random: Random) -> None:
    frame = schedule(*rows)
    frame["tutor"] = [f"Т-{n % 3}" for n in range(len(rows))]
    events = schedule_events(frame, TODAY, overdue_days=3)
    total = consultation_figures(events, nobody(), [])[SCHEDULED].iloc[0]
    for key in ("tutor", "subject", "month"):
        cut = consultation_figures(events, nobody(), [key])
        assert cut[SCHEDULED].sum().tolist() == total.tolist()
    assert total["held"] + total["failed"] <= total["planned"]
    assert total["planned"] + total["cancelled"] <= len(rows)
    shuffled = frame.sample(frac=1, random_state=random.randrange(999))
    again = consultation_figures(schedule_events(shuffled, TODAY, 3), nobody(), ["tutor"])
    pd.testing.assert_frame_equal(again, consultation_figures(events, nobody(), ["tutor"]))


@settings(max_examples=25, deadline=None)
@given(CONSULTATIONS, DAYS)
def test_a_cancelled_row_changes_cancelled_alone(
    rows: list[tuple[str, date, date | None]], day: date
) -> None:
    one, more = (
        consultation_figures(schedule_events(schedule(*all_rows), TODAY, 3), nobody(), [])
        for all_rows in (rows, [*rows, ("отменена", day, None)])
    )
    changed = (more[SCHEDULED] - one[SCHEDULED]).iloc[0]
    assert changed[changed != 0].to_dict() == {"cancelled": 1}


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


# Assignments


def deed(term: str, status: str, done_on: date | None = None, today: date = TODAY) -> set[str]:
    """The counts one assignment adds to."""
    span = TERM.read(term, Context(2020)).value
    frame = pd.DataFrame({"status": [status], "due": [span], "done_on": pd.to_datetime([done_on])})
    found = execution(deeds(frame, today, SchoolYear(2020)), []).iloc[0]
    return {str(name) for name in found.index if name != "done_rate" and found[name]}


@pytest.mark.parametrize(
    ("term", "status", "done_on", "counts"),
    [
        ("до 01.03.2021", "в работе", None, {"total"}),
        ("до 01.03.2021", "исполнено", date(2021, 2, 10), {"total", "done"}),
        ("до 18.02.2021", "в работе", None, {"total", "due"}),
        ("до 17.02.2021", "в работе", None, {"total", "due", "overdue", "days"}),
        ("до 17.02.2021", "не исполнено", None, {"total", "due", "overdue", "days"}),
        ("до 17.02.2021", "исполнено частично", None,
         {"total", "due", "partial", "overdue", "days"}),
        ("до 01.02.2021", "исполнено", date(2021, 2, 1), {"total", "due", "done", "due_done"}),
        ("до 01.02.2021", "исполнено", date(2021, 2, 2),
         {"total", "due", "done", "due_done", "late"}),
        ("до 01.02.2021", "исполнено", None, {"total", "due", "done", "due_done"}),
        ("до 01.02.2021", "отменено", None, set()),
        ("ежемесячно", "исполнено", date(2021, 2, 1), {"total", "partial"}),
        ("ежемесячно", "в работе", None, {"total"}),
        ("по мере необходимости", "в работе", None, {"total"}),
        ("когда-нибудь", "исполнено", None, {"total", "done"}),
        ("когда-нибудь", "в работе", None, {"total"}),
    ],
)  # fmt: skip
def test_what_an_assignment_counts_as(
    term: str, status: str, done_on: date | None, counts: set[str]
) -> None:
    assert deed(term, status, done_on) == counts


@pytest.mark.parametrize(
    ("term", "today", "counts"),
    [
        ("ежемесячно", date(2021, 5, 31), {"total", "due", "done", "due_done"}),
        ("ежемесячно", date(2021, 5, 30), {"total", "partial"}),
    ],
)
def test_a_recurring_assignment_is_done_on_31_may(term: str, today: date, counts: set[str]) -> None:
    assert deed(term, "исполнено", date(2021, 5, 28), today) == counts


def test_as_needed_is_never_overdue() -> None:
    assert "overdue" not in deed("по мере необходимости", "в работе", None, date(2021, 7, 1))
    assert "overdue" in deed("ежемесячно", "в работе", None, date(2021, 7, 1))


def test_days_is_the_longest_delay() -> None:
    desk = Desk().set("Поручения", 3, "Срок", "до 08.02.2021")
    desk.add("Поручения", like=3, Срок="до 15.02.2021")
    found = figure(desk, "assignments")
    assert (found["overdue"], found["days"]) == (2, 10)
    assert (found["due"], found["due_done"], found["done_rate"]) == (3, 1, 1 / 3)


def test_a_term_that_cannot_be_read_is_in_total_alone() -> None:
    desk = Desk().set("Поручения", 3, "Срок", "когда-нибудь")
    found = figure(desk, "assignments")
    assert (found["total"], found["due"], found["overdue"]) == (2, 1, 0)
    assert [(p.check, str(p.severity)) for p in look(desk).problems] == [
        ("term.unreadable", "предупреждение")
    ]


# Rounding and printing


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
    assert ratio(1240, 2000).value == "1\xa0240/2\xa0000"
    assert with_ratio(0, 0) == "–"


def test_json_has_null_for_nothing_and_iso_dates() -> None:
    figures = plain(look(Desk().set("График", 3, "Статус", "отменена")).figures)
    for table in figures.values():
        for found in table if isinstance(table, list) else [table]:
            for value in found.values():
                assert value is None or isinstance(value, str | int | float)
                assert not (isinstance(value, float) and isnan(value))


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


@pytest.mark.parametrize("today", [date(2020, 10, 1), C02, K03, date(2021, 8, 31)])
def test_tables_are_there_whatever_the_day(today: date) -> None:
    assert set(look(Desk(), today).figures) == set(look(Desk()).figures)
