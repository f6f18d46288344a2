"""Workspaces of any size: the journal in two equal books, faults at known rows."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import product
from pathlib import Path
from random import Random

from bench.results import road_map
from bench.sizes import Size
from bench.xlsx import Book, Rows, Value
from sheets_sync.samples.demo.teachers import FIRST_NAMES, PATRONYMICS, SURNAMES

ROOT = Path(__file__).resolve().parent.parent / ".work" / "bench"
TODAY = date(2021, 5, 31)
TEACHERS, MEETINGS = 2000, 12
SUBJECTS = ("русский язык", "математика", "физика", "химия", "биология", "история", "география")
STREAMS = ("ВПР", "ОГЭ", "ЕГЭ")
TOPICS = ("критерии оценивания", "разбор заданий", "смысловое чтение", "план повторения")
NEEDS = ("предметный", "методический", "оценочный", "коммуникативный", "психолого-педагогический")
CONFIG = """\
organisation = "МКУ ИМЦ"
school_year = "2020–2021"
today = 2021-05-31
books = ["[!С]*.xlsx", "Справочники.xlsx"]
summary = "Сводка.xlsx"
[limits]
cells = 50_000_000
file_mb = 1000
part_mb = 4000
total_mb = 8000
seconds = 600
memory_mb = 16000
"""
DIRECTORIES = "Справочники.xlsx"
CHANGED = "Журнал 2.xlsx"
"""The book that `changed_book` writes with other rows."""
SUMMARY = "Сводка.xlsx"


def workspace(size: Size, root: Path = ROOT) -> Path:
    """The folder with a workspace of that size, made unless it is there already."""
    folder = root / size.name
    mark, version = folder / "made", _version()
    if mark.is_file() and mark.read_text() == version:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for book in _books(Town(size), folder):
        book.write()
    (folder / "workspace.toml").write_text(CONFIG, encoding="utf-8")
    mark.write_text(version)
    return folder


def changed_book(size: Size, folder: Path) -> None:
    """One journal with other rows."""
    Book(folder / CHANGED, {"Журнал": _journal(Town(size), size.rows // 2, size.rows)}).write()


def books_of(folder: Path) -> list[str]:
    """The books of a workspace."""
    return sorted(str(file) for file in folder.glob("*.xlsx") if file.name != SUMMARY)


def _version() -> str:
    here = Path(__file__).parent
    files = ("generate.py", "results.py", "sizes.py", "xlsx.py")
    sources = b"".join((here / name).read_bytes() for name in files)
    return hashlib.blake2b(sources, digest_size=8).hexdigest()


@dataclass(frozen=True)
class Expected:
    """What `check` must say of the journal of a workspace."""

    size: Size

    @property
    def vague(self) -> int:
        """Faults of the kind that leaves the row counted."""
        return self.size.faults // len(_FAULTS)

    @property
    def rejected(self) -> int:
        return self.size.faults - self.vague


@dataclass
class Town:
    """People, schools and consultations of a workspace."""

    size: Size
    random: Random = field(default_factory=lambda: Random(1))
    names: list[tuple[str, str, str]] = field(init=False)
    spellings: list[list[str]] = field(init=False)
    days: list[date] = field(init=False)
    held: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.names = _names(self.random, self.size.tutors)
        self.spellings = [_spellings(number) for number in range(1, self.size.schools + 1)]
        self.days = _school_days()
        self.held = [n for n in range(self.size.consultations) if n % 10 != 9]

    def consultation(self, number: int) -> tuple[int, date, time]:
        """Its tutor, day and hour; a tutor never has two at once."""
        turn, tutor = divmod(number, self.size.tutors)
        day, slot = self.days[turn % len(self.days)], turn // len(self.days)
        return tutor, day, time(9 + slot)

    def tutor(self, number: int) -> str:
        return _short(self.names[TEACHERS + number])


def _short(name: tuple[str, str, str]) -> str:
    return f"{name[0]} {name[1][0]}.{name[2][0]}."


def _names(random: Random, tutors: int) -> list[tuple[str, str, str]]:
    """Teachers, then tutors; no two share «Фамилия И.О.»."""
    firsts = {name[0]: name for name in FIRST_NAMES.split()}.values()
    lasts = {name[0]: name for name in PATRONYMICS.split()}.values()
    return random.sample(list(product(SURNAMES.split(), firsts, lasts)), TEACHERS + tutors)


def _spellings(number: int) -> list[str]:
    return [
        f"МБОУ СОШ № {number}",
        f"МБОУ СОШ №{number}",
        f"СОШ № {number}",
        f"СОШ {number}",
        f"школа {number}",
    ]


def _school_days() -> list[date]:
    """Mondays to Saturdays without holidays, 1 September to 29 April."""
    days = (date(2020, 9, 1) + timedelta(days=n) for n in range(241))
    off = {date(2020, 11, 4), date(2021, 2, 22), date(2021, 2, 23), date(2021, 3, 8)}
    new_year = (date(2020, 12, 31), date(2021, 1, 10))
    return [
        day
        for day in days
        if day.weekday() < 6 and day not in off and not new_year[0] <= day <= new_year[1]
    ]


def _books(town: Town, folder: Path) -> Iterator[Book]:
    half = town.size.rows // 2
    yield Book(folder / DIRECTORIES, _directories(town))
    yield Book(folder / "Посещаемость.xlsx", _attendance(town))
    if town.size.results:
        yield Book(folder / "Дорожная карта.xlsx", road_map(town.size.schools, SUBJECTS))
    first = {"График": _schedule(town), "Журнал": _journal(town, 0, half)}
    yield Book(folder / "Журнал 1.xlsx", first)
    yield Book(folder / CHANGED, {"Журнал": _journal(town, half, town.size.rows)})


def _directories(town: Town) -> dict[str, Rows]:
    schools = [[f"Ш-{n:02}", f"МБОУ СОШ № {n}", "да"] for n in range(1, town.size.schools + 1)]
    listed = range(1, town.size.schools // 6 + 1)
    low = [[f"МБОУ СОШ № {n}", "2020–2021", "да", SUBJECTS[n % 7]] for n in listed]
    marks = [["+", "присутствовал"], ["онл", "дистанционно"], ["б", "уважительная"]]
    return {
        "Школы": [["Код", "Краткое название", "Действует"], *schools],
        "ШНОР": [["Школа", "Учебный год", "В перечне", "Предметы риска"], *low],
        "Тьюторы": [_TUTOR_HEADS, *_tutors(town)],
        "Предметы": [["Предмет"], *([subject] for subject in SUBJECTS)],
        "Отметки": [["Отметка", "Считать как"], *marks, ["н", "без причины"]],
        "Календарь": [["Начало", "Вид"], [date(2021, 1, 15), "срок отчёта"]],
    }


_TUTOR_HEADS = (
    *("Код", "Фамилия", "Имя", "Отчество", "Школа", "Должность", "Предмет", "Направления"),
    "Работает с",
)


def _tutors(town: Town) -> Iterator[list[Value]]:
    for n in range(town.size.tutors):
        subject, school = SUBJECTS[n % 7], f"МБОУ СОШ № {n % town.size.schools + 1}"
        name = town.names[TEACHERS + n]
        post = f"учитель, {subject}"
        yield [f"Т-{n:03}", *name, school, post, subject, STREAMS[n % 3], date(2020, 9, 1)]


def _attendance(town: Town) -> dict[str, Rows]:
    days = town.days[10 :: len(town.days) // MEETINGS][:MEETINGS]
    heads = ["Код", "Дата", "Начало", "Вид", "Формат", "Место", "Тема", "Статус"]
    meetings = [
        [f"С-{n:02}", day, time(7), "совещание", "очно", "зал", "Итоги месяца", "проведено"]
        for n, day in enumerate(days, 1)
    ]
    marks = ["+"] * 8 + ["онл", "б", "н"]
    register = [
        [town.tutor(n), *(town.random.choice(marks) for _ in days)] for n in range(town.size.tutors)
    ]
    agenda = [["С-01", "1", "Организация работы"]]
    task = ["С-01", "Составить график", "тьюторы", "до 20.09.2020", "исполнено", date(2020, 9, 18)]
    tasks = ["Совещание", "Поручение", "Ответственный", "Срок", "Статус", "Дата исполнения"]
    return {
        "Совещания": [heads, *meetings],
        "Повестка": [["Совещание", "№", "Вопрос"], *agenda],
        "Явка": [["Тьютор", *days], *register],
        "Поручения": [tasks, task],
    }


_SCHEDULE_HEADS = (
    *("Код", "Дата", "Начало", "Окончание", "Тьютор", "Направление", "Предмет", "Классы", "Тема"),
    *("Вид", "Формат", "Место", "Приглашённые школы", "План участников", "Статус"),
)


def _schedule(town: Town) -> Iterator[list[Value] | tuple[str, ...]]:
    yield _SCHEDULE_HEADS
    for n in range(town.size.consultations):
        tutor, day, start = town.consultation(n)
        school = tutor % town.size.schools + 1
        yield [
            f"К-{n:06}",
            day,
            start,
            start.replace(minute=45),
            town.tutor(tutor),
            STREAMS[tutor % 3],
            SUBJECTS[tutor % 7],
            "5–6",
            f"{TOPICS[n % 4]}, часть {n % 50}",
            "групповая" if n % 3 else "индивидуальная",
            "очно",
            f"СОШ № {school}, каб. {tutor}",
            f"СОШ № {school}; СОШ № {n % town.size.schools + 1}",
            10 + n % 7,
            "не состоялась" if n % 10 == 9 else "проведена",
        ]


_JOURNAL_HEADS = (
    *("№ п/п", "Консультация", "Дата", "Тьютор", "Школа", "Педагог", "Класс", "Количество"),
    *("Вопрос или дефицит", "Рекомендации", "Минуты", "Отметка", "Форма", "Ссылка", "Примечание"),
)
_FAULTS: tuple[tuple[int, Value], ...] = (
    (11, "ф"),
    (4, "СОШ № 999"),
    (2, "31.02.2021"),
    (1, "К-999999"),
    (7, "около 10"),
)
"""Column of a journal row and what stands there; the last kind leaves the row counted."""


def _journal(town: Town, start: int, stop: int) -> Iterator[list[Value] | tuple[str, ...]]:
    every = town.size.fault_every
    yield _JOURNAL_HEADS
    for n in range(start, stop):
        row = _visit(town, n)
        if n % every == every - 1:
            column, typed = _FAULTS[n // every % len(_FAULTS)]
            row[column] = typed
        yield row


def _visit(town: Town, n: int) -> list[Value]:
    consultation = town.held[n * len(town.held) // town.size.rows]
    tutor, day, _ = town.consultation(consultation)
    chance = int(town.random.random() * 1_000_000)
    teacher = chance % TEACHERS
    advice = f"разобрать вариант {chance % 40}, {TOPICS[chance % 4]}"
    return [
        n + 1,
        f"К-{consultation:06}",
        f"{day:%d.%m.%Y}" if n % 7 == 0 else day,
        town.tutor(tutor),
        town.spellings[teacher % town.size.schools][chance % 5],
        _short(town.names[teacher]),
        f"{chance % 7 + 5}{'АБВ'[chance % 3]}",
        chance % 5 + 2 if n % 9 == 0 else None,
        f"{NEEDS[chance % 5]}: {TOPICS[chance % 3]}",
        f"{advice}, задание {n}" if n % 2 else advice,
        (30, 45, 60)[consultation % 3],
        "+" if chance % 12 else ("онл", "б", "н")[chance // 12 % 3],
        "беседа" if chance % 3 else "разбор урока",
        f"imc.example/{chance % 900}" if n % 4 == 0 else None,
        "повторно" if chance % 11 == 0 else None,
    ]
