"""What a change in the tables does to calendars that somebody has already."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from calendar_help import SCHOOL, ZIMINA, Shelf, imported, to_come
from helpers import TODAY, Desk

from sheets_sync.errors import UsageError

MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_nothing_changed_is_the_same_bytes(shelf: Shelf):
    shelf.export(Desk())
    before = shelf.bytes()
    told = shelf.export(Desk())
    assert shelf.bytes() == before
    assert not any(file["written"] for file in told["files"])
    assert (told["new"], told["moved"], told["changed"], told["cancelled"]) == (0, 0, 0, 0)


def test_the_next_day_is_the_same_bytes(shelf: Shelf):
    shelf.export(Desk())
    before = shelf.bytes()
    shelf.export(Desk(), TODAY + timedelta(days=1))
    assert shelf.bytes() == before


def test_rows_in_another_order_are_the_same_bytes(shelf: Shelf):
    shelf.export(Desk())
    before, desk = shelf.bytes(), Desk()
    for tab in ("График", "Поручения", "Дорожная карта", "Индивидуальные планы"):
        desk.rows(tab)[1:] = reversed(desk.rows(tab)[1:])
    shelf.export(desk)
    assert shelf.bytes() == before


def _moved() -> Desk:
    desk = Desk().set("График", 4, "Статус", "перенесена").set("График", 4, "Причина", "карантин")
    return desk.set("График", 4, "Новая дата", date(2021, 3, 4))


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("desk", "start", "place"),
    [
        (_moved(), datetime(2021, 3, 4, 15), "каб. 3"),
        (Desk().set("График", 4, "Дата", date(2021, 2, 26)), datetime(2021, 2, 26, 15), "каб. 3"),
        (Desk().set("График", 4, "Начало", "14:00"), datetime(2021, 2, 25, 14), "каб. 3"),
        (Desk().set("График", 4, "Место", "зал"), datetime(2021, 2, 25, 15), "зал"),
    ],
)
def test_a_changed_event_moves_instead_of_doubling(
    shelf: Shelf, desk: Desk, start: datetime, place: str
):
    shelf.export(Desk())
    phone = imported({}, shelf.bytes()[ZIMINA])
    told = shelf.export(desk)
    phone = imported(phone, shelf.bytes()[ZIMINA])
    assert told["moved"] == 1
    (event,) = (one for one in to_come(phone) if "Задачи" in one["summary"])
    assert event.decoded("dtstart") == start.replace(tzinfo=MOSCOW)
    assert event["location"] == place
    assert event["sequence"] == 1


def test_a_new_title_is_told_too(shelf: Shelf):
    shelf.export(Desk())
    told = shelf.export(Desk().set("График", 4, "Тема", "Уравнения"))
    assert told["changed"] == 1
    event = shelf.titled("Уравнения")
    assert event["sequence"] == 1


def test_another_zone_is_another_hour(shelf: Shelf):
    shelf.export(Desk())
    assert shelf.export(Desk(), timezone=ZoneInfo("Asia/Yekaterinburg"))["moved"] == 5
    assert shelf.titled("Задачи")["sequence"] == 1


def test_a_stamp_is_of_the_day_of_the_change_and_never_goes_back(shelf: Shelf):
    shelf.export(Desk())
    assert shelf.titled("Задачи").decoded("dtstamp") == datetime(2021, 2, 18, tzinfo=MOSCOW)
    shelf.export(_moved(), TODAY + timedelta(days=1))
    stamp = datetime(2021, 2, 19, tzinfo=MOSCOW)
    assert shelf.titled("Задачи").decoded("dtstamp") == stamp
    shelf.export(Desk(), TODAY)
    assert shelf.titled("Задачи").decoded("dtstamp") == stamp
    assert shelf.titled("Задачи").decoded("last-modified") == stamp


def test_two_copies_of_a_workspace_say_the_same(shelf: Shelf, tmp_path: Path):
    other = Shelf(tmp_path / "копия")
    other.folder.parent.mkdir()
    shelf.export(Desk())
    other.export(Desk())
    assert shelf.bytes() == other.bytes()


def test_only_what_changed_has_a_new_stamp(shelf: Shelf):
    shelf.export(Desk())
    before = {str(one["uid"]): one.to_ical() for one in shelf.events()}
    told = shelf.export(_moved())
    after = {str(one["uid"]): one.to_ical() for one in shelf.events()}
    assert before.keys() == after.keys()
    assert [uid for uid in before if before[uid] != after[uid]] == [
        str(shelf.titled("Задачи")["uid"])
    ]
    written = {Path(file["path"]).stem for file in told["files"] if file["written"]}
    assert written == {"все", ZIMINA}


@pytest.mark.parametrize(
    ("desk", "table"),
    [
        (Desk().set("График", 4, "Статус", "отменена"), "График"),
        (Desk().set("График", 4, "Статус", "перенесена"), "График"),
    ],
)
def test_what_will_not_be_is_cancelled(shelf: Shelf, desk: Desk, table: str):
    shelf.export(Desk())
    phone = imported({}, shelf.bytes()["все"])
    assert shelf.export(desk)["cancelled"] == 1
    phone = imported(phone, shelf.bytes()["все"])
    assert not [one for one in to_come(phone) if "Задачи" in one["summary"]]
    event = shelf.titled("Задачи")
    assert (event["status"], event["transp"], event["sequence"]) == ("CANCELLED", "TRANSPARENT", 1)
    assert event["summary"] == "ОТМЕНЕНО: Консультация: Задачи (Зимина О.Ю.)"
    assert not event.walk("VALARM")


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("tab", "row", "title"),
    [
        ("График", 4, "Задачи"),
        ("Дорожная карта", 4, "Диагностика"),
        ("Поручения", 3, "Собрать отчёты"),
    ],
)
def test_what_is_gone_is_cancelled_and_comes_back(shelf: Shelf, tab: str, row: int, title: str):
    shelf.export(Desk())
    desk = Desk()
    del desk.rows(tab)[row - 1]
    assert shelf.export(desk)["cancelled"] == 1
    assert (shelf.titled(title)["status"], shelf.titled(title)["sequence"]) == ("CANCELLED", 1)
    before = shelf.bytes()
    assert shelf.export(desk)["cancelled"] == 0
    assert shelf.bytes() == before
    shelf.export(Desk())
    assert (shelf.titled(title)["status"], shelf.titled(title)["sequence"]) == ("CONFIRMED", 2)


def test_a_slip_of_typing_cancels_nothing(shelf: Shelf):
    shelf.export(Desk())
    before = shelf.bytes()
    told = shelf.export(Desk().set("График", 4, "Дата", "31.02.2021"))
    assert told["cancelled"] == 0
    assert shelf.bytes() == before


@pytest.mark.kinds
@pytest.mark.parametrize("tab", ["График", "Дорожная карта", "Совещания"])
def test_a_tab_that_is_missing_cancels_nothing(shelf: Shelf, tab: str):
    shelf.export(Desk())
    before = shelf.bytes()
    told = shelf.export(Desk().drop(tab))
    assert shelf.bytes() == before
    assert told["unread"] == [tab]


def test_a_directory_that_is_missing_cancels_nothing(shelf: Shelf):
    shelf.export(Desk())
    before = shelf.bytes()
    told = shelf.export(Desk().drop("Тьюторы"))
    assert {name: before[name] for name in shelf.bytes()} == shelf.bytes()
    assert "Тьюторы" in told["unread"]


def test_another_tutor_takes_over(shelf: Shelf):
    shelf.export(Desk())
    phone = imported({}, shelf.bytes()[ZIMINA])
    shelf.export(Desk().set("График", 4, "Тьютор", "Белов П.И."))
    phone = imported(phone, shelf.bytes()[ZIMINA])
    assert not [one for one in to_come(phone) if "Задачи" in one["summary"]]
    assert shelf.titled("Задачи", "Белов П.И. (Т-02)")["status"] == "CONFIRMED"
    assert shelf.titled("Задачи")["status"] == "CONFIRMED"


def test_a_new_tutor_changes_nobody_s_calendar(shelf: Shelf):
    shelf.export(Desk())
    before, desk = shelf.bytes(), Desk()
    desk.add("Тьюторы", like=3, Код="Т-04", Фамилия="Сомова", Работает_с=date(2020, 9, 1))
    told = shelf.export(desk)
    assert {name: shelf.bytes()[name] for name in before} == before
    assert "Сомова П.И. (Т-04)" in shelf.bytes()
    assert told["new"] == 0


def test_a_new_surname_keeps_the_file(shelf: Shelf):
    shelf.export(Desk())
    desk = Desk().set("Тьюторы", 4, "Фамилия", "Орлова")
    shelf.export(desk.set("Тьюторы", 4, "Прежняя фамилия", "Зимина"))
    assert ZIMINA in shelf.bytes()
    assert b"X-WR-CALNAME:" + "Орлова О.Ю.".encode() in shelf.bytes()[ZIMINA]


def test_who_is_gone_has_a_file_until_all_is_taken_back(shelf: Shelf):
    desk = Desk()
    desk.add("Тьюторы", like=3, Код="Т-04", Фамилия="Сомова")
    shelf.export(desk)
    assert shelf.uids("Сомова П.И. (Т-04)")
    shelf.export(Desk())
    assert not shelf.uids("Сомова П.И. (Т-04)")
    assert shelf.events("Сомова П.И. (Т-04)")
    told = shelf.export(Desk(), date(2021, 8, 30))
    assert "Сомова П.И. (Т-04)" not in shelf.bytes()
    assert len(told["removed"]) == 1


def test_who_leaves_is_not_asked_to_come(shelf: Shelf):
    desk = Desk()
    desk.add("Совещания", like=2, Код="С-03", Дата=date(2021, 3, 11), Статус="запланировано",
             Тема="Итоги")  # fmt: skip
    shelf.export(desk)
    assert shelf.titled("Итоги", ZIMINA)["status"] == "CONFIRMED"
    shelf.export(desk.set("Тьюторы", 4, "По", date(2021, 3, 1)))
    assert shelf.titled("Итоги", ZIMINA)["status"] == "CANCELLED"
    assert shelf.titled("Планы", ZIMINA)["status"] == "CONFIRMED"
    assert shelf.titled("Итоги")["status"] == "CONFIRMED"


@pytest.mark.slow
def test_a_cancelled_event_is_forgotten_after_sixty_days(shelf: Shelf):
    shelf.export(Desk())
    desk = Desk()
    del desk.rows("График")[3]
    shelf.export(desk)
    for days, there in ((66, True), (68, False)):
        shelf.export(desk, TODAY + timedelta(days=days))
        assert any("Задачи" in one["summary"] for one in shelf.events()) is there


@pytest.mark.slow
@pytest.mark.parametrize("spoilt", [None, b"", b"{", b"[]", b'{"events": 5}', b"\xff\xfe"])
def test_the_files_tell_what_memory_lost(shelf: Shelf, spoilt: bytes | None):
    shelf.export(Desk())
    shelf.export(_moved())
    shelf.export(_moved().set("График", 3, "Тьютор", "Зимина О.Ю."))
    before = shelf.bytes()
    if spoilt is None:
        shelf.memory.unlink()
    else:
        shelf.memory.write_bytes(spoilt)
    shelf.export(_moved().set("График", 3, "Тьютор", "Зимина О.Ю."))
    assert shelf.bytes() == before
    shelf.memory.unlink()
    shelf.export(
        _moved().set("График", 3, "Тьютор", "Зимина О.Ю.").set("График", 4, "Место", "зал")
    )
    assert shelf.titled("Задачи")["sequence"] == 2


def test_an_old_copy_of_memory_turns_nothing_back(shelf: Shelf):
    shelf.export(Desk())
    old = shelf.memory.read_bytes()
    shelf.export(_moved())
    shelf.memory.write_bytes(old)
    shelf.export(_moved())
    assert shelf.titled("Задачи")["sequence"] == 1
    shelf.memory.write_bytes(old)
    shelf.export(Desk())
    assert shelf.titled("Задачи")["sequence"] == 2


def test_another_folder_tells_the_same(shelf: Shelf, tmp_path: Path):
    shelf.export(Desk())
    shelf.export(_moved())
    before = shelf.bytes()
    shelf.folder = tmp_path / "другая"
    shelf.export(_moved())
    assert shelf.bytes() == before


def test_a_new_name_of_the_centre_makes_no_new_events(shelf: Shelf):
    shelf.export(Desk())
    uids = shelf.uids("все")
    shelf.export(Desk(), organisation="МБУ ИМЦ")
    assert shelf.uids("все") == uids


def test_two_centres_never_meet(tmp_path: Path):
    one, other = Shelf(tmp_path / "один"), Shelf(tmp_path / "два")
    for shelf, name in ((one, "МКУ ИМЦ"), (other, "МБУ ЦРО")):
        shelf.folder.parent.mkdir()
        shelf.export(Desk(), organisation=name)
    assert not one.uids("все") & other.uids("все")
    other.folder = one.folder
    before = one.bytes()
    with pytest.raises(UsageError, match="другой рабочей папки"):
        other.export(Desk(), organisation="МБУ ЦРО")
    assert one.bytes() == before


def test_another_year_is_other_events(shelf: Shelf):
    shelf.export(Desk())
    uids = {str(one["uid"]) for one in shelf.events()}
    shelf.export(Desk(), date(2021, 9, 1), school_year=None)
    assert not {str(one["uid"]) for one in shelf.events()} & uids


@pytest.mark.parametrize(
    "foreign", [b"", "BEGIN:VCALENDAR\r\nPRODID:-//я//RU\r\n".encode(), b"PRODID:x\n" * 200]
)
def test_a_foreign_file_is_never_touched(shelf: Shelf, foreign: bytes):
    shelf.folder.mkdir()
    (shelf.folder / "отпуск.ics").write_bytes(foreign)
    (shelf.folder / "папка.ics").mkdir()
    shelf.export(Desk())
    assert (shelf.folder / "отпуск.ics").read_bytes() == foreign
    (shelf.folder / f"{SCHOOL}.ics").write_bytes(foreign)
    (shelf.folder / "все.ics").unlink()
    with pytest.raises(UsageError, match=f"{SCHOOL}.ics.* не программа"):
        shelf.export(Desk())
    assert (shelf.folder / f"{SCHOOL}.ics").read_bytes() == foreign
    assert not (shelf.folder / "все.ics").exists()


def test_a_file_of_ours_that_was_spoilt_is_made_anew(shelf: Shelf):
    shelf.export(Desk())
    before = shelf.bytes()
    (shelf.folder / "все.ics").write_bytes(before["все"][:900])
    shelf.export(Desk())
    assert shelf.bytes() == before


def test_a_file_is_no_folder(shelf: Shelf):
    shelf.folder.write_text("")
    with pytest.raises(UsageError, match="нужна папка"):
        shelf.export(Desk())


def test_what_is_remembered(shelf: Shelf):
    shelf.export(_moved())
    known = json.loads(shelf.memory.read_text("utf-8"))
    event = known["events"][str(shelf.titled("Задачи")["uid"])]
    assert event["start"] == "2021-03-04T15:00:00"
    assert (event["sequence"], event["seen"]) == (0, "2021-02-18")
    assert event["whose"] == ["tutor:Т-03", "все"]
