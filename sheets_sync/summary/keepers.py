"""Who answers for a school: its curator at the centre, the tutors it is attached to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.reading.frames import each
from sheets_sync.summary.view import View


@dataclass(frozen=True, slots=True)
class Keepers:
    """«Куратор ИМЦ» by school, and the tutors who have it among «Закреплённые школы», by name."""

    curators: Mapping[str, str]
    attached: Mapping[str, Sequence[str]]

    def of(self, schools: Iterable[str]) -> list[str]:
        """Who answers for these schools: curators, and where a school has none its tutors."""
        found: dict[str, None] = {}
        for school in dict.fromkeys(schools):
            named = self.curators.get(school)
            found |= dict.fromkeys([named] if named else self.attached.get(school, ()))
        return list(found)


def keepers(view: View) -> Keepers:
    """Who answers for each school, looked for once for all of them."""
    return Keepers(_curators(view), _attached(view))


def _curators(view: View) -> dict[str, str]:
    """Of a school that is there twice the first row that names somebody."""
    schools = view.analysis.counted["schools"].every
    if "curator" not in schools:
        return {}
    named = schools.dropna(subset=["code", "curator"]).drop_duplicates("code")
    return {row.code: str(row.curator) for row in each(named)}


def _attached(view: View) -> dict[str, list[str]]:
    tutors = view.rows("tutors")
    if "attached" not in tutors:
        return {}
    found: dict[str, list[str]] = {}
    for row in each(tutors):
        for school in dict.fromkeys(row.attached or ()):
            found.setdefault(school, []).append(view.tutor(row.code))
    return {school: sorted(names) for school, names in found.items()}
