"""What the schedule and the journal say of the first half-year, faulty rows left out."""

from dataclasses import dataclass
from datetime import date

from sheets_sync.samples.demo.faults import Planter
from sheets_sync.samples.demo.journals import OWN
from sheets_sync.samples.demo.sheets import Row
from sheets_sync.samples.demo.town import TUTORS
from sheets_sync.samples.demo.visits import Consultation, Visit
from sheets_sync.samples.demo.world import World
from sheets_sync.tables.consultations import JOURNAL, SCHEDULE

_FIRST, _LAST = date(2020, 9, 1), date(2020, 12, 31)
_HERE = ("присутствовал", "дистанционно", "опоздал")
_BOOK = "Консультации.xlsx"


@dataclass(frozen=True, slots=True)
class Work:
    """A tutor's half-year: consultations held and unplanned, different teachers and schools."""

    consultations: int
    teachers: int
    schools: int


def first_half(world: World, planter: Planter) -> dict[str, Work]:
    """The tutors' work by their codes, as it can be counted in the sheets."""
    schedule = planter.tab(_BOOK, "График")
    lost = schedule.lost(SCHEDULE)
    meant = zip(schedule.sheet.rows, world.consultations, strict=True)
    held = [c for row, c in meant if row not in lost and _was_held(c)]
    visits = _visits(world, planter)
    return {tutor.code: _work(tutor.code, held, visits) for tutor in TUTORS}


def _was_held(consultation: Consultation) -> bool:
    return consultation.status == "проведена" and _FIRST <= consultation.effective <= _LAST


def _visits(world: World, planter: Planter) -> list[Visit]:
    """The visits of the half-year that count."""
    books = [_BOOK, *(f"тьюторы/Журнал {name}.xlsx" for name in OWN.values())]
    lost: list[Row] = [r for b in books for r in planter.tab(b, "Журнал").lost(JOURNAL)]
    gone = {id(row.group) for row in lost}
    return [
        visit
        for visit in world.visits
        if id(visit) not in gone and _FIRST <= visit.day <= _LAST and visit.mark in _HERE
    ]


def _work(code: str, held: list[Consultation], visits: list[Visit]) -> Work:
    own = [visit for visit in visits if visit.tutor.code == code]
    unplanned = {visit.day for visit in own if visit.consultation is None}
    return Work(
        sum(consultation.tutor.code == code for consultation in held) + len(unplanned),
        len({visit.teacher.short for visit in own if visit.teacher}),
        len({visit.school for visit in own}),
    )
