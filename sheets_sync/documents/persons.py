"""People as a document names them: in full, «О.Д. Меркулова», with a post, «рассказала»."""

import re
from dataclasses import dataclass

from sheets_sync.analysis import Analysis
from sheets_sync.documents.grammar import Gender, gender
from sheets_sync.errors import UsageError
from sheets_sync.letters import clean
from sheets_sync.reading.frames import each
from sheets_sync.tables.kinds.people import several, short_name, split_person


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, or a group, as the tables name them.

    `name` is what is printed, `signed` the same as «О.Д. Меркулова», `gender` is None where the
    name does not tell.
    """

    name: str
    post: str = ""
    signed: str = ""
    gender: Gender | None = None

    @property
    def full(self) -> str:
        """«Меркулова Ольга Денисовна, начальник отдела МКУ ИМЦ»."""
        return ", ".join(filter(None, (self.name, self.post)))

    @property
    def group(self) -> bool:
        """Whether it is no one person: «учителя-тьюторы по ВПР»."""
        return self.gender is Gender.MANY


@dataclass(frozen=True, slots=True)
class Colleague:
    """A tutor of the directory, as documents print one."""

    code: str
    full: str
    short: str
    post: str
    school: str

    @property
    def at_school(self) -> str:
        """«учитель русского языка МБОУ СОШ № 44»."""
        return " ".join(filter(None, (self.post, self.school)))


class Directory:
    """The tutors who count, by code; and any name of a cell as a Person."""

    def __init__(self, analysis: Analysis) -> None:
        schools = analysis.counted["schools"].every
        names = dict(zip(schools["code"], schools["name"], strict=True))
        self._find = analysis.shelf.tutor
        self.names = analysis.tutor_names
        self.tutors: dict[str, Colleague] = {}
        for row in each(analysis.counted["tutors"].frame):
            parts = (row.surname, row.first_name or "", row.patronymic or "")
            school = names.get(row.school) or row.school or ""
            full = " ".join(filter(None, parts))
            made = Colleague(row.code, full, short_name(*parts), row.post or "", school)
            self.tutors.setdefault(row.code, made)

    def tutor(self, typed: str) -> Colleague:
        """The tutor of a code or a name. Raises UsageError that names those who may be meant."""
        reading = self._find(typed)
        if (found := self.tutors.get(reading.value or "")) is not None:
            return found
        if reading.value is not None:
            raise UsageError(f"Тьютор «{typed}» не учтён: исправьте его строку в справочнике")
        fault = reading.faults[0] if reading.faults else None
        said = f"{fault.message}; {fault.fix}" if fault and fault.fix else f"«{typed}» не найден"
        raise UsageError(f"--tutor: {said}. Коды: {', '.join(self.tutors) or 'ни одного'}")

    def person(self, typed: str, post: str = "") -> Person:
        """A cell that names somebody, «с должностью» or with the post in a cell of its own."""
        typed = clean(typed)
        name, after = _apart(typed)
        known = self.tutors.get(self._find(name).value or "")
        if known and not _has_letters(name, known):
            name = known.full  # only the code is typed
        post = clean(post) or after or (known.at_school if known else "")
        if _is_group(name):
            return Person(name, post, "", Gender.MANY)
        sex = gender(known.full if known else name)
        return Person(name, post, _signed(name), sex)


def _has_letters(name: str, known: Colleague) -> bool:
    return known.full.split()[0].casefold()[:3] in name.casefold()


def _apart(typed: str) -> tuple[str, str]:
    """«Меркулова О.Д., начальник отдела», «начальник отдела Меркулова О.Д.» → name and post."""
    if several(typed):
        return typed, ""
    name, comma, post = typed.partition(",")
    if comma and split_person(name):
        return name.strip(), post.strip(" ,")
    found = _POST_FIRST.fullmatch(typed)
    if found and split_person(found[2]):
        return found[2], found[1].strip(" ,")
    return typed, ""


_NAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_POST_FIRST = re.compile(
    rf"([а-яё].*?)\s+({_NAME}\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
    rf"|{_NAME}\s+{_NAME}\s+[А-ЯЁ][а-яё]+|[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?{_NAME})"
)


_GROUP = re.compile(
    r"(?:все|учителя|тьюторы|педагоги|методисты|директора|руководители|завучи|заместители"
    r"|специалисты|участники|коллеги|представители|члены|администрации|школы|группа)(?:-[а-яё]+)?\b",
    re.IGNORECASE,
)


def _is_group(name: str) -> bool:
    if _GROUP.match(name) or several(name):
        return True
    return split_person(name) is None and gender(name) is None


def _signed(name: str) -> str:
    """«Меркулова Ольга Денисовна» → «О.Д. Меркулова»."""
    found = split_person(name)
    return f"{found[1]} {found[0]}".strip() if found else name
