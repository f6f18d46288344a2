"""Numbers as they are shown: rounded half up, once."""

import re
from fractions import Fraction
from math import floor

DASH = "–"


def whole(number: int) -> str:
    """A whole number with groups: 1 240 (non-breaking)."""
    return f"{number:,}".replace(",", "\u00a0")


Key = list[tuple[int, str]]
"""What `natural` sorts by."""


def natural(name: str) -> Key:
    """A sort key by which № 2 comes before № 10."""
    parts = re.findall(r"\d+|\D+", name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def half_up(value: Fraction, digits: int) -> Fraction:
    """Rounded half up to so many decimals, exactly."""
    scale = 10**digits
    return Fraction(floor(value * scale + Fraction(1, 2)), scale)


def half_up_share(part: int, total: int, digits: int) -> float:
    """A quotient of whole numbers rounded half up to so many decimals, exactly; `total` > 0."""
    scale: int = 10**digits
    return (2 * part * scale + total) // (2 * total) / scale


def half_up_float(value: float, digits: int) -> str:
    """A number rounded half up as people write it: «49,44»."""
    exact = Fraction(repr(value))  # what the shortest writing of the number says
    return f"{float(half_up(exact, digits)):.{digits}f}".replace(".", ",")


def percent_text(part: int, total: int) -> str:
    """A share as people write it: «79,2 %»; «–» for n/0."""
    if not total:
        return DASH
    tenths = half_up(Fraction(part, total) * 100, 1)
    return f"{float(tenths):.1f}".replace(".", ",") + "\u00a0%"


def signed(value: float, digits: int = 0) -> str:
    """A change as people write it: «+2», «−14,0»."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + f"{abs(value):.{digits}f}".replace(".", ",")


def with_ratio(part: int, total: int) -> str:
    """«79,2 % (19/24)»"""
    return f"{percent_text(part, total)} ({whole(part)}/{whole(total)})" if total else DASH
