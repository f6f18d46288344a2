"""References to directories, marks, and teachers who are in no directory."""

import re
from dataclasses import replace

from sheets_sync.letters import fold
from sheets_sync.problems import Check
from sheets_sync.sheet.cells import PersonChip, Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.others import others
from sheets_sync.tables.kinds.people import several, split_person
from sheets_sync.tables.kinds.text import as_text, found, in_either_layout, quote
from sheets_sync.tables.kinds.words import MARK_MEANING

_PEOPLE = "tutors"
_TICKED = ("ИСТИНА", "TRUE", "☑", "✓", "✔")
_UNTICKED = ("ЛОЖЬ", "FALSE", "☐", "□")
_CODE = re.compile(r"([а-яa-z]{1,3})\s*-?\s*(\d{1,6})")


class Ref(Kind):
    """A reference to an entry of a directory; unchecked text where the directory is missing."""

    def __init__(
        self, lookup: str, offers_from: tuple[str, str] | None = None, listed: str = ""
    ) -> None:
        self.lookup = lookup
        self.offers_from = offers_from
        self.listed = listed
        self.entry = "list" if offers_from or listed else "text"

    def settled(self, raw: Raw, context: Context) -> bool:
        """A key of the directory, typed as it stands there."""
        return raw in context.keys.get(self.lookup, ())

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → the entry's key."""
        lookup = context.lookups.get(self.lookup)
        if lookup and self.lookup == _PEOPLE and isinstance(raw, PersonChip):
            known = lookup(raw.email)
            if known.sure:
                return known
        text = as_text(raw)
        return lookup(text) if lookup else Reading(text)


class FirstTutor(Ref):
    """Who leads a consultation; of two the second has a column of their own, named `second`."""

    def __init__(self, second: str) -> None:
        super().__init__(_PEOPLE, listed="Тьюторы")
        self._fix = f"впишите одного человека, второго — в столбец «{second}»"

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → the tutor's code."""
        reading = super().parse(raw, context)
        faults = (
            replace(fault, fix=self._fix) if fault.check is Check.PERSON_SEVERAL else fault
            for fault in reading.faults
        )
        return replace(reading, faults=tuple(faults))


class Mark(Ref):
    """One mark of the register: the whole cell, looked up among the marks."""

    def __init__(self) -> None:
        super().__init__("marks", ("Отметки", "Отметка"), "Отметки")

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → what it counts as; a ticked box is presence, unless «Отметки» say otherwise.

        A box without its tick is nobody's answer yet: it counts only if «Отметки» say as what.
        """
        if not isinstance(raw, bool):
            return super().parse(raw, context)
        lookup = context.lookups.get(self.lookup)
        signs = (_TICKED if raw else _UNTICKED) if lookup else ()
        said = (lookup(sign).value for sign in signs if lookup)
        meaning = next(filter(None, said), MARK_MEANING.offers[0] if raw else None)
        return Reading(meaning) if meaning else super().parse(raw, context)


class Teacher(Kind):
    """A teacher by name or code; the value is «Фамилия И.О.» or the code in capitals."""

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Text → the name as the program writes it."""
        text = as_text(raw)
        beside = others(text) if isinstance(raw, str) else None
        if beside and beside[0]:
            return self.parse(beside[0], context)
        if isinstance(raw, str) and several(text):
            message = f"{quote(text)} — несколько педагогов в одной ячейке"
            return Reading.refused(
                Check.TEACHER_SEVERAL,
                message,
                "впишите одного, а для каждого другого допишите строку в конце листа",
            )
        reading = in_either_layout(text, _teacher) if isinstance(raw, str) else None
        fix = "впишите «Фамилия И.О.» или код; группу без имён — числом в столбец «Количество»"
        return reading or Reading.refused(
            Check.TEACHER_UNREADABLE, f"{quote(text)} — не фамилия и не код", fix
        )


def _teacher(text: str) -> Reading | None:
    if match := _CODE.fullmatch(fold(text)):
        return found(f"{match[1]}-{match[2]}".upper(), text)
    person = split_person(text)
    return found(" ".join(person).strip(), text) if person else None


MARK = Mark()
TEACHER = Teacher()
