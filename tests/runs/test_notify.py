"""Failure is loud, once, and so is recovery: a command, and a mail over TLS to a real server."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from job_help import WORK_DAY, FakeClock, Heard, small
from mail_server import PASSWORD, Mailbox, MailServer

from sheets_sync.commands.job_text import line, status, status_text
from sheets_sync.errors import SheetsSyncError
from sheets_sync.runs.doctor import doctor
from sheets_sync.runs.job import Job
from sheets_sync.runs.notify import refuse_command, tell
from sheets_sync.runs.schedule import Every
from sheets_sync.runs.sync import Options
from sheets_sync.workspace import Notify, load


def job(folder: Path, ticks: int, clock: FakeClock) -> Heard:
    heard = Heard()
    Job([folder], Options(), heard, clock).forever(Every(900), lambda: len(heard) >= ticks)
    return heard


def mail_settings(box: Mailbox, more: str = "") -> str:
    return (
        f'[notify]\nmail = "it@example.org"\nsmtp = "127.0.0.1:{box.port}"\n'
        f'sender = "robot@example.org"\n{more}'
    )


def break_it(folder: Path) -> None:
    (folder / "Справочники.xlsx").rename(folder / "прочь")


def mend_it(folder: Path) -> None:
    (folder / "прочь").rename(folder / "Справочники.xlsx")


@pytest.mark.slow
def test_three_failures_send_one_letter_and_recovery_another(tmp_path: Path, mailbox: Mailbox):
    folder = small(tmp_path / "ИМЦ", mail_settings(mailbox))
    clock = FakeClock()
    job(folder, 1, clock)
    break_it(folder)
    job(folder, 2, clock)
    assert mailbox.letters == []
    job(folder, 4, clock)
    (letter,) = mailbox.letters
    assert (letter["To"], letter["From"]) == ("it@example.org", "robot@example.org")
    assert letter["Subject"] == "Сводка не обновляется: ИМЦ"
    text = letter.get_content()
    assert "Не вышло 3 раза подряд. Книга «Справочники.xlsx» не прочитана" in text
    assert "Последний раз была верна 18.02.2021 07:00" in text
    mend_it(folder)
    job(folder, 3, clock)
    assert [one["Subject"] for one in mailbox.letters[1:]] == ["Сводка снова обновляется: ИМЦ"]


@pytest.mark.slow
def test_a_letter_that_does_not_go_is_tried_again_at_the_next_failure(
    tmp_path: Path, mailbox: Mailbox
):
    folder = small(tmp_path / "ИМЦ", mail_settings(mailbox, "after = 1"))
    break_it(folder)
    mailbox.down = True
    job(folder, 2, FakeClock())
    log = (folder / ".sheets_sync" / "log.txt").read_text(encoding="utf-8")
    assert log.count("сообщить не удалось: почта") == 2
    mailbox.down = False
    job(folder, 2, FakeClock())
    assert len(mailbox.letters) == 1


def test_the_password_comes_from_the_environment(
    tmp_path: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SHEETS_SYNC_SMTP_PASSWORD", PASSWORD)
    settings = Notify(mail="it@example.org", smtp=f"127.0.0.1:{mailbox.port}", user="robot")
    tell("mail", settings, "тема", "текст", "failure")
    assert mailbox.logins == [("robot", PASSWORD)]
    assert len(mailbox.letters) == 1


def test_a_wrong_password_is_named_and_not_shown(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SHEETS_SYNC_SMTP_PASSWORD", "wrong")
    settings = Notify(mail="it@example.org", smtp=f"127.0.0.1:{mailbox.port}", user="robot")
    with pytest.raises(SheetsSyncError, match="не принял пароль robot") as caught:
        tell("mail", settings, "тема", "текст", "failure")
    assert "wrong" not in str(caught.value)


def test_a_server_nobody_vouches_for_gets_no_letter(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("SSL_CERT_FILE")
    settings = Notify(mail="it@example.org", smtp=f"127.0.0.1:{mailbox.port}")
    with pytest.raises(SheetsSyncError, match="сертификат сервера"):
        tell("mail", settings, "тема", "текст", "failure")
    assert mailbox.letters == []


def test_without_tls_nothing_is_sent():
    class Plain:
        letters = 0

        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
            Plain.letters += 1
            return "250 OK"

    server = MailServer(Plain())
    server.start()
    try:
        port = server.port
        with pytest.raises(SheetsSyncError, match="не умеет TLS"):
            tell("mail", Notify(mail="a@b", smtp=f"127.0.0.1:{port}"), "тема", "т", "failure")
    finally:
        server.stop()
    assert Plain.letters == 0


def test_a_subject_can_not_smuggle_in_another_header(mailbox: Mailbox):
    settings = Notify(mail="it@example.org", smtp=f"127.0.0.1:{mailbox.port}")
    tell("mail", settings, "Центр\nBcc: x@example.org", "текст", "failure")
    assert mailbox.letters[0]["Bcc"] is None


def test_no_mail_server_named_is_said():
    with pytest.raises(SheetsSyncError, match='smtp = "сервер:порт"'):
        tell("mail", Notify(mail="it@example.org"), "тема", "текст", "failure")


SCRIPT = """
import os, sys
text = sys.stdin.buffer.read().decode("utf-8")
with open(sys.argv[1], "a", encoding="utf-8") as file:
    print(os.environ["SHEETS_SYNC_EVENT"], text.splitlines()[0], sep="|", file=file)
"""


def command(tmp_path: Path) -> tuple[str, Path]:
    script, heard = tmp_path / "сообщить.py", tmp_path / "услышано.txt"
    script.write_text(SCRIPT, encoding="utf-8")
    return f"{sys.executable} {script} {heard}", heard


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX quoting")
def test_the_command_is_told_of_failure_and_of_recovery(tmp_path: Path):
    line, heard = command(tmp_path)
    folder = small(tmp_path / "ИМЦ", f"[notify]\nafter = 2\ncommand = '{line}'")
    break_it(folder)
    clock = FakeClock(WORK_DAY)
    job(folder, 5, clock)
    mend_it(folder)
    job(folder, 2, clock)
    assert heard.read_text(encoding="utf-8").splitlines() == [
        "failure|Сводка не обновляется: ИМЦ",
        "recovery|Сводка снова обновляется: ИМЦ",
    ]


@pytest.mark.skipif(os.name == "nt", reason="POSIX quoting")
def test_nothing_in_a_message_is_run(tmp_path: Path):
    line, _ = command(tmp_path)
    tell("command", Notify(command=line), "$(touch hacked); `touch hacked`", "; touch hacked", "x")
    assert not list(tmp_path.rglob("hacked"))
    assert not Path("hacked").exists()


@pytest.mark.skipif(os.name == "nt", reason="POSIX quoting")
@pytest.mark.parametrize("long", [0, 9000])
def test_an_address_that_a_command_complains_of_is_not_told(tmp_path: Path, long: int):
    script = tmp_path / "жалоба.sh"
    words = "a" * long + " curl: (22) https://hooks.example.org/T0/secret: 404, см. HTTP://x/secret"
    script.write_text(f"printf '%s' 'https://x/secret{words}' >&2; exit 1", "utf-8")
    with pytest.raises(SheetsSyncError) as caught:
        tell("command", Notify(command=f"sh {script}"), "тема", "текст", "failure")
    assert "secret" not in str(caught.value)
    assert str(caught.value).endswith("curl: (22) … 404, см. …")


GOT = 'import sys; open(sys.argv[1], "w").write(sys.argv[2])'


@pytest.mark.skipif(os.name == "nt", reason="POSIX quoting")
@pytest.mark.parametrize("word", ["$HOME", "${HOME}", "'$HOME | x'", "'a > b'", '"a && b"', "*"])
def test_no_shell_reads_the_command(tmp_path: Path, word: str):
    heard = tmp_path / "слово"
    tell("command", Notify(command=f"{sys.executable} -c '{GOT}' {heard} {word}"), "т", "т", "x")
    assert heard.read_text() == word.strip("'\"")


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("echo сбой | mail it@example.org", "|"),
        ("echo сбой|mail it@example.org", "сбой|mail"),
        ("echo сбой > /tmp/сбой", ">"),
        ("curl https://example.org 2>/dev/null", "2>/dev/null"),
        ("cd /srv && ./tell", "&&"),
        ("echo раз; echo два", "раз;"),
        ("./tell &", "&"),
    ],
)
def test_what_only_a_shell_understands_is_said(line: str, word: str):
    with pytest.raises(SheetsSyncError, match=r"sh -c|cmd /c") as caught:
        tell("command", Notify(command=line), "тема", "текст", "failure")
    assert f"«{word}» понимает только оболочка" in str(caught.value)


@pytest.mark.parametrize(
    "line", ["curl 'https://x/?a=1&b=2'", "curl https://x/?a=1&b=2", "sh -c 'echo a | mail b'"]
)
def test_an_address_or_a_shell_of_ones_own_is_no_slip(line: str):
    refuse_command(line)


@pytest.mark.parametrize("line", ["echo <it@example.org>", "echo -f <it@example.org> сбой"])
@pytest.mark.parametrize("windows", [True, False])
def test_a_plain_argument_in_angle_brackets_is_no_redirection(line: str, windows: bool):
    refuse_command(line, windows)


@pytest.mark.parametrize("line", ["echo <it", "echo < it>", "echo <it> >сбой.txt", "echo 2>сбой"])
@pytest.mark.parametrize("windows", [True, False])
def test_a_redirection_is_one_with_an_address_beside_it(line: str, windows: bool):
    with pytest.raises(SheetsSyncError, match="только оболочка"):
        refuse_command(line, windows)


@pytest.fixture
def windows_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("cmd", "powershell", "PowerShell.exe", "our tell.exe"):
        (tmp_path / name).touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    "line",
    [
        "cmd /c echo сбой | msg *",
        "cmd /c echo сбой > C:\\сбой.txt && exit",
        'powershell -Command "$input | Out-File C:\\сбой.txt"',
        "PowerShell.exe -Command $input | Out-File C:\\сбой.txt; exit",
        '"{}/our tell.exe" -to it@example.org',
        '"{}/powershell" -c a | b',
    ],
)
def test_a_shell_of_windows_and_a_program_in_quotes_pass(line: str, windows_programs: Path):
    refuse_command(line.format(windows_programs), windows=True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"our tell.exe" a | b', r"«\|» понимает только оболочка.*cmd /c"),
        ('"нет такой.exe" a', "«нет такой.exe» не найдена"),
        ('"our tell.exe a', "не закрыта кавычка"),
    ],
)
def test_what_can_not_be_run_on_windows_is_said(line: str, said: str, windows_programs: Path):
    with pytest.raises(SheetsSyncError, match=said):
        refuse_command(line, windows=True)


def test_doctor_looks_at_the_command(tmp_path: Path):
    folder = small(tmp_path / "ИМЦ", "[notify]\ncommand = 'echo сбой | mail it@example.org'")
    (found,) = [one for one in doctor(load(folder), Options()) if one.check == "notify"]
    assert not found.ok
    assert "«|»" in found.message


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX quoting")
def test_status_says_that_the_command_fails_until_it_works(tmp_path: Path):
    good = "sh -c 'exit 0'"
    bad = "sh -c 'echo сначала >&2; echo нет связи с сервером >&2; exit 7'"
    folder = small(tmp_path / "ИМЦ", f'[notify]\nafter = 1\ncommand = "{bad}"')
    break_it(folder)
    job(folder, 2, FakeClock())
    said = "команда из [notify] закончилась с кодом 7: нет связи с сервером"
    assert f"Сообщить о сбое не удалось: {said}" in status_text(status(folder))
    assert status(folder)["untold"] == [said]
    settings = folder / "workspace.toml"
    settings.write_text(settings.read_text("utf-8").replace(bad, good), "utf-8")
    job(folder, 1, FakeClock())
    assert status(folder)["untold"] == []


@pytest.mark.slow
def test_the_first_good_run_says_since_when_others_failed(tmp_path: Path):
    folder = small(tmp_path / "ИМЦ")
    clock = FakeClock()
    job(folder, 1, clock)
    break_it(folder)
    job(folder, 3, clock)
    assert "Не вышло подряд: 3 раза, с 18.02.2021" in status_text(status(folder))
    mend_it(folder)
    (where, good), (_, after) = job(folder, 2, clock)
    assert "снова верна: не выходило 3 раза, с 18.02.2021" in line(where, good, False)
    assert line(where, after, False) == ""


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("нет-такой-команды", "не запускается"),
        (f"{sys.executable} -c 'import sys; sys.exit(7)'", "кодом 7"),
        ("незакрытая 'кавычка", "не запускается"),
    ],
)
def test_a_command_that_fails_is_said(line: str, complaint: str):
    with pytest.raises(SheetsSyncError, match=complaint):
        tell("command", Notify(command=line), "тема", "текст", "failure")
