"""`codes_only`: people are named in local books alone; Google sees their codes (152-ФЗ)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pandas as pd

from sheets_sync.cells import CellRef, Tab
from sheets_sync.frames import each
from sheets_sync.kinds.base import Fault, Severity
from sheets_sync.kinds.letters import unify
from sheets_sync.kinds.people import PersonEntry, looks_like_person
from sheets_sync.pieces import Cell, Grid
from sheets_sync.problems import Problem, at_cell

HIDDEN = "[имя]"

_ENDING = (
    r"(?:а|я|у|ю|е|и|ы|ой|ей|ою|ею|ом|ем|ым|им|ого|его|ому|ему|ую|юю|ая|яя|ий|ый|ые|ие|ых|их|ыми"
    r"|ими|ов|ев|ам|ям|ами|ями|ах|ях)?"
)
_CUT = re.compile(r"(?:[аяоеуюиый]|ая|яя|ий|ый|ой)$", re.IGNORECASE)
_SHORTEST = 3
_CAPITAL = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_LIKE_NAME = re.compile(
    rf"\b(?:{_CAPITAL}|[А-ЯЁ]{{3,}})\s+[А-ЯЁ]\.(?:\s*[А-ЯЁ]\b\.?)?"
    rf"|\b[А-ЯЁ]\.\s*(?:[А-ЯЁ]\.\s*)?(?:{_CAPITAL}|[А-ЯЁ]{{3,}})\b"
    rf"|\b(?:{_CAPITAL}\s+)?{_CAPITAL}\s+[А-ЯЁ][а-яё]+(?:вич|вн|ичн)[а-яё]{{0,3}}\b"
)
_NAMED_AFTER = re.compile(r"\b(?:им\.|имени)\s*(?:[А-ЯЁ]\.\s*){0,2}[^\s,;()«»]*", re.IGNORECASE)


def people_of(tutors: pd.DataFrame) -> "People":
    """Everybody in the directory, rows that don't count too."""
    return People(
        PersonEntry(
            row.code or "",
            row.surname,
            row.first_name or "",
            row.patronymic or "",
            row.former or "",
        )
        for row in each(tutors)
        if row.surname
    )


class People:
    """The people of the local directory, however a text names them."""

    def __init__(self, entries: Iterable[PersonEntry]) -> None:
        self._codes: dict[str, str] = {}
        forms: list[str] = []
        for number, entry in enumerate(entries):
            group = f"p{number}"
            self._codes[group] = entry.code
            surnames = [name for name in (entry.surname, entry.former) if name]
            wholes = [form for name in surnames for form in _forms(name, entry)]
            forms.append(f"(?P<{group}>{'|'.join(wholes)})")
        self._forms = re.compile("|".join(forms), re.IGNORECASE) if forms else None

    def found(self, text: str) -> bool:
        """Whether a text names anybody: of the directory, or like «Фамилия И.О.»."""
        plain = _plain(text)
        known = self._forms is not None and bool(self._forms.search(plain))
        return known or looks_like_person(text)

    def hidden(self, text: str) -> str:
        """The text with codes in place of the directory's people and «[имя]» for others."""
        if self._forms is None:
            return _masked(text)
        plain = _plain(text)
        parts, last = [], 0
        for match in self._forms.finditer(plain):
            parts += [text[last : match.start()], self._codes[match.lastgroup or ""] or HIDDEN]
            last = match.end()
        made = _masked(_REPEATED.sub(r"\1", "".join([*parts, text[last:]])))
        return HIDDEN if self._forms.search(unify(made)) else made


_REPEATED = re.compile(r"(\b\S+) \(\1\)")


def _plain(text: str) -> str:
    """The text in one alphabet; as it is where letters would change their places."""
    plain = unify(text)
    return plain if len(plain) == len(text) else text


def _forms(surname: str, entry: PersonEntry) -> list[str]:
    """Patterns for one person, the longest first; the surname in any case."""
    stem = _CUT.sub("", surname) if len(surname) > _SHORTEST else surname
    name = rf"\b{_letters(stem)}{_ENDING}\b"
    first, second = (_letters(part[:1]) for part in (entry.name, entry.patronymic))
    initials = rf"{first}\.?\s*{second}\b\.?" if second else rf"{first}\b\.?"
    words = [rf"{_letters(part[:-1])}\w{{1,3}}" for part in (entry.name, entry.patronymic) if part]
    whole = r"\s+".join(words)
    return [
        *([rf"{name}\s+{whole}", rf"{whole}\s+{name}"] if whole else []),
        *([rf"{name},?\s+{initials}", rf"\b{initials}\s*{name}"] if first else []),
        name,
    ]


def _letters(text: str) -> str:
    """A pattern for a name: ё is е."""
    return re.escape(unify(text)).replace("ё", "е").replace("е", "[её]").replace("Е", "[ЕЁ]")


def _masked(text: str) -> str:
    """The text without anything like a name; schools may be named after people."""
    parts, last = [], 0
    for match in _NAMED_AFTER.finditer(text):
        parts += [_LIKE_NAME.sub(HIDDEN, text[last : match.start()]), match.group()]
        last = match.end()
    return "".join([*parts, _LIKE_NAME.sub(HIDDEN, text[last:])])


def without_names(grid: Grid, people: People) -> Grid:
    """A summary tab as it may stand in Google."""
    known: dict[str, str] = {}

    def hidden(cell: Cell | None) -> Cell | None:
        if cell is None or not isinstance(cell.value, str):
            return cell
        if cell.value not in known:
            known[cell.value] = people.hidden(cell.value)
        shown = known[cell.value]
        return cell if shown == cell.value else replace(cell, value=shown)

    return replace(grid, rows=tuple(tuple(map(hidden, row)) for row in grid.rows))


def named_people(tabs: Iterable[Tab], people: People) -> Iterator[Problem]:
    """A warning at each cell of these tabs that names a person."""
    for tab in tabs:
        for number, column in enumerate(tab.columns, 1):
            texts = enumerate(column.values)
            named = {n: v for n, v in texts if isinstance(v, str) and people.found(v)}
            if named:
                yield from _at_cells(tab, number, named)


def _at_cells(tab: Tab, number: int, named: Mapping[int, str]) -> Iterator[Problem]:
    for row, code in enumerate(tab.columns[number - 1].codes, 1):
        if code in named:
            fault = Fault(
                "person.named",
                Severity.WARNING,
                f"«{named[code][:80]}» — похоже на имя человека, а в таблице Google место только "
                "кодам",
                "замените имя кодом, например Т-07",
            )
            yield at_cell(CellRef(tab.place, row, number), fault, named[code])
