"""The numbers of problems, as people copy or type them."""

import re

from sheets_sync.letters import fold_code
from sheets_sync.problems import Check, Fault
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.text import as_text, quote

LENGTH = 10
_BETWEEN = re.compile(r"[;,\n\r\v\f]|\bи\b")
_NUMBERS = re.compile(rf"(?:[1-9]\d{{{LENGTH - 1}}})+")


class RemarkNumbers(Kind):
    """One number of ten digits or several, with blanks in and between them or without."""

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → a tuple of numbers as text; what is none adds its fault and is left out."""
        found: list[str] = []
        faults = []
        for part in _BETWEEN.split(raw if isinstance(raw, str) else as_text(raw)):
            digits = fold_code(part).replace("-", "")
            if _NUMBERS.fullmatch(digits):
                found += re.findall(rf"\d{{{LENGTH}}}", digits)
            elif digits:
                said = f"{quote(part)} — не номер замечания: в нём десять цифр"
                faults.append(Fault.of(Check.ACCEPTED_NUMBER, said, _FIX))
        return Reading(tuple(dict.fromkeys(found)) or None, tuple(dict.fromkeys(faults)))


_FIX = "скопируйте № с листа «Замечания» сводки"
REMARK_NUMBERS = RemarkNumbers()
