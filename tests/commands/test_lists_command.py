"""`lists` as a person and as another program meet it."""

import json
from pathlib import Path

import pytest
from helpers import Desk
from list_books import FOR_JOURNAL, retype, save_from_templates

from sheets_sync.commands.cli import main

TODAY = ("--today", "18.02.2021")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return save_from_templates(tmp_path / "ИМЦ")


def lists(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as caught:
        main(["lists", *map(str, words)])
    return int(str(caught.value.code)), *capsys.readouterr()


@pytest.mark.slow
def test_a_line_a_book_says_what_was_written(folder: Path, capsys: pytest.CaptureFixture[str]):
    code, out, err = lists(capsys, folder)
    assert (code, err) == (0, "")
    assert (
        "Консультации.xlsx: списки обновлены: 3 человека, 3 школы, 2 предмета, 6 отметок, "
        "3 консультации, 3 направления, 6 видов консультаций, 3 формата, 5 дефицитов\n"
    ) in out
    assert "Справочники.xlsx: списки обновлены: 3 учебных года, 7 сочетаний направлений\n" in out


@pytest.mark.slow
def test_the_second_time_it_says_that_all_is_right(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    lists(capsys, folder)
    _, out, _ = lists(capsys, folder)
    assert out.count("списки и так верны") == len(out.splitlines()) == 5


@pytest.mark.slow
def test_json_has_the_facts(folder: Path, capsys: pytest.CaptureFixture[str]):
    code, out, _ = lists(capsys, folder, "--json", *TODAY)
    content = json.loads(out)
    assert code == 0
    assert content["today"] == "2021-02-18"
    assert content["unknown"] == []
    assert content["books"][2] == {
        "book": FOR_JOURNAL,
        "outcome": "written",
        "reason": None,
        "lists": {
            "Тьюторы": 3,
            "Школы": 3,
            "Предметы": 2,
            "Отметки": 6,
            "Консультации": 4,
            "Направление": 3,
            "Виды консультаций": 6,
            "Форматы": 3,
            "Дефициты": 5,
        },
    }


@pytest.mark.slow
def test_a_book_that_could_not_be_written_is_exit_3_and_the_others_are_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    retype(folder / FOR_JOURNAL, "A3", "Петрова А.А.")
    code, out, err = lists(capsys, folder)
    assert code == 3
    assert "Консультации.xlsx: списки не записаны: на листе «Списки» вписано не программой" in out
    assert "«Консультации.xlsx»" in err
    assert out.count("списки обновлены") == 4


@pytest.mark.slow
def test_json_tells_of_it_too(folder: Path, capsys: pytest.CaptureFixture[str]):
    retype(folder / FOR_JOURNAL, "A3", "Петрова А.А.")
    code, out, err = lists(capsys, folder, "--json")
    content = json.loads(out)
    assert (code, err) == (3, "")
    assert content["error"].startswith("Консультации.xlsx: на листе «Списки»")
    assert [book["outcome"] for book in content["books"]].count("written") == 4


def test_books_of_another_making_are_named_and_nothing_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    code, out, err = lists(capsys, Desk().save(tmp_path / "ИМЦ"))
    assert (code, err) == (0, "")
    assert "Консультации.xlsx: не тронута: листа «Списки» в ней нет\n" in out
    assert "Заполнять нечего" in out


def test_a_book_that_cannot_be_read_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / FOR_JOURNAL).write_bytes(b"nothing")
    code, out, err = lists(capsys, folder)
    assert (code, out) == (3, "")
    assert "Консультации.xlsx" in err


@pytest.mark.slow
def test_quiet_says_nothing(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert lists(capsys, folder, "--quiet") == (0, "", "")
