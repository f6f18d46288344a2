"""Attendance figures: who was invited, who came (docs/contract.md «Figures»)."""

from collections.abc import Collection, Iterable
from datetime import date

import pandas as pd

from sheets_sync.figures.measures.attendance import ATTENDANCE
from sheets_sync.figures.shares import with_shares
from sheets_sync.reading.attendees import guests
from sheets_sync.reading.frames import looked_up
from sheets_sync.reading.records import Records

PRESENT = ("присутствовал", "дистанционно", "опоздал")
NOT_INVITED = "не приглашён"


def countable(meetings: pd.DataFrame, today: date) -> pd.DataFrame:
    """The meetings figures are about: held, or planned for a day that has come."""
    held = meetings["status"].eq("проведено")
    due = meetings["status"].eq("запланировано") & meetings["date"].le(pd.Timestamp(today))
    return meetings[held | due]


def invited(meetings: pd.DataFrame, tutors: pd.DataFrame) -> pd.DataFrame:
    """Every pair of a meeting and a tutor invited to it: meeting, date, tutor, streams.

    Invited is who works on that date and has a stream in common with Приглашены (empty = all);
    `streams` are the tutor's streams that the meeting invites, as a tuple.
    """
    left = meetings[["code", "date", "invited"]].rename(columns={"code": "meeting"})
    right = tutors[["code", "since", "until", "streams"]].rename(columns={"code": "tutor"})
    pairs = left.merge(right, how="cross")
    works = pairs["since"].le(pairs["date"]) & ~pairs["until"].lt(pairs["date"])
    pairs = pairs[works]
    pairs["streams"] = [
        _common(wanted, own) for wanted, own in zip(pairs["invited"], pairs["streams"], strict=True)
    ]
    pairs = pairs[pairs["streams"].astype(bool)]
    return pairs[["meeting", "date", "tutor", "streams"]].reset_index(drop=True)


def _common(wanted: tuple[str, ...] | None, own: tuple[str, ...] | None) -> tuple[str, ...]:
    if not wanted or "все" in wanted:
        return own or ()
    return tuple(stream for stream in own or () if stream in wanted)


def attendance_states(
    meetings: pd.DataFrame,
    tutors: pd.DataFrame,
    register: pd.DataFrame,
    marks: pd.DataFrame,
    today: date,
) -> pd.DataFrame:
    """One row an invited tutor and countable meeting: meeting, date, tutor, streams, state.

    `state` is the mark's meaning, None where nothing (or nothing readable) is marked; `key` and
    `column` are the register's row and column of the mark.
    """
    pairs = invited(countable(meetings, today), tutors)
    cells = marks.assign(tutor=looked_up(marks["key"], register["tutor"]))
    cells = cells[cells["meaning"].notna()].drop_duplicates(["meeting", "tutor"])
    states = pairs.merge(cells[["meeting", "tutor", "meaning", "key", "column"]], how="left")
    return states.rename(columns={"meaning": "state"})


def tally(states: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Counts and rates over states, one row a group of `by` (one row in all for []).

    Columns: `by` and the measures ATTENDANCE; NaN for n/0.
    """
    counts = counts_of(states)
    if by:
        counts = counts.groupby([states[name] for name in by], sort=True).sum().reset_index()
    else:
        counts = counts.sum().to_frame().T
    return with_shares(counts, ATTENDANCE.values())


def counts_of(states: pd.DataFrame) -> pd.DataFrame:
    """A 0/1 column for each of ATTENDANCE that is no share."""
    state = states["state"]
    return pd.DataFrame(
        {
            "expected": state.ne(NOT_INVITED),
            "unmarked": state.isna(),
            "marked": state.notna() & state.ne(NOT_INVITED),
            "present": state.isin(PRESENT),
            "remote": state.eq("дистанционно"),
            "late": state.eq("опоздал"),
            "excused": state.eq("уважительная"),
            "absent": state.eq("без причины"),
        }
    ).astype("int64")


def by_stream(states: pd.DataFrame) -> pd.DataFrame:
    """The states once for each stream a tutor is invited under: column `stream`."""
    return states.explode("streams").rename(columns={"streams": "stream"})


def guests_of(lists: Records, tutors: Collection[str], meetings: pd.DataFrame) -> pd.DataFrame:
    """One row somebody who came to a countable meeting and is no tutor: meeting, date, person,
    school; the index is the key of their line."""
    if not lists.usable:
        return pd.DataFrame({"meeting": [], "date": pd.Series([], dtype="datetime64[s]")})
    found = guests(lists, tutors)
    found = found[found["meaning"].isin(PRESENT)].drop(columns="meaning")
    days = looked_up(found["meeting"], meetings.set_index("code")["date"])
    return found.assign(date=days)[days.notna()]


def with_guests(by_meeting: pd.DataFrame, found: pd.DataFrame | None) -> pd.DataFrame:
    """attendance_by_meeting with how many came who are no tutors."""
    counts = pd.Series(dtype="int64") if found is None else found["meeting"].value_counts()
    every = [int(counts.get(meeting, 0)) for meeting in by_meeting["meeting"]]
    return by_meeting.assign(guests=pd.Series(every, by_meeting.index, dtype="int64"))


def missed_in_a_row(states: pd.DataFrame | None) -> dict[str, int]:
    """How many of the last meetings a tutor was invited to and is marked for were missed, in a
    row and for whatever reason, up to now."""
    if states is None:
        return {}
    marked = states[states["state"].notna() & states["state"].ne(NOT_INVITED)]
    marked = marked.sort_values(["date", "meeting"])
    return {
        str(tutor): _run(reversed(list(group["state"]))) for tutor, group in marked.groupby("tutor")
    }


def _run(states: Iterable[str]) -> int:
    count = 0
    for state in states:
        if state in PRESENT:
            break
        count += 1
    return count
