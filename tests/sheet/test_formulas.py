"""Formulas as data: their spelling, and how kept summaries bring them back."""

from datetime import datetime, timedelta, timezone

from sheets_sync.sheet.formulas import SameAs, StaleAfter, spell
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Cell, Lines
from sheets_sync.sheet.saved import packed, unpacked

MOSCOW = timezone(timedelta(hours=3))
STALE = StaleAfter(datetime(2021, 2, 18, 1, 5, 59, tzinfo=MOSCOW), 'не "свежо"')
SAME = SameAs("Итоги '21", "A3")


def test_spelling() -> None:
    moment = "DATE(2021;2;17)+TIME(22;5;0)+(180)/1440"
    assert spell(STALE, ";") == f'IF(NOW()-({moment})>1;"не ""свежо""";"")'
    assert spell(STALE, ",") == spell(STALE, ";").replace(";", ",")
    assert spell(SAME, ",") == "'Итоги ''21'!A3"


def test_a_kept_tab_keeps_its_formulas() -> None:
    cells = (Cell("", formula=STALE, stamp=True), Cell("было", formula=SAME, stamp=True))
    grid = lay_out("Сводка", [Lines(cells)], (20,))
    assert unpacked(packed({"Сводка": grid})) == {"Сводка": grid}
