"""A region whose summary, and a municipality whose books, are spreadsheets."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import typed
from google_server import GoogleServer, book_from_xlsx, book_of
from region_help import desk, region

ADDRESS = "https://docs.google.com/spreadsheets/d/{}/edit"


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1613642400")
        yield server


@pytest.mark.slow
def test_the_summary_of_a_region_may_be_a_spreadsheet(
    tmp_path: Path, google: GoogleServer, without_a_cluster: list[str]
):
    book = google.add(book_of("summary", {"Лист1": []}))
    google.key_file(tmp_path)
    file = region(tmp_path, 2, '[google]\ncredentials = "credentials.json"\n')
    text = file.read_text("utf-8").replace("Сводка региона.xlsx", ADDRESS.format("summary"))
    file.write_text(text, encoding="utf-8")
    assert typed("region", tmp_path).code == 0
    titles = [sheet.title for sheet in book.sheets]
    assert {"Сводка региона", "Явка", "История"} <= {*titles}
    again = json.loads(typed("region", tmp_path, "--json").out)
    assert (again["written"], again["requests"]["write"]) == ([], 0)


@pytest.mark.slow
def test_a_municipality_of_spreadsheets_is_read_each_time(
    tmp_path: Path, google: GoogleServer, without_a_cluster: list[str]
):
    region(tmp_path, 2)
    wanted = json.loads(typed("region", "check", tmp_path, "--json").out)["figures"]
    place = tmp_path / "районы" / "район-01"
    google.key_file(place)
    text = (place / "workspace.toml").read_text("utf-8")
    for number, name in enumerate(desk(1).books):
        book = google.add(book_from_xlsx(place / name, f"book{number}"))
        (place / name).unlink()
        text = text.replace(f'"{name}"', f'"{ADDRESS.format(book.id)}"')
    text += '[google]\ncredentials = "credentials.json"\n'
    (place / "workspace.toml").write_text(text, encoding="utf-8")
    for _ in range(2):
        without_a_cluster.clear()
        found = json.loads(typed("region", tmp_path, "--json").out)
        assert found["municipalities"][1]["error"] is None
        assert found["figures"] == wanted
        assert "район-01" in without_a_cluster
