"""What was exported of each event, and what it is now: who hears of a change, and how loudly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from sheets_sync.calendars.calendar_event import Event
from sheets_sync.calendars.found import Found

KEPT_DAYS = 60
"""So long a cancelled event stays in the files: after its day, and after it was cancelled."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An event as it was last exported: how often it changed, when (UTC) for the last time, on
    which report date it was last in the tables, and whom it was taken from on which one."""

    event: Event
    sequence: int
    changed: datetime
    seen: date
    left: Mapping[str, date] = field(default_factory=dict)

    def in_calendar(self, key: str) -> Event | None:
        """The event as a calendar shows it: cancelled for whom it was taken from."""
        if key in self.event.whose:
            return self.event
        return replace(self.event, cancelled=True, remind=False) if key in self.left else None


Ledger = Mapping[str, Kept]


class Change(StrEnum):
    """What became of an event since the last export."""

    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"
    CANCELLED = "cancelled"


def renewed(known: Ledger, found: Found, now: datetime, today: date) -> dict[str, Kept]:
    """The ledger after the tables were looked at: what is no longer there is cancelled, unless
    nothing sure is said of it; what did not change keeps the moment of its last change."""
    ledger = {
        event.uid: _stepped(known.get(event.uid), event, now, today) for event in found.events
    }
    for uid, kept in known.items():
        if uid not in ledger:
            ledger[uid] = kept if found.unsure(kept.event) else _gone(kept, now)
    return {uid: _pruned(kept, today) for uid, kept in ledger.items() if not _over(kept, today)}


def _stepped(old: Kept | None, event: Event, now: datetime, today: date) -> Kept:
    if old is None:
        return Kept(event, 0, now, today)
    left = dict.fromkeys(old.event.whose - event.whose, today)
    left |= {key: day for key, day in old.left.items() if key not in event.whose}
    same = replace(old.event, whose=event.whose) == event and left == old.left
    if same:
        return replace(old, event=event, seen=today)
    return Kept(event, old.sequence + 1, max(now, old.changed), today, left)


def _gone(kept: Kept, now: datetime) -> Kept:
    if kept.event.cancelled:
        return kept
    event = replace(kept.event, cancelled=True, remind=False)
    return replace(kept, event=event, sequence=kept.sequence + 1, changed=max(now, kept.changed))


def _over(kept: Kept, today: date) -> bool:
    """Whether nobody needs to hear any more that it is cancelled."""
    return kept.event.cancelled and _long_ago(max(kept.event.last_day, kept.seen), today)


def _pruned(kept: Kept, today: date) -> Kept:
    day = kept.event.last_day
    left = {key: on for key, on in kept.left.items() if not _long_ago(max(on, day), today)}
    return replace(kept, left=left)


def _long_ago(day: date, today: date) -> bool:
    return day < today - timedelta(days=KEPT_DAYS)


def change(before: Event | None, now: Event | None) -> Change | None:
    """What a calendar's reader is told of an event; None for nothing."""
    if now is None or before == now:
        return None
    if now.cancelled:
        return Change.CANCELLED if before and not before.cancelled else None
    if before is None:
        return Change.NEW
    return Change.CHANGED if _where(before) == _where(now) else Change.MOVED


def _where(event: Event) -> tuple[object, ...]:
    return event.start, event.end, event.zone, event.place


def changes(before: Iterable[Event], now: Iterable[Event]) -> dict[Change, int]:
    """How many events of a calendar changed, and how."""
    old = {event.uid: event for event in before}
    said = [change(old.get(event.uid), event) for event in now]
    return {kind: said.count(kind) for kind in Change}
