"""A person's whole name in one cell: the surname, the first name, the patronymic of it."""

import re

from sheets_sync.letters import clean, fold
from sheets_sync.problems import Check
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.people import CHILD, FATHERS, is_post, readings_of
from sheets_sync.tables.kinds.text import PATRONYMIC, as_text, quote

WHOLE_NAME = (
    *("ФИО", "Ф.И.О.", "Фамилия Имя Отчество", "Фамилия, имя, отчество", "Фамилия и имя"),
    *("ФИО тьютора", "Ф.И.О. тьютора", "ФИО полностью", "ФИО (полностью)", "Фамилия Имя"),
    *("ФИО учителя", "ФИО педагога", "Учитель-тьютор", "Тьютор"),
)
"""What heads a column of whole names."""

NAME_AND_PATRONYMIC = ("Имя Отчество", "Имя и отчество", "Имя, отчество", "И.О.", "ИО")
"""What heads a column of names without the surname, which has a column of its own."""

_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_HYPHEN = re.compile(r"(?<=\w)\s*[-‐‑–—]\s*(?=\w)")
_STUCK_INITIALS = re.compile(r"(?<=[А-ЯЁ]\.)(?=[А-ЯЁ])|(?<=[а-яё])(?=[А-ЯЁ]\.)")
_COMMA = re.compile(r"\s*[,;]\s*|\s+[-–—]\s+(?=[а-яё]{2})")
_INITIAL = re.compile(r"[А-ЯЁA-Z]\.?")
_PATRONYMIC = re.compile(FATHERS)
_CHILD = re.compile(CHILD)

Parts = tuple[str, str, str]


def parts_of(text: str) -> Parts:
    """The surname, the first name and the patronymic of a whole name, "" for what it lacks; by
    their places, and by what the words are where somebody writes the first name first."""
    words = _words(text)
    if len(words) == 1 or not words:
        return (words[0] if words else "", "", "")
    if _INITIAL.fullmatch(words[0]):  # «Е.Л. Барсукова»
        initials = [word for word in words if _INITIAL.fullmatch(word)][:2]
        return " ".join(words[len(initials) :]), initials[0], "".join(initials[1:])
    if len(words) == 2 and _is_patronymic(words[1]):
        return "", words[0], words[1]
    if len(words) == 2:
        return (words[1], words[0], "") if _name_first(words) else (words[0], words[1], "")
    if len(words) == 3 and _is_patronymic(words[1]):
        return words[2], words[0], words[1]
    *surname, name, patronymic = words
    return " ".join(surname), name, patronymic


def _words(text: str) -> list[str]:
    """The words of a name: what stands in brackets and a post behind a comma left out, «Али оглы»
    one word."""
    parts = _COMMA.split(clean(_BRACKETS.sub(" ", text)))
    behind = [part for part in parts[1:] if part and not is_post(fold(part.split()[0]))]
    kept = [_HYPHEN.sub("-", part) for part in (parts[0], *behind)]
    words: list[str] = []
    for word in _STUCK_INITIALS.sub(" ", " ".join(kept[:2])).split():
        if words and _CHILD.fullmatch(fold(word)):
            words[-1] = f"{words[-1]} {word}"
        else:
            words.append(word)
    return words


def _is_patronymic(word: str) -> bool:
    return bool(_PATRONYMIC.fullmatch(fold(word).replace(" ", "-")))


def _name_first(words: list[str]) -> bool:
    """«Анна Иванова»: whether the second of two words is the surname."""
    likely = next(readings_of(" ".join(words)), None)
    return likely is not None and likely.surname == fold(words[1])


class PartOfName(Kind):
    """One part of a whole name: 0 the surname, 1 the first name, 2 the patronymic; `bare` names
    stand in their cells without the surname."""

    takes_anything = True

    def __init__(self, place: int, bare: bool = False) -> None:
        self._place = place
        self._before = "Фамилия " if bare else ""

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Text → the part; a required one that is not there is told."""
        text = as_text(raw)
        part = parts_of(self._before + text)[self._place]
        if part:
            return PATRONYMIC.read(part, context) if self._place == 2 else Reading(part)
        if not context.required:
            return Reading()
        missing = ("фамилии", "имени", "отчества")[self._place]
        fix = "впишите фамилию, имя и отчество, например «Барсукова Елена Львовна»"
        return Reading.refused(Check.NAME_INCOMPLETE, f"{quote(text)}: не видно {missing}", fix)


SURNAME, FIRST_NAME, PATRONYMIC_PART = PartOfName(0), PartOfName(1), PartOfName(2)
BARE_NAME, BARE_PATRONYMIC = PartOfName(1, bare=True), PartOfName(2, bare=True)
