"""Every way Google fails: survived, or ended in time with a sentence that says how to mend."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from google_server import FAULTS, Fault, GoogleServer, book_of, dripping, slow, status
from stores.google_help import ADDRESS, FakeTime, api_for, store_for

from sheets_sync.errors import SheetsSyncError
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Cell, Grid, Lines, Look
from sheets_sync.stores.google.api import GoogleApi
from sheets_sync.stores.google.pace import Pace, one_budget
from sheets_sync.stores.google.read import EVERYTHING, STATE_ONLY
from sheets_sync.stores.google.store import GoogleStore

ALL = frozenset({"журнал"})
DEADLINE = 120
EMAIL = "sheets-sync@centre-test.iam.gserviceaccount.com"


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("book", {"Журнал": [["Код"], ["К-01"]]}))
        server.add(book_of("summary", {"Лист1": [["своё"]]}))
        yield server


def grids(word: str = "да") -> list[Grid]:
    return [
        lay_out(title, [Lines((Cell(title, Look.TITLE), Cell(word)))], (20.0, 30.0))
        for title in ("Сводка", "История")
    ]


def shown(google: GoogleServer) -> dict[str, list[Any]]:
    book = google.book("summary")
    return {sheet.title: [sheet.value(f"A{row}") for row in (1, 2, 3)] for sheet in book.sheets}


WHOLE = {
    "Лист1": ["своё", None, None],
    "Сводка": ["Сводка", "да", None],
    "История": ["История", "да", None],
}
SURVIVED = sorted(FAULTS.keys() - {"login page"} | {"login page"})


@pytest.mark.kinds
@pytest.mark.parametrize("fault", SURVIVED)
def test_a_read_that_fails_once_is_repeated(google: GoogleServer, tmp_path: Path, fault: str):
    google.faults.add(fault, kind="read")
    time = FakeTime()
    snapshot = store_for(google, tmp_path, ["book"], None, time).read(ALL)
    assert snapshot.tabs[0].at(2, 1) == "К-01"
    assert snapshot.requests == google.count("read") == 2
    assert time.at < 10


@pytest.mark.kinds
@pytest.mark.parametrize("fault", SURVIVED)
def test_a_write_that_fails_once_ends_in_the_same_state(
    google: GoogleServer, tmp_path: Path, fault: str
):
    store = store_for(google, tmp_path, ["book"])
    store.read(ALL)
    google.faults.add(fault, kind="write")
    sent = store.write(grids())
    assert shown(google) == WHOLE
    assert len(google.book("summary").metadata) == 2
    assert (sent.write, sent.read + 2) == (google.count("write"), google.count("read"))
    assert [len(sheet.protected_ranges) for sheet in google.book("summary").sheets] == [0, 1, 1]


@pytest.mark.kinds
@pytest.mark.parametrize("fault", SURVIVED)
@pytest.mark.parametrize("kind", ["read", "write"])
def test_a_fault_that_stays_ends_in_time_with_one_sentence(
    google: GoogleServer, tmp_path: Path, fault: str, kind: str
):
    time = FakeTime()
    store = store_for(google, tmp_path, ["book"], "summary", time)
    if kind == "write":
        store.read(ALL)
    google.faults.add(fault, kind=kind, times=float("inf"))
    if kind == "write" and FAULTS[fault].applied:  # a look tells that it stands
        store.write(grids())
        assert shown(google) == WHOLE
        return
    with pytest.raises(SheetsSyncError) as caught:
        store.read(ALL) if kind == "read" else store.write(grids())
    assert time.at < DEADLINE
    assert caught.value.exit_code == 3
    assert one_sentence(str(caught.value))
    assert list(shown(google)) == ["Лист1"]


def one_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and "Traceback" not in text and len(text) < 400


@pytest.mark.kinds
@pytest.mark.parametrize("fault", ["503 applied", "504 applied", "lost reply", "truncated"])
def test_an_earlier_summary_survives_a_lost_reply(google: GoogleServer, tmp_path: Path, fault: str):
    store = store_for(google, tmp_path, ["book"])
    store.read(ALL)
    store.write(grids("раньше"))
    store.read(ALL)
    google.faults.add(fault, kind="write")
    store.write(grids())
    assert shown(google) == WHOLE


def out_of_quota_until(second: float, google: GoogleServer) -> FakeTime:
    """Reads are refused until somebody's clock is past that second, however threads take turns."""
    google.faults.add("429", kind="read", times=float("inf"))
    time, refusing = FakeTime(), [True]
    sleep = time.sleep

    def passing(seconds: float) -> None:
        sleep(seconds)
        if time.at > second and refusing:
            refusing.clear()
            google.faults.clear()

    time.sleep = passing  # type: ignore[method-assign]
    return time


def test_a_healthy_account_out_of_its_quota_recovers(google: GoogleServer, tmp_path: Path):
    """Recorded refusals carry no Retry-After and last up to 51 seconds."""
    time = out_of_quota_until(65, google)
    snapshot = store_for(google, tmp_path, ["book"], None, time).read(ALL)
    assert snapshot.tabs
    assert 65 < time.at < DEADLINE


# A whole command


def many(google: GoogleServer, folder: Path, time: FakeTime) -> GoogleStore:
    """Nine books, more than are read side by side, and a summary."""
    for number in range(9):
        google.add(book_of(f"book{number}", {"Журнал": [["Код"]]}))
    addresses = [ADDRESS.format(f"book{number}") for number in range(9)]
    return GoogleStore(addresses, ADDRESS.format("summary"), api_for(google, folder, time))


@pytest.mark.parametrize(
    "fault",
    [
        "429",
        *(
            pytest.param(one, marks=pytest.mark.slow)
            for one in ("503", "502 HTML", "login page", "reset")
        ),
    ],
)
def test_reading_many_books_ends_in_time_too(google: GoogleServer, tmp_path: Path, fault: str):
    time = FakeTime()
    store = many(google, tmp_path, time)
    google.faults.add(fault, kind="read", times=float("inf"))
    with pytest.raises(SheetsSyncError):
        store.read(ALL)
    assert time.at < DEADLINE
    asked = {exchange.path for exchange in google.log if exchange.kind == "read"}
    assert len(asked) <= 4


def test_what_reading_lost_is_lost_for_writing(google: GoogleServer, tmp_path: Path):
    time = out_of_quota_until(60, google)
    store = many(google, tmp_path, time)
    store.read(ALL)
    read_in = time.at
    google.faults.add("429", kind="write", times=float("inf"))
    with pytest.raises(SheetsSyncError, match="ограничил"):
        store.write(grids())
    assert 60 < read_in < time.at < DEADLINE


def test_one_book_that_is_closed_is_told_while_others_hang(google: GoogleServer, tmp_path: Path):
    time = FakeTime()
    store = many(google, tmp_path, time)
    google.book("book0").role = None
    google.faults.add("429", kind="read", at=5, times=float("inf"))
    with pytest.raises(SheetsSyncError):
        store.read(ALL)
    assert time.at < DEADLINE


def test_several_clients_of_a_command_share_its_time(google: GoogleServer, tmp_path: Path):
    google.faults.add("429", kind="read", times=float("inf"))
    time = FakeTime()
    with one_budget():
        for _ in range(3):
            with pytest.raises(SheetsSyncError):
                api_for(google, tmp_path, time).get("book", "книга", EVERYTHING)
    assert time.at < DEADLINE


def test_what_goes_well_costs_no_patience(google: GoogleServer, tmp_path: Path):
    """A command of an hour, then a fault: it is survived as in its first minute."""
    time = FakeTime()
    patient = api_for(google, tmp_path, time)
    for _ in range(70):
        patient.get("book", "книга", STATE_ONLY)
        time.at += 60
    google.faults.add("503", kind="read", times=4)
    assert patient.get("book", "книга", EVERYTHING).sheets


def test_retry_after_is_honoured(google: GoogleServer, tmp_path: Path):
    google.faults.add("429 Retry-After", kind="read")
    time = FakeTime()
    store_for(google, tmp_path, ["book"], None, time).read(ALL)
    assert time.slept == [1]


def api(google: GoogleServer, folder: Path, **pace: float) -> GoogleApi:
    return api_for(google, folder, pace=Pace(**pace))  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize("fault", [pytest.param(slow(30), marks=pytest.mark.slow), dripping(0.5)])
def test_an_answer_that_never_ends_is_cut_off(google: GoogleServer, tmp_path: Path, fault: Fault):
    google.faults.add(fault, kind="read", times=float("inf"))
    patient = api(google, tmp_path, read=5, exchange=0.4)
    with pytest.raises(SheetsSyncError, match="долго не отвечает"):
        patient.get("book", "книга", EVERYTHING)


# Refusals: what is wrong, and what to do

Wrong = Callable[[GoogleServer], object]
REFUSALS: dict[str, tuple[Wrong, str]] = {
    "not shared": (lambda g: setattr(g.book("book"), "role", None), EMAIL),
    "no such id": (lambda g: g.api.books.pop("book"), "адрес"),
    "an .xlsx on Drive": (
        lambda g: setattr(g.book("book"), "office_file", True),
        "Сохранить как таблицу Google",
    ),
    "API disabled": (lambda g: setattr(g.api, "enabled", False), "включите"),
    "key revoked": (lambda g: setattr(g.authority, "key_revoked", True), "отозвали"),
    "account deleted": (lambda g: setattr(g.authority, "account_deleted", True), "удалён"),
    "no token": (lambda g: g.faults.add(status(400, "x"), kind="token", times=9), "ключ"),
}


@pytest.mark.kinds
@pytest.mark.parametrize("localised", [False, True])
@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_told_at_once(
    google: GoogleServer, tmp_path: Path, name: str, localised: bool
):
    google.localised = localised
    REFUSALS[name][0](google)
    time = FakeTime()
    with pytest.raises(SheetsSyncError, match=REFUSALS[name][1]) as caught:
        store_for(google, tmp_path, ["book"], None, time).read(ALL).whole()
    assert time.at < 30
    assert one_sentence(str(caught.value))


def test_a_wrong_clock_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with GoogleServer(clock=lambda: 4e9) as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        with pytest.raises(SheetsSyncError, match="Часы"):
            store_for(server, tmp_path, ["book"], None).read(ALL)


def test_a_viewer_can_read_and_is_told_to_become_an_editor(google: GoogleServer, tmp_path: Path):
    google.book("summary").role = "reader"
    store = store_for(google, tmp_path, ["book"])
    store.read(ALL)
    with pytest.raises(SheetsSyncError, match=rf"{EMAIL} роль «Редактор»"):
        store.write(grids())
    assert google.count("write") == 1


def test_somebody_elses_protection_on_a_tab_of_ours(google: GoogleServer, tmp_path: Path):
    store = store_for(google, tmp_path, ["book"])
    store.write(grids())
    google.book("summary")["Сводка"].protect(["owner@example.org"])
    store.read(ALL)
    with pytest.raises(SheetsSyncError, match="защиту"):
        store.write(grids("иначе"))
    assert shown(google) == WHOLE


def test_a_token_that_expired_is_renewed(google: GoogleServer, tmp_path: Path):
    store = store_for(google, tmp_path, ["book"])
    store.read(ALL)
    google.authority.forget_tokens()
    assert store.read(ALL).tabs
    assert google.count("token") == 2


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["503", "502 HTML", "reset"])
def test_a_token_endpoint_that_fails_once(google: GoogleServer, tmp_path: Path, fault: str):
    google.faults.add(fault, kind="token")
    assert store_for(google, tmp_path, ["book"], None).read(ALL).tabs


def test_nothing_secret_is_told_or_logged(
    google: GoogleServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level("DEBUG")
    google.faults.add("503", kind="read", times=2)
    patient = api(google, tmp_path)
    patient.get("book", "книга", EVERYTHING)
    assert "PRIVATE KEY" not in caplog.text + repr(patient) + repr(patient.key)
    assert "ya29" not in "".join(r.getMessage() for r in caplog.records if "sheets_sync" in r.name)
