"""An explanation as a person reads it in the terminal."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sheets_sync.figures.rounding import half_up_float
from sheets_sync.stores.files import called
from sheets_sync.summary.result_cells import FEW


def explanation_text(content: Mapping[str, Any]) -> str:
    """What `explain` prints."""
    lines = [
        f"{content['tab']}!{content['cell']} — {content['label']}: {content['value']}",
        f"Как посчитано: {content['formula']}",
    ]
    hidden, titles = content["value"] == FEW, content.get("titles", {})
    if content["n"] is not None and not hidden:
        whole = "" if content["N"] is None else f", N = {_number(content['N'])}"
        lines.append(f"n = {_number(content['n'])}{whole}")
    if "before" in content:
        before = content["before"]
        whole = "" if before["N"] is None else f", N = {_number(before['N'])}"
        lines.append(f"Было: n = {_number(before['n'] or 0)}{whole}")
    inside = [one for one in content["rows"] if one["in_n"]]
    outside = [one for one in content["rows"] if not one["in_n"]]
    change = content["field"] == "share2_change"
    names = ("Строки этого года", "Строки прошлого года") if change else ("Вошли в n", "Только в N")
    lines += _group(names[0] if outside else "Строки", inside, titles)
    lines += [] if content["rows"] else ["Строк нет"]
    lines += _group(names[1], outside, titles)
    for reason in dict.fromkeys(one["reason"] for one in content["left_out"]):
        same = [one for one in content["left_out"] if one["reason"] == reason]
        lines += _group(f"Не вошли: {reason}", same, titles)
    lines += [content["note"]] if content["note"] else []
    return "\n".join(lines) + "\n"


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else half_up_float(value, 2)


def _group(
    title: str, rows: Sequence[Mapping[str, Any]], titles: Mapping[str, str]
) -> Iterable[str]:
    """Rows by book and tab: «Журнал.xlsx, лист «Журнал»: C5, C9»."""
    if not rows:
        return
    yield f"{title} ({len(rows)}):"
    tabs = dict.fromkeys((one["book"], one["tab"]) for one in rows)
    for book, tab in tabs:
        cells = [
            one["cell"] or str(one["row"])
            for one in rows
            if (one["book"], one["tab"]) == (book, tab)
        ]
        yield f"  {called(book, titles)}, лист «{tab}»: {', '.join(cells)}"
