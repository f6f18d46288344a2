"""What happened in the invented year: consultations, who came, who was at the meetings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random

from sheets_sync.samples.demo.meetings import MEETINGS, Meeting
from sheets_sync.samples.demo.teachers import Teacher, teachers
from sheets_sync.samples.demo.town import (
    NEVER_HELPED,
    NOT_THIS_MONTH,
    RISK,
    SCHOOL,
    TODAY,
    TUTORS,
    Tutor,
)
from sheets_sync.samples.demo.visits import Consultation, Visit
from sheets_sync.samples.demo.words import ADVICE, CLASSES, KINDS, NEEDS, REASONS, TOPICS

CONSULTATIONS, VISITS, UNPLANNED = 300, 900, 8
_FIRST_DAY, _LAST_DAY = date(2020, 9, 14), date(2021, 5, 21)
_OFF = (
    (date(2020, 10, 26), date(2020, 11, 4)),
    (date(2020, 12, 28), date(2021, 1, 10)),
    (date(2021, 2, 22), date(2021, 2, 23)),
    (date(2021, 3, 8), date(2021, 3, 8)),
    (date(2021, 3, 20), date(2021, 3, 28)),
    (date(2021, 5, 1), date(2021, 5, 11)),
)
_MONTH = TODAY.replace(day=1)


@dataclass
class World:
    """The whole year. `marks` are the register: (tutor's code, meeting's code) → meaning."""

    random: Random
    teachers: list[Teacher] = field(default_factory=list)
    consultations: list[Consultation] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    marks: dict[tuple[str, str], str] = field(default_factory=dict)


def build(seed: str) -> World:
    """The year that follows from a seed, the same one everywhere."""
    world = World(Random(seed))
    world.teachers = teachers(world.random)
    world.consultations = _schedule(world.random)
    _show_risk_schools(world)
    _journal(world)
    _register(world)
    return world


def works(day: date) -> bool:
    """A school day on which no meeting is held."""
    busy = any(meeting.day == day for meeting in MEETINGS)
    return day.weekday() < 6 and not busy and not any(a <= day <= b for a, b in _OFF)


def _schedule(random: Random) -> list[Consultation]:
    pairs = [(day, tutor) for tutor in TUTORS for day in _spread(tutor, random)]
    pairs.sort(key=lambda pair: (pair[0], pair[1].code))
    while len(pairs) > CONSULTATIONS:
        pairs.pop(random.randrange(len(pairs)))
    found = [_consultation(day, tutor, random) for day, tutor in pairs]
    for number, consultation in enumerate(found, 1):
        consultation.code = f"К-{number:03}"
        _happen(consultation, random)
    return found


def _spread(tutor: Tutor, random: Random) -> list[date]:
    """A tutor's days: every second or third week on the usual weekday."""
    days = (_FIRST_DAY + timedelta(days=n) for n in range((_LAST_DAY - _FIRST_DAY).days + 1))
    free = [d for d in days if d.weekday() == tutor.slot[0] and works(d) and tutor.works(d)]
    step = 2.0
    places = [int(n * step + random.random()) for n in range(int(len(free) / step) + 1)]
    return [free[place] for place in dict.fromkeys(places) if place < len(free)]


def _consultation(day: date, tutor: Tutor, random: Random) -> Consultation:
    stream = random.choice(tutor.streams)
    _, hour, room = tutor.slot
    remote = random.random() < 0.15
    schools = _invited(tutor, random)
    place = "Сферум" if remote else f"{SCHOOL[tutor.school].short}, каб. {room}"
    return Consultation(
        tutor,
        day,
        time(hour, random.choice((0, 0, 30))),
        random.choice((45, 60, 60, 90)),
        stream,
        tutor.subject,
        random.choice(CLASSES[stream]),
        random.choice(TOPICS[tutor.subject]),
        random.choice(KINDS),
        "дистанционно" if remote else "очно",
        place,
        schools,
        len(schools) * 3,
    )


def _invited(tutor: Tutor, random: Random) -> tuple[str, ...]:
    """A few schools; those with the subject at risk more often, some pairs never."""
    low = [code for code, risk in RISK.items() if tutor.subject in risk]
    pool = [code for code in [*SCHOOL, *low, *low] if (code, tutor.subject) not in NEVER_HELPED]
    size = random.choice((2, 3, 3, 4, 5))
    chosen = list(dict.fromkeys(random.choice(pool) for _ in range(size + 2)))[:size]
    return tuple(chosen)


def _happen(consultation: Consultation, random: Random) -> None:
    """Give a consultation whose day has come its status."""
    fate, day = random.random(), consultation.day
    recent = day > TODAY - timedelta(days=3)
    if day > TODAY or (recent and fate < 0.4):
        consultation.status = "отменена" if day > TODAY and fate < 0.02 else "запланирована"
    elif fate < 0.05:
        consultation.status = "отменена"
    elif fate < 0.19:
        consultation.status = "не состоялась"
    else:
        consultation.status = "проведена"
        if fate < 0.26:
            _move(consultation, random)
    if consultation.status in REASONS:
        consultation.reason = random.choice(REASONS[consultation.status])


def _move(consultation: Consultation, random: Random) -> None:
    """Held, but some days later than planned."""
    later = [consultation.day + timedelta(days=n) for n in range(1, 7)]
    days = [day for day in later if day <= TODAY and works(day) and consultation.tutor.works(day)]
    if days:
        consultation.new_day = days[0]
        consultation.reason = random.choice(REASONS["moved"])


def _show_risk_schools(world: World) -> None:
    """This month's consultations: help in most risk subjects, none in those left bare."""
    month = [c for c in world.consultations if _MONTH <= c.effective <= TODAY]
    for school, risk in RISK.items():
        for subject in risk:
            held = [c for c in month if c.subject == subject and c.status == "проведена"]
            bare = (school, subject) in NEVER_HELPED | NOT_THIS_MONTH
            for consultation in held if bare else held[:1]:
                others = tuple(code for code in consultation.schools if code != school)
                consultation.schools = others or ("Ш-01",)
                if not bare:
                    consultation.schools = (school, *others)


def _journal(world: World) -> None:
    held = [c for c in world.consultations if c.status == "проведена"]
    unplanned = [_unplanned(world) for _ in range(UNPLANNED)]
    seats = {c.code: _seats(world, c.subject, c.schools) for c in held}
    wanted = _sizes(seats, VISITS - len(unplanned), world.random)
    for consultation in held:
        came = sorted(seats[consultation.code][: wanted[consultation.code]], key=_by_school)
        world.visits += [_visit(world, consultation, seat) for seat in came]
    world.visits += unplanned
    world.visits.sort(key=lambda visit: visit.day)


Seat = tuple[str, Teacher | None]


def _by_school(seat: Seat) -> str:
    return seat[0]


def _seats(world: World, subject: str, schools: Sequence[str]) -> list[Seat]:
    """Everybody who may come, a teacher of every school first; a school may send a group."""
    own = {s: [t for t in world.teachers if (t.school, t.subject) == (s, subject)] for s in schools}
    first: list[Seat] = [(school, world.random.choice(people)) for school, people in own.items()]
    groups: list[Seat] = [(school, None) for school in schools if world.random.random() < 0.2]
    rest = [(t.school, t) for people in own.values() for t in people if (t.school, t) not in first]
    world.random.shuffle(rest)
    return [*first, *groups, *rest, *_guests(world, subject, first)]


def _guests(world: World, subject: str, first: Sequence[Seat]) -> Iterable[Seat]:
    """Teachers of other subjects who came along."""
    near = [t for t in world.teachers if t.school in {s for s, _ in first} and t.subject != subject]
    return [
        (t.school, t)
        for t in world.random.sample(near, 3)
        if (t.school, subject) not in NEVER_HELPED
    ]


def _sizes(seats: dict[str, list[Seat]], total: int, random: Random) -> dict[str, int]:
    """How many rows each consultation has in the journal, `total` in all."""
    sizes = {code: min(len(found), random.randint(3, 6)) for code, found in seats.items()}
    codes = list(sizes)
    while sum(sizes.values()) != total:
        code = random.choice(codes)
        step = 1 if sum(sizes.values()) < total else -1
        if 3 <= sizes[code] + step <= len(seats[code]):
            sizes[code] += step
    return sizes


_COMING = (*("присутствовал",) * 14, "дистанционно", "опоздал", "опоздал", "без причины")


def _visit(world: World, consultation: Consultation, seat: Seat) -> Visit:
    random, (school, teacher) = world.random, seat
    mark = random.choice((*_COMING, "уважительная"))
    at_risk = consultation.subject in RISK.get(school, ())
    if teacher is None or at_risk:
        mark = "присутствовал"
    if mark == "присутствовал" and consultation.format == "дистанционно":
        mark = "дистанционно"
    return Visit(
        consultation,
        consultation.effective,
        consultation.tutor,
        school,
        teacher,
        random.randint(3, 8) if teacher is None else None,
        _need(random),
        _advice(random, consultation.topic),
        consultation.minutes,
        mark,
    )


def _unplanned(world: World) -> Visit:
    """A talk outside the schedule."""
    random = world.random
    tutor = random.choice([tutor for tutor in TUTORS if tutor.works(TODAY)])
    days = [_FIRST_DAY + timedelta(days=n) for n in range((TODAY - _FIRST_DAY).days)]
    day = random.choice([day for day in days if works(day) and tutor.works(day)])
    pool = [t for t in world.teachers if t.subject == tutor.subject and t.school not in RISK]
    teacher = random.choice(pool)
    topic, minutes = random.choice(TOPICS[tutor.subject]), random.choice((20, 30, 40))
    return Visit(
        None,
        day,
        tutor,
        teacher.school,
        teacher,
        None,
        _need(random),
        _advice(random, topic),
        minutes,
        "присутствовал",
    )


def _need(random: Random) -> str:
    word, details = random.choice(NEEDS)
    return f"{word}: {random.choice(details)}" if random.random() < 0.7 else word


def _advice(random: Random, topic: str) -> str:
    if random.random() < 0.12:
        return ""
    when = f"{random.randint(1, 28)} {random.choice(('марта', 'апреля'))}"
    return random.choice(ADVICE).format(year=2021, topic=topic.split(":")[0].lower(), when=when)


_AT_MEETINGS = (
    *("присутствовал",) * 28,
    *("дистанционно",) * 3,
    "опоздал",
    "опоздал",
    *("уважительная",) * 6,
    *("без причины",) * 3,
)


def _register(world: World) -> None:
    for meeting in MEETINGS:
        for tutor in TUTORS if meeting.held else ():
            if is_invited(tutor, meeting):
                world.marks[tutor.code, meeting.code] = world.random.choice(_AT_MEETINGS)
    one, other = _EXCHANGED
    world.marks[one], world.marks[other] = world.marks[other], world.marks[one]


_EXCHANGED = ("Т-21", "С-08"), ("Т-11", "С-07")
"""So that one tutor is missing for the third time in a row."""


def is_invited(tutor: Tutor, meeting: Meeting) -> bool:
    """The tutor works on that day and has one of the streams."""
    wanted = not meeting.streams or set(meeting.streams) & set(tutor.streams)
    return bool(wanted) and tutor.works(meeting.day)
