"""Calendars written into a folder: one for all, one a tutor, one a school."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from sheets_sync.analysis import Analysis
from sheets_sync.calendars.calendar_event import EVERYBODY, Event, Mark
from sheets_sync.calendars.folder import SUFFIX, Folder, digest
from sheets_sync.calendars.found import find_events
from sheets_sync.calendars.ical import Printer
from sheets_sync.calendars.ledger import Ledger, change, changes, renewed
from sheets_sync.calendars.memory import Known, recall, remember
from sheets_sync.calendars.people import People
from sheets_sync.checks.identity import number
from sheets_sync.disk import free_name

Json = dict[str, Any]


def export(analysis: Analysis, path: Path, memory: Path) -> Json:
    """Write the calendars of a workspace into a folder, and remember in `memory` what they say.
    What changed did so on the report date: the same books of the same day are the same bytes.

    → what `--json` prints. Raises UsageError for a foreign file under a name of ours, and
    SheetsSyncError where the disk refuses; nothing is remembered then.
    """
    remembered, people, today = recall(memory), People(analysis), analysis.today
    folder = Folder.of(path, remembered.digests, today)
    known = _begun(analysis, remembered, folder)
    mark = Mark(known.centre, analysis.year.start)
    found = find_events(analysis, people, mark, [kept.event for kept in known.ledger.values()])
    zone = analysis.workspace.timezone
    stamp = datetime.combine(today, time(), zone).astimezone(UTC)
    ledger = renewed(known.ledger, found, stamp, today)
    calls = _calendars(people, known, ledger)
    names = _file_names(calls, known.names)
    folder.refuse(names.values(), known.centre)
    printer, kept = Printer(mark, zone), ledger.values()
    files = {names[key]: printer.file(key, called, kept) for key, called in calls.items()}
    written = {name: folder.write(name, file) for name, file in files.items()}
    digests = {name: digest(file) for name, file in files.items()}
    after = replace(known, ledger=ledger, names=names, digests=digests)
    remember(memory, after)
    out = [name for key, name in known.names.items() if key not in names]
    removed = list(folder.remove(out, known.centre))
    told = _told(path, known.ledger, after, written)
    return {**told, "removed": removed, "unread": list(found.unread)}


def _told(path: Path, before: Ledger, after: Known, written: Mapping[str, bool]) -> Json:
    files = [
        {"path": str(path / name), "calendar": key, **_counts(key, before, after.ledger)}
        | {"written": written[name]}
        for key, name in after.names.items()
    ]
    totals = _counts(None, before, after.ledger)
    changed = list(_changes(before, after.ledger))
    return {"folder": str(path), **totals, "files": files, "changes": changed}


def _begun(analysis: Analysis, remembered: Known, folder: Folder) -> Known:
    """What is known before the tables are looked at. A centre keeps the mark it had first, whatever
    it is called now: else every event would be a new one."""
    workspace = analysis.workspace
    own = number([workspace.organisation or workspace.root.name])
    known = replace(remembered, centre=remembered.centre or own).of_year(analysis.year.start)
    ours = {n: old for n, old in folder.olds.items() if old.mark.centre == known.centre}
    return known.with_files(ours, analysis.today)


def _calendars(people: People, known: Known, ledger: Ledger) -> dict[str, str]:
    """Key → name of the calendars to write: for all, of each person and school, and of those who
    are gone as long as there is something to take back in theirs."""
    calls = people.calendars()
    keys = {key for kept in ledger.values() for key in (*kept.event.whose, *kept.left)}
    for key in sorted(keys - calls.keys()):
        named = known.names.get(key, key).removesuffix(SUFFIX)
        calls[key] = named.removesuffix(f" ({key.partition(':')[2]})")
    return calls


def _file_names(calls: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """Key → file name, the one it had before: who subscribed must find it again."""
    names = {key: before[key] for key in calls if key in before}
    taken = {name.removesuffix(SUFFIX).casefold() for name in names.values()}
    for key, called in calls.items():
        if key not in names:
            names[key] = free_name(_file_name(key, called), taken) + SUFFIX
    return {key: names[key] for key in calls}


def _file_name(key: str, called: str) -> str:
    """A tutor's name with the code, for names are shared; a school by its name."""
    kind, _, code = key.partition(":")
    if key == EVERYBODY:
        return EVERYBODY
    return f"{called.removesuffix(f' ({code})')} ({code})" if kind == "tutor" else called


def _counts(key: str | None, before: Ledger, now: Ledger) -> Json:
    """How many events of a calendar are to be (None: of all), and what became of them."""
    old, new = list(_events(key, before)), list(_events(key, now))
    said = {str(kind): count for kind, count in changes(old, new).items()}
    return {"events": sum(not event.cancelled for event in new), **said}


def _changes(before: Ledger, now: Ledger) -> Iterator[Json]:
    """What those who have the calendars already are told, by day: but for what is new to them."""
    for uid, kept in sorted(now.items(), key=lambda pair: str(pair[1].event.start)):
        old, event = before.get(uid), kept.event
        kind = change(old.event, event) if old else None
        if old and kind:
            was, start = old.event.start.isoformat(), event.start.isoformat()
            yield {"change": str(kind), "title": event.title, "was": was, "start": start}


def _events(key: str | None, ledger: Ledger) -> Iterator[Event]:
    for kept in ledger.values():
        event = kept.event if key is None else kept.in_calendar(key)
        if event:
            yield event
