"""Two school years of a centre, week by week: staff add rows, one book is unreadable for a week, the
head writes into the summary, two users run the job, and the year changes twice."""

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
    mailbox: Mailbox
    held: int = 0
    visits: int = 0
    marked: int = 0
    came: int = 0
    codes: int = 0
    heard: Heard = field(default_factory=Heard)

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

    def run(self, now: datetime) -> None:
        """The scheduled job, once."""
        Job([self.folder], Options(), self.heard, FakeClock(now)).once()

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

    def turn(self, now: datetime) -> None:
        """The technician ends the year."""
        new_year(load(self.folder), Options(now=now))
        self.held = self.visits = self.marked = self.came = 0

    def write_notes(self) -> None:
        """The head adds a sheet of her own and a remark beside a number."""
        book = openpyxl.load_workbook(self.folder / SUMMARY)
        book.create_sheet("Мои заметки")["A1"] = NOTE
        book["Сводка"]["A1"].comment = Comment(REMARK, "Начальник")
        book.save(self.folder / SUMMARY)

    def notes(self) -> tuple[Any, Any]:
        book = openpyxl.load_workbook(self.folder / SUMMARY)
        comment = book["Сводка"]["A1"].comment
        sheet = book["Мои заметки"] if "Мои заметки" in book.sheetnames else {"A1": None}
        return getattr(sheet["A1"], "value", None), comment and comment.text.strip()


@pytest.mark.slow
def test_two_years_of_a_centre(tmp_path: Path, mailbox: Mailbox):
    place = emptied(tmp_path / "ИМЦ")
    text = (place / "workspace.toml").read_text("utf-8")
    smtp = f'smtp = "127.0.0.1:{mailbox.port}"\nsender = "robot@example.org"\n'
    lines = [line for line in text.splitlines() if not line.startswith("school_year")]
    (place / "workspace.toml").write_text("\n".join(lines) + f"\n{smtp}", "utf-8")
    centre = Centre(place, mailbox)
    own = os.name != "nt" and os.geteuid() == 0
    if own:
        for path in (place, *place.rglob("*")):
            os.chown(path, SERVICE, SERVICE)
    noted, ended = False, {}
    for number, now in weeks():
        friday = (now - timedelta(days=3)).date()
        if now.month in (10, 11, 12, 2, 3, 4) and number and number != UNREADABLE:
            centre.consult(friday)
        if now.day <= 14 and now.month in (10, 12, 2, 4) and number:
            centre.meet(friday)
        if number == UNREADABLE:
            good = (place / JOURNALS).read_bytes()
            (place / JOURNALS).write_bytes(good[: len(good) // 2])
        if (now.month, now.year) == (9, 2021) and now.day <= 14:  # nobody thought of the new year
            before = (place / SUMMARY).read_bytes()
            centre.run(now)
            assert (place / SUMMARY).read_bytes() == before
            assert "new-year" in centre.heard[-1][1].sentence
            ended["2020-2021"] = centre.held
            centre.turn(now)
            noted = False
        if (now.month, now.year) == (6, 2022) and now.day > 14:
            ended["2021-2022"] = centre.held
            centre.turn(now)
            noted = False
        centre.run(now)
        assert centre.heard[-1][1].good, (now, centre.heard[-1][1].sentence)
        if number == UNREADABLE:
            (left,) = centre.figures(now)["left_out"]
            assert left["book"] == JOURNALS
            assert any("Не вошло" in str(row[0]) for row in rows(place, "Сводка"))
            (place / JOURNALS).write_bytes(good)
        elif number % 4 == 0:
            centre.check_figures(now)
        if noted:
            assert centre.notes() == (NOTE, REMARK), now
        else:
            centre.write_notes()
            noted = True
    subjects = [letter["Subject"] for letter in mailbox.letters]
    assert subjects == ["Сводка не обновляется: ИМЦ", "Сводка снова обновляется: ИМЦ"]
    for year, held in ended.items():
        closed = check(load(place / year), Options()).as_json()
        assert closed["figures"]["consultations"]["held"] == held > 5
    if own:
        owners = {path.stat().st_uid for path in place.rglob("*")}
        assert owners == {SERVICE}
