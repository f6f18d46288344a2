"""The calendar turns over to another school year, or rows stop to count: the summary stands."""

import json
from datetime import date
from pathlib import Path

import pytest
from helpers import Desk, Raw
from runs.sync_help import SUMMARY, files, rewrite, run

from sheets_sync.summary.tabs import TITLES

LATE, NEXT = date(2021, 5, 20), date(2021, 9, 1)


def without_a_year(folder: Path) -> None:
    file = folder / "workspace.toml"
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join(line for line in lines if "school_year" not in line), "utf-8")


def refused(content: object) -> str:
    """The one reason why nothing was written."""
    assert isinstance(content, dict)
    assert (content["written"], set(content["skipped"])) == ([], set(TITLES))
    (reason,) = set(content["skipped"].values())
    return str(reason)


def only(desk: Desk, *kept: str) -> Desk:
    """The directories and these tabs, the rest without a row."""
    for book, tabs in desk.books.items():
        for title in tabs:
            if book != "Справочники.xlsx" and title not in kept:
                del tabs[title][1:]
    return desk


@pytest.mark.slow
def test_on_the_first_of_september_last_years_summary_stands(folder: Path) -> None:
    without_a_year(folder)
    run(folder, today=LATE)
    before = files(folder)[SUMMARY]
    for today in (NEXT, date(2021, 9, 2)):
        reason = refused(run(folder, today=today))
        for word in ("2020–2021", "2021–2022", "school_year", "--accept-shrink"):
            assert word in reason
        assert files(folder)[SUMMARY] == before
    assert run(folder, today=NEXT, accept_shrink=True)["written"]
    assert run(folder, today=date(2021, 9, 2))["skipped"] == {}


@pytest.mark.slow
def test_a_year_that_is_fixed_goes_on_in_september(folder: Path) -> None:
    run(folder, today=LATE)
    assert run(folder, today=NEXT)["skipped"] == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("title", "header", "typed"),
    [
        ("Индивидуальные планы", "Срок", "до 20 декабря"),
        ("Дорожная карта", "Срок", "в течение года"),
        ("Дорожная карта", "Срок", "март"),
        ("Индивидуальные планы", "Срок", "до 10.02.2021"),
        ("Отчёты", "Дата сдачи", "14.01.2021"),
        ("Совещания", "Дата", "12 ноября"),
    ],
)
def test_no_term_moves_to_the_new_year_unsaid(
    folder: Path, title: str, header: str, typed: Raw
) -> None:
    desk = only(Desk(), title)
    for row in range(2, len(desk.rows(title)) + 1):
        desk.set(title, row, header, typed)
    rewrite(folder, desk)
    without_a_year(folder)
    run(folder, today=LATE)
    assert f"«{title}»" in refused(run(folder, today=NEXT))


@pytest.mark.slow
def test_one_term_without_a_year_among_many_is_enough(folder: Path) -> None:
    desk = only(Desk(), "Дорожная карта")
    for row in (2, 3):
        desk.set("Дорожная карта", row, "Срок", "до 01.12.2021")
    rewrite(folder, desk.set("Дорожная карта", 4, "Срок", "до 1 марта"))
    without_a_year(folder)
    run(folder, today=LATE)
    assert "без года" in refused(run(folder, today=NEXT))


@pytest.mark.slow
def test_tables_that_are_empty_begin_a_new_year_unasked(folder: Path) -> None:
    rewrite(folder, only(Desk()))
    without_a_year(folder)
    run(folder, today=LATE)
    assert run(folder, today=NEXT)["written"]


@pytest.mark.slow
def test_the_same_year_written_otherwise_is_the_same_year(folder: Path) -> None:
    run(folder, today=LATE)
    file = folder / "workspace.toml"
    file.write_text(file.read_text("utf-8").replace("2020–2021", "2020/21"), "utf-8")
    assert run(folder, today=LATE)["skipped"] == {}


def broken_rows(count: int) -> Desk:
    """A journal of ten rows, of which the last ones name schools that are not there."""
    desk = Desk()
    for number in range(4, 11):
        desk.add("Журнал", like=2, Педагог=f"Иванова М.{chr(0x410 + number)}.")
    for row in range(12 - count, 12):
        desk.set("Журнал", row, "Школа", "СОШ № 77")
    return desk


def test_rows_that_count_no_more_are_not_believed(folder: Path) -> None:
    rewrite(folder, broken_rows(0))
    run(folder)
    rewrite(folder, broken_rows(6))
    reason = refused(run(folder))
    for word in ("«Журнал»", "10", "4", "sheets-sync check", "--accept-shrink"):
        assert word in reason
    assert run(folder, accept_shrink=True)["written"]
    assert run(folder)["skipped"] == {}


@pytest.mark.slow
def test_half_of_the_rows_may_be_mistyped(folder: Path) -> None:
    rewrite(folder, broken_rows(0))
    run(folder)
    rewrite(folder, broken_rows(5))
    assert run(folder)["skipped"] == {}


@pytest.mark.slow
def test_the_two_rows_of_a_small_table_may_be_mistyped(folder: Path) -> None:
    run(folder)
    desk = Desk()
    for row in (2, 3):
        desk.set("Поручения", row, "Статус", "кто знает")
    rewrite(folder, desk)
    assert run(folder)["skipped"] == {}


@pytest.mark.slow
def test_a_summary_of_an_earlier_day_is_no_loss(folder: Path) -> None:
    rewrite(folder, broken_rows(0))
    run(folder)
    assert run(folder, today=date(2020, 10, 1))["skipped"] == {}


@pytest.mark.slow
def test_notes_of_an_older_version_know_no_year(folder: Path) -> None:
    without_a_year(folder)
    run(folder, today=LATE)
    file = folder / ".sheets_sync" / "last.json"
    known = json.loads(file.read_text("utf-8"))
    del known["entered"], known["year"]
    file.write_text(json.dumps(known), "utf-8")
    assert run(folder, today=LATE)["written"] in ([], ["Сводка"])
