"""The analytic note: what was to be done by when: plans, the road map, assignments."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sheets_sync.documents.grammar import capital
from sheets_sync.documents.note_basis import Note, Section, Values, digits
from sheets_sync.documents.sentences import (
    DAY,
    ITEM,
    STEP,
    TASK,
    Noun,
    counted,
    listed,
    nonzero,
    of,
    share,
)
from sheets_sync.figures.events import PLANS_NEEDS, ROADMAP_NEEDS, TASKS_NEEDS
from sheets_sync.figures.execution import execution
from sheets_sync.figures.rounding import natural, percent_text, whole
from sheets_sync.letters import stop
from sheets_sync.reading.frames import each
from sheets_sync.tables.kinds.sides import place_of_side


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of deeds is spoken of: `whose` in the genitive, `where` they all stand."""

    part: str
    noun: Noun
    whose: str
    where: str
    done: str


ROADMAP = Kind("roadmap", ITEM, "дорожной карты", "В дорожной карте", "выполнено")
PLANS = Kind("plans", STEP, "индивидуальных планов", "В индивидуальных планах", "выполнено")
TASKS = Kind("tasks", TASK, "совещаний", "В протоколах совещаний", "исполнено")
KINDS = (ROADMAP, PLANS, TASKS)


def _plans(note: Note) -> Values:
    events = note.facts.plans
    assert events is not None
    paragraphs = [_told(note, events, PLANS)]
    late = events.loc[events["overdue"].eq(1), "tutor"]
    if len(late) and (names := note.tutors(late)):
        who = "тьютора" if late.nunique() == 1 else "тьюторов"
        paragraphs.append(stop(f"Просроченные мероприятия есть у {who}{names}"))
    needs = sorted(each(execution(events, ["need"])), key=lambda r: (-r.total, r.need))
    rows = [*((r.need, r) for r in needs), *(("Всего", r) for r in each(execution(events, [])))]
    return {
        "абзацы": paragraphs,
        "дефициты": [_need(name, row) for name, row in rows] if needs else [],
    }


PLANS_SECTION = Section("планы", "Индивидуальные планы работы с педагогами", PLANS_NEEDS, _plans)


def _need(name: str, row: Any) -> Values:
    return {
        "дефицит": name,
        "выявлено": whole(row.total),
        "закрыто": whole(row.done),
        "доля": share(row.done, row.total),
        "частично": whole(row.partial),
        "просрочено": whole(row.overdue),
    }


def _told(note: Note, events: pd.DataFrame, kind: Kind) -> str:
    """How much there was to do, was due, is done and is late."""
    (row,) = each(execution(events, []))
    if not row.total:
        when = "" if note.whole_year else " со сроком исполнения в этот период"
        return f"{capital(kind.noun[2])} {kind.whose}{when} нет."
    parts = [
        nonzero(row.partial, f"{kind.done} частично — {whole(row.partial)}"),
        nonzero(row.late, f"{kind.done} позже срока — {whole(row.late)}"),
    ]
    aside = capital(listed(parts))
    said = (_all(note, row.total, kind), _due(row, kind), aside, _overdue(row))
    return " ".join(stop(one) for one in said if one)


def _all(note: Note, total: int, kind: Kind) -> str:
    if note.whole_year:
        return f"{kind.where} {counted(total, kind.noun)}"
    return f"На этот период приходится срок исполнения {of(total, kind.noun)} {kind.whose}"


def _due(row: Any, kind: Kind) -> str:
    if not row.due:
        return "Срок ещё не наступил"
    if not row.due_done:
        return f"Срок наступил у {of(row.due, kind.noun)}, пока ничего не {kind.done}"
    if row.due == row.total:
        return f"{capital(kind.done)} {_part(row)}"
    among = "" if row.due == 1 else "из них "
    return f"Срок наступил у {of(row.due, kind.noun)}, {among}{kind.done} {_part(row)}"


def _part(row: Any) -> str:
    """«14 (60,9 %)», N stands in the sentence."""
    return f"{whole(row.due_done)} ({percent_text(row.due_done, row.due)})"


def _overdue(row: Any) -> str:
    if not row.overdue:
        return "Просроченного нет" if row.due else ""
    return f"Просрочено {whole(row.overdue)}, дольше всего — {counted(row.days, DAY)}"


def _roadmap(note: Note) -> Values:
    events = note.facts.roadmap
    assert events is not None
    sections = sorted(
        each(note.figures["roadmap"]), key=lambda r: (not r.section, natural(r.section))
    )
    sides = sorted(
        each(note.figures["roadmap_by_executor"]), key=lambda r: place_of_side(r.executor)
    )
    named = [(note.side(row.executor), row) for row in sides]
    total = [("Всего", row) for row in each(execution(events, []))] if sections else []
    return {
        "абзацы": [_told(note, events, ROADMAP)],
        "разделы": [
            _deed(name, row) for name, row in [*((_section(r), r) for r in sections), *total]
        ],
        "стороны": [_deed(name, row) for name, row in [*named, *total]],
        "просрочено": [_late_item(note, row) for row in _late(note, "roadmap")],
    }


ROADMAP_SECTION = Section("карта", "Дорожная карта поддержки ШНОР", ROADMAP_NEEDS, _roadmap)


def _section(row: Any) -> str:
    return row.section or "без раздела"


def _deed(name: str, row: Any) -> Values:
    return {
        "название": name,
        "всего": whole(row.total),
        "срок_наступил": whole(row.due),
        "выполнено": whole(row.due_done),
        "доля": share(row.due_done, row.due),
        "просрочено": whole(row.overdue),
    }


def _late(note: Note, table: str) -> Iterator[Any]:
    """The overdue rows, the longest delay first."""
    events: pd.DataFrame = getattr(note.facts, table)
    late = events[events["overdue"].eq(1)].sort_values("days", ascending=False, kind="stable")
    return each(note.behind(table, late))


def _late_item(note: Note, row: Any) -> Values:
    return {
        "номер": row.number,
        "мероприятие": row.activity,
        "ответственный": row.responsible,
        "сторона": note.side(row.executor),
        "срок": digits(row.date),
        "дней": whole(row.days),
    }


def _tasks(note: Note) -> Values:
    events = note.facts.tasks
    assert events is not None
    return {
        "абзацы": [_told(note, events, TASKS)],
        "просрочено": [_late_task(row) for row in _late(note, "tasks")],
    }


TASKS_SECTION = Section("поручения", "Поручения совещаний", TASKS_NEEDS, _tasks)


def _late_task(row: Any) -> Values:
    return {
        "основание": source_of_task(row),
        "поручение": row.task,
        "ответственный": row.responsible,
        "срок": digits(row.date),
        "дней": whole(row.days),
    }


def source_of_task(row: Any) -> str:
    """«С-03, п. 2.1»."""
    return f"{row.meeting}, п. {row.item}" if row.item else str(row.meeting)


def deeds_in_short(note: Note) -> Iterator[str]:
    """The conclusions about the road map, plans and assignments."""
    for kind in KINDS:
        events = getattr(note.facts, kind.part)
        if events is None or not events["due"].sum():
            continue
        (row,) = each(execution(events, []))
        late = f"; просрочено {whole(row.overdue)}" if row.overdue else ""
        due = f"{of(row.due, kind.noun)} {kind.whose}"
        if row.due_done:
            which = "которого" if row.due == 1 else "которых"
            yield f"Из {due}, срок {which} наступил, {kind.done} {_part(row)}{late}."
        else:
            yield f"Срок наступил у {due}, пока ничего не {kind.done}{late}."
