"""All events of a workspace, and those of which the tables say nothing sure today."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.calendars import gatherings, terms
from sheets_sync.calendars.calendar_event import Event, Kind, Mark
from sheets_sync.calendars.people import People
from sheets_sync.tables.attendance import MEETINGS
from sheets_sync.tables.consultations import SCHEDULE
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.reports import PLANS, REPORTS
from sheets_sync.tables.roadmap import ROADMAP
from sheets_sync.tables.schema import Table
from sheets_sync.tables.tasks import TASKS
from sheets_sync.tables.tutors import TUTORS

Build = Callable[[Analysis, People, Mark], Iterator[Event]]
Uids = Callable[[Mark, pd.DataFrame], Iterator[str]]

_SOURCES: Mapping[Kind, tuple[Table, Build, Uids | None]] = {
    Kind.MEETING: (MEETINGS, gatherings.meetings, gatherings.meeting_uids),
    Kind.CONSULTATION: (SCHEDULE, gatherings.consultations, gatherings.consultation_uids),
    Kind.REPORT: (REPORTS, terms.reports, None),
    Kind.ROADMAP: (ROADMAP, terms.roadmap, terms.roadmap_uids),
    Kind.TASK: (TASKS, terms.tasks, terms.task_uids),
    Kind.PLAN: (PLANS, terms.plans, terms.plan_uids),
}
_DIRECTORIES = {"tutor:": TUTORS, "school:": SCHOOLS}
"""How the keys of calendars begin, and the tab that says whose they are."""


@dataclass(frozen=True, slots=True)
class Found:
    """The events of the tables as they stand. What was known of an event that is `unsure` stays:
    its row has an error today, or its tab can't be read (`unread` names those)."""

    events: tuple[Event, ...]
    uids: frozenset[str]
    kinds: frozenset[Kind]
    unread: tuple[str, ...]

    def unsure(self, event: Event) -> bool:
        """Whether the tables say nothing sure of an event they do not have."""
        return event.kind in self.kinds or event.uid.rpartition(".")[2] in self.uids


def find_events(analysis: Analysis, people: People, mark: Mark, known: Collection[Event]) -> Found:
    """The events of a workspace; `known` are those of the last time."""
    blind = {kind: lost for kind in _SOURCES if (lost := _unread(analysis, kind, known))}
    sure = {kind: source for kind, source in _SOURCES.items() if kind not in blind}
    events = (event for _, build, _ in sure.values() for event in build(analysis, people, mark))
    rejected = (
        uid
        for table, _, uids in sure.values()
        if uids is not None
        for uid in _rejected(analysis, table, uids, mark)
    )
    waited = {event.kind for event in known}
    tabs = dict.fromkeys(tab for kind, lost in blind.items() if kind in waited for tab in lost)
    return Found(
        tuple(events),
        frozenset(rejected),
        frozenset(blind),
        tuple(tab.title for tab in tabs),
    )


def _unread(analysis: Analysis, kind: Kind, known: Iterable[Event]) -> list[Table]:
    """The tabs without which nothing sure can be said of a kind: its own, and those of the
    directories that say whose its known events are."""
    lost = [_SOURCES[kind][0]]
    keys = {key for event in known if event.kind is kind for key in event.whose}
    lost += [t for begins, t in _DIRECTORIES.items() if any(k.startswith(begins) for k in keys)]
    return [table for table in lost if not analysis.shelf.usable(table)]


def _rejected(analysis: Analysis, table: Table, uids: Uids, mark: Mark) -> Iterator[str]:
    records = analysis.counted[table.name]
    every = list(uids(mark, records.every))
    return iter(every[len(records.frame) :])
