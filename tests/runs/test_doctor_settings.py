"""`doctor` says what `[headers]`, `[tabs]` and `[notify]` name that is not there; test letters."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from command_line import typed
from helpers import Desk
from mail_server import Mailbox

from sheets_sync.runs.notify_check import notify_findings
from sheets_sync.workspace import load

Findings = list[dict[str, Any]]


def doctor(folder: Path, *more: str) -> Findings:
    return list(json.loads(typed("doctor", folder, "--json", *more).out)["checks"])


def notify(folder: Path, lines: str, send: bool = False) -> Findings:
    """What is said of `[notify]`."""
    folder.mkdir()
    text = f'books = ["к.xlsx"]\nsummary = "С.xlsx"\norganisation = "МКУ ИМЦ"\n[notify]\n{lines}\n'
    (folder / "workspace.toml").write_text(text, encoding="utf-8")
    return [asdict(one) for one in notify_findings(load(folder), send)]


@pytest.mark.slow
def test_what_the_settings_name_wrong_is_told_together(tmp_path: Path):
    settings = '[headers."Журнал"]\n"Когда" = "Дата"\n[tabs]\n"Журнал 2" = "Журнал"\n'
    desk = Desk()
    desk.books["Занятия.xlsx"] = {"Записи": [["Заметки", "Ещё"], ["позвонить", "да"]]}
    found = [one["message"] for one in doctor(desk.save(tmp_path / "ц", settings)) if not one["ok"]]
    for said in ("«Когда»", "«Журнал 2»", "«Записи»"):
        assert sum(said in one for one in found) == 1, found


@pytest.mark.slow
def test_books_of_own_titles_alone_say_which_tables_were_not_found(tmp_path: Path):
    desk = Desk({"Занятия.xlsx": {"Записи": [["Заметки", "Ещё"], ["позвонить", "да"]]}})
    folder = desk.save(tmp_path / "ц")
    found = [one["message"] for one in doctor(folder) if not one["ok"]]
    assert any("стоят: «Записи»" in one and "adopt" in one for one in found)
    assert any("не нашлось «Школы»" in one and "[tabs]" in one for one in found)
    assert "Таблицы пусты" not in typed("sync", folder).out


@pytest.mark.slow
def test_what_a_centre_does_not_keep_is_said_once_and_no_fault(tmp_path: Path):
    settings = '[defaults."Журнал"]\n"Отметка" = "был"\n'
    desk = Desk().drop("Поручения").drop("ШНОР").drop_column("Журнал", "Отметка")
    done = typed("doctor", desk.save(tmp_path / "ц", settings))
    assert (done.code, done.out.count("✗"), done.out.count("«Поручения»")) == (0, 0, 1), done.out
    assert "не ведутся: «Поручения», «ШНОР»" in done.out
    assert done.out.count("«Отметка»") == 1


def test_a_server_that_lets_us_in_gets_no_letter_unless_asked(tmp_path: Path, mailbox: Mailbox):
    lines = f'mail = "it@example.org"\nsmtp = "127.0.0.1:{mailbox.port}"'
    (found,) = notify(tmp_path / "а", lines)
    assert found["ok"]
    assert (mailbox.tried, "doctor --notify" in found["message"]) == (0, True)
    (sent,) = notify(tmp_path / "б", lines, send=True)
    assert sent["ok"]
    assert "отправлено на it@example.org" in sent["message"]
    assert mailbox.to == ["it@example.org"]
    assert mailbox.letters[0]["Subject"] == "Проверка связи: МКУ ИМЦ"
    assert "Делать ничего не нужно" in mailbox.letters[0].get_content()


def test_a_letter_that_the_server_refuses_is_told(tmp_path: Path, mailbox: Mailbox):
    mailbox.refused = frozenset({"it@example.org"})
    lines = f'mail = "it@example.org"\nsmtp = "127.0.0.1:{mailbox.port}"'
    (found,) = notify(tmp_path / "а", lines, send=True)
    assert (found["ok"], "не принимает писем на it@example.org" in found["message"]) == (
        False,
        True,
    )


WRONG = {
    'mail = "it@example.org"': "smtp",
    'mail = "it@example.org"\nsmtp = "127.0.0.1:1"': "127.0.0.1:1 не отвечает",
    'command = "нет-такой-команды"': "«нет-такой-команды» не найдена",
    'command = "незакрытая \'кавычка"': "не закрыта кавычка",
    f'command = "{sys.executable} -V | cat"': "«|» понимает только оболочка",
    f'command = "{Path(__file__).as_posix()}"': "chmod +x",
}


@pytest.mark.parametrize(("lines", "said"), WRONG.items())
def test_who_can_not_be_told_is_said(tmp_path: Path, lines: str, said: str):
    (found,) = notify(tmp_path / "а", lines)
    assert (found["ok"], said in found["message"]) == (False, True), found


def test_a_command_hears_the_test_and_its_failure_is_told(tmp_path: Path):
    heard = tmp_path / "услышано.txt"
    script = tmp_path / "сообщить.py"
    script.write_text(
        "import os, sys\n"
        f"open({str(heard)!r}, 'w', encoding='utf-8').write(os.environ['SHEETS_SYNC_EVENT'])\n"
        "sys.exit(int(sys.argv[1]))\n",
        encoding="utf-8",
    )
    for code, ok in ((0, True), (3, False)):
        line = f"command = '{sys.executable} {script} {code}'"
        (found,) = notify(tmp_path / f"к{code}", line, send=True)
        assert found["ok"] is ok
        assert ("кодом 3" in found["message"]) is not ok
        assert heard.read_text(encoding="utf-8") == "test"


def test_nobody_to_tell_is_said_only_when_asked(tmp_path: Path):
    assert notify(tmp_path / "а", "after = 2") == []
    (found,) = notify(tmp_path / "б", "after = 2", send=True)
    assert (found["ok"], "сообщать некому" in found["message"]) == (False, True)


@pytest.mark.slow
def test_the_command_sends_the_test_letter(tmp_path: Path, mailbox: Mailbox):
    settings = f'[notify]\nmail = "it@example.org"\nsmtp = "127.0.0.1:{mailbox.port}"\n'
    folder = Desk().save(tmp_path / "ц", settings)
    assert "пробное письмо отправлено" not in typed("doctor", folder).out
    assert mailbox.tried == 0
    done = typed("doctor", folder, "--notify")
    assert (done.code, "пробное письмо отправлено на it@example.org" in done.out) == (0, True)
    assert mailbox.to == ["it@example.org"]


@pytest.mark.slow
def test_a_mail_server_that_is_down_is_told_once_and_keeps_nothing_else_back(tmp_path: Path):
    settings = (
        '[notify]\nmail = "it@example.org"\nsmtp = "127.0.0.1:1"\n'
        '[remind]\nweekday = "понедельник"\n'
    )
    text = typed("doctor", Desk().save(tmp_path / "ц", settings)).out
    assert text.count("не отвечает") == 1
    assert "✗ [notify] mail, письма: " in text
    assert "✓ листы и столбцы" in text
    assert "«✗» (1)" in text


@pytest.mark.slow
def test_directories_under_own_titles_beside_a_tab_of_ours_are_asked_about(tmp_path: Path):
    desk = Desk()
    desk.drop("Тьюторы").drop("Школы").drop("ШНОР").drop("Предметы").drop("Отметки")
    desk.drop("Календарь").books["Справочники.xlsx"] = {"Наставники": [["ФИО"], ["Белов П.И."]]}
    found = [one["message"] for one in doctor(desk.save(tmp_path / "ц")) if not one["ok"]]
    assert any("не нашлось «Школы»" in one and "adopt" in one for one in found)
    desk.books["Справочники.xlsx"] = Desk().books["Справочники.xlsx"] | {"Заметки": [["а"], ["б"]]}
    del desk.books["Дорожная карта ШНОР.xlsx"]
    assert all(one["ok"] for one in doctor(desk.save(tmp_path / "б")))


@pytest.mark.slow
def test_a_default_in_use_is_shown_and_is_no_fault(tmp_path: Path):
    desk = Desk().drop_column("Журнал", "Отметка")
    settings = '[defaults."Журнал"]\n"Отметка" = "был"\n'
    found = doctor(desk.save(tmp_path / "ц", settings))
    assert [one["message"] for one in found if not one["ok"]] == []
    assert "«Отметка» — «был»: столбца нет, 1 лист" in [one["message"] for one in found]
