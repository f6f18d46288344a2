"""Whole or not at all, whichever call to the disk fails."""

import os
from pathlib import Path

import pytest

from sheets_sync.disk import put, put_new, put_quietly


class Failing:
    """Stands for a function of `os` and fails at the k-th call."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, at: int, fault: BaseException):
        self.real, self.left, self.fault = getattr(os, name), at, fault
        monkeypatch.setattr(os, name, self)

    def __call__(self, *arguments: object) -> object:
        self.left -= 1
        if not self.left:
            raise self.fault
        return self.real(*arguments)


FAULTS = [OSError(28, "No space left on device"), KeyboardInterrupt()]


def everything(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_a_file_that_cannot_be_put_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: BaseException
) -> None:
    put(tmp_path / "a", b"old")
    Failing(monkeypatch, step, 1, fault)
    with pytest.raises(type(fault)):
        put(tmp_path / "a", b"new")
    assert everything(tmp_path) == {"a": b"old"}


@pytest.mark.parametrize(("step", "at"), [("fsync", 1), ("fsync", 2), ("rename", 1), ("rename", 2)])
@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_new_files_come_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, at: int, fault: BaseException
) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    Failing(monkeypatch, step, at, fault)
    files = {tmp_path / "new" / "deep" / "a": b"a", tmp_path / "b": b"b"}
    with pytest.raises(type(fault)):
        put_new(files)
    assert everything(tmp_path) == {"mine": b"mine"}
    put_new(files)
    assert {path: path.read_bytes() for path in files} == files


def test_a_note_gets_a_second_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Failing(monkeypatch, "replace", 1, FAULTS[0])
    assert put_quietly(tmp_path / "new" / "note", "да")
    assert everything(tmp_path) == {"new": None, "new/note": "да".encode()}
