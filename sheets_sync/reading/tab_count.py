"""How many rows of a tab count."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TabCount:
    """How many data rows a tab has, how many count, how many are out: read = counted + rejected."""

    book: str
    tab: str
    read: int
    counted: int
    rejected: int

    def __add__(self, more: "TabCount") -> "TabCount":
        """The same tab with further rows, of another header on it."""
        counts = (self.read + more.read, self.counted + more.counted)
        return TabCount(self.book, self.tab, *counts, self.rejected + more.rejected)
