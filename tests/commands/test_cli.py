"""The commands as a person and as another program meet them: text, JSON, exit codes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from zipfile import ZipFile

import pytest
from helpers import Desk, save_book, write_settings

from sheets_sync.commands.cli import main

KEYS = {"today", "made_at", "organisation", "tabs", "left_out", "problems", "accepted", "figures",
        "written", "skipped", "requests", "next"}  # fmt: skip
PROBLEM_KEYS = {"book", "tab", "cell", "check", "severity", "value", "message", "fix", "owner",
                "link", "id", "since", "mend"}  # fmt: skip
TODAY = "2021-02-18"


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """One command in this process."""

    def command(*words: object) -> Done:
        with pytest.raises(SystemExit) as caught:
            main([str(word) for word in words])
        code = caught.value.code
        assert isinstance(code, int)
        return Done(code, *capsys.readouterr())

    return command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Desk().save(tmp_path / "ИМЦ")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A workspace with an error and a warning."""
    desk = Desk().set("Журнал", 4, "Школа", "9").set("Явка", 4, "С-02", None)
    return desk.save(tmp_path / "ИМЦ")


def strict(text: str) -> Any:
    """Text that is one JSON object and has no NaN."""

    def refuse(word: str) -> None:
        raise AssertionError(word)

    found = json.loads(text, parse_constant=refuse)
    assert isinstance(found, dict)
    assert text.endswith("}\n")
    assert text.count("\n") == 1
    return found


# Exit codes


def test_check_is_0_without_errors(run: Run, folder: Path) -> None:
    done = run("check", folder, "--today", TODAY)
    assert (done.code, done.err) == (0, "")
    assert "Замечания: нет" in done.out


def test_check_is_0_with_warnings_alone(run: Run, folder: Path) -> None:
    save_book(folder / "Посещаемость.xlsx", Desk().set("Явка", 4, "С-02", None).books[
        "Посещаемость.xlsx"])  # fmt: skip
    assert run("check", folder, "--today", TODAY).code == 0


@pytest.mark.slow
def test_a_pattern_without_a_book_is_told_in_the_terminal(run: Run, folder: Path) -> None:
    write_settings(folder, [*Desk().books, "тьюторы/*.xlsx"])
    said = "тьюторы/*.xlsx: по шаблону «тьюторы/*.xlsx» пока нет ни одной книги → положите книги"
    assert said in run("check", folder, "--today", TODAY).out
    assert "тьюторы/*.xlsx: книг пока нет" in run("doctor", folder).out


@pytest.mark.slow
def test_empty_tables_are_not_called_filled_in_right(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "ИМЦ")
    for command in ("check", "sync"):
        out = run(command, tmp_path / "ИМЦ").out
        assert "Замечания: нет, таблицы пусты" in out
        assert "Таблицы пусты: начните с листов «Школы» и «Тьюторы»" in out
        assert "верно" not in out


def test_check_is_1_with_errors(run: Run, faulty: Path) -> None:
    done = run("check", faulty, "--today", TODAY)
    assert done.code == 1
    assert "лист «Журнал», D4" in done.out
    assert "1 ошибка, 1 предупреждение" in done.out


@pytest.mark.slow
def test_sync_is_0_whatever_the_problems(run: Run, faulty: Path) -> None:
    done = run("sync", faulty, "--today", TODAY)
    assert done.code == 0
    assert "Записано: " in done.out
    again = run("sync", faulty, "--today", TODAY)
    assert (again.code, "Ничего не изменилось" in again.out) == (0, True)


@pytest.mark.slow
def test_a_refused_shrink_is_0_with_the_reason(run: Run, folder: Path) -> None:
    run("sync", folder, "--today", TODAY)
    desk = Desk()
    del desk.rows("Журнал")[2:]
    save_book(folder / "Консультации.xlsx", desk.books["Консультации.xlsx"])
    done = run("sync", folder, "--today", TODAY, "--json")
    content = strict(done.out)
    assert (done.code, content["written"]) == (0, [])
    assert all("--accept-shrink" in reason for reason in content["skipped"].values())
    assert run("sync", folder, "--today", TODAY, "--accept-shrink").code == 0


# JSON


@pytest.mark.parametrize("command", ["check", "sync"])
def test_json_is_the_contracts_one_object(run: Run, faulty: Path, command: str) -> None:
    done = run(command, faulty, "--today", TODAY, "--json")
    content = strict(done.out)
    assert done.err == ""
    assert content.keys() == KEYS
    assert content["today"] == TODAY
    assert (content["written"] == []) == (command == "check")
    assert content["requests"] == {"read": 0, "write": 0}
    assert {tuple(tab) for tab in content["tabs"]} == {
        ("book", "tab", "read", "counted", "rejected")
    }
    assert all(problem.keys() == PROBLEM_KEYS for problem in content["problems"])
    assert {problem["severity"] for problem in content["problems"]} == {"ошибка", "предупреждение"}
    for problem in content["problems"]:
        nulls = {name for name, value in problem.items() if value is None}
        assert nulls <= {"cell", "owner", "link"}
    assert isinstance(content["figures"]["attendance"], dict)
    assert isinstance(content["figures"]["attendance_by_tutor"], list)
    assert all(isinstance(step, str) for step in content["next"])


@pytest.mark.slow
def test_all_adds_information(run: Run, folder: Path) -> None:
    book = "Консультации.xlsx"
    save_book(folder / book, {**Desk().books[book], "Заметки": [["ничего"]]})
    usual = strict(run("check", folder, "--today", TODAY, "--json").out)["problems"]
    every = strict(run("check", folder, "--today", TODAY, "--json", "--all").out)["problems"]
    assert usual == []
    assert {problem["severity"] for problem in every} == {"сведение"}
    assert run("check", folder, "--today", TODAY, "--all").code == 0


def test_the_link_opens_the_cell(run: Run, faulty: Path) -> None:
    content = strict(run("check", faulty, "--today", TODAY, "--json").out)
    (found,) = [p for p in content["problems"] if p["severity"] == "ошибка"]
    assert found["cell"] == "D4"
    assert found["link"].endswith("#'Журнал'!D4")


# What goes wrong


def password(path: Path) -> None:
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 2000)


def broken_zip(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def no_parts(path: Path) -> None:
    archive = BytesIO()
    with ZipFile(archive, "w") as made:
        made.writestr("readme.txt", "x")
    path.write_bytes(archive.getvalue())


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "cut short": broken_zip,
    "a page of the web": lambda path: path.write_text("<html><body>Вход</body></html>"),
    "a password": password,
    "empty": lambda path: path.write_bytes(b""),
    "noise": lambda path: path.write_bytes(Random(1).randbytes(1000)),
    "text": lambda path: path.write_text("Код;Школа\n1;2\n", encoding="utf-8"),
    "a folder": folder_instead,
    "an archive of something else": no_parts,
    "missing": lambda path: path.unlink(),
}


@pytest.mark.parametrize("command", [pytest.param("check", marks=pytest.mark.slow), "sync"])
@pytest.mark.parametrize("fault", UNREADABLE)
def test_directories_that_cannot_be_read(run: Run, folder: Path, fault: str, command: str) -> None:
    UNREADABLE[fault](folder / "Справочники.xlsx")
    done = run(command, folder, "--today", TODAY)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("Ошибка: ")
    assert done.err.count("\n") == 1
    assert "Справочники.xlsx" in done.err
    assert not (folder / "Сводка ИМЦ.xlsx").exists()


@pytest.mark.parametrize("fault", UNREADABLE)
def test_any_other_book_that_cannot_be_read_is_left_out(run: Run, folder: Path, fault: str) -> None:
    UNREADABLE[fault](folder / "Консультации.xlsx")
    done = run("check", folder, "--today", TODAY)
    assert (done.code, done.err) == (1, "")
    assert "\nНе вошло: Консультации.xlsx – " in done.out


def test_directories_that_cannot_be_read_leave_the_old_summary(run: Run, folder: Path) -> None:
    run("sync", folder, "--today", TODAY)
    before = (folder / "Сводка ИМЦ.xlsx").read_bytes()
    broken_zip(folder / "Справочники.xlsx")
    assert run("sync", folder, "--today", TODAY).code == 3
    assert (folder / "Сводка ИМЦ.xlsx").read_bytes() == before


USAGE: dict[str, tuple[str, ...]] = {
    "no command": (),
    "unknown command": ("sinc",),
    "wrong option": ("check", ".", "--fast"),
    "an option of another command": ("check", ".", "--accept-shrink"),
    "an option without its value": ("check", ".", "--today"),
    "two workspaces": ("check", ".", "."),
    "no such day": ("check", ".", "--today", "31.02.2021"),
    "no day at all": ("check", ".", "--today", "вчера"),
    "an empty day": ("check", ".", "--today", ""),
    "init without a folder": ("init",),
    "a value where none belongs": ("check", ".", "--quiet=да"),
}


@pytest.mark.parametrize("words", USAGE.values(), ids=USAGE.keys())
def test_usage_is_exit_2_and_one_russian_sentence(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Ошибка: ")
    assert done.err.count("\n") == 1
    english = {"argument", "arguments", "invalid", "choice", "unrecognized", "required", "expected"}
    assert not english & set(done.err.replace(":", " ").split())


@pytest.mark.parametrize("words", USAGE.values(), ids=USAGE.keys())
def test_usage_as_json(run: Run, words: tuple[str, ...]) -> None:
    done = run("--json", *words) if not words else run(*words, "--json")
    assert (done.code, done.err) == (2, "")
    assert strict(done.out).keys() == {"error"}


def no_workspace(folder: Path) -> None:
    (folder / "workspace.toml").unlink()


def foreign_summary(folder: Path) -> None:
    save_book(folder / "Сводка ИМЦ.xlsx", {"Лист": [["важное"]]})


def summary_as_book(folder: Path) -> None:
    write_settings(folder, ["Сводка ИМЦ.xlsx"])


def google(folder: Path) -> None:
    write_settings(folder, ["https://docs.google.com/spreadsheets/d/x"])


def broken_settings(folder: Path) -> None:
    (folder / "workspace.toml").write_text("books = [", encoding="utf-8")


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("fault", "code"),
    [(no_workspace, 2), (foreign_summary, 2), (broken_settings, 2),
     (google, 2),
     (summary_as_book, 2),
     (lambda folder: (folder / "Справочники.xlsx").unlink(), 3)],
)  # fmt: skip
def test_an_error_as_json(
    run: Run, folder: Path, fault: Callable[[Path], object], code: int
) -> None:
    fault(folder)
    done = run("sync", folder, "--json")
    assert (done.code, done.err) == (code, "")
    assert strict(done.out).keys() == {"error"}


def test_a_workspace_may_be_its_file(run: Run, folder: Path) -> None:
    assert run("check", folder / "workspace.toml", "--today", TODAY).code == 0


def test_the_current_folder_is_the_default(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert run("check", "--today", TODAY).code == 0


def test_an_abbreviated_json_option_is_json_too_or_none(run: Run) -> None:
    done = run("check", "нет такой", "--jso")
    assert done.err == "" or "--jso" in done.err


# Words


@pytest.mark.slow
@pytest.mark.parametrize("spelling", [TODAY, "18.02.2021"])
def test_today_in_both_spellings(run: Run, folder: Path, spelling: str) -> None:
    assert strict(run("check", folder, "--today", spelling, "--json").out)["today"] == TODAY
    assert strict(run("check", folder, f"--today={spelling}", "--json").out)["today"] == TODAY


@pytest.mark.parametrize("command", ["check", "sync"])
def test_quiet_says_nothing(run: Run, faulty: Path, command: str) -> None:
    done = run(command, faulty, "--today", TODAY, "--quiet")
    assert done == (1 if command == "check" else 0, "", "")


def test_quiet_and_json_is_json(run: Run, folder: Path) -> None:
    strict(run("check", folder, "--today", TODAY, "--quiet", "--json").out)


@pytest.mark.parametrize(
    "words", [("--help",), ("check", "--help"), ("sync", "-h"), ("--version",)]
)
def test_help_is_russian(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.code == 0
    for english in ("usage:", "options:", "positional", "show this help"):
        assert english not in done.out


def test_no_colour_codes_in_a_pipe(run: Run, faulty: Path) -> None:
    done = run("check", faulty, "--today", TODAY)
    assert "\033" not in done.out + done.err


@pytest.mark.parametrize(("variable", "coloured"), [(None, True), ("NO_COLOR", False)])
def test_colours_on_a_terminal(
    run: Run, faulty: Path, monkeypatch: pytest.MonkeyPatch, variable: str | None, coloured: bool
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if variable:
        monkeypatch.setenv(variable, "1")
    assert ("\033" in run("check", faulty, "--today", TODAY).out) == coloured


def test_a_cell_cannot_steer_the_terminal(run: Run, folder: Path) -> None:
    desk = Desk().set("Журнал", 4, "Школа", "СОШ\u202e\u2028\x85 № 144")
    save_book(folder / "Консультации.xlsx", desk.books["Консультации.xlsx"])
    done = run("check", folder, "--today", TODAY)
    assert not set("\033\x85\u2028\u202e") & set(done.out)


# As a process of its own


def process(*words: object, **surroundings: str) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "sheets_sync", *map(str, words)],
        capture_output=True,
        env=os.environ | surroundings,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.slow
def test_a_process_speaks_utf_8_whatever_the_locale(faulty: Path) -> None:
    done = process("check", faulty, "--today", TODAY, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (done.code, done.err) == (1, "")
    assert "Журнал" in done.out
    assert "\033" not in done.out


@pytest.mark.slow
def test_a_process_with_a_broken_book_has_no_traceback(folder: Path) -> None:
    broken_zip(folder / "Справочники.xlsx")
    done = process("sync", folder, "--json")
    assert (done.code, done.err) == (3, "")
    assert strict(done.out).keys() == {"error"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", ['check "{}" --json | head -c 10', 'status "{}" | true', "--help | true"]
)
def test_a_reader_that_leaves_is_no_error(folder: Path, command: str) -> None:
    line = f'"{sys.executable}" -m sheets_sync {command.format(folder)}'
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert b"Error" not in done.stderr
