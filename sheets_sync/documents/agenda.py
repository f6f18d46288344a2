"""The agenda of a meeting: each question with its speaker, what was heard, said and decided."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sheets_sync.analysis import Analysis
from sheets_sync.documents.decisions import Clash, Decision, decided
from sheets_sync.documents.grammar import tells_itself, to_ordinal, told
from sheets_sync.documents.meeting_facts import Meeting
from sheets_sync.documents.persons import Person
from sheets_sync.figures.execution import CANCELLED, DONE
from sheets_sync.letters import clean, fold
from sheets_sync.reading.frames import each
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.terms import TERM
from sheets_sync.tables.kinds.words import FLAG


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `heard` and `spoke` are paragraphs; `order` is its place in the record."""

    order: int
    text: str
    speaker: Person | None
    heard: Sequence[str]
    spoke: Sequence[str]
    appendix: str
    decisions: Sequence[Decision]
    key: int

    @property
    def misc(self) -> bool:
        """«Разное», which the text calls by no number."""
        return fold(self.text).strip(" .") == "разное"

    @property
    def lead(self) -> str:
        """«По первому вопросу», «В разном»."""
        return "В разном" if self.misc else f"По {to_ordinal(self.order)} вопросу"

    @property
    def told(self) -> str:
        """What follows `lead`: «Соколовская Ирина Павловна, директор рассказала о …»."""
        first = self.paragraphs[0]
        if self.misc or self.speaker is None:
            return first
        return _told_by(self.speaker, first)

    @property
    def paragraphs(self) -> Sequence[str]:
        """`heard`, at least one, the last with «(приложение)» where there is one."""
        *before, last = self.heard or ("",)
        if self.appendix:
            last = f"{last.rstrip('. ')} ({self.appendix}).".lstrip()
        return (*before, last)


def _told_by(speaker: Person, text: str) -> str:
    if speaker.group:
        return f"выступили {_inside(speaker.name)} {text}".strip()
    if tells_itself(text):
        comma = "," if speaker.post else ""
        return f"{speaker.full}{comma} {text}"
    if speaker.gender is None:
        return f"СЛУШАЛИ: {speaker.full} — {text}".rstrip(" —")
    return f"{speaker.full} {told(speaker.gender)} {text}".strip()


def _inside(group: str) -> str:
    """«Учителя-тьюторы по ВПР» inside a sentence; names of people keep their capital."""
    first, _, rest = group.partition(" ")
    is_name = re.match(r"[А-ЯЁ]\.", rest) or first.isupper()
    return group if is_name else group[:1].lower() + group[1:]


def questions_of(meeting: Meeting) -> tuple[list[Question], list[Clash]]:
    """The agenda of a meeting in the order of its numbers, and where it contradicts Поручения."""
    records = meeting.analysis.counted["agenda"]
    rows = [r for r in each(records.frame) if r.meeting == meeting.row.code]
    rows.sort(key=lambda row: (_number(row.number), row.Index))
    tasks = _tasks(meeting)
    found: list[Question] = []
    clashes: list[Clash] = []
    for order, row in enumerate(rows, 1):
        key = int(row.Index)
        own = [task for task in tasks if _belongs(task, row.number)]
        tasks = [task for task in tasks if task not in own]
        typed = records.value(key, "decided")
        decisions, differ = decided(str(order), key, typed, own, _terms_differ(meeting))
        clashes += differ
        speaker = meeting.people.person(row.speaker, row.post or "") if row.speaker else None
        found.append(
            Question(
                order,
                clean(row.question),
                speaker,
                paragraphs(records.value(key, "heard")),
                paragraphs(records.value(key, "spoke")),
                _appendix(row.appendix or ""),
                decisions,
                key,
            )
        )
    return found, clashes


def _appendix(typed: str) -> str:
    """«да», «+» → «приложение»; anything else as typed, without a capital."""
    text = clean(typed)
    if FLAG.read(text, Context(0)).value is True:
        return "приложение"
    return text[:1].lower() + text[1:]


def paragraphs(typed: str) -> list[str]:
    """A cell's own lines, none lost."""
    return [line for part in typed.splitlines() if (line := clean(part))]


@dataclass(frozen=True, slots=True)
class _Task:
    """A row of Поручения; `term` as typed, `end` its last day."""

    Index: int
    item: str
    task: str
    responsible: str
    term: str
    end: date | None
    status: str


def _tasks(meeting: Meeting) -> list[_Task]:
    return _tasks_of(meeting.analysis, {meeting.row.code})


def _tasks_of(analysis: Analysis, meetings: set[str]) -> list[_Task]:
    records = analysis.counted["tasks"]
    return [
        _Task(
            int(row.Index),
            clean(getattr(row, "item", None) or ""),
            clean(row.task),
            clean(row.responsible or ""),
            clean(records.value(int(row.Index), "due")),
            row.due.end if row.due is not None else None,
            row.status or "",
        )
        for row in each(records.frame)
        if row.meeting in meetings
    ]


def loose_tasks(meeting: Meeting, questions: Sequence[Question]) -> list[Decision]:
    """Assignments of the meeting whose Пункт is no question of its agenda, numbered on."""
    numbers = [q.order for q in questions]
    asked = {_number(row.number) for row in _rows(meeting)}
    left = [task for task in _tasks(meeting) if _number(task.item) not in asked or not task.item]
    start = max(numbers, default=0) + 1
    return [
        Decision(task.item or str(start + n), task.task, task.responsible, task.term, task.status)
        for n, task in enumerate(left)
    ]


def open_tasks(meeting: Meeting) -> list[Decision]:
    """Assignments of all meetings up to this one that are neither done nor cancelled."""
    days = {row.code: row.date for row in each(meeting.analysis.counted["meetings"].frame)}
    before = {code for code, day in days.items() if day <= meeting.row.date}
    closed = {*DONE, CANCELLED}
    return [
        Decision(task.item, task.task, task.responsible, task.term, task.status)
        for task in _tasks_of(meeting.analysis, before)
        if task.status not in closed
    ]


def _rows(meeting: Meeting) -> list[Any]:
    frame = meeting.analysis.counted["agenda"].frame
    return [row for row in each(frame) if row.meeting == meeting.row.code]


def _number(label: str | None) -> int:
    found = re.match(r"\s*(\d+)", label or "")
    return int(found[1]) if found else 10**6


def _belongs(task: _Task, number: str | None) -> bool:
    return bool(task.item) and _number(task.item) == _number(number)


_TERM_INSIDE = re.compile(r"\b(?:до|к|не позднее)\s+\d{1,2}[\s.][\w.]+(?:\s\d{4})?", re.IGNORECASE)


def _terms_differ(meeting: Meeting) -> Any:
    context = Context(meeting.analysis.year.start)

    def differ(text: str, task: _Task) -> bool:
        found = _TERM_INSIDE.search(text)
        span = TERM.read(found[0].rstrip("."), context).value if found else None
        return bool(span and span.end and task.end and span.end != task.end)

    return differ
