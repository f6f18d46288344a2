"""The demo's Справочники.xlsx."""

from sheets_sync.samples.demo.hands import Typed, as_day
from sheets_sync.samples.demo.meetings import TITLE
from sheets_sync.samples.demo.sheets import (
    Blank,
    DemoBook,
    HeaderLine,
    Line,
    Row,
    Sheet,
    Title,
    columns_of,
)
from sheets_sync.samples.demo.town import POST, RISK, SCHOOL, SCHOOLS, SUBJECTS, TUTORS, YEAR, Tutor
from sheets_sync.tables.directories import CALENDAR, MARKS
from sheets_sync.tables.directories import SCHOOLS as SCHOOLS_TAB
from sheets_sync.tables.directories import SUBJECTS as SUBJECTS_TAB
from sheets_sync.tables.tutors import SHNOR
from sheets_sync.tables.tutors import TUTORS as TUTORS_TAB

_BEFORE = {
    "2018–2019": {
        "Ш-07": "математика",
        "Ш-12": "математика",
        "Ш-15": "русский язык; география",
        "Ш-23": "русский язык; физика",
    },
    "2019–2020": {
        "Ш-07": "математика",
        "Ш-09О": "русский язык; математика",
        "Ш-12": "математика; химия",
        "Ш-21": "биология",
        "Ш-23": "русский язык; математика",
    },
}
_ORDERS = {
    "2018–2019": "приказ № 195 от 31.08.2018",
    "2019–2020": "приказ № 203 от 30.08.2019",
    YEAR: "приказ № 187 от 31.08.2020",
}
_MARKS = (
    ("+", "да; присут.", "присутствовал"),
    ("онл", "онлайн; сферум", "дистанционно"),
    ("оп", "опозд.", "опоздал"),
    ("б", "бол.; болезнь", "уважительная"),
    ("к", "курсы; командировка", "уважительная"),
    ("н", "нет; отсут.", "без причины"),
    ("х", "не приглашён", "не приглашён"),
)
_CALENDAR = (
    ("01.09.2020", "31.12.2020", "полугодие", "I полугодие"),
    ("11.01.2021", "31.05.2021", "полугодие", "II полугодие"),
    ("26.10.2020", "04.11.2020", "каникулы", "осенние"),
    ("28.12.2020", "10.01.2021", "каникулы", "зимние"),
    ("22.03.2021", "28.03.2021", "каникулы", "весенние"),
    ("15.01.2021", "", "срок отчёта", "I полугодие"),
    ("10.06.2021", "", "срок отчёта", "II полугодие"),
    ("15.03.2021", "21.05.2021", "окно ВПР", "весенние ВПР"),
    ("20.02.2021", "", "рабочий", "перенос на 22 февраля"),
    ("22.02.2021", "23.02.2021", "нерабочий", "День защитника Отечества"),
    ("30.04.2021", "", "рабочий", "суббота по расписанию понедельника"),
)


def directories() -> DemoBook:
    """Справочники.xlsx: schools, list, tutors, subjects, marks, calendar."""
    sheets = [_schools(), _shnor(), _tutors(), _subjects(), _marks(), _calendar()]
    return DemoBook("Справочники.xlsx", sheets, "Орехова Н.В.")


def _schools() -> Sheet:
    rows = [
        Row(
            {
                "code": school.code,
                "name": school.name,
                "full": school.full,
                "variants": f"{school.type} {school.number}",
                "curator": school.curator,
                "active": "да",
            }
        )
        for school in SCHOOLS
    ]
    top: list[Line] = [Title(TITLE), Title("Школы города", True), Blank()]
    return Sheet("Школы", columns_of(SCHOOLS_TAB), [*top, HeaderLine(), *rows])


def _shnor() -> Sheet:
    rows = [
        _listed(code, year, "да", risk)
        for year, schools in _BEFORE.items()
        for code, risk in schools.items()
    ]
    rows += [_listed(code, YEAR, "да", "; ".join(risk)) for code, risk in RISK.items()]
    rows.append(_listed("Ш-07", YEAR, "нет"))
    top = [Title("Перечень школ с низкими образовательными результатами", True)]
    return Sheet("ШНОР", columns_of(SHNOR), [*top, HeaderLine(), *rows])


def _listed(code: str, year: str, listed: str, risk: str = "") -> Row:
    order, name = _ORDERS[year], SCHOOL[code].name
    return Row({"school": name, "year": year, "listed": listed, "order": order, "risk": risk})


def _tutors() -> Sheet:
    columns = columns_of(TUTORS_TAB, {"school": "Место работы", "email": "E-mail"})
    top: list[Line] = [
        Title("Приложение № 1 к приказу МКУ ИМЦ от 02.09.2020 № 214"),
        Title("Учителя-тьюторы", True),
        Blank(),
    ]
    rows = [Row(_tutor(tutor)) for tutor in TUTORS]
    return Sheet("Тьюторы", columns, [*top, HeaderLine(), *rows])


def _tutor(tutor: Tutor) -> dict[str, Typed]:
    low = [SCHOOL[code].short for code, risk in RISK.items() if tutor.subject in risk]
    number = int(tutor.code[2:])
    since: Typed = tutor.since if number % 3 else f"{tutor.since:%d.%m.%Y}"
    return {
        "code": tutor.code,
        "surname": tutor.surname,
        "first_name": tutor.first,
        "patronymic": tutor.patronymic,
        "school": SCHOOL[tutor.school].name,
        "post": POST[tutor.subject],
        "subject": tutor.subject,
        "streams": "; ".join(tutor.streams),
        "attached": "; ".join(low) or None,
        "email": f"tutor{number:02}@imc.example",
        "since": since,
        "until": tutor.until,
        "former": tutor.former or None,
    }


def _subjects() -> Sheet:
    rows = [Row({"subject": name, "variants": others}) for name, others in SUBJECTS.items()]
    return Sheet("Предметы", columns_of(SUBJECTS_TAB), [HeaderLine(), *rows])


def _marks() -> Sheet:
    keys = ("mark", "variants", "meaning")
    rows = [Row(dict(zip(keys, mark, strict=True))) for mark in _MARKS]
    top = [Title("Условные обозначения в журналах", True)]
    return Sheet("Отметки", columns_of(MARKS), [*top, HeaderLine(), *rows])


def _calendar() -> Sheet:
    keys = ("start", "end", "kind", "name")
    rows = [Row(dict(zip(keys, _dated(line), strict=True))) for line in _CALENDAR]
    top = [Title(f"Календарь {YEAR} учебного года", True)]
    return Sheet("Календарь", columns_of(CALENDAR), [*top, HeaderLine(), *rows])


def _dated(line: tuple[str, str, str, str]) -> tuple[Typed, ...]:
    start, end, kind, name = line
    return as_day(start), as_day(end), kind, name
