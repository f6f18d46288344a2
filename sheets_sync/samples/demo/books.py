"""The demo's workbooks: every tab as the people of the town keep it."""

from itertools import groupby

from sheets_sync.samples.demo.assignments import TASKS
from sheets_sync.samples.demo.decisions import AGENDA
from sheets_sync.samples.demo.directories import directories
from sheets_sync.samples.demo.hands import Hand, Typed
from sheets_sync.samples.demo.journals import consultations, own_journals
from sheets_sync.samples.demo.meetings import CHAIR, MEETINGS, SECRETARY, TITLE, Meeting
from sheets_sync.samples.demo.sheets import (
    Blank,
    Column,
    DemoBook,
    HeaderLine,
    Line,
    Row,
    Section,
    Sheet,
    Title,
    Total,
    columns_of,
)
from sheets_sync.samples.demo.town import SCHOOL, TUTORS, YEAR, Tutor
from sheets_sync.samples.demo.visits import Consultation
from sheets_sync.samples.demo.world import World, is_invited
from sheets_sync.tables.attendance import AGENDA as AGENDA_TAB
from sheets_sync.tables.attendance import MEETINGS as MEETINGS_TAB
from sheets_sync.tables.consultations import SCHEDULE
from sheets_sync.tables.tasks import TASKS as TASKS_TAB

_MONTHS = (
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "",
    "",
    "",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
)


def attendance(world: World) -> DemoBook:
    """Посещаемость.xlsx: meetings, agenda, register, assignments."""
    hand = Hand(world.random, 0.5)
    sheets = [_meetings(hand), _agenda(), _register(world, hand), _tasks()]
    return DemoBook("Посещаемость.xlsx", sheets, "Стрельцова О.И.")


def _meetings(hand: Hand) -> Sheet:
    columns = columns_of(MEETINGS_TAB, {"start": "Время начала"})
    rows: list[Line] = [Row(_meeting(meeting, hand)) for meeting in MEETINGS]
    title = Title(f"Совещания и семинары, {YEAR} учебный год", True)
    return Sheet("Совещания", columns, [Title(TITLE), title, Blank(), HeaderLine(), *rows])


def _meeting(meeting: Meeting, hand: Hand) -> dict[str, Typed]:
    return {
        "code": meeting.code,
        "date": hand.day(meeting.day),
        "start": hand.clock(meeting.start),
        "end": hand.clock(meeting.end),
        "kind": meeting.kind,
        "format": meeting.format,
        "place": meeting.place,
        "topic": meeting.topic,
        "invited": "; ".join(meeting.streams) or None,
        "chair": CHAIR,
        "secretary": SECRETARY,
        "number": meeting.number or None,
        "status": meeting.status,
    }


def _agenda() -> Sheet:
    keys = ("question", "speaker", "post", "heard", "spoke", "decided")
    rows: list[Line] = [
        Row({"meeting": code, "number": str(n), **dict(zip(keys, item, strict=True))}, code)
        for code, items in AGENDA.items()
        for n, item in enumerate(items, 1)
    ]
    lines = [Title("Повестка совещаний", True), HeaderLine(), *rows]
    return Sheet("Повестка", columns_of(AGENDA_TAB), lines, ("meeting",))


_HEADS: dict[str, Typed] = {
    "С-02": "30.09.2020",
    "С-04": "С-04",
    "С-06": "2 декабря 2020",
}


def _register(world: World, hand: Hand) -> Sheet:
    marked = [meeting for meeting in MEETINGS if meeting.held or meeting.code == "С-11"]
    columns = [
        Column("number", "№ п/п", 6),
        Column("tutor", "ФИО тьютора", 26),
        Column("school", "Школа", 20),
        *(Column(m.code, _HEADS.get(m.code, m.day), 12) for m in marked),
        Column("lost", "25.02.2021", 12),
    ]
    lines: list[Line] = [
        Title("Приложение № 1"),
        Title(f"Явка учителей-тьюторов на совещания, {YEAR} учебный год", True),
        Blank(),
        HeaderLine(),
    ]
    for stream in ("ВПР", "ОГЭ", "ЕГЭ"):
        lines.append(Section(f"Тьюторы по {stream}"))
        lines += [_attender(world, hand, t) for t in TUTORS if t.streams[0] == stream]
    came = {m.code: _came(world, m) for m in marked if m.held}
    lines += [
        Total({"tutor": "Итого присутствовало", **came}),
        Blank(),
        Title("+ был; онл — дистанционно; оп — опоздал; б, к — уважительная; н — без причины"),
    ]
    return Sheet("Явка", columns, lines)


def _came(world: World, meeting: Meeting) -> int:
    here = ("присутствовал", "дистанционно", "опоздал")
    return sum(mark in here for (_, code), mark in world.marks.items() if code == meeting.code)


def _attender(world: World, hand: Hand, tutor: Tutor) -> Row:
    marks: dict[str, Typed] = {
        meeting.code: hand.mark(world.marks[tutor.code, meeting.code])
        for meeting in MEETINGS
        if meeting.held and is_invited(tutor, meeting)
    }
    name = tutor.full if tutor.namesake else hand.tutor(tutor)
    number = TUTORS.index(tutor) + 1
    return Row({"number": number, "tutor": name, "school": SCHOOL[tutor.school].name, **marks})


def _tasks() -> Sheet:
    keys = ("meeting", "item", "task", "responsible", "due", "status", "done_on", "result")
    columns = columns_of(TASKS_TAB, {"item": "Пункт протокола"})
    rows = [Row(dict(zip(keys, (cell or None for cell in task), strict=True))) for task in TASKS]
    return Sheet("Поручения", columns, [Title("Исполнение поручений", True), HeaderLine(), *rows])


def schedule(world: World) -> Sheet:
    """The tab График: by months, with a column of the staff's own."""
    hand = Hand(world.random, 0.75)
    columns = columns_of(
        SCHEDULE, {"date": "Дата консультации"}, (), {"status": ("Ссылка на материалы", 22)}
    )
    lines: list[Line] = [
        Title("УТВЕРЖДАЮ: директор МКУ ИМЦ ____________ И.П. Соколовская"),
        Title(f"График консультаций учителей-тьюторов, {YEAR} учебный год", True),
        Blank(),
        HeaderLine(),
    ]
    months = groupby(world.consultations, lambda c: (c.day.year, c.day.month))
    for (year, month), found in months:
        rows = [Row(_planned(consultation, hand)) for consultation in found]
        rows[2].hidden = month == 11
        lines += [Section(f"{_MONTHS[month - 1]} {year}"), *rows]
        lines += [Total({"code": "Итого за месяц", "planned": len(rows)})] if month == 9 else []
        lines += [Blank()] if month in (10, 1) else []
    lines += [Blank(), Title("* график уточняется до 25 числа каждого месяца")]
    return Sheet("График", columns, lines)


def _planned(c: Consultation, hand: Hand) -> dict[str, Typed]:
    start, end = hand.span(c.start, c.end)
    note = "материалы на сайте" if c.status == "проведена" and c.kind == "мастер-класс" else None
    return {
        "code": c.code,
        "date": hand.day(c.day),
        "start": start,
        "end": end,
        "tutor": hand.tutor(c.tutor, c.day),
        "stream": c.stream,
        "subject": hand.subject(c.subject),
        "classes": c.classes,
        "topic": c.topic,
        "kind": c.kind,
        "format": "онлайн" if c.format == "дистанционно" else c.format,
        "place": c.place,
        "schools": hand.schools(c.schools),
        "planned": hand.count(c.planned),
        "status": hand.state(c.status),
        "status+": "imc.example/tutors" if note else None,
        "new_date": hand.day(c.new_day),
        "reason": c.reason or None,
        "note": note,
    }


def all_books(world: World) -> list[DemoBook]:
    """Every workbook of the demo, without a fault."""
    return [
        directories(),
        attendance(world),
        consultations(world, schedule(world)),
        *own_journals(world),
    ]
