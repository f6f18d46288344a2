"""A tab a tutor, without the column «Тьютор»: the title says whose rows they are."""

import pytest

from sheets_sync.problems import Check
from tests.helpers import ERROR, INFO, Desk, counts, look

BOOK, TAKEN = "Консультации.xlsx", {"tabs": {"*Б*": "Журнал"}}
TITLES = [
    "Барсукова Е.Л.",
    "Журнал – Барсукова Е.Л.",
    "Журнал Барсукова",
    "Т-01 Барсукова (журнал)",
]


def by_tutor(*titles: str) -> Desk:
    """The journal on a tab a tutor, without the column."""
    desk = Desk()
    journal = desk.books[BOOK].pop("Журнал")
    at = journal[0].index("Тьютор")
    for title in titles:
        rows = [row for row in journal[1:] if str(row[at])[:5] in title]
        desk.books[BOOK][title] = [[*row[:at], *row[at + 1 :]] for row in (journal[0], *rows)]
    return desk


@pytest.mark.kinds
@pytest.mark.parametrize("title", TITLES)
def test_journals_by_tutor_give_the_figures_of_one_journal(title: str):
    seen = look(by_tutor(title, "Белов П.И."), **TAKEN)
    assert not [p for p in seen.problems if p.severity == ERROR]
    usual = look(Desk()).figures
    for table in ("consultations", "consultations_by_tutor", "coverage"):
        assert seen.figures[table].equals(usual[table])


def test_what_the_title_says_is_told_on_demand():
    seen = look(by_tutor("Барсукова Е.Л.", "Белов П.И."), everything=True, **TAKEN)
    told = [p for p in seen.problems if p.check is Check.TAB_SAYS]
    assert [(p.place.tab, p.severity) for p in told] == [
        ("Барсукова Е.Л.", INFO),
        ("Белов П.И.", INFO),
    ]


@pytest.mark.kinds
@pytest.mark.parametrize("title", ["Белых П.И.", "Барсукова и Белов", "Балл", "Журнал Б"])
def test_a_title_that_is_no_tutors_name_leaves_the_column_missing(title: str):
    desk = by_tutor("Белов П.И.")
    desk.books[BOOK][title] = desk.books[BOOK].pop("Белов П.И.")
    missing = [p for p in look(desk, **TAKEN).problems if p.check is Check.COLUMN_MISSING]
    assert [p.place.tab for p in missing] == [title]


def test_a_column_that_is_there_is_believed_before_the_title():
    desk = Desk()
    desk.books[BOOK]["Белов П.И."] = desk.books[BOOK].pop("Журнал")
    seen = look(desk, **TAKEN)
    assert seen.figures["consultations"].equals(look(Desk()).figures["consultations"])


def test_a_row_of_another_tutors_consultation_is_told_in_that_tab():
    desk = by_tutor("Барсукова Е.Л.", "Белов П.И.")
    desk.set("Белов П.И.", 2, "Консультация", "К-01")
    seen = look(desk, **TAKEN)
    assert counts(seen, "Белов П.И.") == (2, 1, 1)
    assert any(p.place.tab == "Белов П.И." and p.severity == ERROR for p in seen.problems)
