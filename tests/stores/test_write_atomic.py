import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from write_faults import MADE_AT, Fault, fail, summary, write, write_with

from sheets_sync.disk import beside
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.stores.xlsx import write as xlsx_write
from sheets_sync.stores.xlsx.mark import read_mark

ROOT = Path(__file__).parents[2]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Сводка ИМЦ.xlsx"
    write(path, "старая")
    return path


def test_replaces_its_own_summary_and_leaves_nothing_else(book: Path) -> None:
    old = book.read_bytes()
    write(book, "новая")
    assert book.read_bytes() != old
    assert os.listdir(book.parent) == [book.name]


def test_foreign_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "Посещаемость.xlsx"
    path.write_bytes(b"anything")
    with pytest.raises(UsageError, match=r"создан не этой программой.*переименуйте") as caught:
        write(path, "новая")
    assert caught.value.exit_code == 2
    assert path.read_bytes() == b"anything"


def test_every_failing_call_leaves_the_old_summary_or_the_new(book: Path) -> None:
    old = book.read_bytes()
    write(book, "новая")
    new = book.read_bytes()
    failed = 0
    for at in range(1, 200):
        write(book, "старая")
        fault = Fault(at, fail)
        try:
            write_with(book, "новая", fault)
        except SheetsSyncError:
            failed += 1
            assert book.read_bytes() == old
        else:
            assert book.read_bytes() == new
        assert os.listdir(book.parent) == [book.name]
        if fault.calls < at:
            break
    assert failed >= 4


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
def test_every_kill_leaves_the_summary_whole(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("write_faults.py")), str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 8


def test_stale_temporary_files_of_other_summaries_stay(book: Path) -> None:
    other = book.with_name("Другая.xlsx")
    stale, mine = beside(other, 99), beside(book, 99)
    stale.touch()
    mine.touch()
    write(book, "новая")
    assert sorted(os.listdir(book.parent)) == sorted([book.name, stale.name])


def test_what_does_not_read_back_is_not_put_in_place(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = book.read_bytes()
    monkeypatch.setattr(xlsx_write, "read_regular", lambda new, most=0: b"other")
    with pytest.raises(SheetsSyncError, match="прежняя осталась на месте"):
        write(book, "новая")
    assert book.read_bytes() == old
    assert os.listdir(book.parent) == [book.name]


@pytest.mark.parametrize(
    ("number", "way_out"),
    [
        (errno.ENOSPC, "нет места"),
        (errno.EROFS, "только для чтения"),
        (errno.EACCES, "закройте файл"),
        (errno.EIO, "Проверьте диск"),
    ],
)
def test_what_the_disk_says_is_one_sentence(
    book: Path, monkeypatch: pytest.MonkeyPatch, number: int, way_out: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(SheetsSyncError, match=way_out) as caught:
        write(book, "новая")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("lock", "content"),
    [
        ("~${}", b"\x0d" + "Иванова И. И.".encode("cp1251") + b" " * 41),
        (".~lock.{}#", "Иванова И. И.,pc,pc,01.02.2021 10:00,file:///home;".encode()),
    ],
)
def test_open_file_is_named_with_its_user(
    book: Path, monkeypatch: pytest.MonkeyPatch, lock: str, content: bytes
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    (book.parent / lock.format(book.name)).write_bytes(content)
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(SheetsSyncError, match=r"Закройте .*открыл: Иванова И\. И\."):
        write(book, "новая")


def test_missing_folder_and_folder_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(SheetsSyncError, match="папки нет"):
        write(tmp_path / "нет" / "Сводка.xlsx", "новая")
    with pytest.raises(SheetsSyncError, match="это папка"):
        write(tmp_path, "новая")


def test_read_only_summary_is_left(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(SheetsSyncError, match="только для чтения"):
        write(book, "новая")


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes and links")
def test_keeps_mode_and_writes_through_a_link(book: Path) -> None:
    os.chmod(book, 0o640)
    link = book.with_name("ссылка.xlsx")
    link.symlink_to(book)
    write(link, "новая")
    assert link.is_symlink()
    assert book.stat().st_mode & 0o777 == 0o640
    assert read_mark(book) is not None


def test_bad_titles_are_a_bug(tmp_path: Path) -> None:
    for title in ("", "а" * 32, "а/б", "[а]", "'а", "History"):
        grid = summary("а")[0]
        object.__setattr__(grid, "title", title)
        with pytest.raises(ValueError, match="title"):
            xlsx_write.write_workbook(tmp_path / "С.xlsx", [grid], MADE_AT, "")
    with pytest.raises(ValueError, match="differ"):
        xlsx_write.write_workbook(tmp_path / "С.xlsx", summary("а") * 2, MADE_AT, "")
    assert os.listdir(tmp_path) == []
