"""Events as the bytes of an .ics file (RFC 5545), and what an older file of ours says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from sheets_sync.calendars.calendar_event import Event, Kind, Mark
from sheets_sync.calendars.ledger import Kept
from sheets_sync.calendars.zone import vtimezone

PROGRAM = "-//sheets_sync//calendar//RU"
"""PRODID: by it a file of ours is known."""
_OF = "X-SHEETS-SYNC-OF"
"""Our own line of a calendar: centre, school year and key."""
_OFF = "ОТМЕНЕНО: "
"""Before the title of a cancelled event: not every program shows its state."""
_END = b"END:VCALENDAR"
_DAY_BEFORE = timedelta(days=-1)
_FRESH = timedelta(hours=12)
"""How often programs that subscribed may ask for the file again."""


class Printer:
    """Makes the files of a centre's calendars, whose times are by one clock. An event is written
    out once, however many calendars it stands in."""

    def __init__(self, mark: Mark, zone: ZoneInfo) -> None:
        self._mark, self._zone = mark, zone
        self._clock = vtimezone(zone, mark.year)
        self._printed: dict[tuple[str, bool], bytes] = {}

    def file(self, key: str, name: str, ledger: Iterable[Kept]) -> bytes:
        """The file of a calendar, by day; the same events are the same bytes."""
        shown = [(event, kept) for kept in ledger if (event := kept.in_calendar(key))]
        shown.sort(key=lambda pair: (str(pair[0].start), pair[0].uid))
        events = b"".join(self._event(event, kept) for event, kept in shown)
        head: bytes = self._head(key, name).to_ical()
        return head.replace(_END, events + _END)

    def _head(self, key: str, name: str) -> icalendar.Calendar:
        calendar = icalendar.Calendar()
        calendar.add("prodid", PROGRAM)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", self._zone.key)
        calendar.add("refresh-interval", _FRESH, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", "PT12H")
        calendar.add(_OF, f"{self._mark.centre} {self._mark.year} {key}")
        calendar.add_component(self._clock)
        return calendar

    def _event(self, event: Event, kept: Kept) -> bytes:
        what = (event.uid, event.cancelled)
        if what not in self._printed:
            self._printed[what] = _vevent(event, kept, self._zone).to_ical()
        return self._printed[what]


def _vevent(event: Event, kept: Kept, zone: ZoneInfo) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("sequence", kept.sequence)
    made.add("dtstamp", kept.changed)
    made.add("last-modified", kept.changed)
    made.add("dtstart", _moment(event.start, zone))
    made.add("dtend", _moment(event.end, zone))
    made.add("summary", (_OFF if event.cancelled else "") + event.title)
    made.add("categories", [event.kind.value])
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    busy = event.zone and not event.cancelled
    made.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    for name, text in (("location", event.place), ("description", event.text), ("url", event.url)):
        if text:
            made.add(name, text)
    if event.remind:
        made.add_component(_alarm(event.title))
    return made


def _moment(day: date | datetime, zone: ZoneInfo) -> date | datetime:
    return day.replace(tzinfo=zone) if isinstance(day, datetime) else day


def _alarm(title: str) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _DAY_BEFORE)
    return alarm


def is_ours(file: bytes) -> bool:
    """Whether this program wrote a file."""
    return f"PRODID:{PROGRAM}".encode() in file[:1000].splitlines()


@dataclass(frozen=True, slots=True)
class Old:
    """An older file of ours: whose it is, and its events as they were exported there."""

    key: str
    mark: Mark
    events: tuple[Kept, ...]


def read_back(file: bytes, today: date) -> Old | None:
    """What a file of ours says; None for one that was spoilt since, or is not ours."""
    if not is_ours(file):
        return None
    try:
        calendar: Any = icalendar.Calendar.from_ical(file)
        centre, year, key = str(calendar[_OF]).split(" ", 2)
        events = tuple(_kept(one, today) for one in calendar.walk("VEVENT"))
        return Old(key, Mark(centre, int(year)), events)
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


def _kept(made: Any, today: date) -> Kept:
    cancelled = str(made["status"]) == "CANCELLED"
    event = Event(
        str(made["uid"]),
        Kind(str(made["categories"].cats[0])),
        str(made["summary"]).removeprefix(_OFF if cancelled else ""),
        _by_our_clock(made.decoded("dtstart")),
        _by_our_clock(made.decoded("dtend")),
        str(made.get("location", "")),
        str(made.get("description", "")),
        str(made.get("url", "")),
        cancelled,
        bool(made.walk("VALARM")),
        zone=str(made["dtstart"].params.get("TZID", "")),
    )
    changed = made.decoded("dtstamp").astimezone(UTC)
    return Kept(event, int(made["sequence"]), changed, today)


def _by_our_clock(moment: date | datetime) -> date | datetime:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment
