"""Who answers for a school: its curator at the centre, the tutors it is attached to."""

from collections.abc import Iterable

from sheets_sync.reading.frames import each
from sheets_sync.summary.view import View


def curator(view: View, school: str) -> str:
    """«Куратор ИМЦ» of a school; empty where nobody is named."""
    schools = view.analysis.counted["schools"].every
    if "curator" not in schools:
        return ""
    found = schools.loc[schools["code"].eq(school), "curator"].dropna()
    return str(found.iloc[0]) if len(found) else ""


def attached(view: View, school: str) -> list[str]:
    """The tutors who have a school among their «Закреплённые школы», by name."""
    tutors = view.rows("tutors")
    if "attached" not in tutors:
        return []
    return sorted(view.tutor(row.code) for row in each(tutors) if school in (row.attached or ()))


def keepers(view: View, schools: Iterable[str]) -> list[str]:
    """Who answers for these schools: curators, and where a school has none its tutors."""
    found: dict[str, None] = {}
    for school in dict.fromkeys(schools):
        named = curator(view, school)
        found |= dict.fromkeys([named] if named else attached(view, school))
    return list(found)
