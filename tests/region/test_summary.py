"""The region's summary workbook: what stands in it, and when it is written."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import Done, typed
from region_help import desk, read_here, region

pytestmark = pytest.mark.usefixtures("without_a_cluster")
TITLES = [
    "Сводка региона", "Явка", "Консультации", "Охват ШНОР", "Исполнение дорожной карты", "Отчёты",
    "Результаты", "Признаки низких результатов", "Качество данных", "История",
]  # fmt: skip
TODAY = "today = 2021-02-18\n"


def cells(folder: Path, title: str) -> list[list[Any]]:
    book = openpyxl.load_workbook(folder / "Сводка региона.xlsx")
    return [[cell.value for cell in row] for row in book[title].iter_rows()]


def line(folder: Path, title: str, first: str) -> list[Any]:
    """The row that begins with a text, empty cells left out."""
    row = next(row for row in cells(folder, title) if str(row[0]).startswith(first))
    return [value for value in row if value is not None]


def every_text(folder: Path) -> str:
    return "\n".join(str(v) for title in TITLES for row in cells(folder, title) for v in row if v)


def ran(folder: Path, *words: str) -> Done:
    done = typed("region", folder, *words)
    assert done.code == 0, done.err
    return done


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region and its summary, written once for the tests that only look."""
    where = tmp_path_factory.mktemp("summary")
    region(where, 4, TODAY)
    with pytest.MonkeyPatch.context() as monkeypatch:
        read_here(monkeypatch)
        ran(where)
    return where


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One to change."""
    region(tmp_path, 3, TODAY)
    ran(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_the_tabs_are_those_of_the_issue(made: Path):
    book = openpyxl.load_workbook(made / "Сводка региона.xlsx")
    assert book.sheetnames == TITLES


def test_a_share_stands_beside_its_n_and_whole(made: Path):
    found = line(made, "Сводка региона", "район-02")
    assert found[1:4] == [0.6, 3, 5]
    assert line(made, "Явка", "Всего")[-6:-3] == [0.6, 12, 20]


def test_the_total_is_made_of_sums(made: Path):
    own = [line(made, "Консультации", f"район-0{n}") for n in range(4)]
    total = line(made, "Консультации", "Всего")
    planned, held = (sum(row[place] for row in own) for place in (1, 2))
    assert total[1:3] == [planned, held]
    assert total[3] == round(held / planned, 3)


@pytest.mark.slow
def test_an_unchanged_region_is_not_written(folder: Path):
    before = (folder / "Сводка региона.xlsx").read_bytes()
    done = ran(folder)
    assert "Ничего не изменилось" in done.out
    assert (folder / "Сводка региона.xlsx").read_bytes() == before


@pytest.mark.slow
def test_a_changed_mark_changes_the_tabs_it_is_on(folder: Path):
    changed = desk(2).set("Явка", 2, "С-02", "н")
    changed.save(folder / "районы" / "район-02", TODAY)
    written = json.loads(ran(folder, "--json").out)["written"]
    assert {"Сводка региона", "Явка", "История"} <= {*written}
    assert "Результаты" not in written
    assert len([r for r in cells(folder, "История") if "2021" in str(r[1])]) == 2


@pytest.mark.slow
def test_the_same_region_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1613642400")
    for name in ("а", "б"):
        region(tmp_path / name, 2)
        ran(tmp_path / name)
    one, two = ((tmp_path / name / "Сводка региона.xlsx").read_bytes() for name in ("а", "б"))
    assert one == two


@pytest.mark.slow
def test_who_is_not_read_is_seen_with_the_reason(folder: Path):
    (folder / "районы" / "район-01" / "Консультации.xlsx").write_bytes(b"no book")
    (folder / "районы" / "новый").mkdir()
    ran(folder)
    assert line(folder, "Явка", "район-01")[0] == "район-01 (на 18.02.2021)"
    assert line(folder, "Явка", "новый")[0] == "новый (не прочитан)"
    rows = [row for row in cells(folder, "Качество данных") if row[-1]]
    assert [row[0] for row in rows[-2:]] == ["новый", "район-01"]
    assert "Консультации.xlsx" in rows[-1][-1]
    said = "В итогах муниципалитетов: 3 из 4, из них по прежним числам: 1"
    assert said in str(cells(folder, "Результаты")[3][0])


@pytest.mark.slow
def test_a_tab_nobody_keeps_is_told_of(tmp_path: Path):
    region(tmp_path, 2, TODAY)
    desk(1).drop("Дорожная карта").save(tmp_path / "районы" / "район-01", TODAY)
    ran(tmp_path)
    assert set(line(tmp_path, "Исполнение дорожной карты", "район-01")[1:]) == {"–"}
    assert "ведёт 1 из 2" in every_text(tmp_path) or "ведут 1 из 2" in every_text(tmp_path)


@pytest.mark.slow
def test_by_need_of_help_those_with_most_unhelped_stand_first(tmp_path: Path):
    region(tmp_path, 3, f'{TODAY}order = "help"\n')
    needy = desk(0)
    for row in (2, 3, 4):
        needy.set("Журнал", row, "Отметка", "н")
    needy.save(tmp_path / "районы" / "район-02", TODAY)
    ran(tmp_path)
    names = [str(row[0]) for row in cells(tmp_path, "Охват ШНОР")]
    assert names.index("район-02") < names.index("район-01") < names.index("район-00")


@pytest.mark.slow
def test_nobody_is_named(made: Path):
    texts = every_text(made)
    for name in ("Барсукова", "Белов", "Зимина", "Иванова", "Т-0"):
        assert name not in texts


@pytest.mark.slow
def test_where_nobody_can_be_read_the_old_summary_stands(tmp_path: Path):
    region(tmp_path, 2, faults=[0, 1])
    done = typed("region", tmp_path)
    assert done.code == 3
    assert "Ни один муниципалитет не прочитан" in done.err
    assert not [*tmp_path.glob("*.xlsx")]


@pytest.mark.slow
def test_a_foreign_file_is_not_overwritten(tmp_path: Path):
    region(tmp_path, 1)
    openpyxl.Workbook().save(tmp_path / "Сводка региона.xlsx")
    before = (tmp_path / "Сводка региона.xlsx").read_bytes()
    assert typed("region", tmp_path).code == 2
    assert (tmp_path / "Сводка региона.xlsx").read_bytes() == before


def test_two_at_once_do_not_write(tmp_path: Path):
    from datetime import datetime

    from sheets_sync.runs.lock import one_at_a_time

    region(tmp_path, 1)
    with one_at_a_time(tmp_path, datetime.now()):
        assert typed("region", tmp_path).code == 4


def explained(folder: Path, cell: str) -> dict[str, Any]:
    done = typed("region", "explain", folder, cell, "--json")
    assert done.code == 0, done.out
    found: dict[str, Any] = json.loads(done.out)
    return found


def address(folder: Path, title: str, first: str, place: int) -> str:
    """«Tab!C7» of a row that begins with a text, its so-manieth filled cell."""
    book = openpyxl.load_workbook(folder / "Сводка региона.xlsx")
    row = next(r for r in book[title].iter_rows() if str(r[0].value).startswith(first))
    return f"{title}!{[cell for cell in row if cell.value is not None][place].coordinate}"


@pytest.mark.slow
def test_a_total_names_its_municipalities_and_their_own_cells(made: Path):
    found = explained(made, address(made, "Консультации", "Всего", 2))
    assert found["n"] == sum(one["n"] for one in found["municipalities"])
    assert [one["name"] for one in found["municipalities"]] == [f"район-0{n}" for n in range(4)]
    for one in found["municipalities"]:
        place = made / "районы" / one["name"]
        typed("sync", place)
        book = openpyxl.load_workbook(place / "Сводка ИМЦ.xlsx")
        assert book[one["tab"]][one["cell"]].value == one["n"]


@pytest.mark.slow
def test_a_municipalitys_own_number_names_it_alone(made: Path):
    found = explained(made, address(made, "Исполнение дорожной карты", "район-03", 3))
    (one,) = found["municipalities"]
    assert (one["name"], one["n"], one["N"]) == ("район-03", found["n"], found["N"])
    own = typed("explain", made / "районы" / "район-03", f"{one['tab']}!{one['cell']}", "--json")
    assert json.loads(own.out)["n"] == found["n"]


def test_a_cell_without_a_figure_says_where_the_next_one_is(made: Path):
    done = typed("region", "explain", "Явка!A1", at=made)
    assert done.code == 2
    assert "ближайшая ячейка с показателем — Явка!" in done.err


@pytest.mark.slow
def test_explain_as_a_person_reads_it(made: Path):
    cell = address(made, "Явка", "Всего", 1)
    done = typed("region", "explain", cell, at=made)
    assert "Как посчитано: приглашённые тьюторы" in done.out
    assert "  район-01: 5, Явка тьюторов!" in done.out
