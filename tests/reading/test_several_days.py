"""A row of График by weekday is a consultation on each day; a meeting of two days is one."""

from datetime import date

import pytest
from helpers import K01, TODAY, Desk, Spot, look, spots, workspace

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.documents.grammar import days_in_words
from sheets_sync.figures.catalogue import plain
from sheets_sync.stores.memory import MemoryStore
from sheets_sync.tables.books import wanted_titles
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.weekdays import RUN_OF_DAYS, SEVERAL_DAYS

SPRING = Context(2020)
WEDNESDAYS = "по средам с 27.01.2021 по 03.03.2021"
"""27.01, 03.02, 10.02, 17.02 have come by the 18th; 24.02 and 03.03 have not."""


def days(text: str) -> list[str]:
    found = SEVERAL_DAYS.several(text, SPRING)
    return [f"{day:%d.%m}" for day in found.value.days] if found and found.value else []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("по средам с 10.02.2021 по 26.02.2021", "10.02 17.02 24.02"),
        ("По средам с 10.02 по 26.02", "10.02 17.02 24.02"),
        ("каждую среду, 10.02.2021–26.02.2021", "10.02 17.02 24.02"),
        ("еженедельно по средам с 10 по 26 февраля 2021", "10.02 17.02 24.02"),
        ("с 10 февраля по 26 февраля по средам", "10.02 17.02 24.02"),
        ("по средам 15:00 с 10.02.2021 по 26.02.2021", "10.02 17.02 24.02"),
        ("по средам с 15:00 до 16:00 с 10.02.2021 по 26.02.2021", "10.02 17.02 24.02"),
        ("по вторникам и четвергам с 1 по 12 февраля 2021", "02.02 04.02 09.02 11.02"),
        ("пн, ср, пт с 01.02.2021 по 07.02.2021", "01.02 03.02 05.02"),
        ("по субботам в феврале", "06.02 13.02 20.02 27.02"),
        ("каждый четверг марта 2021", "04.03 11.03 18.03 25.03"),
        ("10.02.2021, 17.02.2021", "10.02 17.02"),
        ("10, 17 и 24 февраля 2021", "10.02 17.02 24.02"),
        ("по средам: 10.02, 24.02", "10.02 24.02"),
        ("в среду 10.02.2021", "10.02"),
    ],
)
def test_the_days_of_a_cell(text: str, told: str):
    assert days(text) == told.split()


@pytest.mark.parametrize(
    "text",
    ["10.02.2021", "ср 10.02.2021", "10.02.2021 (среда)", "1.10", "средняя школа", "К-5, К-6"],
)
def test_one_day_and_what_is_no_day_stay_what_they_were(text: str):
    assert SEVERAL_DAYS.several(text, SPRING) is None


@pytest.mark.kinds
@pytest.mark.parametrize(
    "text",
    [
        "по средам",
        "по средам 15:00",
        "по средам до 26.02.2021",
        "вторая среда месяца",
        "по чётным средам с 10.02.2021 по 26.02.2021",
        "по средам (кроме 24.02) с 10.02.2021 по 26.02.2021",
        "по средам: 10.02, 18.02",
        "по средам с 11.02.2021 по 12.02.2021",
        "по средам с 10.02.2020 по 26.02.2020",
        "18–19.02.2021",
    ],
)
def test_days_that_are_not_said_are_an_error_at_the_cell(text: str):
    desk = Desk().set("График", 4, "Дата", text)
    (found,) = [s for s in spots(desk) if s[2] == "График"]
    assert (found[0], found[3], found[4]) == ("ошибка", "Дата", 4)


def weekly(**cells: str) -> Desk:
    desk = Desk().set("График", 4, "Дата", WEDNESDAYS)
    for header, value in cells.items():
        desk.set("График", 4, header.replace("_", " "), value)
    return desk


def of_k03(found: Analysis) -> list[tuple[str, date, str]]:
    frame = found.counted["schedule"].frame
    ours = frame[frame["code"].str.startswith("К-03")]
    return [(r.code, r.date.date(), r.status) for r in ours.itertuples()]


def test_each_day_is_a_consultation_with_a_code_of_its_own():
    codes = [code for code, _, _ in of_k03(look(weekly()))]
    assert codes == [
        f"К-03/{day}" for day in ["27.01", "03.02", "10.02", "17.02", "24.02", "03.03"]
    ]


def test_held_is_said_of_the_days_that_have_come():
    found = look(weekly(Статус="проведена"))
    states = [status for _, _, status in of_k03(found)]
    assert states == ["проведена"] * 4 + ["запланирована"] * 2
    figures = plain(found.figures)["consultations"]
    assert (figures["planned"], figures["held"]) == (6, 6)


def test_a_row_is_read_once_however_many_days_it_says():
    (tab,) = [t for t in look(weekly()).tabs if t.tab == "График"]
    assert (tab.read, tab.counted, tab.rejected) == (3, 3, 0)


def test_days_off_are_no_consultations_and_it_is_told():
    desk = Desk().set("График", 4, "Дата", "по понедельникам с 15.02.2021 по 05.03.2021")
    assert [f"{day:%d.%m}" for _, day, _ in of_k03(look(desk))] == ["15.02", "01.03"]
    found = analyse(workspace(), MemoryStore(desk.tabs()).read(wanted_titles()), TODAY, True)
    (told,) = [p for p in found.problems if p.check == "date.several"]
    assert told.cell
    assert told.cell.a1 == "B4"
    assert "2 консультации" in told.message
    assert "выходные пропущены: 22.02" in told.message


@pytest.mark.kinds
@pytest.mark.parametrize("clock", ["15:00", "в 15.00", "15:00–16:00"])
def test_the_time_may_stand_beside_the_days(clock: str):
    text = f"по средам {clock} с 27.01.2021 по 03.03.2021"
    desk = Desk().set("График", 4, "Дата", text).set("График", 4, "Начало", None)
    assert len(of_k03(look(desk))) == 6
    assert spots(desk) == spots(Desk().set("График", 4, "Дата", text))


def journal_of(day: str | date | None, desk: Desk) -> Desk:
    desk.add("Журнал", like=2, Консультация="К-03", Дата=day, Тьютор="Зимина О.Ю.")
    return desk


def of_journal(desk: Desk) -> list[Spot]:
    return [s for s in spots(desk) if s[2] == "Журнал"]


def test_a_journal_row_is_of_the_consultation_of_its_day():
    desk = journal_of(date(2021, 2, 10), weekly(Статус="проведена"))
    assert of_journal(desk) == []
    assert [*look(desk).counted["journal"].frame["consultation"]][-1] == "К-03/10.02"


def test_a_journal_row_of_another_day_is_an_error():
    desk = journal_of(date(2021, 2, 11), weekly(Статус="проведена"))
    assert of_journal(desk) == [("ошибка", "journal.other_date", "Журнал", "Дата", 5)]


def test_a_journal_row_without_a_day_does_not_say_which():
    desk = journal_of(None, weekly(Статус="проведена"))
    assert of_journal(desk) == [("ошибка", "cell.empty", "Журнал", "Дата", 5)]


def test_a_row_of_its_own_says_what_came_of_one_day():
    desk = weekly(Статус="проведена")
    desk.add("График", like=4, Код="К-03/10.02", Дата=date(2021, 2, 10), Статус="не состоялась")
    found = {code: status for code, _, status in of_k03(look(desk))}
    assert len(found) == 6
    assert found["К-03/10.02"] == "не состоялась"


def test_a_fault_of_one_day_says_which():
    found = look(weekly(Статус="проведена"))
    told = [p.message for p in found.problems if p.check == "consultation.no_journal"]
    assert [one.split(":")[0] for one in told if "К-03" in one] == [
        f"К-03/{day}" for day in ("27.01", "03.02", "10.02", "17.02")
    ]


def test_one_new_date_of_several_days_is_an_error_of_that_cell():
    desk = Desk().set("График", 4, "Дата", WEDNESDAYS).set("График", 4, "Новая дата", K01)
    found = [s for s in spots(desk) if s[3] == "Новая дата"]
    assert found == [("ошибка", "date.one_of_several", "График", "Новая дата", 4)]
    assert len(of_k03(look(desk))) == 6


def test_a_row_that_does_not_count_is_one_row():
    desk = weekly(Тьютор="Неизвестный Н.Н.")
    (tab,) = [t for t in look(desk).tabs if t.tab == "График"]
    assert (tab.read, tab.rejected) == (3, 1)
    assert of_k03(look(desk)) == []


@pytest.mark.kinds
@pytest.mark.parametrize(
    "text",
    ["18–19.02.2021", "18.02.2021 – 19.02.2021", "18 и 19 февраля 2021", "18.02.2021, 19.02.2021"],
)
def test_a_meeting_of_two_days_is_one_meeting(text: str):
    desk = Desk().set("Совещания", 3, "Дата", text)
    assert look(desk).figures["attendance"].equals(look(Desk()).figures["attendance"])
    assert spots(desk) == []


@pytest.mark.kinds
@pytest.mark.parametrize("head", [date(2021, 2, 18), date(2021, 2, 19), "19.02", "С-02"])
def test_any_of_its_days_heads_its_column(head: str | date):
    desk = Desk().set("Совещания", 3, "Дата", "18–19.02.2021")
    desk.rows("Явка")[0][2] = head
    assert look(desk).figures["attendance"].equals(look(Desk()).figures["attendance"])


def test_who_came_on_one_of_the_days_came():
    desk = Desk().set("Совещания", 3, "Дата", "18–19.02.2021")
    rows = desk.rows("Явка")
    rows[0][2:] = [date(2021, 2, 18), date(2021, 2, 19)]
    for row, marks in zip(rows[1:], [("н", "+"), (None, None), ("оп", "н")], strict=True):
        row[2:] = marks
    assert look(desk).figures["attendance"].equals(look(Desk()).figures["attendance"])
    assert spots(desk) == []


@pytest.mark.parametrize("text", ["февраль 2021", "до 19.02.2021", "01.02–28.02.2021"])
def test_a_month_is_no_day_of_a_meeting(text: str):
    assert RUN_OF_DAYS.read(text, SPRING).value is None


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((18,), "18 февраля 2021 года"),
        ((18, 19), "18–19 февраля 2021 года"),
        ((4, 11), "4 февраля и 11 февраля 2021 года"),
    ],
)
def test_a_document_names_all_days(days: tuple[int, ...], said: str):
    assert days_in_words([date(2021, 2, day) for day in days]) == said


def test_nobody_who_came_is_told():
    desk = Desk().set("Журнал", 4, "Количество", 0)
    assert of_journal(desk) == [("предупреждение", "journal.nobody", "Журнал", "Количество", 4)]


@pytest.mark.parametrize("visitors", [None, 1, 4])
def test_somebody_is_not(visitors: int | None):
    assert of_journal(Desk().set("Журнал", 2, "Количество", visitors)) == []
