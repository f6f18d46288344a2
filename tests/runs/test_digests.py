"""Files are told apart by their content, and a large one that was not touched is not read again."""

import os
import time
from pathlib import Path

import pytest

from sheets_sync.runs import digests
from sheets_sync.runs.digests import Digests, file_digest

LARGE = b"\x00" * (1 << 20)


def saved(path: Path, content: bytes, ago: float = 60) -> Path:
    """A file as it lies there some seconds after it was saved."""
    path.write_bytes(content)
    moment = time.time() - ago
    os.utime(path, (moment, moment))
    return path


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute has gone by since the test's files were saved."""
    monkeypatch.setattr(digests.time, "time_ns", lambda: int((time.time() + 60) * 1e9))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read."""
    names: list[str] = []

    def noted(path: Path) -> str:
        names.append(path.name)
        return file_digest(path)

    monkeypatch.setattr(digests, "file_digest", noted)
    return names


def run(folder: Path, *books: Path) -> list[str]:
    """What the digests of a run are."""
    known = Digests(folder / "digests.json")
    found = [known.of(book) for book in books]
    known.keep()
    return found


@pytest.mark.skipif(os.name == "nt", reason="there a large book is read each time")
def test_a_large_book_that_was_not_touched_is_read_once(tmp_path, later, read):
    book = saved(tmp_path / "Журнал.xlsx", LARGE)
    first = run(tmp_path, book)
    assert run(tmp_path, book) == first == [file_digest(book)]
    assert read == ["Журнал.xlsx"]


@pytest.mark.parametrize("content", [LARGE + b"1", b"\x01" + LARGE[1:]])
def test_a_saved_book_is_another_even_with_its_old_time_put_back(tmp_path, later, read, content):
    book = saved(tmp_path / "Журнал.xlsx", LARGE)
    before, found = run(tmp_path, book), book.stat()
    book.write_bytes(content)
    os.utime(book, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert run(tmp_path, book) == [file_digest(book)] != before


def test_a_book_in_place_of_another_is_another(tmp_path, later, read):
    book, new = saved(tmp_path / "Журнал.xlsx", LARGE), saved(tmp_path / "новый", LARGE + b"1")
    before = run(tmp_path, book)
    new.replace(book)
    assert run(tmp_path, book) != before


def test_a_book_saved_a_moment_ago_is_read_again(tmp_path, read):
    book = saved(tmp_path / "Журнал.xlsx", LARGE, ago=0)
    run(tmp_path, book)
    run(tmp_path, book)
    assert read == ["Журнал.xlsx"] * 2


@pytest.mark.parametrize("note", [b"", b"[1]", b'{"a": 1}', b"\xff", b"[" * 100_000])
def test_a_note_that_can_not_be_read_is_no_note(tmp_path, later, note):
    book = saved(tmp_path / "Журнал.xlsx", LARGE)
    (tmp_path / "digests.json").write_bytes(note)
    assert run(tmp_path, book) == [file_digest(book)]


def test_no_file_has_the_digest_of_nothing(tmp_path, later):
    assert run(tmp_path, tmp_path / "нет.xlsx", tmp_path) == ["-", "-"]


def test_windows_has_no_stamp_to_trust_so_a_book_is_read_each_time(
    tmp_path, later, read, monkeypatch
):
    book = saved(tmp_path / "Журнал.xlsx", LARGE)
    known = Digests(tmp_path / "digests.json")
    monkeypatch.setattr(digests.os, "name", "nt")
    found = [known.of(book), known.of(book)]
    monkeypatch.undo()
    assert found == [file_digest(book)] * 2
    assert read == ["Журнал.xlsx"] * 2
