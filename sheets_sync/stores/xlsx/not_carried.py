"""What people put into our workbook that the next one can't have: it is told, and a copy kept."""

import re
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from sheets_sync.stores.xlsx.inside import BOOK, RELATION, names_in, related, sheets_in

_NOWHERE: Mapping[str, str] = {
    "slicer": "срез",
    "timeline": "временная шкала",
    "ctrlProp": "кнопка или флажок",
    "control": "кнопка или флажок",
    "oleObject": "вложенный файл",
    "package": "вложенный файл",
    "queryTable": "запрос к другим данным",
    "chartEx": "диаграмма",
    "diagramData": "схема SmartArt",
}
"""By the kind of relation: what no sheet can keep."""
_NOT_ON_OURS: Mapping[str, str] = {"pivotTable": "сводная таблица", "table": "таблица"}
_OF_BOOK: Mapping[str, str] = {
    "connections": "подключение к данным",
    "powerPivotData": "модель данных",
    "xmlMaps": "карта XML",
}
"""By the kind of relation: what belongs to no sheet."""
_NO_CELLS: Mapping[str, str] = {"chartsheet": "лист-диаграмма", "dialogsheet": "лист-диалог"}
_SHAPE, _PICTURE = re.compile(rb"<xdr:(?:sp|cxnSp|grpSp)[\s/>]"), re.compile(rb"<xdr:pic[\s/>]")
_CHART = re.compile(rb"<(?:\w+:)?graphicFrame[\s/>]")
_FOREIGN = re.compile(rb"<(?:\w+:)?externalBook[\s/>]")
_LATER = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_OF_LATER: Mapping[str, str] = {
    "sparklineGroup": "спарклайн",
    "dataValidation": "список для выбора",
    "cfRule": "условное форматирование",
}
"""By the tag: what Excel keeps beside a sheet's own rules, since 2010."""


def not_carried(path: Path, ours: Mapping[str, int]) -> list[str]:
    """«срез на листе «Мой»», for each thing of people's that does not stay; `ours` are our tabs
    and how many charts each has. [] for what is no workbook."""
    try:
        with ZipFile(path) as file:
            found = [*_of_sheets(file, ours), *_of_book(file, ours)]
    except (OSError, BadZipFile, KeyError, ValueError, ElementTree.ParseError):
        return []
    return list(dict.fromkeys(found))


def _of_sheets(file: ZipFile, ours: Mapping[str, int]) -> Iterator[str]:
    for title, (kind, part) in sheets_in(file):
        if kind != "worksheet":
            yield f"{_NO_CELLS.get(kind, 'лист с макросами')} «{title}»"
            continue
        for what in _lost(file, part, ours.get(title)):
            yield f"{what} на листе «{title}»"


def _of_book(file: ZipFile, ours: Mapping[str, int]) -> Iterator[str]:
    for kind, part in related(file, BOOK).values():
        if kind in _OF_BOOK:
            yield _OF_BOOK[kind]
        elif kind == "externalLink" and not _FOREIGN.search(file.read(part)):
            yield "связь с другой программой"
    titles = [sheet.title for sheet in sheets_in(file)]
    for name, number in names_in(file):
        if number is not None and number < len(titles) and titles[number] in ours:
            yield f"имя «{name}» для листа «{titles[number]}»"


def _lost(file: ZipFile, part: str, charts: int | None) -> Iterator[str]:
    """What of one sheet goes; `charts` of a tab of ours, None for a sheet of theirs."""
    gone = _NOWHERE if charts is None else {**_NOWHERE, **_NOT_ON_OURS}
    for kind, target in related(file, part).values():
        if kind in gone:
            yield gone[kind]
        elif kind == "drawing":
            yield from _drawn(file, target, charts)
        elif kind in ("table", "pivotTable"):
            yield from _from_elsewhere(file, target)
    yield from _later(file.read(part), charts)


def _drawn(file: ZipFile, part: str, charts: int | None) -> Iterator[str]:
    xml = file.read(part)
    if _SHAPE.search(xml):
        yield "надпись или фигура"
    if _PICTURE.search(xml) and (charts is not None or not find_spec("PIL")):
        yield "рисунок"
    if charts is not None and len(_CHART.findall(xml)) > charts:
        yield "диаграмма"
    yield from (_NOWHERE[kind] for kind, _ in related(file, part).values() if kind in _NOWHERE)


def _from_elsewhere(file: ZipFile, part: str) -> Iterator[str]:
    """Of a table or a pivot table: that its data are not of this workbook."""
    for kind, target in related(file, part).values():
        if kind == "queryTable":
            yield _NOWHERE[kind]
        elif kind == "pivotCacheDefinition" and not _of_this_book(file, target):
            yield "сводная таблица по данным из другого места"


def _of_this_book(file: ZipFile, cache: str) -> bool:
    """Whether a pivot table with this cache is of cells here: of others what they are made of does
    not come along."""
    sources = (
        one
        for one in ElementTree.fromstring(file.read(cache)).iter()
        if one.tag.endswith("}cacheSource")
    )
    return all(
        source.get("type") == "worksheet" and not any(one.get(RELATION) for one in source)
        for source in sources
    )


def _later(xml: bytes, charts: int | None) -> Iterator[str]:
    """Data bars stay, but for some looks; the rules of a tab of ours are written anew."""
    if _LATER.encode() not in xml:
        return
    for one in ElementTree.fromstring(xml).iter():
        namespace, _, tag = one.tag.lstrip("{").partition("}")
        lost = tag in _OF_LATER and one.get("type") != "dataBar"
        if namespace == _LATER and lost and (charts is None or tag == "sparklineGroup"):
            yield _OF_LATER[tag]
