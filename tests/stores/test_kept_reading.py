"""What was read of a book that did not change is not read again, and is never believed wrongly."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import Desk, save_book

from sheets_sync.stores.files import BookFile
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx import children as processes
from sheets_sync.stores.xlsx import read
from sheets_sync.stores.xlsx.frames import BooksRead
from sheets_sync.stores.xlsx.kept_reading import KeptReadings

TABS = frozenset({"журнал", "график"})


@pytest.fixture
def book(tmp_path: Path) -> BookFile:
    path = tmp_path / "Консультации.xlsx"
    save_book(path, Desk().books[path.name])
    return BookFile(path, path.name)


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each child that was started."""
    started: list[str] = []
    spawn = processes.spawn

    def counted(arguments: list[str]) -> object:
        started.append("child")
        return spawn(arguments)

    monkeypatch.setattr(processes, "spawn", counted)
    return started


def kept(folder: Path, program: str = "1", writes: bool = True) -> KeptReadings:
    return KeptReadings(folder / ".sheets_sync" / "read", program, writes)


def look(book: BookFile, known: KeptReadings, **other: object) -> BooksRead:
    limits = Limits(**other)  # type: ignore[arg-type]
    return read.start([book], TABS, limits, kept=known).finish().whole()


def test_a_book_that_did_not_change_needs_no_child(
    book: BookFile, tmp_path: Path, children: list[str]
):
    first = look(book, kept(tmp_path))
    os.utime(book.path)  # saved again with the same bytes, or copied
    assert look(book, kept(tmp_path)) == first
    assert len(children) == 1


def test_a_book_that_changed_is_read(book: BookFile, tmp_path: Path, children: list[str]):
    look(book, kept(tmp_path))
    save_book(book.path, Desk().set("Журнал", 4, "Минуты", 77).books[book.name])
    found = look(book, kept(tmp_path))
    assert len(children) == 2
    assert found == look(book, kept(tmp_path, program="none has said this"))


Change = Callable[[Path], None]


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-10])


def _turned(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-30] ^= 1
    file.write_bytes(content)


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("damage", [_cut, _turned, _emptied, _folder])
def test_what_is_damaged_is_not_believed(
    book: BookFile, tmp_path: Path, children: list[str], damage: Change
):
    first = look(book, kept(tmp_path))
    (file,) = (tmp_path / ".sheets_sync" / "read").iterdir()
    damage(file)
    assert look(book, kept(tmp_path)) == first
    assert len(children) == 2


def test_what_another_version_read_is_not_believed(
    book: BookFile, tmp_path: Path, children: list[str]
):
    look(book, kept(tmp_path))
    look(book, kept(tmp_path, program="2"))
    assert len(children) == 2


def test_a_limit_that_was_lowered_holds_for_what_was_read_before(book: BookFile, tmp_path: Path):
    look(book, kept(tmp_path))
    with pytest.raises(Exception, match="ячеек"):
        look(book, kept(tmp_path), cells=10)


def test_a_look_keeps_nothing(book: BookFile, tmp_path: Path):
    look(book, kept(tmp_path, writes=False))
    assert not (tmp_path / ".sheets_sync").exists()


def test_a_look_is_spared_what_a_run_has_read(book: BookFile, tmp_path: Path, children: list[str]):
    look(book, kept(tmp_path))
    look(book, kept(tmp_path, writes=False))
    assert len(children) == 1


def test_of_a_book_that_is_gone_nothing_is_kept(book: BookFile, tmp_path: Path):
    look(book, kept(tmp_path))
    path = tmp_path / "Другая.xlsx"
    book.path.rename(path)
    look(BookFile(path, path.name), kept(tmp_path))
    assert len(list((tmp_path / ".sheets_sync" / "read").iterdir())) == 1


def test_a_book_that_can_not_be_read_leaves_nothing(book: BookFile, tmp_path: Path):
    book.path.write_bytes(b"PK no book")
    for _ in range(2):
        with pytest.raises(Exception, match="не прочитана"):
            look(book, kept(tmp_path))
    assert not list(tmp_path.glob(".sheets_sync/read/*"))
