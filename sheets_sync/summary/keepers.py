"""Who answers for a school: its curator at the centre, the tutors it is attached to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from sheets_sync.reading.frames import each
from sheets_sync.summary.view import View

Key = TypeVar("Key", str, tuple[str, str])


@dataclass(frozen=True, slots=True)
class Keepers:
    """«Куратор ИМЦ» by school, and the tutors who have it among «Закреплённые школы» and work, by
    name; `teaching` are those by school and subject."""

    curators: Mapping[str, str]
    attached: Mapping[str, Sequence[str]]
    teaching: Mapping[tuple[str, str], Sequence[str]]

    def of(self, schools: Iterable[str]) -> list[str]:
        """Who answers for these schools: curators, and where a school has none its tutors."""
        found: dict[str, None] = {}
        for school in dict.fromkeys(schools):
            named = self.curators.get(school)
            found |= dict.fromkeys([named] if named else self.attached.get(school, ()))
        return list(found)


def keepers(view: View) -> Keepers:
    """Who answers for each school, looked for once for all of them."""
    pairs = list(_attached(view))
    return Keepers(
        _curators(view),
        _listed((school, name) for school, _, name in pairs),
        _listed(((school, subject), name) for school, subject, name in pairs),
    )


def _curators(view: View) -> dict[str, str]:
    """Of a school that is there twice the first row that names somebody."""
    schools = view.analysis.counted["schools"].every
    if "curator" not in schools:
        return {}
    named = schools.dropna(subset=["code", "curator"]).drop_duplicates("code")
    return {row.code: str(row.curator) for row in each(named)}


def _attached(view: View) -> Iterator[tuple[str, str, str]]:
    """School, subject and name of the tutors it is attached to who work on the report date."""
    tutors = view.rows("tutors")
    if "attached" not in tutors:
        return
    today = pd.Timestamp(view.analysis.today)
    for row in each(tutors[~tutors["until"].lt(today)]):
        for school in dict.fromkeys(row.attached or ()):
            yield school, row.subject, view.tutor(row.code)


def _listed(pairs: Iterable[tuple[Key, str]]) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = {}
    for key, name in pairs:
        found.setdefault(key, []).append(name)
    return {key: sorted(names) for key, names in found.items()}
