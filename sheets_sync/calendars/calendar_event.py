"""An event of a calendar: what a row of the tables is on somebody's phone."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sheets_sync.checks.identity import number
from sheets_sync.letters import clean

EVERYBODY = "все"
"""The key of the calendar that holds everything meant for all."""
_LONGEST = 120
"""Letters of a title: more no phone shows, and the description has it whole."""


class Kind(StrEnum):
    """What an event is about, as its category says it."""

    MEETING = "Совещания"
    CONSULTATION = "Консультации"
    REPORT = "Отчёты"
    ROADMAP = "Дорожная карта"
    TASK = "Поручения"
    PLAN = "Планы"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `start` and `end` are moments by the clock of `zone`, or days (`end` is the day
    after the last, `zone` is ""). `whose` are the calendars it stands in, by key: EVERYBODY,
    `of_tutor(code)`, `of_school(code)`. Nobody is reminded where `remind` is False: it is done, or
    will not be."""

    uid: str
    kind: Kind
    title: str
    start: date | datetime
    end: date | datetime
    place: str = ""
    text: str = ""
    url: str = ""
    cancelled: bool = False
    remind: bool = True
    zone: str = ""
    whose: frozenset[str] = field(default_factory=frozenset)

    @property
    def last_day(self) -> date:
        """The day it is over."""
        return self.end.date() if isinstance(self.end, datetime) else self.end


def of_tutor(code: str) -> str:
    """The key of a tutor's calendar."""
    return f"tutor:{code}"


def of_school(code: str) -> str:
    """The key of a school's calendar."""
    return f"school:{code}"


@dataclass(frozen=True, slots=True)
class Mark:
    """Which centre and school year events are of: two of them never meet in one calendar."""

    centre: str
    year: int

    def uid(self, kind: Kind, *said: str) -> str:
        """The name of an event for all calendars of the world: the same from run to run, whatever
        row it stands in. ASCII: some programs lose other letters."""
        return f"{kind.name.lower()}-{number(said)}-{self.year}-{self.centre}@sheets-sync"


def shown(title: str, who: str = "") -> str:
    """A title as one short line, with who it is about behind it."""
    behind = f" ({clean(who)})" if who else ""
    short = textwrap.shorten(clean(title), _LONGEST - len(behind), placeholder="…")
    return short + behind


def described(lines: Iterable[str]) -> str:
    """The lines of a description that say something: «Тема: » says nothing."""
    cleaned = (clean(line) for line in lines)
    return "\n".join(line for line in cleaned if line and not line.endswith(":"))
