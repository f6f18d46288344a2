"""Each rule fires at its cell with its severity, and is silent on the legal case next to it."""

import inspect
import re
from datetime import date

import pytest
from checks.check_cases import (
    CASES,
    Edit,
    meeting,
    planned,
)
from checks.legal_cases import LEGAL
from helpers import ERROR, K03, WARNING, Desk, Spot, counts, look, spot, spots

from sheets_sync.checks import attendance, consultations, directories
from sheets_sync.problems import Check


def problems(edit: Edit) -> list[Spot]:
    desk = Desk()
    edit(desk)
    return sorted(spots(desk), key=str)


@pytest.mark.parametrize("name", CASES)
def test_fires_at_the_cell(name: str) -> None:
    edit, expected = CASES[name]
    assert problems(edit) == sorted(expected, key=str)


@pytest.mark.parametrize("name", LEGAL)
def test_silent_on_the_legal_case(name: str) -> None:
    assert problems(LEGAL[name]) == []


def test_every_rule_has_a_case() -> None:
    """Every problem that checks/ can report is among the cases (or in test_register.py)."""
    sources = "".join(inspect.getsource(m) for m in (attendance, consultations, directories))
    known = {str(Check[name]) for name in re.findall(r"\bCheck\.([A-Z_]+)", sources)}
    shown = {found[1] for _, expected in CASES.values() for found in expected}
    assert known - shown == {"register.no_column", "register.no_row"}


def rejected(edit: Edit, tab: str) -> int:
    desk = Desk()
    edit(desk)
    return counts(look(desk), tab)[2]


@pytest.mark.parametrize(
    "name", [name for name, (_, expected) in CASES.items() if any(s[0] == ERROR for s in expected)]
)
def test_errors_across_tabs_reject_the_row(name: str) -> None:
    edit, expected = CASES[name]
    for tab in {s[2] for s in expected}:
        rows = {s[4] for s in expected if s[2] == tab and s[0] == ERROR}
        assert rejected(edit, tab) == len(rows)


def test_warnings_count() -> None:
    for edit, expected in list(CASES.values())[::12]:
        if all(s[0] == WARNING for s in expected):
            assert all(rejected(edit, tab) == 0 for _, _, tab, *_ in expected)


def test_a_risk_subject_names_only_what_is_missing() -> None:
    desk = Desk()
    CASES["a risk subject without help this month"][0](desk)
    (found,) = look(desk).problems
    assert "русский язык" in found.message
    assert "математика" not in found.message


def test_a_missing_report_says_whose_it_is_and_quotes_nothing() -> None:
    desk = Desk()
    del desk.rows("Отчёты")[3:]
    (found,) = [p for p in look(desk).problems if p.check == "report.missing"]
    said = "нет отчёта за I полугодие: Зимина О.Ю. (Т-03), срок был 15.01.2021"
    assert (found.message, found.value, found.owner) == (said, "", "Зимина О.Ю.")


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("day", "days"),
    [(16, "1 день"), (17, "2 дня"), (20, "5 дней"), (26, "11 дней"), (31, "16 дней")],
)
def test_how_late_a_report_came_is_said_with_the_right_plural(day: int, days: str) -> None:
    desk = Desk().set("Отчёты", 2, "Дата сдачи", date(2021, 1, day))
    (found,) = [p for p in look(desk).problems if p.check == "report.late"]
    assert found.message == f"сдан позже срока; срок был 15.01.2021, опоздание {days}"
    assert found.fix == "если дата верна, исправлять нечего"


def test_a_problem_of_a_consultation_belongs_to_its_tutor() -> None:
    desk = Desk().set("График", 4, "Статус", "проведена")
    assert [p.owner for p in look(desk).problems] == ["Зимина О.Ю."]


def test_a_keeper_mends_only_what_is_no_tutors() -> None:
    desk = Desk().set("График", 4, "Статус", "проведена").set("Явка", 4, "С-02", None)
    keepers = dict.fromkeys(desk.books, "методист Крылова")
    owners = {p.place.tab: p.owner for p in look(desk, owners=keepers).problems}
    assert owners == {"График": "Зимина О.Ю.", "Явка": "методист Крылова"}


@pytest.mark.parametrize(
    ("day", "found"), [(date(2021, 2, 1), []), (date(2021, 1, 30), ["shnor.no_help"])]
)
def test_help_on_the_first_of_the_month_is_help_this_month(day: date, found: list[str]) -> None:
    desk = Desk().set("График", 2, "Дата", day).set("Журнал", 2, "Дата", day)
    assert [s[1] for s in spots(desk)] == found


def test_overdue_days_of_the_workspace() -> None:
    desk = Desk()
    planned(desk, Дата=date(2021, 2, 12))
    assert not look(desk, overdue_days=6).problems
    assert [spot(desk, p)[1] for p in look(desk, overdue_days=5).problems] == [
        "consultation.overdue"
    ]


def test_overlap_with_the_second_meeting_of_a_day() -> None:
    desk = Desk()
    meeting(desk, Дата=K03, Начало="09:00", Окончание="10:00")
    meeting(desk, Код="С-04", Дата=K03, Начало="15:30", Окончание="17:00")
    assert spots(desk) == [(WARNING, "consultation.meeting_overlap", "График", "Начало", 4)]


def test_place_taken_by_another_behind_ones_own_overlap() -> None:
    desk = Desk()
    planned(desk, Код="К-10", Дата=K03, Начало="15:10", Окончание="17:00",
            Тьютор="Белов П.И.", Направление="ОГЭ")  # fmt: skip
    planned(desk, Код="К-11", Дата=K03, Начало="15:50", Окончание="17:00")
    found = [s[1:] for s in spots(desk)]
    assert ("place.taken", "График", "Место", 6) in found


def test_a_held_consultation_with_a_rejected_journal_row_has_a_row() -> None:
    desk = Desk().set("Журнал", 2, "Школа", "СОШ № 144")
    assert "consultation.no_journal" not in {s[1] for s in spots(desk)}


def test_marks_of_a_tutor_whose_row_is_rejected_are_no_problem() -> None:
    """One fault, one report: the tutor's row is listed, the marks are not."""
    desk = Desk().set("Тьюторы", 2, "Должность", None)
    assert [s[1] for s in spots(desk)] == ["cell.empty"]


def test_consultations_of_a_rejected_tutor_are_no_problem() -> None:
    desk = Desk().set("Тьюторы", 4, "Предмет", "физика")
    assert [s[1] for s in spots(desk)] == ["name.unknown"]
