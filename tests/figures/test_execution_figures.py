"""Assignments, plans and the road map: what was due, done and late."""

from datetime import date

import pandas as pd
import pytest
from figures.figure_help import MAP, PLANS, TASKS, figure, one, only, warnings
from helpers import TODAY, Desk, counts, look

from sheets_sync.figures.execution import deeds, execution, executor
from sheets_sync.periods import SchoolYear
from sheets_sync.tables.kinds.base import Context, Reading
from sheets_sync.tables.kinds.sides import SIDES
from sheets_sync.tables.kinds.terms import TERM
from sheets_sync.tables.own_words import own_words

pytestmark = pytest.mark.kinds


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


def test_an_assignment_as_needed_is_never_overdue() -> None:
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


@pytest.mark.parametrize(
    ("status", "done", "partial"),
    [
        ("выполнено", 1, 0),
        ("вып.", 1, 0),
        ("не выполнено", 0, 0),
        ("не вып.", 0, 0),
        ("выполнено частично", 0, 1),
        ("выполнено не полностью", 0, 1),
        ("в работе", 0, 0),
    ],
)
def test_not_done_is_not_done_and_partial_is_not_half_done(
    status: str, done: int, partial: int
) -> None:
    row = one(only(PLANS, Статус=status), "plans_by_tutor")
    assert (row["total"], row["due"], row["done"], row["partial"]) == (1, 1, done, partial)
    assert (row["due_done"], row["done_rate"], row["overdue"]) == (done, float(done), 1 - done)


@pytest.mark.parametrize("term", ["ежемесячно", "постоянно", "в течение года"])
@pytest.mark.parametrize("tab", [PLANS, MAP, TASKS])
def test_one_done_does_not_finish_what_recurs(tab: str, term: str) -> None:
    status = "исполнено" if tab == TASKS else "выполнено"
    header = "Дата выполнения" if tab == PLANS else "Дата исполнения"
    desk = only(tab, Срок=term, Статус=status).set(tab, 2, header, date(2021, 2, 1))
    name = {PLANS: "plans_by_tutor", MAP: "roadmap", TASKS: "assignments"}[tab]
    (row,) = [found] if isinstance(found := figure(desk, name), dict) else found
    assert (row["done"], row["partial"], row["due"]) == (0, 1, 0)
    assert ("done.recurring", "Статус", 2) in warnings(desk)
    later = figure(desk, name, date(2021, 5, 31))
    (row,) = [later] if isinstance(later, dict) else later
    assert (row["done"], row["partial"], row["due"], row["due_done"]) == (1, 0, 1, 1)


def test_as_needed_is_never_overdue() -> None:
    desk = only(MAP, Срок="по мере необходимости", Статус="в работе")
    row = one(desk, "roadmap", date(2021, 7, 1))
    assert (row["due"], row["overdue"], row["days"]) == (1, 0, 0)


@pytest.mark.slow
def test_a_term_nobody_can_read_is_in_total_alone() -> None:
    desk = only(MAP, Срок="после каникул как-нибудь", Статус="не начато")
    row = one(desk, "roadmap", date(2021, 7, 1))
    assert (row["total"], row["due"], row["overdue"]) == (1, 0, 0)
    assert ("term.unreadable", "Срок", 2) in warnings(desk)


@pytest.mark.slow
@pytest.mark.parametrize("term", ["до 20.02.2020", "октябрь 2021"])
def test_a_term_of_another_school_year_is_told_and_in_no_figure(term: str) -> None:
    desk = only(MAP, Срок=term, Статус="не начато", Дата_исполнения=None)
    assert figure(desk, "roadmap", date(2021, 7, 1)) == []
    assert ("term.another_year", "Срок", 2) in warnings(desk)


def test_cancelled_is_in_nothing() -> None:
    assert figure(only(MAP, Статус="отменено"), "roadmap") == []


def test_the_total_is_from_counts_not_from_percentages() -> None:
    """1 of 1 and 0 of 3 are 25,0 %, not 50,0 %."""
    desk = only(PLANS, Статус="выполнено")
    for _ in range(3):
        desk.add(PLANS, like=2, Тьютор="Белов П.И.", Статус="не начато", Дата_выполнения=None)
    rates = [row["done_rate"] for row in figure(desk, "plans_by_tutor")]
    assert rates == [1.0, 0.0]
    from sheets_sync.figures.execution import execution

    total = execution(look(desk).facts.plans, [])
    assert total["done_rate"].tolist() == [0.25]


@pytest.mark.slow
def test_late_and_days() -> None:
    desk = only(MAP, Срок="до 01.02.2021", Статус="выполнено", Дата_исполнения=date(2021, 2, 5))
    assert one(desk, "roadmap")["late"] == 1
    assert ("done.late", "Дата исполнения", 2) in warnings(desk)
    desk = only(MAP, Срок="до 01.02.2021", Статус="не начато", Дата_исполнения=None)
    assert (one(desk, "roadmap")["overdue"], one(desk, "roadmap")["days"]) == (1, 17)
    assert one(desk, "roadmap", date(2021, 2, 1))["overdue"] == 0


def test_done_without_a_date() -> None:
    assert ("done.no_date", "Дата исполнения", 2) in warnings(only(MAP, Дата_исполнения=None))


def test_a_section_row_fills_the_empty_cells_below_it() -> None:
    desk = Desk()
    rows = desk.rows(MAP)
    for row in rows[1:]:
        row[1] = None
    rows[3][1] = "Своё"
    rows.insert(1, ["1. Методика", *[None] * 7])
    rows.insert(3, ["2. Контроль", *[None] * 7])
    assert [row["section"] for row in figure(desk, "roadmap")] == [
        "1. Методика", "2. Контроль", "Своё",
    ]  # fmt: skip
    assert counts(look(desk), MAP) == (3, 3, 0)


def test_a_section_is_called_as_it_is_first_written() -> None:
    desk = Desk().set(MAP, 3, "Раздел", "МЕТОДИКА.").set(MAP, 4, "Раздел", "методика")
    assert [(row["section"], row["total"]) for row in figure(desk, "roadmap")] == [("Методика", 3)]


def test_without_a_section_a_row_still_counts() -> None:
    desk = only(MAP, Раздел=None)
    assert [row["section"] for row in figure(desk, "roadmap")] == [""]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("методисты ИМЦ", "ИМЦ"),
        ("ГАУ ДПО ИРО, методист", "ИРО"),
        ("КИРО", "ИРО"),
        ("Институт развития образования", "ИРО"),
        ("информационно-методический центр", "ИМЦ"),
        ("МКУ «Методический центр»", "ИМЦ"),
        ("МБОУ СОШ № 44", "ОО"),
        ("МАОУ гимназия № 3", "ОО"),
        ("директора школ", "ОО"),
        ("Барсукова Е.Л., методисты ИМЦ", "тьюторы"),
        ("методист ИМЦ и Барсукова Е.Л.", "тьюторы"),
        ("Школьникова А.Б.", "тьюторы"),
        ("МИРОНОВА А.Б.", "прочие"),
        ("Кирова И.М.", "прочие"),
        ("ООО «Ромашка»", "прочие"),
        ("Директоренко П.И.", "прочие"),
        ("Методистова А.А.", "прочие"),
        ("Школина А.А.", "прочие"),
        ("администрация школы", "ОО"),
        ("руководители ШМО", "ОО"),
        ("дошкольный отдел", "прочие"),
        ("директорирование", "прочие"),
        ("тьюторы по ОГЭ", "тьюторы"),
        ("Барсукова Е.Л.", "тьюторы"),
        ("Управление образования", "прочие"),
    ],
)
def test_whose_side_a_deed_is_on(text: str, side: str) -> None:
    def tutor(name: str) -> Reading:
        return Reading("Т-01" if name in ("Барсукова Е.Л.", "Школьникова А.Б.") else None)

    assert executor(text, tutor, SIDES) == side


@pytest.mark.parametrize(
    ("name", "text", "side"),
    [
        ("Центр", "школы, центр", "ОО"),
        ("Центр", "Центр «Точка роста», школа 5", "ОО"),
        ("Центр", "специалисты центра", "ИМЦ"),
        ("Департамент", "тьюторы, департамент", "тьюторы"),
        ("Департамент", "департамент", "ИМЦ"),
        ("ТЬЮТОР", "тьюторы по ОГЭ", "тьюторы"),
        ("ГМЦ", "ГМЦ, школы", "ИМЦ"),
        ("ГМЦ", "школы", "ОО"),
    ],
)
def test_a_centre_called_by_a_plain_word_takes_no_deeds_of_others(
    name: str, text: str, side: str
) -> None:
    assert own_words({}, (), name).sides.of(text) == side
