"""The hands that fill the sheets: the same value typed in the ways people type it."""

from collections.abc import Sequence
from datetime import date, time
from random import Random

from sheets_sync.samples.demo.teachers import Teacher
from sheets_sync.samples.demo.town import SCHOOL, SCHOOLS, Tutor
from sheets_sync.samples.demo.visits import Consultation
from sheets_sync.tables.kinds.dates import MONTHS_GENITIVE

Typed = str | int | float | date | time | None

_STATES = {
    "проведена": (*("проведена",) * 8, "Проведена", "провед.", "+", "да", "проведено", "✓"),
    "запланирована": (*("запланирована",) * 8, "план", "запланирована ", "Запланирована"),
    "отменена": ("отменена", "отменена", "отмена"),
    "не состоялась": ("не состоялась", "не состоялась", "не проведена"),
    "перенесена": ("перенесена", "перенос"),
}
_MARKS = {
    "присутствовал": (*("+",) * 9, "да", "присут."),
    "дистанционно": ("онл", "онл", "онлайн", "Онл"),
    "опоздал": ("оп", "опозд."),
    "уважительная": ("б", "б", "бол.", "к", "курсы"),
    "без причины": ("н", "н", "нет"),
}
_SUBJECTS = {
    "русский язык": ("русский язык", "русский язык", "Русский язык", "русский", "рус. яз."),
    "математика": ("математика", "математика", "Математика", "матем."),
    "английский язык": ("английский язык", "англ. яз.", "английский"),
    "начальные классы": ("начальные классы", "нач. классы"),
}


def as_day(text: str) -> date | None:
    """15.01.2021 → the day; "" → None."""
    return date(*map(int, reversed(text.split(".")))) if text else None


class Hand:
    """One person at the keyboard; `neat` is how often the plain form is typed."""

    def __init__(self, random: Random, neat: float = 0.6):
        self._random = random
        self._neat = neat

    def _pick(self, plain: Typed, others: Sequence[Typed]) -> Typed:
        return plain if self._random.random() < self._neat else self._random.choice(others)

    def day(self, day: date | None) -> Typed:
        """A date cell, or a date in words, with dots, slashes or in ISO."""
        if day is None:
            return None
        words = f"{day.day} {MONTHS_GENITIVE[day.month - 1]} {day.year}"
        return self._pick(
            day,
            (
                f"{day:%d.%m.%Y}",
                f"{day:%d.%m.%Y}",
                f"{day:%d.%m.%y}",
                f"{day:%d.%m.%Y}г.",
                f"{day:%d/%m/%Y}",
                f"{day:%Y-%m-%d}",
                f"{words} года",
                f"{words} г.",
                f" {day:%d.%m.%Y}",
            ),
        )

    def clock(self, start: time) -> Typed:
        """A time cell, or a time with a colon, dot, hyphen or «ч»."""
        forms = [f"{start:%H:%M}", f"{start:%H.%M}", f"{start:%H-%M}"]
        return self._pick(start, forms if start.minute else [*forms, f"{start.hour} ч"])

    def span(self, start: time, end: time) -> tuple[Typed, Typed]:
        """Начало and Окончание; now and then both stand in the first cell."""
        if self._random.random() < 0.08:
            return f"{start:%H.%M}–{end:%H.%M}", None
        return self.clock(start), self.clock(end)

    def tutor(self, tutor: Tutor, day: date | None = None) -> str:
        """Фамилия И.О. and its kin; namesakes by code or in full, the old surname for a while."""
        if tutor.namesake:
            return self._random.choice((tutor.code, tutor.full, f"{tutor.short} ({tutor.code})"))
        surname = tutor.surname
        if tutor.former and day and day < date(2020, 12, 1) and self._random.random() < 0.5:
            surname = tutor.former
        first, patronymic = tutor.first[0], tutor.patronymic[0]
        others = (
            f"{surname} {first}. {patronymic}.",
            f"{first}.{patronymic}. {surname}",
            f"{surname} {tutor.first} {tutor.patronymic}",
            tutor.code,
            f"{surname} {first}.{patronymic}",
        )
        return str(self._pick(f"{surname} {first}.{patronymic}.", others))

    def school(self, code: str) -> str:
        """A school with or without form, sign, blank and quotes."""
        school = SCHOOL[code]
        kind, number = school.type, school.number
        others = [
            f"{kind} № {number}",
            f"{kind} № {number}",
            f"{kind} №{number}",
            f"{kind} {number}",
            f"{kind.lower()} {number}",
            f"{school.form} {kind} №{number}",
            f"{school.form} «{kind} № {number}»",
            f"{school.form}  {kind} № {number} ",
        ]
        if sum(other.number == number for other in SCHOOLS) == 1:
            others += [f"школа № {number}", str(number)]
        return str(self._pick(f"{school.form} {kind} № {number}", others))

    def schools(self, codes: Sequence[str]) -> str:
        """A list of schools with semicolons or commas."""
        joint = self._random.choice(("; ", "; ", ", "))
        return joint.join(SCHOOL[code].short for code in codes)

    def teacher(self, teacher: Teacher | None) -> str | None:
        """Фамилия И.О. and its kin."""
        if teacher is None:
            return None
        first, patronymic = teacher.first[0], teacher.patronymic[0]
        others = (
            f"{teacher.surname} {first}. {patronymic}.",
            f"{first}.{patronymic}. {teacher.surname}",
            f"{teacher.surname} {teacher.first} {teacher.patronymic}",
            f"{teacher.short} ",
        )
        return str(self._pick(teacher.short, others))

    def consultation(self, consultation: Consultation | None) -> str:
        """К-014 and its kin, or «вне графика»."""
        if consultation is None:
            return str(self._pick("вне графика", ("Вне графика", "внеплановая")))
        code = consultation.code
        return str(self._pick(code, (code.replace("-", ""), code.lower(), f"{code} ")))

    def state(self, status: str) -> str:
        """A consultation's status in this hand's words."""
        return self._random.choice(_STATES[status])

    def mark(self, meaning: str) -> str:
        """A mark of the register or the journal."""
        return self._random.choice(_MARKS[meaning])

    def subject(self, subject: str) -> str:
        """A subject's name or a usual short form."""
        return self._random.choice(_SUBJECTS.get(subject, (subject, subject.capitalize())))

    def count(self, number: int | None, unit: str = "чел.") -> Typed:
        """A number, now and then with its unit."""
        return None if number is None else self._pick(number, (number, number, f"{number} {unit}"))
