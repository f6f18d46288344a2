"""A centre that is not called ИМЦ sees its own name everywhere."""

import re
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from command_line import typed
from helpers import TODAY, Desk, look

from sheets_sync.stores.organisation import shortened
from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View

CENTRE = "МБУ «Городской методический центр»"


def desk(curator: str = "Куратор ГМЦ") -> Desk:
    """The small centre as it would write itself: nobody types «ИМЦ»."""
    made = Desk().set("Дорожная карта", 2, "Ответственный", "ГМЦ")
    rows = made.rows("Школы")
    rows[0].append(curator)
    for row in rows[1:]:
        row.append("Лисицына О.В.")
    return made


def texts(made: Desk, **settings: object) -> dict[str, list[str]]:
    """What stands on every tab of the summary."""
    analysis = look(made, organisation=CENTRE, **settings)
    grids, _ = build(View(analysis, Stamp(TODAY, datetime(2021, 2, 18, 13))))
    return {
        grid.title: [
            *(str(cell.value) for row in grid.rows for cell in row if cell and cell.value),
            grid.page.footer,
        ]
        for grid in grids
    }


def test_nothing_in_the_summary_says_another_name() -> None:
    said = texts(desk())
    assert [(tab, one) for tab, some in said.items() for one in some if "ИМЦ" in one] == []
    assert "Карта: ГМЦ" in said["Сводка"]
    assert "ГМЦ, ИРО, ОО и другие" in said["Исполнение дорожной карты"]
    assert "Куратор ГМЦ" in said["Предметы риска"]


def test_its_own_side_and_its_own_column_are_understood() -> None:
    analysis = look(desk(), organisation=CENTRE)
    sides = analysis.figures["roadmap_by_executor"].set_index("executor")["total"]
    assert sides["ИМЦ"] == 1  # under this name other programs know it
    assert set(analysis.counted["schools"].frame["curator"]) == {"Лисицына О.В."}
    assert not [p for p in analysis.problems if "Куратор" in p.message]


@pytest.mark.slow
@pytest.mark.parametrize("head", ["Куратор", "Куратор ИМЦ", "куратор гмц"])
def test_other_heads_of_the_column_stay_understood(head: str) -> None:
    analysis = look(desk(head), organisation=CENTRE)
    assert set(analysis.counted["schools"].frame["curator"]) == {"Лисицына О.В."}


def test_a_short_name_of_the_settings_goes_before_what_is_made_of_the_long_one() -> None:
    made = desk().set("Дорожная карта", 2, "Ответственный", "сотрудники Методцентра")
    said = texts(made, short_name="Методцентр")
    assert "Карта: Методцентр" in said["Сводка"]


@pytest.mark.parametrize(
    ("organisation", "short"),
    [
        ("МКУ ИМЦ", "ИМЦ"),
        (CENTRE, "ГМЦ"),
        ("МБУ ДПО «Центр развития образования» г. Энска", "ЦРО"),
        ("МАУ ДПО НМЦ", "НМЦ"),
        ("Информационно-методический центр", "ИМЦ"),
        ("Центр развития образования Заречного района", "ЦРОЗ"),
        ("Методцентр", "Методцентр"),
        ("", ""),
    ],
)
def test_the_short_name_is_made_of_the_long_one(organisation: str, short: str) -> None:
    assert shortened(organisation) == short


@pytest.mark.slow
def test_no_letter_and_no_document_says_another_name(tmp_path: Path) -> None:
    folder = desk().save(tmp_path / "центр", f"organisation = '{CENTRE}'\ntoday = 2021-02-18\n")
    made = tmp_path / "документы"
    made.mkdir()
    assert typed("remind", folder, "--to", made / "письма").code == 0
    for number, words in enumerate(
        (
            ["дорожная-карта"],
            ["справка"],
            ["график"],
            ["письмо-в-школу", "--school", "СОШ № 44"],
            ["школа", "--school", "СОШ № 44"],
            ["тьютор", "--tutor", "Белов П.И."],
            ["протокол-имц", "--meeting", "С-01", "--draft"],
            ["протокол-гост", "--meeting", "С-01", "--draft"],
            ["регистрация", "--meeting", "С-01"],
        )
    ):
        done = typed("document", folder, *words, "-o", made / f"{number}.docx")
        assert done.code == 0, (words, done.err)
    for file in made.glob("*.docx"):
        with ZipFile(file) as parts:
            said = b"".join(parts.read(name) for name in parts.namelist() if "media" not in name)
        assert not re.search("ИМЦ", said.decode("utf-8", "ignore")), file.name
    for letter in (made / "письма").iterdir():
        assert "ИМЦ" not in letter.read_text("utf-8")
