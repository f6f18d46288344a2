"""The demo's Консультации.xlsx and the journals that some tutors keep in books of their own."""

from collections.abc import Sequence
from itertools import groupby

from sheets_sync.samples.demo.hands import Hand, Typed
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
from sheets_sync.samples.demo.town import TUTOR, YEAR, Tutor
from sheets_sync.samples.demo.visits import Visit
from sheets_sync.samples.demo.world import World
from sheets_sync.tables.consultations import JOURNAL

OWN = {
    "Т-03": "Журавская",
    "Т-08": "Снегирёва",
    "Т-16": "Тарханова",
    "Т-20": "Астахова",
}
"""Tutors who keep a journal of their own."""


def consultations(world: World, schedule: Sheet) -> DemoBook:
    """Консультации.xlsx: the schedule and the journal of those who keep none themselves."""
    hand = Hand(world.random)
    rows = [Row(_visited(v, hand), v) for v in world.visits if v.tutor.code not in OWN]
    lines: list[Line] = [
        Title(f"Журнал консультаций учителей-тьюторов, {YEAR} учебный год", True),
        Blank(),
        HeaderLine(),
        *rows,
    ]
    columns = columns_of(JOURNAL, None, (), {"advice": ("Подпись", 10)})
    journal = Sheet("Журнал", columns, lines)
    return DemoBook("Консультации.xlsx", [schedule, journal], "Тихонова В.А.")


def _visited(visit: Visit, hand: Hand) -> dict[str, Typed]:
    return {
        "consultation": hand.consultation(visit.consultation),
        "date": hand.day(visit.day),
        "tutor": hand.tutor(visit.tutor, visit.day),
        "school": hand.school(visit.school),
        "teacher": hand.teacher(visit.teacher),
        "visitors": hand.count(visit.count),
        "need": visit.need,
        "advice": visit.advice or None,
        "minutes": hand.count(visit.minutes, "мин"),
        "mark": hand.mark(visit.mark),
    }


def own_journals(world: World) -> list[DemoBook]:
    """A book for each tutor of OWN, each laid out in its own way."""
    keepers = {"Т-03": _merged, "Т-08": _renamed, "Т-16": _monthly, "Т-20": _plain}
    books = []
    for code, keep in keepers.items():
        visits = [visit for visit in world.visits if visit.tutor.code == code]
        sheet = keep(TUTOR[code], visits, Hand(world.random, 0.75))
        path = f"тьюторы/Журнал {OWN[code]}.xlsx"
        books.append(DemoBook(path, [sheet], TUTOR[code].short))
    return books


def _merged(tutor: Tutor, visits: Sequence[Visit], hand: Hand) -> Sheet:
    """Code, date and tutor stand once and are merged down."""
    lines: list[Line] = [
        Title("Журнал консультаций", True),
        Title(f"Тьютор: {tutor.full}"),
        Blank(),
        HeaderLine(),
    ]
    for _, found in groupby(visits, lambda visit: visit.consultation and visit.consultation.code):
        group = list(found)
        lines += [Row(_visited(visit, hand), group[0]) for visit in group]
    return Sheet("Журнал", columns_of(JOURNAL), lines, ("consultation", "date", "tutor"))


_OTHER_HEADS = {
    "consultation": "Код консультации",
    "tutor": "ФИО тьютора",
    "school": "ОО",
    "teacher": "ФИО педагога",
    "visitors": "Кол-во",
    "need": "Дефицит",
    "minutes": "Мин.",
    "mark": "Присутствие",
}
_OTHER_ORDER = (
    *("date", "consultation", "school", "teacher", "mark", "visitors", "need", "advice"),
    *("minutes", "tutor"),
)


def _renamed(tutor: Tutor, visits: Sequence[Visit], hand: Hand) -> Sheet:
    """Other headers in another order, a spacer column, the table begins in column B."""
    columns = columns_of(JOURNAL, _OTHER_HEADS, _OTHER_ORDER)
    columns.insert(5, Column("spacer", None, 3))
    lines: list[Line] = [Blank(), Title(f"Мои консультации, {tutor.short}", True), HeaderLine()]
    lines += [Row(_visited(visit, hand), visit) for visit in visits]
    return Sheet("Журнал", columns, lines, first_column=2, tidy=False)


def _monthly(tutor: Tutor, visits: Sequence[Visit], hand: Hand) -> Sheet:
    """A section a month, a sum below each, numbered rows."""
    lines: list[Line] = [Title(f"Журнал учёта, {tutor.full}", True), HeaderLine()]
    number = 0
    for month, found in groupby(visits, lambda visit: f"{visit.day:%m.%Y}"):
        rows = [Row(_visited(visit, hand), visit) for visit in found]
        for row in rows:
            number += 1
            row.cells["number"] = number
        lines += [Section(f"Месяц {month}"), *rows]
        lines.append(Total({"number": "Итого", "teacher": f"{len(rows)} чел."}))
    return Sheet("Журнал", [Column("number", "№ п/п", 7), *columns_of(JOURNAL)], lines)


def _plain(tutor: Tutor, visits: Sequence[Visit], hand: Hand) -> Sheet:
    """The template as it was sent, with a hidden row and a footnote."""
    rows = [Row(_visited(visit, hand), visit) for visit in visits]
    rows[3].hidden = True
    note = Title("* «вне графика» — по звонку школы")
    return Sheet("Журнал", columns_of(JOURNAL), [HeaderLine(), *rows, Blank(), note])
