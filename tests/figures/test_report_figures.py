"""Half-year reports: who owes one, since when, and what it declares against the journal."""

from datetime import date

import pytest
from figures.figure_help import REPORTS, figure, one, warnings
from helpers import TODAY, Desk, look

from sheets_sync.sheet.cells import Raw


def test_a_tutor_who_began_in_january_has_no_first_half() -> None:
    desk = Desk().set("Тьюторы", 3, "Работает с", date(2021, 1, 11))
    del desk.rows(REPORTS)[2]
    halves = [(r["tutor"], r["half"]) for r in figure(desk, "reports")]
    assert ("Т-02", "I") not in halves
    assert ("Т-02", "II") in halves
    assert not any(check == "report.missing" for check, _, _ in warnings(desk))


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("since", "until", "halves"),
    [
        (date(2020, 12, 31), None, {"I", "II"}),
        (date(2021, 1, 1), None, {"II"}),
        (date(2020, 9, 1), date(2021, 1, 1), {"I", "II"}),
        (date(2020, 9, 1), date(2020, 12, 31), {"I"}),
    ],
)
def test_one_day_of_a_half_is_enough_to_report(since: date, until: date, halves: set[str]) -> None:
    desk = Desk().set("Тьюторы", 3, "Работает с", since).set("Тьюторы", 3, "По", until)
    assert {r["half"] for r in figure(desk, "reports") if r["tutor"] == "Т-02"} == halves


def test_the_second_half_begins_on_the_day_after_the_first() -> None:
    desk = Desk().set("График", 2, "Дата", date(2021, 1, 1)).set("График", 3, "Дата", TODAY)
    desk.set("Журнал", 2, "Дата", date(2021, 1, 1))
    numbers = {r["half"]: r["actual_consultations"] for r in figure(desk, "reports")
               if r["tutor"] == "Т-01"}  # fmt: skip
    assert numbers == {"I": 0, "II": 1}
    assert {r["half"] for r in figure(Desk(), "reports", date(2021, 1, 1))} == {"I", "II"}


def test_a_half_that_has_not_begun_expects_nothing() -> None:
    assert {r["half"] for r in figure(Desk(), "reports", date(2020, 12, 31))} == {"I"}


def test_declared_against_the_journal() -> None:
    desk = Desk().set(REPORTS, 2, "Консультаций (заявлено)", 3)
    desk.set("График", 2, "Дата", date(2020, 11, 10)).set("Журнал", 2, "Дата", date(2020, 11, 10))
    row = one(desk, "reports", tutor="Т-01", half="I")
    assert (row["declared_consultations"], row["actual_consultations"]) == (3, 1)
    assert (row["declared_teachers"], row["actual_teachers"], row["actual_schools"]) == (None, 1, 1)
    (problem,) = [p for p in look(desk).problems if p.check == "report.declared"]
    assert "заявлено 3, по журналу 1, разница +2" in problem.message
    assert problem.owner == "Барсукова Е.Л."


def test_a_missing_report_is_the_tutors_matter() -> None:
    desk = Desk()
    del desk.rows(REPORTS)[3]
    row = one(desk, "reports", tutor="Т-03", half="I")
    assert (row["status"], row["submitted"], row["days_late"]) == ("не сдан", None, 34)
    (problem,) = [p for p in look(desk).problems if p.check == "report.missing"]
    assert (problem.cell, problem.place.tab, problem.owner) == (None, REPORTS, "Зимина О.Ю.")
    on_the_day = look(desk, date(2021, 1, 15)).problems
    assert not any(p.place.tab == REPORTS for p in on_the_day)


def test_a_late_report() -> None:
    desk = Desk().set(REPORTS, 2, "Дата сдачи", date(2021, 1, 20))
    assert one(desk, "reports", tutor="Т-01", half="I")["days_late"] == 5
    assert ("report.late", "Дата сдачи", 2) in warnings(desk)


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("name", "day", "half"),
    [
        ("отчёт за первое полугодие", date(2020, 12, 25), "I"),
        ("1 п/г", date(2021, 2, 20), "I"),
        (None, date(2021, 2, 1), "I"),
        (None, date(2021, 1, 1), "I"),
        ("за II полугодие", date(2021, 5, 20), "II"),
    ],
)
def test_the_due_date_comes_from_the_calendar(name: Raw, day: date, half: str) -> None:
    desk = Desk()
    desk.add("Календарь", Начало=day, Вид="срок отчёта", Название=name)
    assert one(desk, "reports", tutor="Т-01", half=half)["due"] == day.isoformat()


def test_an_unnamed_due_date_is_of_a_half_that_has_ended_before_it() -> None:
    desk = Desk()
    desk.add("Календарь", Начало=date(2020, 12, 31), Вид="срок отчёта")
    assert one(desk, "reports", tutor="Т-01", half="I")["due"] == "2021-01-15"


def test_one_unreadable_report_hides_one_missing_one_at_most() -> None:
    desk = Desk()
    del desk.rows(REPORTS)[2:]
    desk.set(REPORTS, 2, "Тьютор", "Неизвестная К.К.")
    assert sum(check == "report.missing" for check, _, _ in warnings(desk)) == 3
