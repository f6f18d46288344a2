"""Every measure is declared once, and everything that shows it takes it from there."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import Desk, look

import sheets_sync
from sheets_sync.figures.attendance import counts_of
from sheets_sync.figures.measures.all_figures import FIGURES
from sheets_sync.figures.measures.declared import Basis, Count, Figure, Measure
from sheets_sync.figures.measures.figures_page import PAGE, page
from sheets_sync.summary.explain.consultations import NUMBERS
from sheets_sync.summary.explain.explanation import MAKERS

PACKAGE = Path(sheets_sync.__file__).parent
DECLARATIONS = PACKAGE / "figures" / "measures"
TOTAL_ROW = "Всего"
"""Heads a column of one figure, and the last row of every table."""
MEASURES = {
    f"{figure.name}.{name}": (figure, one)
    for figure in FIGURES.values()
    for name, one in figure.measures.items()
}


def literals(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_title_or_formula_is_written_twice():
    measures = {one for _, one in MEASURES.values()}
    named = [one for one in measures if one.count is not Count.VALUE]  # a staff column, as typed
    names = {name for one in named for name in (one.head, one.title, one.beside) if name}
    formulas = {one.formula for one in measures}
    declared = Counter(text for file in DECLARATIONS.glob("*.py") for text in literals(file))
    rooms = [*(PACKAGE / "figures").glob("*.py"), *(PACKAGE / "summary").rglob("*.py")]
    elsewhere = [text for file in rooms for text in literals(file)]
    twice = {text for text in formulas | names if declared[text] > 1}
    again = (names - {TOTAL_ROW}) & {*elsewhere} | {
        f for f in formulas for text in elsewhere if f in text
    }
    assert (twice, again) == (set(), set())


@pytest.mark.parametrize(("figure", "one"), MEASURES.values(), ids=MEASURES)
def test_each_measure_has_what_its_explanation_needs(figure: Figure, one: Measure):
    assert one.formula
    assert one.head
    assert one.basis in MAKERS
    if one.basis is Basis.JOURNAL:
        assert one.count in NUMBERS
        assert one.of
    if one.basis is Basis.INVITED:
        assert {one.events, one.whole, one.less} - {""} <= {*counts_of(invited())}
    if one.basis in (Basis.DEEDS, Basis.DEED):
        assert figure.table in ("plans", "roadmap", "tasks")
    if one.basis in (Basis.REPORT, Basis.SAYING):
        assert one.typed


def invited():
    states = look(Desk()).facts.states
    assert states is not None
    return states


def test_every_way_to_find_rows_is_used():
    assert {one.basis for _, one in MEASURES.values()} == {*Basis} == MAKERS.keys()


def test_json_has_the_declared_fields_in_their_order():
    made = look(Desk()).figures
    declared = [name for name, figure in FIGURES.items() if figure.printed]
    assert sorted(made) == sorted(declared)
    for name, frame in made.items():
        assert list(frame.columns) == FIGURES[name].columns, name


def test_the_page_of_figures_is_made_of_the_declarations():
    written = (PACKAGE.parent / PAGE).read_text(encoding="utf-8")
    assert written == page(), "run: make templates"
