"""Who is meant: tutors, the keepers of books, and people as the cells name them."""

import re
from collections.abc import Iterator

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.duties.duty import Person
from sheets_sync.letters import clean
from sheets_sync.reading.frames import by_code
from sheets_sync.sheet.cells import Place
from sheets_sync.tables.kinds.people import BETWEEN, is_post, split_person

Who = tuple[Person, ...]

_GROUP = re.compile(
    r"все|школы|классные|администраци\w+|учителя|директора|завучи|педагоги|психологи"
    r"|(?:методист|тьютор|специалист)ы|(?:руководител|заместител)и",
    re.IGNORECASE,
)
"""What begins like a post and is nobody's: «тьюторы по ВПР»."""

_WRITTEN = re.compile(r"\b[А-ЯЁ]\.|(?:вич|вна|ична)\b")
"""Initials or a patronymic: without them two words are no name of somebody we do not know."""


class Staff:
    """Everybody who can owe something on the report date; who has left owes nothing, the keeper of
    the book does."""

    def __init__(self, analysis: Analysis) -> None:
        self._lookup = analysis.facts.centre.tutor
        self._names = analysis.tutor_names
        tutors = by_code(analysis.shelf.records["tutors"].every)
        mails = tutors["email"].dropna() if "email" in tutors else pd.Series(dtype=object)
        self._mails = {str(code): clean(mail) for code, mail in mails.items()}
        self._gone = frozenset(tutors.index[tutors["until"].lt(pd.Timestamp(analysis.today))])
        self._keepers: dict[str, Who] = {}
        self._as_shown: dict[tuple[str, str], Person] = {}
        for book, name in analysis.workspace.owners.items():
            self._keepers[book] = (self._keeper(name),)

    def keeper(self, place: Place) -> Who:
        """Who keeps a book, by `[owners]` of workspace.toml."""
        return self._keepers.get(place.book, ())

    def tutor(self, code: str, place: Place) -> Who:
        """A tutor; of one who has left the keeper of the book."""
        return (self._person(code),) if self._works(code) else self.keeper(place)

    def named(self, text: str, place: Place) -> Who:
        """Everybody a text names: tutors, people, else a group in its own words."""
        found = dict.fromkeys(self._in_text(clean(text)))
        here = tuple(person for person in found if not person.code or self._works(person.code))
        return here if here or not found else self.keeper(place)

    def _works(self, code: str) -> bool:
        return code in self._names and code not in self._gone

    def _person(self, code: str) -> Person:
        return Person(self._names[code], code, self._mails.get(code, ""))

    def _keeper(self, name: str) -> Person:
        """A keeper in the settings' words, by which cells that name the same person are known."""
        person = self._one(name) or Person(name)
        person = person if person.code else Person(name)
        if said := split_person(name):
            self._as_shown |= {said: person, (said[0], ""): person}
        return person

    def _in_text(self, text: str) -> Iterator[Person]:
        """The people of a text, or the text where it names nobody; a post is nobody."""
        parts = [part.strip() for part in BETWEEN.split(text) if part.strip(" .")]
        people = [self._one(part) for part in parts]
        if not any(people):
            yield from [Person(text)] if text else []
            return
        beside = False
        for part, person in zip(parts, people, strict=True):
            beside = not person and (beside or _is_post(part))
            if not beside:
                yield person or Person(part)

    def _one(self, text: str) -> Person | None:
        """The one person a text names, if it does."""
        code = self._lookup(text).value
        if code in self._names:
            return self._person(code)
        said = split_person(text)
        if said is None:
            return None
        written = _WRITTEN.search(text)
        return self._as_shown.get(said) or (Person(" ".join(said)) if written else None)


def _is_post(part: str) -> bool:
    word = part.split()[0]
    return is_post(word.casefold()) and not _GROUP.fullmatch(word)
