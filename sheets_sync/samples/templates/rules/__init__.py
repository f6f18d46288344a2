"""What colours a cell of a template while it is typed, each rule beside the check it mirrors."""

from collections.abc import Iterator

from sheets_sync.problems import Check, Severity
from sheets_sync.samples.templates.rules.by_kind import rules_of_kind
from sheets_sync.samples.templates.rules.by_reference import rules_of_reference
from sheets_sync.samples.templates.rules.by_table import rules_of_table
from sheets_sync.samples.templates.rules.spot import SHEET_END, Rule, Spot
from sheets_sync.sheet.cells import column_letters


def rules_of(spot: Spot) -> list[Rule]:
    """Every rule of a tab: errors before warnings, for the first that holds gives the colour."""
    rules = [_broken_formula(spot), *_of_columns(spot), *rules_of_table(spot)]
    return sorted(rules, key=lambda rule: rule.severity is not Severity.ERROR)


def _of_columns(spot: Spot) -> Iterator[Rule]:
    for column in spot.table.columns:
        yield from rules_of_kind(spot, column)
        yield from rules_of_reference(spot, column)


def _broken_formula(spot: Spot) -> Rule:
    last = spot.last_meeting if spot.table.register else column_letters(len(spot.table.columns))
    return Rule(Check.FORMULA_ERROR, f"A2:{last}{SHEET_END}", "ISERROR(A2)", Severity.ERROR)
