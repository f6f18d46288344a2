"""The tutors' individual plans with teachers of the schools with low results."""

import re
from datetime import date
from itertools import chain
from random import Random

from sheets_sync.samples.demo.hands import Hand, Typed, as_day
from sheets_sync.samples.demo.plan_words import DONE, GROUNDS, NEEDS, OPEN, Fate, Need
from sheets_sync.samples.demo.sheets import Blank, HeaderLine, Line, Row, Sheet, Title, columns_of
from sheets_sync.samples.demo.teachers import Teacher
from sheets_sync.samples.demo.town import NEVER_HELPED, RISK, TODAY, TUTOR, TUTORS, YEAR, Tutor
from sheets_sync.samples.demo.world import World
from sheets_sync.tables.reports import PLANS

_FOUND = {
    "методический": (10, 12),
    "предметный": (8, 7),
    "оценочный": (7, 5),
    "коммуникативный": (2, 3),
    "психолого-педагогический": (0, 7),
}
"""How often each kind of deficit was found: closed, not closed."""
_AT_RISK = 46
_AUTUMN = date(2020, 9, 1)
_DAY = re.compile(r"\d\d\.\d\d\.\d{4}")
_LAID_ASIDE = {("Ш-12", "химия"): "Т-20", ("Ш-23", "физика"): "Т-15"}
"""Who is to help where nobody has helped yet."""

Pair = tuple[Tutor, Teacher]


def plans(world: World, random: Random) -> Sheet:
    """The tab Индивидуальные планы, by tutors."""
    hand = Hand(random, 0.7)
    found = list(zip(_pairs(world, random), _courses(random), strict=True))
    found.sort(key=lambda plan: (plan[0][0].code, plan[0][1].school))
    rows = [Row(_plan(pair, *course, hand, random), pair[0].code) for pair, course in found]
    rows[30].hidden = True
    lines: list[Line] = [
        Title("Приложение № 2"),
        Title(f"Индивидуальные планы работы тьюторов с педагогами ШНОР, {YEAR} учебный год", True),
        Blank(),
        HeaderLine(),
        *rows,
        Blank(),
        Title("* план составляется на каждый выявленный дефицит"),
    ]
    renamed = {"due": "Срок исполнения", "proof": "Чем подтверждено"}
    columns = columns_of(PLANS, renamed, (), {"status": ("Отметка методиста", 12)})
    return Sheet("Индивидуальные планы", columns, lines, ("tutor",))


def _pairs(world: World, random: Random) -> list[Pair]:
    """Tutors with the teachers they have met; the last have not met yet."""
    working = {tutor.code for tutor in TUTORS if tutor.works(TODAY) and tutor.works(_AUTUMN)}
    met = {
        (visit.tutor.code, visit.teacher.short): (visit.tutor, visit.teacher)
        for visit in world.visits
        if visit.teacher
        and visit.school in RISK
        and visit.tutor.code in working
        and visit.teacher.subject == visit.tutor.subject
    }
    at_risk = [pair for pair in met.values() if pair[1].subject in RISK[pair[1].school]]
    others = [pair for pair in met.values() if pair not in at_risk]
    aside = [_first(world, *place) for place in sorted(NEVER_HELPED)]
    rest = len(DONE) + len(OPEN) - _AT_RISK - len(aside)
    chosen = random.sample(at_risk, _AT_RISK) + random.sample(others, rest)
    random.shuffle(chosen)
    return [*chosen, *aside]


def _first(world: World, school: str, subject: str) -> Pair:
    teacher = next(t for t in world.teachers if (t.school, t.subject) == (school, subject))
    return TUTOR[_LAID_ASIDE[school, subject]], teacher


def _courses(random: Random) -> list[tuple[Need, Fate]]:
    """The deficits and what became of them, the closed ones first."""
    closed, left = (
        [kind for kind, counts in _FOUND.items() for _ in range(counts[done])] for done in (0, 1)
    )
    random.shuffle(closed)
    random.shuffle(left)
    needs = [_need(kind, random) for kind in chain(closed, left)]
    return list(zip(needs, (*DONE, *OPEN), strict=True))


def _need(kind: str, random: Random) -> Need:
    return random.choice([need for need in NEEDS if need.kind == kind])


def _plan(pair: Pair, need: Need, fate: Fate, hand: Hand, random: Random) -> dict[str, Typed]:
    tutor, teacher = pair
    done = fate in DONE
    return {
        "tutor": hand.tutor(tutor),
        "teacher": hand.teacher(teacher),
        "school": hand.school(teacher.school),
        "subject": hand.subject(teacher.subject),
        "need": need.text if random.random() < 0.85 else need.kind,
        "grounds": random.choice(GROUNDS),
        "activity": need.activity,
        "form": need.form,
        "due": _due(fate.due, hand),
        "expected": need.expected,
        "status": fate.status,
        "done_on": hand.day(as_day(fate.done_on)),
        "result": need.result if done else None,
        "proof": need.proof if done else None,
    }


def _due(text: str, hand: Hand) -> Typed:
    """A plain day is typed as days are, any other term as it is."""
    return hand.day(as_day(text)) if _DAY.fullmatch(text) else text
