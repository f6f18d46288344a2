"""What a measure is, and a figure table that has measures as its columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sheets_sync.sheet.pieces import Align, Format, Look
from sheets_sync.sheet.thresholds import look_of
from sheets_sync.tables import attendance, attendees, consultations, reports, results, tutors

GRADES = ("n5", "n4", "n3", "n2")
"""How many pupils got «5», «4», «3», «2»."""


class Basis(StrEnum):
    """What a measure is counted over, as people call it; for each `explain` has its rows."""

    INVITED = f"клетки приглашённых на листе {attendance.REGISTER.sheet}"
    MISSED = f"последние клетки тьютора на листе {attendance.REGISTER.sheet}"
    GUESTS = f"строки листа {attendees.ATTENDEES.sheet}, где не тьюторы"
    SCHEDULE = f"строки листа {consultations.SCHEDULE.sheet}"
    JOURNAL = f"строки листа {consultations.JOURNAL.sheet}, где отметка означает присутствие"
    NEED = f"строки листа {consultations.JOURNAL.sheet} с этим дефицитом"
    DEEDS = "строки плана, дорожной карты или поручений"
    DEED = "одна строка плана, дорожной карты или поручений"
    REPORT = f"строка листа {reports.REPORTS.sheet}"
    HANDED_IN = "отчёты, которых ждали"
    HALF_YEAR = "график и журнал за полугодие"
    DIFFERENCE = "отчёт, график и журнал"
    SAYING = f"тексты листа {reports.REPORTS.sheet}"
    RESULTS = f"строки листа {results.RESULTS.sheet}"
    TWO_YEARS = f"строки листа {results.RESULTS.sheet} этого и прошлого года"
    LISTED = f"строки листа {tutors.SHNOR.sheet}"
    WEAK = "слабые процедуры"
    PROCEDURES = "процедуры школы"
    WORK_PLANS = "планы этой школы по этому предмету"
    WORK_ITEMS = "пункты дорожной карты для этой школы, которые называют предмет"
    CLASS_MARKS = f"строки листа {results.RESULTS.sheet}, где есть сравнение с журналом"
    PROBLEMS = "лист «Замечания»"
    ROWS = "строки листа таблиц"


class Count(StrEnum):
    """How n comes about from the rows."""

    ROWS = "сколько строк"
    DISTINCT = "сколько разных"
    SUM = "сумма"
    LONGEST = "сумма наибольших"
    MOST = "наибольшее"
    LAST = "последнее"
    VALUE = "как в строке"


@dataclass(frozen=True, slots=True)
class Measure:
    """One column of a figure table: `name` in JSON, `head` in tables, `formula` in words.

    n is the `count` over the rows of `basis` where the event column `part` (or `name`) is 1, or of
    the distinct values or the sum of `of`; with `worth`, pupils of each grade times its worth.
    N, where there is `whole`, are the rows where it is 1 and `less` is not. `typed` is the staff's
    column a number is read from, `empty` what counts where nothing is typed; `made_of` the other
    measures added up. `beside` heads the column of n/N. `limits` name the thresholds
    at which it changes colour, the gravest first. Only `printed` ones are in JSON.
    """

    name: str
    head: str
    formula: str
    basis: Basis
    format: Format = Format.WHOLE
    count: Count = Count.ROWS
    part: str = ""
    whole: str = ""
    less: str = ""
    of: str = ""
    typed: str = ""
    empty: int = 0
    made_of: tuple[str, ...] = ()
    worth: tuple[int, ...] = ()
    beside: str = ""
    long: str = ""
    unit: str = ""
    note: str = ""
    align: Align | None = None
    limits: tuple[str, ...] = ()
    printed: bool = True

    @property
    def title(self) -> str:
        """What it is called where there is room."""
        return self.long or self.head

    @property
    def events(self) -> str:
        """The 0/1 column of its events that n sums."""
        return self.part or self.name

    def share(self, row: Any) -> tuple[int, int]:
        """n and N of a row of its figure table."""
        less = getattr(row, self.less) if self.less else 0
        n = self.points(row) if self.worth else getattr(row, self.events)
        return int(n), int(getattr(row, self.whole) - less)

    def points(self, row: Any) -> int:
        """The pupils of each grade times what a pupil of it is worth."""
        return sum(int(getattr(row, g)) * w for g, w in zip(GRADES, self.worth, strict=True))

    def look(self, n: int, whole: int = 0) -> Look:
        """What a number or share means: an alert where a limit is passed."""
        return look_of(self.limits, n, whole if self.whole else None)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure table: its keys and measures, in the order of JSON. `table` are the staff's rows it
    is about; one that is not `printed` stands in the summary alone."""

    name: str
    title: str
    keys: tuple[str, ...]
    measures: Mapping[str, Measure]
    table: str = ""
    printed: bool = True

    @property
    def columns(self) -> list[str]:
        """The fields of its rows in JSON."""
        return [*self.keys, *(name for name, one in self.measures.items() if one.printed)]


def by_name(*measures: Measure) -> dict[str, Measure]:
    """Measures by their names, in this order."""
    return {one.name: one for one in measures}


def pick(measures: Mapping[str, Measure], *names: str) -> tuple[Measure, ...]:
    """Some of them, in the order of a tab."""
    return tuple(measures[name] for name in names)


def over(measures: Iterable[Measure], basis: Basis) -> list[Measure]:
    """Those counted over one kind of rows, shares and what is not in JSON apart."""
    return [one for one in measures if one.basis is basis and one.printed and not one.whole]
