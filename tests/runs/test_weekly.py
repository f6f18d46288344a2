"""The page of the week goes by mail once, at the first good run after its moment."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import openpyxl
import pytest
from job_help import FakeClock, Heard, small
from mail_server import Mailbox

from sheets_sync.commands.job_text import status, status_text
from sheets_sync.errors import UsageError
from sheets_sync.runs import week_letter
from sheets_sync.runs.doctor import doctor
from sheets_sync.runs.job import Job
from sheets_sync.runs.job_state import Entry
from sheets_sync.runs.schedule import Every
from sheets_sync.runs.sync import Options
from sheets_sync.runs.weekly import weekly_when_due
from sheets_sync.workspace import load

MONDAY = datetime(2021, 2, 15, 4, 50, tzinfo=UTC)
"""7:50 in Moscow."""
HOUR = 3600.0


@pytest.fixture(autouse=True)
def quick_pdf(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """LibreOffice takes seconds."""
    if "one_page" not in request.node.name:
        monkeypatch.setattr(week_letter, "as_pdf", lambda paper: b"%PDF- " + paper[:2])


TO = "mail = 'head@example.org'"


def settings(box: Mailbox, more: str = TO, weekly: str = "пн 8:00") -> str:
    return (
        f'[notify]\nsmtp = "127.0.0.1:{box.port}"\nsender = "robot@example.org"\n'
        f'weekly = "{weekly}"\n{more}\n'
    )


def work(folder: Path, runs: int, clock: FakeClock, every: float = HOUR) -> Heard:
    heard = Heard()
    Job([folder], Options(), heard, clock).forever(Every(every), lambda: len(heard) >= runs)
    return heard


def attached(letter: Any) -> tuple[str, bytes]:
    (part,) = letter.iter_attachments()
    return part.get_filename(), part.get_content()


@pytest.mark.slow
def test_it_goes_once_after_its_moment(tmp_path: Path, mailbox: Mailbox) -> None:
    folder, clock = small(tmp_path / "ИМЦ", settings(mailbox)), FakeClock(MONDAY)
    (folder / ".sheets_sync").mkdir()
    work(folder, 3, clock)
    assert [one["To"] for one in mailbox.letters] == ["head@example.org"] * 2  # last week's first
    letter = mailbox.letters[-1]
    assert letter["Subject"].startswith("Сводка недели: ")
    assert letter["Subject"].endswith(", 15.02.2021")
    assert "«Сводка» и «Что сделать» на одной странице" in letter.get_body().get_content()
    name, content = attached(letter)
    assert (name, content[:4]) == ("Сводка недели 15.02.2021.pdf", b"%PDF")
    assert "Сводка недели: отправлена за 15.02.2021 08:00:00" in status_text(status(folder))


@pytest.mark.slow
def test_never_twice_though_the_job_begins_again(tmp_path: Path, mailbox: Mailbox) -> None:
    folder = small(tmp_path / "ИМЦ", settings(mailbox))
    for hours in (1, 5, 30, 160):
        work(folder, 1, FakeClock(MONDAY + timedelta(hours=hours)))
    assert len(mailbox.letters) == 1
    work(folder, 1, FakeClock(MONDAY + timedelta(days=7, hours=1)))
    assert len(mailbox.letters) == 2


def test_of_two_runs_at_once_one_sends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = "[notify]\nsmtp = 'x.example:25'\nsender = 'a@x.example'\nweekly = 'пн 8:00'\n"
    workspace = load(small(tmp_path / "ИМЦ", settings + TO))
    sent, both = [], Barrier(2, timeout=5)

    @contextmanager
    def post(_: Any) -> Iterator[Any]:
        yield lambda to, letter: sent.append(to)

    def page(*_: Any) -> week_letter.WeekLetter:
        with suppress(BrokenBarrierError):  # the other one has had its turn, or never comes
            both.wait(0.5)
        return week_letter.WeekLetter("тема", "текст")

    monkeypatch.setattr(week_letter, "post", post)
    monkeypatch.setattr(week_letter, "page", page)
    good = Entry("", 0, "unchanged", "")
    runs = [Thread(target=weekly_when_due, args=(workspace, Options(), good)) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    weekly_when_due(workspace, Options(), good)
    assert sent == ["head@example.org"]


@pytest.mark.slow
def test_a_missed_monday_is_caught_up_once(tmp_path: Path, mailbox: Mailbox) -> None:
    folder = small(tmp_path / "ИМЦ", settings(mailbox))
    work(folder, 1, FakeClock(MONDAY + timedelta(hours=1)))
    work(folder, 2, FakeClock(MONDAY + timedelta(days=16)))
    work(folder, 1, FakeClock(MONDAY + timedelta(days=17)))
    assert len(mailbox.letters) == 2


@pytest.mark.slow
def test_while_the_summary_is_not_good_that_is_said_once_and_the_page_follows(
    tmp_path: Path, mailbox: Mailbox
) -> None:
    folder = small(tmp_path / "ИМЦ", settings(mailbox) + "after = 99\n")
    book = folder / "Справочники.xlsx"
    book.rename(folder / "прочь")
    clock = FakeClock(MONDAY + timedelta(hours=1))
    work(folder, 3, clock)
    (letter,) = mailbox.letters
    assert letter["Subject"].startswith("Сводки недели пока нет")
    assert "Справочники.xlsx" in letter.get_content()
    assert "пока нет" in status_text(status(folder))
    (folder / "прочь").rename(book)
    work(folder, 2, clock)
    assert len(mailbox.letters) == 2
    assert attached(mailbox.letters[1])[0].endswith(".pdf")


@pytest.mark.slow
def test_a_letter_that_did_not_go_goes_at_the_next_run(tmp_path: Path, mailbox: Mailbox) -> None:
    folder = small(tmp_path / "ИМЦ", settings(mailbox))
    clock = FakeClock(MONDAY + timedelta(hours=1))
    mailbox.down = True
    work(folder, 2, clock)
    assert "не ушла: почта" in status_text(status(folder))
    log = (folder / ".sheets_sync" / "log.txt").read_text("utf-8")
    assert log.count("сводка недели не отправлена") == 1
    toml = folder / "workspace.toml"
    kept = toml.read_text("utf-8")
    toml.write_text("".join(x for x in kept.splitlines(True) if "weekly" not in x), "utf-8")
    assert "не ушла" not in status_text(status(folder))
    toml.write_text(kept, "utf-8")
    mailbox.down = False
    work(folder, 2, clock)
    assert len(mailbox.letters) == 1
    assert "не ушла" not in status_text(status(folder))


@pytest.mark.slow
def test_without_libreoffice_the_workbook_goes(
    tmp_path: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(week_letter, "as_pdf", lambda paper: None)
    to = 'weekly_to = ["head@example.org", "deputy@example.org"]'
    folder = small(tmp_path / "ИМЦ", settings(mailbox, to))
    work(folder, 1, FakeClock(MONDAY + timedelta(hours=1)))
    assert [one["To"] for one in mailbox.letters] == ["head@example.org", "deputy@example.org"]
    name, content = attached(mailbox.letters[0])
    assert (name, content) == ("Сводка ИМЦ.xlsx", (folder / "Сводка ИМЦ.xlsx").read_bytes())
    assert "книгой Excel" in mailbox.letters[0].get_body().get_content()


@pytest.mark.slow
def test_with_codes_only_it_names_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(week_letter, "as_pdf", lambda paper: None)
    folder = small(tmp_path / "ИМЦ", "[google]\ncodes_only = true\n")
    letter = week_letter.page(load(folder), Options(today=MONDAY.date()))
    assert letter.file is not None
    page = openpyxl.load_workbook(BytesIO(letter.file[1])).worksheets[0]
    said = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value]
    assert not [
        one for one in (*said, letter.text) if re.search(r"[А-Я][а-я]+ [А-Я]\.[А-Я]\.", one)
    ]
    assert any("Т-0" in one for one in said)


def test_with_codes_only_the_letter_that_there_is_no_page_names_nobody(tmp_path: Path) -> None:
    why = "Закройте файл «Сводка.xlsx» (открыл: Белова Анна)"
    folder = small(tmp_path / "ИМЦ")
    assert why in week_letter.excuse(load(folder), why).text
    folder = small(tmp_path / "другая", "[google]\ncodes_only = true\n")
    text = week_letter.excuse(load(folder), why).text
    assert "Белова" not in text
    assert "sheets-sync status" in text


@pytest.mark.slow
def test_a_memory_of_rubbish_is_none(tmp_path: Path, mailbox: Mailbox) -> None:
    folder = small(tmp_path / "ИМЦ", settings(mailbox))
    (folder / ".sheets_sync").mkdir()
    future = '{"page": "2099-01-01T00:00:00+00:00", "excuse": "", "at": "", "fault": ""}'
    for kept in ("[]", "{", '{"page": "завтра"}', future):
        (folder / ".sheets_sync" / "weekly.json").write_text(kept, "utf-8")
        work(folder, 1, FakeClock(MONDAY + timedelta(hours=1)))
    assert len(mailbox.letters) == 4


def test_nobody_to_write_to_is_said(tmp_path: Path) -> None:
    folder = small(tmp_path / "ИМЦ", '[notify]\nweekly = "пн 8:00"\n')
    with pytest.raises(UsageError, match="некому писать"):
        load(folder)


def test_doctor_says_how_it_goes(tmp_path: Path, mailbox: Mailbox) -> None:
    folder = small(tmp_path / "ИМЦ", settings(mailbox))
    (found,) = [one for one in doctor(load(folder), Options()) if one.check == "weekly"]
    assert found.ok
    assert found.message.startswith("понедельник, 08:00, на head@example.org, ")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_the_page_is_one_page_with_both(tmp_path: Path, mailbox: Mailbox) -> None:
    folder = small(tmp_path / "ИМЦ", settings(mailbox))
    work(folder, 1, FakeClock(MONDAY + timedelta(hours=1)))
    _, content = attached(mailbox.letters[0])
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type/Page/") + content.count(b"/Type/Page\n") == 1
