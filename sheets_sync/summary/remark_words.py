"""What a line of «Замечания» says of its problems together."""

import re

from sheets_sync.checks.remark_lines import Line
from sheets_sync.letters import capital, stop

_MOST = 6
"""So many cells of a line are named, and the rest counted."""
_MOST_WAYS = 3
_DETAILS = re.compile(r"(«[^»]*»|\d[\d.]*)")


def first_cell(line: Line) -> str:
    """«D4», «D4 +25»: short, for LibreOffice does not break a text that is a link."""
    cell, more = line.problems[0].cell, len(line.problems) - 1
    return (cell.a1 if cell else "") + (f" +{more}" if more else "")


def _cells(line: Line) -> str:
    """«D4, D7, D12 … всего 26»"""
    found = [problem.cell.a1 for problem in line.problems if problem.cell]
    shown = ", ".join(found[:_MOST])
    return shown if len(found) <= _MOST else f"{shown} … всего {len(found)}"


def values_of(line: Line) -> str:
    """What is typed in the cells, each value once."""
    values = [*dict.fromkeys(problem.value for problem in line.problems if problem.value)]
    return "; ".join(values[:_MOST]) + (" …" if len(values) > _MOST else "")


def message_of(line: Line) -> str:
    """What is wrong, and in which cells where there are several; «…» is what differs from one to
    another."""
    said = capital(_common([problem.message for problem in line.problems]))
    return said if len(line.problems) == 1 else f"{stop(said)} Ячейки: {_cells(line)}"


def fix_of(line: Line) -> str:
    """What to do; where that differs from cell to cell, the first ways out with their cells."""
    ways: dict[str, str] = {}
    for problem in line.problems:
        ways.setdefault(problem.fix, problem.cell.a1 if problem.cell else "")
    if len(ways) < 2:
        return capital(next(iter(ways)))
    shown = [f"{cell}: {fix}" for fix, cell in list(ways.items())[:_MOST_WAYS]]
    return "; ".join(shown) + ("; остальные — так же" if len(ways) > _MOST_WAYS else "")


def _common(messages: list[str]) -> str:
    """One message for all; those that are not built alike are told by the first."""
    split = [_DETAILS.split(message) for message in dict.fromkeys(messages)]
    alike = all(parts[::2] == split[0][::2] for parts in split)
    if not alike:
        return f"{messages[0]} (и подобное)"
    return "".join(
        part if len({parts[n] for parts in split}) == 1 else "…" for n, part in enumerate(split[0])
    )
