"""Journals by month, by tutor and as answers of a form, on tabs of one real workbook."""

from pathlib import Path

import pytest

from sheets_sync.runs.sync import Options, check
from sheets_sync.runs.sync_report import SyncReport
from sheets_sync.workspace import load
from tests.helpers import TODAY, Desk, Rows

BOOK = "Консультации.xlsx"


def checked(folder: Path, tabs: dict[str, Rows], settings: str) -> SyncReport:
    """What `check` says of the centre with these tabs in place of the journal."""
    desk = Desk()
    del desk.books[BOOK]["Журнал"]
    desk.books[BOOK] |= tabs
    return check(load(desk.save(folder, settings)), Options(TODAY))


def journal() -> Rows:
    return Desk().rows("Журнал")


def read(report: SyncReport) -> dict[str, int]:
    return {tab.tab: tab.read for tab in report.tabs if tab.book == BOOK and tab.tab != "График"}


def visits(report: SyncReport) -> int:
    return int(report.as_json()["figures"]["consultations"]["visits"])


def test_a_tab_a_month_of_a_forms_answers(tmp_path: Path):
    head, *rows = journal()
    stamped = [["12.02.2021 14:03:22", *row] for row in rows]
    head = ["Отметка времени", *head]
    tabs = {"Журнал январь": [head, *stamped[:1]], "Журнал февраль": [head, *stamped[1:]]}
    report = checked(tmp_path, tabs, '[tabs]\n"Журнал *" = "Журнал"\n')
    assert (read(report), report.problems) == ({"Журнал январь": 1, "Журнал февраль": 2}, ())
    assert visits(report) == 6


@pytest.mark.slow
def test_a_tab_a_tutor(tmp_path: Path):
    head, *rows = journal()
    at = head.index("Тьютор")
    tabs = {
        str(tutor): [[*r[:at], *r[at + 1 :]] for r in (head, *rows) if r[at] in (tutor, "Тьютор")]
        for tutor in dict.fromkeys(row[at] for row in rows)
    }
    settings = "[tabs]\n" + "".join(f'"{tutor}" = "Журнал"\n' for tutor in tabs)
    report = checked(tmp_path, tabs, settings)
    assert (read(report), report.problems) == ({"Барсукова Е.Л.": 1, "Белов П.И.": 2}, ())
    assert visits(report) == 6
