"""Data that shrink or are not there: the summary stands till somebody agrees."""

from datetime import date
from pathlib import Path
from shutil import rmtree

import openpyxl
import pytest
from helpers import Desk, save_book, write_settings
from read_back import read_values
from runs.sync_help import SUMMARY, files, rewrite, run

from sheets_sync.summary.tabs import SUMMARIES, TITLES
from sheets_sync.tables.consultations import JOURNAL

# Shrinking data

OF_THE_JOURNAL = {
    summary.title for summary in SUMMARIES if any(table is JOURNAL for table in summary.needs)
}


def shrunk_to(folder: Path, count: int) -> None:
    desk = Desk()
    del desk.rows("Журнал")[count + 1 :]
    rewrite(folder, desk)


@pytest.mark.slow
def test_a_tab_that_lost_over_half_of_its_rows_is_not_believed(folder: Path) -> None:
    run(folder)
    before = files(folder)[SUMMARY]
    shrunk_to(folder, 1)
    for _ in range(2):
        content = run(folder)
        assert content["written"] == []
        assert set(content["skipped"]) == set(TITLES)
        (reason,) = set(content["skipped"].values())
        for word in ("«Консультации.xlsx»", "«Журнал»", "3", "1", "--accept-shrink"):
            assert word in reason
        assert files(folder)[SUMMARY] == before
    assert "Консультации" in run(folder, accept_shrink=True)["written"]
    assert run(folder)["skipped"] == {}


@pytest.mark.slow
def test_half_of_the_rows_is_believed(folder: Path) -> None:
    desk = Desk()
    desk.add("Журнал", like=4)
    rewrite(folder, desk)
    run(folder)
    shrunk_to(folder, 2)
    assert run(folder)["skipped"] == {}


@pytest.mark.slow
def test_an_emptied_tab_is_not_believed(folder: Path) -> None:
    run(folder)
    desk = Desk()
    del desk.rows("ШНОР")[1:]
    rewrite(folder, desk)
    assert set(run(folder)["skipped"]) == set(TITLES)


@pytest.mark.slow
def test_a_book_out_of_many_that_is_gone_is_not_believed(folder: Path) -> None:
    journal = Desk().rows("Журнал")
    save_book(folder / "Вторая.xlsx", {"Журнал": [journal[0], journal[1]]})
    write_settings(folder, [*Desk().books, "Втор*.xlsx", "Трет*.xlsx"])
    save_book(folder / "Третья.xlsx", {"Журнал": [journal[0]]})
    run(folder)
    before = files(folder)[SUMMARY]
    save_book(folder / "Вторая.xlsx", {"Заметки": [["ничего"]]})
    content = run(folder)
    assert (content["written"], set(content["skipped"])) == ([], set(TITLES))
    assert files(folder)[SUMMARY] == before


@pytest.mark.slow
@pytest.mark.xfail(strict=True, reason="row counts are kept in .sheets_sync alone")
def test_the_shrink_is_noticed_without_the_notes_of_the_last_run(folder: Path) -> None:
    run(folder)
    before = files(folder)[SUMMARY]
    rmtree(folder / ".sheets_sync")
    shrunk_to(folder, 0)
    assert run(folder)["written"] == []
    assert files(folder)[SUMMARY] == before


# A missing tab


def painted(folder: Path, title: str) -> list[tuple[str, object, str, str]]:
    """The cells of a summary tab with number formats and fills, the stamp's line apart."""
    sheet = openpyxl.load_workbook(folder / SUMMARY)[title]
    return [
        (cell.coordinate, cell.value, cell.number_format, cell.fill.fgColor.rgb)
        for row in sheet.iter_rows(min_row=4)
        for cell in row
        if cell.value is not None
    ]


@pytest.mark.slow
@pytest.mark.parametrize("accept_shrink", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_a_missing_tab_leaves_what_needs_it_as_it_was(folder: Path, accept_shrink: bool) -> None:
    run(folder)
    before = painted(folder, "Консультации")
    rewrite(folder, Desk().drop("Журнал").set("Явка", 3, date(2020, 11, 12), "+"))
    content = run(folder, accept_shrink=accept_shrink)
    assert set(content["skipped"]) == OF_THE_JOURNAL
    assert "«Журнал»" in content["skipped"]["Консультации"]
    assert set(content["written"]) == set(TITLES) - content["skipped"].keys()
    assert painted(folder, "Консультации") == before
    assert "consultations" not in content["figures"]
    assert run(folder, accept_shrink=accept_shrink)["written"] == []
    assert painted(folder, "Консультации") == before


@pytest.mark.slow
def test_a_tab_left_as_it_was_keeps_its_dates(folder: Path) -> None:
    run(folder)
    before = painted(folder, "Явка тьюторов")
    rewrite(folder, Desk().drop("Явка"))
    content = run(folder, accept_shrink=True)
    assert "Явка тьюторов" in content["skipped"]
    assert "Явка тьюторов" not in content["written"]
    assert painted(folder, "Явка тьюторов") == before


def test_a_tab_missing_from_the_start_is_not_made(folder: Path) -> None:
    rewrite(folder, Desk().drop("Журнал"))
    content = run(folder)
    assert set(content["skipped"]) == OF_THE_JOURNAL
    assert "Консультации" not in content["written"]
    assert [t.place.tab for t in read_values(folder / SUMMARY)] == content["written"]


@pytest.mark.slow
def test_a_tab_that_came_back_is_written_again(folder: Path) -> None:
    run(folder)
    before = painted(folder, "Консультации")
    rewrite(folder, Desk().drop("Журнал"))
    run(folder)
    rewrite(folder, Desk())
    content = run(folder)
    assert content["skipped"] == {}
    assert painted(folder, "Консультации") == before
