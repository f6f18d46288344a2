"""The page of all figures: `python -m sheets_sync.figures.measures.figures_page [FILE]`."""

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from sheets_sync.figures.measures.all_figures import FIGURES
from sheets_sync.figures.measures.declared import Figure, Measure
from sheets_sync.sheet.pieces import Format, Look
from sheets_sync.sheet.thresholds import THRESHOLDS

PAGE = "docs/показатели.md"
_INTRO = """# Показатели

<!-- Сделано программой (make templates) из sheets_sync/figures/measures/, руками не менять. -->

Каждый показатель объявлен в программе один раз: отсюда его название в сводке, формула в
`sheets-sync explain`, поле в `sheets-sync sync --json` и эта страница. Доля печатается вместе со
своими n и N; при N = 0 стоит «–». Итоги считаются из чисел, а не из процентов; округление — один
раз, при показе, половина вверх. «Сегодня» — отчётная дата. В показатели входят только строки без
ошибки, которая отклоняет строку."""
_UNITS = {
    Format.WHOLE: "число",
    Format.PERCENT: "%",
    Format.DATE: "дата",
    Format.MEAN: "балл",
    Format.TEXT: "текст",
}
_COLOURS = {Look.BAD: "красный", Look.WARN: "жёлтый"}


_HEADS = ("Поле", "Название", "Формула", "n", "N", "Единица", "Выделяется", "Примечание")


def page() -> str:
    """Every figure table with its measures, those of the same measures together, as Markdown."""
    alike = groupby(FIGURES.values(), key=lambda figure: next(iter(figure.measures.values())))
    chapters = (line for _, figures in alike for line in _chapter([*figures]))
    return "\n".join((_INTRO, *chapters)) + "\n"


def _chapter(figures: Sequence[Figure]) -> Iterator[str]:
    yield from ("", f"## {figures[0].title}", "")
    for figure in figures:
        keys = ", ".join(f"`{key}`" for key in figure.keys) or "нет"
        where = "" if figure.printed else "; только в сводке"
        yield f"- `{figure.name}` — {figure.title}; ключ: {keys}{where}"
    yield from ("", f"| {' | '.join(_HEADS)} |", "|---" * len(_HEADS) + "|")
    for one in dict.fromkeys(one for figure in figures for one in figure.measures.values()):
        having = [figure for figure in figures if one in figure.measures.values()]
        name = f"`{one.name}`" if len(having) == len(figures) else _named(one, having)
        yield f"| {name} | {' | '.join(_row(having[0], one))} |"


def _named(one: Measure, figures: Sequence[Figure]) -> str:
    """A measure that not every figure of the chapter has."""
    return f"`{one.name}` ({', '.join(f'`{figure.name}`' for figure in figures)})"


def _row(figure: Figure, one: Measure) -> Iterator[str]:
    yield one.title + (f" (в таблице «{one.head}»)" if one.head != one.title else "")
    yield from (one.formula, _n(figure, one), _whole(figure, one))
    yield one.unit or _UNITS[one.format]
    yield "; ".join(_alerts(one))
    yield one.note if one.printed else f"{one.note} Нет в JSON".strip()


def _n(figure: Figure, one: Measure) -> str:
    if one.made_of:
        return " и ".join(f"`{name}`" for name in one.made_of)
    if one.whole and one.part in figure.measures:
        return figure.measures[one.part].head
    return f"{one.count}: {one.basis}"


def _whole(figure: Figure, one: Measure) -> str:
    if one.whole not in figure.measures:
        return one.whole and "все, о ком известно"
    less = f" − {figure.measures[one.less].head}" if one.less else ""
    return figure.measures[one.whole].head + less


def _alerts(one: Measure) -> Iterator[str]:
    for name in one.limits:
        limit = THRESHOLDS[name]
        passed = f"меньше {limit.default} %" if one.whole else f"от {limit.default}"
        yield f"{passed} — {_COLOURS[limit.look]} (`{name}`)"


if __name__ == "__main__":
    file = Path(sys.argv[1] if len(sys.argv) > 1 else PAGE)
    file.write_text(page(), encoding="utf-8", newline="\n")
