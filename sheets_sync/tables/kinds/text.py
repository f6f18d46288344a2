"""Text and codes, and how a raw cell is quoted to a person."""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sheets_sync.letters import (
    clean,
    fold,
    is_clean,
    is_plain_code,
    latin_replaced,
    layout_slip,
    unify,
)
from sheets_sync.problems import Check
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading

_LONGEST_QUOTE = 60


def show(raw: Raw) -> str:
    """A raw cell as a Russian spreadsheet shows it: 18.02.2021, 13:00, 1,5, ИСТИНА."""
    match raw:
        case None:
            return ""
        case int() | float():
            return _show_number(raw)
        case date():
            return _show_day(raw)
        case time():
            return _show_clock(raw.hour * 3600 + raw.minute * 60 + raw.second)
        case timedelta():
            sign = "-" if raw < timedelta() else ""
            return sign + _show_clock(abs(raw) // timedelta(seconds=1))
    return str(raw)


def _show_number(number: float) -> str:
    if isinstance(number, bool):
        return "ИСТИНА" if number else "ЛОЖЬ"
    if isinstance(number, int):
        return str(number)
    if math.isfinite(number) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.15g}".replace(".", ",")


def _show_day(day: date) -> str:
    shown = f"{day.day:02}.{day.month:02}.{day.year:04}"
    if isinstance(day, datetime) and day.time() != time():
        return f"{shown} {show(day.time())}"
    return shown


def _show_clock(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    shown = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{shown}:{seconds:02}" if seconds else shown


def as_text(raw: Raw) -> str:
    """A cell's text: cleaned if it is text, else as shown."""
    return clean(raw) if isinstance(raw, str) else show(raw)


def quote(raw: Raw) -> str:
    """A cell in quotation marks, cut at 60 characters."""
    text = as_text(raw)
    return f"«{text}»" if len(text) <= _LONGEST_QUOTE else f"«{text[: _LONGEST_QUOTE - 1]}…»"


def found(value: object, text: str) -> Reading:
    """The reading of a text that matched; Latin look-alikes in it are noted."""
    if not latin_replaced(text):
        return Reading(value)
    message = f"{quote(text)}: латинские буквы прочитаны как русские"
    return Reading.remarked(value, Check.LETTERS_LATIN, message, "наберите русскими буквами")


def slipped(reading: Reading, typed: str, meant: str) -> Reading:
    """The reading of a text typed in the wrong keyboard layout."""
    message = f"{quote(typed)} набрано в латинской раскладке, прочитано как {quote(meant)}"
    slip = Reading.remarked(reading.value, Check.LAYOUT_SLIP, message, f"впишите {quote(meant)}")
    return Reading(reading.value, slip.faults + reading.faults)


def in_either_layout(
    text: str, read: Callable[[str], Reading | None], canonical: bool = False
) -> Reading | None:
    """What a text says, else what it says in the other keyboard layout; None for nothing. The
    warning quotes what was meant, letter by letter or as it is read (`canonical`)."""
    reading = read(text)
    return reading if reading else in_other_layout(text, read, canonical)


def in_other_layout(
    text: str, read: Callable[[str], Reading | None], canonical: bool = False
) -> Reading | None:
    """What a text says in the other keyboard layout; None if it has no value there."""
    meant = layout_slip(text)
    reading = read(meant) if meant else None
    if meant is None or reading is None or reading.value is None:
        return None
    return slipped(reading, text, reading.value if canonical else meant)


class Text(Kind):
    """Free text, cleaned; numbers and dates become text as they are shown."""

    takes_anything = True

    def __init__(self, listed: str = "") -> None:
        self.listed = listed

    def settled(self, raw: Raw, context: Context) -> bool:
        """Text that is clean already: most free text, of which there is a lot."""
        return isinstance(raw, str) and is_clean(raw)

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → text."""
        return Reading(as_text(raw))


class Patronymic(Text):
    """A patronymic; «-», «нет», «б/о» say that there is none."""

    _none = re.compile(r"-*|нету?|не имеет|отсутствует|без отчества|б\s?[./]?\s?о|х", re.IGNORECASE)

    def settled(self, raw: Raw, context: Context) -> bool:
        """Never: each is looked at."""
        return False

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → text, or nothing."""
        text = as_text(raw)
        return Reading(None if self._none.fullmatch(fold(text).strip(" .()")) else text)


class Code(Kind):
    """A row's own code as typed, in Cyrillic letters where they look alike, with plain hyphens."""

    takes_anything = True

    def settled(self, raw: Raw, context: Context) -> bool:
        """A code of letters that are written in one way."""
        return isinstance(raw, str) and is_plain_code(raw)

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Text or a whole number → text."""
        text = as_text(raw)
        if isinstance(raw, str) or text.isdecimal():
            return Reading(unify(text) or None)
        message = f"{quote(raw)} — не код: программа таблиц изменила то, что было вписано"
        return Reading.refused(
            Check.CODE_UNREADABLE, message, "задайте ячейке формат «Текст» и впишите код заново"
        )


class Label(Kind):
    """A number in a numbered plan: «1.10» is neither a date nor 1.1."""

    takes_anything = True

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Text, a number, or a date that was typed as day.month → text."""
        match raw:
            case str():
                return Reading(clean(raw).rstrip(".)") or clean(raw))
            case date():
                return _label_of_date(raw)
            case int() | float() if not isinstance(raw, bool) and abs(raw) < 1e15:
                return Reading(show(raw).replace(",", "."))
        fix = "задайте ячейке формат «Текст» и впишите номер, например 1.10"
        return Reading.refused(Check.LABEL_UNREADABLE, f"{quote(raw)} — не номер пункта", fix)


def _label_of_date(day: date) -> Reading:
    label = f"{day.day}.{day.month}"
    message = f"номер пункта стал датой {quote(day)}, прочитан как «{label}»"
    fix = f"задайте ячейке формат «Текст» и впишите {label}"
    return Reading.remarked(label, Check.LABEL_FROM_DATE, message, fix)


TEXT = Text()
PATRONYMIC = Patronymic()
CODE = Code()
LABEL = Label()
