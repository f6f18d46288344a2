"""The extract from a record for one responsible person."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
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
from sheets_sync.tables.kinds.people import BETWEEN, several, split_person

Name = tuple[str, str]
"""A surname and its initials, which may be missing."""


def person_extract(analysis: Analysis, person: str, request: Request) -> Part:
    """The decisions of --meeting for which a person answers, with their questions."""
    if "meeting" not in request.options:
        raise UsageError("Выписке нужно совещание: --meeting С-01")
    meeting = Meeting.find(analysis, request.options["meeting"])
    questions, _ = questions_of(meeting)
    loose = loose_tasks(meeting, questions)
    everything = [*(d for q in questions for d in q.decisions), *loose]
    person = meeting.people.person(person).name  # a code is a name too
    _refuse_namesakes(person, everything, meeting.people)

    def answers(responsible: str) -> bool:
        return _answers(person, responsible, meeting.people)

    found: list[dict[str, Any]] = [
        {"номер": q.order, "вопрос": q.text, "решили": own}
        for q in questions
        if (own := _of(answers, q.decisions))
    ]
    if own := _of(answers, loose):
        found.append({"номер": len(questions) + 1, "вопрос": "Поручения", "решили": own})
    if not found:
        raise UsageError(_nobody(person, everything))
    named = str(found[0]["решили"][0]["ответственный"])
    alone = split_person(named) is not None and not several(named)
    shown = named if alone else person
    return Part({"выписка": {"кому": shown, "вопросы": found}})


def tutor_extract(analysis: Analysis, tutor: str, request: Request) -> Part:
    """The same for a tutor named by code."""
    person = Directory(analysis).tutor(tutor)
    return person_extract(analysis, person.short, request)


def _of(answers: Callable[[str], bool], decisions: Iterable[Decision]) -> list[dict[str, str]]:
    return [
        {
            "номер": one.number,
            "текст": one.text,
            "ответственный": one.responsible,
            "срок": one.due,
            "статус": one.status,
        }
        for one in decisions
        if answers(one.responsible)
    ]


def _answers(person: str, responsible: str, people: Directory) -> bool:
    """Whether a person is named as responsible, alone or among others; a group is nobody."""
    if split_person(person) is None:
        return fold(person) == fold(responsible)
    return any(_alike(person, responsible, people))


def _alike(person: str, responsible: str, people: Directory) -> Iterator[Name]:
    """Those of a cell who may be the person: the same surname, initials that agree."""
    wanted = split_person(person)
    for part in filter(None, map(clean, BETWEEN.split(responsible))):
        named = split_person(people.person(part).name)
        if named and wanted and fold(named[0]) == fold(wanted[0]) and _same(named[1], wanted[1]):
            yield named


def _refuse_namesakes(person: str, decisions: Iterable[Decision], people: Directory) -> None:
    """Two people of one surname are never one extract."""
    found = sorted({name for one in decisions for name in _alike(person, one.responsible, people)})
    if any(not _same(one, other) for (_, one), (_, other) in combinations(found, 2)):
        who = ", ".join(" ".join(name).strip() for name in found)
        raise UsageError(f"«{person}» в этом протоколе не один человек: {who}; добавьте инициалы")


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
