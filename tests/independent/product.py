"""Runs the product as a black box and compares what it prints with the oracle."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from command_line import typed

from . import oracle
from .books import Books
from .oracle_basics import Either
from .words import LOOKALIKES

KEYS: dict[str, tuple[str, ...]] = {
    "attendance": (),
    "attendance_by_tutor": ("tutor",),
    "attendance_by_meeting": ("meeting",),
    "attendance_by_stream": ("stream",),
    "consultations": (),
    "consultations_by_tutor": ("tutor",),
    "consultations_by_subject": ("subject",),
    "consultations_by_month": ("month",),
    "coverage": ("school", "subject"),
    "assignments": (),
    "plans_by_tutor": ("tutor",),
    "roadmap": ("section",),
    "roadmap_by_executor": ("executor",),
    "reports": ("tutor", "year", "half"),
    "results": ("year", "procedure", "school", "grade", "subject"),
    "results_municipality": ("year", "procedure", "grade", "subject"),
    "low_results": ("school", "year"),
}
COMPLETE = {"coverage", "reports", "results", "results_municipality", "low_results"}


@dataclass(frozen=True)
class Result:
    """One run of `check --json`."""

    code: int
    report: dict[str, Any]

    def problems(self, severity: str) -> list[dict[str, Any]]:
        return [p for p in self.report["problems"] if p["severity"] == severity]


def check(folder: Path, *options: str) -> Result:
    """`sheets_sync check FOLDER --json`."""
    done = typed("check", folder, "--json", *options)
    reported = done.code in (0, 1) and done.out.startswith("{")
    assert reported, f"exit {done.code}: {done.out[-500:]}{done.err[-2000:]}"
    return Result(done.code, json.loads(done.out))


def place_of(problem: dict[str, Any]) -> tuple[str, str, str]:
    return problem["book"], problem["tab"], problem["cell"]


def told(problem: dict[str, Any]) -> str:
    """One line of a problem, for the message of a failed assertion."""
    parts = ("book", "tab", "cell", "severity", "value", "message", "fix")
    return " | ".join(str(problem[part]) for part in parts)


def canonical(name: Any) -> Any:
    """Codes are compared without telling Latin from Cyrillic lookalikes."""
    return name.translate(LOOKALIKES).upper() if isinstance(name, str) else name


def by_key(table: str, rows: Any) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Rows by their key; those whose every count is 0 may be left out, so they are."""
    keys = KEYS[table]
    if not keys:
        return {(): rows}
    found = {tuple(canonical(row[key]) for key in keys): row for row in rows}
    assert len(found) == len(rows), f"{table}: a key stands twice"
    optional = table not in COMPLETE
    return {
        key: row
        for key, row in found.items()
        if not optional or any(value for name, value in row.items() if name not in keys)
    }


def disagreements(
    books: Books, report: dict[str, Any], tables: set[str] | None = None
) -> list[str]:
    """Every figure that differs, as a sentence; empty = agreement to the last digit."""
    lines = []
    for table, mine in oracle.figures(books.world).items():
        if tables is not None and table not in tables:
            continue
        if table not in report["figures"]:
            lines.append(f"{table}: absent")
            continue
        ours, theirs = by_key(table, mine), by_key(table, report["figures"][table])
        for key in sorted(ours.keys() | theirs.keys(), key=str):
            lines += _row(table, key, ours.get(key), theirs.get(key))
    return lines


def _row(table: str, key: tuple[Any, ...], ours: Any, theirs: Any) -> list[str]:
    if ours is None or theirs is None:
        return [f"{table} {key}: oracle {ours}, product {theirs}"]
    return [
        f"{table} {key} {name}: oracle {value!r}, product {theirs.get(name, 'no such field')!r}"
        for name, value in ours.items()
        if name not in KEYS[table]
        and not agrees(name, value, theirs.get(name, ...))
        # nothing overdue: the contract does not say whether the longest delay is 0 or null
        and not (name == "days" and value is None and theirs.get(name, ...) == 0)
    ]


def agrees(name: str, ours: Any, theirs: Any) -> bool:
    """Equal, or one of the readings the contract leaves."""
    if isinstance(ours, Either):
        return any(same(option, theirs) for option in ours.options)
    if name == "share2_change" and isinstance(ours, float) and isinstance(theirs, int | float):
        return math.isclose(ours, theirs, rel_tol=0, abs_tol=1e-9)  # a difference of two shares
    return same(ours, theirs)


def same(ours: Any, theirs: Any) -> bool:
    """Equal to the last digit."""
    return type(ours) in (type(theirs), int) and bool(ours == theirs)


def tab_disagreements(books: Books, report: dict[str, Any]) -> list[str]:
    """Tabs whose read, counted or rejected differ, or do not add up."""
    theirs = {(t["book"], t["tab"]): t for t in report["tabs"]}
    lines = [
        f"{key}: {t} does not add up"
        for key, t in theirs.items()
        if t["read"] != t["counted"] + t["rejected"]
    ]
    for key, counts in oracle.tabs(books.world, books.home).items():
        t = theirs.get(key)
        found = [t["read"], t["counted"], t["rejected"]] if t else None
        if found != counts:
            lines.append(f"{key}: oracle {counts}, product {found}")
    return lines
