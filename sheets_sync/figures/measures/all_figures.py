"""Every figure table by its name, in the order of JSON; what is in the summary alone last."""

from itertools import chain

from sheets_sync.figures.measures import (
    attendance,
    consultations,
    deeds,
    reports,
    results,
    staff_rows,
)
from sheets_sync.figures.measures.declared import Figure, Measure

FIGURES: dict[str, Figure] = {
    figure.name: figure
    for figure in chain(
        attendance.FIGURES,
        consultations.FIGURES,
        deeds.FIGURES,
        reports.FIGURES,
        results.FIGURES,
        staff_rows.FIGURES,
    )
}


def measure_of(figure: str, field: str) -> Measure:
    """The declaration of a figure's field."""
    return FIGURES[figure].measures[field]
