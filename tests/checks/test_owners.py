"""A problem belongs to who can really act."""

from datetime import date

import pytest
from checks.check_cases import CASES
from helpers import TODAY, Desk, look

from sheets_sync.analysis import Analysis
from sheets_sync.problems import Check, Problem

KEEPERS = {
    "Справочники.xlsx": "методист Орехова",
    "Консультации.xlsx": "методист Крылова",
    "Отчёты тьюторов.xlsx": "методист Лосева",
}


def of(desk: Desk, check: str) -> list[Problem]:
    found: Analysis = look(desk, TODAY, owners=KEEPERS)
    return [problem for problem in found.problems if problem.check == check]


def no_help() -> Desk:
    desk = Desk()
    CASES["a risk subject without help this month"][0](desk)
    return desk


def test_help_is_given_by_the_tutor_of_the_subject_whose_the_school_is() -> None:
    desk = no_help().set("Тьюторы", 2, "Закреплённые школы", "СОШ № 9")
    (found,) = of(desk, "shnor.no_help")
    assert (found.owner, found.whose) == ("Барсукова Е.Л.", "Т-01")


def test_a_tutor_of_another_subject_can_not_help_so_the_curator_finds_who_can() -> None:
    desk = no_help().set("Тьюторы", 3, "Закреплённые школы", "СОШ № 9")
    desk.set("Школы", 3, "Куратор ИМЦ", "Лисицына О.В.")
    (found,) = of(desk, "shnor.no_help")
    assert (found.owner, found.whose) == ("Лисицына О.В.", None)


def test_without_either_it_is_the_keeper_of_the_list() -> None:
    (found,) = of(no_help(), "shnor.no_help")
    assert (found.owner, found.whose) == ("методист Орехова", None)


def test_each_bare_subject_is_its_own_tutors() -> None:
    desk = Desk()
    for row in (2, 3):
        desk.set("Журнал", row, "Отметка", "н")
    desk.set("Тьюторы", 2, "Закреплённые школы", "СОШ № 44")
    desk.set("Тьюторы", 3, "Закреплённые школы", "СОШ № 44")
    owners = {p.about: p.whose for p in of(desk, "shnor.no_help")}
    assert owners == {"русский язык": "Т-01", "математика": "Т-02"}


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("edit", "check", "owner"),
    [
        (("График", 3, "Статус", "вроде была"), "choice.unknown", "методист Крылова"),
        (("Журнал", 3, "Школа", "9"), "school.ambiguous", "методист Крылова"),
        (("Индивидуальные планы", 3, "Школа", "9"), "school.ambiguous", "методист Лосева"),
    ],
)
def test_who_has_left_owns_nothing(edit: tuple[str, int, str, str], check: str, owner: str) -> None:
    there, gone = Desk().set(*edit), Desk().set(*edit)
    gone.set("Тьюторы", 3, "По", date(2021, 2, 17))
    assert [(p.owner, p.whose) for p in of(there, check)] == [("Белов П.И.", "Т-02")]
    assert [(p.owner, p.whose) for p in of(gone, check)] == [(owner, None)]


def test_on_the_last_day_of_work_it_is_still_the_tutors() -> None:
    desk = Desk().set("Журнал", 3, "Школа", "9").set("Тьюторы", 3, "По", TODAY)
    assert [p.owner for p in of(desk, "school.ambiguous")] == ["Белов П.И."]


@pytest.mark.parametrize("keeper", [None, "методист Орехова"])
def test_work_days_are_mended_in_the_directory_where_it_has_a_keeper(keeper: str | None) -> None:
    desk = Desk().set("Тьюторы", 3, "Работает с", date(2021, 2, 15))
    owners = {"Справочники.xlsx": keeper} if keeper else {}
    found = look(desk, TODAY, owners=owners).problems
    owner = {p.owner for p in found if p.check == "tutor.not_working"}
    assert owner == {keeper or "Белов П.И."}


def test_what_no_typing_mends_is_there_to_be_known(demo: Analysis) -> None:
    known = {p.check for p in demo.problems if not p.mend}
    assert known == {Check.DONE_LATE, Check.REPORT_LATE, Check.SHNOR_NO_HELP}
