"""The tab «Что сделать»: what is overdue and what comes, whose it is, where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from sheets_sync.duties.deeds import SOON
from sheets_sync.duties.owed import Urgency
from sheets_sync.letters import plural
from sheets_sync.sheet.pieces import Block, Grid, Piece, Row
from sheets_sync.summary.cells import group
from sheets_sync.summary.todo_lines import GROUPS, HEADS, NOTHING, TITLE, Line, cells, count, lines
from sheets_sync.summary.view import Summary, View, notes, page_of, tab

MOST = 2_000
"""Lines of the tab; of what is left out it says how many."""

_PAGE, _ALONE = 37, 32
"""Lines of the first page: followed by others, and with the note alone."""
_WEIGHTS = {Urgency.OVERDUE: 2, Urgency.WEEK: 2, Urgency.LATER: 1, Urgency.UNDATED: 1}
"""How the first page is shared where not everything fits."""
_REST = "rest"
_WIDTHS = (20.0, 44.0, 10.5, 9.5, 18.5)
NOTE = (
    "Просрочка — сколько дней прошло после срока; «ещё 5» — сколько осталось. Помощи по предмету "
    "риска ждут каждый месяц: срок — конец первого месяца без неё. Кто ушёл, тот ничего не должен: "
    "за него отвечает тот, кто ведёт книгу («–» — он не указан). Что исправить в ячейках и почему, "
    "сказано на листе «Замечания». На бумагу выходит первая страница."
)


def build(view: View) -> Grid:
    """The tab: a page of the most pressing, then the rest one by one."""
    until = view.analysis.today + timedelta(days=SOON)
    about = f"Что просрочено, что предстоит до {until:%d.%m.%Y} и что исправить"
    every = lines(view)
    chosen = range(len(every)) if len(every) <= _ALONE else _pressing(every)
    first = [line for number, line in enumerate(every) if number in chosen]
    rest = [line for number, line in enumerate(every) if number not in chosen]
    blocks: list[Piece] = [_block("todo", list(_page(view, every, first)))]
    if rest:
        blocks.append(_rest(view, rest))
    page = replace(page_of(view), landscape=False, first_only=True)
    return tab(view, TITLE, about, (*blocks, notes(NOTE)), _WIDTHS, page)


def _block(name: str, rows: Sequence[Row], title: str = "") -> Block:
    return Block(
        name, HEADS, tuple(rows), title=title, empty=NOTHING, own_page=bool(title),
        known_as="Что_сделать_дальше" if title else "Что_сделать",
    )  # fmt: skip


def _pressing(every: Sequence[Line]) -> set[int]:
    """Which lines stand on the first page: of each urgency the first ones, by its weight."""
    numbered = groupby(enumerate(every), key=lambda pair: pair[1].urgency)
    waiting = {key: [number for number, _ in found] for key, found in numbered}
    chosen: set[int] = set()
    while len(chosen) < _PAGE and any(waiting.values()):
        for key, left in waiting.items():
            take = min(_WEIGHTS[key], _PAGE - len(chosen))
            chosen.update(left[:take])
            del left[:take]
    return chosen


def _page(view: View, every: Sequence[Line], first: Sequence[Line]) -> Iterator[Row]:
    """The first page: its lines take a row each, whatever they say."""
    for key, here in groupby(first, key=lambda line: line.urgency):
        found = list(here)
        number, left = count(every, key), count(every, key) - count(found, key)
        more = f" · на этой странице {number - left}, остальные ниже" if left else ""
        yield group(f"{GROUPS[key]}: {number}{more}", HEADS)
        yield from (cells(view, line, _WIDTHS) for line in found)


def _rest(view: View, rest: Sequence[Line]) -> Block:
    """What the first page has no room for: a row a duty."""
    single = [Line(line.urgency, (duty,)) for line in rest for duty in line.duties]
    rows: list[Row] = []
    for key, here in groupby(single[:MOST], key=lambda line: line.urgency):
        rows.append(group(f"{GROUPS[key]}, продолжение", HEADS))
        rows += [cells(view, line) for line in here]
    if len(single) > MOST:
        left = plural(len(single) - MOST, "строка", "строки", "строк")
        rows.append(group(f"И ещё {left}: сначала сделайте эти", HEADS))
    return _block(_REST, rows, "Всё остальное")


SUMMARY = Summary(TITLE, (), build, of_all=True)
