"""Counts and other numbers, as people write them in cells."""

import re
from datetime import date, time, timedelta

from sheets_sync.letters import fold
from sheets_sync.problems import Check, Fault, Severity
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.text import as_text, quote

_LARGEST = 1_000_000_000
_UNIT = (
    r"(?:чел|человек|ч-к|шт|штук|педагог|учител|участник|школ|тьютор|слушател|мин|консультац|раз"
    r"|ученик|обучающ|уч|балл|работ|мероприят|документ|урок|занят|оо|посещен|семинар|вопрос|класс)"
    r"[а-я]*(?:-ся)?"
)
_NUMBER = re.compile(
    rf"(-?)\s*(\d{{1,3}}(?: \d{{3}})+|\d+)(?:[.,](\d+))?\s*(?:{_UNIT}\.?)?\s*(?:\([^\d()]*\))?\.?"
)
_VAGUE = re.compile(
    r"^(?:~|≈|>|<|≥|≤|около|ок\.|примерно|приблизительно|прибл|порядка|почти|более|больше|свыше"
    r"|менее|меньше|до |от |не (?:более|менее|больше|меньше)|минимум|максимум|\+-|±)"
    r"|\d\s*\+|\d\s*(?:-|\.\.+|…|/)\s*\d|\d.* (?:или|и (?:более|больше|выше)|примерно|до)\b"
)


_NO_WORDS = {Check.NUMBER_VAGUE, Check.NUMBER_DATE}
"""What is no number, but no words for a value either."""


class Count(Kind):
    """How many: a whole number from 0 up."""

    entry = "whole"

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → a non-negative int."""
        reading = _number(raw, context.required)
        return reading if reading.value is None else _whole(reading.value, raw)


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
        sign, whole, fraction = match.groups(default="")
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


COUNT = Count()
MEASURED = Measured()
