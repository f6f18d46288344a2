"""Leave, renew or write: the decision over small grids, without a run."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from sheets_sync.runs.verdict import Leave, Renew, Write, decide
from sheets_sync.sheet.compare import digest
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Cell, Grid, Lines
from sheets_sync.stores.base import OurTab
from sheets_sync.stores.memory import MemoryStore
from sheets_sync.summary.view import Stamp

NOW = datetime(2021, 2, 18, 13, 5)
HOUR = timedelta(hours=1)


def tab(title: str, text: str = "та же") -> Grid:
    stamp = Stamp(NOW.date() - 24 * HOUR, NOW)
    lines = (Cell(text), Cell("о чём"), Cell(stamp.text(), stamp=True))
    return lay_out(title, [Lines(lines)], (30,))


OVERVIEW, PLANS, HISTORY = tab("Сводка"), tab("Планы"), tab("История")
STANDING = (OVERVIEW, PLANS, HISTORY)
NEW_LINE = tab("История", "новый день")


def standing(grids: Sequence[Grid]) -> dict[str, OurTab]:
    store = MemoryStore([])
    store.write(grids)
    return dict(store.read(frozenset()).ours)


@pytest.mark.parametrize(
    ("now", "old", "skipped", "later", "plan"),
    [
        (STANDING, STANDING, (), 11 * HOUR, Leave("unchanged", NOW)),
        (STANDING, STANDING, (), 12 * HOUR, Renew(NOW.date() - 24 * HOUR)),
        (STANDING, STANDING, (), -11 * HOUR, Leave("unchanged", NOW)),
        (STANDING, STANDING, (), -12 * HOUR, Renew(NOW.date() - 24 * HOUR)),
        ((OVERVIEW, PLANS, NEW_LINE), STANDING, (), HOUR, Leave("unchanged", NOW)),
        ((OVERVIEW, tab("Планы", "иначе"), HISTORY), STANDING, (), HOUR, Write(("Планы",))),
        ((OVERVIEW, tab("Планы", "иначе"), HISTORY), STANDING, ("Планы",), HOUR,
         Leave("unchanged", NOW)),
        (STANDING, (OVERVIEW, HISTORY), (), HOUR, Write(("Планы",))),
        (STANDING, (OVERVIEW, PLANS), (), HOUR, Write(("История",))),
        ((OVERVIEW, HISTORY), STANDING, (), HOUR, Write(())),
        (STANDING, (), (), HOUR, Write(("Сводка", "Планы", "История"))),
    ],
    ids=["as it was", "an old check", "a clock that differs",
         "a check from the future", "only a line of history", "a tab changed",
         "a tab that cannot be computed", "a new tab", "history is missing", "a tab is gone",
         "no summary"],
)  # fmt: skip
def test_what_to_do_with_the_summary(
    now: Sequence[Grid],
    old: Sequence[Grid],
    skipped: Sequence[str],
    later: timedelta,
    plan: Leave | Renew | Write,
) -> None:
    assert decide(now, skipped, standing(old), None, NOW + later) == plan


def test_a_restored_summary_is_left_until_the_books_say_something_new() -> None:
    undone = {title: digest(grid) for title, grid in (("Сводка", OVERVIEW), ("Планы", PLANS))}
    ours = standing((tab("Сводка", "прежняя"), PLANS, HISTORY))
    assert decide(STANDING, (), ours, undone, NOW) == Leave("held", NOW)
    news = (OVERVIEW, tab("Планы", "иначе"), HISTORY)
    assert decide(news, (), ours, undone, NOW) == Write(("Сводка", "Планы"))
