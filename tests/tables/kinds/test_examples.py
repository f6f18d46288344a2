"""Examples in messages are of the workspace's own year."""

from datetime import date

import pytest
from helpers import Desk, look

from sheets_sync.errors import UsageError
from sheets_sync.periods import SchoolYear, of_year
from sheets_sync.samples.templates.workspace import workspace_text
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.dates import DATE
from sheets_sync.tables.kinds.terms import TERM
from sheets_sync.workspace import load

pytestmark = pytest.mark.kinds

YEAR = 2026


@pytest.mark.parametrize("typed", ["вчера", "31 мартобря 2026", "1.31.2026", "01.01.1200", True])
def test_of_a_date(typed: object):
    found = DATE.read(typed, Context(YEAR))  # type: ignore[arg-type]
    (fault,) = found.faults
    assert "2021" not in fault.fix
    assert "2027" in fault.fix or "31.01.2026" in fault.fix


def test_of_a_term():
    (fault,) = TERM.read("когда-нибудь потом", Context(YEAR)).faults
    assert "«до 20.02.2027», «февраль 2027»" in fault.fix


@pytest.mark.parametrize(
    ("tab", "column", "said"),
    [
        ("Совещания", "Дата", "18.02.2027"),
        ("Поручения", "Срок", "2027"),
        ("Отчёты", "Учебный год", "2026–2027"),
        ("График", "Тьютор", "Барсукова Е.Л."),
    ],
)
def test_of_an_empty_cell(tab: str, column: str, said: str):
    desk = Desk().set(tab, 2, column, None)
    found = look(desk, date(YEAR + 1, 2, 18), school_year=SchoolYear(YEAR)).problems
    (fix,) = {p.fix for p in found if p.check == "cell.empty" and p.place.tab == tab}
    assert said in fix


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('school_year = "2026–2027"\ntoday = "18.02.2027"', "2027-02-18"),
        ("today = 2027-03-01\nschool_year = 5", '"2026–2027"'),
    ],
)
def test_of_the_settings(tmp_path_factory: pytest.TempPathFactory, line: str, said: str):
    folder = tmp_path_factory.mktemp("ц")
    text = f'books = ["a.xlsx"]\nsummary = "С.xlsx"\n{line}\n'
    (folder / "workspace.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        load(folder)


def test_other_numbers_stay():
    assert of_year("№ 12021, 20.02.2021, 2020–2021", 2024) == "№ 12021, 20.02.2025, 2024–2025"


def test_of_the_settings_that_adopt_proposes():
    text = workspace_text(["Журнал.xlsx"], YEAR)
    for line in ('school_year = "2026–2027"', "today = 2027-02-18", 'previous = "2025-2026"'):
        assert f"# {line}\n" in text
