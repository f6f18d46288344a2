"""What both READMEs and docs/contract.md show is what the program prints; nothing is left out."""

import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from command_line import typed

from sheets_sync.stores.limits import Limits
from sheets_sync.workspace import _SECTIONS, _TOP, load

REPOSITORY = Path(__file__).parents[2]
NOON = "1613642400"
BOTH = ("README.md", "README.ru.md")
PAGES = {
    page: (REPOSITORY / page).read_text(encoding="utf-8")
    for page in (*BOTH, "docs/вопросы.md", "docs/contract.md")
}
RUSSIAN = PAGES["README.ru.md"]


def run(folder: Path, *words: str) -> str:
    """What a command prints, typed in the folder at noon."""
    with patch.dict(os.environ, {"SOURCE_DATE_EPOCH": NOON, "COLUMNS": "80"}):
        return typed(*words, at=folder).out


@pytest.fixture(scope="module")
def demo_printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a demo made by a process of its own, and what that printed."""
    folder = tmp_path_factory.mktemp("readme")
    surroundings = os.environ | {"SOURCE_DATE_EPOCH": NOON, "PYTHONPATH": str(REPOSITORY)}
    line = [sys.executable, "-m", "sheets_sync", "demo", "demo"]
    done = subprocess.run(line, cwd=folder, env=surroundings, stdout=subprocess.PIPE, check=True)
    return folder, done.stdout.decode()


@pytest.fixture(scope="module")
def checked(demo_printed: tuple[Path, str]) -> str:
    return run(demo_printed[0], "check", "demo")


@pytest.fixture(scope="module")
def report(demo_printed: tuple[Path, str]) -> Any:
    return json.loads(run(demo_printed[0], "check", "demo", "--json"))


def block(page: str, language: str, mark: str) -> str:
    """The fenced block of a page that follows a mark."""
    found = re.search(rf"<!-- {mark} -->\n+```{language}\n(.*?)```", PAGES[page], re.DOTALL)
    assert found, f"{page}: нет блока «{mark}»"
    return found[1]


def test_the_demo_prints_what_the_page_shows(demo_printed: tuple[Path, str]):
    assert block("README.ru.md", "text", "вывод demo") == demo_printed[1]
    shown = block("README.md", "text", "строки demo").splitlines()
    assert [line for line in shown if line not in demo_printed[1].splitlines()] == []


@pytest.mark.parametrize("page", BOTH)
def test_the_problems_a_page_quotes_are_there(checked: str, page: str):
    printed = checked.splitlines()
    quoted = block(page, "text", "замечания demo").splitlines()
    assert len(quoted) > 3
    assert [line for line in quoted if line not in printed] == []


@pytest.mark.parametrize("page", BOTH)
def test_the_json_example_is_a_part_of_the_real_object(report: Any, page: str):
    example = json.loads(block(page, "json", "пример json"))
    assert example.keys() == report.keys()
    assert_part(example, report, "")


def assert_part(part: Any, whole: Any, where: str) -> None:
    """Every value of `part` stands in `whole`; lists and tables may be shorter."""
    if isinstance(part, dict):
        for key, value in part.items():
            assert key in whole, f"{where}.{key}"
            assert_part(value, whole[key], f"{where}.{key}")
    elif isinstance(part, list):
        assert [item for item in part if item not in whole] == [], where
    else:
        assert part == whole, where


EXPLAINED = [
    (page, cell)
    for page, text in PAGES.items()
    for cell in re.findall(r"^<!-- вывод: explain demo \"(.+)\" -->$", text, re.MULTILINE)
]


@pytest.mark.slow
@pytest.mark.parametrize(("page", "cell"), EXPLAINED)
def test_explain_prints_what_the_pages_show(demo_printed: tuple[Path, str], page: str, cell: str):
    shown = block(page, "text", f'вывод: explain demo "{cell}"')
    assert run(demo_printed[0], "explain", "demo", cell) == shown


def test_three_pages_show_an_explanation():
    assert {page for page, _ in EXPLAINED} == {*BOTH, "docs/вопросы.md"}


COMMANDS = ["demo", "init", "new-year", "adopt", "check", "lists", "doctor", "sync", "run",
            "status", "restore", "explain", "document", "protocol", "calendar", "remind",
            "region"]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_on_both_pages(tmp_path: Path, command: str):
    options = set(re.findall(r"--[a-z-]+", run(tmp_path, command, "--help")))
    for page in BOTH:
        assert {option for option in options if f"`{option}" not in PAGES[page]} == set(), page


@pytest.mark.parametrize("page", BOTH)
def test_every_command_stands_on_both_pages(tmp_path: Path, page: str):
    there = re.findall(r"^    ([a-z-]+) ", run(tmp_path, "--help"), re.MULTILINE)
    assert there == COMMANDS or set(there) == set(COMMANDS)
    assert set(there) == set(re.findall(r"^\| `sheets-sync ([a-z-]+)", PAGES[page], re.MULTILINE))


@pytest.mark.parametrize("page", BOTH)
def test_every_make_target_is_on_both_pages(page: str):
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert {target for target in targets if f"`make {target}`" not in PAGES[page]} == {"help"}


# Settings


def test_every_setting_is_explained():
    named = set(re.findall(r"^\| `([\w.\[\]«»]+)`", RUSSIAN, re.MULTILINE))
    known = _TOP.keys() - {"owners", "headers", "tabs", "words", "defaults"}
    known |= {f"[{section}].{key}" for section, keys in _SECTIONS.items() for key in keys}
    assert known - named == set()
    assert named - known == {
        "[owners]",
        "[headers.«Лист»]",
        "[tabs]",
        "[words]",
        "[defaults.«Лист»]",
    }


@pytest.mark.parametrize("page", BOTH)
def test_the_example_of_settings_is_valid(tmp_path: Path, page: str):
    text = block(page, "toml", "пример workspace.toml")
    (tmp_path / "workspace.toml").write_text(text, encoding="utf-8")
    assert load(tmp_path).overdue_days == 3


def test_the_limits_shown_are_the_default_ones():
    limits = tomllib.loads(block("README.ru.md", "toml", "пример workspace.toml"))["limits"]
    assert limits == {field.name: field.default for field in fields(Limits)}


# docs/contract.md


def contract_rows(head: str) -> list[list[str]]:
    """The rows of the contract's table that begins with a head."""
    lines = PAGES["docs/contract.md"].split(f"| {head} |")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def words(cell: str) -> list[str]:
    return re.findall(r"`(\w+)`", cell)


def test_the_contract_names_every_field(report: Any):
    assert [row[0].strip("`") for row in contract_rows("field")] == list(report)
    fields_of_problems = [n for row in contract_rows("field of a problem") for n in words(row[0])]
    assert sorted(fields_of_problems) == sorted(report["problems"][0])


def test_the_contract_names_every_figure_with_its_fields(report: Any):
    rows = contract_rows("figure")
    own = {words(name)[0]: words(fields) for name, _, fields in rows}
    told = {
        words(name)[0]: [
            *words(key),
            *(own[words(fields)[0]] + words(fields)[1:] if "as " in fields else words(fields)),
        ]
        for name, key, fields in rows
    }
    real = {
        name: list(figure[0] if isinstance(figure, list) else figure)
        for name, figure in report["figures"].items()
    }
    assert told == real


def test_the_contract_names_every_exit_code():
    listed = set(re.findall(r"^\| (\d+) \|", PAGES["docs/contract.md"], re.MULTILINE))
    assert listed == set(re.findall(r"^\| (\d+) \|", RUSSIAN, re.MULTILINE))
