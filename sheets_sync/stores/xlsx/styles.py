"""Which cell styles of an .xlsx show a month and no day."""

import re
from html import unescape

from sheets_sync.sheet.number_formats import shows_month_alone
from sheets_sync.stores.xlsx.listing import check_prolog

_INSIDE = rb"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_FORMAT = re.compile(rb"<(?:[\w.-]+:)?numFmt(\s" + _INSIDE + rb")>")
_STYLES = re.compile(rb"<(?:[\w.-]+:)?cellXfs[\s>]")
_STYLES_END = re.compile(rb"</(?:[\w.-]+:)?cellXfs\s*>")
_STYLE = re.compile(rb"<(?:[\w.-]+:)?xf(\s" + _INSIDE + rb")?>")
_NAMED = re.compile(rb"""\s(numFmtId|formatCode)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BUILT_IN = b"17"
"""The number of «mmm-yy», which no book spells out."""


def month_styles(styles: bytes) -> frozenset[bytes]:
    """styles.xml → the numbers by which cells name such styles («s» of a cell)."""
    check_prolog(styles)
    start = _STYLES.search(styles)
    end = _STYLES_END.search(styles, start.end()) if start else None
    if start is None or end is None:
        return frozenset()
    formats = {_BUILT_IN}
    for one in _FORMAT.finditer(styles, 0, start.start()):
        named = _attributes(one[1])
        if shows_month_alone(unescape(named.get(b"formatCode", b"").decode("utf-8", "replace"))):
            formats.add(named.get(b"numFmtId", b""))
    found = _STYLE.finditer(styles, start.end(), end.start())
    return frozenset(
        b"%d" % number
        for number, one in enumerate(found)
        if _attributes(one[1] or b"").get(b"numFmtId") in formats
    )


def _attributes(head: bytes) -> dict[bytes, bytes]:
    return {name: one or other for name, one, other in _NAMED.findall(head)}
