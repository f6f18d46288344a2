"""Who was at a meeting, and when a form was sent: the cells of a list of those present."""

import re
from datetime import date, datetime

from sheets_sync.problems import Check
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Miss, Reading
from sheets_sync.tables.kinds.dates import DATE, Date
from sheets_sync.tables.kinds.people import split_person
from sheets_sync.tables.kinds.refs import Ref
from sheets_sync.tables.kinds.text import as_text, quote

_DAY_FIRST = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2}")

_WORDS = re.compile(r"[^\W\d_]+")
_PATRONYMIC = re.compile(r"(?:вич|вна|ична|оглы|кызы|улы)\b", re.IGNORECASE)


class Attendee(Ref):
    """A tutor's code, or «Фамилия И.О.» of somebody who is none."""

    takes_anything = True

    def __init__(self) -> None:
        super().__init__("tutors", listed="Тьюторы")

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Text → whom it names; a name close to a tutor's is no tutor's, with a warning."""
        reading = super().parse(raw, context)
        text = as_text(raw)
        person = split_person(text) if reading.miss in (Miss.NONE, Miss.NEAR) else None
        if person is None or not _like_a_name(text):
            return reading
        name = " ".join(person).strip()
        if reading.miss is Miss.NONE:
            return Reading(name)
        said = f"{quote(text)} похоже на тьютора, но записано иначе: считается не тьютором"
        return Reading.remarked(name, Check.PERSON_NEAR, said, reading.faults[0].fix)


def _like_a_name(text: str) -> bool:
    """Whether words that might be a name are one: no number, and capitals or a patronymic."""
    words = _WORDS.findall(text)[:3]
    whole = all(word[0].isupper() for word in words) or _PATRONYMIC.search(text) is not None
    return whole and not any(map(str.isdecimal, text))


class Stamp(Date):
    """The day of a time stamp, «2021/02/18 1:05:33 PM GMT+3» too; nothing where there is none."""

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → a day; never a fault, for nobody types it."""
        if isinstance(raw, datetime):
            return Reading(raw.date())
        if isinstance(raw, date):
            return Reading(raw)
        found = _DAY_FIRST.match(as_text(raw))
        return Reading(DATE.read(found[0].replace("/", "."), context).value if found else None)


ATTENDEE: Kind = Attendee()
STAMP: Kind = Stamp()
