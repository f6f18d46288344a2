"""What a value in `workspace.toml` may be."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sheets_sync.periods import weekday_of, weekly_of
from sheets_sync.stores.files import whole_name

_MOST_COUNT = 1_000_000


def is_text(value: Any) -> bool:
    """A text with something in it."""
    return isinstance(value, str) and bool(value.strip())


def is_texts(value: Any) -> bool:
    """A list of texts, not empty."""
    return isinstance(value, list) and bool(value) and all(map(is_text, value))


def is_day(value: Any) -> bool:
    """A day without a time."""
    return isinstance(value, date) and not isinstance(value, datetime)


def is_number(value: Any, most: float) -> bool:
    """A number above zero, up to the most allowed."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= most


def is_whole(value: Any, most: int) -> bool:
    """A whole number from 0 up to the most allowed."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def is_percent(value: Any) -> bool:
    """A whole number of percent from 0 to 100."""
    return is_whole(value, 100)


def is_count(value: Any) -> bool:
    """A whole number from 1."""
    return is_whole(value, _MOST_COUNT) and value > 0


def is_mail(value: Any) -> bool:
    """An address of mail."""
    return is_text(value) and bool(re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+", value))


def is_host(value: Any) -> bool:
    """A server and its port."""
    found = re.fullmatch(r"[^\s:/@]+:(\d{1,5})", value) if is_text(value) else None
    return found is not None and 0 < int(found[1]) < 1 << 16


def is_flag(value: Any) -> bool:
    """True or false."""
    return isinstance(value, bool)


def is_section(value: Any) -> bool:
    """A section, whatever stands in it."""
    return isinstance(value, dict)


def is_sections(value: Any) -> bool:
    """Sections, whatever stands in them."""
    return is_section(value) and all(map(is_section, value.values()))


def is_names(value: Any) -> bool:
    """A section of texts."""
    return isinstance(value, dict) and all(map(is_text, value.values()))


def is_owners(value: Any) -> bool:
    """A section of texts, or of a name with or without an address of mail."""
    return isinstance(value, dict) and all(is_text(one) or _is_owner(one) for one in value.values())


def _is_owner(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() - {"name", "mail"}:
        return False
    return is_text(value.get("name")) and ("mail" not in value or is_mail(value["mail"]))


def is_weekday(value: Any) -> bool:
    """A day of the week, as people write it."""
    return isinstance(value, str) and weekday_of(value) is not None


def is_weekly(value: Any) -> bool:
    """A day of the week and a time, as people write them."""
    return isinstance(value, str) and weekly_of(value) is not None


def is_mails(value: Any) -> bool:
    """An address of mail, or several."""
    return is_mail(value) or (isinstance(value, list) and bool(value) and all(map(is_mail, value)))


def is_heads(value: Any) -> bool:
    """Sections of texts, or of lists of texts."""
    return isinstance(value, dict) and all(map(_are_heads, value.values()))


def _are_heads(value: Any) -> bool:
    return isinstance(value, dict) and all(is_text(v) or is_texts(v) for v in value.values())


def is_summary(value: Any) -> bool:
    """The file or the address of a summary."""
    if not is_text(value):
        return False
    return whole_name(value).startswith("https://") or value.lower().endswith(".xlsx")


def is_zone(value: Any) -> bool:
    """The name of a time zone."""
    try:
        ZoneInfo(value)
    except (ValueError, TypeError, OSError, KeyError):
        return False
    return True


def is_rule(value: Any) -> bool:
    """A rule of low results."""
    return value in ("R1", "R2", "R1 or R2", "R1 and R2")
