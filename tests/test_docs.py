"""The pages say what is there: files, links, checks, dependencies, promises.

What a page shows of the program's own words is tested in tests/docs/.
"""

import ast
import json
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from sheets_sync import problems
from sheets_sync.problems import Check, Severity
from sheets_sync.workspace import FILE

REPOSITORY = Path(__file__).parents[1]

# What is wrong

CODE = re.compile(r"[a-z]+\.[a-z_]+")


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
    declared = {check: {*map(str, check.severities)} for check in Check}
    assert checks_on(page) == declared


def test_every_declared_check_is_made_somewhere():
    files = {*(REPOSITORY / "sheets_sync").rglob("*.py")} - {Path(problems.__file__)}
    source = "".join(file.read_text(encoding="utf-8") for file in files)
    made = set(re.findall(r"\bCheck\.([A-Z_]+)", source))
    assert made == {check.name for check in Check}


# Links and paths

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
    text = re.sub(r"^```diff\n(.*\n)*?```$", "", text, flags=re.MULTILINE)  # tested as diffs
    named = set(re.findall(r"(?<![\w/.-])((?:[\w.-]+/)*[\w-]+\.md)\b", text))
    places = [REPOSITORY, REPOSITORY / "docs", (REPOSITORY / source).parent]
    assert {name for name in named if not any((p / name).exists() for p in places)} == set()


PATH = re.compile(r"`([\w.-]+/[\w./-]*|\w+\.(?:py|toml))`")
ROOTS = (REPOSITORY, REPOSITORY / "sheets_sync")


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_path_in_backticks_is_there(page: Path):
    """Of the pages for those who change the program: a file or folder, from either root."""
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    named = {path for path in PATH.findall(text) if not path.startswith((".", "/"))}
    ours = {path for path in named if not path.startswith("demo/") and Path(path).name != FILE}
    assert {path for path in ours if not any((root / path).exists() for root in ROOTS)} == set()


def test_the_table_of_subjects_names_files():
    page = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    head, _, *rows = page.split("## What stands where")[1].split("\n\n")[1].splitlines()
    rooms = [REPOSITORY / "sheets_sync" / room for room in re.findall(r"`([\w/]+)/`", head)]
    for row in rows:
        for room, cell in zip(rooms, row.strip("|").split("|")[1:], strict=True):
            named = {f"{name}.py" for name in re.findall(r"\w+", cell)}
            assert named - {file.name for file in room.iterdir()} == set()


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


IMPORTED_AS = {
    "google-auth": "google",
    "python-calamine": "python_calamine",
    "python-docx": "docx",
}


def test_what_is_imported_is_declared():
    with open(REPOSITORY / "pyproject.toml", "rb") as file:
        project = tomllib.load(file)["project"]
    extras = project["optional-dependencies"]
    optional = [line for name in ("charts", "calendar", "region") for line in extras[name]]
    declared = named_by([*project["dependencies"], *optional])
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
    rows = [line.strip("|").split("|")[1] for line in page.splitlines() if line.startswith("| ")][
        1:
    ]
    there = {
        name
        for file in (REPOSITORY / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(rows) > 20
    assert {row for row in rows if row.strip() != "none" and "`test_" not in row} == set()
    assert {name for row in rows for name in re.findall(r"`(test_\w+)`", row)} - there == set()


def test_the_hooks_are_the_tools_of_make_lint():
    hooks = (REPOSITORY / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    lint = (
        (REPOSITORY / "Makefile").read_text(encoding="utf-8").split("\nlint:")[1].split("\n\n")[0]
    )
    tools = re.findall(r"@\$\(RUN\) (.+)", lint)
    assert re.findall(r"entry: \.venv/bin/python -m (.+)", hooks) == tools


def test_the_example_key_is_no_key():
    key = json.loads((REPOSITORY / "credentials.example.json").read_text(encoding="utf-8"))
    assert key["type"] == "service_account"
    assert "BEGIN" not in key["private_key"]
