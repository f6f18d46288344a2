"""One document, or one for each: template and request → a Word file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sheets_sync.analysis import Analysis
from sheets_sync.documents.analytic_note import NOTE
from sheets_sync.documents.days import PERIOD
from sheets_sync.documents.extract import EXTRACT
from sheets_sync.documents.filling import fill, names_in
from sheets_sync.documents.meeting_record import MEETING
from sheets_sync.documents.one_school import SCHOOL
from sheets_sync.documents.one_tutor import TUTOR_CARD
from sheets_sync.documents.road_report import ROAD
from sheets_sync.documents.shelf import Template
from sheets_sync.documents.sign_up import SIGN_UP
from sheets_sync.documents.subject import Part, Request, Subject
from sheets_sync.documents.tag_names import GENERAL, check_tags
from sheets_sync.documents.timetable import TIMETABLE
from sheets_sync.documents.values import common
from sheets_sync.errors import UsageError

SUBJECTS: tuple[Subject, ...] = (
    MEETING,
    PERIOD,
    NOTE,
    ROAD,
    TIMETABLE,
    SIGN_UP,
    EXTRACT,
    SCHOOL,
    TUTOR_CARD,
)
"""What documents can be about. A template needs the subjects whose tags it names."""
EXAMPLES = {
    "meeting": "С-01",
    "tutor": "Т-07",
    "school": "Ш-44",
    "month": "2021-02",
    "half": "I",
    "person": '"Орехова Н.В."',
    "consultation": "К-014",
}
"""The options with a value to show."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document: its bytes, and what was left open."""

    content: bytes
    open: tuple[str, ...]


def needs(template: Template) -> list[Subject]:
    """The subjects a template is about."""
    named = names_in(template.file)
    return [subject for subject in SUBJECTS if subject.names & named]


def make(analysis: Analysis, template: Template, request: Request) -> Made:
    """Fill a template. Raises UsageError, naming what is missing, unknown or still open."""
    subjects = needs(template)
    parts = [_part(analysis, template, subject, request) for subject in subjects]
    _refuse_unused(template, subjects, request)
    blocking = [said for part in parts for said in part.blocking]
    if blocking and not request.draft:
        raise UsageError(_refusal(template, blocking))
    left = (*blocking, *(said for part in parts for said in part.warnings))
    values = general(analysis, request.draft, left)
    for part in parts:
        values |= part.values
    tags = (*GENERAL, *(tag for subject in subjects for tag in subject.tags))
    return Made(fill(template.file, values, lambda source: check_tags(source, tags)), left)


def general(analysis: Analysis, draft: bool, left: Sequence[str]) -> dict[str, Any]:
    """What every document may say; `left` is what is open in it."""
    opened = list(left) if draft else []
    return common(analysis) | {"проект": draft, "открытое": opened, "открыто": len(opened)}


def _part(analysis: Analysis, template: Template, subject: Subject, request: Request) -> Part:
    given = [name for name in subject.builds if name in request.options]
    if not given and subject.otherwise:
        return subject.otherwise(analysis, "", request)
    if not given:
        wanted = " или ".join(f"--{name} {EXAMPLES[name]}" for name in subject.builds)
        raise UsageError(f"Шаблону «{template.name}» нужно: {wanted}")
    if len(given) > 1:
        raise UsageError(f"Укажите что-то одно: {' или '.join(f'--{name}' for name in given)}")
    return subject.builds[given[0]](analysis, request.options[given[0]], request)


def _refuse_unused(template: Template, subjects: Sequence[Subject], request: Request) -> None:
    used = {name for subject in subjects for name in subject.builds}
    for name in request.options:
        if name not in used:
            raise UsageError(f"Шаблону «{template.name}» ключ --{name} не нужен: уберите его")


MOST = 5
"""How many open things a refusal names; --draft names all."""


def _refusal(template: Template, blocking: Sequence[str]) -> str:
    more = f" И ещё {len(blocking) - MOST}." if len(blocking) > MOST else ""
    said = " ".join(one if one.endswith(".") else f"{one}." for one in blocking[:MOST])
    return f"Документ «{template.name}» не готов: {said}{more} С ключом --draft он выйдет проектом."
