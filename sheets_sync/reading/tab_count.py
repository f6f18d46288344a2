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
