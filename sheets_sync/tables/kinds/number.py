"""Counts and other numbers, as people write them in cells."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from sheets_sync.letters import fold, plural
from sheets_sync.problems import Check, Fault, Severity
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.text import as_text, quote

_LARGEST = 1_000_000_000
_HOUR = r"ч(?:ас(?:а|ов|ик)?)?"
_MINUTE = r"м(?:ин(?:ут[аы]?)?)?"
_UNIT = (
    r"(?:(?:чел|человек|педагог|учит|участник|тьютор|слушател|преподавател|сотрудник|воспитател"
    r"|методист|специалист|ученик|обучающ|уча?|дет|школьник|выпускник|шт|штук|ед|мин|секунд|сек|час"
    r"|школ|консультац|раз|балл|работ|мероприят|документ|урок|пар|занят|посещен|встреч|семинар"
    r"|вопрос|класс|групп|дн|ден|недел|месяц|год|лет|руб|страниц|учрежден|организац)[а-я]*(?:-ся)?"
    r"|ч-к|чел-к|оо|оу|ч)"
)
_AFTER = rf"(?:{_UNIT}\.?)?\s*(?:\([^\d()]*\))?\s*(?:{_UNIT}\.?)?\.?"
_NUMBER = re.compile(rf"(-?)\s*(\d{{1,3}}(?: \d{{3}})+|\d+)(?:[.,](\d+))?(?:ти|х|мя)?\s*({_AFTER})")
_A_UNIT = re.compile(rf"\b{_UNIT}(?![а-я-])")
_PEOPLE = "чел|педагог|учит|участник|тьютор|слушател|преподават|сотрудн|воспитат|методист|специал"
_CLOCK = re.compile(
    rf"(\d+(?:[.,]\d+)?)\s*{_HOUR}\.?(?![а-я])\s*(?:и )?"
    rf"(?:(\d+)\s*(?:{_MINUTE}\.?)?(?![а-я]))?\.?"
)
_A_DAY = timedelta(days=1)
"""The longest length of time that is one: 45:00 typed for minutes becomes 45 hours."""
_SPELLED = {"час": 60, "полчаса": 30, "полтора часа": 90, "1/2 часа": 30, "два часа": 120}


@dataclass(frozen=True, slots=True)
class Unit:
    """What a column counts: `what` in the genitive («людей»), the beginnings of its words."""

    what: str
    words: str
    example: str = "12"

    def is_own(self, word: str) -> bool:
        """Whether a folded word is this unit's."""
        return re.match(self.words, word) is not None


_VAGUE = re.compile(
    r"^(?:~|≈|>|<|≥|≤|около|ок\.|примерно|приблизительно|прибл|порядка|почти|более|больше|свыше"
    r"|менее|меньше|до |от |не (?:более|менее|больше|меньше)|минимум|максимум|\+-|±)"
    r"|\d\s*\+|\d\s*(?:-|\.\.+|…|/)\s*\d|\d.* (?:или|и (?:более|больше|выше)|примерно|до)\b"
)


_NO_WORDS = {Check.NUMBER_VAGUE, Check.NUMBER_DATE}
"""What is no number, but no words for a value either."""


class Count(Kind):
    """How many of its unit: a whole number from 0 up."""

    entry = "whole"

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → a non-negative int; another unit is an error."""
        reading = _number(raw, context.required)
        if reading.value is None:
            return reading
        foreign = self._foreign(raw) if isinstance(raw, str) else None
        return self._refused(raw, foreign) if foreign else _whole(reading.value, raw)

    def _foreign(self, text: str) -> str | None:
        """The first unit in a text that is not the column's."""
        words = _A_UNIT.findall(fold(text))
        return next((word for word in words if not self._unit.is_own(word)), None)

    def _refused(self, raw: Raw, foreign: str) -> Reading:
        said = f"{quote(raw)}: «{foreign}» — не то, что считают в этом столбце"
        fix = f"впишите число {self._unit.what}, например {self._unit.example}"
        return Reading.refused(Check.NUMBER_UNIT, said, fix)


class Minutes(Count):
    """How many minutes; hours are converted: «1 ч 30 мин» = 90, and so is a length of time 1:30."""

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → a non-negative int."""
        if clock := _on_the_clock(raw):
            said = f"{quote(raw)} прочитано как {plural(clock, 'минута', 'минуты', 'минут')}"
            return Reading.remarked(clock, Check.NUMBER_CLOCK, said, f"впишите {clock}")
        minutes = _minutes(fold(raw)) if isinstance(raw, str) else None
        if isinstance(raw, timedelta) and timedelta() <= raw <= _A_DAY:
            minutes = round(raw / timedelta(minutes=1))
        return super().parse(raw, context) if minutes is None else _whole(minutes, raw)


def _on_the_clock(raw: Raw) -> int | None:
    """The minutes of a length typed like a time, «1:30» or a cell of a time; None for another
    thing, and for what is longer than a consultation lasts: the time of day when it began."""
    if isinstance(raw, time):
        return _short(raw.hour, raw.minute)
    match = _LIKE_A_TIME.fullmatch(fold(raw)) if isinstance(raw, str) else None
    return _short(int(match[1]), int(match[2])) if match else None


def _short(hours: int, minutes: int) -> int | None:
    total = 60 * hours + minutes
    return total if 0 < total < _LONGEST_LESSONS else None


_LIKE_A_TIME = re.compile(r"(\d{1,2}):([0-5]\d)(?::00)?")
_LONGEST_LESSONS = 6 * 60


def _minutes(folded: str) -> float | None:
    """What hours, or hours and minutes, come to; None for a text without hours."""
    match = _CLOCK.fullmatch(folded)
    if match is None:
        return _SPELLED.get(folded)
    minutes = 60 * float(match[1].replace(",", ".")) + int(match[2] or 0)
    return minutes if minutes <= _LARGEST else None


class Measured(Kind):
    """The value of an indicator: a number, «80 %», or words («да»); the value is text.

    What is neither stays as it is typed, but a number that is not exact is left empty.
    """

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → text."""
        bare = raw[:-1] if isinstance(raw, str) and raw.endswith("%") else raw
        reading = _number(bare, context.required)
        return (
            reading
            if {fault.check for fault in reading.faults} & _NO_WORDS
            else Reading(as_text(raw))
        )


def _number(raw: Raw, required: bool) -> Reading:
    match raw:
        case str():
            return _from_text(raw, required)
        case bool():
            return _unreadable(raw, required)
        case date() | time() | timedelta():
            message = (
                f"в ячейке {'дата' if isinstance(raw, date) else 'время'} {quote(raw)}, а не число"
            )
            fix = "задайте ячейке числовой формат и впишите число заново"
            return Reading.refused(Check.NUMBER_DATE, message, fix)
        case int() | float() if abs(raw) <= _LARGEST:
            return Reading(float(raw))
    return _unreadable(raw, required)


def _from_text(text: str, required: bool) -> Reading:
    folded = fold(text)
    if match := _NUMBER.fullmatch(folded):
        sign, whole, fraction = match.group(1), match[2], match[3]
        number = float(f"{sign}{whole.replace(' ', '')}.{fraction or 0}")
        return Reading(number) if abs(number) <= _LARGEST else _unreadable(text, required)
    if re.search(r"\d", folded) and _VAGUE.search(folded):
        return _vague(text, required)
    return _unreadable(text, required)


def _vague(text: str, required: bool) -> Reading:
    said, fix = f"{quote(text)} — не точное число", "впишите одно число, например 10"
    if required:
        return Reading(None, (Fault(Check.NUMBER_VAGUE, Severity.ERROR, said, fix),))
    return Reading.remarked(None, Check.NUMBER_VAGUE, f"{said}, оставлено пустым", fix)


def _whole(number: float, raw: Raw) -> Reading:
    if abs(number - round(number)) > 1e-9:
        return Reading.refused(
            Check.NUMBER_FRACTION, f"{quote(raw)} — не целое число", "впишите целое число"
        )
    if number < 0:
        return Reading.refused(
            Check.NUMBER_NEGATIVE, f"{quote(raw)} — меньше нуля", "впишите число от 0 и больше"
        )
    return Reading(round(number))


def _unreadable(raw: Raw, required: bool) -> Reading:
    fix = "впишите число цифрами, например 12"
    way_out = "" if required else ", или оставьте ячейку пустой"
    return Reading.refused(Check.NUMBER_UNREADABLE, f"{quote(raw)} — не число", fix + way_out)


PEOPLE = Count(Unit("людей", _PEOPLE + "|ч-к"))
PUPILS = Count(Unit("учеников", "чел|ч-к|уч|обучающ|дет|школьник|выпускник|работ", "25"))
CONSULTATIONS = Count(Unit("консультаций", "консультац"))
SCHOOLS = Count(Unit("школ", "школ|оо|оу|учрежд|организ", "4"))
MINUTES = Minutes(Unit("минут", "мин", "45"))
MEASURED = Measured()
