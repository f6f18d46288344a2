"""The lists of the sheet «Списки», which the program fills, and how the sheet is laid out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations, islice

from sheets_sync.letters import clean
from sheets_sync.tables.books import BOOKS, HELPERS
from sheets_sync.tables.consultations import UNPLANNED
from sheets_sync.tables.kinds.choice import WordList
from sheets_sync.tables.kinds.classes import LAST
from sheets_sync.tables.kinds.words import (
    CONSULTATION_KIND,
    DEFICIT,
    MEETING_FORMAT,
    MEETING_KIND,
    PROCEDURE,
    STREAM,
)
from sheets_sync.tables.schema import Book

TITLE = HELPERS[1]
"""The sheet's title."""

HEAD_ROW, FIRST_ROW, LAST_ROW = 2, 3, 2000
"""Row 1 holds the mark. Dropdowns point at a fixed range: Excel, LibreOffice and Google all keep
it, while Google drops a formula that would grow with the list; blanks stand at its end alone."""

ROOM = LAST_ROW - FIRST_ROW + 1
"""Words that a dropdown can offer."""

LONGEST_INLINE = 255
"""Characters of a list that fits into the cell's own rule."""

_MARK = "Этот лист заполняет программа (sheets-sync lists). Сюда ничего не вписывайте. Метка: "


@dataclass(frozen=True, slots=True)
class Menu:
    """A list: the header of its column, what stands in it, the noun of a word (1, 2, 5), and the
    words it has before the program has filled it; with `fixed` there are no others."""

    title: str
    about: str
    noun: tuple[str, str, str]
    words: tuple[str, ...] = ()
    fixed: bool = False


def _together(words: Sequence[str]) -> tuple[str, ...]:
    """Each word, and every choice of several: ВПР · ОГЭ · ВПР; ОГЭ."""
    sizes = range(1, len(words) + 1)
    together = ("; ".join(some) for size in sizes for some in combinations(words, size))
    return tuple(islice(together, ROOM))


def of_streams(streams: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """What the lists of streams offer, by title."""
    several = _together(streams)
    return {"Направления": several, "Кто приглашён": ("все", *several[:-1])}


_OF_STREAMS = of_streams(STREAM.offers)
_OF_COLUMN, _WORDS = "Слова столбца: других нет.", ("слово", "слова", "слов")
_WITH_OWN = "Слова столбца; свои добавляет раздел [words] в workspace.toml."
_LISTED = (STREAM, MEETING_KIND, CONSULTATION_KIND, MEETING_FORMAT, DEFICIT, PROCEDURE)
_COUNTED = (
    ("направление", "направления", "направлений"),
    ("вид совещаний", "вида совещаний", "видов совещаний"),
    ("вид консультаций", "вида консультаций", "видов консультаций"),
    ("формат", "формата", "форматов"),
    ("дефицит", "дефицита", "дефицитов"),
    ("процедура", "процедуры", "процедур"),
)
LISTED: Mapping[str, WordList] = {kind.listed: kind for kind in _LISTED}
"""The lists of words to which a workspace may add its own, by title."""
_DECLARED = (
    Menu(
        "Тьюторы",
        "Кто работает тьютором в этом учебном году, с кодом.",
        ("человек", "человека", "человек"),
    ),
    Menu("Школы", "Школы, которые действуют.", ("школа", "школы", "школ")),
    Menu("Предметы", "Предметы.", ("предмет", "предмета", "предметов")),
    Menu("Отметки", "Отметки о явке.", ("отметка", "отметки", "отметок")),
    Menu(
        "Консультации",
        "Консультации графика: код, день, тьютор; отменённых нет.",
        ("консультация", "консультации", "консультаций"),
        (UNPLANNED,),
    ),
    Menu(
        "Учебные годы",
        "Учебные годы, о которых есть строки, и соседние с нынешним.",
        ("учебный год", "учебных года", "учебных лет"),
    ),
    Menu(
        "Классы",
        "Параллели и классы, которые уже встречались.",
        ("класс", "класса", "классов"),
        tuple(map(str, range(1, LAST + 1))),
    ),
    Menu(
        "Направления",
        "Направления и их сочетания.",
        ("сочетание направлений", "сочетания направлений", "сочетаний направлений"),
        _OF_STREAMS["Направления"],
        fixed=True,
    ),
    Menu(
        "Кто приглашён",
        "Кого можно пригласить на совещание.",
        ("вариант приглашения", "варианта приглашения", "вариантов приглашения"),
        _OF_STREAMS["Кто приглашён"],
        fixed=True,
    ),
    *(
        Menu(kind.listed, _WITH_OWN, counted, kind.offers, fixed=True)
        for kind, counted in zip(_LISTED, _COUNTED, strict=True)
    ),
    Menu(
        "Формы работы",
        "Формы работы с педагогом, обычные и те, что уже не раз вписаны.",
        ("форма работы", "формы работы", "форм работы"),
        ("консультация", "посещение урока", "мастер-класс"),
    ),
)


def inline(words: Sequence[str]) -> str:
    """Words as a cell's own rule holds them."""
    return f'"{",".join(words)}"'


def long_lists(book: Book) -> Iterator[Menu]:
    """Words of a column that are too many for the rule of its cells."""
    for table in book.tables:
        for column in table.columns:
            if not column.kind.listed and len(inline(column.kind.offers)) > LONGEST_INLINE:
                yield Menu(column.header, _OF_COLUMN, _WORDS, column.kind.offers, fixed=True)


MENUS: Mapping[str, Menu] = {
    menu.title: menu for menu in (*_DECLARED, *(one for book in BOOKS for one in long_lists(book)))
}
"""Every list by the header of its column, in the order of columns."""


def mark_text(words: Mapping[str, Sequence[str]]) -> str:
    """What A1 says over these lists: whose the sheet is, and what it was left with."""
    lists = sorted((title, *some) for title, some in words.items())
    return _MARK + blake2b(repr(lists).encode("utf-8", "replace"), digest_size=5).hexdigest()


def is_mark(text: object) -> bool:
    """Whether A1 says that the sheet was made by us, whatever stands below it now."""
    return isinstance(text, str) and clean(text).startswith(_MARK.strip())
