"""The days a document is about: a month, a half-year, or the school year up to the report date."""

import re
from dataclasses import dataclass
from datetime import date

from sheets_sync.analysis import Analysis
from sheets_sync.documents.grammar import day_in_words
from sheets_sync.documents.subject import Part, Request, Subject
from sheets_sync.documents.tag_names import Tag
from sheets_sync.errors import UsageError
from sheets_sync.figures.events import Facts
from sheets_sync.periods import Period, SchoolYear, month_of
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.dates import MONTHS
from sheets_sync.tables.kinds.years import HALF


@dataclass(frozen=True, slots=True)
class Days:
    """Some days with their name: «февраль 2021 года»; `half` is I or II for a half-year."""

    period: Period
    name: str
    half: str = ""

    def facts(self, analysis: Analysis) -> Facts:
        """The facts of these days alone."""
        return analysis.facts.within(self.period)


def days_of(analysis: Analysis, options: dict[str, str] | Request) -> Days:
    """The days that --month or --half asks for, else the school year up to the report date.

    Raises UsageError for a month or half that is none, or lies outside the school year.
    """
    given = options.options if isinstance(options, Request) else options
    if "month" in given:
        return _month(given["month"], analysis.year)
    if "half" in given:
        return _half(given["half"], analysis)
    first, today = analysis.year.period.start, analysis.today
    name = f"{day_in_words(first)} — {day_in_words(today)}"
    return Days(Period(first, max(first, today)), name)


def _month(typed: str, year: SchoolYear) -> Days:
    match = re.fullmatch(r"(\d{4})-(\d{1,2})|(\d{1,2})[.-](\d{4})", typed.strip())
    number = int(match[2] or match[3]) if match else 0
    if match is None or not 1 <= number <= 12:
        raise UsageError(f"--month «{typed}»: укажите год и месяц, например {year.start + 1}-02")
    days = month_of(date(int(match[1] or match[4]), number, 1))
    if days.start not in year.period:
        raise UsageError(f"--month «{typed}»: это не {year} учебный год")
    return Days(days, f"{MONTHS[number - 1]} {days.start.year} года")


def _half(typed: str, analysis: Analysis) -> Days:
    half = HALF.read(typed, Context(analysis.year.start)).value
    period = analysis.shelf.halves.get(half or "")
    if half is None or period is None:
        raise UsageError(f"--half «{typed}»: укажите I или II")
    return Days(period, f"{half} полугодие {analysis.year} учебного года", half)


def period_part(analysis: Analysis, value: str, request: Request) -> Part:
    """The values of the period's tags."""
    days = days_of(analysis, request)
    return Part({"период": days_values(days, analysis)})


def days_values(days: Days, analysis: Analysis) -> dict[str, object]:
    """Days under the names of their tags."""
    return {
        "название": days.name,
        "с": f"{days.period.start:%d.%m.%Y}",
        "по": f"{days.period.end:%d.%m.%Y}",
        "по_сегодня": f"{max(days.period.start, min(days.period.end, analysis.today)):%d.%m.%Y}",
        "полугодие": days.half,
        "не_окончен": days.period.end > analysis.today,
    }


PERIOD_TAGS = (
    Tag(
        "период",
        "дни, о которых документ: --month, --half или с начала учебного года",
        (
            Tag("название", "«февраль 2021 года», «I полугодие 2020–2021 учебного года»"),
            Tag("с", "первый день цифрами"),
            Tag("по", "последний день цифрами"),
            Tag("по_сегодня", "то же, но не позже отчётной даты"),
            Tag("полугодие", "I или II; пусто, если это не полугодие"),
            Tag("не_окончен", "да, если период ещё идёт"),
        ),
    ),
)
PERIOD = Subject("Период", PERIOD_TAGS, dict.fromkeys(("month", "half"), period_part), period_part)
