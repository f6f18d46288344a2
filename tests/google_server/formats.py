"""Numbers, dates and booleans as a spreadsheet's locale shows them.

Only what a test may meet; a pattern that is not understood raises NotModelledError, never a guess.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from .errors import Json, NotModelledError


@dataclass(frozen=True, slots=True)
class Locale:
    """How a country writes things; the default number format is a pattern as any other."""

    point: str
    thousands: str
    date: str
    time: str
    yes: str
    no: str
    sheet: str

    @property
    def separator(self) -> str:
        """What stands between the arguments of a formula."""
        return ";" if self.point == "," else ","


LOCALES = {
    "en_US": Locale(".", ",", "m/d/yyyy", "h:mm:ss am/pm", "TRUE", "FALSE", "Sheet"),
    "en_GB": Locale(".", ",", "dd/mm/yyyy", "hh:mm:ss", "TRUE", "FALSE", "Sheet"),
    "ru_RU": Locale(",", "\u00a0", "dd.mm.yyyy", "h:mm:ss", "ИСТИНА", "ЛОЖЬ", "Лист"),
    "de_DE": Locale(",", ".", "dd.mm.yyyy", "hh:mm:ss", "WAHR", "FALSCH", "Tabellenblatt"),
}
"""The locales this server speaks."""

_EPOCH = datetime(1899, 12, 30)
_DATE_TOKENS = re.compile(r"""\[h+\]|y+|m+|d+|h+|s+|am/pm|"[^"]*"|\\.|[^a-z"\\]""", re.IGNORECASE)
_NUMBER_TOKENS = re.compile(r"""[#0,]+(?:\.[0#]*)?|"[^"]*"|[\\_*].|\[[^\]]*\]|[^;"\\#0]""")
_NUMBER = re.compile(r"([#0,]*)(?:\.([0#]*))?")


def boolean(value: bool, locale: str) -> str:
    """ИСТИНА, TRUE, WAHR."""
    return LOCALES[locale].yes if value else LOCALES[locale].no


def number(value: float, number_format: Json, locale: str) -> str:
    """A number by its format; without one as Google's automatic format shows it."""
    here = LOCALES[locale]
    kind = number_format.get("type", "NUMBER_FORMAT_TYPE_UNSPECIFIED")
    usual = {
        "DATE": here.date,
        "TIME": here.time,
        "DATE_TIME": f"{here.date} {here.time}",
        "NUMBER": "#,##0.00",
        "PERCENT": "0.00%",
    }
    pattern = number_format.get("pattern") or usual.get(kind, "")
    if kind in ("DATE", "TIME", "DATE_TIME"):
        return _moment(value, pattern)
    if pattern in ("", "@", "General"):
        digits = 15 if value == int(value) else 10
        return f"{value:.{digits}g}".replace("e+", "E+").replace(".", here.point)
    return _by_pattern(value, pattern, here)


def serial_of(value: float) -> datetime:
    """The moment a serial number means, to the second."""
    return _EPOCH + timedelta(seconds=round(value * 86400))


def _moment(value: float, pattern: str) -> str:
    moment = serial_of(value)
    tokens = _DATE_TOKENS.findall(pattern)
    if "".join(tokens) != pattern:
        raise NotModelledError(f"the date pattern {pattern}")
    twelve = any(token.lower() == "am/pm" for token in tokens)
    parts = []
    for position, token in enumerate(tokens):
        minutes = token[0] in "mM" and _is_minutes(tokens, position)
        parts.append(_moment_part("n" * len(token) if minutes else token, moment, value, twelve))
    return "".join(parts)


def _is_minutes(tokens: list[str], position: int) -> bool:
    """«m» is minutes after hours or before seconds, else months."""
    letters = [
        token[0].lower() for token in tokens[:position] if token[0].isalpha() or token[0] == "["
    ]
    after = [token[0].lower() for token in tokens[position + 1 :] if token[0].isalpha()]
    return bool((letters and letters[-1] in "h[") or (after and after[0] == "s"))


def _moment_part(token: str, moment: datetime, value: float, twelve: bool) -> str:
    kind, width = token[0].lower(), len(token)
    if token.lower() == "am/pm":
        return "AM" if moment.hour < 12 else "PM"
    if kind == "[":
        return f"{round(value * 86400) // 3600:0{width - 2}}"
    if kind in "md" and width > 2:
        raise NotModelledError(f"names of months and days ({token})")
    hour = (moment.hour - 1) % 12 + 1 if twelve else moment.hour
    numbers = {
        "y": moment.year if width > 2 else moment.year % 100,
        "m": moment.month,
        "d": moment.day,
        "h": hour,
        "n": moment.minute,
        "s": moment.second,
    }
    return f"{numbers[kind]:0{width}}" if kind in numbers else _literal(token)


def _by_pattern(value: float, pattern: str, here: Locale) -> str:
    sections = re.findall(r"""(?:"[^"]*"|\\.|[^;"\\])+""", pattern)
    chosen = 0
    if value < 0 and len(sections) > 1:
        chosen, value = 1, -value
    elif value == 0 and len(sections) > 2:
        chosen = 2
    tokens = _NUMBER_TOKENS.findall(sections[chosen])
    if "".join(tokens) != sections[chosen]:
        raise NotModelledError(f"the number pattern {pattern}")
    exact = abs(Decimal(repr(value))) * (100 if "%" in tokens else 1)
    texts = [
        _digits(exact, token, here) if token[0] in "#0" else _literal(token) for token in tokens
    ]
    sign = "-" if value < 0 and chosen == 0 else ""
    return sign + "".join(texts)


def _literal(token: str) -> str:
    """What stands for itself; fillers («_x», «*x») and colours («[Red]») show nothing."""
    if token[0] == '"':
        return token.strip('"')
    if token[0] in "_*[":
        return ""
    if token.isalpha() or token in "?@":
        raise NotModelledError(f"«{token}» in a number format")
    return token.removeprefix("\\")


def _digits(value: Decimal, token: str, here: Locale) -> str:
    found = _NUMBER.fullmatch(token)
    if not found:
        raise NotModelledError(f"the number pattern {token}")
    decimals = found[2] or ""
    step = Decimal(1).scaleb(-len(decimals))
    rounded = value.quantize(step, ROUND_HALF_UP)
    grouping = "," if "," in found[1] else ""
    whole, _, fraction = f"{rounded:{grouping}f}".partition(".")
    needed = len(decimals.rstrip("#"))
    while len(fraction) > needed and fraction.endswith("0"):
        fraction = fraction[:-1]
    whole = whole.zfill(found[1].count("0")) if whole != "0" or "0" in found[1] else ""
    return whole.replace(",", here.thousands) + (here.point + fraction if fraction else "")
