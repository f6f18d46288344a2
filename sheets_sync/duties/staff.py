"""Who is meant: tutors, the keepers of books, and people as the cells name them."""

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.duties.duty import Person
from sheets_sync.letters import clean
from sheets_sync.problems import Problem
from sheets_sync.reading.directories import school_lookup
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

_POST = re.compile(r"^[а-яё][а-яё -]*(?=[А-ЯЁ])")
"""What stands before a surname: «методист Сомова»."""

_FEW = 3
"""Of more tutors of a subject none is asked by name to help a school."""


class Staff:
    """Everybody who can owe something on the report date; who has left owes nothing, the keeper of
    the book does."""

    def __init__(self, analysis: Analysis) -> None:
        self._lookup = analysis.facts.centre.tutor
        self._names = analysis.tutor_names
        self._answer = analysis.keepers
        self._find_school = school_lookup(analysis.shelf.records["schools"])
        schools = analysis.shelf.records["schools"].every
        self._schools: dict[str, str] = {
            c: n for c, n in zip(schools["code"], schools["name"], strict=True) if n
        }
        self._tutors = tutors = by_code(analysis.shelf.records["tutors"].every)
        mails = tutors["email"].dropna() if "email" in tutors else pd.Series(dtype=object)
        self._mails = {str(code): clean(mail) for code, mail in mails.items()}
        self._today = pd.Timestamp(analysis.today)
        self._gone = frozenset(tutors.index[tutors["until"].lt(self._today)])
        self._keepers: dict[str, Who] = {}
        self._as_shown: dict[tuple[str, str], Person] = {}
        settings = analysis.workspace
        written = {settings.owners[book]: mail for book, mail in settings.mails.items()}
        for book, name in settings.owners.items():
            self._keepers[book] = (self._keeper(name, written.get(name, "")),)

    def keeper(self, place: Place) -> Who:
        """Who keeps a book, by `[owners]` of workspace.toml."""
        return self._keepers.get(place.book, ())

    def tutor(self, code: str, place: Place) -> Who:
        """A tutor; of one who has left the keeper of the book."""
        return (self._person(code),) if self._works(code) else self.keeper(place)

    def if_gone(self, code: str) -> str:
        """What is said beside the work of a tutor who has left, for another answers for it."""
        return "" if self._works(code) else f" (тьютор ушёл: {self._names.get(code, code)})"

    def named(self, text: str, place: Place) -> Who:
        """Everybody a text names: tutors, people, else a group in its own words."""
        found = dict.fromkeys(self._in_text(clean(text)))
        here = tuple(person for person in found if not person.code or self._works(person.code))
        return here if here or not found else self.keeper(place)

    def answering(self, text: str, place: Place, schools: Iterable[str] = ()) -> Who:
        """Everybody a text names, and who answers for the schools it is about; a tutor of a school
        answers alone."""
        who = self.named(text, place)
        if any(person.code for person in who):
            return who
        parts = filter(None, map(str.strip, BETWEEN.split(text)))
        meant = [*schools, *(code for part in parts if (code := self._find_school(part).value))]
        return tuple(dict.fromkeys((*who, *self.of_schools(meant, place))))

    def owner(self, problem: Problem) -> Who:
        """Who can mend a problem."""
        if problem.whose:
            return (self._person(problem.whose),)
        if problem.owner is None:
            return ()
        return (self._one(problem.owner) or Person(problem.owner),)

    def school(self, code: str) -> str:
        """How a school is named."""
        return self._schools.get(code, code)

    def of_schools(self, schools: Iterable[str], place: Place) -> Who:
        """Who answers for schools: curators, and where a school has none the tutors it is attached
        to."""
        found: list[Person] = []
        for school in schools:
            curator = self._answer.curators.get(school)
            tutors = map(self._person, self._answer.attached.get(school, ()))
            found += self.named(curator, place) if curator else tutors
        return tuple(dict.fromkeys(found))

    def helpers(self, school: str, subject: str, place: Place) -> Who:
        """Who could help a school in a subject: its tutors of the subject, else the few there are
        of the subject; and its curator. Of many tutors the curator chooses."""
        curator = self._answer.curators.get(school)
        codes = self._answer.teaching.get((school, subject)) or self._of_subject(subject)
        tutors = tuple(map(self._person, codes))
        curators = self.named(curator, place) if curator else ()
        return tuple(dict.fromkeys((*tutors, *curators))) or self.keeper(place)

    def _of_subject(self, subject: str) -> list[str]:
        """The tutors of a subject who work, if they are few."""
        begun = self._tutors["since"].le(self._today)
        every = self._tutors.index[self._tutors["subject"].eq(subject) & begun]
        working = sorted(filter(self._works, every), key=lambda code: self._names[code])
        return working if len(working) <= _FEW else []

    def _works(self, code: str) -> bool:
        return code in self._names and code not in self._gone

    def _person(self, code: str) -> Person:
        return Person(self._names[code], code, self._mails.get(code, ""))

    def _keeper(self, name: str, mail: str) -> Person:
        """A keeper in the settings' words, by which cells that name the same person are known."""
        person = self._one(name) or Person(name)
        if person.code:
            self._mails.setdefault(person.code, mail)
            person = self._person(person.code)
        else:
            person = Person(name, mail=mail)
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
        said = split_person(text) or split_person(_POST.sub("", text))
        if said is None:
            return None
        written = _WRITTEN.search(text)
        return self._as_shown.get(said) or (Person(" ".join(said)) if written else None)


def _is_post(part: str) -> bool:
    word = part.split()[0]
    return is_post(word.casefold()) and not _GROUP.fullmatch(word)
