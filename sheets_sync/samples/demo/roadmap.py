"""The demo's Дорожная карта ШНОР.xlsx: the road map and the results."""

from dataclasses import replace
from random import Random

from sheets_sync.samples.demo.hands import Hand, Typed, as_day
from sheets_sync.samples.demo.roadmap_items import ITEMS, Item
from sheets_sync.samples.demo.sheets import (
    Blank,
    HeaderLine,
    Line,
    Row,
    Section,
    Sheet,
    Title,
    Total,
    columns_of,
)
from sheets_sync.samples.demo.town import TOWN, YEAR
from sheets_sync.tables.roadmap import ROADMAP

_HEADS = {
    "number": "№ п/п",
    "due": "Сроки",
    "responsible": "Исполнитель",
    "done_on": "Дата фактического исполнения",
    "document": "Подтверждающий документ",
}
_ORDER = [column.name for column in ROADMAP.columns if column.name != "section"]


def roadmap(random: Random) -> Sheet:
    """The tab Дорожная карта: sections as rows, a row of column numbers below the header."""
    hand = Hand(random, 0.7)
    numbers: dict[str, Typed] = {key: n for n, key in enumerate(_ORDER, 1)}
    lines: list[Line] = [
        Title("Приложение № 1 к приказу МКУ ИМЦ от 28.09.2020 № 231"),
        Title(f"Дорожная карта поддержки ШНОР города {TOWN}а на {YEAR} учебный год", True),
        Blank(),
        HeaderLine(),
        Total(numbers),
        *(Section(i) if isinstance(i, str) else Row(_typed(i, hand)) for i in ITEMS),
        Blank(),
        Title("Примечание: сроки уточняются приказом МКУ ИМЦ"),
    ]
    columns = columns_of(ROADMAP, _HEADS, _ORDER)
    columns[0] = replace(columns[0], width=11)
    return Sheet("Дорожная карта", columns, lines)


def _typed(item: Item, hand: Hand) -> dict[str, Typed]:
    return {
        "number": item.number,
        "activity": item.activity,
        "schools": item.schools,
        "due": item.due,
        "responsible": item.responsible,
        "partners": item.partners or None,
        "indicator": item.indicator or None,
        "planned": _value(item.planned),
        "achieved": _value(item.achieved),
        "status": item.status,
        "done_on": hand.day(as_day(item.done_on)),
        "document": item.document or None,
    }


def _value(text: str) -> Typed:
    return int(text) if text.isdecimal() else text or None
