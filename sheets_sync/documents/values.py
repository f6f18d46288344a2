"""Values that every document has: the organisation, the day, who signs."""

from typing import Any

from sheets_sync.analysis import Analysis
from sheets_sync.documents.grammar import day_in_words
from sheets_sync.documents.persons import Directory, Person


def common(analysis: Analysis) -> dict[str, Any]:
    """The values every document has: the tags of COMMON."""
    people = Directory(analysis)
    workspace = analysis.workspace
    settings = workspace.documents
    return {
        "организация": settings.organisation or workspace.organisation,
        "организация_кратко": workspace.organisation or settings.organisation,
        "город": settings.city,
        "сообщество": settings.community,
        "учебный_год": str(analysis.year),
        "сегодня": day_in_words(analysis.today),
        "данные_на": f"{analysis.today:%d.%m.%Y}",
        "руководитель": person_values(people.person(settings.head)) if settings.head else None,
    }


def person_values(person: Person | None) -> dict[str, str] | None:
    """A person under the names of the tags; None for nobody."""
    if person is None:
        return None
    return {
        "имя": person.name,
        "должность": person.post,
        "подпись": person.signed or person.name,
        "полностью": person.full,
    }
