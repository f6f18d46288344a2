"""A tab or a column that came later: books from before it lack nothing."""

from dataclasses import replace
from datetime import date

import pytest
from helpers import TODAY, Desk, counts, workspace

from sheets_sync import analysis, checks
from sheets_sync.checks.base import Rule
from sheets_sync.problems import Severity
from sheets_sync.reading import shelf
from sheets_sync.stores.memory import MemoryStore
from sheets_sync.summary import tabs
from sheets_sync.summary.view import Summary
from sheets_sync.tables import books as tables
from sheets_sync.tables import tab_titles
from sheets_sync.tables.consultations import CONSULTATIONS
from sheets_sync.tables.kinds.dates import DATE
from sheets_sync.tables.kinds.text import TEXT
from sheets_sync.tables.references import TUTOR
from sheets_sync.tables.schema import Column, Table

LESSONS = Table(
    "lessons",
    "Открытые уроки",
    "Кто показал урок и когда.",
    (
        Column("tutor", "Тьютор", TUTOR, required=True),
        Column("date", "Дата", DATE, required=True),
        Column("topic", "Тема урока", TEXT),
    ),
    owned_by_tutor=True,
    optional=True,
)


@pytest.fixture(autouse=True)
def _declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """«Открытые уроки» is a tab of the book «Консультации»."""
    book = replace(CONSULTATIONS, tables=(*CONSULTATIONS.tables, LESSONS))
    books = tuple(book if each is CONSULTATIONS else each for each in tables.BOOKS)
    in_order = (*tables.IN_ORDER, LESSONS)
    for module in (tables, shelf):
        monkeypatch.setattr(module, "BOOKS", books)
    for module in (tables, shelf, tab_titles):
        monkeypatch.setattr(module, "IN_ORDER", in_order)


def look(desk: Desk) -> analysis.Analysis:
    snapshot = MemoryStore(desk.tabs()).read(tables.wanted_titles())
    return analysis.analyse(workspace(), snapshot, TODAY)


def with_lessons(*rows: tuple[str | None, object]) -> Desk:
    desk = Desk()
    book = next(tabs for tabs in desk.books.values() if "График" in tabs)
    book[LESSONS.title] = [["Тьютор", "Дата"], *map(list, rows)]  # type: ignore[list-item]
    return desk


def test_books_from_before_an_optional_tab_lack_nothing(monkeypatch: pytest.MonkeyPatch):
    found = look(Desk())
    monkeypatch.undo()
    before = look(Desk())
    assert found.problems == before.problems
    assert found.tabs == before.tabs
    for name, frame in before.figures.items():
        assert found.figures[name].equals(frame)


def test_an_optional_tab_that_is_there_is_read_and_checked(monkeypatch: pytest.MonkeyPatch):
    seen = []
    rule = Rule((LESSONS,), lambda records, setting: seen.extend(records.frame["date"]) or ())
    monkeypatch.setattr(checks, "_WARNINGS", (*checks._WARNINGS, rule))
    found = look(with_lessons(("Т-01", date(2020, 10, 5)), ("кто-то", date(2020, 10, 6))))
    assert counts(found, LESSONS.title) == (2, 1, 1)
    assert [(p.check, p.cell.a1) for p in found.problems if p.place.tab == LESSONS.title] == [
        ("person.unknown", "A3")
    ]
    assert [day.date() for day in seen] == [date(2020, 10, 5)]


def test_an_optional_tab_that_is_there_needs_its_columns():
    desk = with_lessons(("Т-01", date(2020, 10, 5))).set(LESSONS.title, 1, "Дата", "когда")
    desk.set(LESSONS.title, 1, "Тема урока", "Тема урока")
    errors = [p.check for p in look(desk).problems if p.severity is Severity.ERROR]
    assert errors == ["column.missing"]


def test_a_summary_of_an_optional_tab_is_left_out_in_silence(monkeypatch: pytest.MonkeyPatch):
    summary = Summary("Уроки", (LESSONS,), lambda view: pytest.fail("nothing to make it from"))
    monkeypatch.setattr(tabs, "SUMMARIES", (summary,))
    records = look(Desk()).counted
    assert tabs.unable(records) == {}
    assert tabs.unable(records, [summary.title]).keys() == {summary.title}


def test_a_required_tab_is_missed(monkeypatch: pytest.MonkeyPatch):
    needed = replace(LESSONS, optional=False)
    book = replace(CONSULTATIONS, tables=(*CONSULTATIONS.tables, needed))
    monkeypatch.setattr(shelf, "BOOKS", (book,))
    monkeypatch.setattr(tables, "BOOKS", (book,))
    assert [p.place.tab for p in look(Desk()).problems if p.check == "tab.missing"] == [
        LESSONS.title
    ]


@pytest.mark.slow
def test_an_optional_column_may_be_absent():
    desk, without = Desk(), Desk().drop_column("Журнал", "Минуты")
    assert look(without).problems == look(desk).problems
    assert look(without).tabs == look(desk).tabs
