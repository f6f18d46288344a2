"""A summary too large for one request: small things first, the stamp last, mended after faults."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google_server import GoogleServer, book_of
from stores.google_help import FakeTime
from stores.summary_grids import STAMP, TITLES, state, summary, tab, write

from sheets_sync.errors import SheetsSyncError
from sheets_sync.sheet.compare import digest
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.base import Sent
from sheets_sync.stores.google import batches as google_batches
from sheets_sync.stores.google import contents as google_contents
from sheets_sync.stores.google import strokes as google_strokes
from sheets_sync.stores.google.requests import AT_WORK

FAULTS = ("503", "503 applied", "lost reply", "429", "reset")


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    monkeypatch.setattr(google_batches, "LARGEST", 7_000)
    monkeypatch.setattr(google_contents, "_SLICE", 3_000)
    monkeypatch.setattr(google_strokes, "_MOST", 2_000)
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("summary", {"Журнал": [["Код"], ["К-01"]]}))
        yield server


def large(word: str = "x", hour: int = 13) -> list[Grid]:
    """«Планы» alone takes several requests."""
    grids = [tab(title, word, hour=hour) for title in TITLES]
    grids[2] = tab("Планы", f"{word} много слов о плане ", rows=90, hour=hour)
    return grids


def sent(google: GoogleServer) -> list[list[dict[str, Any]]]:
    return [e.json["requests"] for e in google.log if e.kind == "write"]


def marks(google: GoogleServer) -> dict[str, str]:
    """The digests as they stand, by title."""
    said = [json.loads(one["metadataValue"]) for one in google.book("summary").metadata]
    return {one["tab"]: one["digest"] for one in said}


def whole(google: GoogleServer) -> dict[str, Any]:
    """All tabs of ours."""
    return {title: state(google, title) for title in TITLES}


def stand_as(grids: list[Grid], google: GoogleServer) -> bool:
    return marks(google) == {grid.title: digest(grid) for grid in grids}


@pytest.mark.slow
def test_tabs_and_marks_go_first_and_the_stamp_last(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, large())
    first, *groups = sent(google)
    assert [next(iter(request)) for request in first[:2]] == ["addSheet", "createDeveloperMetadata"]
    assert sum("addSheet" in request for request in first) == len(TITLES)
    assert not any("addSheet" in request for group in groups for request in group)
    stamp = json.dumps(STAMP.format(13), ensure_ascii=False)
    told = [stamp in json.dumps(group, ensure_ascii=False) for group in sent(google)]
    assert told == [False] * (len(told) - 1) + [True]
    assert stand_as(large(), google)
    assert write(google, tmp_path, large()) == Sent(0, 0)


def test_no_request_is_larger_than_it_may_be(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, large())
    sizes = [len(json.dumps(one, ensure_ascii=False).encode()) for one in sent(google)]
    assert len(sizes) > 4
    assert max(sizes) < 8_000


def test_what_fits_in_one_request_goes_in_one(
    google: GoogleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(google_batches, "LARGEST", 1_950_000)
    assert write(google, tmp_path, large()) == Sent(0, 1)
    assert AT_WORK.encode() not in google.sent()


@pytest.mark.slow
def test_a_large_summary_that_stands_is_written_where_it_changed(
    google: GoogleServer, tmp_path: Path
):
    write(google, tmp_path, large())
    assert write(google, tmp_path, large(hour=14)).write == 1
    changed = large()
    changed[1] = tab("Явка", "y")
    assert write(google, tmp_path, changed).write <= 3


@pytest.fixture(scope="module")
def as_whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """How all tabs look when nothing went wrong."""
    with pytest.MonkeyPatch.context() as patch, GoogleServer() as server:
        patch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("summary", {"Журнал": [["Код"], ["К-01"]]}))
        folder = tmp_path_factory.mktemp("whole")
        write(server, folder, large())
        return whole(server)


COUNT = 9
"""Requests that the large summary takes, at least."""


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("at", range(1, COUNT + 1))
def test_a_fault_at_any_request_ends_in_the_whole_summary(
    google: GoogleServer, tmp_path: Path, as_whole: dict[str, Any], at: int, fault: str
):
    google.faults.add(fault, at=at, kind="write")
    write(google, tmp_path, large())
    assert bare(whole(google)) == bare(as_whole)


def bare(node: Any) -> Any:
    """Without the ids that Google gives."""
    if isinstance(node, dict):
        return {k: bare(part) for k, part in node.items() if k not in ("protectedRangeId", "index")}
    return [bare(part) for part in node] if isinstance(node, list) else node


@pytest.mark.slow
@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("at", range(1, COUNT + 1))
def test_what_was_broken_off_at_any_request_says_so_and_is_mended_by_the_next_run(
    google: GoogleServer, tmp_path: Path, as_whole: dict[str, Any], at: int, again: bool
):
    """The first write, and one over a summary that stands."""
    if again:
        write(google, tmp_path, large("раньше"))
    google.faults.add("503", at=at, kind="write", times=float("inf"))
    with pytest.raises(SheetsSyncError):
        write(google, tmp_path, large(), FakeTime())
    assert not stand_as(large(), google)
    if at > 1:
        assert google.book("summary")["Сводка"].value("A2") == AT_WORK
        assert google.book("summary")["История"].value("A2") == AT_WORK or not again
    google.faults.clear()
    write(google, tmp_path, large())
    assert bare(whole(google)) == bare(as_whole)
    assert stand_as(large(), google)


@pytest.mark.slow
def test_half_a_tab_is_never_taken_for_the_old_one(google: GoogleServer, tmp_path: Path):
    """Broken off within a tab, and then the books say again what they said before."""
    old, new = large("раньше"), large()
    write(google, tmp_path, old)
    google.faults.add("503", at=4, kind="write", times=float("inf"))
    with pytest.raises(SheetsSyncError):
        write(google, tmp_path, new, FakeTime())
    assert "" in marks(google).values()
    google.faults.clear()
    write(google, tmp_path, old)
    assert stand_as(old, google)
    assert google.book("summary")["Сводка"].value("A2") == STAMP.format(13)


@pytest.mark.slow
def test_what_staff_have_is_not_touched_by_any_part(google: GoogleServer, tmp_path: Path):
    before = state(google, "Журнал")
    write(google, tmp_path, large())
    write(google, tmp_path, summary())
    assert state(google, "Журнал") == before
