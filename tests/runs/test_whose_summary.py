"""Two workspaces and one spreadsheet in Google: the second is told, before a byte is written."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from google_server import GoogleServer, book_of

from sheets_sync.errors import UsageError
from sheets_sync.runs.doctor import doctor
from sheets_sync.runs.sync import Options, sync
from sheets_sync.workspace import FILE, load

SETTINGS = """organisation = "МКУ ИМЦ"
school_year = "2020–2021"
today = 2021-02-18
books = ["Справочники.xlsx", "Консультации.xlsx"]
summary = "https://docs.google.com/spreadsheets/d/summary/edit"
"""


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1613640000")
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("summary", {"Лист1": []}))
        yield server


@pytest.fixture
def centre(google: GoogleServer, tmp_path: Path, files: Path) -> Path:
    """A workspace that has written its summary."""
    made = workspace(google, tmp_path / "центр", files)
    sync(load(made), Options())
    assert google.count("write") == 1
    return made


def workspace(google: GoogleServer, folder: Path, files: Path, settings: str = SETTINGS) -> Path:
    folder.mkdir()
    for name in re.findall(r'"([^"]+[.]xlsx)"', settings):
        (folder / name).write_bytes((files / name).read_bytes())
    (folder / FILE).write_text(settings, encoding="utf-8")
    google.key_file(folder)
    return folder


OTHERS = {
    "organisation": ('"МКУ ИМЦ"', '"МБУ «Методцентр»"'),
    "year": ("2020–2021", "2021–2022"),
    "books": (', "Консультации.xlsx"', ""),
}


@pytest.mark.kinds
@pytest.mark.parametrize("name", OTHERS)
def test_another_workspace_is_refused(
    google: GoogleServer, centre: Path, tmp_path: Path, files: Path, name: str
):
    other = workspace(google, tmp_path / "другой", files, SETTINGS.replace(*OTHERS[name]))
    before = google.book("summary").revision
    with pytest.raises(UsageError, match="ведёт другая рабочая папка: укажите в summary") as caught:
        sync(load(other), Options())
    assert caught.value.exit_code == 2
    assert (google.book("summary").revision, google.count("write")) == (before, 1)
    bad = [one for one in doctor(load(other), Options()) if not one.ok]
    assert [one.check for one in bad] == ["owner"]
    assert "ведёт другая рабочая папка" in bad[0].message
    assert all(one.ok for one in doctor(load(centre), Options()) if one.check == "owner")


def change(folder: Path) -> None:
    """The books say something new, so that a run has to write."""
    text = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(text.replace("2021-02-18", "2021-02-25"), encoding="utf-8")


def moved(folder: Path) -> Path:
    return folder.rename(folder.parent / "сервер")


def cloned(folder: Path) -> Path:
    return Path(copytree(folder, folder.parent / "копия"))


def forgotten(folder: Path) -> Path:
    rmtree(folder / ".sheets_sync")
    return folder


def renamed(folder: Path) -> Path:
    text = (folder / FILE).read_text(encoding="utf-8")
    new = text.replace('"МКУ ИМЦ"', '"МКУ «ИМЦ»"').replace(', "Консультации.xlsx"', "")
    (folder / FILE).write_text(new, encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("what", [moved, cloned, forgotten, renamed], ids=lambda one: one.__name__)
def test_the_same_workspace_writes_on(
    google: GoogleServer, centre: Path, what: Callable[[Path], Path]
):
    folder = what(centre)
    change(folder)
    sync(load(folder), Options(accept_shrink=True))
    assert google.count("write") == 2


@pytest.mark.slow
def test_a_summary_without_an_owner_is_taken(google: GoogleServer, centre: Path):
    """An earlier version of the program named none."""
    for one in google.book("summary").metadata:
        one["metadataValue"] = re.sub(
            r'"workspace":"[^"]*"', '"workspace":""', one["metadataValue"]
        )
    change(centre)
    sync(load(centre), Options())
    owners = {
        found[1]
        for one in google.book("summary").metadata
        if (found := re.search(r'"workspace":"([^"]*)"', one["metadataValue"]))
    }
    assert len(owners) == 1
    assert owners != {""}
