"""What stands in the files, as other programs read them."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from calendar_help import SCHOOL, ZIMINA, Shelf, by_ics, by_vobject, parsed
from dateutil.tz import tzical
from helpers import TODAY, Desk
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.calendars.calendar_event import Event, Kind, Mark, described, shown
from sheets_sync.calendars.ical import Old, Printer, read_back
from sheets_sync.calendars.ledger import Kept
from sheets_sync.calendars.zone import vtimezone

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2021, 2, 17, 21, tzinfo=UTC)
LONG = "Подготовка обучающихся к итоговому собеседованию; критерии, оценки, «трудные» случаи. " * 6


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_a_file_for_all_for_each_tutor_and_for_each_school(shelf: Shelf):
    told = shelf.export(Desk())
    assert [*shelf.bytes()] == sorted(
        ["все", "Барсукова Е.Л. (Т-01)", "Белов П.И. (Т-02)", ZIMINA,
         SCHOOL, "МБОУ СОШ № 9", "МБОУ ООШ № 9"]
    )  # fmt: skip
    assert len(told["files"]) == 7
    assert told["events"] == told["new"] == 15


def test_a_consultation_has_its_hours_place_and_people(shelf: Shelf):
    shelf.export(Desk())
    event = shelf.titled("Задачи", ZIMINA)
    assert event.decoded("dtstart") == datetime(2021, 2, 25, 15, tzinfo=MOSCOW)
    assert event.decoded("dtend") == datetime(2021, 2, 25, 16, tzinfo=MOSCOW)
    assert event["dtstart"].params["TZID"] == "Europe/Moscow"
    assert event["location"] == "каб. 3"
    assert event["summary"] == "Консультация: Задачи (Зимина О.Ю.)"
    assert "Предмет: математика" in event["description"]
    assert event["status"] == "CONFIRMED"
    assert event["transp"] == "OPAQUE"


def test_a_day_before_a_reminder_but_not_of_what_is_done(shelf: Shelf):
    shelf.export(Desk())
    (alarm,) = shelf.titled("Задачи").walk("VALARM")
    assert alarm["action"] == "DISPLAY"
    assert alarm.decoded("trigger") == timedelta(days=-1)
    assert not shelf.titled("Дроби").walk("VALARM")
    assert not shelf.titled("Семинар по математике").walk("VALARM")


def test_a_term_is_a_whole_day_that_keeps_nobody_busy(shelf: Shelf):
    shelf.export(Desk())
    event = shelf.titled("Диагностика", SCHOOL)
    assert event.decoded("dtstart") == date(2021, 2, 25)
    assert event.decoded("dtend") == date(2021, 2, 26)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["transp"] == "TRANSPARENT"
    assert event["summary"] == "Дорожная карта, п. 2.1: Диагностика"


def test_a_meeting_has_its_programme_and_its_tutors(shelf: Shelf):
    shelf.export(Desk().set("Повестка", 2, "Докладчик", "Орлов П.С."))
    event = shelf.titled("Планы")
    assert event["summary"] == "Совещание: Планы"
    assert str(event["description"]).endswith("Программа\n1. О планах (Орлов П.С.)")
    assert event["location"] == "актовый зал"
    assert str(shelf.titled("О ВПР")["uid"]) not in shelf.uids("Белов П.И. (Т-02)")
    assert str(event["uid"]) in shelf.uids("Белов П.И. (Т-02)")


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("cells", "span"),
    [
        ({"Начало": "15:00", "Окончание": None}, (time(15), time(16))),
        ({"Начало": "15:00–15:45", "Окончание": None}, (time(15), time(15, 45))),
        ({"Начало": "14 ч", "Окончание": "14.40"}, (time(14), time(14, 40))),
    ],
)
def test_a_consultation_without_an_end_takes_an_hour(
    shelf: Shelf, cells: dict[str, str], span: tuple[time, time]
):
    desk = Desk()
    for head, value in cells.items():
        desk.set("График", 4, head, value)
    shelf.export(desk)
    event = shelf.titled("Задачи")
    assert (event.decoded("dtstart").time(), event.decoded("dtend").time()) == span


def test_a_meeting_of_two_days_is_an_event_each_day(shelf: Shelf):
    desk = Desk()
    desk.add("Совещания", like=3, Код="С-03", Дата="24–25.03.2021", Статус="запланировано",
             Тема="Форум", Приглашены="ОГЭ")  # fmt: skip
    shelf.export(desk)
    days = [one for one in shelf.events() if "Форум" in one["summary"]]
    assert [one.decoded("dtstart").day for one in days] == [24, 25]
    assert [str(one["summary"]) for one in days][1] == "Совещание: Форум (день 2)"
    assert len({str(one["uid"]) for one in days}) == 2


def test_a_link_can_be_opened(shelf: Shelf):
    link = "https://sferum.example.org/?p=call&id=5"
    shelf.export(Desk().set("График", 4, "Место", f"Сферум ({link})"))
    event = shelf.titled("Задачи")
    assert event["url"] == link
    assert event["location"] == f"Сферум ({link})"


def test_what_programs_ask_of_a_calendar(shelf: Shelf):
    shelf.export(Desk().set("График", 4, "Тема", LONG))
    for name, file in shelf.bytes().items():
        lines = file.split(b"\r\n")
        assert lines[0] == b"BEGIN:VCALENDAR"
        assert b"\n" not in b"".join(lines)
        assert lines[-2:] == [b"END:VCALENDAR", b""]
        assert all(len(line) <= 75 and line.decode() for line in lines[:-1])
        calendar = icalendar.Calendar.from_ical(file)
        assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
        assert str(calendar["prodid"]).startswith("-//")
        assert calendar["x-wr-timezone"] == "Europe/Moscow"
        assert name.startswith(calendar["x-wr-calname"]) or name == "все"
        assert not [b for b in lines if b.startswith((b"ATTENDEE", b"ORGANIZER"))]
        for event in calendar.walk("VEVENT"):
            assert re.fullmatch(r"[!-~]{1,254}", event["uid"])
            assert event["dtstamp"].to_ical().endswith(b"Z")


def test_other_parsers_read_the_same(shelf: Shelf):
    shelf.export(Desk().set("График", 4, "Тема", "Устно; письменно, «сложно»\nи \\просто"))
    for file in shelf.bytes().values():
        vobject, other = by_vobject(file), by_ics(file)
        events = {str(event["uid"]): event for event in parsed(file)}
        assert events.keys() == vobject.keys() == other.keys()
        for uid, event in events.items():
            start, end = event.decoded("dtstart"), event.decoded("dtend")
            assert vobject[uid] == (event["summary"], start, end, event.get("location", ""))
            name, begin, all_day = other[uid]
            assert name == event["summary"]
            assert all_day == (not isinstance(start, datetime))
            assert begin.date() == start if all_day else begin == start


def test_each_tutor_has_their_own_and_no_others(shelf: Shelf):
    desk = Desk().set("Поручения", 3, "Ответственный", "Белов П.И.")
    desk.set("Дорожная карта", 2, "Ответственный", "Зимина О.Ю., методисты ИМЦ")
    shelf.export(desk.set("График", 3, "Второй тьютор", "Зимина О.Ю."))
    titles = {
        name: {re.sub(r" \(.*| за I.*", "", str(one["summary"])) for one in shelf.events(name)}
        for name in shelf.bytes()
    }
    assert titles[ZIMINA] == {
        "Совещание: Планы", "Совещание: О ВПР", "Консультация: Дроби", "Консультация: Задачи",
        "Сдать отчёт тьютора", "Дорожная карта, п. 1.1: Семинар по математике",
        "Поручение: Составить план", "План: Разбор критериев",
    }  # fmt: skip
    assert titles["Белов П.И. (Т-02)"] == {
        "Совещание: Планы", "Консультация: Дроби", "Сдать отчёт тьютора",
        "Поручение: Составить план", "Поручение: Собрать отчёты", "План: Открытый урок",
    }  # fmt: skip
    assert not {title for title in titles["все"] if title.startswith("План:")}


def test_a_school_has_what_invites_it(shelf: Shelf):
    desk = Desk().set("График", 3, "Приглашённые школы", "ШНОР")
    desk.set("График", 4, "Приглашённые школы", "СОШ № 9; СОШ № 44")
    desk.set("Дорожная карта", 3, "Школы", "все школы")
    shelf.export(desk)
    named = {name: {str(one["summary"]) for one in shelf.events(name)} for name in shelf.bytes()}
    assert named[SCHOOL] == {
        "Консультация: Дроби (Белов П.И.)", "Консультация: Задачи (Зимина О.Ю.)",
        "Дорожная карта, п. 1.1: Семинар по математике", "Дорожная карта, п. 1.2: Курсы",
        "Дорожная карта, п. 2.1: Диагностика",
    }  # fmt: skip
    assert named["МБОУ СОШ № 9"] == {
        "Консультация: Задачи (Зимина О.Ю.)", "Дорожная карта, п. 1.2: Курсы",
    }  # fmt: skip


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("who", "whose"),
    [
        ("тьюторы по ВПР", {"Барсукова", "Зимина"}),
        ("учителя-тьюторы", {"Барсукова", "Белов", "Зимина"}),
        ("тьюторы по ЕГЭ", set()),
        ("методист Иванова И.И.", set()),
        ("Т-02", {"Белов"}),
    ],
)
def test_an_assignment_is_of_whom_it_means(shelf: Shelf, who: str, whose: set[str]):
    shelf.export(Desk().set("Поручения", 3, "Ответственный", who))
    files = {name for name in shelf.bytes() if "Поручение: Собрать отчёты" in str(
        [str(one["summary"]) for one in shelf.events(name)])}  # fmt: skip
    assert {name.split()[0] for name in files} == {"все", *whose}


def test_a_row_with_an_error_is_in_no_calendar(shelf: Shelf):
    shelf.export(Desk().set("График", 4, "Дата", "31.02.2021"))
    assert not [one for one in shelf.events() if "Задачи" in one["summary"]]


def test_a_term_of_no_day_is_no_event(shelf: Shelf):
    desk = Desk().set("Дорожная карта", 3, "Срок", "по мере необходимости")
    shelf.export(desk.set("Дорожная карта", 4, "Срок", "ежемесячно"))
    titles = [str(one["summary"]) for one in shelf.events()]
    assert not [title for title in titles if "Курсы" in title]
    assert shelf.titled("Диагностика").decoded("dtstart") == date(2021, 5, 31)


def test_an_empty_workspace_has_an_empty_calendar(shelf: Shelf):
    desk = Desk()
    for tabs in desk.books.values():
        for rows in tabs.values():
            del rows[1:]
    told = shelf.export(desk)
    assert [*shelf.bytes()] == ["все"]
    assert told["events"] == 0
    assert by_vobject(shelf.bytes()["все"]) == by_ics(shelf.bytes()["все"]) == {}


@pytest.mark.parametrize("today", [date(2020, 9, 1), date(2021, 6, 30)])
def test_on_any_day_of_the_year_it_is_the_whole_year(shelf: Shelf, today: date):
    shelf.export(Desk(), today)
    days = {one.decoded("dtstart") for one in shelf.events()}
    assert {date(2021, 1, 15), date(2021, 6, 10)} <= days


ZONES = ["Europe/Moscow", "Europe/Berlin", "Asia/Yekaterinburg", "America/New_York",
         "Asia/Kolkata", "Pacific/Auckland", "Africa/Casablanca", "Australia/Lord_Howe",
         "Europe/Volgograd", "Asia/Tomsk"]  # fmt: skip


@pytest.mark.kinds
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", [2015, 2020, 2025])
def test_the_zone_says_what_its_clock_shows(tmp_path: Path, zone: str, year: int):
    calendar = icalendar.Calendar()
    calendar.add_component(vtimezone(ZoneInfo(zone), year))
    (tmp_path / "zone.ics").write_bytes(calendar.to_ical())
    read, ours = tzical(str(tmp_path / "zone.ics")).get(zone), ZoneInfo(zone)
    for hours in range(0, 24 * 365, 7):
        moment = datetime(year, 9, 1, 4) + timedelta(hours=hours)
        assert moment.replace(tzinfo=read).utcoffset() == moment.replace(tzinfo=ours).utcoffset()


def test_a_summer_clock_goes_on_each_year():
    assert (
        b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in vtimezone(ZoneInfo(ZONES[1]), 2020).to_ical()
    )


def test_hours_are_by_the_workspace_s_clock(shelf: Shelf):
    shelf.export(Desk(), timezone=ZoneInfo("Europe/Berlin"))
    start = shelf.titled("Задачи").decoded("dtstart")
    assert start == datetime(2021, 2, 25, 14, tzinfo=UTC)


DAYS = st.dates(date(2020, 9, 1), date(2021, 8, 31))
CLOCKS = st.none() | st.times().map(lambda clock: clock.replace(microsecond=0, fold=0))


@given(st.tuples(st.text(), st.text(), st.text()), st.booleans(), st.booleans(), DAYS, CLOCKS)
def test_any_event_comes_back_as_it_was(
    texts: tuple[str, str, str], off: bool, remind: bool, day: date, clock: time | None
):
    title, place, text = texts
    start = datetime.combine(day, clock) if clock else day
    mark, key = Mark("1234567890", 2020), "tutor:Т-1; ,\\"
    event = Event(
        mark.uid(Kind.PLAN, title),
        Kind.PLAN,
        shown(title),
        start,
        start + timedelta(days=1),
        shown(place),
        described(text.split("\n")),
        "https://example.org/a,b;c",
        off,
        remind,
        MOSCOW.key if clock else "",
    )
    kept = Kept(replace(event, whose={key}), 3, NOW, TODAY)
    file = Printer(mark, MOSCOW).file(key, "Имя", [kept])
    old = read_back(file, TODAY)
    assert old == Old(key, mark, (Kept(event, 3, NOW, TODAY),))
    said = ("ОТМЕНЕНО: " if off else "") + event.title
    assert by_vobject(file)[event.uid][0] == said
