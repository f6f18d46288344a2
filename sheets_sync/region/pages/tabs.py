"""A region's summary: one tab a subject, in the order managers see them."""

from sheets_sync.region.pages.history import HISTORY_TAB
from sheets_sync.region.pages.overview import OVERVIEW_TAB
from sheets_sync.region.pages.quality import QUALITY_TAB
from sheets_sync.region.pages.region_tab import View
from sheets_sync.region.pages.results import RESULTS_TAB
from sheets_sync.region.pages.subject_tabs import (
    ATTENDANCE_TAB,
    CONSULTATIONS_TAB,
    COVERAGE_TAB,
    LOW_TAB,
    REPORTS_TAB,
    ROADMAP_TAB,
)
from sheets_sync.sheet.links import linked
from sheets_sync.sheet.pieces import Grid

TABS = (
    OVERVIEW_TAB,
    ATTENDANCE_TAB,
    CONSULTATIONS_TAB,
    COVERAGE_TAB,
    ROADMAP_TAB,
    REPORTS_TAB,
    RESULTS_TAB,
    LOW_TAB,
    QUALITY_TAB,
    HISTORY_TAB,
)


def build(view: View) -> list[Grid]:
    """Every tab that any municipality has figures for."""
    there = (one for one in TABS if not one.figures or view.known(*one.figures))
    return linked([one.build(view) for one in there])
