"""How much a head of somebody's column is like one of ours, and cells like a column's values."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from sheets_sync.letters import fold, one_letter_off
from sheets_sync.reading.head_names import header_key
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Lookup, Miss, Reading
from sheets_sync.tables.kinds.matching import stem, words_of
from sheets_sync.tables.kinds.people import split_person
from sheets_sync.tables.kinds.refs import Ref
from sheets_sync.tables.kinds.text import CODE, show
from sheets_sync.tables.schema import Column

SAME = 1.0
"""The likeness of a head that the program knows."""

_SLIP, _LEADS, _FOLLOWS, _EXTRA = 0.95, 0.85, 0.65, 0.05
"""A letter off; our words come first, or later, in the head; less for each word beside them."""

_WHOLE = re.compile(r"ф\W{0,2}и\W{0,2}о\b|фамилия\W+имя\b")
"""Heads of whole names, whosever they are."""

_FILLERS = frozenset(
    stem(word)
    for word in (
        *("фио", "ф", "наименование", "название", "номер", "или", "для", "вы"),
        *("укажите", "выберите", "введите", "ваш", "ваша", "вашу", "ваше", "кто", "какой", "какая"),
        *("и", "о", "в", "на", "по", "с"),
    )
)
_MEANT = {
    stem(typed): stem(ours)
    for ours, several in {
        "дата": "день число",
        "школа": "оу оо ооу учреждение организация сош",
        "тьютор": "наставник ведущий консультант проводит",
        "тема": "тематика",
        "направление": "поток",
        "место": "где",
        "педагог": "учитель слушатель участник",
        "отметка": "присутствие присутствовали присутствовал посещение посетили",
        "начало": "время",
        "минуты": "длительность продолжительность",
        "предмет": "дисциплина",
        "дефицит": "затруднение проблема",
        "ответственный": "исполнитель",
        "статус": "состояние выполнение",
        "код": "шифр",
        "краткое": "сокращенное",
    }.items()
    for typed in several.split()
}
"""Words of other people for those of our heads."""


def likeness(head: str, column: Column) -> float:
    """From 0 to `SAME`: how much a head says what one of a column's names says."""
    like = max(_like(head, name) for name in column.names)
    return max(like, _LEADS) if column.whole and _WHOLE.match(fold(head)) else like


@lru_cache(maxsize=1 << 17)
def _like(head: str, name: str) -> float:
    typed, ours = header_key(head), header_key(name)
    if typed == ours:
        return SAME
    said, listed = _words(typed), _words(ours)
    if not said or not listed:
        return 0.0
    if len(ours) > 4 and one_letter_off(typed, ours):
        return _SLIP
    shared = sum(word in said for word in listed)
    place = _LEADS if said[0] == listed[0] else _FOLLOWS
    return max(place * shared / len(listed) - _EXTRA * (len(said) - shared), 0.0) if shared else 0.0


def says_title(typed: str, ours: str) -> bool:
    """Whether the title of a tab has all words of ours in any case: «План совещаний»."""
    said = {stem(word) for word in words_of(typed)}
    return fold(ours) in fold(typed) or all(stem(word) in said for word in words_of(ours))


@lru_cache(maxsize=1 << 14)
def _words(key: str) -> tuple[str, ...]:
    """What the words of a head mean, without those that say nothing of their own."""
    stems = [stem(word) for word in words_of(key)]
    telling = [word for word in stems if word not in _FILLERS] or stems
    return tuple(_MEANT.get(word, word) for word in telling)


def how_many_read(values: Sequence[Raw], column: Column, context: Context) -> int | None:
    """How many cells a column's parser reads; None where that tells nothing: it takes anything."""
    kind = column.kind
    if _is_code(column) and numbers_rows(values):
        return 0
    if kind.takes_anything or (isinstance(kind, Ref) and kind.lookup not in context.lookups):
        return None
    return sum(kind.read(raw, context).sure for raw in values)


def _is_code(column: Column) -> bool:
    return column.kind is CODE or getattr(column.kind, "lookup", "") in _CODED


def numbers_rows(values: Sequence[Raw]) -> bool:
    """Whether cells are 1, 2, 3 and so on: they number the rows and name nothing."""
    read = [show(raw).strip().rstrip(".)") for raw in values[:_COUNTED]]
    return len(read) > 1 and read == [str(n) for n in range(1, len(read) + 1)]


_COUNTED = 12
_CODED = ("meetings", "consultations")
_CODE = re.compile(r"[а-я]{1,3}\s*-\s*\d{1,6}")
_SCHOOL = re.compile(r"(?:\w*(?:сош|оош|ноу|нош|мбоу|мкоу|маоу|моу|школ|гимнази|лице)|№)")
_SUBJECT = re.compile(
    r"(?:русск|литерат|математ|алгебр|геометр|физи|хими|биолог|географ|истори|обществ|английск|"
    r"немецк|французск|иностран|информат|окружающ|технолог|музык|изо\b|обж\b|начальн)"
)
_LONGEST_MARK = 4


def _is_person(text: str) -> bool:
    if _CODE.fullmatch(fold(text)):
        return True
    capitals = sum(word[0].isupper() for word in re.findall(r"[^\W\d_]+", text))
    return capitals > 1 and split_person(text) is not None


def _shape(fits: Callable[[str], object]) -> Lookup:
    return lambda text: Reading(text) if fits(text) else Reading(miss=Miss.NONE)


SHAPES: Mapping[str, Lookup] = {
    "schools": _shape(lambda text: text.isdecimal() or _SCHOOL.match(fold(text))),
    "subjects": _shape(lambda text: _SUBJECT.match(fold(text))),
    "tutors": _shape(_is_person),
    "meetings": _shape(lambda text: _CODE.fullmatch(fold(text))),
    "consultations": _shape(
        lambda text: _CODE.fullmatch(fold(text)) or fold(text).startswith("вне ")
    ),
    "marks": _shape(lambda text: len(text) <= _LONGEST_MARK and not text.isdecimal()),
}
"""What an entry of a directory looks like, where there is no directory yet."""
