"""Which cell styles of an .ods show a month and no day, and which columns have them."""

import re

COLUMNS_REPEATED = re.compile(rb'number-columns-repeated="(\d{1,9})"')


COLUMN = re.compile(rb"<table:table-column(\s[^>]*?)?/?>")


USUAL = re.compile(rb'default-cell-style-name="([^"]*)"')


DATE_STYLE = re.compile(rb"<number:date-style\s([^>]*)>(.*?)</number:date-style>", re.DOTALL)


CELL_STYLE = re.compile(rb"<style:style\s([^>]*)>")


NAME = re.compile(rb'(?:^|\s)style:name="([^"]*)"')


DATA_STYLE = re.compile(rb'style:data-style-name="([^"]*)"')


PART = re.compile(rb"P\d+$")
"""A format of several cases is written as its parts: N107P0, N107P1 and N107."""


SHOWS_MORE = re.compile(rb"<number:(?:day|hours|minutes|seconds)\b")


MOST_COLUMNS = 1 << 14


def month_styles(text: bytes) -> frozenset[bytes]:
    """The names of the cell styles whose format shows a month and neither day nor time."""
    shown = {
        NAME.search(head)
        for head, body in DATE_STYLE.findall(text)
        if b"<number:month" in body and not SHOWS_MORE.search(body)
    }
    formats = {PART.sub(b"", name[1]) for name in shown if name}
    styles = ((NAME.search(head), DATA_STYLE.search(head)) for head in CELL_STYLE.findall(text))
    return frozenset(name[1] for name, data in styles if name and data and data[1] in formats)


def usual_styles(text: bytes) -> list[bytes]:
    """What cells without a style of their own have, column by column, at a table's head."""
    usual: list[bytes] = []
    for column in COLUMN.finditer(text):
        name = USUAL.search(column[1] or b"")
        times = min(count(COLUMNS_REPEATED, column[1] or b""), MOST_COLUMNS - len(usual))
        usual += [name[1] if name else b""] * times
    return usual


def count(pattern: re.Pattern[bytes], text: bytes) -> int:
    """The number an attribute gives, else 1."""
    found = pattern.search(text)
    return int(found[1]) if found else 1
