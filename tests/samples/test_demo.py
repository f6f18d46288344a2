"""The demo: the same bytes always, the sizes its readers are promised, every fault found."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from command_line import typed

from sheets_sync.errors import UsageError
from sheets_sync.samples.demo import write_demo
from sheets_sync.samples.demo.build import SEED, planted
from sheets_sync.samples.demo.world import build

READ = {
    "Школы": 12,
    "Тьюторы": 24,
    "Совещания": 12,
    "График": 300,
    "Журнал": 900,
    "ШНОР": 15,
    "Поручения": 19,
    "Индивидуальные планы": 61,
    "Отчёты": 23,
    "Дорожная карта": 43,
    "Результаты": 794,
}


@pytest.fixture(scope="module")
def folder(demo_files: Path) -> Path:
    return demo_files


@pytest.fixture(scope="module")
def report(folder: Path) -> Any:
    done = typed("check", folder, "--json")
    assert done.code == 1, done.err
    return json.loads(done.out)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def place(problem: dict[str, Any]) -> tuple[str, ...]:
    return problem["book"], problem["tab"], problem["cell"], problem["severity"]


@pytest.mark.slow
def test_same_bytes_in_another_zone_and_with_other_hashes(folder: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from sheets_sync.samples.demo import write_demo;"
        "write_demo(Path(sys.argv[1]))"
    )
    surroundings = os.environ | {"TZ": "Asia/Kamchatka", "PYTHONHASHSEED": "77"}
    surroundings.pop("SOURCE_DATE_EPOCH", None)
    other = tmp_path / "other"
    subprocess.run([sys.executable, "-c", program, str(other)], check=True, env=surroundings)
    assert contents(other) == contents(folder)


@pytest.mark.slow
def test_sizes(report: Any) -> None:
    read: Counter[str] = Counter()
    for tab in report["tabs"]:
        read[tab["tab"]] += tab["read"]
    assert {tab: read[tab] for tab in READ} == READ
    assert report["today"] == "2021-02-18"


def test_five_schools_with_low_results(report: Any) -> None:
    assert report["figures"]["consultations"]["low_schools"] == 5


def test_the_figures_are_plausible(report: Any) -> None:
    figures = report["figures"]
    assert 0.8 <= figures["attendance"]["rate"] <= 0.9
    assert 0.83 <= figures["consultations"]["held_rate"] <= 0.88


def test_coverage_has_pairs_helped_this_month_before_and_never(report: Any) -> None:
    from sheets_sync.samples.demo.town import RISK

    last = {
        (row["school"], row["subject"]): row["last_date"]
        for row in report["figures"]["coverage"]
        if row["subject"] in RISK.get(row["school"], ())
    }
    assert len(last) == 11
    assert sum(day is None for day in last.values()) == 2
    assert sum(day is not None and day < "2021-02-01" for day in last.values()) == 2


def test_reports_are_missing_returned_late_and_disagree(report: Any) -> None:
    rows = {r["tutor"]: r for r in report["figures"]["reports"] if r["half"] == "I"}
    assert len(rows) == 23
    assert {tutor for tutor, row in rows.items() if row["status"] == "не сдан"} == {"Т-15", "Т-22"}
    assert {tutor for tutor, row in rows.items() if row["status"] == "на доработке"} == {
        "Т-10",
        "Т-19",
    }
    assert rows["Т-13"]["days_late"] == 6
    measures = ("consultations", "teachers", "schools")
    disagree = {
        tutor
        for tutor, row in rows.items()
        for name in measures
        if row[f"declared_{name}"] not in (None, row[f"actual_{name}"])
    }
    assert disagree == {"Т-01", "Т-09", "Т-12", "Т-17", "Т-20"}


def test_every_side_of_the_road_map_is_overdue_with_something(report: Any) -> None:
    sides = {row["executor"]: row["overdue"] for row in report["figures"]["roadmap_by_executor"]}
    assert sides == {"ИМЦ": 2, "ИРО": 1, "ОО": 3, "тьюторы": 2, "прочие": 1}
    assert len(report["figures"]["roadmap"]) == 5


def test_assignments_of_earlier_meetings_are_overdue(report: Any) -> None:
    assert report["figures"]["assignments"]["overdue"] == 5


def test_the_criterion_and_the_list_disagree_both_ways(report: Any) -> None:
    rows = report["figures"]["low_results"]
    assert {row["year"] for row in rows} == {"2018–2019", "2019–2020", "2020–2021"}
    now = [row for row in rows if row["year"] == "2020–2021"]
    assert {r["school"] for r in now if r["sign"] and not r["listed"]} == {"Ш-07", "Ш-18"}
    assert {r["school"] for r in now if r["listed"] and not r["sign"]} == {"Ш-21"}


def test_results_change_and_some_are_of_too_few_pupils(report: Any) -> None:
    rows = report["figures"]["results"]
    assert sum(row["share2_change"] is not None for row in rows) > 150
    assert sum(0 < row["n"] < 5 for row in rows) > 20
    fifth = [r for r in rows if (r["school"], r["grade"], r["year"]) == ("Ш-01", 5, "2020–2021")]
    assert {row["subject"]: row["n"] > 60 for row in fifth} == {
        "русский язык": True,
        "математика": True,
    }


def test_one_tutor_is_missing_for_the_third_time_in_a_row() -> None:
    marks = build(SEED).marks
    assert {marks["Т-21", code] for code in ("С-06", "С-08", "С-10")} == {"уважительная"}


def test_nothing_that_a_google_spreadsheet_could_not_keep(folder: Path) -> None:
    for book in folder.rglob("*.xlsx"):
        with ZipFile(book) as parts:
            texts = [parts.read(name).decode() for name in parts.namelist()]
        assert not any("<f>" in text or 'date1904="1"' in text for text in texts), book.name


def test_exactly_the_planted_faults_are_found(report: Any) -> None:
    wanted = {(p.book, p.tab, p.cell, p.severity): p.description for p in planted()}
    found = {place(problem): problem["message"] for problem in report["problems"]}
    assert wanted.keys() - found.keys() == set()
    assert {key: found[key] for key in found.keys() - wanted.keys()} == {}
    assert len(report["problems"]) == len(planted())


def test_a_few_dozen_faults_of_many_kinds(report: Any) -> None:
    assert 70 <= len(planted()) <= 90
    assert len({problem["check"] for problem in report["problems"]}) >= 40


@pytest.mark.slow
def test_an_untouched_demo_is_written_again(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo")
    (tmp_path / "demo" / "Посещаемость.xlsx").unlink()
    write_demo(tmp_path / "demo")
    assert (tmp_path / "demo" / "Посещаемость.xlsx").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Консультации.xlsx", "workspace.toml"])
def test_a_demo_somebody_worked_in_is_left_alone(tmp_path: Path, name: str) -> None:
    write_demo(tmp_path)
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(UsageError, match="уже есть таблицы"):
        write_demo(tmp_path)
    assert (tmp_path / name).read_bytes() == b"mine"


@pytest.mark.slow
def test_a_folder_with_anything_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "Мои данные.xlsx").write_bytes(b"mine")
    with pytest.raises(UsageError, match="уже есть таблицы"):
        write_demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["Мои данные.xlsx"]


@pytest.mark.slow
def test_a_file_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "demo").write_bytes(b"mine")
    with pytest.raises(UsageError, match="это файл"):
        write_demo(tmp_path / "demo")


def test_importing_the_demo_is_light() -> None:
    program = "import sys, sheets_sync.samples.demo; print('openpyxl' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
