"""Which files are books."""

import os
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from sheets_sync.errors import MissingBookError, SheetsSyncError, UsageError
from sheets_sync.stores.files import book_files, books_in_order, is_address, passed, unmatched

SUMMARY = "Сводка ИМЦ.xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("Справочники.xlsx", "Явка.xlsx", "тьюторы/Белов.xlsx", "тьюторы/Арсеньева.xlsx",
                 "тьюторы/старое/Белов.xlsx", SUMMARY):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def names(folder: Path, *patterns: str, summary: str = SUMMARY) -> list[str]:
    return [book.name for book in book_files(folder, patterns, summary)]


def refusal(folder: Path, *patterns: str, summary: str = SUMMARY) -> SheetsSyncError:
    with pytest.raises(SheetsSyncError) as caught:
        book_files(folder, patterns, summary)
    return caught.value


def test_literals_stay_in_the_order_they_are_listed(folder: Path) -> None:
    assert names(folder, "Явка.xlsx", "Справочники.xlsx") == ["Явка.xlsx", "Справочники.xlsx"]


def test_a_pattern_is_sorted_whatever_the_folders_order(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = os.scandir
    expected = names(folder, "тьюторы/*.xlsx")

    class Backwards:
        def __init__(self, path: str) -> None:
            self.entries = sorted(usual(path), key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> object:
            return iter(self.entries)

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Backwards)
    assert (
        names(folder, "тьюторы/*.xlsx")
        == expected
        == [
            "тьюторы/Арсеньева.xlsx",
            "тьюторы/Белов.xlsx",
        ]
    )


@pytest.mark.parametrize(
    ("pattern", "count"),
    [("*.xlsx", 2), ("тьюторы/*.xlsx", 2), ("**/*.xlsx", 5), ("тьюторы/Б?лов.xlsx", 1),
     ("тьюторы/[АБ]*.xlsx", 2), ("тьюторы/**/Белов.xlsx", 2)],
)  # fmt: skip
def test_patterns(folder: Path, pattern: str, count: int) -> None:
    assert len(names(folder, pattern)) == count


def test_each_book_once(folder: Path) -> None:
    assert names(folder, "Явка.xlsx", "./Явка.xlsx", "*.xlsx", str(folder / "Явка.xlsx")) == [
        "Явка.xlsx",
        "Справочники.xlsx",
    ]


def test_a_link_to_a_book_is_that_book(folder: Path) -> None:
    (folder / "Ярлык.xlsx").symlink_to("Явка.xlsx")
    assert names(folder, "Явка.xlsx", "Ярлык.xlsx") == ["Явка.xlsx"]


@pytest.mark.parametrize("name", ["~$Явка.xlsx", ".~lock.Явка.xlsx#", "._Явка.xlsx", ".x.xlsx"])
def test_lock_files_and_hidden_ones_are_no_books(folder: Path, name: str) -> None:
    (folder / name).touch()
    assert names(folder, "*.xlsx", "*") == ["Справочники.xlsx", "Явка.xlsx"]


def test_folders_are_no_books(folder: Path) -> None:
    (folder / "Папка.xlsx").mkdir()
    assert names(folder, "*.xlsx") == ["Справочники.xlsx", "Явка.xlsx"]


def test_the_summary_is_ignored_by_a_pattern(folder: Path) -> None:
    assert SUMMARY not in names(folder, "*.xlsx")
    assert SUMMARY not in names(folder, "*.xlsx", summary=f"./тьюторы/../{SUMMARY}")


@pytest.mark.parametrize("listed", [SUMMARY, f"./{SUMMARY}", f"тьюторы/../{SUMMARY}"])
def test_the_summary_listed_as_a_book_is_a_usage_error(folder: Path, listed: str) -> None:
    error = refusal(folder, "*.xlsx", listed)
    assert error.exit_code == 2
    assert "и как книга, и как сводка" in str(error)


@pytest.mark.slow
def test_a_book_that_is_named_is_meant_though_it_is_not_there(folder: Path) -> None:
    assert names(folder, "Явка.xlsx", "Журнал.xlsx") == ["Явка.xlsx", "Журнал.xlsx"]


@pytest.mark.parametrize("pattern", ["школы/*.xlsx", "Журнал*.xlsx", "Сводка*.xlsx"])
def test_a_pattern_without_a_book_stops_nothing_while_another_book_is_there(
    folder: Path, pattern: str
) -> None:
    assert names(folder, "Явка.xlsx", pattern) == ["Явка.xlsx"]
    assert unmatched(folder, ("Явка.xlsx", pattern, "тьюторы/*.xlsx"), SUMMARY) == (pattern,)


def test_a_spreadsheet_is_a_book_beside_a_pattern_without_one(folder: Path) -> None:
    address = "https://docs.google.com/spreadsheets/d/x?gid=0"
    assert books_in_order(folder, (address, "школы/*.xlsx"), SUMMARY) == [address]
    assert unmatched(folder, (address, "школы/*.xlsx"), SUMMARY) == ("школы/*.xlsx",)


def test_patterns_without_any_book_stop_the_run_and_are_named(folder: Path) -> None:
    error = refusal(folder, "школы/*.xlsx", "Журнал*.xlsx")
    assert isinstance(error, MissingBookError)
    assert "По шаблонам «школы/*.xlsx», «Журнал*.xlsx» не нашлось ни одной книги" in str(error)
    assert "По шаблону «школы/*.xlsx» не" in str(refusal(folder, "школы/*.xlsx"))


def test_nothing_but_the_summary(folder: Path) -> None:
    error = refusal(folder, "Сводка*.xlsx")
    assert isinstance(error, UsageError)


@pytest.mark.parametrize("pattern", ["/*.xlsx", "/tmp/**/*.xlsx"])
def test_an_absolute_pattern(folder: Path, pattern: str) -> None:
    assert refusal(folder, pattern).exit_code == 2


@pytest.mark.parametrize("pattern", ["**.xlsx", "тьюторы/**.xlsx"])
def test_a_pattern_that_cannot_be_one(folder: Path, pattern: str) -> None:
    assert refusal(folder, pattern).exit_code in (2, 3)


def test_a_name_no_file_can_have(folder: Path) -> None:
    assert refusal(folder, "Явка\0.xlsx").exit_code in (2, 3)


def test_a_book_outside_the_workspace_keeps_its_path(folder: Path) -> None:
    outside = folder / "тьюторы" / "Белов.xlsx"
    assert names(folder / "тьюторы" / "старое", "Белов.xlsx", str(outside)) == [
        "Белов.xlsx",
        outside.as_posix(),
    ]


def test_addresses() -> None:
    assert is_address("https://docs.google.com/spreadsheets/d/x")
    assert not is_address("Справочники.xlsx")


# Names on the disk


@pytest.mark.parametrize("name", ["Журнал [2021].xlsx", "Явка?.xlsx", "Планы *.xlsx", "[А].xlsx"])
def test_an_exact_name_with_signs_is_that_file(folder: Path, name: str) -> None:
    (folder / name).touch()
    assert names(folder, name) == [name]
    assert unmatched(folder, (name,), SUMMARY) == ()


def test_brackets_of_no_file_are_a_pattern(folder: Path) -> None:
    assert names(folder, "[ЯС]*.xlsx") == ["Справочники.xlsx", "Явка.xlsx"]


@pytest.mark.parametrize("listed", ["Районный журнал.xlsx", "тьюторы/*.xlsx", "тьюторы/Ёл*.xlsx"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_however_its_letters_are_composed(
    tmp_path: Path, listed: str, form: Literal["NFC", "NFD"]
) -> None:
    """A Mac stores «й» and «ё» as two characters each, and so do archives made on it."""
    for name in ("Районный журнал.xlsx", "тьюторы/Ёлкина.xlsx"):
        file = tmp_path / normalize("NFD" if form == "NFC" else "NFC", name)
        file.parent.mkdir(exist_ok=True)
        file.touch()
    assert len(names(tmp_path, normalize(form, listed))) == 1


@pytest.mark.slow
def test_case_counts_where_the_disk_tells_it_apart(folder: Path) -> None:
    (folder / "явка.xlsx").touch()
    assert names(folder, "я*.xlsx") == ["явка.xlsx"]
    assert not (folder / names(folder, "ЯВКА.xlsx")[0]).exists()


@pytest.mark.parametrize(
    "name", ["Белова.XLSX", "Белова.Xlsx", "Белова.xls", "Белова.ods", "Белова.xlsm", "Белова.csv",
             "Белова.numbers", "Белова.gsheet"],
)  # fmt: skip
def test_a_table_missed_by_its_ending_is_told(folder: Path, name: str) -> None:
    (folder / "тьюторы" / name).touch()
    assert passed(folder, ("тьюторы/*.xlsx",), SUMMARY) == ((f"тьюторы/{name}", "тьюторы/*.xlsx"),)


@pytest.mark.parametrize(
    ("name", "patterns"),
    [("тьюторы/Белова.ods", ("тьюторы/*.xlsx", "тьюторы/*.ods")),
     ("тьюторы/Белова.ods", ("тьюторы/*.xlsx", "тьюторы/Белова.ods")),
     ("тьюторы/~$Белова.XLSX", ("тьюторы/*.xlsx",)),
     ("тьюторы/.Белова.ods", ("тьюторы/*.xlsx",)),
     ("тьюторы/Приказ.docx", ("тьюторы/*.xlsx",)),
     ("тьюторы/Белова.xlsx.bak", ("тьюторы/*.xlsx",)),
     ("школы/Белова.XLSX", ("тьюторы/*.xlsx",)),
     ("Явка.ods", ("Явка.xlsx",)),
     ("тьюторы/Орлова.ods", ("тьюторы/Б*.xlsx",))],
)  # fmt: skip
def test_what_is_read_or_is_no_table_beside_is_not_told(
    folder: Path, name: str, patterns: tuple[str, ...]
) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).touch()
    assert passed(folder, patterns, SUMMARY) == ()


def test_the_summary_is_never_passed_by(folder: Path) -> None:
    assert passed(folder, ("С*.ods",), SUMMARY) == (("Справочники.xlsx", "С*.ods"),)


def test_where_a_pattern_finds_nothing_the_file_beside_is_named(folder: Path) -> None:
    (folder / "школы").mkdir()
    (folder / "школы" / "Пятая.XLSX").touch()
    assert "«школы/Пятая.XLSX»" in str(refusal(folder, "школы/*.xlsx"))
