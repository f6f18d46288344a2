"""A school's code beside its name: «Ш-44 СОШ № 44», «СОШ № 44 (Ш-44)» are one school's or none."""

import re
from collections.abc import Iterable, Iterator

from sheets_sync.letters import fold, fold_code
from sheets_sync.problems import Check
from sheets_sync.tables.kinds.base import Miss, Reading
from sheets_sync.tables.kinds.schools import SchoolEntry, SchoolNames
from sheets_sync.tables.kinds.text import quote

_CODE = re.compile(r"\(?\b[а-яa-z]{1,4}[-–]?\d{1,4}[а-я]?\b\)?")
_BETWEEN = " -–—,;:./()"


class CodedSchools:
    """The directory of schools as a lookup: a name, a code, or both that agree → the code."""

    def __init__(self, entries: Iterable[SchoolEntry]) -> None:
        every = tuple(entries)
        self._names = SchoolNames(every)
        self._coded = {fold_code(one.code): one for one in every if not one.code.isdecimal()}
        self._short = {one.code: one.name for one in every}

    def __call__(self, text: str) -> Reading:
        """Text as typed → the code of the one school that fits."""
        for entry, rest in self._codes(fold(text)):
            named = self._names(rest).value
            if named == entry.code:
                return Reading(named)
            if named:
                return self._disagreeing(text, entry, named)
        return self._names(text)

    def _codes(self, folded: str) -> Iterator[tuple[SchoolEntry, str]]:
        """Each code in a text, and the text without it."""
        for match in _CODE.finditer(folded):
            entry = self._coded.get(fold_code(match[0].strip("()")))
            rest = f"{folded[: match.start()]} {folded[match.end() :]}".strip(_BETWEEN)
            if entry and rest:
                yield entry, rest

    def _disagreeing(self, text: str, entry: SchoolEntry, named: str) -> Reading:
        message = f"{quote(text)}: код — {entry.name} ({entry.code}), а название — "
        fix = "проверьте, какая это школа, и впишите верный код или название"
        said = f"{message}{self._short[named]} ({named})"
        return Reading.refused(Check.SCHOOL_CODE_AND_NAME, said, fix, Miss.MANY)
