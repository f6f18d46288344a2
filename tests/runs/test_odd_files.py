"""Names no disk takes, things that are no files, no room and little memory: a sentence each."""

import errno
import os
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
from command_line import typed
from helpers import save_book, write_settings
from runs.sync_help import SUMMARY

from sheets_sync.commands import cli
from sheets_sync.disk import read_regular
from sheets_sync.runs.digests import file_digest
from sheets_sync.runs.job_state import State, load_state
from sheets_sync.runs.lock import holder, one_at_a_time
from sheets_sync.runs.memory import Memo, Remembered
from sheets_sync.runs.sync import clock
from sheets_sync.stores.google.key import read_key
from sheets_sync.stores.limits import MOST
from sheets_sync.workspace import load

pytestmark = [
    pytest.mark.kinds,
    pytest.mark.skipif(os.name == "nt", reason="pipes and devices are those of POSIX"),
]

LONG = "я" * 200
BOOKS = "Справочники.xlsx"


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder_there(path: Path) -> None:
    path.mkdir()


def nowhere(path: Path) -> None:
    path.symlink_to(path)


ODD: list[Callable[[Path], None]] = [pipe, device, folder_there, nowhere]
odd_things = pytest.mark.parametrize("make", ODD, ids=lambda make: make.__name__)


def small(folder: Path) -> Path:
    """A workspace of one book of one tab: quick to read."""
    folder.mkdir(exist_ok=True)
    save_book(folder / BOOKS, {"Предметы": [["Предмет"], ["математика"]]})
    write_settings(folder, [BOOKS])
    return folder


def told(folder: Path, command: str = "check") -> str:
    """What the command complains of: one sentence, no traceback, the exit code of a complaint."""
    done = typed(command, folder, "--today", "2021-02-18")
    assert done.code in (2, 3)
    assert done.err.startswith("Ошибка: ")
    assert "Ошибка программы" not in done.err
    return done.err


def with_book(folder: Path, name: str) -> Path:
    write_settings(small(folder), [BOOKS, name])
    return folder


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (f"{LONG}.xlsx", "слишком длинное имя"),
        (f"{LONG}/книга.xlsx", "слишком длинное имя"),
        ("а/" * 3000 + "б.xlsx", "слишком длинное имя"),
        ("а\\u0000.xlsx", "служебный"),
        (f"{BOOKS}/книга.xlsx", "нет"),
    ],
)
def test_a_name_that_no_disk_takes_is_said(tmp_path: Path, name: str, words: str) -> None:
    assert words in told(with_book(tmp_path, name))


@odd_things
def test_a_book_that_is_no_file_is_said(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "книга.xlsx")
    assert "книга.xlsx" in told(with_book(tmp_path, "книга.xlsx"))


@pytest.mark.parametrize("name", ["/proc/kmsg", "/dev/zero", "/dev/null", "/proc/self/mem", "/"])
def test_a_book_of_the_system_is_said(tmp_path: Path, name: str) -> None:
    if not Path(name).exists():
        pytest.skip("the system has no such thing")
    assert name in told(with_book(tmp_path, name))


@pytest.mark.parametrize("make", [pipe, device, folder_there])
def test_a_summary_that_is_no_file_is_said(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(small(tmp_path) / SUMMARY)
    assert SUMMARY in told(tmp_path, "sync")


def test_a_summary_with_too_long_a_name_is_said(tmp_path: Path) -> None:
    settings = (small(tmp_path) / "workspace.toml").read_text(encoding="utf-8")
    text = settings.replace(SUMMARY, f"{LONG}.xlsx")
    (tmp_path / "workspace.toml").write_text(text, encoding="utf-8")
    assert "слишком длинное имя" in told(tmp_path, "sync")


@odd_things
def test_settings_that_are_no_file_are_said(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "workspace.toml")
    assert "workspace.toml" in told(tmp_path)


@odd_things
@pytest.mark.parametrize("name", ["", "lock", "log.txt", "last.json", "runs.json", "earlier"])
def test_notes_that_are_no_files_stop_no_run(
    tmp_path: Path, make: Callable[[Path], None], name: str
) -> None:
    notes = small(tmp_path) / ".sheets_sync"
    if name:
        notes.mkdir()
    make(notes / name)
    root = load(tmp_path).root
    assert Memo(root).recall() == Remembered()
    assert load_state(root) == State()
    assert holder(root) == ("", False)
    with one_at_a_time(root, clock(load(root))):
        pass


@odd_things
@pytest.mark.parametrize("name", ["lock", "log.txt", "last.json"])
def test_a_run_goes_on_beside_such_notes(
    tmp_path: Path, make: Callable[[Path], None], name: str
) -> None:
    (small(tmp_path) / ".sheets_sync").mkdir()
    make(tmp_path / ".sheets_sync" / name)
    assert typed("run", tmp_path, "--once").code == 0
    assert (tmp_path / SUMMARY).is_file()


@odd_things
def test_a_key_that_is_no_file_is_said(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "key.json")
    with pytest.raises(Exception, match=r"Ключ .* не читается|могут прочитать"):
        read_key(tmp_path / "key.json")


@odd_things
def test_a_document_is_written_over_no_such_thing(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(small(tmp_path) / "список.docx")
    done = typed("document", "дорожная-карта", tmp_path, "-o", tmp_path / "список.docx")
    assert done.code in (2, 3)
    assert "Traceback" not in done.err


@odd_things
def test_nothing_waits_for_what_is_no_file(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "что-то")
    assert file_digest(tmp_path / "что-то") == "-"
    with pytest.raises(OSError, match=r".*"):
        read_regular(tmp_path / "что-то")


def test_a_regular_file_is_read_and_told_apart(tmp_path: Path) -> None:
    for name, text in (("а", "1"), ("б", "2")):
        (tmp_path / name).write_text(text)
    assert read_regular(tmp_path / "а") == b"1"
    assert file_digest(tmp_path / "а") != file_digest(tmp_path / "б")


def no_room(*_: Any) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


class NoRoom(FileIO):
    """A file on a disk without a free page."""

    write = no_room


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full disk to try")
@pytest.mark.parametrize("command", ["sync", "run", "status", "restore", "lists"])
def test_no_room_before_the_first_state_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def opened(handle: int, mode: str, *args: Any) -> Any:
        return NoRoom(handle, mode) if mode == "r+b" else real(handle, mode, *args)

    small(tmp_path)
    real = os.fdopen
    monkeypatch.setattr(os, "fdopen", opened)
    monkeypatch.setattr("sheets_sync.disk._write_through", no_room)
    monkeypatch.setattr("logging.FileHandler._open", lambda _: open("/dev/full", "a"))  # noqa: SIM115
    done = typed(command, tmp_path, *(["--once"] if command == "run" else []))
    assert done.code in ((3,) if command in ("sync", "run") else (0, 2))
    assert ("нет места" in done.out + done.err) == (done.code == 3)


FAULTS = [
    OSError(errno.EIO, "I/O error", "файл"),
    MemoryError(),
    ImportError("failed to map segment", name="pandas"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_what_the_system_refuses_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def refuse(words: object) -> int:
        raise fault

    monkeypatch.setattr(cli, "_obey", refuse)
    assert "\n" not in told(tmp_path).strip()


@pytest.mark.parametrize("kilobytes", [60_000, 120_000, 200_000])
def test_little_memory_is_said_before_it_is_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kilobytes: int
) -> None:
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (kilobytes << 10, kilobytes << 10))
    assert "Не хватило памяти (нужно хотя бы 256 МБ)" in told(small(tmp_path))
    assert typed("--help").code == 0


@pytest.mark.parametrize("name", MOST)
@pytest.mark.parametrize(
    "value", ["inf", "nan", "-inf", "1e300", "0", "-1", f"1{'0' * 40}", "true"]
)
def test_a_limit_out_of_range_is_said(tmp_path: Path, name: str, value: str) -> None:
    write_settings(small(tmp_path), [BOOKS], f"[limits]\n{name} = {value}\n")
    assert f"«{name}»: нужно: число больше нуля, не больше {MOST[name]}" in told(tmp_path)


@pytest.mark.parametrize(
    "line", ["rules]\noverdue_days = 1000000000000", "notify]\nafter = 1000000000000000000000"]
)
def test_other_numbers_out_of_range_are_said(tmp_path: Path, line: str) -> None:
    write_settings(small(tmp_path), [BOOKS], f"[{line}\n")
    assert "нужно:" in told(tmp_path)


@pytest.mark.parametrize("line", ["seconds = 0.5", "seconds = 86400", "memory_mb = 512.5",
                                  "cells = 1000000000"])  # fmt: skip
def test_a_limit_within_range_is_kept(tmp_path: Path, line: str) -> None:
    write_settings(small(tmp_path), [BOOKS], f"[limits]\n{line}\n")
    name, value = line.split(" = ")
    assert getattr(load(tmp_path).limits, name) == float(value)
