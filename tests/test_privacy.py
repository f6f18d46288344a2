"""`codes_only`: not one byte that Google gets names a person."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from google_server import GoogleServer, book_from_xlsx, book_of

from sheets_sync.config import FILE, load
from sheets_sync.demo import write_demo
from sheets_sync.kinds.people import PersonEntry
from sheets_sync.privacy import People
from sheets_sync.stores.files import book_files
from sheets_sync.stores.xlsx_write import read_values
from sheets_sync.sync import Options, sync

ADDRESS = "https://docs.google.com/spreadsheets/d/{}/edit"
PEOPLE = People(
    [
        PersonEntry("Т-01", "Белов", "Пётр", "Ильич"),
        PersonEntry("Т-02", "Королёва", "Анна", "Львовна", former="Зимина"),
        PersonEntry("Т-03", "Ким", "Ольга"),
    ]
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Белов П.И.", "Т-01"),
        ("Белов Петр Ильич", "Т-01"),
        ("П.И. Белов", "Т-01"),
        ("Беловым сдан отчёт", "Т-01 сдан отчёт"),
        ("отчёт белова п. и.", "отчёт Т-01"),
        ("Белов П.И. (Т-01)", "Т-01"),
        ("Зимина А.Л. и КОРОЛЕВА", "Т-02 и Т-02"),
        ("Бeлов", "Т-01"),  # a Latin e
        ("Ким О.", "Т-03"),
        ("методист Орехова Н.В.", "методист [имя]"),
        ("Орехова Наталья Викторовна", "[имя]"),
        ("тьюторы/Белов.xlsx", "тьюторы/Т-01.xlsx"),
        ("МБОУ СОШ № 4 им. Ю.А. Гагарина", "МБОУ СОШ № 4 им. Ю.А. Гагарина"),
        ("Дорожная карта ШНОР", "Дорожная карта ШНОР"),
        ("Русский язык. Чтение", "Русский язык. Чтение"),
        ("СОШ № 9, ВПР", "СОШ № 9, ВПР"),
    ],
)
def test_names_give_way_to_codes(text: str, shown: str):
    assert PEOPLE.hidden(text) == shown


def test_words_that_only_look_alike_stay():
    for text in ("белый", "Кимчи", "королевство", "беловежский"):
        assert PEOPLE.hidden(text) == text


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder)
    return folder


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("summary", {"Лист1": []}))
        yield server


def workspace(files: Path, folder: Path, google: GoogleServer, summary: str) -> Path:
    """The demo, its directory of people local, the rest in Google with names where codes belong."""
    text = (files / FILE).read_text(encoding="utf-8")
    old = load(files)
    books = []
    for number, file in enumerate(book_files(files, old.books, old.summary)):
        if file.name == "Справочники.xlsx":
            books.append(file.path.as_posix())
        else:
            google.add(book_from_xlsx(file.path, f"book{number}"))
            books.append(ADDRESS.format(f"book{number}"))
    text = re.sub(r"(?s)books = \[.*?\]", "books = NAMES", text)
    text = text.replace("NAMES", json.dumps(books, ensure_ascii=False), 1)
    text = text.replace('"Сводка ИМЦ.xlsx"', f'"{summary}"')
    (folder / FILE).write_text(f"{text}\n[google]\ncodes_only = true\n", encoding="utf-8")
    google.key_file(folder)
    return folder


def surnames(files: Path) -> set[str]:
    """Of everybody in the local directory."""
    tabs = {tab.place.tab: tab for tab in read_values(files / "Справочники.xlsx")}
    tutors = tabs["Тьюторы"]
    rows = [list(tutors.row(row)) for row in range(1, tutors.height + 1)]
    head = next(n for n, row in enumerate(rows) if "Фамилия" in row)
    column = rows[head].index("Фамилия")
    return {str(row[column]).strip() for row in rows[head + 1 :] if row[column]}


def test_no_byte_sent_names_a_person(files: Path, tmp_path: Path, google: GoogleServer):
    folder = workspace(files, tmp_path, google, ADDRESS.format("summary"))
    report = sync(load(folder), Options())
    assert report.requests["write"] == 1
    names = surnames(files)
    assert len(names) > 10
    sent = google.sent().decode("utf-8", "replace")
    stems = {re.sub(r"(ая|ий|а)$", "", name) for name in names}
    found = {stem for stem in stems if re.search(rf"\b{stem}(а|у|ой|ым|ая|ий)?\b", sent)}
    assert found == set()
    assert not re.search(r"\b[А-ЯЁ][а-яё]+ [А-ЯЁ]\.\s?[А-ЯЁ]\.", without_namesakes(sent))
    assert "Т-0" in sent
    again = sync(load(folder), Options())
    assert (again.content["written"], again.requests["write"]) == ([], 0)


def without_namesakes(text: str) -> str:
    return re.sub(r"им\.\s*([А-ЯЁ]\.\s*){1,2}[А-ЯЁ][а-яё]+", "", text)


def test_a_name_in_a_cloud_book_is_a_warning_at_its_cell(
    files: Path, tmp_path: Path, google: GoogleServer
):
    folder = workspace(files, tmp_path, google, "Сводка.xlsx")
    named = [p for p in sync(load(folder), Options()).content["problems"]
             if p["check"] == "person.named"]  # fmt: skip
    assert named
    assert all(p["severity"] == "предупреждение" and p["cell"] and p["link"] for p in named)
    assert all(p["book"].startswith("https://") for p in named)
    local = read_values(tmp_path / "Сводка.xlsx")
    assert any(surnames(files) & set(str(v).split()) for tab in local for c in tab.columns
               for v in c.values)  # fmt: skip
