"""Who may be counted twice, and how many came with whom."""

import pytest
from helpers import Desk, look, spots

FIRST = "Иванова М.П."


def journal(*names: str, school: str = "СОШ № 44") -> Desk:
    """The first teacher of the school in row 2, these in the rows after it."""
    desk = Desk().set("Журнал", 2, "Педагог", FIRST).set("Журнал", 3, "Педагог", None)
    for name in names:
        desk.add("Журнал", like=2, Педагог=name, Школа=school)
    return desk


def alike(desk: Desk) -> list[tuple[str, str]]:
    found = [p for p in look(desk).problems if p.check == "teacher.alike"]
    return [(p.cell.a1 if p.cell else "", p.message) for p in found]


@pytest.mark.parametrize(
    "name",
    ["Иванова", "Иванова М.", "Иванова Мария", "Иванова М", "Ивнаова М.П.", "Иваново М.П."],
)
def test_a_name_that_may_be_another_s_is_asked_about(name: str) -> None:
    ((at, said),) = alike(journal(name))
    assert at == "E5"
    assert FIRST in said
    assert "(E2)" in said


@pytest.mark.parametrize(
    "name",
    ["ИВАНОВА М. П.", "Иванов М.П.", "Иванова О.П.", "Иванова М.О.", "Сидорова М.П.", "П-12"],
)
def test_one_person_or_surely_two(name: str) -> None:
    assert alike(journal(name)) == []


def test_another_school_is_another_person() -> None:
    assert alike(journal("Иванова", school="СОШ № 9")) == []


def test_each_name_is_asked_about_once() -> None:
    desk = journal("Иванова М.", "Иванова М.", "Иванова")
    assert [at for at, _ in alike(desk)] == ["E5", "E7"]


def test_who_did_not_come_is_counted_nowhere() -> None:
    assert alike(journal("Иванова").set("Журнал", 5, "Отметка", "н")) == []


def test_the_figures_merge_nobody() -> None:
    row = look(journal("Иванова")).figures["consultations"].iloc[0]
    assert row["teachers"] == 2


@pytest.mark.parametrize(
    ("typed", "visits"),
    [
        ("Иванова М.П. и ещё 4 педагога", 5),
        ("Иванова М.П. и еще 4", 5),
        ("Иванова М.П., ещё 12 учителей", 13),
        ("Иванова М.П. + 3", 4),
        ("Иванова М.П. (и ещё 2 чел.)", 3),
        ("Иванова и ещё двое", 3),
        ("Иванова М.П. и 4 учителя", 5),
        ("Иванова М.П. и ещё трое коллег", 4),
    ],
)
def test_others_beside_a_name_are_counted_with_a_warning(typed: str, visits: int) -> None:
    desk = Desk().set("Журнал", 2, "Педагог", typed)
    analysis = look(desk)
    assert ("предупреждение", "count.told", "Журнал", "Педагог", 2) in spots(desk)
    before = look(Desk()).figures["consultations"].iloc[0]
    now = analysis.figures["consultations"].iloc[0]
    assert now["visits"] - before["visits"] == visits - 1


@pytest.mark.parametrize(
    "typed", ["Иванова М.П. и др.", "Иванова М.П. и другие", "Иванова М.П. с коллегами"]
)
def test_others_of_whom_no_number_is_said_are_asked_about(typed: str) -> None:
    desk = Desk().set("Журнал", 2, "Педагог", typed)
    analysis = look(desk)
    assert ("предупреждение", "count.told", "Журнал", "Педагог", 2) in spots(desk)
    assert analysis.figures["consultations"].iloc[0]["visits"] == 6


def test_a_number_that_is_typed_stands() -> None:
    desk = (
        Desk().set("Журнал", 2, "Педагог", "Иванова М.П. и ещё 4").set("Журнал", 2, "Количество", 6)
    )
    analysis = look(desk)
    assert analysis.counted["journal"].frame["visitors"].iloc[0] == 6
    assert not [p for p in analysis.problems if p.check == "count.told"]


@pytest.mark.parametrize("typed", ["Иванова М.П. и Котова А.С.", "5 педагогов"])
def test_two_names_or_none_stay_what_they_were(typed: str) -> None:
    analysis = look(Desk().set("Журнал", 2, "Педагог", typed))
    (problem,) = [p for p in analysis.problems if p.cell and p.cell.a1 == "E2"]
    assert problem.check in {"teacher.several", "teacher.unreadable"}
