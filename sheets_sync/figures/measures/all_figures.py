"""Every figure table by its name, subject by subject."""

from sheets_sync.figures.measures import (
    attendance,
    consultations,
    deeds,
    reports,
    results,
    staff_rows,
)
from sheets_sync.figures.measures.declared import Figure, Measure

_SUBJECTS = (attendance, consultations, deeds, reports, results, staff_rows)
FIGURES: dict[str, Figure] = {
    figure.name: figure for subject in _SUBJECTS for figure in subject.FIGURES
}


def measure_of(figure: str, field: str) -> Measure:
    """The declaration of a figure's field."""
    return FIGURES[figure].measures[field]
