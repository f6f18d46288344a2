"""«Профили школ»: what each school shows and what was done, a page each, and where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sheets_sync.figures.measures.consultations import COVERAGE
from sheets_sync.figures.measures.results import PRINTED_FROM, WORK
from sheets_sync.figures.results import KEYS
from sheets_sync.figures.rounding import whole
from sheets_sync.sheet.pieces import Block, Cell, Head, Look, Row, Target
from sheets_sync.summary.cells import NOT_KNOWN, heads, measured, number
from sheets_sync.summary.known_schools import KnownSchools
from sheets_sync.summary.result_cells import (
    FACTS_NOTE,
    HEADS,
    NOTE,
    ORDER_NOTE,
    WORK_HEADS,
    done_of,
    rate_cells,
    several,
    weakest_first,
)

SCHOOLS_TITLE = "Профили школ"
NO_DATA = f"нет процедур, где писали {PRINTED_FROM} и больше"
_NO_LETTER = re.compile(r"\W")
_HELPED = (replace(COVERAGE["consultations"], head="Консульт. в этом году"),)
_SCHOOL = (Head("Предмет", wrap=True), *HEADS, *heads(_HELPED), *WORK_HEADS)
SCHOOL_WIDTHS = (
    *(14.9, 9.7, 5.2, 9.7, 8.7),
    *(7.6, 4.4, 7.2, 3.8, 8.5, 3.8),
    *(11.7, 7.75, 6.4, 8.45),
    *(5.4, 5.4, 6.3, 6.3),
)
_CONTENTS = (
    Head("Школа", wrap=True, span=4),
    Head("Чем отмечена", wrap=True, span=len(SCHOOL_WIDTHS) - 4),
)


def page_of_school(school: str) -> Target:
    """Where a school's results begin."""
    return Target(SCHOOLS_TITLE, f"school_{school}")


def school_blocks(known: KnownSchools) -> Iterator[Block]:
    """Which schools have a page, and their pages."""
    pages = [_Page(known, school) for school in known.shown]
    yield Block(
        "contents", _CONTENTS, tuple(page.in_contents() for page in pages), title="Содержание",
        note="\n".join((NOTE, ORDER_NOTE, FACTS_NOTE)),
        empty="В перечне ШНОР этого года школ нет, признака тоже ни у одной",
    )  # fmt: skip
    yield from (page.block() for page in pages)


@dataclass(frozen=True)
class _Page:
    """A school's page: its results by subject, with what was done beside them."""

    known: KnownSchools
    school: str

    def in_contents(self) -> Row:
        """The school's line, which leads to its page."""
        name = self.known.view.school(self.school)
        said = " · ".join((*self._said(), *self._on_the_map()))
        return Cell(name, to=page_of_school(self.school)), Cell(said)

    def block(self) -> Block:
        """The weakest subjects first."""
        lines = tuple(
            self._line(row, with_work=not number)
            for subject in weakest_first(self.known.latest_of(self.school))
            for number, row in enumerate(subject)
        )
        title = " · ".join((self.known.view.school(self.school), *self._said()))
        return Block(
            page_of_school(self.school).block, _SCHOOL, lines, title=title,
            empty="Результатов этого и прошлого года нет", typed=True, own_page=True,
            known_as=_NO_LETTER.sub("_", f"Школа_{self.school}"),
        )  # fmt: skip

    def _said(self) -> Iterator[str]:
        """List and sign in words."""
        known = self.known
        yield "в перечне ШНОР" if self.school in known.listed else "в перечне ШНОР нет"
        yield self._sign_in_words(known.low.get(self.school))

    def _on_the_map(self) -> Iterator[str]:
        items = self.known.work.items(self.school)
        if items is not None:
            done, every = map(whole, items)
            yield f"пункты карты: {done} из {every}" if items[1] else "пунктов карты нет"

    def _sign_in_words(self, row: Any) -> str:
        if row is None:
            return f"признак не посчитан: {NO_DATA}"
        count = self.known.weak_counts.get(self.school, 0)
        twice = self.known.twice_counts.get(self.school, 0)
        if not row.sign:
            return f"признака нет, слабых процедур {whole(count)}" if count else "признака нет"
        if count == 1:
            return "требует внимания: слабая процедура одна, второй год подряд"
        again = f", из них {whole(twice)} второй год подряд" if twice else ""
        return f"требует внимания: слабых процедур {whole(count)}{again}"

    def _line(self, row: Any, with_work: bool) -> Row:
        rates = rate_cells("results", row, KEYS)
        return (Cell(row.subject), *rates, *(self._work(row) if with_work else ()))

    def _work(self, weakest: Any) -> Row:
        """Consultations, plans and road map items of a subject, beside its weakest result."""
        work, school, subject = self.known.work, self.school, weakest.subject
        key = {"school": school, "subject": subject}
        ready = {"consultations": self._held(weakest)}
        plans, items = work.plans(school, subject), work.items(school, subject)
        return (
            *measured("coverage", _HELPED, None, ready, **key),
            *several("school_work", WORK["plans"], done_of(plans), **key),
            *several("school_work", WORK["items"], done_of(items), **key),
        )

    def _held(self, weakest: Any) -> Cell:
        """The consultations of this year: none is loud beside a weak result."""
        held = self.known.work.consultations(self.school, weakest.subject)
        if held is None:
            return NOT_KNOWN
        if held or not weakest.weak:
            return number(held)
        return number(0, Look.BAD if self.school in self.known.listed else Look.WARN)
