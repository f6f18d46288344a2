"""What `restore --list` prints: the summaries that are kept, and how each differs from the last."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from sheets_sync.figures.rounding import half_up
from sheets_sync.letters import few

_BOOKS = 5


def kept_text(kept: Sequence[Mapping[str, Any]]) -> str:
    """Each summary with its figures and problems, changes against the one before it, and the books
    that had changed."""
    if not kept:
        return "Сохранённых сводок ещё нет\n"
    lines = ["Сохранённые сводки (записаны; в скобках — изменение к предыдущей):"]
    for one, before in zip_longest(kept, kept[1:]):
        stands = "  — стоит сейчас" if one["stands"] else ""
        made_at = datetime.fromisoformat(one["made_at"])
        lines.append(f"  {one['number']}. {made_at:%d.%m.%Y %H:%M:%S}{stands}")
        lines += [f"       {said}" for said in _content(one, before)] if one["today"] else []
    return "\n".join([*lines, ""])


def _content(one: Mapping[str, Any], before: Mapping[str, Any] | None) -> Iterator[str]:
    known = before if before and before["today"] else None
    counts = (("errors", "ошибок"), ("warnings", "предупреждений"), ("to_know", "к сведению"))
    said = [
        f"{word} {one[name]}{_moved(one[name], known[name] if known else None)}"
        for name, word in counts
    ]
    yield f"данные на {date.fromisoformat(one['today']):%d.%m.%Y}; {', '.join(said)}"
    figures = [text for figure in one["figures"] for text in _figure(figure, known)]
    if figures:
        yield "; ".join(figures)
    if one["books"]:
        books = [
            f"{o['book']} (сохранил: {o['by']})" if o["by"] else o["book"] for o in one["books"]
        ]
        yield f"изменились: {few(books, 'книга', 'книги', 'книг', _BOOKS)}"


def _figure(figure: Mapping[str, Any], known: Mapping[str, Any] | None) -> Iterator[str]:
    """A main figure, and any other that changed."""
    old = (
        next((o for o in known["figures"] if o["name"] == figure["name"]), None) if known else None
    )
    moved = _moved(figure["n"], old and old["n"]) if figure["of"] is None else _points(figure, old)
    if figure["tile"] or moved:
        yield f"{figure['name']} {_value(figure)}{moved}"


def _value(figure: Mapping[str, Any]) -> str:
    if figure["of"] is None:
        return str(figure["n"])
    return f"{_percent(figure)} % ({figure['n']}/{figure['of']})" if figure["of"] else "–"


def _percent(figure: Mapping[str, Any]) -> str:
    share = half_up(Fraction(figure["n"], figure["of"]) * 100, 1)
    return f"{float(share):.1f}".replace(".", ",")


def _points(figure: Mapping[str, Any], old: Mapping[str, Any] | None) -> str:
    """How a share moved, in percentage points."""
    if not (old and old["of"] and figure["of"]):
        return ""
    moved = half_up((Fraction(figure["n"], figure["of"]) - Fraction(old["n"], old["of"])) * 100, 1)
    said = f"{float(moved):+.1f}".replace("-", "−").replace(".", ",")
    return f" ({said} п.п.)" if moved else ""


def _moved(now: int, before: int | None) -> str:
    return "" if before is None or before == now else f" ({now - before:+})".replace("-", "−")
