"""`init`: all files or none, never over another file; and what a wheel must carry."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.samples import init as starting
from sheets_sync.samples.init import init
from sheets_sync.workspace import Remind, load

REPOSITORY = Path(__file__).parents[2]
BOOKS = [
    "Справочники.xlsx",
    "Посещаемость.xlsx",
    "Консультации.xlsx",
    "Отчёты тьюторов.xlsx",
    "Дорожная карта ШНОР.xlsx",
]
NAMES = [*BOOKS, "письма/напоминание.txt", "workspace.toml"]


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if not path.is_dir())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def templates() -> dict[str, bytes]:
    return {name: (REPOSITORY / "templates" / name).read_bytes() for name in NAMES}


@pytest.mark.parametrize("name", ["new", "new/in/new", "с пробелом «и» кавычками"])
def test_a_new_folder_gets_the_templates(tmp_path: Path, name: str):
    assert init(tmp_path / name) == NAMES
    assert content(tmp_path / name) == templates()


def test_a_folder_with_other_files_keeps_them(tmp_path: Path):
    (tmp_path / "приказ.docx").write_bytes(b"mine")
    init(tmp_path)
    assert content(tmp_path) == {**templates(), "приказ.docx": b"mine"}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_there_stops_everything(tmp_path: Path, name: str):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(UsageError, match=f"«{name}»") as caught:
        init(tmp_path)
    assert caught.value.exit_code == 2
    assert content(tmp_path) == {name: b"mine"}


def test_a_dangling_link_is_a_file_too(tmp_path: Path):
    (tmp_path / NAMES[0]).symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError):
        init(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path):
    (tmp_path / "folder").write_bytes(b"mine")
    with pytest.raises(UsageError, match="не папка"):
        init(tmp_path / "folder")
    assert content(tmp_path) == {"folder": b"mine"}


@pytest.mark.parametrize("step", ["fsync", "rename"])
@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, fault: BaseException
):
    real, calls = getattr(os, step), []

    def failing(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) > number:
            raise fault
        real(*arguments)

    monkeypatch.setattr(starting.os, step, failing)
    with pytest.raises((SheetsSyncError, KeyboardInterrupt)) as caught:
        init(tmp_path / "new" / "folder")
    if isinstance(fault, OSError):
        assert "на диске нет места" in str(caught.value)
    assert content(tmp_path) == {}


def test_an_installed_package_has_its_own_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    places = (tmp_path / "templates_data", REPOSITORY / "templates")
    monkeypatch.setattr(starting, "_PLACES", places)
    init(tmp_path / "checkout")
    places[0].mkdir()
    for name in NAMES:
        (places[0] / name).parent.mkdir(exist_ok=True)
        (places[0] / name).write_bytes(b"installed")
    init(tmp_path / "installed")
    assert content(tmp_path / "checkout") == templates()
    assert set(content(tmp_path / "installed").values()) == {b"installed"}


def test_templates_that_are_missing_are_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(starting, "_PLACES", (tmp_path / "nowhere",))
    with pytest.raises(SheetsSyncError, match="установите программу заново"):
        init(tmp_path / "new")
    assert content(tmp_path) == {}


def test_the_new_workspace_is_valid(tmp_path: Path):
    init(tmp_path)
    workspace = load(tmp_path)
    assert workspace.books == tuple(BOOKS)
    assert workspace.today is None


def test_every_line_of_the_settings_that_is_off_may_be_turned_on(tmp_path: Path):
    lines = (REPOSITORY / "templates" / "workspace.toml").read_text(encoding="utf-8").splitlines()
    settings = [_turned_on(line) for line in lines]
    (tmp_path / "workspace.toml").write_text("\n".join(settings), encoding="utf-8")
    workspace = load(tmp_path)
    assert str(workspace.school_year) == "2025–2026"
    assert workspace.overdue_days == 3
    assert workspace.owners["Справочники.xlsx"] == "методист Иванова И.И."
    assert workspace.mails == {"Консультации.xlsx": "petrova@example.org"}
    assert workspace.remind == Remind(7, 0, 50)
    assert workspace.headers == {
        "График": {"День проведения": "Дата"},
        "Тьюторы": {"Сотрудник": "Фамилия; Имя; Отчество"},
    }
    assert workspace.defaults == {"Журнал": {"Отметка": "был"}}
    assert workspace.words["Дефицит"] == {
        "функциональная грамотность": ("ФГ",),
        "критерии оценивания": (),
    }


def _turned_on(line: str) -> str:
    """A line without its «# », if that leaves a setting and no sentence."""
    bare = line.removeprefix("# ")
    try:
        tomllib.loads(bare)
    except tomllib.TOMLDecodeError:
        return line
    return bare


def command(*words: str) -> "subprocess.CompletedProcess[str]":
    line = [sys.executable, "-m", "sheets_sync", "init", *words]
    return subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.slow
def test_the_command_makes_the_folder_once(tmp_path: Path):
    folder = str(tmp_path / "new")
    first, second = command(folder, "--json"), command(folder)
    assert json.loads(first.stdout) == {"folder": folder, "files": NAMES}
    assert (first.returncode, second.returncode) == (0, 2)
    assert second.stderr.count("\n") == 1
    assert "уже есть" in second.stderr


def test_the_wheel_lists_every_package():
    with open(REPOSITORY / "pyproject.toml", "rb") as file:
        listed = tomllib.load(file)["tool"]["setuptools"]["packages"]
    folders = {path.parent for path in (REPOSITORY / "sheets_sync").rglob("*.py")}
    there = {".".join(folder.relative_to(REPOSITORY).parts) for folder in folders}
    assert set(listed) == {*there, "sheets_sync.templates_data"}
