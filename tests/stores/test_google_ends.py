"""How a write ends: it may take its time, an answer may be lost; what is said of it is true."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from google_server import Fault, GoogleServer, book_of, cell_requests, slow
from google_server.errors import Json
from stores.google_help import ADDRESS, FakeTime, api_for
from stores.summary_grids import ALL, STAMP, sheet, summary, write

from sheets_sync.errors import HalfWrittenError, SheetsSyncError, UnsureError
from sheets_sync.runs.job_state import OUTCOMES
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Cell, Lines
from sheets_sync.stores.base import Sent
from sheets_sync.stores.google import batches as google_batches
from sheets_sync.stores.google.pace import Pace
from sheets_sync.stores.google.store import GoogleStore

EVER = float("inf")


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("summary", {"Журнал": [["Код"], ["К-01"]]}))
        yield server


def started(google: GoogleServer, folder: Path, pace: Pace | None = None) -> GoogleStore:
    """A store that has read the summary."""
    address = ADDRESS.format("summary")
    store = GoogleStore([address], address, api_for(google, folder, FakeTime(), pace))
    store.read(ALL)
    return store


def reads(google: GoogleServer) -> int:
    return google.count("read")


# Time


@pytest.mark.slow
def test_a_write_may_take_longer_than_a_read(google: GoogleServer, tmp_path: Path):
    google.faults.add(slow(1.2), kind="write")
    pace = Pace(read=0.5, exchange=0.8, write=20)
    assert started(google, tmp_path, pace).write(summary()) == Sent(0, 1)


@pytest.mark.slow
def test_a_read_is_not_waited_for_as_long(google: GoogleServer, tmp_path: Path):
    google.faults.add(slow(1.2), kind="read")
    store = started(google, tmp_path, Pace(read=0.5, exchange=0.8, write=20))
    assert reads(google) == 3  # the late one, then the tabs, then their cells
    assert store.write(summary()) == Sent(0, 1)


def test_all_that_one_command_may_take_is_four_minutes():
    pace = Pace()
    assert pace.write >= 180
    assert pace.deadline + pace.more + pace.look < 240
    assert pace.exchange <= pace.deadline < 120


# Answers that are lost


def lost(seconds: float, applied: bool) -> Fault:
    return Fault(status=200, applied=applied, delay=seconds)


@pytest.mark.slow
def test_what_was_done_though_the_answer_came_too_late_is_found_done(
    google: GoogleServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    store = started(google, tmp_path, Pace(write=0.5, deadline=1.2))
    google.faults.add(lost(2, applied=True), kind="write", times=EVER)
    store.write(summary())
    assert sheet(google, "Сводка").value("A2") == STAMP.format(13)
    assert google.count("write") == 1
    assert reads(google) == 2
    assert "ответ не дошёл, но сводка записана" in caplog.text


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["503", "429", "reset", "502 HTML"])
def test_that_the_old_one_stands_is_said_after_a_look(
    google: GoogleServer, tmp_path: Path, fault: str
):
    write(google, tmp_path, summary())
    store = started(google, tmp_path)
    before = reads(google)
    google.faults.add(fault, kind="write", times=EVER)
    with pytest.raises(SheetsSyncError) as caught:
        store.write(summary("Явка"))
    sure = fault == "429"  # it was not even begun
    assert ("Прежняя сводка осталась на месте." in str(caught.value)) is not sure
    assert (reads(google) > before) is not sure
    assert OUTCOMES[caught.value.kind] == "сводка прежняя: сбой"


def test_where_no_look_is_to_be_had_nothing_is_claimed(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, summary())
    store = started(google, tmp_path)
    google.faults.add("503", kind="write", times=EVER)
    google.faults.add("503", kind="read", times=EVER)
    with pytest.raises(UnsureError, match="Обновилась ли сводка, неизвестно") as caught:
        store.write(summary("Явка"))
    assert OUTCOMES[caught.value.kind] == "сбой: неизвестно, обновилась ли сводка"
    assert caught.value.exit_code == 3


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["503", "429", "reset"])
def test_a_write_that_stops_half_way_says_so(
    google: GoogleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
):
    monkeypatch.setattr(google_batches, "LARGEST", 7_000)
    store = started(google, tmp_path)
    google.faults.add(fault, at=3, kind="write", times=EVER)
    with pytest.raises(HalfWrittenError, match="Часть листов сводки уже новая") as caught:
        store.write(summary())
    assert OUTCOMES[caught.value.kind] == "сбой: обновлена часть листов сводки"


# What is read back


@pytest.fixture
def altered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[str], str]], None]:
    """Google changes the texts that it is sent."""

    def install(change: Callable[[str], str]) -> None:
        original = cell_requests._written

        def written(on: object, old: Json, given: Json, tree: object) -> Json:
            value = given.get("userEnteredValue", {})
            if "stringValue" in value:
                text = {"stringValue": change(value["stringValue"])}
                given = given | {"userEnteredValue": text}
            return original(on, old, given, tree)  # type: ignore[arg-type]

        monkeypatch.setattr(cell_requests, "_written", written)

    return install


SAID = "Белов  П.И.\u00a0\nСОШ № 1 "
BLANKS: dict[str, Callable[[str], str]] = {
    "no-break spaces": lambda text: text.replace("\u00a0", " "),
    "spaces at the end": str.strip,
    "double ones": lambda text: " ".join(text.split()),
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "a mark that nobody sees": lambda text: f"\u200b{text}",
}


@pytest.mark.kinds
@pytest.mark.parametrize("name", BLANKS)
def test_blanks_that_google_changed_are_no_fault(
    google: GoogleServer,
    tmp_path: Path,
    altered: Callable[[Callable[[str], str]], None],
    caplog: pytest.LogCaptureFixture,
    name: str,
):
    caplog.set_level(logging.INFO)
    altered(BLANKS[name])
    grids = [lay_out("Сводка", [Lines((Cell("итог"), Cell(SAID)))], (40.0,))]
    assert write(google, tmp_path, grids) == Sent(0, 1)
    assert "Google изменил пробелы: лист «Сводка», клет" in caplog.text
    assert "A2" in caplog.text
    assert "Белов" not in caplog.text
    assert write(google, tmp_path, grids) == Sent(0, 0)


def test_another_word_is_told_with_its_tab_and_cell(
    google: GoogleServer, tmp_path: Path, altered: Callable[[Callable[[str], str]], None]
):
    altered(lambda text: text.replace("x3", "х3"))  # a letter of another alphabet
    with pytest.raises(SheetsSyncError, match=r"«Таблица».*лист «Сводка», клетка A7\. Запустите"):
        write(google, tmp_path, summary()[:1])


def test_a_text_that_is_lost_is_told(
    google: GoogleServer, tmp_path: Path, altered: Callable[[Callable[[str], str]], None]
):
    altered(lambda text: "" if text.startswith("x") else text)
    with pytest.raises(SheetsSyncError, match="клетки A4, A5, A6, A7, A8"):
        write(google, tmp_path, summary()[:1])
