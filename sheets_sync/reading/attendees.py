"""Lists of those present: which meeting a line is about, and the marks they give the register."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

import pandas as pd

from sheets_sync.letters import fold, fold_code
from sheets_sync.problems import Check, Fault, Problem, Severity
from sheets_sync.reading.frames import by_code, each, looked_up
from sheets_sync.reading.meeting_heads import Heads
from sheets_sync.reading.records import SHEET_ROWS, Origin, Records
from sheets_sync.reading.register import best_of_days
from sheets_sync.reading.several_days import running
from sheets_sync.tables.attendance import MEETINGS
from sheets_sync.tables.attendees import ATTENDEES
from sheets_sync.tables.kinds.text import show

CAME = "присутствовал"
"""What a list without marks says of everybody on it."""
_NAMED = re.compile(
    r"\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|\d{4}-\d{2}-\d{2}|\d{1,2} [а-я]{3,}(?: \d{4})?"
    r"|\b[а-яa-z]{1,3}[-– ]?\d{1,4}\b"
)


def with_meetings(
    found: Records, problems: list[Problem], heads: Heads, tutors: Records
) -> tuple[Records, list[Problem]]:
    """The lines of every list with their meeting: as the line says, else the tab's title or the
    lines above its header, else the day of the stamp. A line of no meeting does not count."""
    frame = found.frame.copy()
    for origin in found.origins:
        home, own = _home(origin, heads), frame.index.isin(origin.keys)
        bare = [k for k in frame.index[own & frame["meeting"].isna()] if not _said(found, k)]
        days = [heads.meeting(day.date(), False).value if pd.notna(day) else None
                for day in frame.loc[bare, "stamp"]]  # fmt: skip
        frame.loc[bare, "meeting"] = [home or day for day in days]
    found = replace(found, frame=frame)
    lost = set(frame.index[frame["meeting"].isna()])
    told = {p.row[1] for p in problems if p.row and p.row[1] in lost and _of_meeting(p, found)}
    kept = [replace(p, rejects=True) if p.row and p.row[1] in told else p for p in problems]
    nameless = found.problems(sorted(lost - told), "person", _NO_MEETING, rejects=True)
    return found, [*kept, *nameless, *_other_schools(found, tutors)]


def _said(found: Records, key: int) -> bool:
    return bool(found.value(int(key), "meeting"))


def _of_meeting(problem: Problem, found: Records) -> bool:
    assert problem.row
    at = found.ref(problem.row[1], "meeting")
    return problem.severity is Severity.ERROR and problem.cell == at


_NO_MEETING = Fault.of(
    Check.ATTENDEE_NO_MEETING,
    "не сказано, какое это совещание",
    f"впишите код или дату с листа {MEETINGS.sheet} в столбец {ATTENDEES.head('meeting')}, в "
    "название листа или над таблицей",
)


def _home(origin: Origin, heads: Heads) -> str | None:
    """The one meeting that a tab's title names, else the lines above its header."""
    above = [
        raw
        for row in range(1, origin.header.first)
        for raw in origin.tab.row(row)
        if raw is not None
    ]
    for texts in ([origin.place.tab], above):
        named = {code for raw in texts for code in _named(raw, heads)}
        if len(named) == 1:
            return named.pop()
    return None


def _named(raw: object, heads: Heads) -> Iterator[str]:
    """The meetings whose code or date stands in a text."""
    text = fold(show(raw))  # type: ignore[arg-type]
    for part in (text, *_NAMED.findall(text)):
        if code := heads.meeting(part, False).value:
            yield code


def _other_schools(found: Records, tutors: Records) -> Iterator[Problem]:
    """A tutor's surname and initials beside another school: whoever it is, it is not said."""
    people = by_code(tutors.frame)
    here = found.frame["person"].isin(people.index) & found.frame["school"].notna()
    for row in each(found.frame[here]):
        tutor, typed = people.loc[row.person], fold_code(found.value(int(row.Index), "person"))
        sure = (fold_code(row.person), fold_code(tutor["first_name"] or row.person))
        if tutor["school"] not in (None, row.school) and not any(s in typed for s in sure):
            said = f"тьютор с таким именем ({row.person}) работает в другой школе"
            fix = "впишите полное имя или код, если это тьютор; другого человека — полным именем"
            fault = Fault.of(Check.ATTENDEE_OTHER_SCHOOL, said, fix)
            yield found.problem(int(row.Index), "school", fault, rejects=True)


def fed_by(
    register: Records, lists: Records, meetings: Records, tutors: Collection[str]
) -> Records:
    """The register with what the lists say of tutors, as rows and marks of further tabs of it."""
    if lists.loading:
        return replace(register, usable=False, loading=True)
    if not (lists.usable and (register.usable or not register.origins)):
        return register
    first = len(register.origins)
    rows = lists.frame[lists.frame["person"].isin(list(tutors)) & lists.frame["meeting"].notna()]
    more = pd.DataFrame(
        {"tutor": rows["person"], "school": rows["school"], "stream": None}
    ).set_axis(rows.index + first * SHEET_ROWS)
    marks = _marks(lists, rows)
    marks = _joined(register.marks, marks.assign(key=marks["key"] + first * SHEET_ROWS))
    frame = pd.concat([register.frame, more]) if first else more
    who = looked_up(marks["key"], frame["tutor"])
    origins = tuple(_as_register(origin, first) for origin in lists.origins)
    pairs = zip(rows.index // SHEET_ROWS, rows["meeting"], strict=True)
    listed = {(first + number, meeting): 0 for number, meeting in pairs}
    return replace(
        register,
        origins=register.origins + origins,
        frame=frame,
        usable=True,
        marks=best_of_days(marks, running(meetings), who),
        heads={**register.heads, **listed},
    )


def _joined(marks: pd.DataFrame | None, more: pd.DataFrame) -> pd.DataFrame:
    return more if marks is None or marks.empty else pd.concat([marks, more], ignore_index=True)


def _as_register(origin: Origin, first: int) -> Origin:
    names = {"person": "tutor", "school": "school"}
    columns = {names[n]: c for n, c in origin.header.columns.items() if n in names}
    header = replace(origin.header, columns=columns)
    return replace(origin, header=header, number=origin.number + first)


def _marks(lists: Records, rows: pd.DataFrame) -> pd.DataFrame:
    """Key, column, meeting and meaning of each line that says whether its person came."""
    said: list[tuple[int, int, str, str | None]] = []
    for row in each(rows):
        columns = lists.origin(row.Index).header.columns
        if "mark" not in columns:
            said.append((row.Index, columns["person"], row.meeting, CAME))
        elif lists.value(row.Index, "mark"):
            said.append((row.Index, columns["mark"], row.meeting, row.mark))
    return pd.DataFrame(said, columns=["key", "column", "meeting", "meaning"])


def guests(lists: Records, tutors: Collection[str]) -> pd.DataFrame:
    """Those who came to a meeting and are no tutors, each once: meeting, person, school; by the
    key of their line."""
    rows = lists.frame[lists.frame["meeting"].notna() & ~lists.frame["person"].isin(list(tutors))]
    marks = _marks(lists, rows).set_index("key")["meaning"]
    found = rows[["meeting", "person", "school"]].assign(meaning=marks.reindex(rows.index))
    return found.drop_duplicates(["meeting", "person", "school"])
