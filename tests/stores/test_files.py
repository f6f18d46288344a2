"""Which files are books."""

import os
from pathlib import Path

import pytest

from sheets_sync.errors import MissingBookError, SheetsSyncError, UsageError
from sheets_sync.stores.files import book_files, books_in_order, is_address, unmatched

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


def test_a_missing_book_is_named(folder: Path) -> None:
    error = refusal(folder, "Явка.xlsx", "Журнал.xlsx")
    assert error.exit_code == 3
    assert "«Журнал.xlsx»" in str(error)


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
