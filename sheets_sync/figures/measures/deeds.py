"""The measures of what was to be done by when: plans, the road map, assignments."""

from dataclasses import replace

from sheets_sync.figures.measures.declared import (
    Basis,
    Count,
    Figure,
    Measure,
    by_name,
)
from sheets_sync.sheet.pieces import Format

DUE = Measure("due", "Срок наступил", "все, кроме отменённых, чей срок наступил", Basis.DEEDS)
DUE_DONE = Measure(
    "due_done", "из них выполнено", "выполнено из тех, чей срок наступил", Basis.DEEDS
)
DONE_RATE = Measure(
    "done_rate",
    "Исполнение",
    "исполнение = выполнено из тех, чей срок наступил / все, чей срок наступил",
    Basis.DEEDS,
    Format.PERCENT,
    part="due_done",
    whole="due",
    beside="выполнено / срок наступил",
    limits=("execution_red", "execution_amber"),
)
DEEDS = by_name(
    Measure("total", "Всего", "все, кроме отменённых", Basis.DEEDS),
    DUE,
    Measure(
        "done",
        "Выполнено всего",
        "выполнено; повторяющееся — только с 31 мая",
        Basis.DEEDS,
    ),
    DUE_DONE,
    Measure(
        "partial",
        "Частично",
        "выполнено частично, и повторяющееся с отметкой «выполнено» до 31 мая",
        Basis.DEEDS,
    ),
    Measure("late", "С опозданием", "выполнено позже срока", Basis.DEEDS),
    Measure(
        "overdue",
        "Просрочено",
        "срок прошёл, а не выполнено и не отменено",
        Basis.DEEDS,
        limits=("overdue_red",),
    ),
    Measure(
        "days",
        "Наибольшая просрочка, дней",
        "самая долгая просрочка, дней",
        Basis.DEEDS,
        count=Count.MOST,
        of="days",
        unit="дней",
    ),
    DONE_RATE,
)
NEEDS = by_name(
    replace(DEEDS["total"], head="Выявлено"),
    replace(DEEDS["done"], head="Закрыто"),
    Measure(
        "closed_rate",
        "Доля закрытых",
        "доля закрытых = выполнено / выявлено (все, кроме отменённых)",
        Basis.DEEDS,
        Format.PERCENT,
        part="done",
        whole="total",
        beside="закрыто / выявлено",
    ),
    DEEDS["partial"],
    DEEDS["overdue"],
    Measure(
        "visits",
        "Обращений в журнале",
        "строки журнала с этим дефицитом, где педагог пришёл",
        Basis.NEED,
    ),
)


def _carried_out(one: Measure) -> Measure:
    """A measure in the words of assignments, whose sheet says «исполнено»."""
    said = (
        text.replace("Выполнено", "Исполнено").replace("выполнено", "исполнено")
        for text in (one.head, one.formula, one.beside)
    )
    head, formula, beside = said
    return replace(one, head=head, formula=formula, beside=beside)


ASSIGNMENTS = by_name(*map(_carried_out, DEEDS.values()))
LEFT = Measure(
    "days",
    "Дней",
    "дней до конца срока или после него",
    Basis.DEED,
    count=Count.VALUE,
    unit="дней",
    printed=False,
)
OVER = replace(LEFT, head="Просрочено, дней", formula="дней после конца срока")
FIGURES = (
    Figure("assignments", "Поручения всех совещаний", (), ASSIGNMENTS, "tasks"),
    Figure("plans_by_tutor", "Планы по тьюторам", ("tutor",), DEEDS, "plans"),
    Figure("roadmap", "Дорожная карта по разделам", ("section",), DEEDS, "roadmap"),
    Figure("roadmap_by_executor", "Дорожная карта по сторонам", ("executor",), DEEDS, "roadmap"),
    Figure("plans_by_need", "Планы по дефицитам", ("need",), NEEDS, "plans", printed=False),
    Figure("plans.row", "Строка плана", ("row",), by_name(LEFT), "plans", printed=False),
    Figure("roadmap.row", "Пункт карты", ("row",), by_name(LEFT), "roadmap", printed=False),
    Figure("tasks.row", "Поручение", ("row",), by_name(OVER), "tasks", printed=False),
)
