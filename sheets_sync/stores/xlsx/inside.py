"""What a workbook's archive says of itself, unread by openpyxl: sheets, names, what leads where."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import join, normpath
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

BOOK = "xl/workbook.xml"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Leads(NamedTuple):
    """Of which kind a relation is («worksheet»), and the part it leads to."""

    kind: str
    part: str


class Sheet(NamedTuple):
    """A sheet of any kind."""

    title: str
    leads: Leads


class Name(NamedTuple):
    """A name that people gave to cells; `sheet` is the number (from 0) of that which it is for."""

    name: str
    sheet: int | None


def sheets_in(file: ZipFile) -> Iterator[Sheet]:
    """The sheets in their order."""
    parts = related(file, BOOK)
    for one in _of_book(file, "sheet"):
        if found := parts.get(one.get(RELATION, "")):
            yield Sheet(one.get("name", ""), found)


def names_in(file: ZipFile) -> Iterator[Name]:
    """The names that people see; those that programs keep for themselves are left out."""
    for one in _of_book(file, "definedName"):
        name, number = one.get("name", ""), one.get("localSheetId")
        if not name.startswith("_xl") and one.get("hidden") not in ("1", "true"):
            yield Name(name, None if number is None else int(number))


def _of_book(file: ZipFile, tag: str) -> Iterator[ElementTree.Element]:
    for one in ElementTree.fromstring(file.read(BOOK)).iter():
        if one.tag.endswith(f"}}{tag}"):
            yield one


def related(file: ZipFile, part: str) -> dict[str, Leads]:
    """Where the relations of a part lead, by their id."""
    place = PurePosixPath(part)
    name = f"{place.parent}/_rels/{place.name}.rels"
    if name not in file.namelist():
        return {}
    return {
        one.get("Id", ""): Leads(
            one.get("Type", "").rpartition("/")[2],
            normpath(join("/", str(place.parent), one.get("Target", ""))).lstrip("/"),
        )
        for one in ElementTree.fromstring(file.read(name))
    }
