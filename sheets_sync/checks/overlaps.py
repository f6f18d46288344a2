"""Checks of who and what is in two places at once: tutors, meetings, rooms."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.checks.base import TO_BE_OR_HELD, Setting, check, minutes
from sheets_sync.figures.attendance import invited
from sheets_sync.figures.consultations import effective
from sheets_sync.letters import fold_code
from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.frames import each
from sheets_sync.reading.records import Records
from sheets_sync.tables.attendance import MEETINGS
from sheets_sync.tables.consultations import SCHEDULE
from sheets_sync.tables.kinds.statuses import ConsultationStatus
from sheets_sync.tables.tutors import TUTORS

TAKES_PLACE = (ConsultationStatus.PLANNED, ConsultationStatus.HELD, ConsultationStatus.MOVED)
_ONLINE = re.compile(r"zoom|онлайн|дистанц|сферум|телемост|вкс|http|teams|skype|вебинар|ссылк")


@check(SCHEDULE)
def tutor_overlap(schedule: Records, setting: Setting) -> Iterator[Problem]:
    """A tutor has two consultations at once."""
    for slot, earlier in _clashes(_slots(_by_each(schedule.frame)), ["tutor", "date"]):
        said = f"у тьютора в это время ещё и консультация {earlier[0].code}"
        fault = Fault.of(Check.CONSULTATION_OVERLAP, said, "исправьте дату или время")
        yield schedule.problem(int(slot.key), "start", fault)


@check(SCHEDULE, MEETINGS, TUTORS)
def meeting_overlap(
    schedule: Records, meetings: Records, tutors: Records, setting: Setting
) -> Iterator[Problem]:
    """A consultation during a meeting its tutor is invited to."""
    frame = meetings.frame[meetings.frame["status"].isin(TO_BE_OR_HELD)]
    pairs = invited(frame, tutors.frame)[["meeting", "date", "tutor"]]
    times = {row.code: minutes(row.start, row.end) for row in each(frame)}
    slots = _slots(_by_each(schedule.frame)).merge(pairs, on=["tutor", "date"])
    told: set[int] = set()
    for slot in each(slots):
        other = times[slot.meeting]
        meets = other and slot.start < other[1] and other[0] < slot.end
        if meets and slot.key not in told:
            told.add(slot.key)
            said = f"в это время совещание {slot.meeting}, на которое тьютор приглашён"
            fault = Fault.of(Check.CONSULTATION_MEETING_OVERLAP, said, "исправьте дату или время")
            yield schedule.problem(int(slot.key), "start", fault)


@check(SCHEDULE, MEETINGS)
def place_taken(schedule: Records, meetings: Records, setting: Setting) -> Iterator[Problem]:
    """One place is taken twice at one time by different people."""
    held = meetings.frame[meetings.frame["status"].isin(TO_BE_OR_HELD)]
    taken = [_slots(schedule.frame).assign(table="schedule")]
    taken.append(_timed(held.assign(tutor=held["code"])).assign(table="meetings"))
    both = pd.concat(taken, ignore_index=True)
    where = [fold_code(place) for place in both["place"]]
    offline = np.array([not _ONLINE.search(place) for place in where], dtype=bool)
    for slot, earlier in _clashes(both.assign(where=where)[offline], ["where", "date"]):
        others = [before for before in earlier if before.tutor != slot.tutor]
        if not others:
            continue  # the tutor's own overlap is reported as such
        fault = Fault.of(Check.PLACE_TAKEN, f"место в это время занято: {others[0].code}", _MOVE)
        records = schedule if slot.table == "schedule" else meetings
        yield records.problem(int(slot.key), "place", fault)


_MOVE = "исправьте место или время"


def _by_each(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of График, and those with a second tutor once more as that tutor's."""
    second = frame[frame["second"].notna() & frame["second"].ne(frame["tutor"])]
    both = pd.concat([frame, second.assign(tutor=second["second"])])
    return both.sort_index(kind="stable")


def _slots(frame: pd.DataFrame) -> pd.DataFrame:
    """Consultations that take place: code, tutor, date, place, start and end in minutes, key."""
    gone = frame["status"].eq(ConsultationStatus.MOVED) & frame["new_date"].isna()
    live = frame[frame["status"].isin(TAKES_PLACE) & ~gone]
    return _timed(live.assign(date=effective(live)))


def _timed(frame: pd.DataFrame) -> pd.DataFrame:
    spans = [minutes(s, e) or (0, 0) for s, e in zip(frame["start"], frame["end"], strict=True)]
    start, end = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    timed = frame[["code", "tutor", "date", "place"]].assign(start=start, end=end)
    return timed[timed["end"].gt(0)].reset_index(names="key")


def _clashes(slots: pd.DataFrame, by: list[str]) -> Iterator[tuple[Any, list[Any]]]:
    """Each slot that begins before earlier ones of the same `by` end, with those."""
    group = slots.groupby(by, sort=False).ngroup()
    ordered = slots.assign(group=group).sort_values(["group", "start"], kind="stable")
    latest = ordered.groupby("group")["end"].cummax()
    until = latest.groupby(ordered["group"]).shift()
    first = ordered["group"].searchsorted(ordered["group"])
    for place in np.flatnonzero(ordered["start"].lt(until)).tolist():
        (slot,) = each(ordered.iloc[[place]])
        earlier = ordered.iloc[first[place] : place]
        yield slot, list(each(earlier[earlier["end"].gt(slot.start)]))


WARNINGS = (tutor_overlap, meeting_overlap, place_taken)
