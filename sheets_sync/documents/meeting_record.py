"""The record of a meeting (протокол): values for its templates, and what keeps it open."""

from collections.abc import Iterator, Sequence
from typing import Any

from sheets_sync.analysis import Analysis
from sheets_sync.documents.agenda import Question, loose_tasks, open_tasks, questions_of
from sheets_sync.documents.decisions import Clash, Decision
from sheets_sync.documents.grammar import (
    clock,
    days_in_words,
    kind_of_meeting,
    people,
)
from sheets_sync.documents.meeting_facts import Meeting
from sheets_sync.documents.persons import Colleague, Person
from sheets_sync.documents.public import without_absentees
from sheets_sync.documents.subject import Part, Request, Subject
from sheets_sync.documents.tag_names import RECORD
from sheets_sync.documents.values import person_values
from sheets_sync.problems import Problem
from sheets_sync.tables.attendance import AGENDA, MEETINGS
from sheets_sync.tables.tasks import TASKS

LIST_ABOVE = 15
"""More people than these are named in an appendix: «список прилагается»."""
_GAPS = ("mark.missing", "register.no_column", "register.no_row", "mark.unknown")
_STRANGERS = ("mark.not_invited",)


def meeting_part(analysis: Analysis, code: str, request: Request) -> Part:
    """A meeting → the values of its record. Raises UsageError for a meeting that is not there."""
    meeting = Meeting.find(analysis, code)
    questions, clashes = questions_of(meeting)
    other = loose_tasks(meeting, questions)
    everything = [*(d for q in questions for d in q.decisions), *other]
    values = {
        "совещание": _meeting_values(meeting),
        "повестка": [_question_values(question) for question in questions],
        "решения": [_decision_values(decision) for decision in everything],
        "незакрытые_поручения": [_decision_values(decision) for decision in open_tasks(meeting)],
        "прочие_решения": [_decision_values(decision) for decision in other],
        **_attendance_values(meeting, request),
        "со_списком": request.with_list,
        "для_сайта": request.public,
    }
    said = tuple(_blocking(meeting)), tuple(_warnings(meeting, questions, clashes))
    part = Part(values, *said)
    return without_absentees(part, meeting) if request.public else part


MEETING = Subject("Совещание", RECORD, {"meeting": meeting_part})


def _meeting_values(meeting: Meeting) -> dict[str, Any]:
    row = meeting.row
    start = row.start[0] if row.start else None
    end = (row.start[1] if row.start else None) or (row.end[0] if row.end else None)
    chair = meeting.people.person(row.chair) if row.chair else _head(meeting)
    return {
        "код": row.code,
        "вид": row.kind,
        "вид_р": kind_of_meeting(row.kind),
        "тема": row.topic,
        "дата": days_in_words(meeting.days),
        "дата_цифрами": f"{meeting.day:%d.%m.%Y}",
        "время": clock(start) if start else "",
        "окончание": clock(end) if end else "",
        "место": row.place,
        "формат": row.format,
        "номер": row.number or "",
        "статус": row.status,
        "ещё_не_было": meeting.to_come,
        "председатель": person_values(chair),
        "секретарь": person_values(meeting.people.person(row.secretary) if row.secretary else None),
        "приглашены": list(meeting.streams) if row.invited else [],
    }


def _head(meeting: Meeting) -> Person | None:
    head = meeting.analysis.workspace.documents.head
    return meeting.people.person(head) if head else None


def _question_values(question: Question) -> dict[str, Any]:
    speaker = question.speaker
    return {
        "номер": question.order,
        "вопрос": question.text,
        "разное": question.misc,
        "докладчик": person_values(speaker),
        "группа": bool(speaker and speaker.group),
        "вступление": question.lead,
        "рассказ": question.told,
        "слушали": [text for text in question.paragraphs if text],
        "далее": list(question.paragraphs[1:]),
        "выступили": list(question.spoke),
        "решили": [_decision_values(decision) for decision in question.decisions],
        "приложение": question.appendix,
    }


def _decision_values(decision: Decision) -> dict[str, str]:
    return {
        "номер": decision.number,
        "текст": decision.text,
        "ответственный": decision.responsible,
        "срок": decision.due,
        "статус": decision.status,
    }


def _attendance_values(meeting: Meeting, request: Request) -> dict[str, Any]:
    present = meeting.present
    absent = sum(map(len, meeting.absent.values()))
    listed = [_colleague_values(n, person) for n, person in enumerate(present, 1)]
    groups = [
        {"направление": stream, "люди": [_named(p) for p in found]}
        for stream, found in meeting.absent.items()
    ]
    invited = [_colleague_values(n, meeting.people.tutors[t]) for n, t in _invited(meeting)]
    return {
        "присутствовало": len(present),
        "присутствовали": people(len(present)),
        "список_присутствовавших": listed,
        "списком": len(present) > LIST_ABOVE,
        "отсутствовало": absent,
        "отсутствовали": people(absent),
        "отсутствовавшие": [] if request.public else groups,
        "не_отмечено": len(meeting.unmarked),
        "приглашённые_тьюторы": invited,
        "приглашённые": [person_values(guest) for guest in meeting.guests],
    }


def _invited(meeting: Meeting) -> Iterator[tuple[int, str]]:
    return enumerate(meeting.states["tutor"], 1)


def _colleague_values(number: int, person: Colleague) -> dict[str, Any]:
    return {
        "номер": number,
        "имя": person.full,
        "кратко": person.short,
        "должность": person.post,
        "школа": person.school,
    }


def _named(person: Colleague) -> str:
    """«Белозёрова М.О., учитель русского языка МБОУ СОШ № 44»."""
    return f"{person.short}, {person.at_school}"


def _blocking(meeting: Meeting) -> Iterator[str]:
    """Marks that are missing and marks of people who were not invited, cell by cell."""
    if meeting.row.status in ("отменено", "перенесено"):
        yield f"совещание {meeting.row.code} {meeting.row.status}"
        return
    if meeting.to_come:
        yield f"совещание ещё не состоялось: {meeting.day:%d.%m.%Y}"
        return
    found = [p for p in meeting.analysis.every_problem if _about(meeting, p)]
    yield from (problem.sentence() for problem in found)
    told = {p.check for p in found}
    if meeting.unmarked and not told & set(_GAPS):
        names = ", ".join(person.short for person in meeting.unmarked)
        yield f"явка не отмечена: {names}"


def _about(meeting: Meeting, problem: Problem) -> bool:
    """Whether a problem of the register is about this meeting's column or its invited people."""
    register = meeting.analysis.counted["register"]
    if problem.place not in [origin.place for origin in register.origins]:
        return False
    if problem.cell is None:
        lacking = {
            "register.no_column": [meeting.row.code],
            "register.no_row": list(meeting.states["tutor"]),
        }
        return problem.about in lacking.get(problem.check, ())
    columns = {
        (register.origins[number].place, column)
        for (number, code), column in register.heads.items()
        if code == meeting.row.code
    }
    return (problem.place, problem.cell.column) in columns


DECIDED = AGENDA.head("decided")


def _warnings(
    meeting: Meeting, questions: Sequence[Question], clashes: Sequence[Clash]
) -> Iterator[str]:
    agenda, tasks = (meeting.analysis.counted[name] for name in ("agenda", "tasks"))
    if not questions:
        yield f"у совещания {meeting.row.code} нет повестки: заполните лист {AGENDA.sheet}"
    for question in questions:
        if not question.misc and not question.decisions:
            cell = agenda.ref(question.key, "decided")
            where = f", {cell.a1}" if cell else ""
            yield f"лист {AGENDA.sheet}{where}: вопрос {question.order} без решения ({DECIDED})"
    for clash in clashes:
        one, other = agenda.ref(clash.agenda, "decided"), tasks.ref(clash.task, "task")
        yield (
            f"пункт {clash.number}: {DECIDED} (лист {AGENDA.sheet}, {one.a1 if one else '—'}) и "
            f"поручение (лист {TASKS.sheet}, {other.a1 if other else '—'}) расходятся"
        )
    if not meeting.row.chair and not meeting.analysis.workspace.documents.head:
        chair = MEETINGS.head("chair")
        yield f"некому подписать: заполните {chair} или head в [documents]"
