"""What happens to staff tables by a slip of the hand, as functions of a desk and of luck."""

from collections.abc import Callable
from random import Random

from helpers import Desk, Rows

from sheets_sync.sheet.cells import Merge, Raw

Mutation = Callable[[Desk, str, Random], None]
SIGNS = ("{} ✗", "{}?", "{} ❌", "✘ {}", "{} (?)", "{} ×")
LONE = ("к сведению", "см. ниже", "План на 2020/21", "Примечание: уточнить", "2", "новое")
TOTALS = ("Итого", "ИТОГО:", "Итог", "Общий итог", "Всего", "Присутствовало", "Отсутствовало")
STATES = ("Статус", "Отметка", "В перечне", "Действует")


def _row(rows: Rows, luck: Random) -> int:
    """The index of a data row."""
    return luck.randrange(1, len(rows))


def _wide(rows: Rows) -> int:
    return max(map(len, rows))


def title_above(desk: Desk, tab: str, luck: Random) -> None:
    """A title and a blank row come above the header."""
    desk.rows(tab)[:0] = [["Приложение № 1 к приказу от 01.09.2020 № 112"], []]


def row_above_header(desk: Desk, tab: str, luck: Random) -> None:
    """A sort carried the header into the data."""
    rows = desk.rows(tab)
    at = _row(rows, luck)
    rows.insert(at, rows.pop(0))


def header_again(desk: Desk, tab: str, luck: Random) -> None:
    """The header stands a second time among the rows."""
    rows = desk.rows(tab)
    rows.insert(_row(rows, luck), list(rows[0]))


def header_again_in_another_order(desk: Desk, tab: str, luck: Random) -> None:
    """A second header in another order, and the rows below it in that order."""
    rows = desk.rows(tab)
    at = _row(rows, luck)
    order = luck.sample(range(len(rows[0])), len(rows[0]))
    below = [[row[i] if i < len(row) else None for i in order] for row in rows[at:]]
    rows[at:] = [[rows[0][i] for i in order], *below]


def columns_in_another_order(desk: Desk, tab: str, luck: Random) -> None:
    """The columns change places."""
    rows = desk.rows(tab)
    order = luck.sample(range(_wide(rows)), _wide(rows))
    rows[:] = [[row[i] if i < len(row) else None for i in order] for row in rows]


def total_row(desk: Desk, tab: str, luck: Random) -> None:
    """A line of totals at the end or in the middle."""
    rows = desk.rows(tab)
    line: list[Raw] = [None] * len(rows[0])
    line[luck.randrange(min(2, len(line)))] = luck.choice(TOTALS)
    line[-1] = luck.randrange(1, 40)
    rows.insert(luck.choice([len(rows), _row(rows, luck)]), line)


def total_word_in_a_row(desk: Desk, tab: str, luck: Random) -> None:
    """A free text of a whole row begins with «всего»."""
    rows = desk.rows(tab)
    free = [i for i, head in enumerate(rows[0]) if head in ("Тема", "Место", "Трудности",
            "Поручение", "Мероприятие", "Вопрос", "Название")]  # fmt: skip
    if free:
        row = rows[_row(rows, luck)]
        row[luck.choice(free)] = luck.choice(("Всего понемногу", "итого за год", "всего", "Итог"))


def lone_line(desk: Desk, tab: str, luck: Random) -> None:
    """A line of one cell among the rows."""
    rows = desk.rows(tab)
    line: list[Raw] = [None] * len(rows[0])
    line[luck.randrange(len(line))] = luck.choice(LONE)
    rows.insert(_row(rows, luck), line)


def cells_merged_down(desk: Desk, tab: str, luck: Random) -> None:
    """Two cells of a column that say the same become one, or two numbers whatever they are."""
    rows = desk.rows(tab)
    if len(rows) < 3:
        return
    at, column = luck.randrange(1, len(rows) - 1), luck.randrange(len(rows[0]))
    upper, lower = (row[column] if column < len(row) else None for row in rows[at : at + 2])
    if upper is None or (upper != lower and not isinstance(upper, int)):
        return
    rows[at + 1] += [None] * (column + 1 - len(rows[at + 1]))
    rows[at + 1][column] = None
    desk.merges[tab] = (*desk.merges.get(tab, ()), Merge(at + 1, column + 1, at + 2, column + 1))


def header_merged_across(desk: Desk, tab: str, luck: Random) -> None:
    """A header becomes one over two columns."""
    head = desk.rows(tab)[0]
    if len(head) > 1:
        at = luck.randrange(len(head) - 1)
        head[at + 1] = None
        desk.merges[tab] = (*desk.merges.get(tab, ()), Merge(1, at + 1, 1, at + 2))


def tab_copied(desk: Desk, tab: str, luck: Random) -> None:
    """A copy of the tab is where people go on typing."""
    for tabs in desk.books.values():
        if tab in tabs:
            tabs[luck.choice((f"{tab} (2)", f"Копия {tab}", f"{tab} декабрь"))] = tabs[tab][:2]
            del tabs[tab][1]
            return


def sign_beside_a_state(desk: Desk, tab: str, luck: Random) -> None:
    """A sign or a word that turns a state into its contrary."""
    rows = desk.rows(tab)
    states = [i for i, head in enumerate(rows[0]) if head in STATES]
    row = rows[_row(rows, luck)]
    if states and len(row) > states[-1]:
        at = luck.choice(states)
        row[at] = luck.choice(SIGNS).format(row[at])


def row_twice(desk: Desk, tab: str, luck: Random) -> None:
    """A row was pasted twice."""
    rows = desk.rows(tab)
    at = _row(rows, luck)
    rows.insert(at, list(rows[at]))


def row_shifted(desk: Desk, tab: str, luck: Random) -> None:
    """A row was pasted one column too far to the right."""
    rows = desk.rows(tab)
    rows[_row(rows, luck)].insert(0, None)


def header_lost(desk: Desk, tab: str, luck: Random) -> None:
    """A header was deleted."""
    head = desk.rows(tab)[0]
    head[luck.randrange(len(head))] = None


def header_renamed(desk: Desk, tab: str, luck: Random) -> None:
    """A header got more words."""
    head = desk.rows(tab)[0]
    at = luck.randrange(len(head))
    if isinstance(head[at], str):
        head[at] = f"{head[at]} по плану"


def unit_beside_a_number(desk: Desk, tab: str, luck: Random) -> None:
    """A number got a unit that its column may not measure."""
    rows = desk.rows(tab)
    row = rows[_row(rows, luck)]
    numbers = [i for i, cell in enumerate(row) if isinstance(cell, int)]
    if numbers:
        at = luck.choice(numbers)
        row[at] = f"{row[at]} {luck.choice(('мин', 'чел.', 'урока', 'ч', 'шт.', 'школ'))}"


MUTATIONS: tuple[Mutation, ...] = (
    title_above, row_above_header, header_again, header_again_in_another_order,
    columns_in_another_order, total_row, total_word_in_a_row, lone_line, cells_merged_down,
    header_merged_across, tab_copied, sign_beside_a_state, row_twice, row_shifted, header_lost,
    header_renamed, unit_beside_a_number,
)  # fmt: skip
