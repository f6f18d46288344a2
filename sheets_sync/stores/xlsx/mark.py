"""Our mark in a workbook: custom properties that say «ours» and keep each tab's digest."""

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from sheets_sync.disk import open_regular

MARK = "sheets_sync"
"""The property that makes a workbook ours."""

TAB_MARK = "sheets_sync:"
"""Before a tab's title: the property that holds its digest."""

_PART = "docProps/custom.xml"
_MOST_BYTES = 1 << 20
_NAMESPACE = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_BROKEN = (
    BadZipFile,
    EOFError,
    ElementTree.ParseError,
    FileNotFoundError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)


def read_mark(path: Path) -> dict[str, str] | None:
    """The digests of our tabs by title; None when the file is missing or not ours.

    Raises OSError when the file can't be opened.
    """
    try:
        properties = dict(_properties(_custom_xml(path)))
    except _BROKEN:
        return None
    if properties.get(MARK) != "1":
        return None
    cut = len(TAB_MARK)
    return {name[cut:]: text for name, text in properties.items() if name.startswith(TAB_MARK)}


def _custom_xml(path: Path) -> str:
    """The part as text; a str is parsed as it stands, whatever encoding it claims."""
    with (
        os.fdopen(open_regular(path), "rb") as file,
        ZipFile(file) as book,
        book.open(_PART) as part,
    ):
        xml = part.read(_MOST_BYTES + 1)
    if len(xml) > _MOST_BYTES or b"<!DOCTYPE" in xml:
        raise ValueError("custom properties are too large or declare entities")
    return xml.decode("utf-8-sig")


def _properties(xml: str) -> Iterator[tuple[str, str]]:
    for one in ElementTree.fromstring(xml).iter(f"{_NAMESPACE}property"):
        yield one.get("name", ""), "".join(one.itertext())
