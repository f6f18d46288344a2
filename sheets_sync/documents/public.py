"""A record for the site: nobody who was absent is named anywhere in it."""

import re
from collections.abc import Iterable
from typing import Any

from sheets_sync.documents.meeting_facts import Meeting
from sheets_sync.documents.persons import Colleague
from sheets_sync.documents.subject import Part
from sheets_sync.letters import fold
from sheets_sync.tables.kinds.declension import declined

INSTEAD = "тьютор"
"""What stands in place of a name; the sentence around it stays as it was typed."""
_FREE = ("повестка", "решения", "прочие_решения", "незакрытые_поручения")
"""Texts in which anybody may be named; those present and those who sign were not absent."""
_WORD = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")
_INITIALS_BEFORE = re.compile(r"(?:[А-ЯЁ]\.\s?){1,2}$")
_BEHIND = re.compile(
    r"\s[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?|\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вна|ич|чна)[а-яё]{0,2}\b"
)


def without_absentees(part: Part, meeting: Meeting) -> Part:
    """The same with «тьютор» for everybody who was absent or is not marked, in what is said of
    the record too."""
    gone = [*(p for group in meeting.absent.values() for p in group), *meeting.unmarked]
    names = _Names(gone)
    free = {name: names.taken_out(part.values[name]) for name in _FREE}
    said = (tuple(map(names.taken_out, lines)) for lines in (part.blocking, part.warnings))
    return Part({**part.values, **free}, *said)


class _Names:
    """Finds people in a text in any case, with initials or names beside the surname."""

    def __init__(self, people: Iterable[Colleague]) -> None:
        self.forms = {form for p in people for form in declined(p.full.split()[0])}

    def taken_out(self, value: Any) -> Any:
        """The same values, lists and dicts with the names taken out of every text."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.taken_out(one) for one in value]
        if isinstance(value, dict):
            return {name: self.taken_out(one) for name, one in value.items()}
        return value

    def _text(self, text: str) -> str:
        found = [m for m in _WORD.finditer(text) if fold(m[0]) in self.forms]
        for match in reversed(found):
            start, end = self._whole(text, match)
            text = text[:start] + INSTEAD + text[end:]
        return text

    def _whole(self, text: str, surname: re.Match[str]) -> tuple[int, int]:
        """The name with the initials before it, or the initials or names behind it."""
        before = _INITIALS_BEFORE.search(text[: surname.start()])
        after = _BEHIND.match(text, surname.end())
        start = before.start() if before else surname.start()
        return start, after.end() if after else surname.end()
