"""Free texts that say the same in other words, put together."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sheets_sync.letters import fold

STEM = 5
"""Russian words of one root mostly share so many first letters."""
_WORD = re.compile(r"[а-яa-z0-9]+")
_SMALL = frozenset(
    [
        *("и", "в", "во", "на", "с", "со", "по", "к", "о", "об", "от", "до", "за", "из", "у"),
        *("для", "при", "или", "что", "как", "а", "но", "же", "то", "их", "это", "мы", "очень"),
    ]
)
_SPLIT = re.compile(
    r"[;\n•]|(?:(?<=[а-яё]{3})|(?<=[)»])|(?<=[А-ЯЁ]{2}))\.\s+(?=[А-ЯЁ])|\s\d{1,2}[.)]\s+"
)
_NOTHING = re.compile(
    r"(?:(?:трудност|проблем|предложен)\w* )?"
    r"(?:нет|не (?:было|выявлен\w*|возникл\w*)|отсутству\w+)"
    r"|(?:нет|без) (?:трудност|проблем|затруднен|предложен|замечан)\w*"
)
"""What people write where there is nothing to say."""
_NUMBER = re.compile(r"^\d{1,2}[.)]\s*")


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing somebody said: who, the words, the row it stands in."""

    who: str
    text: str
    row: int


def sayings(text: str) -> Iterator[str]:
    """The separate things a cell says: between semicolons, line breaks, sentences, numbers."""
    for part in _SPLIT.split(text):
        clean = _NUMBER.sub("", part.strip()).strip(" .,;-–—")
        if clean and not _NOTHING.fullmatch(fold(clean)):
            yield clean


def grouped(said: Sequence[Saying]) -> list[list[Saying]]:
    """Sayings with alike ones together, the most repeated first; a group begins with the wording
    that most of it has."""
    often = Counter(fold(saying.text) for saying in said)
    groups: list[tuple[frozenset[str], list[Saying]]] = []
    for saying in sorted(said, key=lambda s: (-often[fold(s.text)], fold(s.text))):
        stems = _stems(saying.text)
        home = next((group for known, group in groups if _alike(known, stems)), None)
        if home is None:
            groups.append((stems, [saying]))
        else:
            home.append(saying)
    return sorted((g for _, g in groups), key=lambda g: (-_people(g), fold(g[0].text)))


def _people(group: Sequence[Saying]) -> int:
    return len({saying.who for saying in group})


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(_ABSENT.sub(" мало ", fold(text)))
    stems = (_SAME.get(word[:STEM], word[:STEM]) for word in words if word not in _SMALL)
    return frozenset(stems) or frozenset(words)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sayings have the same words, or one a few more of its own; «не» changes all."""
    if (NOT in one) != (NOT in other):
        return False
    return one == other or (min(len(one), len(other)) > 1 and (one < other or other < one))


NOT = "не"
_ABSENT = re.compile(
    r"не хватает|не хватило|нехватк\w*|недостат\w*|недостаточно|отсутств\w+|\bнет\b"
)
_SAME = {
    **dict.fromkeys(("обуча", "учени", "учащи", "детей", "дети", "школь"), "учени"),
    **dict.fromkeys(("педаг", "учите"), "учите"),
    "часов": "время",
    "време": "время",
}
"""Stems that mean one thing in these reports."""


_ENDING = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|[аяоеиыуюьй])$")
_SHORTEST = 3


def names_subject(text: str, subject: str) -> bool:
    """Whether a text names a subject in whatever case: «по русскому языку»."""
    words = _WORD.findall(fold(text))
    return all(
        any(word.startswith(stem) if len(stem) >= _SHORTEST else word == part for word in words)
        for part in _WORD.findall(fold(subject))
        for stem in (_ENDING.sub("", part),)
    )
