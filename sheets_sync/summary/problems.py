"""The tab «Замечания»: who has what to mend, what there is to know, what was agreed to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sheets_sync.checks.remark_lines import Line, lines, told
from sheets_sync.figures.measures.declared import Measure
from sheets_sync.figures.measures.staff_rows import ERRORS, TO_KNOW, WARNINGS
from sheets_sync.figures.rounding import whole
from sheets_sync.letters import plural
from sheets_sync.problems import Problem, Severity
from sheets_sync.reading.unfilled import unfilled
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import (
    Align,
    Block,
    Cell,
    Format,
    Grid,
    Head,
    Lines,
    Look,
    Meaning,
    Piece,
    Row,
    Spacer,
    Target,
)
from sheets_sync.summary.cells import NOBODY, head
from sheets_sync.summary.remark_words import first_cell, fix_of, message_of, values_of
from sheets_sync.summary.view import Summary, View, page_of, top
from sheets_sync.tables.accepted import ACCEPTED
from sheets_sync.tables.directories import DIRECTORIES

TITLE = "Замечания"
MOST = 20_000
"""More lines than this nobody reads; errors come first, and the tab says how many are left out."""
WIDTHS = (14.5, 18.4, 12.4, 13.6, 9.5, 11, 24.3, 22, 10.2, 10.7)
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_LOOKS = {Severity.ERROR: Look.BAD, Severity.WARNING: Look.WARN}
_PLACE = (Head("Книга", wrap=True), Head("Лист", wrap=True), Head("Ячейка", wrap=True))
_TYPED, _WRONG = Head("Что вписано", wrap=True), Head("Что не так", wrap=True)
_LAST = (Head("С какого дня", Format.DATE), Head("№", align=Align.RIGHT))
_HEADS = (
    Head("Кто исправит", wrap=True),
    Head("Важность"),
    *(*_PLACE, _TYPED, _WRONG),
    Head("Что сделать", wrap=True),
    *_LAST,
)
_KNOWN_HEADS = (
    Head("Кто может помочь", wrap=True, span=2),
    *(*_PLACE, _TYPED, _WRONG),
    Head("Что можно сделать", wrap=True),
    *_LAST,
)
_ACCEPTED_HEADS = (
    Head("Кто решил", wrap=True),
    Head("До", Format.DATE),
    *(*_PLACE, _TYPED, _WRONG),
    Head("Почему", wrap=True),
    *_LAST,
)
_PEOPLE_HEADS = (
    Head("Кто исправит", wrap=True, span=2),
    head(ERRORS),
    replace(head(WARNINGS), span=2),
    head(TO_KNOW),
    Head("Самое давнее", Format.DATE, Align.CENTER),
    Head("Где начинаются", wrap=True),
)
NOTE = (
    "Найдите себя в первой таблице и щёлкните по ссылке. Ошибка — строка (или только эта ячейка) "
    "не учтена в сводке; предупреждение — строка учтена, но проверьте. Щёлкните по адресу ячейки, "
    "чтобы её открыть. Исправили — замечание исчезнет при следующей проверке. Исправлять не "
    f"нужно — впишите его № на лист {ACCEPTED.sheet} книги «{DIRECTORIES.title}»: почему и кто "
    "решил. Сколько строк не вошло в показатели — лист «Учёт строк»."
)
EMPTY, WELL = "таблицы пусты", "таблицы заполнены верно"


def build(view: View) -> Grid:
    """A table by person, then what is to be mended, to be known, and what was agreed to."""
    problems = [p for p in view.analysis.problems if p.severity is not Severity.INFO]
    shown = every = sorted(lines(problems), key=_by_person)
    if len(every) > MOST:
        shown = sorted(sorted(every, key=_severity)[:MOST], key=_by_person)
    mend = [line for line in shown if line.problems[0].mend]
    known = [line for line in shown if not line.problems[0].mend]
    pieces: list[Piece] = [
        top(view, TITLE, _about(view, problems)),
        Lines((Cell(NOTE, Look.NOTE),)),
        *([Lines((Cell(_left_out(len(every)), Look.ALERT),))] if len(every) > MOST else []),
        *_spaced(_people(view, problems)),
        *_spaced(_to_mend(view, mend)),
        *_spaced(_to_know(view, known)),
        *_spaced(_accepted(view)),
    ]
    return lay_out(TITLE, pieces, WIDTHS, page_of(view))


def _spaced(block: Block) -> list[Piece]:
    """A block below an empty row; one without a line or a word is none."""
    return [Spacer(), block] if block.rows or block.empty else []


def _about(view: View, problems: Sequence[Problem]) -> str:
    counts, accepted = told(problems), len(view.analysis.accepted)
    known = f"; к сведению: {counts.to_know}" if counts.to_know else ""
    let_be = f"; допущено: {accepted}" if accepted else ""
    return (
        f"Что исправить в таблицах: {plural(counts.errors, 'ошибка', 'ошибки', 'ошибок')}, "
        f"{plural(counts.warnings, 'предупреждение', 'предупреждения', 'предупреждений')}"
        f"{known}{let_be}"
    )


def _left_out(count: int) -> str:
    return f"Показаны {whole(MOST)} строк замечаний из {whole(count)}: сначала исправьте эти"


def _owner(line: Line) -> str:
    return line.problems[0].owner or ""


def _severity(line: Line) -> int:
    return _ORDER[line.problems[0].severity]


def _by_person(line: Line) -> tuple[bool, str, int]:
    """By owner (nobody last), then errors first; the rest stands as in the books already."""
    return not _owner(line), _owner(line), _severity(line)


@dataclass(slots=True)
class _Person:
    """What one person has to mend: the numbers, the oldest day."""

    errors: int = 0
    warnings: int = 0
    to_know: int = 0
    oldest: date = date.max


def _people(view: View, problems: Iterable[Problem]) -> Block:
    """A line a person, by name, nobody last."""
    people: dict[str, _Person] = {}
    for problem in problems:
        one = people.setdefault(problem.owner or "", _Person())
        one.errors += problem.severity is Severity.ERROR
        one.warnings += problem.mend and problem.severity is Severity.WARNING
        one.to_know += not problem.mend
        one.oldest = min(one.oldest, view.past.first(problem.id, view.analysis.today))
    order = sorted(people, key=lambda name: (not name, name))
    rows = tuple(_person(name, people[name]) for name in order)
    return Block("people", _PEOPLE_HEADS, rows, known_as="Замечания_по_людям")


def _person(name: str, one: _Person) -> Row:
    first = Target(TITLE, _anchor(name, bool(one.errors or one.warnings)))
    return (
        Cell(name or NOBODY, to=first),
        _count(one.errors, Look.BAD, ERRORS, name),
        _count(one.warnings, Look.WARN, WARNINGS, name),
        _count(one.to_know, Look.BODY, TO_KNOW, name),
        Cell(one.oldest, format=Format.DATE),
        Cell("к первой строке ↓", to=first),
    )


def _count(number: int, look: Look, one: Measure, name: str) -> Cell | None:
    if not number:
        return None
    means = Meaning("problems", one.name, (("owner", name),))
    return Cell(number, look, Format.WHOLE, means=means)


def _anchor(name: str, mend: bool) -> str:
    return f"{'исправить' if mend else 'знать'}: {name}"


def _to_mend(view: View, shown: Sequence[Line]) -> Block:
    empty = f"Замечаний нет: {EMPTY if unfilled(view.analysis.tabs) else WELL}"
    rows = tuple(_rows(view, shown, mend=True))
    title = "Исправить" if rows else ""
    people = dict.fromkeys(filter(None, map(_owner, shown)))
    return Block(
        "problems", _HEADS, rows, title, empty=empty, filtered=True, flows=True,
        known_as="Замечания_исправить", views=tuple(people),
    )  # fmt: skip


def _to_know(view: View, shown: Sequence[Line]) -> Block:
    title = "К сведению: это уже случилось, правкой в таблице не исправить"
    rows = tuple(_rows(view, shown, mend=False))
    return Block("known", _KNOWN_HEADS, rows, title, flows=True, known_as="Замечания_к_сведению")


def _rows(view: View, shown: Iterable[Line], mend: bool) -> Iterator[Row]:
    """A row a line; the first of each person is what the table by person leads to."""
    before: str | None = None
    for line in shown:
        name, severity = _owner(line), line.problems[0].severity
        fresh = name != before
        before = name
        anchor = _anchor(name, mend) if fresh else ""
        who = Cell(name or NOBODY, Look.STRONG if fresh else Look.BODY, wrap=True, anchor=anchor)
        weight = (Cell(str(severity), _LOOKS[severity]),) if mend else ()
        yield (who, *weight, *_told(view, line, Cell(fix_of(line) or None, wrap=True)))


def _told(view: View, line: Line, way: Cell) -> Row:
    """Where it is, what is wrong, the way out or why it may stay, since when, its number."""
    first = line.problems[0]
    since = min(view.past.first(p.id, view.analysis.today) for p in line.problems)
    tab, link = first.place.tab, first.link
    return (
        Cell(first.place.shown.removesuffix(".xlsx" if tab else ""), wrap=True),
        Cell(tab, wrap=True) if tab else Cell("–", Look.MUTED),
        Cell(first_cell(line), link=link) if first.cell else Cell("–", Look.MUTED),
        Cell(values_of(line) or None, wrap=True),
        Cell(message_of(line), wrap=True),
        way,
        Cell(since, format=Format.DATE),
        Cell(line.number, Look.MUTED, align=Align.RIGHT),
    )


def _accepted(view: View) -> Block:
    """What people agreed to live with, by their number: whose word it was, why, until when."""
    rows = tuple(
        (
            Cell(one.terms.who, wrap=True),
            Cell(one.terms.until, format=Format.DATE) if one.terms.until else None,
            *_told(view, Line((one.problem,)), Cell(one.terms.why, wrap=True)),
        )
        for one in view.analysis.accepted
    )
    title = "Допущено: с этим решено жить; строки, которые отклонены, от этого не считаются"
    return Block("accepted", _ACCEPTED_HEADS, rows, title, flows=True, known_as="Допущено")


SUMMARY = Summary(TITLE, (), build)
