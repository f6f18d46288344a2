"""Columns that a tab can't do without and has not: what its header says instead, and how to say it
to the program."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sheets_sync.letters import clean, few
from sheets_sync.problems import Check, Fault, Problem, without_cell
from sheets_sync.reading.area import Area
from sheets_sync.reading.head_names import header_key
from sheets_sync.reading.likely_tables import Heads, guess_columns, last_guess, row_of_heads
from sheets_sync.reading.likeness import SHAPES
from sheets_sync.sheet.cells import Tab
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.schema import Column, Table
from sheets_sync.tables.tab_titles import headers_line, headers_of

_SHOWN = 12


def missing_columns(area: Area) -> Iterator[Problem]:
    """A problem for each required column that nothing stands for, with the nearest head."""
    lacking = area.table.lacking(area.header.says)
    near = nearest_heads(area, lacking) if lacking else {}
    for column in lacking:
        said = f"нет обязательного столбца {area.table.head(column.name)}{_stands(area)}"
        fix = _by_name(area, column, near) or _way_out(
            area.table, column, near.get(column.name, "")
        )
        fault = Fault.of(Check.COLUMN_MISSING, said, fix)
        yield without_cell(area.tab.place, fault, about=column.name)


def nearest_heads(area: Area, columns: Sequence[Column]) -> Mapping[str, str]:
    """The heads of the staff's own that may be columns of ours which are not there, by name."""
    free = {n: head for n, head in _heads(area).items() if n not in area.declared}
    context = replace(area.context, lookups={**SHAPES, **area.context.lookups})
    at = area.tab, area.header.last
    found = dict(guess_columns(*at, free, columns, context))
    left = [column for column in columns if column.name not in found]
    taken = {one.number for one in found.values()}
    rest = {n: head for n, head in free.items() if n not in taken}
    if len(left) == 1 and (last := last_guess(*at, rest, left[0], context)):
        found[left[0].name] = last
    return {name: guess.head for name, guess in found.items()}


def column_twice(area: Area, number: int, name: str) -> tuple[Fault, str]:
    """The fault of a column that says what an earlier one says, by its own head or by the line of
    `[headers]` that names it; what it is headed by."""
    heads, column = _heads(area), area.table.column(name)
    typed, first = heads.get(number, ""), heads.get(area.header.columns.get(name, 0), "")
    if header_key(typed) == header_key(first):
        said = f"столбец {area.table.head(name)} встречается второй раз; считается первый"
        fix = "решите, какой из них верен, и переименуйте другой"
    else:
        both, ours = f"{_told(first)} и {_told(typed)}", area.table.head(name)
        said = f"столбцы {both} оба прочитаны как {ours}; считается первый"
        fix = (
            "решите, какой из них верен, и переименуйте другой или уберите его строку из "
            f"{headers_of(area.table.title)} в workspace.toml"
        )
    return Fault.of(Check.COLUMN_TWICE, said, fix), column.header


def if_not_assumed(area: Area, columns: Sequence[Column]) -> str:
    """What to do where something was assumed of columns that are not there."""
    near = nearest_heads(area, columns)
    named = [c for c in columns if c.name in near]
    lines = (in_settings(area.table, near[c.name], c) for c in named)
    ways = (
        f"если это {_told(near[c.name])}, впишите {line}"
        for c, line in zip(named, lines, strict=True)
    )
    return "; ".join(("если это не так, добавьте такой столбец", *ways))


def no_header(tab: Tab, table: Table) -> Fault:
    """The fault of a tab in which no row names columns of ours, with the row most like it."""
    row, heads = row_of_heads(tab)
    said = f"; в строке {row} стоят: {_named(heads)}" if heads else ""
    fix = (
        f"если это заголовки, напишите, какой столбец который, под {headers_of(table.title)} в "
        "workspace.toml (строки составит sheets-sync adopt); если заголовков нет, скопируйте их "
        "из шаблона этого листа"
    )
    usual = "скопируйте строку заголовков из шаблона этого листа"
    fault = f"не найдена строка с названиями столбцов{said}"
    return Fault.of(Check.TAB_NO_HEADER, fault, fix if heads else usual)


def in_settings(table: Table, head: str, column: Column) -> str:
    """Where the line of `[headers]` stands that takes a column in, and the line."""
    return f"в workspace.toml под {headers_of(table.title)}: {headers_line(head, column.header)}"


def _way_out(table: Table, column: Column, near: str) -> str:
    name = table.head(column.name)
    if near:
        line = in_settings(table, near, column)
        return (
            f"если это {_told(near)}, впишите {line}, или переименуйте его в {name}; если такого "
            f"столбца нет, добавьте {name}"
        )
    return (
        f"добавьте столбец {name} или верните ему прежнее название; если у вас он называется "
        f"иначе, впишите {in_settings(table, 'как у вас', column)}"
    )


def _by_name(area: Area, column: Column, near: Mapping[str, str]) -> str:
    """The way out where records have names and no codes: one column serves for both."""
    table = area.table
    name = SCHOOLS.column("name")
    if table is not SCHOOLS or column.name != "code" or "code" in near:
        return ""
    number = area.header.columns.get(name.name, 0)
    head = near.get(name.name) or _heads(area).get(number, "")
    line = headers_line(head, column.header, name.header)
    return (
        f"если кодов у вас нет, кодом послужит название: впишите в workspace.toml под "
        f"{headers_of(table.title)}: {line}; если есть, добавьте столбец {table.head(column.name)}"
        if head
        else ""
    )


def _told(head: str) -> str:
    """A head as a sentence names it."""
    return head if "«" in head else f"«{head}»"


def _stands(area: Area) -> str:
    """«; в строке 3 стоят: Дата, ФИО, Школа»"""
    first, last = area.header.first, area.header.last
    where = f"в строке {first}" if first == last else f"в строках {first}–{last}"
    heads = _heads(area)
    return f"; {where} стоят: {_named(heads)}" if heads else ""


def _heads(area: Area) -> Heads:
    """Sheet column → what heads it, the lowest line of the header."""
    rows = range(area.header.last, area.header.first - 1, -1)
    typed = {
        number: next((text for row in rows if (text := show(area.tab.at(row, number)))), "")
        for number in range(1, len(area.tab.columns) + 1)
    }
    return {number: clean(text) for number, text in typed.items() if clean(text)}


def _named(heads: Heads) -> str:
    return few(list(heads.values()), "столбец", "столбца", "столбцов", _SHOWN)
