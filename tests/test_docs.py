"""The documents say what the program does: numbers, options, examples, every check."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.problems import Severity
from sheets_sync.samples.templates import staff_guide
from sheets_sync.stores.limits import Limits
from sheets_sync.tables.kinds.base import Context, Kind
from sheets_sync.tables.kinds.classes import CLASS
from sheets_sync.tables.kinds.dates import DATE
from sheets_sync.tables.kinds.entries import MarkNames
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.number import COUNT
from sheets_sync.tables.kinds.people import PersonEntry
from sheets_sync.tables.kinds.people_directory import PersonNames
from sheets_sync.tables.kinds.refs import MARK, TEACHER, Ref
from sheets_sync.tables.kinds.schools import SchoolEntry, SchoolNames
from sheets_sync.tables.kinds.terms import TERM, Span
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.kinds.times import TIME
from sheets_sync.tables.kinds.words import (
    CONSULTATION_STATUS,
    DEFICIT,
    PLAN_STATUS,
    REPORT_STATUS,
    STREAM,
)
from sheets_sync.tables.kinds.years import HALF, YEAR
from sheets_sync.workspace import _SECTIONS, _TOP, load

REPOSITORY = Path(__file__).parents[1]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
STAFF_GUIDE = (REPOSITORY / staff_guide.GUIDE).read_text(encoding="utf-8")
NOON = "1613642400"

Row = tuple[str, ...]


def table_rows(lines: list[str]) -> Iterator[Row]:
    """The rows of a Markdown table at the head of some lines, its head and rule left out."""
    for line in lines[2:]:
        if not line.startswith("|"):
            return
        yield tuple(cell.strip() for cell in line.strip("|").split("|"))


# What can be typed


def shown_time(value: Any) -> str:
    return "–".join(show(moment) for moment in value if moment)


def shown_term(span: Span) -> str:
    if span.overdue_never:
        return "без просрочки"
    return ("весь год, " if span.recurring else "") + f"до {show(span.end)}"


SCHOOLS = {"Ш-44": "МБОУ СОШ № 44", "Ш-09": "МБОУ СОШ № 9", "Ш-09О": "МБОУ ООШ № 9"}
TUTORS = {
    "Т-01": ("Белозёрова", "Марина", "Олеговна", "Сомова"),
    "Т-05": ("Кравцова", "Елена", "Сергеевна"),
    "Т-18": ("Кравцова", "Екатерина", "Сергеевна"),
}
MARKS = [
    ("+", (), "присутствовал"),
    ("д", (), "дистанционно"),
    ("о", (), "опоздал"),
    ("б", ("бол.", "болел"), "уважительная"),
    ("н", (), "без причины"),
]
CONTEXT = Context(
    2020,
    lookups={
        "schools": SchoolNames([SchoolEntry(code, name) for code, name in SCHOOLS.items()]),
        "tutors": PersonNames([PersonEntry(code, *names) for code, names in TUTORS.items()]),
        "marks": MarkNames(MARKS),
    },
)
KINDS: Mapping[str, tuple[Kind, Callable[[Any], str]]] = {
    "дата": (DATE, show),
    "время": (TIME, shown_time),
    "число": (COUNT, str),
    "срок": (TERM, shown_term),
    "школа": (Ref("schools"), SCHOOLS.__getitem__),
    "тьютор": (Ref("tutors"), lambda code: " ".join(TUTORS[code][:3])),
    "педагог": (TEACHER, str),
    "отметка": (MARK, str),
    "состояние": (CONSULTATION_STATUS, str),
    "направления": (ListOf(STREAM), "; ".join),
    "класс": (CLASS, str),
    "исполнение": (PLAN_STATUS, str),
    "отчёт": (REPORT_STATUS, str),
    "полугодие": (HALF, str),
    "год": (YEAR, str),
    "дефицит": (DEFICIT, str),
}


def examples() -> Iterator[Row]:
    lines = STAFF_GUIDE.splitlines()
    for number, line in enumerate(lines):
        if found := re.fullmatch(r"<!-- примеры: (\w+) -->", line):
            yield from ((found[1], *row) for row in table_rows(lines[number + 1 :]))


def test_every_kind_has_examples():
    assert {row[0] for row in examples()} == KINDS.keys()


@pytest.mark.parametrize(("kind", "typed", "read", "remark"), list(examples()))
def test_what_the_guide_says_is_what_the_program_reads(
    kind: str, typed: str, read: str, remark: str
):
    parser, shown = KINDS[kind]
    reading = parser.read(typed, CONTEXT)
    assert ("—" if reading.value is None else shown(reading.value)) == read
    severities = [fault.severity for fault in reading.faults]
    assert remark == next((str(s) for s in severities if s is not Severity.INFO), "")


# What is listed from the tables


def test_the_list_of_tabs_is_the_declared_one():
    assert staff_guide.renewed(STAFF_GUIDE) == STAFF_GUIDE, "запустите make templates"


# What is wrong

HELPERS = {
    "error": "ошибка",
    "_fault": "ошибка",
    "warned": "предупреждение",
    "warning": "предупреждение",
    "noted": "сведение",
}
CODE = re.compile(r"[a-z]+\.[a-z_]+")


def checks_in_the_code() -> dict[str, set[str]]:
    """Check code → the severities it may have, from every call that makes a fault."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in (REPOSITORY / "sheets_sync").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                for code in map(code_of, node.args[:2]):
                    if code and (severity := severity_of(node)):
                        found[code].add(severity)
    return found


def code_of(argument: ast.expr) -> str | None:
    value = argument.value if isinstance(argument, ast.Constant) else None
    return value if isinstance(value, str) and CODE.fullmatch(value) else None


def severity_of(call: ast.Call) -> str | None:
    assert isinstance(call.func, ast.Name)
    if call.func.id == "Fault" and isinstance(call.args[1], ast.Attribute):
        return str(Severity[call.args[1].attr])
    return HELPERS.get(call.func.id)


def checks_on(page: str) -> dict[str, set[str]]:
    """Check code → its severities, from the rows of a page's tables that hold both."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in (REPOSITORY / page).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        codes = [cell.strip("`") for cell in cells if CODE.fullmatch(cell.strip("`"))]
        for severity in {*map(str, Severity)} & {*cells} if codes and "" not in cells else ():
            found[codes[0]].add(severity)
    return found


@pytest.mark.parametrize("page", ["docs/для-сотрудников.md", "docs/checks.md"])
def test_every_check_is_explained_with_its_severity(page: str):
    assert checks_on(page) == checks_in_the_code()


def test_no_fault_is_made_in_a_way_this_test_does_not_see():
    """A fault's code is always a word in the call that makes it."""
    hidden = re.compile(r'"[a-z]+\.[a-z_]+"')
    listed = checks_in_the_code().keys()
    for file in (REPOSITORY / "sheets_sync" / "checks").glob("*.py"):
        for code in hidden.findall(file.read_text(encoding="utf-8")):
            assert code.strip('"') in listed, f"{file.name}: {code}"


# README


def run(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    surroundings = os.environ | {"SOURCE_DATE_EPOCH": NOON, "PYTHONPATH": str(REPOSITORY)}
    return subprocess.run(
        [sys.executable, "-m", "sheets_sync", *words],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("readme")
    return folder, run(folder, "demo", "demo").stdout


def block(language: str, mark: str) -> str:
    """The fenced block of README that follows a mark."""
    found = re.search(rf"<!-- {mark} -->\n+```{language}\n(.*?)```", README, re.DOTALL)
    assert found, f"в README нет блока «{mark}»"
    return found[1]


def test_the_demo_prints_what_readme_shows(demo: tuple[Path, str]):
    assert block("text", "вывод demo") == demo[1]


def test_the_problems_readme_quotes_are_there(demo: tuple[Path, str]):
    printed = run(demo[0], "check", "demo").stdout.splitlines()
    quoted = block("text", "замечания demo").splitlines()
    assert len(quoted) > 3
    assert [line for line in quoted if line not in printed] == []


def test_the_json_example_is_a_part_of_the_real_object(demo: tuple[Path, str]):
    real = json.loads(run(demo[0], "check", "demo", "--json").stdout)
    example = json.loads(block("json", "пример json"))
    assert example.keys() == real.keys()
    assert_part(example, real, "")


EXPLAINED = [
    (page, cell)
    for page in ("README.md", "docs/вопросы.md")
    for cell in re.findall(
        r"^<!-- вывод: explain demo \"(.+)\" -->$",
        (REPOSITORY / page).read_text(encoding="utf-8"),
        re.MULTILINE,
    )
]


@pytest.mark.parametrize(("page", "cell"), EXPLAINED)
def test_explain_prints_what_the_pages_show(demo: tuple[Path, str], page: str, cell: str):
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    shown = text.split(f'<!-- вывод: explain demo "{cell}" -->\n```text\n')[1].split("```")[0]
    assert run(demo[0], "explain", "demo", cell).stdout == shown


def test_both_pages_show_an_explanation():
    assert {page for page, _ in EXPLAINED} == {"README.md", "docs/вопросы.md"}


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


@pytest.mark.parametrize("command", ["demo", "init", "check", "sync", "explain"])
def test_every_option_is_in_readme(tmp_path: Path, command: str):
    options = set(re.findall(r"--[a-z-]+", run(tmp_path, command, "--help").stdout))
    assert {option for option in options - {"--help"} if f"`{option}" not in README} == set()


def test_every_command_readme_names_exists(tmp_path: Path):
    there = set(re.findall(r"^    ([a-z]+) ", run(tmp_path, "--help").stdout, re.MULTILINE))
    assert there == set(re.findall(r"^\| `sheets-sync ([a-z]+)", README, re.MULTILINE))


def test_every_setting_is_in_readme():
    named = set(re.findall(r"^\| `([\w.\[\]«»]+)`", README, re.MULTILINE))
    known = _TOP.keys() - {"owners", "headers"}
    known |= {f"[{section}].{key}" for section, keys in _SECTIONS.items() for key in keys}
    assert known - named == set()
    assert named - known == {"[owners]", "[headers.«Лист»]"}


def test_the_example_of_settings_is_valid(tmp_path: Path):
    text = block("toml", "пример workspace.toml")
    (tmp_path / "workspace.toml").write_text(text, encoding="utf-8")
    workspace = load(tmp_path)
    limits = tomllib.loads(text)["limits"]
    assert limits == {field.name: field.default for field in fields(Limits)}
    assert workspace.overdue_days == 3


def test_every_make_target_is_in_readme():
    targets = set(
        re.findall(r"^([a-z]+):.*## ", (REPOSITORY / "Makefile").read_text("utf-8"), re.M)
    )
    assert {target for target in targets if f"`make {target}`" not in README} == {"help"}


TEXTS = {".md", ".py", ".sh", ".toml", ".service", ".timer", ".cron", ""}
SOURCES = sorted(
    file.relative_to(REPOSITORY)
    for root in ("sheets_sync", "tests", "bench", "docs", "deploy", ".ci")
    for file in (REPOSITORY / root).rglob("*")
    if file.suffix in TEXTS and file.is_file()
)
SOURCES += [Path(file.name) for file in REPOSITORY.glob("*.md")]
SOURCES += [Path("Makefile"), Path("pyproject.toml")]
PAGES = [page for page in SOURCES if page.suffix == ".md"]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_lead_somewhere(page: Path):
    for target in re.findall(r"\]\(([^)]+)\)", (REPOSITORY / page).read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            name, _, anchor = target.partition("#")
            found = REPOSITORY / page.parent / name if name else REPOSITORY / page
            assert found.exists(), target
            assert not anchor or anchor in anchors(found), target


def anchors(page: Path) -> set[str]:
    """What a page's headings are linked by."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_a_page_that_is_named_is_there(source: Path):
    text = (REPOSITORY / source).read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w/.-])((?:[\w.-]+/)*[\w-]+\.md)\b", text))
    places = [REPOSITORY, REPOSITORY / "docs", (REPOSITORY / source).parent]
    assert {name for name in named if not any((p / name).exists() for p in places)} == set()


def named_by(lines: list[str]) -> set[str]:
    return {re.split(r"[<>=; ]", line)[0] for line in lines}


def test_every_dependency_is_explained():
    with open(REPOSITORY / "pyproject.toml", "rb") as file:
        project = tomllib.load(file)["project"]
    page = (REPOSITORY / "docs" / "dependencies.md").read_text(encoding="utf-8")
    needed, for_work = (
        set(re.findall(r"^\| `([\w-]+)`", part, re.MULTILINE))
        for part in page.split("Для разработки")
    )
    assert named_by(project["dependencies"]) == needed
    assert named_by(project["optional-dependencies"]["dev"]) == for_work


IMPORTED_AS = {"google-auth": "google", "python-calamine": "python_calamine"}


def test_what_is_imported_is_declared():
    with open(REPOSITORY / "pyproject.toml", "rb") as file:
        declared = named_by(tomllib.load(file)["project"]["dependencies"])
    roots = {
        name.split(".")[0]
        for file in (REPOSITORY / "sheets_sync").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in modules_of(node)
    }
    foreign = roots - sys.stdlib_module_names - {"sheets_sync"}
    assert foreign - {IMPORTED_AS.get(name, name) for name in declared} == set()


def modules_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [str(node.module)] if isinstance(node, ast.ImportFrom) else []


def test_every_promise_names_tests_that_are_there():
    page = (REPOSITORY / "docs" / "promises.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .+\. \| (.+) \|$", page, re.MULTILINE)
    there = {
        name
        for file in (REPOSITORY / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(rows) > 20
    assert {row for row in rows if "none" not in row and not re.search("`test_", row)} == set()
    assert {name for row in rows for name in re.findall(r"`(test_\w+)`", row)} - there == set()


def test_the_example_key_is_no_key():
    key = json.loads((REPOSITORY / "credentials.example.json").read_text(encoding="utf-8"))
    assert key["type"] == "service_account"
    assert "BEGIN" not in key["private_key"]
