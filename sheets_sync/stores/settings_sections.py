"""Sections of `workspace.toml` as values: who is told, reminded, and signs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sheets_sync.periods import Weekly, weekday_of, weekly_of


@dataclass(frozen=True, slots=True)
class Notify:
    """Who is told of `after` failures in a row: a command, a mail over the server `smtp`; when the
    page of the week goes, and to whom (`mail` where nobody is named)."""

    after: int = 3
    command: str = ""
    mail: str = ""
    smtp: str = ""
    user: str = ""
    sender: str = ""
    weekly: Weekly | None = None
    weekly_to: tuple[str, ...] = ()

    @property
    def readers(self) -> tuple[str, ...]:
        """Who gets the page of the week."""
        return self.weekly_to or ((self.mail,) if self.mail else ())

    @property
    def channels(self) -> tuple[str, ...]:
        """The ways to tell that are set up: «command», «mail»."""
        ways = {"command": self.command, "mail": self.mail}
        return tuple(name for name, way in ways.items() if way)


@dataclass(frozen=True, slots=True)
class Documents:
    """`[documents]`: the organisation's full name, the city, whose community it is (genitive), and
    who signs when Председатель is empty (name and post)."""

    organisation: str = ""
    city: str = ""
    community: str = "учителей-тьюторов"
    head: str = ""


@dataclass(frozen=True, slots=True)
class Remind:
    """`[remind]`: letters say what is due within so many `days`; on and after `weekday` (0 is
    Monday) `run` sends them once that week by itself, never without one; `most` go a run."""

    days: int = 7
    weekday: int | None = None
    most: int = 50


def notify_of(section: Mapping[str, Any]) -> Notify:
    """`[notify]` as it was typed → the value."""
    weekly, to = section.get("weekly"), section.get("weekly_to", ())
    readers = (to,) if isinstance(to, str) else tuple(to)
    moment = weekly_of(weekly) if weekly else None
    return Notify(**{**section, "weekly": moment, "weekly_to": readers})


def nobody_to_write_to(notify: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with `[notify]` where its page of the week goes to nobody."""
    if "weekly" in notify and not notify.keys() & {"weekly_to", "mail"}:
        yield '[notify] weekly: некому писать; укажите weekly_to = "адрес почты" или mail'


def remind_of(section: Mapping[str, Any]) -> Remind:
    """`[remind]` as it was typed → the value."""
    day = section.get("weekday")
    return Remind(**{**section, "weekday": weekday_of(day) if day else None})
