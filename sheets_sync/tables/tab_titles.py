"""Which table a tab holds by its title: the table's own, or what `[tabs]` of the workspace says."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sheets_sync.letters import fold, is_named, nearest
from sheets_sync.tables.books import HELPERS, IN_ORDER, titles, wanted_titles
from sheets_sync.tables.schema import Table

PASS_BY = "не читать"
"""What `[tabs]` says of tabs that look like ours and are not."""


@dataclass(frozen=True, slots=True)
class TabNames:
    """`also` are the lines of `[tabs]`: a title or a pattern («Журнал *») → a table's title."""

    also: Mapping[str, str] = field(default_factory=dict)

    @property
    def wanted(self) -> frozenset[str]:
        """The folded titles and patterns of the tabs to read."""
        taken = (name for name, target in self.also.items() if fold(target) != PASS_BY)
        return wanted_titles() | frozenset(map(fold, taken))

    def table(self, title: str) -> Table | None:
        """The table on a tab. A table's own title is always that table's."""
        if own := table_titled(title):
            return own
        line = self.line(title)
        return table_titled(self.also[line]) if line else None

    def line(self, title: str) -> str | None:
        """The line of `[tabs]` that speaks of a tab: that with its very title before patterns."""
        if table_titled(title) or title in HELPERS:
            return None
        lines = [name for name in self.also if is_named(title, {fold(name)})]
        return min(lines, key=lambda name: fold(name) != fold(title), default=None)


def table_titled(title: str) -> Table | None:
    """The table whose own title that is."""
    return next((table for table in IN_ORDER if fold(title) in titles(table)), None)


def wrong_targets(also: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the lines of `[tabs]`."""
    known = [table.title for table in IN_ORDER]
    for name, target in also.items():
        if not table_titled(target) and fold(target) != PASS_BY:
            near = nearest(target, known)
            hint = f"; возможно, «{near}»" if near else f"; есть: {', '.join(known)}"
            yield f"«{name}»: листа «{target}» среди таблиц программы нет{hint}"


def quoted(text: str) -> str:
    """A text as TOML writes it, which is as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def tabs_line(tab: str, target: str) -> str:
    """The line of `[tabs]` that takes a tab in."""
    return f"{quoted(tab)} = {quoted(target)}"


def headers_of(title: str) -> str:
    """The head of the section of `[headers]` for a tab."""
    return f"[headers.{quoted(title)}]"


def defaults_of(title: str) -> str:
    """The section of `[defaults]` of a tab."""
    return f"[defaults.{quoted(title)}]"


def headers_line(head: str, *columns: str) -> str:
    """The line of `[headers]` that says which column of ours a head is, or which several."""
    said = ", ".join(map(quoted, columns))
    return f"{quoted(head)} = {said if len(columns) == 1 else f'[{said}]'}"


_COPY = re.compile(r"(?:копия )?(.+?)(?: ?\(\d+\)| - копия| копия)?")


def own_copy(title: str, beside: Iterable[str]) -> str | None:
    """The tab beside it that a title says it is a copy of: «Журнал (2)», «Копия Журнал»."""
    folded = fold(title)
    match = _COPY.fullmatch(folded)
    same = (other for other in beside if match and fold(other) == match[1] != folded)
    return next(same, None)
