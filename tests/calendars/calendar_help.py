"""A folder of calendars of a small centre, read back by three parsers."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import ics
import vobject
from helpers import TODAY, Desk, look

from sheets_sync.calendars.export import export

ZIMINA = "Зимина О.Ю. (Т-03)"
SCHOOL = "МБОУ СОШ № 44"


class Shelf:
    """A folder of calendars, and what is remembered of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.memory = folder / "календари", folder / "calendar.json"

    def export(self, desk: Desk, today: date = TODAY, **settings: object) -> dict[str, Any]:
        usual: dict[str, object] = {"organisation": "МКУ ИМЦ"}
        analysis = look(desk, today, **(usual | settings))
        return export(analysis, self.folder, self.memory)

    def bytes(self) -> dict[str, bytes]:
        return {file.stem: file.read_bytes() for file in sorted(self.folder.glob("*.ics"))}

    def events(self, name: str = "все") -> list[Any]:
        return parsed(self.bytes()[name])

    def titled(self, part: str, name: str = "все") -> Any:
        (found,) = (one for one in self.events(name) if part in str(one["summary"]))
        return found

    def uids(self, name: str) -> set[str]:
        return {str(one["uid"]) for one in self.events(name) if one["status"] != "CANCELLED"}


def parsed(file: bytes) -> list[Any]:
    """The events of a file, as icalendar reads them."""
    return list(icalendar.Calendar.from_ical(file).walk("VEVENT"))


def by_vobject(file: bytes) -> dict[str, tuple[str, object, object, str]]:
    """uid → title, start, end, place, as vobject reads them."""
    (calendar,) = vobject.readComponents(file.decode())
    return {
        one.uid.value: (
            one.summary.value,
            one.dtstart.value,
            one.dtend.value,
            one.location.value if hasattr(one, "location") else "",
        )
        for one in calendar.contents.get("vevent", [])
    }


def by_ics(file: bytes) -> dict[str, tuple[str, datetime, bool]]:
    """uid → title, start, whether it lasts whole days, as ics reads them."""
    calendar = ics.Calendar(file.decode())
    return {one.uid: (one.name, one.begin.datetime, one.all_day) for one in calendar.events}


def imported(phone: dict[str, Any], file: bytes) -> dict[str, Any]:
    """What a phone has after a file is imported: of two of one uid the later SEQUENCE counts."""
    phone = dict(phone)
    for event in parsed(file):
        uid = str(event["uid"])
        if uid not in phone or event["sequence"] >= phone[uid]["sequence"]:
            phone[uid] = event
    return phone


def to_come(phone: dict[str, Any]) -> Iterator[Any]:
    """The events a phone still shows as such."""
    return (event for event in phone.values() if event["status"] == "CONFIRMED")
