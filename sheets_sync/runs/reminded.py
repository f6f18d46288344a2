"""What people were told of, week by week, in `.sheets_sync/reminders.json`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sheets_sync.disk import put_quietly, read_regular
from sheets_sync.errors import SheetsSyncError
from sheets_sync.runs.memory import FOLDER

FILE = "reminders.json"
_MOST_WEEKS = 8
_LOST = (
    f"Память о письмах {FOLDER}/{FILE} не читается. Удалите этот файл: письма этой недели уйдут "
    "ещё раз"
)


def week_of(day: date) -> str:
    """The week of a day, from Monday on: «2021-W07»."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


@dataclass(frozen=True, slots=True)
class State:
    """How bad a thing was when it was told: overdue or not, how many, how many errors of these."""

    overdue: bool
    size: int
    errors: int

    def __add__(self, other: "State") -> "State":
        overdue = self.overdue or other.overdue
        return State(overdue, self.size + other.size, self.errors + other.errors)

    def worse_than(self, told: "State") -> bool:
        """Whether it became worse since."""
        late = self.overdue and not told.overdue
        return late or self.size > told.size or self.errors > told.errors


@dataclass(frozen=True, slots=True)
class Round:
    """What came of letters that `run` sent by itself: the moment (ISO), how many were sent, failed,
    are left for the next run or have no address, and what was in the way."""

    at: str = ""
    sent: int = 0
    failed: int = 0
    left: int = 0
    no_mail: int = 0
    sentence: str = ""


Things = Mapping[str, State]
"""By the key of a duty."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """By week and person what they were told of; the week whose letters `run` has sent, and what
    came of the last ones it sent."""

    told: Mapping[str, Mapping[str, Things]] = field(default_factory=dict)
    done: str = ""
    last: Round = field(default_factory=Round)

    def untold(self, week: str, person: str, things: Things) -> frozenset[str]:
        """The things a person was not told of this week, or that became worse since."""
        known = self.told.get(week, {}).get(person, {})
        new = (k for k, state in things.items() if k not in known or state.worse_than(known[k]))
        return frozenset(new)

    def after(self, week: str, person: str, things: Things) -> "Reminded":
        """What is known when a letter about these things has gone."""
        people = self.told.get(week, {})
        people = {**people, person: {**people.get(person, {}), **things}}
        weeks = sorted({**self.told, week: people}.items())[-_MOST_WEEKS:]
        return replace(self, told=dict(weeks))


def load_reminded(root: Path) -> Reminded:
    """What is known. Raises SheetsSyncError where the file says nothing we ever write: to forget
    it would be to write to everybody twice."""
    try:
        return _reminded(json.loads(read_regular(root / FOLDER / FILE)))
    except FileNotFoundError:
        return Reminded()
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise SheetsSyncError(_LOST) from None


def _reminded(data: Mapping[str, Any]) -> Reminded:
    told = {
        week: {
            person: {thing: _state(said) for thing, said in things.items()}
            for person, things in people.items()
        }
        for week, people in data["told"].items()
    }
    last = Round(**data["last"])
    if not isinstance(data["done"], str) or not _sound(last):
        raise ValueError(FILE)
    return Reminded(told, data["done"], last)


def _state(said: Iterable[Any]) -> State:
    overdue, size, errors = said
    if not all(isinstance(one, int) for one in (overdue, size, errors)):
        raise ValueError(FILE)
    return State(bool(overdue), size, errors)


def _sound(last: Round) -> bool:
    counts = (last.sent, last.failed, last.left, last.no_mail)
    return (
        all(isinstance(one, int) for one in counts)
        and isinstance(last.sentence, str)
        and (not last.at or datetime.fromisoformat(last.at).tzinfo is not None)
    )


def save_reminded(root: Path, known: Reminded) -> None:
    """Keep it. Raises SheetsSyncError where that can't be done: who does not remember what was sent
    must send no more."""
    told = {
        week: {
            person: {thing: [s.overdue, s.size, s.errors] for thing, s in things.items()}
            for person, things in people.items()
        }
        for week, people in known.told.items()
    }
    content = {"told": told, "done": known.done, "last": asdict(known.last)}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    if not put_quietly(root / FOLDER / FILE, text):
        raise SheetsSyncError(
            f"Память о письмах {FOLDER}/{FILE} не записать: освободите место на диске или дайте "
            "права на папку, иначе письма ушли бы дважды"
        )
