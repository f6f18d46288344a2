"""Everything that is owed on the report date, the most urgent first."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import IntEnum

from sheets_sync.analysis import Analysis
from sheets_sync.duties.coming import consultations, meetings
from sheets_sync.duties.deeds import assignments, plans, roadmap
from sheets_sync.duties.duty import Duty
from sheets_sync.duties.mend import cells_to_mend
from sheets_sync.duties.missing_marks import unmarked_attendance, unmarked_consultations
from sheets_sync.duties.reports import reports
from sheets_sync.duties.staff import Staff, Who
from sheets_sync.duties.unhelped import unhelped
from sheets_sync.tables.attendance import REGISTER
from sheets_sync.tables.attendees import ATTENDEES
from sheets_sync.tables.consultations import JOURNAL, SCHEDULE
from sheets_sync.tables.reports import REPORTS
from sheets_sync.tables.schema import Table

_SUBJECTS = (
    unhelped,
    roadmap,
    plans,
    assignments,
    reports,
    unmarked_consultations,
    unmarked_attendance,
    meetings,
    consultations,
    cells_to_mend,
)


_Owed = Callable[[Analysis, Staff], Iterator[Duty]]
_ABSENT: Mapping[_Owed, tuple[Table, ...]] = {
    unhelped: (JOURNAL, SCHEDULE),
    reports: (REPORTS,),
    unmarked_attendance: (REGISTER, ATTENDEES),
}
"""Owed because a table has no row of it: of a part of that table nobody knows."""


def _may_be_done(analysis: Analysis, owed: _Owed) -> bool:
    return any(analysis.counted[table.name].partial for table in _ABSENT.get(owed, ()))


class Urgency(IntEnum):
    """How pressing a duty is: overdue, due within a week, due later, of no day."""

    OVERDUE = 0
    WEEK = 1
    LATER = 2
    UNDATED = 3


def urgency(duty: Duty, today: date) -> Urgency:
    """How pressing a duty is on the report date."""
    if duty.late:
        return Urgency.OVERDUE
    if duty.until is None:
        return Urgency.UNDATED
    return Urgency.WEEK if duty.until <= today + timedelta(days=7) else Urgency.LATER


def duties(analysis: Analysis) -> tuple[Duty, ...]:
    """What everybody owes: by urgency, then by person; whose longest delay, or first day, is the
    most pressing comes first, and what one person owes stands together."""
    staff, today = Staff(analysis), analysis.today
    known = [owed for owed in _SUBJECTS if not _may_be_done(analysis, owed)]
    found = _each_its_key(duty for owed in known for duty in owed(analysis, staff))
    groups: dict[tuple[Urgency, Who], list[Duty]] = {}
    for duty in found:
        groups.setdefault((urgency(duty, today), duty.who), []).append(duty)
    order = sorted(groups, key=lambda group: (group[0], *_pressing(groups[group])))
    return tuple(duty for group in order for duty in sorted(groups[group], key=_day))


def _pressing(group: Sequence[Duty]) -> tuple[int, date, bool, tuple[str, ...]]:
    longest = max(duty.late for duty in group)
    first = min(duty.until or date.max for duty in group)
    sound = not any(duty.errors for duty in group)
    return -longest, first, sound, tuple(person.name for person in group[0].who)


def _day(duty: Duty) -> tuple[int, date, int]:
    return -duty.late, duty.until or date.max, -duty.errors


def _each_its_key(found: Iterable[Duty]) -> Iterator[Duty]:
    """Rows alike have keys of their own, by their order."""
    seen: Counter[str] = Counter()
    for duty in found:
        seen[duty.key] += 1
        often = seen[duty.key]
        yield duty if often == 1 else replace(duty, key=f"{duty.key}#{often}")
