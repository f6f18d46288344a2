"""What is remembered of the last export: `.sheets_sync/calendar.json`, or the files themselves."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sheets_sync.calendars.calendar_event import Event, Kind
from sheets_sync.calendars.ical import Old
from sheets_sync.calendars.ledger import Kept, Ledger
from sheets_sync.disk import put_quietly, read_regular

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of exports before: the centre's mark ("" for none yet), the school year, the
    events by uid, the file names by key, and the digests of the files by name."""

    centre: str = ""
    year: int = 0
    ledger: Ledger = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    def of_year(self, year: int) -> "Known":
        """What is of use in a school year: the events of another are over."""
        return self if self.year == year else replace(self, year=year, ledger={})

    def with_files(self, olds: Mapping[str, Old], today: date) -> "Known":
        """With what files (by name) tell that is newer: the memory was lost, or is an old copy."""
        told = [old for old in olds.values() if old.mark.year == self.year]
        seen: dict[str, list[tuple[str, Kept]]] = {}
        for old in told:
            for kept in old.events:
                seen.setdefault(kept.event.uid, []).append((old.key, kept))
        newer = {
            uid: together
            for uid, copies in seen.items()
            if (together := _together(copies, today)) and _is_newer(together, self.ledger.get(uid))
        }
        names = {old.key: name for name, old in olds.items()}
        return replace(self, ledger={**self.ledger, **newer}, names={**names, **self.names})


def _is_newer(kept: Kept, known: Kept | None) -> bool:
    return known is None or kept.sequence > known.sequence


def _together(copies: Iterable[tuple[str, Kept]], today: date) -> Kept:
    """One event of its copies in several calendars: cancelled only in some, it was taken from
    those; the copy that changed last is the event."""
    copies = list(copies)
    last = max(kept.sequence for _, kept in copies)
    newest = [(key, kept) for key, kept in copies if kept.sequence == last]
    here = [key for key, kept in newest if not kept.event.cancelled]
    best = next((kept for key, kept in newest if key in here), newest[0][1])
    whose = frozenset(here or [key for key, _ in newest])
    left = {key: today for key, _ in copies if key not in whose}
    return replace(best, event=replace(best.event, whose=whose), left=left)


def recall(file: Path) -> Known:
    """What was remembered; nothing where that can't be read."""
    try:
        content = json.loads(read_regular(file))
        ledger = {uid: _kept(uid, one) for uid, one in content["events"].items()}
        names, digests = (
            {str(k): str(v) for k, v in content[n].items()} for n in ("names", "files")
        )
        return Known(str(content["centre"]), int(content["year"]), ledger, names, digests)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Known()


def remember(file: Path, known: Known) -> None:
    """Keep this for the next export."""
    events = {uid: _as_json(kept) for uid, kept in sorted(known.ledger.items())}
    content = {
        "centre": known.centre,
        "year": known.year,
        "names": dict(sorted(known.names.items())),
        "files": dict(sorted(known.digests.items())),
        "events": events,
    }
    put_quietly(file, json.dumps(content, ensure_ascii=False, indent=0))


def _as_json(kept: Kept) -> Json:
    event = kept.event
    return {
        "sequence": kept.sequence,
        "changed": kept.changed.isoformat(),
        "seen": kept.seen.isoformat(),
        "left": {key: day.isoformat() for key, day in sorted(kept.left.items())},
        "kind": event.kind.value,
        "title": event.title,
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "place": event.place,
        "text": event.text,
        "url": event.url,
        "zone": event.zone,
        "cancelled": event.cancelled,
        "remind": event.remind,
        "whose": sorted(event.whose),
    }


def _kept(uid: str, one: Json) -> Kept:
    texts = {name: str(one[name]) for name in ("title", "place", "text", "url", "zone")}
    event = Event(
        uid,
        Kind(one["kind"]),
        start=_moment(one["start"]),
        end=_moment(one["end"]),
        cancelled=bool(one["cancelled"]),
        remind=bool(one["remind"]),
        whose=frozenset(map(str, one["whose"])),
        **texts,
    )
    left = {str(key): date.fromisoformat(day) for key, day in one["left"].items()}
    changed = datetime.fromisoformat(one["changed"])
    if changed.tzinfo is None:
        raise ValueError("changed")
    return Kept(event, int(one["sequence"]), changed, date.fromisoformat(one["seen"]), left)


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
