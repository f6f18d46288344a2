"""What a number format shows of a date."""

import re

SAID = re.compile(r'"[^"]*"?|\\.')
"""What stands in a number format for itself."""
_SET_APART = re.compile(r"\[[^\]]*\]|_.|\*.")


def shows_month_alone(pattern: str) -> bool:
    """Whether a format (in its English letters) shows a month and neither day nor time."""
    shown = _SET_APART.sub("", SAID.sub("", pattern)).partition(";")[0].lower()
    return "m" in shown and not any(letter in shown for letter in "dhs0#")
