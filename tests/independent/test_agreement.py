"""The product's figures, counts and problems agree with an independent computation."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from .books import KEEPERS, Books, write
from .catalogue import CATALOGUE, LEGALS
from .faults import ERROR, LEGAL, SILENT, WARNING, Case, Expected, pack
from .oracle import figures
from .product import (
    KEYS,
    Result,
    check,
    disagreements,
    place_of,
    tab_disagreements,
    told,
)
from .schema import BOOK_OF, SCHEMA, required
from .truth import Sizes
from .world import generate

TODAYS = [date(2021, 2, 18), date(2020, 12, 31), date(2021, 6, 30), date(2022, 11, 12)]
TODAYS += [date(2020, 9, 15), date(2021, 8, 31), date(2024, 3, 1)]
slow = pytest.mark.slow
PROBLEM = {"book", "tab", "cell", "check", "severity", "value", "message", "fix", "owner", "link"}
PROBLEM |= {"id", "since", "mend"}
REPORT = {"today", "made_at", "organisation", "tabs", "problems", "figures", "written", "skipped"}


def checked(books: Books) -> Result:
    """What the product says of these books, saved where nothing stays."""
    with TemporaryDirectory() as folder:
        books.save(Path(folder))
        return check(Path(folder))


def agreed(books: Books, result: Result) -> None:
    """No error, the same figures, the same counts of rows."""
    assert [told(p) for p in result.problems(ERROR)] == []
    assert result.code == 0
    assert disagreements(books, result.report) == []
    assert tab_disagreements(books, result.report) == []


# ----------------------------------------------------------------------------------- whole worlds


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=slow) for n in range(1, 28))])
def test_clean(seed: int) -> None:
    books = write(generate(seed, TODAYS[seed % len(TODAYS)]))
    agreed(books, checked(books))


@pytest.mark.parametrize(
    "seed", [3, *(pytest.param(n, marks=slow) for n in (0, 8, 9, *range(10, 40)))]
)
def test_messy(seed: int) -> None:
    books = write(generate(seed, TODAYS[seed % len(TODAYS)]), "messy", seed)
    agreed(books, checked(books))


@slow
@pytest.mark.parametrize("style", ["clean", "messy"])
def test_large(style: str) -> None:
    sizes = Sizes(schools=40, tutors=18, meetings=30, consultations=40, unplanned=150)
    books = write(generate(7, sizes=sizes), style, 7)
    agreed(books, checked(books))


def test_today_on_the_command_line_wins(tmp_path: Path) -> None:
    books = write(generate(5))
    books.save(tmp_path)
    toml = tmp_path / "workspace.toml"
    typed = toml.read_text(encoding="utf-8").replace("today = 2021-02-18", "today = 2021-05-30")
    toml.write_text(typed, encoding="utf-8")
    result = check(tmp_path, "--today", "2021-02-18")
    assert result.report["today"] == "2021-02-18"
    agreed(books, result)


# ------------------------------------------------------------------------------- planted faults


@cache
def planted(style: str) -> list[tuple[Case, dict[str, Expected]]]:
    return pack(CATALOGUE | LEGALS, style)


@cache
def attempt(style: str, number: int) -> Result | AssertionError:
    """One run for all the tests of a workspace, even when the product breaks off."""
    try:
        return checked(planted(style)[number][0].books)
    except AssertionError as error:
        return error


def run_case(style: str, number: int) -> Result:
    found = attempt(style, number)
    if isinstance(found, AssertionError):
        pytest.fail(str(found))
    return found


@cache
def baseline(style: str) -> Result:
    return checked(Case(style).books)


def new_problems(style: str, number: int, severity: str) -> list[dict[str, Any]]:
    """Problems that the same world without faults does not have."""
    before = Counter(map(fingerprint, baseline(style).problems(severity)))
    found = []
    for problem in run_case(style, number).problems(severity):
        if before[fingerprint(problem)] > 0:
            before[fingerprint(problem)] -= 1
        else:
            found.append(problem)
    return found


def fingerprint(problem: dict[str, Any]) -> tuple[Any, ...]:
    where = place_of(problem)
    told_apart = problem["message"] if where[2] is None else ""  # no cell: which row is meant?
    return *where, problem["check"], problem["value"], told_apart


def number_of(style: str, name: str) -> int:
    return next(n for n, (_, names) in enumerate(planted(style)) if name in names)


STYLES = ["clean", pytest.param("messy", marks=slow)]


@pytest.mark.kinds
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", CATALOGUE)
def test_fault_is_reported_once(style: str, name: str) -> None:
    number = number_of(style, name)
    expected = planted(style)[number][1][name]
    found = [
        problem
        for problem in new_problems(style, number, expected.severity)
        if place_of(problem) in expected.places
        and (not expected.about or any(word in told(problem) for word in expected.about))
    ]
    assert len(found) == 1, [told(p) for p in found] or f"silent: {list(expected.places)[:4]}"
    text = f"{found[0]['message']} {found[0]['fix']}".replace("\u00a0", " ")
    for words in expected.says:
        assert any(word in text for word in words), text


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", LEGALS)
def test_a_legal_neighbour_is_no_fault(style: str, name: str) -> None:
    number = number_of(style, name)
    expected = planted(style)[number][1][name]
    assert expected.severity in (LEGAL, SILENT)
    for severity in (ERROR, WARNING) if expected.severity == SILENT else (ERROR,):
        found = new_problems(style, number, severity)
        assert [told(p) for p in found if place_of(p) in expected.places] == []


@pytest.mark.parametrize("style", STYLES)
def test_nothing_else_is_an_error(style: str) -> None:
    for number, (_, faults) in enumerate(planted(style)):
        errors = [expected for expected in faults.values() if expected.severity == ERROR]
        allowed = {place for expected in errors for place in expected.places}
        result = run_case(style, number)
        assert [told(p) for p in result.problems(ERROR) if place_of(p) not in allowed] == []
        assert result.code == int(bool(allowed))


@pytest.mark.parametrize("style", STYLES)
def test_figures_follow_the_faults(style: str) -> None:
    for number, (case, faults) in enumerate(planted(style)):
        report = run_case(style, number).report
        assert disagreements(case.books, report) == [], list(faults)
        assert tab_disagreements(case.books, report) == []


# --------------------------------------------------------------------- missing tabs and columns

ATTENDANCE = {name for name in KEYS if name.startswith("attendance")}
CONSULTATIONS = {name for name in KEYS if name.startswith("consultations")} | {"coverage"}
GONE = {  # what a missing tab takes with it, where the contract leaves no doubt
    "Явка": ATTENDANCE,
    "Совещания": ATTENDANCE,
    "Журнал": CONSULTATIONS | {"reports"},  # what was declared is set against both of them
    "График": CONSULTATIONS | {"reports"},
    "Поручения": {"assignments"},
    "Повестка": set(),
    "Индивидуальные планы": {"plans_by_tutor"},
    "Отчёты": {"reports"},
    "Дорожная карта": {"roadmap", "roadmap_by_executor"},
    "Результаты": {"results", "results_municipality", "low_results"},
}
DEFAULT = ("Журнал", "Явка", "Отчёты")
OPTIONAL = ("Повестка", "Календарь")
"""Tabs a centre may do without."""
SPARE = {("Дорожная карта", name) for name in ("№", "Мероприятие", "Школы", "Статус")}
"""What a published road map may lack: one of the first two, and the others, with a warning."""
ALL_COLUMNS = [(tab, name) for tab in SCHEMA for name in required(tab) if (tab, name) not in SPARE]
DEFAULT_COLUMNS = [("График", "Статус"), ("Совещания", "Дата"), ("Явка", "Тьютор")]


def one_error_without_a_cell(books: Books, tab: str) -> None:
    result = checked(books)
    errors = result.problems(ERROR)
    assert [p["tab"] for p in errors] == [tab], [told(p) for p in errors]
    assert errors[0]["cell"] is None
    assert errors[0]["book"] in (BOOK_OF[tab], BOOK_OF[tab].removesuffix(".xlsx"))
    assert result.code == 1
    if tab in GONE:
        assert not GONE[tab] & result.report["figures"].keys()
        assert disagreements(books, result.report, set(KEYS) - GONE[tab]) == []
    if GONE.get(tab):
        assert result.report["skipped"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "tab", [*DEFAULT, *(pytest.param(t, marks=slow) for t in SCHEMA if t not in DEFAULT + OPTIONAL)]
)
def test_missing_tab(tab: str) -> None:
    books = write(generate(3))
    book = books.files[BOOK_OF[tab]]
    book.remove(book[tab])
    one_error_without_a_cell(books, tab)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tab", "column"),
    [
        *DEFAULT_COLUMNS,
        *(pytest.param(*c, marks=slow) for c in ALL_COLUMNS if c not in DEFAULT_COLUMNS),
    ],
)
def test_missing_required_column(tab: str, column: str) -> None:
    books = write(generate(3))
    sheet = books.files[BOOK_OF[tab]][tab]
    sheet.delete_cols(sheet[books.head[BOOK_OF[tab], tab, column]].column)
    one_error_without_a_cell(books, tab)


# ------------------------------------------------------------------------------- the JSON itself


def test_shape_of_the_report() -> None:
    report = run_case("clean", 0).report
    assert report.keys() >= REPORT
    assert report["written"] == []
    assert report["organisation"] == "МКУ ИМЦ"
    for problem in report["problems"]:
        assert problem.keys() == PROBLEM, told(problem)
        assert all(problem[key] is not None for key in PROBLEM - {"cell", "owner", "link"})
        assert problem["severity"] in (ERROR, WARNING)
        if problem["book"] in KEEPERS and problem["check"] != "shnor.no_help":
            assert problem["owner"] == KEEPERS[problem["book"]]


@pytest.mark.parametrize("style", STYLES)
def test_owner_is_the_tutor_of_the_row(style: str) -> None:
    """Plans and reports are mended by the tutor they are about, work days by whoever keeps the
    directories."""
    for number, (case, faults) in enumerate(planted(style)):
        tutors = owners(case, faults)
        for problem in run_case(style, number).report["problems"]:
            names = tutors.get(place_of(problem), {""})
            if problem["check"] == "tutor.not_working":
                names = {KEEPERS[BOOK_OF["Тьюторы"]]}
            assert any(name in str(problem["owner"]) for name in names), told(problem)


def owners(case: Case, faults: dict[str, Expected]) -> dict[tuple[str, str, str], set[str]]:
    """Code and surname of the tutor whom each cell of plans and reports belongs to; it is nobody's
    where the tutor has left and the book has no keeper."""
    spoilt = {spot for e in faults.values() if e.severity == ERROR for spot in e.places}
    tutors = {}
    for tab in ("Индивидуальные планы", "Отчёты"):
        for place, row in enumerate(case.world.tabs[tab]):
            tutor = case.world.find("Тьюторы", row["Тьютор"])
            book, cell = case.books.at[tab, place, "Тьютор"]
            if (book, tab, cell) not in spoilt:
                for spot in case.whole_row(tab, place):
                    gone = tutor["По"] and tutor["По"] < case.world.today
                    nobody = {KEEPERS.get(book, "None")}
                    tutors[spot] = nobody if gone else {tutor["Код"], tutor["Фамилия"]}
    return tutors


def test_names_of_the_fields() -> None:
    """Each table in scope has the fields of the contract and no others."""
    report = baseline("clean").report
    for table, mine in figures(Case().world).items():
        rows = report["figures"][table]
        for row in rows if KEYS[table] else [rows]:
            assert row.keys() == (mine[0] if KEYS[table] else mine).keys(), table


def test_rows_are_sorted_by_key() -> None:
    found = baseline("clean").report["figures"]
    for table, keys in KEYS.items():
        if keys:
            order = [tuple(row[key] for key in keys) for row in found[table]]
            assert order == sorted(order), table
