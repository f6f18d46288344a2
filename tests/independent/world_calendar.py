"""«Календарь»: the same holidays every year, and five ways to move halves and due dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from .truth import Row

KINDS = ("moved", "plain", "none", "unnamed", "early")  # by the seed, in turn


def kind_of(seed: int) -> str:
    return KINDS[seed % len(KINDS)]


def calendar(seed: int, start: int) -> list[Row]:
    """The rows of one municipality; `_names` = the half or quarter its «Название» names."""
    after = start + 1
    return [
        _row(date(start, 12, 1), None, "нерабочий", "День города"),
        _row(date(start, 11, 2), date(start, 11, 8), "каникулы", "осенние"),
        _row(date(after, 3, 22), date(after, 3, 28), "каникулы", "весенние"),
        *_MOVES[kind_of(seed)](start),
        _row(date(after, 3, 15), date(after, 5, 21), "окно ВПР", "ВПР в 4–8 классах"),
    ]


def _row(first: date, last: date | None, kind: str, title: str, names: str = "") -> Row:
    return {"Начало": first, "Окончание": last, "Вид": kind, "Название": title, "_names": names}


def _plain(start: int) -> list[Row]:
    """The defaults, written out."""
    after = start + 1
    return [
        _row(date(start, 9, 1), date(start, 12, 31), "полугодие", "I полугодие", "I"),
        _row(date(after, 1, 1), date(after, 5, 31), "полугодие", "II полугодие", "II"),
        _row(date(after, 1, 15), None, "срок отчёта", "за I полугодие", "I"),
        _row(date(after, 6, 10), None, "срок отчёта", "за II полугодие", "II"),
    ]


def _halves(start: int) -> list[Row]:
    """Both halves shortened: 26 December to 12 January belong to neither."""
    after = start + 1
    return [
        _row(date(start, 9, 1), date(start, 12, 25), "полугодие", "Первое полугодие", "I"),
        _row(date(after, 1, 13), date(after, 5, 25), "полугодие", "2 полугодие", "II"),
    ]


def _moved(start: int) -> list[Row]:
    """Halves, quarters and due dates moved; the later due date stands first."""
    after = start + 1
    return [
        *_halves(start),
        _row(date(after, 6, 3), None, "срок отчёта", "отчёт за второе полугодие", "II"),
        _row(date(after, 1, 22), None, "срок отчёта", "отчёт за I полугодие", "I"),
        _row(date(start, 9, 1), date(start, 10, 24), "четверть", "I четверть", "I"),
        _row(date(after, 1, 13), date(after, 3, 19), "четверть", "III четверть", "III"),
    ]


def _unnamed(start: int) -> list[Row]:
    """Due dates that name no half; rows left from the year before must not matter."""
    after = start + 1
    return [
        *_halves(start),
        _row(date(after, 1, 20), None, "срок отчёта", ""),
        _row(date(after, 6, 5), None, "срок отчёта", "отчёт тьютора"),
        _row(date(after, 1, 13), date(after, 3, 20), "четверть", "3 четверть", "III"),
        _row(date(start - 1, 9, 1), date(start - 1, 12, 28), "полугодие", "I полугодие", "I"),
        _row(date(start - 1, 9, 1), date(start - 1, 10, 20), "четверть", "I четверть", "I"),
        _row(date(start, 1, 28), None, "срок отчёта", "за I полугодие", "I"),
        _row(date(start, 6, 20), None, "срок отчёта", ""),
    ]


def _early(start: int) -> list[Row]:
    """A due date before the half it names has ended."""
    after = start + 1
    return [
        _row(date(start, 12, 24), None, "срок отчёта", "за 1 полугодие", "I"),
        _row(date(after, 5, 28), None, "срок отчёта", "за 2 полугодие", "II"),
        _row(date(after, 4, 1), date(after, 5, 29), "четверть", "четвёртая четверть", "IV"),
    ]


def _none(start: int) -> list[Row]:
    return []


_MOVES: dict[str, Any] = {
    "moved": _moved, "plain": _plain, "none": _none, "unnamed": _unnamed, "early": _early,
}  # fmt: skip
