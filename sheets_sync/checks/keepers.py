"""Who answers for a school: its curator at the centre, the tutors it is attached to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import pandas as pd

from sheets_sync.reading.frames import each

Key = TypeVar("Key", str, tuple[str, str])


@dataclass(frozen=True, slots=True)
class Keepers:
    """«Куратор ИМЦ» by school, and the codes of the tutors who have it among «Закреплённые школы»
    and work, by name; `teaching` are those by school and subject."""

    curators: Mapping[str, str]
    attached: Mapping[str, Sequence[str]]
    teaching: Mapping[tuple[str, str], Sequence[str]]


def keepers(
    schools: pd.DataFrame, tutors: pd.DataFrame, names: Mapping[str, str], today: date
) -> Keepers:
    """Who answers for each school on a day, looked for once for all of them."""
    pairs = list(_attached(tutors, today))
    return Keepers(
        _curators(schools),
        _listed(((school, code) for school, _, code in pairs), names),
        _listed((((school, subject), code) for school, subject, code in pairs), names),
    )


def _curators(schools: pd.DataFrame) -> dict[str, str]:
    """Of a school that is there twice the first row that names somebody."""
    if "curator" not in schools:
        return {}
    named = schools.dropna(subset=["code", "curator"]).drop_duplicates("code")
    return {row.code: str(row.curator) for row in each(named)}


def _attached(tutors: pd.DataFrame, today: date) -> Iterator[tuple[str, str, str]]:
    """School, subject and code of the tutors it is attached to who work on the day."""
    if "attached" not in tutors:
        return
    working = tutors["code"].notna() & ~tutors["until"].lt(pd.Timestamp(today))
    for row in each(tutors[working]):
        for school in dict.fromkeys(row.attached or ()):
            yield school, row.subject, row.code


def _listed(pairs: Iterable[tuple[Key, str]], names: Mapping[str, str]) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = {}
    for key, code in pairs:
        found.setdefault(key, []).append(code)
    return {key: sorted(codes, key=lambda c: names.get(c, c)) for key, codes in found.items()}
