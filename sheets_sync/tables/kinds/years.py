"""School years and their halves."""

import re

from sheets_sync.letters import fold
from sheets_sync.periods import SchoolYear
from sheets_sync.problems import Check
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.text import as_text, found, in_either_layout, quote

SCHOOL_YEAR = r"(\d{4}|\d{2})\s*(?:-+|/|\\|\s)\s*(\d{4}|\d{2})"
YEAR_WORDS = r"(?:\s*(?:уч(?:ебн\w*)?\.?)?\s*(?:г(?:од\w*|г)?\.?)?)"
_YEAR = re.compile(SCHOOL_YEAR + YEAR_WORDS)
_PLAIN_YEAR = re.compile(r"\d{4}\s*[-–—]\s*\d{4}")

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LIKE_ROMAN = str.maketrans("іiⅰl|ӏvⅴу", "iiiiiivvv")
_ROMAN_SIGNS = {"ⅱ": 2, "ⅲ": 3, "ⅳ": 4, "п": 2, "ш": 3}
_ORDINAL_WORDS = (("перв", 1), ("втор", 2), ("трет", 3), ("четв", 4))
_NUMERAL = re.compile(r"([1-4])(?:-?(?:о?е|а?я|о?й|о?го|ом|ую))?")
_HALF_WORD = re.compile(r"п(?:олуг(?:од\w*)?\.?|/г|\.\s?г\.?)|п-г")


def ordinal(word: str) -> int | None:
    """The number 1..4 a folded word stands for: 2, 2-е, II (in any letters), второе."""
    if match := _NUMERAL.fullmatch(word):
        return int(match[1])
    if word in _ROMAN_SIGNS:
        return _ROMAN_SIGNS[word]
    roman = _ROMAN.get(word.translate(_LIKE_ROMAN))
    return roman or next((n for start, n in _ORDINAL_WORDS if word.startswith(start)), None)


def consecutive(first: str, second: str) -> int | None:
    """The year school begins in, of two typed years of two or four digits that follow."""
    begin = int(first) if len(first) == 4 else 2000 + int(first)
    end = int(second) if len(second) == 4 else begin // 100 * 100 + int(second)
    return begin if end == begin + 1 and 1990 <= begin <= 2100 else None


class YearInWords(Kind):
    """A school year; the value is «2020–2021»."""

    listed = "Учебные годы"

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Text → the year as it is written."""
        text = as_text(raw)
        example = f"впишите два года, например {SchoolYear(context.school_year)}"
        match = _YEAR.fullmatch(fold(text))
        if match is None or not isinstance(raw, str):
            return Reading.refused(
                Check.YEAR_UNREADABLE, f"{quote(text)} — не учебный год", example
            )
        begin = consecutive(match[1], match[2])
        if begin is None:
            message = f"{quote(text)}: годы не идут друг за другом"
            return Reading.refused(Check.YEAR_IMPOSSIBLE, message, example)
        year = str(SchoolYear(begin))
        if _PLAIN_YEAR.fullmatch(text):
            return Reading(year)
        message = f"{quote(text)} прочитано как «{year}»"
        return Reading.remarked(year, Check.YEAR_STYLE, message)


class Half(Kind):
    """A half of the school year; the value is I or II."""

    entry = "list"
    offers = ("I", "II")

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → I or II."""
        text = as_text(raw)
        return in_either_layout(text, _half) or Reading.refused(
            Check.HALF_UNREADABLE, f"{quote(text)} — не полугодие", "впишите I или II"
        )


def _half(text: str) -> Reading | None:
    word = _HALF_WORD.sub("", fold(text)).strip(" .,")
    half = {1: "I", 2: "II"}.get(ordinal(word) or 0)
    if half is None:
        return None
    return found(half, text) if len(text) > 4 else Reading(half)  # «II» is Latin as a rule


YEAR = YearInWords()
HALF = Half()
