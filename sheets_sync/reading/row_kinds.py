"""Tells the rows below a header that are no data: totals, footnotes, signatures, headers again."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from sheets_sync.letters import clean, fold
from sheets_sync.reading.area import Area, Counts, Mask, filled
from sheets_sync.reading.filling import Cells
from sheets_sync.reading.head_names import header_key, like
from sheets_sync.reading.headers import header_texts
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.text import Code, Label, Text, as_text
from sheets_sync.tables.schema import Column

_TOTAL = re.compile(r"(?:общий )?итого?\b|всего\b|(?:присутств|отсутств)овал[ио]\b")
_TOTAL_STARTS = frozenset(("итог", "всег", "общи", "прис", "отсу"))
_OF_A_REGISTER = re.compile(
    r"(?:%|процент|доля|общее|количество|кол-во|число|явка|пропущено|среднее)(?![а-я])"
)
_FOOTNOTE = re.compile(r"\*|¹|²|примечани|сноск")
_LEGEND_HEAD = re.compile(
    r"\s*(?:(?:условные )?обозначения(?: отметок)?|расшифровка|отметки|легенда)\s*[:.–—-]\s*", re.I
)
_LEGEND_PARTS = re.compile(r"[,;\n]")
_MARK_MEANS = re.compile(
    r"(?:[^\w\s]|[\w/]{1,2}) ?[-=:] ?[а-я].*|[^\w\s] [а-я].*|[\w/.]{1,7}(?: - | ?= ?|: )[а-я].*"
)
_SECTION = re.compile(
    r"(?:раздел|глава|блок|этап|модуль|направление|часть|задача|цель)\b"
    r"|(?:[ivxх]+|\d+(?:\.\d+)*)[.)]\s*[^\W\d]|(?:[ivxх]+|\d+(?:\.\d+)+)\s+\S"
)
_NUMBERED = re.compile(r"\d+\s+[А-ЯЁA-Z]")
_SIGNING = re.compile(
    r"(?:и\. ?о\. ?)?(?:зам(?:еститель|\.)?\b|директор|начальник|заведующ|руководител|председател"
    r"|секретар|методист|специалист|исполнител|ответственн|составил|подготовил|проверил|утвержда"
    r"|утвердил|согласован|подпис|куратор|координатор|главный |ведущий |м\. ?п\.|\(подпись)"
)
_SIGNED = re.compile(
    r"[_/\s.-]+|м\. ?п\.?|[(/]?(?:подпись|расшифровка(?: подписи)?|фио|ф\. ?и\. ?о\.)[)/]?"
    r"|[_/\s(]*[а-я-]+ [а-я]\. ?[а-я]?\.?[_/\s)]*|[_/\s(]*[а-я]\. ?[а-я]?\.? ?[а-я-]+[_/\s)]*"
    r"|[а-я-]+ [а-я]+ [а-я]+(?:вич|вна|ична)"
    r"|[\"_ ]*\d{1,2}[\"_. ]*(?:[а-я]+|\d{1,2})[_. ]*\d{2,4} ?г?\.?(?:ода)?"
)
_SIGNS, _REMARK_STARTS = frozenset("*¹²"), frozenset(("прим", "снос"))
_TAIL_ROWS = 60
_LETTERED = (  # А Б В; A B C as it is folded
    "абвгдежз",
    "авсdеfgн",
)


def is_footnote(text: str) -> bool:
    """Whether a line is a remark on the table."""
    return bool(_FOOTNOTE.match(fold(text)))


def is_legend(text: str) -> bool:
    """Whether a line says what the marks of a table mean: «+ был, б – болел, н – не был»."""
    marks = [part for part in _LEGEND_PARTS.split(_LEGEND_HEAD.sub("", text)) if part.strip()]
    least = 1 if heads_legend(text) else 2
    return len(marks) >= least and all(_MARK_MEANS.fullmatch(fold(part)) for part in marks)


def heads_legend(text: str) -> bool:
    """Whether a line begins with «Условные обозначения:» and the like."""
    return bool(_LEGEND_HEAD.match(text))


def is_total(text: str) -> bool:
    """Whether a line begins with «Итого» and the like."""
    return bool(_TOTAL.match(fold(text)))


def is_signature(text: str) -> bool:
    """Whether a line begins like a signature: a post, «Исполнитель», «Согласовано»."""
    return bool(_SIGNING.match(fold(text)) or not any(map(str.isalnum, text)))


def names_section(text: str) -> bool:
    """Whether a line says «Раздел», or begins with a number."""
    return bool(_SECTION.match(fold(text)) or _NUMBERED.match(clean(text)))


def totals(area: Area, cells: Cells) -> Mask:
    """Rows that say «Итого» and the like first, in their key or alone in a cell, and lack a
    required cell. The word itself fills none where the row begins with it, but for its number."""
    found, left, begun, void = (_none(area) for _ in range(4))
    key = area.header.columns.get(area.table.required[0].name)
    for number, (codes, values) in enumerate(zip(cells.own, cells.values, strict=True), 1):
        said, column = _total_codes(area, values), area.at(number)
        hits = np.isin(codes, list(said))
        alone = np.isin(codes, [code for code, whole in said.items() if whole])
        found |= alone | (hits & ~left) | (hits if number == key else False)
        if column and column.required and not _takes_words(area, column):
            void |= hits & (~begun | _single(area))
        left |= codes != 0
        if column and not isinstance(column.kind, Code | Label):
            begun |= codes != 0
    return found & (_lacking(area, cells) | void)


def _takes_words(area: Area, column: Column) -> bool:
    """Whether «Итого» may be what a text of a row says, which has several other cells besides."""
    return isinstance(column.kind, Text) and len(area.table.required) > 2


def _total_codes(area: Area, values: Sequence[Raw]) -> dict[int, bool]:
    """Codes of texts that begin like a total → whether they say nothing else."""
    found: dict[int, bool] = {}
    for code, raw in enumerate(values):
        if isinstance(raw, str) and _starts(raw.lstrip()[:4]) in _TOTAL_STARTS:
            key = header_key(raw)
            if match := _TOTAL.match(key):
                found[code] = match.end() == len(key)
        elif area.table.register and isinstance(raw, str) and _OF_A_REGISTER.match(fold(raw)):
            found[code] = False
    return found


@lru_cache(maxsize=1 << 14)
def _starts(letters: str) -> str:
    return fold(letters)


def _lacking(area: Area, cells: Cells) -> Mask:
    """Rows that lack a required cell."""
    lacking = _none(area)
    for column in area.required:
        lacking |= cells.filled[area.header.columns[column.name] - 1] == 0
    return lacking


def _none(area: Area) -> Mask:
    return np.zeros(area.tab.height, dtype=bool)


def footnotes(area: Area, cells: Cells) -> Mask:
    """Rows whose first filled cell is a remark, and which lack a required cell."""
    found, left = _none(area), _none(area)
    for codes, values in zip(cells.own, cells.values, strict=True):
        said = [i for i, v in enumerate(values) if isinstance(v, str) and _remark(v)]
        if said:
            found |= np.isin(codes, said) & ~left
        left |= codes != 0
    return found & _lacking(area, cells)


def _remark(text: str) -> bool:
    begun = text.lstrip()[:4]
    return (begun[:1] in _SIGNS or _starts(begun) in _REMARK_STARTS) and is_footnote(text)


def signatures(area: Area, cells: Cells, data: Mask) -> Mask:
    """The last filled rows that are signatures: «Директор … / Иванова А.А.»."""
    found = _none(area)
    rows = np.flatnonzero(area.below() & (filled(cells.own, area.tab.height) > 0))
    for row in rows[::-1][:_TAIL_ROWS].tolist():
        signed = _signed([as_text(raw) for raw in cells.row(row + 1)])
        found[row] = signed
        if data[row] and not signed:
            break
    return found & _lacking(area, cells) | (found & _single(area))


def _single(area: Area) -> bool:
    return len(area.table.required) == 1


def _signed(texts: Sequence[str]) -> bool:
    folded = [fold(text) for text in texts]
    return bool(_SIGNING.match(folded[0])) and all(map(_of_signature, folded[1:]))


def _of_signature(text: str) -> bool:
    return bool(_SIGNED.fullmatch(text) or _SIGNING.match(text))


def headers_again(area: Area, cells: Cells, count: Counts) -> Mask:
    """Rows that repeat the header, and the row of column numbers («А Б 1 2») right below it."""
    header, height = area.header, area.tab.height
    same = np.zeros(height, dtype=np.int64)
    places = [column - 1 for column in header.columns.values()]
    for place in places:
        typed = header_texts(area.tab, place + 1, header.first, header.last)
        same += np.isin(cells.own[place], like(cells.values[place], set(typed)))
    declared = filled([cells.own[place] for place in places], height)
    repeated: Mask = (same >= min(2, len(places))) & ((same * 2 >= count) | (same == declared))
    for row in (header.last, *(np.flatnonzero(repeated)[:_TAIL_ROWS] + 1).tolist()):
        below = next(filter(cells.row, range(row + 1, min(row + 3, height) + 1)), None)
        if below and _numbering([fold(as_text(raw)) for raw in cells.row(below)]):
            repeated[below - 1] = True
    return repeated


def _numbering(texts: Sequence[str]) -> bool:
    """Whether cells number the columns: «1 2 3», «А Б 1 2 3»."""
    letters = sum(not text.isdecimal() for text in texts)
    if len(texts) < 3 or not all(map(str.isdecimal, texts[letters:])):
        return False
    numbers = [int(text) for text in texts[letters:]]
    lettered = any(row.startswith("".join(texts[:letters])) for row in _LETTERED)
    rising = numbers == sorted(set(numbers)) and numbers[:1] in ([], [1], [letters + 1])
    return lettered and rising and numbers[-1:] <= [len(texts) + 3]
