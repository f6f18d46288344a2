"""A letter: to whom, about what, in the wording of the workspace."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sheets_sync.analysis import Analysis
from sheets_sync.documents.grammar import day_and_month, joined
from sheets_sync.documents.reminders.addressees import Addressee, key_of
from sheets_sync.documents.reminders.said import deed, sheets, to_know
from sheets_sync.documents.reminders.wording import Wording
from sheets_sync.duties.duty import Duty, Person, Subject
from sheets_sync.duties.staff import Staff
from sheets_sync.letters import clean, fold, plural
from sheets_sync.reading.frames import by_code
from sheets_sync.tables.kinds.people import readings_of


@dataclass(frozen=True, slots=True)
class Letter:
    """What is told to a person."""

    to: Addressee
    subject: str
    text: str


class LetterWriter:
    """Writes letters from one analysis in one wording."""

    def __init__(self, analysis: Analysis, wording: Wording) -> None:
        self._analysis, self._wording = analysis, wording
        self._lists = _lists(analysis)
        tutors = by_code(analysis.shelf.records["tutors"].every)
        self._tutors = tutors[["first_name", "patronymic"]].fillna("").to_dict("index")

    def letter(self, to: Addressee) -> Letter:
        """The letter to a person. Raises UsageError for a wrong wording."""
        today, workspace = self._analysis.today, self._analysis.workspace
        deeds = [duty for duty in to.duties if duty.subject is not Subject.MEND]
        to_mend = [duty for duty in to.duties if duty.subject is Subject.MEND]
        values: dict[str, Any] = {
            "имя": to.person.name,
            "обращение": self._called(to.person),
            "организация": clean(workspace.organisation or workspace.documents.organisation),
            "сегодня": day_and_month(today),
            "коротко": _in_short(deeds, to_mend),
            "просрочено": [deed(duty, self._analysis) for duty in deeds if duty.late],
            "ближайшее": [deed(duty, self._analysis) for duty in deeds if not duty.late],
            "исправить": sheets(to_mend),
            "одним_списком": self._lists.get(to.key, ""),
            "к_сведению": [to_know(problem) for problem in to.to_know],
        }
        return Letter(to, *self._wording.fill(values))

    def _called(self, person: Person) -> str:
        """«Анна Петровна» of a tutor, or where a name is written in full; «коллеги» of a group."""
        if known := self._tutors.get(person.code):
            return clean(f"{known['first_name']} {known['patronymic']}")
        name = next(readings_of(person.name), None)
        if not (name and name.first):
            return "" if person.name in self._analysis.workspace.owners.values() else "коллеги"
        words = {fold(word): word for word in person.name.split()}
        in_full = [words.get(part, "") for part in (name.first, name.patronymic) if len(part) > 1]
        return " ".join(in_full) if len(in_full) > 1 and all(in_full) else ""


def _lists(analysis: Analysis) -> dict[str, str]:
    """By person what opens the rows of the summary that are all theirs, and nobody else's; a
    summary without names has their code."""
    views, staff = analysis.views, Staff(analysis)
    found: dict[str, set[str]] = {}
    for problem in analysis.problems if views else ():
        for person in staff.owner(problem) if problem.mend else ():
            link = views.get(problem.owner or "") or views.get(person.code) or ""
            found.setdefault(key_of(person), set()).add(link)
    return {key: links.pop() for key, links in found.items() if len(links) == 1}


def _in_short(deeds: Iterable[Duty], to_mend: Iterable[Duty]) -> str:
    """«2 дела и 3 замечания»."""
    counts = {
        ("дело", "дела", "дел"): len(list(deeds)),
        ("замечание", "замечания", "замечаний"): sum(duty.size for duty in to_mend),
    }
    return joined([plural(n, *words) for words, n in counts.items() if n])
