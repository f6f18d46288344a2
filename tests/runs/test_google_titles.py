"""People call a spreadsheet by its title: no 85-character address in what they are told."""

import json
from pathlib import Path

import pytest
from google_server import GoogleServer, book_from_xlsx, book_of

from sheets_sync.commands.cli import main
from sheets_sync.samples.init import init
from sheets_sync.stores.files import briefly
from sheets_sync.stores.google import reading
from sheets_sync.workspace import FILE, load

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_{:05}"
ADDRESS = "https://docs.google.com/spreadsheets/d/{}/edit#gid=0"


@pytest.fixture
def folder(tmp_path: Path, google: GoogleServer) -> Path:
    init(tmp_path, for_google=True)
    google.add(book_of(ID.format(99), {"Лист1": []}, title="Итоги района"))
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    for number, name in enumerate(load(tmp_path).books):
        google.add(book_from_xlsx(tmp_path / name, ID.format(number)))
        text = text.replace(f'    "{name}"', f'    "{ADDRESS.format(ID.format(number))}"')
    text = text.replace('"Сводка ИМЦ.xlsx"', f'"{ADDRESS.format(ID.format(99))}"')
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    google.key_file(tmp_path)
    return tmp_path


def told(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit):
        main([words[0], str(folder), *words[1:]])
    out, err = capsys.readouterr()
    return out + err


@pytest.mark.slow
def test_what_people_read_has_titles(
    folder: Path, google: GoogleServer, capsys: pytest.CaptureFixture[str]
):
    google.book(ID.format(1))["Совещания"].write("A9", "лишнее")
    said = {
        words[0]: told(folder, capsys, *words)
        for words in (["sync"], ["check"], ["doctor"], ["lists"], ["run", "--once"], ["status"])
    }
    for name, text in said.items():
        assert "https://" not in text, (name, text)
    for name in ("sync", "check", "doctor", "lists"):
        assert "Посещаемость" in said[name], (name, said[name])
    assert "Откройте сводку «Итоги района»" in said["sync"]
    assert "«Итоги района»: программа может её изменять" in said["doctor"]
    log = (folder / ".sheets_sync" / "log.txt").read_text("utf-8")
    assert "https://" not in log


def test_before_a_spreadsheet_is_read_its_address_is_short(
    folder: Path, google: GoogleServer, capsys: pytest.CaptureFixture[str]
):
    google.book(ID.format(2)).role = None
    text = told(folder, capsys, "doctor")
    assert "docs.google.com/…/1AbCdEfGhI… закрыта" in text
    assert "«Посещаемость»: открыта" in text
    assert "https://" not in text


def test_a_switched_off_api_is_told_once_with_the_page_of_the_project(
    folder: Path, google: GoogleServer, capsys: pytest.CaptureFixture[str]
):
    google.api.enabled = False
    text = told(folder, capsys, "doctor")
    page = "https://console.cloud.google.com/apis/library/sheets.googleapis.com"
    assert text.count("выключен") == 1
    assert f"{page}?project=123456789012 " in text
    assert google.count("read") == 1
    checks = json.loads(told(folder, capsys, "doctor", "--json"))["checks"]
    assert [one["ok"] for one in checks].count(False) == 1


@pytest.mark.parametrize(
    ("book", "short"),
    [
        (ADDRESS.format("1AbCdEfGhIjKlMn"), "docs.google.com/…/1AbCdEfGhI…"),
        (ADDRESS.format("book"), "docs.google.com/…/book"),
        ("https://docs.google.com/a/example.org/spreadsheets/d/abc", "docs.google.com/…/abc"),
        ("тьюторы/Белов.xlsx", "тьюторы/Белов.xlsx"),
        ("https://example.org/лист", "https://example.org/лист"),
    ],
)
def test_the_short_form(book: str, short: str):
    assert briefly(book) == short


@pytest.mark.slow
def test_a_tab_that_still_computes_leaves_its_summary_as_it_was(
    folder: Path,
    google: GoogleServer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(reading, "RESTS", (0.01,))
    told(folder, capsys, "sync")
    google.book(ID.format(1))["Явка"].write("A9", "Loading...")
    said = told(folder, capsys, "sync")
    assert "таблица «Явка» ещё считается" in said
    assert "«Явка тьюторов»" not in said.partition("Записано")[2].partition("\n")[0]
    assert google.book(ID.format(99))["Явка тьюторов"].value("A1").startswith("Явка")
