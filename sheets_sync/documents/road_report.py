"""The report on the road map for the education department and the institute of development."""

from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.documents.subject import Part, Request, Subject
from sheets_sync.documents.tag_names import Tag
from sheets_sync.figures.execution import CANCELLED, DONE
from sheets_sync.figures.rounding import with_ratio
from sheets_sync.letters import clean, plural
from sheets_sync.reading.frames import each
from sheets_sync.reading.records import Records
from sheets_sync.tables.kinds.sides import side_name
from sheets_sync.tables.roadmap import ROADMAP

_NO_TAB = f"нет листа {ROADMAP.sheet} или его обязательного столбца: отчёт пуст"


def road_part(analysis: Analysis, value: str, request: Request) -> Part:
    """The road map by section, with the sides that answer and the total."""
    events = analysis.facts.roadmap
    if events is None:
        return Part({"карта": _empty()}, (), (_NO_TAB,))
    records = analysis.counted["roadmap"]
    figures = analysis.figures
    sections = [
        {"название": row.section or "Без раздела", **_counts(row), "пункты": items}
        for row in _in_sheet_order(figures["roadmap"], events)
        if (items := _items(records, events, row.section))
    ]
    sides = figures.get("roadmap_by_executor")
    values = {
        "разделы": sections,
        "стороны": []
        if sides is None
        else [_side(row, analysis) for row in each(sides) if row.total],
        **_total(figures["roadmap"]),
    }
    return Part({"карта": values})


def _in_sheet_order(sections: pd.DataFrame, events: pd.DataFrame) -> list[Any]:
    """The figure's rows as the sections follow each other in the tab."""
    order = list(dict.fromkeys(events.sort_index()["section"]))
    return sorted(each(sections), key=lambda row: order.index(row.section))


def _empty() -> dict[str, Any]:
    return {"разделы": [], "стороны": [], "всего": 0, "наступил_срок": 0, "выполнено": 0,
            "просрочено": 0, "исполнение": with_ratio(0, 0)}  # fmt: skip


def _counts(row: Any) -> dict[str, Any]:
    """Counts of a figure row under the names of their tags."""
    return {
        "всего": int(row.total),
        "наступил_срок": int(row.due),
        "выполнено": int(row.done),
        "просрочено": int(row.overdue),
        "исполнение": with_ratio(int(row.due_done), int(row.due)),
    }


def _side(row: Any, analysis: Analysis) -> dict[str, Any]:
    return {"сторона": side_name(row.executor, analysis.workspace.our_name), **_counts(row)}


def _total(sections: pd.DataFrame) -> dict[str, Any]:
    names = ["total", "due", "done", "due_done", "overdue"]
    return _counts(sections[names].sum())


def _items(records: Records, events: pd.DataFrame, section: str) -> list[dict[str, str]]:
    """The items of a section that are not cancelled, in the order of the sheet."""
    own = events[events["section"].eq(section)]
    rows = records.frame.loc[own.index].sort_index()
    return [_item(records, row, own.loc[row.Index]) for row in each(rows)]


def _item(records: Records, row: Any, event: Any) -> dict[str, str]:
    key = int(row.Index)
    return {
        "номер": row.number or "",
        "мероприятие": clean(row.activity),
        "срок": clean(records.value(key, "due")),
        "ответственный": clean(row.responsible or ""),
        "показатель": clean(row.indicator or ""),
        "план": clean(row.planned or ""),
        "факт": clean(row.achieved or ""),
        "статус": row.status,
        "дата": "" if pd.isna(row.done_on) else f"{row.done_on:%d.%m.%Y}",
        "документ": clean(row.document or ""),
        "причина": reason(row.status, event),
    }


def reason(status: str, event: Any) -> str:
    """Why an item needs a word: «просрочено на 34 дня», «выполнено позже срока»."""
    if event.overdue:
        return f"просрочено на {plural(int(event.days), 'день', 'дня', 'дней')}"
    if event.late:
        return "выполнено позже срока"
    if event.partial and status in DONE:
        return "повторяется до конца учебного года"
    return "" if status != CANCELLED else "отменено"


COUNT_TAGS = (
    Tag("всего", "сколько не отменено"),
    Tag("наступил_срок", "у скольких срок наступил"),
    Tag("выполнено", "сколько выполнено"),
    Tag("просрочено", "сколько просрочено"),
    Tag("исполнение", "доля выполненных среди тех, чей срок наступил, с n/N"),
)
ITEM_TAGS = (
    Tag("номер", "№"),
    Tag("мероприятие", "мероприятие"),
    Tag("срок", "срок, как вписан"),
    Tag("ответственный", "ответственный"),
    Tag("показатель", "показатель"),
    Tag("план", "план"),
    Tag("факт", "факт"),
    Tag("статус", "статус"),
    Tag("дата", "дата исполнения цифрами"),
    Tag("документ", "документ"),
    Tag("причина", "«просрочено на 34 дня», «выполнено позже срока»; может быть пуста"),
)
ROAD_TAGS = (
    Tag(
        "карта",
        "дорожная карта на отчётную дату",
        (
            Tag(
                "разделы",
                "разделы по порядку",
                (
                    Tag("название", "раздел"),
                    *COUNT_TAGS,
                    Tag("пункты", "неотменённые пункты", ITEM_TAGS, many=True),
                ),
                many=True,
            ),
            Tag(
                "стороны",
                "кто отвечает: ИМЦ, ИРО, ОО, тьюторы, прочие",
                (Tag("сторона", "сторона"), *COUNT_TAGS),
                many=True,
            ),
            *COUNT_TAGS,
        ),
    ),
)
ROAD = Subject("Дорожная карта", ROAD_TAGS, {}, road_part)
