"""People's names: how they are written, and the directory of people."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sheets_sync.letters import fold, unify

_SURNAME = r"([а-я]{2,}(?:-[а-я]{2,})*)"
_INITIAL = r"([а-я])"
_AFTER = r"(?=$|[\s,;(])"
_INITIALS_LAST = re.compile(
    rf"{_SURNAME},?\s*(?<=[\s,а-я])\b{_INITIAL}\b\.?\s*(?:\b{_INITIAL}\b\.?)?(?:{_AFTER}|(?=-))"
)
_INITIALS_FIRST = re.compile(rf"{_INITIAL}\b\.?\s*(?:{_INITIAL}\b\.?\s*)?{_SURNAME}{_AFTER}")
_BOTH_INITIALS = rf"\b{_INITIAL}\b\.?\s*\b{_INITIAL}\b\.?(?:{_AFTER}|(?=-))"
_TWO_WORDS_LAST = re.compile(rf"([а-я]{{2,}}(?:\s+[а-я]{{2,}}){{1,2}}),?\s*{_BOTH_INITIALS}")
_ONE_INITIAL_LAST = re.compile(rf"{_SURNAME}\s+([а-я]{{3,}})\s+{_INITIAL}\b\.?{_AFTER}")
_WORDS = re.compile(r"[а-я]{2,}(?:-[а-я]{2,})*")
_HYPHEN = re.compile(r"(?<=[а-я])\s*-\s*(?=[а-я])")
CHILD = r"(?:оглы|углы|оглу|кызы|гызы|кизи|улы|уулу)"
_CHILD_OF = re.compile(rf"(?<=[а-я])[\s-]+(?={CHILD}(?![а-я]))")
_PARTICLE = re.compile(r"[аэ]ль|ибн|бен|д[еиа]|л[ае]|фон|ван|[дт]ер|кара|бонч")
_GLUED = re.compile(r"(?<=[а-яё] )([А-ЯЁ])([А-ЯЁ])\.?(?=$|[\s,;(])")

_POSITIONS = (
    r"(?:(?:учител|педагог|тьютор|методист|директор|завуч|воспитател|преподавател|логопед|психолог"
    r"|дефектолог|заместител|специалист|руководител|начальник|работник|слушател|участник|коллег"
    r"|администраци|групп|школ|класс|коллектив|педсовет|библиотекар|куратор|эксперт|наставник"
    r"|секретар|председател|инспектор|инструктор|тренер)"
    r"(?:[ьяеиюаыоу]|е[йм]|[ая]м[и]?|[ая]х|о[вмй]|и[йяи]|ью|ы[йхе]|ая|ое|ого)?"
    r"|уч|учит|пед|преп|зам|нач|мбоу|маоу|мкоу|мобу|гбоу|мку|имц|сош|оош|нош|гимнази\w*|лице\w*"
    r"|старш(?:ий|ая)|главн(?:ый|ая)|ведущ(?:ий|ая)|заведующ\w+|социальн\w+|классн\w+|начальн\w+|все|всех|нет|разное|шмо|рмо|гмо|мо|вне|графика)"
)
_NOT_NAME = re.compile(_POSITIONS)
_ACTING_AS = r"и\.\s?о\.\s*(?:директора|завед|завуча|зам|началь|руковод)"  # not the initials И.О.
_POST = re.compile(rf"[\s,;(]+(?:{_ACTING_AS}|№|{_POSITIONS}(?![а-я-])).*")
ACTING = re.compile(rf"[,\s]*\b{_ACTING_AS}\w*", re.IGNORECASE)
"""«и.о. директора»: initials that are nobody's."""
_NAMESAKE = re.compile(r"\bим(?:\.|ени\b).*", re.IGNORECASE | re.DOTALL)
"""«школа им. А.С. Пушкина»: a person who is not there."""
FATHERS = rf"[а-я-]+(?:[вкмть]ич|вна|ична|{CHILD})"
_POST_FIRST = re.compile(
    rf"(?:{_ACTING_AS}\w*|{_POSITIONS}(?:-[а-я]+)?)[\s.,:-](?:.*?\s)?"
    r"([а-я-]{2,}\s+[а-я]\.\s*[а-я]\.?|[а-я]\.\s*[а-я]\.\s*[а-я-]{2,}"
    rf"|[а-я-]{{2,}} [а-я-]{{2,}} {FATHERS}|[а-я-]{{2,}} {FATHERS} [а-я-]{{2,}})$"
)
_BEFORE_POST = re.compile(rf"\s+-+\s*(?=(?:{_ACTING_AS}|{_POSITIONS}(?![а-я])))")
_STUCK = re.compile(r"(?<=[а-я])(?=[А-Я]\.)|(?<=\.)(?=[а-я]{3})")
LONGEST = 300
_PATRONYMIC = re.compile(FATHERS)
_CAPITAL = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*"
_SURNAME_COMMA = re.compile(
    rf"\s*({_CAPITAL}),\s*({_CAPITAL})(?:\s+([А-ЯЁ][а-яё-]*(?:[вкмть]ич|вна|ична)))?\s*"
)
_SURNAME_LIKE = re.compile(
    r".*(?:ов|ев|ин|ын|ова|ева|ина|ына|ск[аи][яй]|цк[аи][яй]|енко|ко|ук|юк|як|ян|дзе|швили|ых|их)"
)
_FIRST_NAMES_LIKE_SURNAMES = frozenset(
    (
        "марина",
        "ирина",
        "екатерина",
        "галина",
        "нина",
        "полина",
        "валентина",
        "алина",
        "кристина",
        "ангелина",
        "регина",
        "карина",
        "арина",
        "зарина",
        "сабина",
        "эвелина",
        "антонина",
        "альбина",
        "эльвина",
        "фаина",
        "инна",
        "ульяна",
        "константин",
        "валентин",
        "мартин",
        "вениамин",
        "лев",
        "ян",
        "лука",
    )
)


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody in a directory; `school` is only shown, `email` tells a chip's person."""

    code: str
    surname: str
    name: str
    patronymic: str = ""
    former: str = ""
    school: str = ""
    email: str = ""

    @property
    def short(self) -> str:
        """Барсукова Е.Л. (Т-07)."""
        return f"{short_name(self.surname, self.name, self.patronymic)} ({self.code})"

    @property
    def full(self) -> str:
        """Барсукова Елена Львовна (Т-07)."""
        names = " ".join(filter(None, (self.surname, self.name, self.patronymic)))
        return f"{names} ({self.code})"


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name as written, folded: `first` and `patronymic` are a letter, a word or empty."""

    surname: str
    first: str = ""
    patronymic: str = ""


def short_name(surname: str, name: str, patronymic: str = "") -> str:
    """Барсукова, Елена, Львовна → Барсукова Е.Л."""
    initials = "".join(f"{part[0]}." for part in (name.strip(), patronymic.strip()) if part)
    return f"{surname} {initials}".strip()


def split_person(text: str) -> tuple[str, str] | None:
    """A name however written → («Барсукова», «Е.Л.»); initials may be missing; None if no name."""
    name = next(readings_of(text), None)
    if name is None:
        return None
    initials = "".join(f"{part[0].upper()}." for part in (name.first, name.patronymic) if part)
    return _capitalised(name.surname), initials


def _capitalised(surname: str) -> str:
    return "-".join(part.capitalize() for part in surname.split("-"))


def is_post(word: str) -> bool:
    """Whether a folded word begins a post: «учитель», «директор»."""
    return bool(_NOT_NAME.fullmatch(word))


def after_comma(text: str) -> str | None:
    """«Фамилия, Имя» or with a patronymic, as chips of people show them, without the comma; None
    for any other text."""
    match = _SURNAME_COMMA.fullmatch(unify(text)) if len(text) <= LONGEST else None
    if match is None or is_post(fold(match[2])):
        return None
    return " ".join(filter(None, match.groups()))


def _surely_after_comma(text: str) -> str | None:
    """The same, where the words themselves tell that the second is a first name."""
    name = after_comma(text)
    words = fold(name or "").split()
    sure = len(words) > 2 or (len(words) == 2 and _name_first(words[1], words[0]))
    return name if sure else None


def readings_of(text: str) -> Iterator[WrittenName]:
    """The names a text can be read as, the likeliest first; a post beside the name is left out."""
    text = _surely_after_comma(text) or text
    bare = _without_post(text) if len(text) <= LONGEST else ""
    if match := _TWO_WORDS_LAST.match(bare):
        if _is_double(match[1].split()):
            yield WrittenName(joined(match[1]), match[2], match[3])
    elif match := _ONE_INITIAL_LAST.match(bare):
        if not _NOT_NAME.fullmatch(match[1]):
            yield WrittenName(match[1], match[2], match[3])
            yield WrittenName(joined(f"{match[1]} {match[2]}"), match[3])
    elif match := _INITIALS_LAST.match(bare):
        if match[3] or not _NOT_NAME.fullmatch(match[1]):
            yield WrittenName(match[1], match[2], match[3] or "")
    elif match := _INITIALS_FIRST.match(bare):
        after = bare[match.end() :].split()
        if len(after) == 1 and _SURNAME_LIKE.fullmatch(after[0]):
            yield WrittenName(joined(f"{match[3]} {after[0]}"), match[1], match[2] or "")
        yield WrittenName(match[3], match[1], match[2] or "")
    else:
        yield from _in_words(re.split(r"[,;(]", bare)[0].split())


def _without_post(text: str) -> str:
    spaced = _STUCK.sub(" ", _GLUED.sub(r"\1.\2.", unify(text)))
    folded = _CHILD_OF.sub("-", _HYPHEN.sub("-", _BEFORE_POST.sub(", ", fold(spaced))))
    if match := _POST_FIRST.fullmatch(folded):
        return match[1]
    return _POST.sub("", folded).strip(" .,;")


def _in_words(words: Sequence[str]) -> Iterator[WrittenName]:
    if any(_NOT_NAME.fullmatch(word) or not _WORDS.fullmatch(word) for word in words):
        return
    match words:
        case [surname] if not _PATRONYMIC.fullmatch(surname):
            yield WrittenName(surname)
        case [first, second] if not _PATRONYMIC.fullmatch(second):
            straight, reverse = WrittenName(first, second), WrittenName(second, first)
            yield from (reverse, straight) if _name_first(first, second) else (straight, reverse)
            yield WrittenName(joined(f"{first} {second}"))
        case [first, second, third, *_] if _PATRONYMIC.fullmatch(third):
            yield WrittenName(first, second, third)
        case [first, second, third, *more] if _PATRONYMIC.fullmatch(second):
            if len(more) == 1 and _SURNAME_LIKE.fullmatch(more[0]):
                yield WrittenName(joined(f"{third} {more[0]}"), first, second)
            yield WrittenName(third, first, second)
        case [first, second, third]:
            yield WrittenName(first, second, third)
            yield WrittenName(joined(f"{first} {second}"), third)
        case [*double, first, second] if _PATRONYMIC.fullmatch(second):
            if 1 < len(double) < 4 and _is_double(double):
                yield WrittenName(joined(" ".join(double)), first, second)


def _is_double(words: Sequence[str]) -> bool:
    """Whether words can be one surname: «Мамин Сибиряк», «де Толли»; «математики Белов» is none."""
    if any(map(_NOT_NAME.fullmatch, words)):
        return False
    first = words[0]
    return bool(_PARTICLE.fullmatch(first) or _SURNAME_LIKE.fullmatch(first))


def joined(name: str) -> str:
    """A name of several words as it is matched: hyphens and blanks are alike."""
    return "-".join(re.split(r"[\s-]+", fold(name).strip(" -")))


def _name_first(first: str, second: str) -> bool:
    looks = [
        bool(_SURNAME_LIKE.fullmatch(word)) and word not in _FIRST_NAMES_LIKE_SURNAMES
        for word in (first, second)
    ]
    return looks == [False, True]


_WORD = r"(?:[а-я]{2,}(?:-[а-я]{2,})*)"
_WRITTEN = re.compile(
    rf"\b(?:{_WORD}\s+[а-я]\.?\s*[а-я]\b\.?|[а-я]\.\s*[а-я]\.\s*{_WORD}"
    rf"|{_WORD}\s+{_WORD}\s+[а-я]+(?:вич|вна|ична|[\s-]{CHILD})\b)"
)
BETWEEN = re.compile(r"[,;\n/]|\s+и\s+")


def several(text: str) -> bool:
    """Whether two people or more stand in one cell; a post after a name is nobody."""
    if _surely_after_comma(text):
        return False
    text = "\n".join(map(unify, text.split("\n")))  # a line break still separates
    text = _NAMESAKE.sub("", ACTING.sub(" ", text))
    folded = fold(text)
    if len(_WRITTEN.findall(folded)) > 1:
        return True
    parts = [part for part in BETWEEN.split(text) if part.strip(" .")]
    return len(parts) > 1 and all(map(_is_whole_name, parts))


def _is_whole_name(part: str) -> bool:
    person = split_person(part)
    return person is not None and len(person[0]) > 2
