"""Who stands in a table though nothing is recorded of them: tutors at work, open schools."""

from collections.abc import Iterable

import pandas as pd

from sheets_sync.figures.reports import expected_reports
from sheets_sync.periods import same_part
from sheets_sync.summary.view import View

EVERYBODY = "В таблице все, кто в этом учебном году работает тьютором."


def by_tutor(view: View, figure: str) -> pd.DataFrame:
    """A figure's rows by tutor, and a row of zeros for each tutor at work who has none; a figure
    without rows stays so: nobody is behind where nothing has begun."""
    return with_zeros(view.analysis.figures[figure], "tutor", _at_work(view))


def with_zeros(found: pd.DataFrame, key: str, names: Iterable[str]) -> pd.DataFrame:
    """Rows by a key, and a row of zeros for each name that has none; no rows stay none."""
    there = set(found[key])
    missing = [name for name in names if name not in there]
    if not (there and missing):
        return found
    counts = found.select_dtypes("integer").columns
    zeros = pd.DataFrame({key: missing} | dict.fromkeys(counts, 0))
    return pd.concat([found, zeros], ignore_index=True)


def _at_work(view: View) -> list[str]:
    """The tutors who have worked on one day at least since 1 September."""
    days = same_part(view.analysis.year.period, view.analysis.today)
    return expected_reports(view.rows("tutors"), days)


def active_schools(view: View) -> set[str]:
    """The schools that «Действует» does not call closed."""
    schools = view.rows("schools")
    return set(schools.loc[schools["active"].ne(False), "code"])
