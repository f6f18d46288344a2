"""What people put into our workbook that the next one can't have: it is told, and a copy kept."""

import re
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NOWHERE: Mapping[str, str] = {
    "slicer": "срез",
    "timeline": "временная шкала",
    "ctrlProp": "кнопка или флажок",
    "control": "кнопка или флажок",
    "oleObject": "вложенный файл",
    "package": "вложенный файл",
    "queryTable": "запрос к другим данным",
}
"""By the kind of relation: what no sheet can keep."""
_NOT_ON_OURS: Mapping[str, str] = {"pivotTable": "сводная таблица", "table": "таблица"}
_SHAPE, _PICTURE = re.compile(rb"<xdr:(?:sp|cxnSp|grpSp)[\s/>]"), re.compile(rb"<xdr:pic[\s/>]")
_CHART = re.compile(rb"<(?:\w+:)?graphicFrame[\s/>]")


def not_carried(path: Path, ours: Mapping[str, int]) -> list[str]:
    """«срез на листе «Мой»», for each thing of people's that does not stay; `ours` are our tabs
    and how many charts each has. [] for what is no workbook."""
    try:
        with ZipFile(path) as file:
            found = [
                f"{what} на листе «{title}»"
                for title, part in _sheets(file)
                for what in _lost(file, part, ours.get(title))
            ]
    except (OSError, BadZipFile, KeyError, ElementTree.ParseError):
        return []
    return list(dict.fromkeys(found))


def _lost(file: ZipFile, part: str, charts: int | None) -> Iterator[str]:
    """What of one sheet goes; `charts` of a tab of ours, None for a sheet of theirs."""
    gone = _NOWHERE if charts is None else {**_NOWHERE, **_NOT_ON_OURS}
    for kind, target in _related(file, part).values():
        if kind in gone:
            yield gone[kind]
        elif kind == "drawing":
            yield from _drawn(file.read(target), charts)
        elif kind == "table" and any(k == "queryTable" for k, _ in _related(file, target).values()):
            yield _NOWHERE["queryTable"]


def _drawn(xml: bytes, charts: int | None) -> Iterator[str]:
    if _SHAPE.search(xml):
        yield "надпись или фигура"
    if _PICTURE.search(xml) and (charts is not None or not find_spec("PIL")):
        yield "рисунок"
    if charts is not None and len(_CHART.findall(xml)) > charts:
        yield "диаграмма"


def _sheets(file: ZipFile) -> Iterator[tuple[str, str]]:
    """The title and the part of each sheet."""
    parts = _related(file, "xl/workbook.xml")
    for one in ElementTree.fromstring(file.read("xl/workbook.xml")).iter():
        if one.tag.endswith("}sheet") and (found := parts.get(one.get(_RELATION, ""))):
            yield one.get("name", ""), found[1]


def _related(file: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """By id: of which kind a relation is, and the part it leads to."""
    place = PurePosixPath(part)
    name = f"{place.parent}/_rels/{place.name}.rels"
    if name not in file.namelist():
        return {}
    return {
        one.get("Id", ""): (
            one.get("Type", "").rpartition("/")[2],
            normpath(join("/", str(place.parent), one.get("Target", ""))).lstrip("/"),
        )
        for one in ElementTree.fromstring(file.read(name))
    }
