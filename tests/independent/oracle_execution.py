"""Plans, the road map and assignments: what was due, what was done, what is overdue (§4, §8)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date

from .oracle_basics import Tables, rate
from .oracle_half_year import halves, quarters
from .truth import Row, Term, World, closing

DONE, PARTIAL = {"выполнено", "исполнено"}, {"выполнено частично", "исполнено частично"}
RECURRING = {"recurring", "needed"}
EXECUTORS = {  # by «Ответственный» alone, in this order
    "ИРО": r"\bИРО\b",
    "ИМЦ": r"\bИМЦ\b|методист",
    "ОО": r"\bОО\b|школ|администраци|руководител",
    "тьюторы": r"тьютор",
}


def execution(world: World) -> Tables:
    """The three tables by tutor, section and executor, and the one object of «Поручения»."""
    plans, roadmap = world.counted("Индивидуальные планы"), world.counted("Дорожная карта")
    return {
        "plans_by_tutor": grouped(world, plans, "tutor", lambda row: row["Тьютор"]),
        "roadmap": grouped(world, roadmap, "section", lambda row: row["Раздел"]),
        "roadmap_by_executor": grouped(world, roadmap, "executor", executor),
        "assignments": tally(world, world.counted("Поручения")),
    }


def grouped(world: World, rows: list[Row], key: str, of: Callable[[Row], str]) -> list[Row]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[of(row)].append(row)
    return [{key: name} | tally(world, found) for name, found in sorted(groups.items())]


def executor(row: Row) -> str:
    """Who answers: «Ответственный» is a list of words and of tutors (by code)."""
    if any(re.fullmatch(r"Т-\d+", part) for part in row["Ответственный"]):
        return "тьюторы"
    words = " ".join(row["Ответственный"])
    for name, pattern in EXECUTORS.items():
        if re.search(pattern, words, re.IGNORECASE):
            return name
    return "прочие"


def term_end(world: World, term: Term | date | None) -> date | None:
    """The last day of a term; None = it could not be read."""
    if term is None or isinstance(term, date):
        return term
    if term.form == "half":
        return halves(world)[term.number][1]
    if term.form == "quarter":
        return quarters(world)[term.number]
    return closing(world) if term.form in RECURRING else term.last


def recurs(row: Row) -> bool:
    return isinstance(row["Срок"], Term) and row["Срок"].form in RECURRING


def outcome(world: World, row: Row) -> str:
    """The state that counts: a recurring row is not done while the year lasts."""
    if row["Статус"] in DONE:
        return "partial" if recurs(row) and world.today < closing(world) else "done"
    return "partial" if row["Статус"] in PARTIAL else "open"


def is_late(world: World, row: Row) -> bool:
    """Done after its term."""
    end = term_end(world, row["Срок"])
    day = row["Дата выполнения"] if "Дата выполнения" in row else row["Дата исполнения"]
    return bool(outcome(world, row) == "done" and end and day and day > end)


def delay(world: World, row: Row) -> int:
    """Days since the term of a row that is not done, 0 = not overdue."""
    end = term_end(world, row["Срок"])
    if end is None or outcome(world, row) == "done":
        return 0
    if isinstance(row["Срок"], Term) and row["Срок"].form == "needed":
        return 0
    return max(0, (world.today - end).days)


def tally(world: World, everything: list[Row]) -> Row:
    """The counts of one group of rows."""
    rows = [row for row in everything if row["Статус"] != "отменено"]
    ends = [term_end(world, row["Срок"]) for row in rows]
    outcomes = [outcome(world, row) for row in rows]
    due = [what for what, end in zip(outcomes, ends, strict=True) if end and end <= world.today]
    delays = [days for row in rows if (days := delay(world, row))]
    return {
        "total": len(rows),
        "due": len(due),
        "done": outcomes.count("done"),
        "due_done": due.count("done"),
        "partial": outcomes.count("partial"),
        "late": sum(is_late(world, row) for row in rows),
        "overdue": len(delays),
        "days": max(delays, default=None),
        "done_rate": rate(due.count("done"), len(due)),
    }
