"""`remind` as it is typed: what it prints, as text and as JSON, and how it ends."""

import json
from pathlib import Path

import pytest
from command_line import Done, typed
from helpers import Desk
from letters_help import MAILS, PLANS, owing, settings
from mail_server import Mailbox, serving


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory: pytest.TempPathFactory):
    with serving(tmp_path_factory.mktemp("почта")) as (box, _):
        yield box


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, mailbox: Mailbox) -> Path:
    """A centre that nobody was reminded of."""
    more = 'organisation = "МКУ ИМЦ"\n'
    return owing().save(tmp_path_factory.mktemp("центр") / "ИМЦ", more + settings(mailbox))


def test_it_prints_every_letter_and_how_many_there_are(folder: Path, mailbox: Mailbox):
    done = typed("remind", folder)
    assert done.code == 0
    assert (
        "Кому: Белов П.И. (belov@example.org)\nТема: Напоминание на 18 февраля: 1 дело\n\n"
        "Здравствуйте, Пётр Ильич!\n" in done.out
    )
    assert "Кому: ИРО (почта не указана)\n" in done.out
    assert "Можно отправить (ключ --send): 3 письма\n" in done.out
    assert "Без почты: 2 письма (отдать самим — ключ --to ПАПКА)\n" in done.out
    assert mailbox.tried == 0


def test_in_json_every_letter_is_whole(folder: Path):
    content = json.loads(typed("remind", folder, "--json").out)
    assert list(content) == ["today", "made_at", "organisation", "letters", "removed"]
    (letter,) = [one for one in content["letters"] if one["code"] == "Т-02"]
    assert (letter["name"], letter["mail"]) == ("Белов П.И.", "belov@example.org")
    assert (letter["status"], letter["sentence"], letter["file"]) == ("would_send", "", None)
    assert letter["subject"] == "Напоминание на 18 февраля: 1 дело"
    assert letter["text"].startswith("Здравствуйте, Пётр Ильич!")
    (duty,) = letter["duties"]
    assert (duty["subject"], duty["until"], duty["late"]) == ("plan", "2021-02-01", 17)
    assert (duty["book"], duty["tab"], duty["cells"]) == ("Отчёты тьюторов.xlsx", PLANS, ["I3"])


def test_the_report_date_is_that_of_the_command(folder: Path):
    content = json.loads(typed("remind", folder, "--today", "10.02.2021", "--json").out)
    assert content["today"] == "2021-02-10"
    assert "Т-03" not in {one["code"] for one in content["letters"]}


def test_quiet_says_nothing(folder: Path):
    assert typed("remind", folder, "--quiet") == Done(0, "", "")


def test_a_folder_is_told_file_by_file(folder: Path, tmp_path: Path):
    done = typed("remind", folder, "--to", tmp_path / "раздать")
    assert (done.code, done.err) == (0, "")
    assert f"{tmp_path / 'раздать' / 'Белов П.И.txt'}\n" in done.out
    assert done.out.endswith("Записано: 5 писем\n")


def test_to_and_send_do_not_go_together(folder: Path):
    assert typed("remind", folder, "--to", "x", "--send").code == 2


@pytest.mark.slow
def test_sending_is_told_person_by_person(tmp_path: Path, mailbox: Mailbox):
    mailbox.refused = frozenset({"belov@example.org"})
    folder = owing().save(tmp_path / "ИМЦ", settings(mailbox))
    first = typed("remind", folder, "--send")
    assert first.code == 3
    assert "Барсукова Е.Л.: отправлено на barsukova@example.org\n" in first.out
    assert "ИРО: почта не указана\n" in first.out
    assert "Не ушло: 1 письмо, ещё раз — при следующем запуске\n" in first.out
    refused = "почта: сервер 127.0.0.1 не принимает писем на belov@example.org: проверьте адрес"
    assert first.err == f"Ошибка: Не ушло 1 письмо: {refused}\n"
    second = typed("remind", folder, "--send", "--json")
    assert second.code == 3
    content = json.loads(second.out)
    assert content["error"] == f"Не ушло 1 письмо: {refused}"
    said = {one["code"]: (one["status"], one["sentence"]) for one in content["letters"]}
    assert said["Т-01"] == ("already_told", "на этой неделе уже напомнено, и ничего нового нет")
    assert said["Т-02"] == ("failed", refused)
    mailbox.refused = frozenset()
    assert typed("remind", folder, "--send", "--quiet") == Done(0, "", "")
    assert "Уже напомнено на этой неделе: 3 письма" in typed("remind", folder).out
    assert sorted(mailbox.to) == sorted(MAILS.values())


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("[google]\ncodes_only = true\n", "codes_only"),
        ('[remind]\nweekday = "день"\n', "weekday"),
        ("", "smtp"),
    ],
)
def test_what_can_not_be_sent_is_one_sentence(tmp_path: Path, more: str, said: str):
    folder = owing().save(tmp_path / "ИМЦ", f"today = 2021-02-18\n{more}")
    done = typed("remind", folder, "--send")
    assert (done.code, done.err.count("\n"), done.out) == (2, 1, "")
    assert said in done.err


def test_a_wrong_wording_is_one_sentence(tmp_path: Path, mailbox: Mailbox):
    folder = owing().save(tmp_path / "ИМЦ", settings(mailbox))
    (folder / "письма").mkdir()
    (folder / "письма" / "напоминание.txt").write_text("Тема: т\n\n{{ имья }}", encoding="utf-8")
    tried = mailbox.tried
    done = typed("remind", folder, "--send")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "«письма/напоминание.txt», строка 3: такого тега нет: «имья»" in done.err
    assert mailbox.tried == tried


def test_nobody_owes_anything(tmp_path: Path):
    desk = Desk().set(PLANS, 3, "Статус", "отменено").set("График", 4, "Статус", "отменена")
    for row in (3, 4):
        desk.set("Дорожная карта", row, "Статус", "отменено")
    folder = desk.save(tmp_path / "ИМЦ", "today = 2021-02-18\n")
    assert typed("remind", folder).out == "Напоминать не о чем: никто ничего не должен\n"
