"""`run` sends letters by itself, once in the week that asks for it, and no letter fails a run."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from command_line import typed
from helpers import Desk, save_book
from job_help import FakeClock, Heard
from letters_help import MAILS, PLANS, owing, settings
from mail_server import Mailbox

from sheets_sync.runs import remind
from sheets_sync.runs.job import Job
from sheets_sync.runs.sync import Options

EVERYBODY = sorted(MAILS.values())
MONDAY = date(2021, 2, 15)


def centre(folder: Path, box: Mailbox, more: str = "") -> Path:
    weekday = '[remind]\nweekday = "понедельник"\n'
    return owing().save(folder / "ИМЦ", settings(box, weekday + more, today=None))


def run(folder: Path, day: date, hour: int = 6) -> str:
    """One run on a day; → how it ended."""
    heard = Heard()
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    Job([folder], Options(), heard, FakeClock(moment)).once()
    (outcome,) = heard.outcomes
    return outcome


def log(folder: Path) -> str:
    return (folder / ".sheets_sync" / "log.txt").read_text(encoding="utf-8")


def status(folder: Path) -> Any:
    return json.loads(typed("status", folder, "--json").out)["letters"]


def save(folder: Path, desk: Desk) -> None:
    for book, tabs in desk.books.items():
        save_book(folder / book, tabs)


@pytest.mark.slow
def test_letters_go_on_their_day_though_nothing_changed(tmp_path: Path, mailbox: Mailbox):
    folder = centre(tmp_path, mailbox)
    (folder / "workspace.toml").write_text(
        (folder / "workspace.toml").read_text(encoding="utf-8").replace("понедельник", "вторник"),
        encoding="utf-8",
    )
    assert run(folder, MONDAY) == "written"
    assert mailbox.tried == 0
    assert status(folder) is None
    assert run(folder, MONDAY + timedelta(1)) == "written"
    assert sorted(mailbox.to) == EVERYBODY
    assert run(folder, MONDAY + timedelta(1), 7) == "unchanged"
    assert len(mailbox.letters) == 3


@pytest.mark.slow
def test_a_day_that_was_missed_is_made_up_for_in_its_week(tmp_path: Path, mailbox: Mailbox):
    folder = centre(tmp_path, mailbox)
    run(folder, date(2021, 2, 18))
    assert sorted(mailbox.to) == EVERYBODY
    assert status(folder) == {
        "at": "2021-02-18T09:00:00+03:00", "sent": 3, "failed": 0, "left": 0, "no_mail": 2,
        "sentence": "",
    }  # fmt: skip
    assert "Письма 18.02.2021 09:00:00: разослано 3; без почты 2\n" in typed("status", folder).out


@pytest.mark.slow
def test_without_a_day_run_sends_nothing(tmp_path: Path, mailbox: Mailbox):
    folder = owing().save(tmp_path / "ИМЦ", settings(mailbox, "[remind]\ndays = 7", today=None))
    run(folder, MONDAY)
    assert mailbox.tried == 0
    assert status(folder) is None


@pytest.mark.slow
def test_a_letter_that_fails_fails_no_run_and_goes_with_the_next(tmp_path: Path, mailbox: Mailbox):
    folder = centre(tmp_path, mailbox)
    mailbox.refused = frozenset({"belov@example.org"})
    assert run(folder, MONDAY) == "written"
    said = typed("status", folder).out
    assert "разослано 2; не ушло 1 (почта: сервер 127.0.0.1 не принимает писем на belov" in said
    assert "belov" not in log(folder)
    mailbox.refused = frozenset()
    assert run(folder, MONDAY, 7) == "unchanged"
    assert sorted(mailbox.to) == EVERYBODY
    assert status(folder)["sent"] == 1


@pytest.mark.slow
def test_who_had_a_letter_gets_none_beside_those_that_are_tried_again(
    tmp_path: Path, mailbox: Mailbox
):
    folder = centre(tmp_path, mailbox)
    mailbox.refused = frozenset({"belov@example.org"})
    run(folder, MONDAY)
    save(folder, owing().set("Журнал", 2, "Отметка", "ф"))
    run(folder, MONDAY, 7)
    assert mailbox.to.count("barsukova@example.org") == 1


@pytest.mark.slow
def test_over_the_limit_the_rest_goes_with_the_next_run(tmp_path: Path, mailbox: Mailbox):
    folder = centre(tmp_path, mailbox, "most = 2\n")
    run(folder, MONDAY)
    assert "осталось на следующий запуск 1" in typed("status", folder).out
    run(folder, MONDAY, 7)
    assert sorted(mailbox.to) == EVERYBODY


@pytest.mark.slow
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("[google]\ncodes_only = true\n", "С codes_only = true письма по почте не отправляются"),
        ("", "такого тега нет: «имья»"),
    ],
    ids=["codes", "wording"],
)
def test_what_keeps_letters_back_is_said_once_and_fails_no_run(
    tmp_path: Path, mailbox: Mailbox, more: str, said: str
):
    folder = centre(tmp_path, mailbox, more)
    (folder / "письма").mkdir()
    (folder / "письма" / "напоминание.txt").write_text("Тема: т\n\n{{ имья }}", encoding="utf-8")
    assert [run(folder, MONDAY), run(folder, MONDAY, 7)] == ["written", "unchanged"]
    assert said in status(folder)["sentence"]
    assert log(folder).count(said) == 1
    assert mailbox.tried == 0


def test_a_memory_that_is_broken_fails_no_run(tmp_path: Path, mailbox: Mailbox):
    folder = centre(tmp_path, mailbox)
    (folder / ".sheets_sync").mkdir()
    (folder / ".sheets_sync" / "reminders.json").write_text("{", encoding="utf-8")
    assert run(folder, MONDAY) == "written"
    assert "Память о письмах .sheets_sync/reminders.json не читается" in status(folder)["sentence"]
    assert mailbox.tried == 0


@pytest.mark.slow
def test_a_bug_fails_no_run(tmp_path: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch):
    folder = centre(tmp_path, mailbox)

    def broken(*arguments: object, **more: object) -> None:
        raise LookupError("x")

    monkeypatch.setattr(remind, "send", broken)
    assert run(folder, MONDAY) == "written"
    assert "Ошибка программы (LookupError, test_remind_when_due.py" in log(folder)


@pytest.mark.slow
def test_nobody_is_reminded_while_a_book_can_not_be_read(tmp_path: Path, mailbox: Mailbox):
    folder = centre(tmp_path, mailbox)
    (folder / "Консультации.xlsx").write_bytes(b"PK no more")
    assert run(folder, MONDAY) == "written"
    assert mailbox.tried == 0


@pytest.mark.slow
def test_a_failed_run_sends_nothing(tmp_path: Path, mailbox: Mailbox):
    folder = centre(tmp_path, mailbox)
    (folder / "Справочники.xlsx").unlink()
    assert run(folder, MONDAY) == "missing"
    assert mailbox.tried == 0


@pytest.mark.slow
def test_sync_by_hand_sends_nothing(tmp_path: Path, mailbox: Mailbox):
    folder = centre(tmp_path, mailbox)
    assert typed("sync", folder, "--today", "2021-02-15").code == 0
    assert mailbox.tried == 0


@pytest.mark.slow
def test_a_month_of_daily_runs_with_edits_sends_each_letter_once(tmp_path: Path, mailbox: Mailbox):
    folder, desk, gone = centre(tmp_path, mailbox), owing(), Counter[tuple[str, str]]()
    edits = {
        date(2021, 2, 3): lambda: desk.set("Журнал", 4, "Отметка", "ф"),
        date(2021, 2, 9): lambda: desk.set(PLANS, 2, "Статус", "выполнено"),
        date(2021, 2, 10): lambda: desk.rows(PLANS).insert(1, [None] * 10),
        date(2021, 2, 16): lambda: desk.set("Журнал", 4, "Отметка", "+"),
        date(2021, 2, 17): lambda: desk.rows(PLANS).reverse(),
        date(2021, 2, 18): lambda: desk.rows(PLANS).reverse(),
        date(2021, 2, 23): lambda: desk.set(PLANS, 4, "Статус", "выполнено"),
    }
    for number in range(28):
        day = date(2021, 2, 1) + timedelta(number)
        if edit := edits.get(day):
            edit()
            save(folder, desk)
        mailbox.refused = frozenset({"zimina@example.org"} if day.weekday() == 0 else ())
        for hour in (6, 12)[: 2 if day.weekday() < 2 else 1]:
            assert run(folder, day, hour) in ("written", "unchanged", "shrink")
        week = f"{day.isocalendar().week}"
        for letter in mailbox.letters[gone.total() :]:
            gone[(str(letter["To"]), week)] += 1
            assert "Срок" in letter.get_content() or "Исправить" in letter.get_content()
    assert set(gone.values()) == {1}
    weeks = {mail: sorted(week for to, week in gone if to == mail) for mail in EVERYBODY}
    assert weeks["belov@example.org"] == ["5", "6", "7", "8"]
    assert len(weeks["barsukova@example.org"]) >= 2
    assert len(weeks["zimina@example.org"]) >= 2
