"""`doctor` says what would keep the letters of `run` back."""

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import typed
from letters_help import owing, settings
from mail_server import Mailbox

WEEKDAY = '[remind]\nweekday = "понедельник"\n'


def letters(folder: Path) -> list[dict[str, Any]]:
    content = json.loads(typed("doctor", folder, "--json").out)
    return [one for one in content["checks"] if one["check"] == "letters"]


@pytest.mark.slow
def test_a_server_that_lets_us_in_is_well(tmp_path: Path, mailbox: Mailbox):
    (found,) = letters(owing().save(tmp_path / "ИМЦ", settings(mailbox, WEEKDAY)))
    assert (found["ok"], found["message"]) == (True, "шаблон верен, почтовый сервер впускает")
    assert mailbox.greeted
    assert mailbox.tried == 0


@pytest.mark.slow
def test_where_run_sends_nothing_nobody_is_asked(tmp_path: Path, mailbox: Mailbox):
    assert letters(owing().save(tmp_path / "ИМЦ", settings(mailbox))) == []
    assert mailbox.greeted == 0


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("more", "wording", "said"),
    [
        ("[google]\ncodes_only = true\n", "", "С codes_only = true"),
        ("", "Здравствуйте!", "строка 1: письмо начинается строкой «Тема: …»"),
        ("", "Тема: {{ имья }}\n\nт", "строка 1: такого тега нет: «имья»"),
    ],
)
def test_what_keeps_letters_back_is_said(
    tmp_path: Path, mailbox: Mailbox, more: str, wording: str, said: str
):
    folder = owing().save(tmp_path / "ИМЦ", settings(mailbox, WEEKDAY + more))
    if wording:
        (folder / "письма").mkdir()
        (folder / "письма" / "напоминание.txt").write_text(wording, encoding="utf-8")
    (found,) = letters(folder)
    assert not found["ok"]
    assert said in found["message"]
