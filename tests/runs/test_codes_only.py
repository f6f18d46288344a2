"""`codes_only`: not one byte that Google gets names a person."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from google_server import GoogleServer, book_of
from read_back import read_values

from sheets_sync.errors import UsageError
from sheets_sync.runs.codes_only import without_names
from sheets_sync.runs.doctor import doctor
from sheets_sync.runs.kept_summaries import newest
from sheets_sync.runs.sync import Options, sync
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Block, Head
from sheets_sync.stores.files import book_files
from sheets_sync.tables.kinds.people import PersonEntry
from sheets_sync.tables.kinds.people_in_text import HIDDEN, People
from sheets_sync.workspace import FILE, load

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


MORE = People(
    [
        PersonEntry("Т-01", "Коваль", "Пётр", "Ильич"),
        PersonEntry("Т-02", "Кравец", "Анна", "Львовна"),
        PersonEntry("Т-03", "Соловей", "Ольга", "Петровна"),
        PersonEntry("Т-04", "Петрова-Водкина", "Анна", "Ивановна"),
        PersonEntry("Т-05", "Орёл", "Лев", "Львович"),
        PersonEntry("Т-06", "Гусь", "Иван", "Иванович"),
        PersonEntry("Т-07", "Мамедова", "Гюнель", "Али кызы"),
        PersonEntry("Т-08", "Белая", "Яна"),
        PersonEntry("Т-09", "План", "Роман", "Юрьевич"),
        PersonEntry("Т-10", "Ли", "Вера"),
        PersonEntry("Т-11", "Кравцова", "Елена", "Сергеевна"),
        PersonEntry("Т-12", "Кравцова", "Екатерина", "Сергеевна"),
    ]
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("у Коваля, Ковалю, с Ковалём", "у Т-01, Т-01, с Т-01"),
        ("Кравцу", "Т-02"),
        ("Соловья и Соловьём", "Т-03 и Т-03"),
        ("Орла", "Т-05"),
        ("Гусю", "Т-06"),
        ("Петровой-Водкиной", "Т-04"),
        ("Водкиной", "Т-04"),
        ("Мамедовой Гюнель", "Т-07"),
        ("Мамедова Гюнель Али кызы", "Т-07"),
        ("Ольги Петровны Соловей", "Т-03"),
        ("Коваль ПИ", "Т-01"),
    ],
)
def test_a_surname_is_known_in_every_case(text: str, shown: str):
    assert MORE.hidden(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Отчёт_Коваль_2020.xlsx", "Отчёт_Т-01_2020.xlsx"),
        ("Коваль2020.xlsx", "Т-01_2020.xlsx"),
        ("журнал_коваля.xlsx", "журнал_Т-01.xlsx"),
        ("КовальПИ", "Т-01"),
        ("Ко\u00adваль", "Т-01"),
        ("КОваль", "Т-01"),
    ],
)
def test_a_surname_is_known_beside_digits_and_underscores(text: str, shown: str):
    assert MORE.hidden(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Пётр Ильич", "Т-01"), ("Гюнели", "Т-07"), ("у Петра", "у Т-01"), ("Анна", HIDDEN)],
)
def test_a_first_name_is_a_name_too(text: str, shown: str):
    assert MORE.hidden(text) == shown


@pytest.mark.parametrize("text", ["Кравцова Е.С.", "Кравцовой", "Коваль А.А.", "Коваль Сергей"])
def test_nobody_is_taken_for_another(text: str):
    assert MORE.hidden(text) == HIDDEN


def test_a_code_in_brackets_tells_namesakes_apart():
    assert MORE.hidden("Кравцова Е.С. (Т-11)") == "Т-11"


def test_a_surname_with_one_letter_wrong_is_a_name():
    assert MORE.hidden("Мамедава не сдала отчёт") == "[имя] не сдала отчёт"


@pytest.mark.parametrize(
    "text",
    [
        "Иванова Ирина",
        "Ирина Иванова",
        "Ирина Петровна",
        "ИВАНОВА ИРИНА ПЕТРОВНА",
        "иванова ирина петровна",
        "иванова и.п.",
        "Иванова  И П",
        "ПетроваИ.И.",
        "Пушкин_И_И",
        "Алимова Гульнара Рашид кызы",
        "О'Коннор А.Б.",
        "Иванова-Петренко О.",
        "Сидоровой Ирине",
        "Ivanova I.I.",
        "Мартынюк Е.В.",
    ],
)
def test_strangers_are_names_too(text: str):
    assert People(()).hidden(text) == HIDDEN
    assert PEOPLE.found(text)


def test_a_post_stays_and_the_surname_after_it_goes():
    assert People(()).hidden("методист Сидорова сдаёт") == "методист [имя] сдаёт"


@pytest.mark.parametrize(
    "text",
    [
        "проверьте, есть ли строка",
        "Белый список",
        "Исполнение планов",
        "план на месяц",
        "роман «Обломов», вера в себя",
        "и.о. директора, к.п.н., и т.д.",
        "начальник Управления образования",
        "Работа учителей-тьюторов",
        "классы 5А и 5 Б",
        "лицей имени Александра Невского",
        "г. Владимир",
    ],
)
def test_usual_words_stay(text: str):
    assert MORE.hidden(text) == text


def test_a_keeper_is_shown_by_the_post():
    keepers = ["методист Сидорова", "Орехова Н.В.", "старший методист зимина", "Белов П.И."]
    people = People([PersonEntry("Т-01", "Белов", "Пётр", "Ильич")], keepers)
    shown = ["методист", HIDDEN, "старший методист", "Т-01"]
    assert [people.hidden(text) for text in keepers] == shown
    assert people.hidden("спросите Сидорову") == "спросите [имя]"


def test_a_heading_of_ours_stays_whatever_the_surnames_are():
    heads = (Head("План"), Head("План Роман"))
    grid = lay_out("Сводка", [Block("one", heads, ())], (9, 9))
    made = without_names(grid, MORE)
    assert [cell.value for cell in made.rows[0] if cell] == ["План", "Т-09"]


@pytest.fixture
def google(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("summary", {"Лист1": []}))
        server.key_file(tmp_path)
        yield server


@pytest.fixture
def addresses(
    google: GoogleServer, into_google: Callable[[GoogleServer], dict[str, str]]
) -> dict[str, str]:
    return into_google(google)


def workspace(files: Path, folder: Path, addresses: dict[str, str], summary: str) -> Path:
    """The directory of people local, the rest in Google with names where codes belong."""
    text = (files / FILE).read_text(encoding="utf-8")
    people = "Справочники.xlsx"
    books = [(files / people).as_posix(), *(a for name, a in addresses.items() if name != people)]
    text = re.sub(r"(?s)books = \[.*?\]", "books = NAMES", text)
    text = text.replace("NAMES", json.dumps(books, ensure_ascii=False), 1)
    text = text.replace('"Сводка ИМЦ.xlsx"', f'"{summary}"')
    (folder / FILE).write_text(f"{text}\n[google]\ncodes_only = true\n", encoding="utf-8")
    return folder


def local_workspace(files: Path, folder: Path) -> Path:
    """The books as files, the summary in Google."""
    text = (files / FILE).read_text(encoding="utf-8")
    old = load(files)
    for file in book_files(files, old.books, old.summary):
        (folder / file.name).parent.mkdir(exist_ok=True)
        (folder / file.name).write_bytes(file.path.read_bytes())
    text = text.replace('"Сводка ИМЦ.xlsx"', f'"{ADDRESS.format("summary")}"')
    (folder / FILE).write_text(f"{text}\n[google]\ncodes_only = true\n", encoding="utf-8")
    return folder


def surnames(files: Path) -> set[str]:
    """Of everybody in the local directory."""
    return listed(files, "Тьюторы", "Фамилия")


def listed(files: Path, title: str, header: str) -> set[str]:
    """What staff typed in a column of a directory."""
    tabs = {tab.place.tab: tab for tab in read_values(files / "Справочники.xlsx")}
    tab = tabs[title]
    rows = [list(tab.row(row)) for row in range(1, tab.height + 1)]
    head = next(n for n, row in enumerate(rows) if header in row)
    column = rows[head].index(header)
    return {str(row[column]).strip() for row in rows[head + 1 :] if row[column]}


@pytest.mark.slow
def test_no_byte_sent_names_a_person(
    files: Path, tmp_path: Path, google: GoogleServer, addresses: dict[str, str]
):
    folder = workspace(files, tmp_path, addresses, ADDRESS.format("summary"))
    report = sync(load(folder), Options())
    assert report.outcome.requests.write == 1
    names = surnames(files)
    assert len(names) > 2
    sent = google.sent().decode("utf-8", "replace")
    stems = {re.sub(r"(ая|ий|а)$", "", name) for name in names}
    found = {stem for stem in stems if re.search(rf"\b{stem}(а|у|ой|ым|ая|ий)?\b", sent)}
    assert found == set()
    assert not re.search(r"\b[А-ЯЁ][а-яё]+ [А-ЯЁ]\.\s?[А-ЯЁ]\.", without_namesakes(sent))
    assert "Т-0" in sent
    again = sync(load(folder), Options())
    assert (again.outcome.written, again.outcome.requests.write) == ((), 0)


@pytest.mark.slow
def test_no_heading_that_is_the_programs_own_says_what_staff_typed(files: Path, tmp_path: Path):
    folder = tmp_path / "demo"
    shutil.copytree(files, folder)
    sync(load(folder), Options())
    tabs = newest(folder, load(folder).summary)
    cells = [cell for grid in tabs.values() for row in grid.rows for cell in row if cell]
    own = {str(cell.value) for cell in cells if cell.own}
    assert {"Тьютор", "По тьюторам", "Явка на совещания"} < own
    typed = surnames(files) | listed(files, "Предметы", "Предмет") | {"СОШ", "ООШ", "лицей", "МКУ"}
    assert [text for text in own if any(word in text for word in typed)] == []


def without_namesakes(text: str) -> str:
    return re.sub(r"им\.\s*([А-ЯЁ]\.\s*){1,2}[А-ЯЁ][а-яё]+", "", text)


@pytest.mark.slow
def test_a_name_in_a_cloud_book_is_a_warning_at_its_cell(
    files: Path, tmp_path: Path, addresses: dict[str, str]
):
    folder = workspace(files, tmp_path, addresses, "Сводка.xlsx")
    named = [p for p in sync(load(folder), Options()).as_json()["problems"]
             if p["check"] == "person.named"]  # fmt: skip
    assert named
    assert all(p["severity"] == "предупреждение" and p["cell"] and p["link"] for p in named)
    assert all(p["book"].startswith("https://") for p in named)
    local = read_values(tmp_path / "Сводка.xlsx")
    assert any(surnames(files) & set(str(v).split()) for tab in local for c in tab.columns
               for v in c.values)  # fmt: skip


@pytest.mark.slow
def test_no_byte_sent_names_the_keeper_of_a_book_or_the_person_a_file_is_called_after(
    files: Path, tmp_path: Path, google: GoogleServer
):
    folder = local_workspace(files, tmp_path)
    surname = next(iter(sorted(surnames(files))))
    (folder / "Консультации.xlsx").rename(folder / f"Консультации_{surname}_2020.xlsx")
    text = (folder / FILE).read_text(encoding="utf-8")
    text = text.replace("Консультации.xlsx", f"Консультации_{surname}_2020.xlsx")
    text = re.sub(r'(?m)^("[^"]+\.xlsx" = )"[^"]*"', r'\1"методист Сидорова"', text)
    (folder / FILE).write_text(text, encoding="utf-8")
    assert "Сидорова" in text
    sync(load(folder), Options())
    sent = google.sent().decode("utf-8", "replace")
    assert "Сидоров" not in sent
    assert surname not in sent
    assert "методист" in sent
    assert "_2020" in sent


@pytest.mark.slow
@pytest.mark.parametrize("spoilt", ["column", "tab", "rows"])
def test_without_a_directory_of_people_nothing_is_sent(
    spoilt: str, files: Path, tmp_path: Path, google: GoogleServer
):
    folder = local_workspace(files, tmp_path)
    book = openpyxl.load_workbook(folder / "Справочники.xlsx")
    tutors = book["Тьюторы"]
    head = next(cell for row in tutors.iter_rows() for cell in row if cell.value == "Фамилия")
    if spoilt == "column":
        head.value = "Ф."
    elif spoilt == "tab":
        tutors.title = "Люди"
    else:
        tutors.delete_rows(head.row + 1, tutors.max_row)
    book.save(folder / "Справочники.xlsx")
    with pytest.raises(UsageError, match="«Тьюторы»"):
        sync(load(folder), Options())
    assert google.count("write") == 0
    assert any("«Тьюторы»" in one.message for one in doctor(load(folder), Options()) if not one.ok)


@pytest.mark.slow
def test_headings_stay_when_a_tutor_is_called_like_one(
    files: Path, tmp_path: Path, google: GoogleServer
):
    folder = local_workspace(files, tmp_path)
    book = openpyxl.load_workbook(folder / "Справочники.xlsx")
    cells = [cell for row in book["Тьюторы"].iter_rows() for cell in row]
    head = next(cell for cell in cells if cell.value == "Фамилия")
    for row, surname in enumerate(("Месяц", "План", "Книга"), head.row + 1):
        book["Тьюторы"].cell(row, head.column).value = surname
    book.save(folder / "Справочники.xlsx")
    sync(load(folder), Options())
    sent = google.sent().decode("utf-8", "replace")
    assert all(f'"{heading}"' in sent for heading in ("Месяц", "План", "Книга"))
