"""The measures of the staff's rows themselves: read, counted, rejected, with errors."""

from sheets_sync.figures.measures.declared import Basis, Figure, Measure, by_name

ERRORS = Measure("errors", "Ошибок", "замечания важности «ошибка»", Basis.PROBLEMS)
WARNINGS = Measure(
    "warnings",
    "Предупреждений",
    "замечания важности «предупреждение», которые можно исправить",
    Basis.PROBLEMS,
)
TO_KNOW = Measure(
    "to_know", "К сведению", "замечания, которых правкой в таблице не исправить", Basis.PROBLEMS
)
ROWS = by_name(
    Measure("read", "Прочитано", "строки данных листа: прочитано = учтено + отклонено", Basis.ROWS),
    Measure("counted", "Учтено", "строки без ошибки, которая отклоняет строку", Basis.ROWS),
    Measure(
        "rejected",
        "Отклонено",
        "строки, отклонённые из-за ошибки",
        Basis.ROWS,
        limits=("rejected_amber",),
    ),
)
FIGURES = (
    Figure("problems", "Замечания", (), by_name(ERRORS, WARNINGS, TO_KNOW), printed=False),
    Figure("rows", "Строки таблиц", ("tab",), ROWS, printed=False),
)
