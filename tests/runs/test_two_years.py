"""Two school years of a centre: staff add rows, one book is unreadable for a while, the head writes
into the summary, two users run the job, and the year changes twice."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers import Desk, Raw
from job_help import FakeClock, Heard, small
from mail_server import Mailbox
from openpyxl.comments import Comment
from runs.sync_help import SUMMARY, rows

from sheets_sync.runs.job import Job
from sheets_sync.runs.new_year import new_year
from sheets_sync.runs.sync import Options, check
from sheets_sync.workspace import load

MEETINGS, JOURNALS = "Посещаемость.xlsx", "Консультации.xlsx"
FIRST = datetime(2020, 10, 5, 4, 0, tzinfo=UTC)
WEEKS = 104
EACH = 2
"""Every other week stands for both."""
UNREADABLE = 30
NOTE, REMARK = "Поговорить с СОШ № 44", "Позвонить до пятницы"
ROOT = os.name != "nt" and os.geteuid() == 0
SERVICE = 12345
"""A user of the system who is not the one that runs tests."""


def weeks() -> Iterator[tuple[int, datetime]]:
    return ((n, FIRST + timedelta(weeks=n)) for n in range(0, WEEKS, EACH))


def emptied(folder: Path) -> Path:
    """A small centre at the beginning of its first year: directories and heads alone."""
    place = small(folder, "")
    desk = Desk()
    for book, tabs in desk.books.items():
        for title in tabs if book != "Справочники.xlsx" else ():
            del tabs[title][1 if title != "Явка" else 4 :]
    desk.books[MEETINGS]["Явка"][0][1:] = []
    for row in desk.books[MEETINGS]["Явка"][1:]:
        del row[1:]
    desk.books["Справочники.xlsx"]["Календарь"][1:] = []
    desk.books["Справочники.xlsx"]["ШНОР"].append(["СОШ № 44", "2021–2022", "да", "математика"])
    desk.save(place, '[notify]\nafter = 1\nmail = "it@example.org"\n')
    return place


@dataclass
class Centre:
    """The folder, and what its staff have entered in the year that goes on."""

    folder: Path
    held: int = 0
    visits: int = 0
    marked: int = 0
    came: int = 0
    codes: int = 0
    heard: Heard = field(default_factory=Heard)
    noted: tuple[Any, Any] = (None, None)
    ended: dict[str, int] = field(default_factory=dict)

    def add(self, book: str, tab: str, **cells: Raw) -> None:
        """Somebody types a row."""
        workbook = openpyxl.load_workbook(self.folder / book)
        sheet = workbook[tab]
        heads = {cell.value: cell.column for cell in sheet[1]}
        row = 1 + max((c.row for line in sheet for c in line if c.value is not None), default=1)
        for name, value in cells.items():
            sheet.cell(row, heads[name.replace("_", " ")], value)
        workbook.save(self.folder / book)

    def consult(self, day: date) -> None:
        """A consultation of two schools, planned and held."""
        self.codes += 1
        tutor = ("Барсукова Е.Л.", "русский язык")
        code = f"К-{self.codes:03}"
        self.add(
            JOURNALS, "График", Код=code, Дата=day, Начало="15:00", Окончание="16:00",
            Тьютор=tutor[0], Направление="ВПР", Предмет=tutor[1], Тема="Критерии",
            Вид="групповая", Формат="очно", Место="каб. 1", Статус="проведена",
        )  # fmt: skip
        for school in ("СОШ № 44", "СОШ № 9"):
            self.add(
                JOURNALS, "Журнал", Консультация=code, Дата=day, Тьютор=tutor[0], Школа=school,
                Педагог=f"Иванова {'МО'[school[-1] == '9']}.П.", Вопрос_или_дефицит="предметный",
                Минуты=45, Отметка="+",
            )  # fmt: skip
        self.held, self.visits = self.held + 1, self.visits + 2

    def meet(self, day: date) -> None:
        """A meeting of all tutors; one does not come."""
        self.codes += 1
        code = f"С-{self.codes:03}"
        self.add(
            MEETINGS, "Совещания", Код=code, Дата=day, Начало="13:00", Окончание="14:00",
            Вид="совещание", Формат="очно", Место="актовый зал", Тема="Планы", Статус="проведено",
        )  # fmt: skip
        workbook = openpyxl.load_workbook(self.folder / MEETINGS)
        sheet = workbook["Явка"]
        last = max(cell.column for cell in sheet[1] if cell.value is not None)
        sheet.cell(1, last + 1, code)
        if sheet["A2"].value is None:
            for row, name in enumerate(("Барсукова Е.Л.", "Белов П.И.", "Зимина О.Ю."), 2):
                sheet.cell(row, 1, name)
        for row, mark in enumerate("+н+", 2):
            sheet.cell(row, last + 1, mark)
        workbook.save(self.folder / MEETINGS)
        self.marked, self.came = self.marked + 3, self.came + 2

    def work(self, now: datetime) -> None:
        """What staff enter in two weeks."""
        friday = (now - timedelta(days=3)).date()
        if now.month in (10, 11, 12, 2, 3, 4) and now != FIRST:
            self.consult(friday)
            if now.day <= 14 and now.month in (10, 12, 2, 4):
                self.meet(friday)

    def run(self, now: datetime) -> str:
        """The scheduled job, once; → why it failed."""
        Job([self.folder], Options(), self.heard, FakeClock(now)).once()
        last = self.heard[-1][1]
        return "" if last.good else last.sentence

    def turned(self, now: datetime) -> None:
        """The first year ends in September, when a run has said so; the second in time."""
        if (now.month, now.year, now.day <= 14) == (9, 2021, True):
            before = (self.folder / SUMMARY).read_bytes()
            assert "new-year" in self.run(now)
            assert (self.folder / SUMMARY).read_bytes() == before
            self.turn("2020-2021", now)
        elif (now.month, now.year, now.day > 14) == (6, 2022, True):
            self.turn("2021-2022", now)

    def run_without_journals(self, now: datetime) -> None:
        """One book is cut off half way: the others are computed, and it is said what is missing."""
        book = self.folder / JOURNALS
        good = book.read_bytes()
        book.write_bytes(good[: len(good) // 2])
        assert self.run(now) == ""
        (left,) = self.figures(now)["left_out"]
        assert left["book"] == JOURNALS
        assert any("Не вошло" in str(row[0]) for row in rows(self.folder, "Сводка"))
        book.write_bytes(good)

    def figures(self, now: datetime) -> Any:
        return check(load(self.folder), Options(now=now)).as_json()

    def check_figures(self, now: datetime) -> None:
        """All that staff entered is counted, no more."""
        figures = self.figures(now)["figures"]
        assert figures["consultations"]["held"] == self.held
        assert figures["consultations"]["visits"] == self.visits
        assert (figures["attendance"]["present"], figures["attendance"]["marked"]) == (
            self.came,
            self.marked,
        )

    def turn(self, year: str, now: datetime) -> None:
        """The technician ends the year; its summary keeps the notes, the new one has none."""
        new_year(load(self.folder), Options(now=now))
        self.ended[year] = self.held
        self.held = self.visits = self.marked = self.came = 0
        self.noted = (None, None)

    def write_notes(self) -> None:
        """The head adds a sheet of her own and a remark beside a number, once."""
        if self.noted == (NOTE, REMARK):
            return
        self.noted = (NOTE, REMARK)
        book = openpyxl.load_workbook(self.folder / SUMMARY)
        book.create_sheet("Мои заметки")["A1"] = NOTE
        book["Сводка"]["A1"].comment = Comment(REMARK, "Начальник")
        book.save(self.folder / SUMMARY)

    def notes(self) -> tuple[Any, Any]:
        book = openpyxl.load_workbook(self.folder / SUMMARY)
        comment = book["Сводка"]["A1"].comment
        sheet = book["Мои заметки"] if "Мои заметки" in book.sheetnames else {"A1": None}
        return getattr(sheet["A1"], "value", None), comment and comment.text.strip()


@pytest.fixture
def centre(tmp_path: Path, mailbox: Mailbox) -> Centre:
    """A centre that fixes no school year and is told of the first failure."""
    place = emptied(tmp_path / "ИМЦ")
    file = place / "workspace.toml"
    lines = [one for one in file.read_text("utf-8").splitlines() if one[:11] != "school_year"]
    smtp = f'smtp = "127.0.0.1:{mailbox.port}"\nsender = "robot@example.org"\n'
    file.write_text("\n".join(lines) + f"\n{smtp}", "utf-8")
    if ROOT:
        for path in (place, *place.rglob("*")):
            os.chown(path, SERVICE, SERVICE)
    return Centre(place)


@pytest.mark.slow
def test_two_years_of_a_centre(centre: Centre, mailbox: Mailbox):
    for number, now in weeks():
        if number != UNREADABLE:
            centre.work(now)
            centre.turned(now)
            assert centre.run(now) == "", now
            centre.check_figures(now)
        else:
            centre.run_without_journals(now)
        assert centre.notes() == centre.noted, now
        centre.write_notes()
    subjects = [letter["Subject"] for letter in mailbox.letters]
    assert subjects == ["Сводка не обновляется: ИМЦ", "Сводка снова обновляется: ИМЦ"]
    assert set(centre.ended) == {"2020-2021", "2021-2022"}
    for year, held in centre.ended.items():
        closed = check(load(centre.folder / year), Options()).as_json()
        assert closed["figures"]["consultations"]["held"] == held > 5
    if ROOT:
        assert {path.stat().st_uid for path in centre.folder.rglob("*")} == {SERVICE}
