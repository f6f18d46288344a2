"""People are entered in the journal, and the schedule says otherwise: the message says so."""

from datetime import date

import pytest

from sheets_sync.problems import Check, Problem
from sheets_sync.sheet.cells import Raw
from tests.helpers import K02, Desk, look

pytestmark = pytest.mark.kinds


def told(desk: Desk, check: Check, today: date = date(2021, 2, 18)) -> list[Problem]:
    return [p for p in look(desk, today).problems if p.check is check]


def planned(**cells: Raw) -> Desk:
    """К-02, of which the journal says that five people came, is «запланирована»."""
    desk = Desk()
    for header, value in {"Статус": "запланирована", **cells}.items():
        desk.set("График", 3, header.replace("_", " "), value)
    return desk


@pytest.mark.parametrize("today", [K02, date(2021, 2, 11), date(2021, 3, 18)])
def test_people_in_the_journal_are_counted_and_the_status_is_to_change(today: date):
    (one,) = [p for p in told(planned(), Check.CONSULTATION_OVERDUE, today)
              if p.cell and p.cell.row == 3]  # fmt: skip
    assert one.message == "в журнале есть пришедшие: 5 человек, а статус — «запланирована»"
    assert one.fix.startswith("если она прошла, поставьте «проведена»")


def test_rows_that_are_rejected_for_their_day_are_entered_too():
    """They are told as of another day; that nobody was marked is no news."""
    desk = planned()
    for row in (3, 4):
        desk.set("Журнал", row, "Дата", date(2021, 2, 10))
    (one,) = told(desk, Check.CONSULTATION_OVERDUE)
    assert "в журнале есть пришедшие: 5 человек" in one.message


def test_without_a_journal_the_message_is_the_usual_one():
    (one,) = told(planned().drop("Журнал"), Check.CONSULTATION_OVERDUE)
    assert one.message == "дата прошла, а отметки о проведении нет"


def test_without_rows_the_message_is_the_usual_one():
    desk = planned()
    del desk.rows("Журнал")[2:]
    (one,) = told(desk, Check.CONSULTATION_OVERDUE)
    assert one.message == "дата прошла, а отметки о проведении нет"
    assert not told(desk, Check.CONSULTATION_OVERDUE, date(2021, 2, 11))


def test_those_who_did_not_come_are_nobody():
    desk = planned()
    for row in (3, 4):
        desk.set("Журнал", row, "Отметка", "н")
    (one,) = told(desk, Check.CONSULTATION_OVERDUE)
    assert "журнал" not in one.message


def test_one_that_was_moved_says_it_too():
    day = date(2021, 2, 11)
    desk = planned(Статус="перенесена", Новая_дата=day)
    for row in (3, 4):
        desk.set("Журнал", row, "Дата", day)
    (one,) = told(desk, Check.CONSULTATION_OVERDUE)
    assert one.message == "в журнале есть пришедшие: 5 человек, а статус — «перенесена»"
    (other,) = told(planned(Статус="перенесена"), Check.CONSULTATION_NO_NEW_DATE)
    assert "в журнале есть пришедшие: 5 человек" in other.message
    assert "поставьте «проведена»" in other.fix


def test_one_that_did_not_take_place_says_how_many_came():
    (one,) = told(planned(Статус="не состоялась"), Check.CONSULTATION_FAILED_ATTENDED)
    assert one.message == "не состоялась, а в журнале есть пришедшие: 5 человек"


DAY = date(2021, 2, 10)


@pytest.mark.parametrize(
    ("tab", "row", "head"),
    [
        ("Поручения", 3, "Дата исполнения"),
        ("Индивидуальные планы", 3, "Дата выполнения"),
        ("Дорожная карта", 4, "Дата исполнения"),
    ],
)
def test_a_day_of_doing_beside_an_unfinished_state_is_told(tab: str, row: int, head: str):
    (one,) = told(Desk().set(tab, row, head, DAY), Check.DONE_STATUS)
    assert f"«{head}» есть (10.02.2021), а статус — «" in one.message
    assert "исправьте статус" in one.fix


def test_what_recurs_or_is_to_come_or_half_done_may_have_a_day():
    tab, head = "Индивидуальные планы", "Дата выполнения"
    assert not told(Desk().set(tab, 3, head, date(2021, 3, 1)), Check.DONE_STATUS)
    for column, value in (("Срок", "ежемесячно"), ("Статус", "выполнено частично")):
        desk = Desk().set(tab, 3, head, DAY).set(tab, 3, column, value)
        assert not told(desk, Check.DONE_STATUS)


def one_each(desk: Desk) -> list[tuple[str, str | None]]:
    found = (p for p in look(desk, everything=True).problems if p.check is Check.COUNT_ONE)
    return [(p.message, p.cell.a1 if p.cell else None) for p in found]


@pytest.mark.parametrize(("rows", "many"), [(1, "1 строке (№ 4)"), (2, "2 строках (№ 4, 5)")])
def test_rows_that_only_say_that_somebody_came_are_told_once(rows: int, many: str) -> None:
    """Each counts as one person, as the contract has it, and no more without a word."""
    desk = Desk().set("Журнал", 4, "Количество", None)
    for _ in range(rows - 1):
        desk.add("Журнал", like=4, Школа="СОШ № 44")
    said = f"ни имени, ни количества нет в {many}: посчитано по одному человеку"
    assert one_each(desk) == [(said, "F4")]
    assert look(desk).figures["consultations"]["visits"].tolist() == [2 + rows]


@pytest.mark.parametrize("typed", [4, 0, "около 5"])
def test_a_number_typed_is_no_silence(typed: object) -> None:
    assert one_each(Desk().set("Журнал", 4, "Количество", typed)) == []


def test_a_teacher_named_is_one_person() -> None:
    assert one_each(Desk()) == []


def test_without_the_column_of_numbers_the_tab_is_told() -> None:
    ((_, cell),) = one_each(Desk().drop_column("Журнал", "Количество"))
    assert cell is None
