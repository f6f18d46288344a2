"""`remind --to`: a text a person, ours alone written over and taken away."""

import json
from pathlib import Path

import pytest
from letters_help import PLANS, Centre, owing
from mail_server import Mailbox

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.runs.letter_files import INDEX


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    return Centre(tmp_path, Mailbox())


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "раздать" / "февраль"


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in folder.glob("*.txt")}


@pytest.mark.slow
def test_a_folder_gets_a_text_a_person(centre: Centre, to: Path):
    report = centre.put(to)
    files = ["Барсукова Е.Л.txt", "Белов П.И.txt", "Зимина О.Ю.txt", "ИРО.txt"]
    assert sorted(texts(to)) == [*files, "администрация ОО.txt"]
    assert sorted(one.file for one in report.reminders)[0] == str(to / files[0])
    assert texts(to)["Белов П.И.txt"].startswith(
        "Кому: Белов П.И.\r\nПочта: belov@example.org\r\n"
        "Тема: Напоминание на 18 февраля: 1 дело\r\n\r\nЗдравствуйте, Пётр Ильич!\r\n"
    )
    assert "Почта: не указана\r\n" in texts(to)["ИРО.txt"]


@pytest.mark.slow
def test_unchanged_input_leaves_every_file_as_it_is(centre: Centre, to: Path):
    def left() -> dict[Path, tuple[bytes, int]]:
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in to.glob("*.txt")}

    centre.put(to)
    before = left()
    centre.put(to)
    assert left() == before


@pytest.mark.slow
def test_a_letter_that_is_due_no_more_goes_and_a_changed_one_stays(centre: Centre, to: Path):
    centre.put(to)
    (to / "моё.txt").write_text("моё", encoding="utf-8")
    (to / "Белов П.И.txt").write_text("Пётр Ильич, позвоните мне", encoding="utf-8")
    done = owing().set(PLANS, 2, "Статус", "отменено").set(PLANS, 3, "Статус", "отменено")
    assert centre.put(to, done).removed == ("Барсукова Е.Л.txt",)
    left = ["Белов П.И.txt", "Зимина О.Ю.txt", "ИРО.txt", "администрация ОО.txt", "моё.txt"]
    assert sorted(texts(to)) == left


@pytest.mark.slow
def test_a_letter_that_changed_is_written_anew(centre: Centre, to: Path):
    centre.put(to)
    centre.put(to, owing().set(PLANS, 3, "Срок", "до 05.02.2021"))
    assert "5 февраля" in texts(to)["Белов П.И.txt"]


@pytest.mark.slow
def test_a_file_of_somebody_else_is_never_written_over(centre: Centre, to: Path):
    to.mkdir(parents=True)
    (to / "Белов П.И.txt").write_text("моё", encoding="utf-8")
    with pytest.raises(UsageError, match=r"«Белов П\.И\.txt»"):
        centre.put(to)
    assert texts(to) == {"Белов П.И.txt": "моё"}


@pytest.mark.slow
def test_a_folder_that_is_a_file_is_said(centre: Centre, to: Path):
    to.parent.write_text("", encoding="utf-8")
    with pytest.raises(SheetsSyncError, match="не записать"):
        centre.put(to)


def test_two_people_of_one_name_get_two_files(centre: Centre, to: Path):
    desk = owing()
    desk.add("Тьюторы", like=3, Код="Т-04")
    desk.set(PLANS, 3, "Тьютор", "Т-02").set(PLANS, 4, "Тьютор", "Т-04")
    centre.put(to, desk)
    assert {"Белов П.И. (Т-02).txt", "Белов П.И. (Т-04).txt"} <= {*texts(to)}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("отдел/оценки", "отдел оценки.txt"),
        ("../../отдел", "отдел.txt"),
        ("CON", "_CON.txt"),
        ("отдел\nкачества", "отдел качества.txt"),
        ("отдел: «оценки» *", "отдел «оценки».txt"),
    ],
)
def test_no_name_leads_out_of_the_folder(centre: Centre, to: Path, name: str, file: str):
    centre.put(to, owing().set("Дорожная карта", 3, "Ответственный", name))
    assert file in texts(to)
    assert not list(to.parent.glob("*.txt"))


def test_a_list_of_ours_that_was_tampered_with_takes_nothing_else_away(centre: Centre, to: Path):
    centre.put(to)
    foreign = to.parent / "чужое.txt"
    foreign.write_bytes((to / "ИРО.txt").read_bytes())
    index = to / INDEX
    ours = json.loads(index.read_text(encoding="utf-8"))
    ours["../чужое.txt"] = ours["ИРО.txt"]
    index.write_text(json.dumps(ours), encoding="utf-8")
    centre.put(to)
    assert foreign.exists()


def test_what_was_mailed_does_not_change_what_is_put(tmp_path: Path, to: Path, mailbox: Mailbox):
    centre = Centre(tmp_path, mailbox)
    centre.send()
    centre.put(to)
    assert len(texts(to)) == 5
