"""Letters go once: what was told this week is not told again, what did not go is tried again."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from helpers import Desk
from letters_help import MAILS, PLANS, Centre, came, owing
from mail_server import PASSWORD, Mailbox
from runs.sync_help import NOW

from sheets_sync.errors import LockedError, SheetsSyncError, UsageError
from sheets_sync.runs import remind
from sheets_sync.runs.lock import one_at_a_time
from sheets_sync.workspace import Remind

EVERYBODY = sorted(MAILS.values())
TOLD = dict.fromkeys(MAILS, "already_told")
SENT = dict.fromkeys(MAILS, "sent")


@pytest.fixture
def centre(tmp_path: Path, mailbox: Mailbox) -> Centre:
    return Centre(tmp_path / "ИМЦ", mailbox)


@pytest.fixture(autouse=True)
def root(tmp_path: Path) -> Path:
    (tmp_path / "ИМЦ").mkdir()
    return tmp_path / "ИМЦ"


def memory(centre: Centre) -> Path:
    return centre.root / ".sheets_sync" / "reminders.json"


def test_what_would_be_sent_is_neither_sent_nor_remembered(centre: Centre):
    report = remind.written(centre.looked(), NOW)
    assert came(report) == dict.fromkeys(MAILS, "would_send")
    assert centre.box.tried == 0
    assert not memory(centre).exists()


def test_a_letter_goes_to_its_person_alone(centre: Centre):
    assert centre.send() == SENT
    assert sorted(centre.box.to) == EVERYBODY
    letter = centre.box.letters[centre.box.to.index("belov@example.org")]
    assert letter["Subject"] == "Напоминание на 18 февраля: 1 дело"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert (letter["Cc"], letter["Bcc"]) == (None, None)
    assert "Здравствуйте, Пётр Ильич!" in letter.get_content()
    assert "Зимина" not in letter.get_content()


@pytest.mark.kinds
@pytest.mark.parametrize("day", [18, 19, 21])
def test_nothing_goes_twice_in_a_week(centre: Centre, day: int):
    centre.send()
    assert centre.send(today=date(2021, 2, day)) == TOLD
    assert len(centre.box.letters) == 3


@pytest.mark.slow
def test_next_week_it_goes_again(centre: Centre):
    centre.send()
    centre.send(today=date(2021, 2, 22))
    assert centre.box.to.count("belov@example.org") == 2


@pytest.mark.slow
def test_a_week_that_was_told_stays_told_when_another_came_between(centre: Centre):
    centre.send()
    centre.send(today=date(2021, 2, 22))
    assert centre.send() == TOLD


@pytest.mark.slow
def test_what_became_overdue_is_told_again_in_its_week(centre: Centre):
    desk = owing().set(PLANS, 4, "Срок", "до 18.02.2021")
    centre.send(desk)
    assert centre.send(desk, date(2021, 2, 19)) == {**TOLD, "Т-03": "sent"}
    text = centre.box.letters[-1].get_content()
    assert "Срок уже прошёл" in text
    assert "Ближайшие дни" not in text


@pytest.mark.slow
def test_of_what_is_new_a_second_letter_tells_alone(centre: Centre):
    centre.send()
    assert centre.send(owing().set("Журнал", 4, "Отметка", "ф")) == {**TOLD, "Т-02": "sent"}
    text = centre.box.letters[-1].get_content()
    assert "«ф»" in text
    assert PLANS not in text


@pytest.mark.slow
def test_what_is_only_to_be_known_is_told_once_too(centre: Centre):
    desk = owing().set(PLANS, 2, "Статус", "выполнено")
    desk.set(PLANS, 2, "Дата выполнения", date(2021, 2, 15)).set("График", 2, "Начало", "?")
    centre.send(desk)
    centre.send(desk.set("Журнал", 2, "Отметка", "ф"))
    first, second = (one.get_content() for one in centre.box.letters if "barsukova" in one["To"])
    assert "выполнено позже срока" in first
    assert "К сведению" not in second


def journal(**cells: Any) -> Desk:
    desk = owing()
    for header, value in cells.items():
        desk.set("Журнал", 4, header, value)
    return desk


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after", "again"),
    [
        (journal(Отметка="ф"), journal(Отметка="ф", Минуты="много"), True),
        (journal(Отметка="ф", Минуты="много"), journal(Отметка="ф"), False),
        (journal(Количество="около 4"), journal(Отметка="ф"), True),
        (journal(Отметка="ф"), journal(Количество="около 4"), False),
    ],
    ids=["one-more", "one-mended", "warning-to-error", "error-to-warning"],
)
def test_what_became_worse_is_told_again(centre: Centre, before: Desk, after: Desk, again: bool):
    centre.send(before)
    assert centre.send(after) == {**TOLD, "Т-02": "sent" if again else "already_told"}


@pytest.mark.slow
def test_rows_that_move_are_no_news(centre: Centre):
    centre.send()
    desk = owing()
    rows = desk.rows(PLANS)
    rows[1:] = [[None] * len(rows[0]), *reversed(rows[1:])]
    assert centre.send(desk) == TOLD


def test_what_is_done_is_told_no_more(centre: Centre):
    desk = owing().set(PLANS, 3, "Статус", "отменено")
    assert centre.send(desk) == {"Т-01": "sent", "Т-03": "sent"}


def test_a_letter_a_week_is_all_that_run_sends_anybody(centre: Centre):
    centre.send(weekly=True)
    assert centre.send(owing().set("Журнал", 4, "Отметка", "ф"), weekly=True) == TOLD


def test_a_refused_address_is_tried_again_by_the_next_run(centre: Centre):
    centre.box.refused = frozenset({"belov@example.org"})
    assert centre.send() == {**SENT, "Т-02": "failed"}
    centre.box.refused = frozenset()
    assert centre.send() == {**TOLD, "Т-02": "sent"}
    assert sorted(centre.box.to) == EVERYBODY


def test_a_server_that_dies_in_the_midst_costs_no_letter_and_doubles_none(centre: Centre):
    centre.box.most = 1
    assert sorted(centre.send().values()) == ["failed", "failed", "sent"]
    centre.box.most = 1000
    centre.send()
    assert sorted(centre.box.to) == EVERYBODY


def test_a_wrong_password_sends_nothing_and_remembers_nothing(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
):
    centre.user = "robot"
    monkeypatch.setenv("SHEETS_SYNC_SMTP_PASSWORD", "wrong")
    assert centre.send() == dict.fromkeys(MAILS, "failed")
    monkeypatch.setenv("SHEETS_SYNC_SMTP_PASSWORD", PASSWORD)
    assert centre.send() == SENT


def test_over_the_limit_the_rest_goes_with_the_next_run(centre: Centre):
    two = Remind(most=2)
    assert sorted(centre.send(remind=two).values()) == ["over_limit", "sent", "sent"]
    assert sorted(centre.send(remind=two).values()) == ["already_told", "already_told", "sent"]
    assert sorted(centre.box.to) == EVERYBODY


def test_letters_that_fail_do_not_use_up_the_limit(centre: Centre):
    centre.box.refused = frozenset({"barsukova@example.org", "belov@example.org"})
    found = centre.send(remind=Remind(most=1))
    assert found == {"Т-01": "failed", "Т-02": "failed", "Т-03": "sent"}


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("mail", "goes_to", "said"),
    [
        ("-", "", "почта «-» — не адрес, исправьте её"),
        ("школа 9", "", "почта «школа 9» — не адрес, исправьте её"),
        (None, "", "почта не указана"),
        ("belov@example.org; old@example.org", "belov@example.org", ""),
        ("Белов <belov@example.org>", "belov@example.org", ""),
        ("belov@example.org\nBcc: x@example.org", "belov@example.org", ""),
    ],
)
def test_what_stands_in_the_column_of_addresses(
    centre: Centre, mail: str | None, goes_to: str, said: str
):
    desk = owing({"Т-02": mail} if mail else {})
    (one,) = [r for r in remind.send(centre.looked(desk), NOW).reminders if r.to.key == "Т-02"]
    assert (one.mail, one.sentence) == (goes_to, said)
    assert one.status == ("sent" if goes_to else "no_mail")
    assert centre.box.to == [goes_to] * bool(goes_to)


def test_a_keeper_gets_the_letter_at_the_address_of_the_settings(centre: Centre):
    owners = {"Справочники.xlsx": "методист Крылова А.А."}
    mails = {"Справочники.xlsx": "krylova@example.org"}
    desk = Desk().set("Календарь", 2, "Начало", "31.04.2021")
    centre.send(desk, owners=owners, mails=mails)
    assert centre.box.to == ["krylova@example.org"]
    centre.send(desk, owners=owners, mails=mails)
    assert len(centre.box.letters) == 1


def test_with_codes_only_no_letter_is_mailed(centre: Centre):
    with pytest.raises(UsageError, match=r"codes_only = true.*remind --to ПАПКА"):
        centre.send(codes_only=True)
    assert centre.box.tried == 0


def test_while_others_send_nothing_is_sent(centre: Centre):
    with (
        one_at_a_time(centre.root, NOW, "remind"),
        pytest.raises(LockedError, match="Письма сейчас рассылает другой запуск"),
    ):
        centre.send()
    assert centre.box.tried == 0


@pytest.mark.kinds
@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"told": 5, "done": "", "last": {}}', '{"told": {}, "done": 5}']
)
def test_a_memory_that_can_not_be_read_sends_nothing_twice(centre: Centre, content: str):
    centre.send()
    memory(centre).write_text(content, encoding="utf-8")
    with pytest.raises(SheetsSyncError, match="Удалите этот файл"):
        centre.send()
    assert len(centre.box.letters) == 3


def test_what_can_not_be_remembered_is_not_sent(centre: Centre, monkeypatch: pytest.MonkeyPatch):
    real = os.replace

    def full(old: Path, new: Path) -> None:
        if Path(new).name == "reminders.json":
            raise OSError(28, "No space left on device")
        real(old, new)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(SheetsSyncError, match=r"reminders\.json не записать"):
        centre.send()
    assert centre.box.tried == 0


def test_a_run_that_is_killed_in_the_midst_doubles_no_letter(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
):
    real = remind.Post.send

    def send(post: remind.Post, to: str, subject: str, text: str) -> None:
        if len(centre.box.letters) == 2:
            raise KeyboardInterrupt
        real(post, to, subject, text)

    with monkeypatch.context() as killed:
        killed.setattr(remind.Post, "send", send)
        with pytest.raises(KeyboardInterrupt):
            centre.send()
    assert sorted(centre.send().values()) == ["already_told", "already_told", "sent"]
    assert sorted(centre.box.to) == EVERYBODY
