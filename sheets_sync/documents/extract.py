"""The extract from a record for one responsible person."""

from typing import Any

from sheets_sync.analysis import Analysis
from sheets_sync.documents.agenda import loose_tasks, questions_of
from sheets_sync.documents.decisions import Decision
from sheets_sync.documents.meeting_facts import Meeting
from sheets_sync.documents.persons import Directory
from sheets_sync.documents.subject import Part, Request, Subject
from sheets_sync.documents.tag_names import DECISION, Tag
from sheets_sync.errors import UsageError
from sheets_sync.letters import clean, fold
from sheets_sync.tables.kinds.people import several, split_person


def person_extract(analysis: Analysis, person: str, request: Request) -> Part:
    """The decisions of --meeting for which a person answers, with their questions."""
    if "meeting" not in request.options:
        raise UsageError("Выписке нужно совещание: --meeting С-01")
    meeting = Meeting.find(analysis, request.options["meeting"])
    questions, _ = questions_of(meeting)
    found: list[dict[str, Any]] = [
        {"номер": q.order, "вопрос": q.text, "решили": own}
        for q in questions
        if (own := _of(person, q.decisions))
    ]
    if own := _of(person, loose_tasks(meeting, questions)):
        found.append({"номер": len(questions) + 1, "вопрос": "Поручения", "решили": own})
    if not found:
        everything = [d for q in questions for d in q.decisions]
        raise UsageError(_nobody(person, [*everything, *loose_tasks(meeting, questions)]))
    named = str(found[0]["решили"][0]["ответственный"])
    shown = person if several(named) else named
    return Part({"выписка": {"кому": shown, "вопросы": found}})


def tutor_extract(analysis: Analysis, tutor: str, request: Request) -> Part:
    """The same for a tutor named by code."""
    person = Directory(analysis).tutor(tutor)
    return person_extract(analysis, person.short, request)


def _of(person: str, decisions: Any) -> list[dict[str, str]]:
    return [
        {
            "номер": one.number,
            "текст": one.text,
            "ответственный": one.responsible,
            "срок": one.due,
            "статус": one.status,
        }
        for one in decisions
        if _answers(person, one.responsible)
    ]


def _answers(person: str, responsible: str) -> bool:
    """Whether a person is named as responsible, alone or among others; a group is nobody."""
    wanted = split_person(person)
    if wanted is None:
        return fold(person) == fold(responsible)
    for part in responsible.replace(";", ",").split(","):
        named = split_person(clean(part))
        if named and fold(named[0]) == fold(wanted[0]) and _same(named[1], wanted[1]):
            return True
    return False


def _same(one: str, other: str) -> bool:
    """Whether initials agree, as far as both are there."""
    return not one or not other or one.startswith(other) or other.startswith(one)


def _nobody(person: str, decisions: list[Decision]) -> str:
    who = sorted({one.responsible for one in decisions if one.responsible})
    there = f"; есть за кем: {', '.join(who)}" if who else ""
    return f"За «{person}» в этом протоколе нет решений{there}"


EXTRACT = Subject(
    "Выписка из протокола",
    (
        Tag(
            "выписка",
            "решения одного ответственного",
            (
                Tag("кому", "ответственный"),
                Tag(
                    "вопросы",
                    "вопросы, по которым он отвечает",
                    (
                        Tag("номер", "номер вопроса"),
                        Tag("вопрос", "вопрос"),
                        Tag("решили", "его решения", DECISION, many=True),
                    ),
                    many=True,
                ),
            ),
        ),
    ),
    {"person": person_extract, "tutor": tutor_extract},
)
