"""What the tabs of results know of each school."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from sheets_sync.figures.measures.results import PRINTED_FROM
from sheets_sync.figures.results import KEYS, weak, weak_twice
from sheets_sync.figures.rounding import natural
from sheets_sync.figures.work import Work
from sheets_sync.reading.frames import each
from sheets_sync.summary.result_cells import latest_year
from sheets_sync.summary.view import View


@dataclass(frozen=True)
class KnownSchools:
    """Signs, results and work by school, each looked for once."""

    view: View

    @cached_property
    def year(self) -> str:
        """The workspace's school year."""
        return str(self.view.analysis.year)

    @cached_property
    def low(self) -> dict[str, Any]:
        """This year's sign by school."""
        figure = self.view.analysis.figures["low_results"]
        return {row.school: row for row in each(figure[figure["year"].eq(self.year)])}

    @cached_property
    def work(self) -> Work:
        """What was done for each school."""
        return Work(
            self.view.analysis.facts,
            self.view.analysis.figures.get("coverage"),
            self.view.rows("roadmap"),
            frozenset(self.listed),
        )

    @cached_property
    def tested(self) -> set[str]:
        """The schools with any result of this year."""
        figure = self.view.analysis.figures["results"]
        return set(figure.loc[figure["year"].eq(self.year), "school"])

    @cached_property
    def listed(self) -> set[str]:
        """This year's official list."""
        official = self.view.analysis.facts.official or frozenset()
        return {school for school, year in official if year == self.year}

    @cached_property
    def latest(self) -> pd.DataFrame:
        """Of this year and the last, the newest row of each procedure, class, subject by school."""
        known = self.view.analysis
        return latest_year(known.figures["results"], KEYS, self.year, known.facts.results)

    def latest_of(self, school: str) -> Iterable[Any]:
        """The rows of `latest` of one school."""
        return self._latest_by_school.get(school, ())

    @cached_property
    def _latest_by_school(self) -> dict[str, list[Any]]:
        rows: dict[str, list[Any]] = {}
        for row in each(self.latest):
            rows.setdefault(row.school, []).append(row)
        return rows

    @cached_property
    def shown(self) -> list[str]:
        """The schools with a page: listed or with the sign, by name."""
        signed_ones = {school for school, row in self.low.items() if row.sign}
        return self.by_name(self.listed | signed_ones)

    def by_name(self, schools: Iterable[str]) -> list[str]:
        """Schools in the order of their names."""
        return sorted(schools, key=lambda code: natural(self.view.school(code)))

    @cached_property
    def weak_counts(self) -> dict[str, int]:
        """How many weak procedures a school has this year."""
        return self._counts(weak)

    @cached_property
    def twice_counts(self) -> dict[str, int]:
        """How many of them were weak last year too."""
        return self._counts(weak_twice)

    @cached_property
    def procedures(self) -> dict[str, int]:
        """How many procedures of a school are printed this year."""
        return self._counts(lambda found: found["n"].ge(PRINTED_FROM))

    def _counts(self, which: Callable[[pd.DataFrame], "pd.Series[bool]"]) -> dict[str, int]:
        figure = self.view.analysis.figures["results"]
        found = figure[figure["year"].eq(self.year) & which(figure)]
        return {str(school): int(n) for school, n in found["school"].value_counts().items()}
