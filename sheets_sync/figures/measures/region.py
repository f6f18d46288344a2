"""The figures that municipalities add up to: those of their own JSON whose keys mean the same
everywhere, and sums of what they tell by tutor or school."""

from sheets_sync.figures.measures.all_figures import FIGURES
from sheets_sync.figures.measures.declared import Basis, Count, Figure, Measure, by_name
from sheets_sync.figures.measures.deeds import DEEDS
from sheets_sync.figures.measures.results import LOW_RESULTS, PRINTED_FROM
from sheets_sync.figures.measures.staff_rows import ERRORS, ROWS, TO_KNOW, WARNINGS
from sheets_sync.sheet.pieces import Format

_SAME = (
    "attendance", "attendance_by_stream", "consultations", "consultations_by_subject",
    "consultations_by_month", "assignments", "roadmap", "roadmap_by_executor",
    "results_municipality",
)  # fmt: skip
"""What a municipality's own JSON has under these names."""
COVERAGE = by_name(
    Measure("schools", "Школ ШНОР", "школы из перечня ШНОР этого года", Basis.JOURNAL),
    Measure(
        "pairs", "Школа и предмет риска", "пары «школа ШНОР, её предмет риска»", Basis.JOURNAL
    ),
    Measure("helped", "Помощь была", "пары, где с начала года была консультация", Basis.JOURNAL),
    Measure("lately", "из них в этом месяце", "пары, где консультация была в этом месяце (после "
            "31 мая — в этом году)", Basis.JOURNAL),
    Measure("unhelped", "Помощи не было", "пары, где с начала года не было ни одной консультации",
            Basis.JOURNAL),
    Measure("helped_rate", "Охват помощью", "охват = пары, где помощь была / все пары",
            Basis.JOURNAL, Format.PERCENT, part="helped", whole="pairs",
            beside="помощь была / все"),
)  # fmt: skip
REPORTS = by_name(
    Measure("expected", "Ждали", "отчёты тьюторов, работавших в полугодии", Basis.HANDED_IN),
    Measure("handed_in", "Сдано", "отчёты, которые сданы", Basis.HANDED_IN),
    Measure("late", "Опоздали", "сданы после срока или не сданы, а срок прошёл",
            Basis.HANDED_IN),
    Measure("handed_rate", "Сдача отчётов", "сдача = сдано / ждали", Basis.HANDED_IN,
            Format.PERCENT, part="handed_in", whole="expected", beside="сдано / ждали"),
)  # fmt: skip
LOW = by_name(
    Measure("schools", "Школ с результатами",
            f"школы, где хотя бы одну работу писали {PRINTED_FROM} и больше", Basis.PROCEDURES),
    *(
        Measure(name, LOW_RESULTS[name].head, f"школы: {LOW_RESULTS[name].formula}", Basis.WEAK)
        for name in ("r1", "r2", "sign", "listed")
    ),
    Measure("sign_rate", "Доля школ с признаком", "доля = школы с признаком / школы с результатами",
            Basis.WEAK, Format.PERCENT, part="sign", whole="schools",
            beside="с признаком / всего"),
)  # fmt: skip
TIMES = by_name(
    Measure("last_entry", "Последняя запись", "последний день журнала или отметки на совещании",
            Basis.ROWS, Format.DATE, Count.LAST),
)  # fmt: skip
SUMS = (
    Figure("plans", "Планы", (), DEEDS, "plans"),
    Figure("roadmap_total", "Дорожная карта", (), DEEDS, "roadmap"),
    Figure("coverage_total", "Охват ШНОР", (), COVERAGE),
    Figure("coverage_by_subject", "Охват ШНОР по предметам", ("subject",), COVERAGE),
    Figure("reports_by_half", "Отчёты по полугодиям", ("year", "half"), REPORTS),
    Figure("low_results_by_year", "Признак низких результатов", ("year",), LOW),
    Figure("rows", "Строки таблиц", (), ROWS),
    Figure("problems", "Замечания", (), by_name(ERRORS, WARNINGS, TO_KNOW)),
    Figure("freshness", "Свежесть", (), TIMES),
)
REGION: dict[str, Figure] = {
    **{name: FIGURES[name] for name in _SAME},
    **{figure.name: figure for figure in SUMS},
}
"""Every figure table of a region by its name, in the order of its JSON."""
