"""workspace.toml: every complaint, all at once, and what stands there by default."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sheets_sync.errors import UsageError
from sheets_sync.periods import SchoolYear
from sheets_sync.runs.sync import input_digest
from sheets_sync.stores.limits import Limits
from sheets_sync.workspace import Notify, Remind, load

LEAST = 'books = ["Справочники.xlsx"]\nsummary = "Сводка ИМЦ.xlsx"\n'


def write(folder: Path, text: str | bytes) -> Path:
    content = text if isinstance(text, bytes) else text.encode()
    (folder / "workspace.toml").write_bytes(content)
    return folder


def complaint(folder: Path) -> str:
    with pytest.raises(UsageError) as caught:
        load(folder)
    assert caught.value.exit_code == 2
    said = str(caught.value)
    assert "\n" not in said
    return said


def test_defaults(tmp_path: Path) -> None:
    found = load(write(tmp_path, LEAST))
    assert found.root == tmp_path.resolve()
    assert found.books == ("Справочники.xlsx",)
    assert found.summary == "Сводка ИМЦ.xlsx"
    assert (found.organisation, found.school_year, found.today) == ("", None, None)
    assert found.timezone == ZoneInfo("Europe/Moscow")
    assert (found.overdue_days, found.low_results) == (3, "R1 or R2")
    assert (found.credentials, found.codes_only) == ("", False)
    assert found.limits == Limits(5_000_000, 50, 100, 200, 10, 1024)
    assert (found.owners, found.headers, found.notify) == ({}, {}, Notify())
    assert (found.remind, found.mails) == (Remind(7, None, 50), {})


def test_everything_of_the_contract(tmp_path: Path) -> None:
    text = """
        organisation = "МКУ ИМЦ"
        school_year = "2020–2021"
        today = 2021-02-18
        timezone = "Asia/Yekaterinburg"
        books = ["Справочники.xlsx", "тьюторы/*.xlsx"]
        summary = "Сводка ИМЦ.xlsx"
        [google]
        credentials = "key.json"
        codes_only = true
        [rules]
        overdue_days = 0
        low_results = "R1 and R2"
        [limits]
        cells = 5_000_001
        file_mb = 51
        part_mb = 101
        total_mb = 201
        seconds = 0.5
        memory_mb = 1025
        [notify]
        after = 3
        command = "echo"
        mail = "it@example.org"
        [owners]
        "Справочники.xlsx" = "методист Иванова И.И."
        "Посещаемость.xlsx" = { name = "методист Петрова П.П.", mail = "petrova@example.org" }
        "Консультации.xlsx" = { name = "Сидорова С.С." }
        [remind]
        days = 10
        weekday = "Вторник"
        most = 20
        [headers."График"]
        "Дата проведения" = "Дата"
    """
    found = load(write(tmp_path, text))
    assert found.organisation == "МКУ ИМЦ"
    assert found.school_year == SchoolYear(2020)
    assert found.today == date(2021, 2, 18)
    assert found.timezone.key == "Asia/Yekaterinburg"
    assert (found.credentials, found.codes_only) == ("key.json", True)
    assert (found.overdue_days, found.low_results) == (0, "R1 and R2")
    assert found.limits == Limits(5_000_001, 51, 101, 201, 0.5, 1025)
    assert found.owners == {
        "Справочники.xlsx": "методист Иванова И.И.",
        "Посещаемость.xlsx": "методист Петрова П.П.",
        "Консультации.xlsx": "Сидорова С.С.",
    }
    assert found.mails == {"Посещаемость.xlsx": "petrova@example.org"}
    assert found.remind == Remind(10, 1, 20)
    assert found.headers == {"График": {"Дата проведения": "Дата"}}


@pytest.mark.parametrize("typed", ["2020–2021", "2020-2021", "2020/2021", "2020/21", "2020—2021"])
def test_school_year_spellings(tmp_path: Path, typed: str) -> None:
    assert load(write(tmp_path, f'{LEAST}school_year = "{typed}"')).school_year == SchoolYear(2020)


def test_folder_or_file(tmp_path: Path) -> None:
    write(tmp_path, LEAST)
    assert load(tmp_path) == load(tmp_path / "workspace.toml")


@pytest.mark.parametrize(
    "where",
    [
        "",
        "нет такой",
        "нет/workspace.toml",
        "a" * 5000,
    ],
)
def test_no_file(tmp_path: Path, where: str) -> None:
    said = complaint(tmp_path / where)
    assert "Нет файла workspace.toml" in said
    assert "sheets-sync init" in said


@pytest.mark.parametrize(
    ("key", "suggestion"),
    [("summry", "summary"), ("book", "books"), ("organization", "organisation"), ("тест", None)],
)
def test_unknown_key(tmp_path: Path, key: str, suggestion: str | None) -> None:
    said = complaint(write(tmp_path, f'"{key}" = "x"\n{LEAST}'))
    assert f"неизвестная строка «{key}»" in said
    assert (f"возможно, «{suggestion}»" in said) == (suggestion is not None)


def test_unknown_section_and_unknown_key_of_a_section(tmp_path: Path) -> None:
    said = complaint(write(tmp_path, f"{LEAST}[rule]\nx = 1\n[limits]\nmemory = 1\n"))
    assert "«rule»; возможно, «rules»" in said
    assert "[limits] неизвестная строка «memory»; возможно, «memory_mb»" in said


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("organisation = 5", "organisation"),
        ('organisation = " "', "organisation"),
        ('today = "2021-02-18"', "today"),
        ("today = 2021-02-18T10:00:00", "today"),
        ("school_year = 2020", "school_year"),
        ('school_year = "2020–2022"', "school_year"),
        ('timezone = "Москва"', "timezone"),
        ('timezone = ""', "timezone"),
        ('timezone = "/etc/passwd"', "timezone"),
        ("timezone = 3", "timezone"),
        ("owners = 5", "owners"),
        ('owners = {"a.xlsx" = 5}', "owners"),
        ('[owners]\n"a.xlsx" = ""', "owners"),
        ('[owners]\n"a.xlsx" = { name = "" }', "owners"),
        ('[owners]\n"a.xlsx" = { mail = "a@b.org" }', "owners"),
        ('[owners]\n"a.xlsx" = { name = "Иванова", mail = "почта" }', "owners"),
        ('[owners]\n"a.xlsx" = { name = "Иванова", mail = "a@b.org, c@d.org" }', "owners"),
        ('[owners]\n"a.xlsx" = { name = "Иванова", mail = "" }', "owners"),
        ('[owners]\n"a.xlsx" = { name = "Иванова", post = "методист" }', "owners"),
        ('[owners]\n"a.xlsx" = ["Иванова"]', "owners"),
        ("remind = true", "remind"),
        ("[remind]\ndays = 15", "days"),
        ("[remind]\ndays = -1", "days"),
        ('[remind]\ndays = "7"', "days"),
        ('[remind]\nweekday = "день"', "weekday"),
        ('[remind]\nweekday = ""', "weekday"),
        ("[remind]\nweekday = 1", "weekday"),
        ("[remind]\nmost = 0", "most"),
        ('headers = {"График" = "Дата"}', "headers"),
        ("google = 5", "google"),
        ("rules = []", "rules"),
        ("[[limits]]\ncells = 5", "limits"),
        ("[google]\ncodes_only = 1", "codes_only"),
        ('[google]\ncredentials = ""', "credentials"),
        ("[rules]\noverdue_days = -1", "overdue_days"),
        ("[rules]\noverdue_days = true", "overdue_days"),
        ("[rules]\noverdue_days = 1.5", "overdue_days"),
        ('[rules]\nlow_results = "R3"', "low_results"),
        ("[rules]\nlow_results = []", "low_results"),
        ("[limits]\ncells = 0", "cells"),
        ('[limits]\nseconds = "10"', "seconds"),
        ("[limits]\nseconds = nan", "seconds"),
        ("[limits]\nfile_mb = true", "file_mb"),
        ("[notify]\nafter = 0", "after"),
        ("[notify]\ncommand = []", "command"),
    ],
)
def test_wrong_value(tmp_path: Path, line: str, key: str) -> None:
    assert f"«{key}»" in complaint(write(tmp_path, LEAST + line))


@pytest.mark.parametrize(
    "line", ['books = "Справочники.xlsx"', "books = []", "books = [5]", 'books = [""]']
)
def test_wrong_books(tmp_path: Path, line: str) -> None:
    assert "«books»" in complaint(write(tmp_path, f'summary = "Сводка.xlsx"\n{line}'))


@pytest.mark.parametrize("line", ["summary = 5", 'summary = ""', 'summary = ["a.xlsx"]'])
def test_wrong_summary(tmp_path: Path, line: str) -> None:
    assert "«summary»" in complaint(write(tmp_path, f'books = ["a.xlsx"]\n{line}'))


def test_all_complaints_at_once(tmp_path: Path) -> None:
    text = 'organisation = 5\nsummry = "x"\n[rules]\noverdue_days = -1\n[limits]\ncells = 0\n'
    said = complaint(write(tmp_path, text))
    for key in ("organisation", "summry", "overdue_days", "cells", "books", "summary"):
        assert f"«{key}»" in said


@pytest.mark.parametrize(
    "text",
    ["books = [", 'books = ["a', "books = 'a'b", "книги = 5", "[rules", "a = 1\na = 2", "=", "\0"],
)
def test_broken_toml(tmp_path: Path, text: str) -> None:
    said = complaint(write(tmp_path, text))
    assert said.startswith("workspace.toml: ")
    assert not any(word in said for word in ("Expected", "Invalid", "at line", "Unclosed"))


def test_the_line_of_a_broken_toml_is_named(tmp_path: Path) -> None:
    assert "строка 3" in complaint(write(tmp_path, f"{LEAST}today = вчера\n"))


SLIPS = {
    r'previous = "C:\книги\архив"': "напишите \"C:/книги/архив\" или 'C:\\книги\\архив'",
    r'previous = "C:\users\it"': '"C:/users/it"',
    r'previous = "C:\tutors\new"': '"C:/tutors/new"',
    r'previous = "\\server\share"': '"//server/share"',
    r'previous = "прошлый\год"': 'напишите "прошлый/год"',
    '[notify]\ncommand = "C:\\tools\\it.exe"': '"C:/tools/it.exe"',
    '[owners]\n"тьюторы\\Белов.xlsx" = "Белов"': '"тьюторы/Белов.xlsx"',
    'books = ["a.xlsx"]': "строка 3: «books» уже есть в строке 1",
    "[rules]\n[limits]\n[rules]": "строка 5: раздел [rules] уже есть в строке 3",
    '[headers."График"]\n"А" = "Дата"\n"А" = "Тема"': "строка 5: «А» раздела [headers.",
    '[headers."График"]\n[tabs]\n[headers."График"]': '[headers."График"] уже есть в строке 3',
    '[owners]\n"a" = { name = "А", name = "Б" }': "строка 4: «name» вписано дважды",
    '[words]\n"Дефицит" = ["ФГ"]\n[words."Дефицит"]\n"ФГ" = ["ф. г."]': (
        'строку 4 уберите, а каждое её слово впишите в раздел [words."Дефицит"] так: "слово" = []'
    ),
    '[words."Дефицит"]\n"ФГ" = ["ф. г."]\n[words]\n"Дефицит" = ["РДР"]': "строку 6 уберите",
    '[notify]\nmail = "it@example.org"\n[notify.mail]': "оставьте что-то одно",
    "rules.overdue_days = 3\n[rules]": "раздел [rules] уже есть",
    "previous = 2020-2021": 'previous = "2020-2021"',
    "previous = «прошлый год»": 'кавычки нужны прямые: "прошлый год"',
    'organisation = "МКУ "ИМЦ""': 'organisation = "МКУ «ИМЦ»"',
    "today = 18.02.2021": "today = 2021-02-18",
    "today = 2021.2.8": "today = 2021-02-08",
    "[google]\ncodes_only = да": "codes_only = true",
    "[limits]\ncells = 5 000 000": "cells = 5000000",
    "[limits]\nseconds = 0,5": "seconds = 0.5",
    '[tabs]\nЖурнал май = "Журнал"': '"Журнал май" = "Журнал"',
    "[headers.График]": '[headers."График"]',
    'previous = ["а" "б"]': "не хватает запятой",
    'previous = ["а",, "б"]': "лишняя запятая",
    'previous = ["а"\norganisation = "б"': "список выше не закрыт",
    'previous = "а': "строка 3: кавычка открыта",
    'previous = "а",': "после значения лишнее: «,»",
    'previous "а"': "нужен знак «=»",
}


@pytest.mark.parametrize(("line", "said"), SLIPS.items())
def test_a_slip_is_told_with_its_line_and_how_to_write_it(
    tmp_path: Path, line: str, said: str
) -> None:
    told = complaint(write(tmp_path, f"{LEAST}{line}\n"))
    assert said in told
    assert "строка " in told


@pytest.mark.parametrize(
    "line",
    [
        r"previous = 'C:\tutors\new'",
        r'organisation = "МКУ\t«ИМЦ»"',
        r'previous = "C:/книги"  # и не "C:\книги"',
        r'previous = "C:\\книги"',
        '[headers."График"]\n"А" = "Дата"\n[headers."Журнал"]\n"А" = "Дата"',
    ],
)
def test_what_is_written_well_stays(tmp_path: Path, line: str) -> None:
    load(write(tmp_path, f"{LEAST}{line}\n"))


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16"])
def test_bad_encoding(tmp_path: Path, encoding: str) -> None:
    assert "UTF-8" in complaint(write(tmp_path, LEAST.encode(encoding)))


def test_bom_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    text = LEAST.replace("\n", "\r\n").encode("utf-8-sig")
    assert load(write(tmp_path, text)) == load(write(tmp_path, LEAST))


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "workspace.toml").mkdir()
    assert "workspace.toml" in complaint(tmp_path)


def test_the_same_complaint_whatever_the_hash_seed(tmp_path: Path) -> None:
    write(tmp_path, "".join(f'"лишнее_{letter}" = 1\n' for letter in "абвгдеж"))
    said = {
        subprocess.run(
            [sys.executable, "-c",
             "import sys; from sheets_sync.workspace import load\n"
             "try: load(sys.argv[1])\nexcept Exception as e: print(e)", str(tmp_path)],
            env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(said) == 1


def test_limits_of_colours_and_targets(tmp_path: Path) -> None:
    text = LEAST + "[thresholds]\nattendance_red = 60\nmissed_red = 4\n[targets]\nplans = 85\n"
    found = load(write(tmp_path, text))
    assert found.thresholds == {"attendance_red": 60, "missed_red": 4}
    assert found.targets == {"plans": 85}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[thresholds]\nattendance_red = 101", "целое число процентов от 0 до 100"),
        ("[thresholds]\nmissed_red = 0", "целое число от 1"),
        ("[thresholds]\nattendence_red = 50", "возможно, «attendance_red»"),
        ("[thresholds]\nattendance_red = 80", "attendance_red (80) и attendance_amber (75)"),
        ("[thresholds]\nmissed_amber = 5", "жёлтый должен наступать раньше красного"),
        ("[targets]\nplans = 101", "целое число процентов от 0 до 100"),
        ("[targets]\nplan = 90", "возможно, «plans»"),
    ],
)
def test_a_wrong_limit_or_target_is_told(tmp_path: Path, line: str, said: str) -> None:
    assert said in complaint(write(tmp_path, LEAST + line))


def test_tabs_of_other_titles(tmp_path: Path) -> None:
    said = '[tabs]\n"Журнал *" = "журнал"\n"Журнал 2019" = "не читать"\n'
    found = load(write(tmp_path, LEAST + said))
    assert found.tabs == {"Журнал *": "журнал", "Журнал 2019": "не читать"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"Журнал *" = "Жернал"', "возможно, «Журнал»"),
        ('"Журнал *" = "Прочее"', "есть: Школы"),
        ('"Журнал *" = ""', "нужно: строки вида"),
        ('"Журнал *" = 1', "нужно: строки вида"),
    ],
)
def test_a_tab_of_no_table_is_told(tmp_path: Path, line: str, said: str) -> None:
    assert said in complaint(write(tmp_path, f"{LEAST}[tabs]\n{line}\n"))


@pytest.mark.parametrize(
    "section",
    ['[words]\n"Процедура" = ["РДР"]', '[words."Отметка"]\n"был" = ["v"]'],
)
def test_words_of_their_own_make_another_run(tmp_path: Path, section: str) -> None:
    (tmp_path / "Справочники.xlsx").touch()
    before = input_digest(load(write(tmp_path, LEAST)))
    after = input_digest(load(write(tmp_path, LEAST + section)))
    assert before != after


def test_a_word_that_is_wrong_is_a_fault_of_the_settings(tmp_path: Path) -> None:
    said = complaint(write(tmp_path, LEAST + '[words]\n"Дефецит" = ["чтение"]\n'))
    assert "[words] «Дефецит»: столбца с таким списком слов нет; возможно, «Дефицит»" in said


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("docs.google.com/spreadsheets/d/abc", "https://docs.google.com/spreadsheets/d/abc"),
        (" Docs.Google.com/spreadsheets/d/abc/edit ", "https://Docs.Google.com/spreadsheets/d/abc/edit"),
        ("HTTPS://docs.google.com/spreadsheets/d/abc", "https://docs.google.com/spreadsheets/d/abc"),
        ("https://docs.google.com/spreadsheets/d/abc", "https://docs.google.com/spreadsheets/d/abc"),
        ("docs.google.com.xlsx", "docs.google.com.xlsx"),
        ("папка/docs.google.com/книга.xlsx", "папка/docs.google.com/книга.xlsx"),
        ("тьюторы\\\\*.xlsx", "тьюторы/*.xlsx"),
        ("C:\\\\книги\\\\а.xlsx", "C:\\книги\\а.xlsx"),
        ("\\\\\\\\сервер\\\\а.xlsx", "\\\\сервер\\а.xlsx"),
    ],
)  # fmt: skip
def test_a_name_is_one_without_its_scheme_and_with_windows_strokes(
    tmp_path: Path, typed: str, address: str
) -> None:
    text = f'books = ["{typed}"]\nsummary = "{typed}"\n[owners]\n"{typed}" = "Белов"\n'
    found = load(write(tmp_path, text))
    assert (found.books, found.summary) == ((address,), address)
    assert found.owners == {address: "Белов"}
