"""Folders and books of other users: said before a run fails on it, and nobody is locked out."""

import os
from pathlib import Path

import pytest
from job_help import WORK_DAY, small

from sheets_sync.errors import UsageError
from sheets_sync.runs.doctor import Finding, doctor
from sheets_sync.runs.sync import Options, sync
from sheets_sync.stores.xlsx import read
from sheets_sync.workspace import load

SUMMARY = "Сводка ИМЦ.xlsx"
NOW = Options(now=WORK_DAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small(tmp_path / "ИМЦ")


def deny(monkeypatch: pytest.MonkeyPatch, *paths: Path, right: int = os.W_OK) -> None:
    """Of these this user may not do that; root, who may all, runs tests too."""
    access = os.access

    def asked(path: str | Path, mode: int, **more: bool) -> bool:
        return not (Path(path) in paths and mode & right) and access(path, mode, **more)

    monkeypatch.setattr(os, "access", asked)


def bad(folder: Path) -> list[Finding]:
    return [one for one in doctor(load(folder), NOW) if not one.ok]


def test_a_folder_that_can_not_be_written_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deny(monkeypatch, folder)
    (found,) = bad(folder)  # of summary and notes alike, but to be read once
    assert "Нет права писать в папку" in found.message


@pytest.mark.slow
@pytest.mark.parametrize("name", ["last.json", "log.txt", "lock"])
def test_what_another_user_left_there_is_told_by_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    sync(load(folder), NOW)
    file = folder / ".sheets_sync" / name
    file.touch()
    deny(monkeypatch, file)
    (one,) = bad(folder)
    assert (one.check, name in one.message) == ("state", True)


@pytest.mark.slow
def test_a_summary_that_can_not_be_replaced_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(load(folder), NOW)
    deny(monkeypatch, folder / SUMMARY)
    assert [one.check for one in bad(folder)] == ["summary"]


def test_a_book_without_the_right_to_read_is_not_called_damaged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(read, "RETRY_AFTER", 0)
    deny(monkeypatch, folder / "Консультации.xlsx", right=os.R_OK)
    sync(load(folder), NOW)
    assert "нет права её читать" in caplog.text


def test_a_folder_without_the_right_to_enter_is_not_called_empty(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> bool:
        raise PermissionError(13, "", str(path))

    monkeypatch.setattr(Path, "is_file", refused)
    with pytest.raises(UsageError, match="Нет права открыть папку"):
        load(folder)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="users of POSIX")
def test_what_root_makes_belongs_to_the_owner_of_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, tuple[int, int]] = {}
    stat = Path.stat

    def of_another(path: Path, **more: bool) -> os.stat_result:
        found = list(stat(path, **more))
        if path == folder or path.name in {*given}:
            found[4], found[5] = 1234, 1235
        return os.stat_result(found)

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(Path, "stat", of_another)
    monkeypatch.setattr(os, "chown", lambda path, *who: given.update({Path(path).name: who}))
    sync(load(folder), NOW)
    assert given[".sheets_sync"] == (1234, 1235)
    assert {"lock", "earlier", "read"} <= set(given)
    assert any(name.endswith(".tmp") for name in given), "the summary, before it takes its place"
