"""School classes: «5», «5А», «5 класс»."""

import re

from sheets_sync.letters import fold
from sheets_sync.problems import Check
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.text import as_text, found, quote

LAST = 11
_CLASS = re.compile(
    r"(\d{1,2})\s*(?:-?(?:[ыо]?й|(?:[ыи]?е|[ыи]?х)(?=\s*кл)))?(?:\s*кл(?:\.|асс\w*)?)?\s*-?\s*"
    r"(?:[«\"'(]?([а-яa-z]{1,2})[»\"')]?)?\s*(?:кл(?:\.|асс\w*)?)?\.?"
)


class SchoolClass(Kind):
    """A class or a whole parallel; the value is «5А» or «5»."""

    listed = "Классы"

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → the class as it is written."""
        text = as_text(raw)
        match = _CLASS.fullmatch(fold(text))
        if match is None or not 1 <= int(match[1]) <= LAST:
            fix = "впишите класс, например 5 или 5А"
            return Reading.refused(Check.CLASS_UNREADABLE, f"{quote(text)} — не класс", fix)
        return found(f"{int(match[1])}{(match[2] or '').upper()}", text)


def grade_of(name: str) -> int:
    """The parallel of a class: «5А» → 5."""
    return int(re.match(r"\d+", name)[0])  # type: ignore[index]


CLASS = SchoolClass()
