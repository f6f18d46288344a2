"""Russian as an experienced secretary writes it: ordinals, cases, who «рассказала»."""

import re
from collections.abc import Sequence
from datetime import date, time
from enum import Enum

from sheets_sync.letters import fold, plural
from sheets_sync.tables.kinds.dates import MONTHS_GENITIVE

NBSP = "\u00a0"
_ORDINALS = (
    "",
    "первому",
    "второму",
    "третьему",
    "четвёртому",
    "пятому",
    "шестому",
    "седьмому",
    "восьмому",
    "девятому",
    "десятому",
    "одиннадцатому",
    "двенадцатому",
    "тринадцатому",
    "четырнадцатому",
    "пятнадцатому",
    "шестнадцатому",
    "семнадцатому",
    "восемнадцатому",
    "девятнадцатому",
    "двадцатому",
)
_TENS = {20: ("двадцать", "двадцатому"), 30: ("тридцать", "тридцатому")}
_KINDS = {
    "совещание": "совещания",
    "семинар": "семинара",
    "вебинар": "вебинара",
    "круглый стол": "круглого стола",
}


def to_ordinal(number: int) -> str:
    """1 → «первому», 20 → «двадцатому», 21 → «двадцать первому»; from 40 on «40-му»."""
    tens, ones = divmod(number, 10)
    if tens * 10 not in _TENS:
        return _ORDINALS[number] if 0 < number < 20 else f"{number}-му"
    before, whole = _TENS[tens * 10]
    return f"{before} {_ORDINALS[ones]}" if ones else whole


def kind_of_meeting(kind: str) -> str:
    """A meeting's Вид in the genitive: «круглый стол» → «круглого стола»."""
    return _KINDS.get(kind, kind)


def day_in_words(day: date) -> str:
    """«18 февраля 2021 года»."""
    return f"{day_and_month(day)} {day.year} года"


def days_in_words(days: Sequence[date]) -> str:
    """«18–19 февраля 2021 года», «4 марта и 11 марта 2021 года»."""
    if len(days) == 1:
        return day_in_words(days[0])
    first, last = days[0], days[-1]
    if (last - first).days + 1 != len(days):
        *before, end = [day_and_month(day) for day in days]
        return f"{', '.join(before)} и {end} {last.year} года"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_in_words(last)}"
    return f"{day_and_month(first)} – {day_in_words(last)}"


def day_and_month(day: date) -> str:
    """«18 февраля»."""
    return f"{day.day} {MONTHS_GENITIVE[day.month - 1]}"


def clock(moment: time) -> str:
    """«13.00», as records write the time."""
    return f"{moment.hour}.{moment.minute:02}"


def people(number: int) -> str:
    """«1 человек, 2 человека, 5 человек» (packages of morphology give «19 людей»)."""
    return plural(number, "человек", "человека", "человек")


class Gender(Enum):
    """What the verb of a person's deed agrees with."""

    FEMALE = "а"
    MALE = ""
    MANY = "и"


_FEMALE = re.compile(r"\b[а-я]+(?:вна|чна)\b|\bкызы\b")
_MALE = re.compile(r"\b[а-я]+(?:вич|ич)\b|\bоглы\b|\bулы\b")


def gender(full_name: str) -> Gender | None:
    """Whose patronymic it is, or None where none tells: «Савва Е.К.»."""
    name = fold(full_name)
    words = name.split()[1:]  # a surname may look like a patronymic: «Попович»
    rest = " ".join(words)
    if _FEMALE.search(rest):
        return Gender.FEMALE
    return Gender.MALE if _MALE.search(rest) else None


_VERBS = re.compile(
    r"(?:рассказал|сообщил|познакомил|ознакомил|представил|доложил|отметил|выступил|подв[её]л"
    r"|проинформировал|информировал|предложил|напомнил|разъяснил|пояснил|пров[её]л|ответил"
    r"|поделил|обратил|озвучил|привлек|подчеркнул|зачитал|продемонстрировал|показал|объяснил"
    r"|раскрыл|остановил|проанализировал|дал|был|говорил)(?:а|и|о)?(?:сь|ся)?\b",
    re.IGNORECASE,
)


def tells_itself(text: str) -> bool:
    """Whether a text begins with its own verb: «познакомила с дорожной картой»."""
    return bool(_VERBS.match(text.strip()))


def told(who: Gender) -> str:
    """«рассказала», «рассказал», «рассказали»."""
    return f"рассказал{who.value}"


def joined(parts: Sequence[str]) -> str:
    """«ВПР, ОГЭ и ЕГЭ»."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} и {parts[-1]}"


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


_AFTER_DIGITS = re.compile(r"(?<=\d) (?=%(?!\})|\d{3}(?!\d))|(?<=\bп\.) (?=\d)")
_NUMBER = re.compile(r"№[ \u00a0]*(?=\d)")
_INITIALS_FIRST = re.compile(r"\b([А-ЯЁ]\.)[ \u00a0]?([А-ЯЁ]\.)[ \u00a0]?(?=[А-ЯЁ][а-яё])")
_INITIALS_LAST = re.compile(r"(?<=[а-яё])[ \u00a0]+([А-ЯЁ]\.)[ \u00a0]?(?:([А-ЯЁ]\.)|(?![А-ЯЁ]))")


def unbroken(text: str) -> str:
    """No line may end inside «№ 44», «И.О. Фамилия», «Фамилия И.О.», «79,2 %», «1 139» or «п. 2»:
    no-break spaces there."""
    text = _NUMBER.sub(f"№{NBSP}", text)
    text = _AFTER_DIGITS.sub(NBSP, text)
    text = _INITIALS_LAST.sub(lambda m: f"{NBSP}{m[1]}{m[2] or ''}", text)
    return _INITIALS_FIRST.sub(lambda m: f"{m[1]}{m[2]}{NBSP}", text)
