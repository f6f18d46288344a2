"""A huge tab that nobody asked for, noticed while an answer comes: it need not come to its end."""

import json
import re
from collections.abc import Callable

LARGEST_FOREIGN = 8 << 20
"""Bytes of a tab that nobody asked for; past it a spreadsheet is read in parts."""

_TITLE = re.compile(rb'"title":\s*("(?:[^"\\]|\\.)*")')
_LONGEST = 4096
"""Bytes that a title may be cut at, between two pieces of an answer."""


class UnwantedError(Exception):
    """What comes is not wanted; the caller knows another way."""


class Watch:
    """Looks at the pieces of a spreadsheet's answer; `wanted` tells titles that matter."""

    def __init__(self, wanted: Callable[[str], bool]) -> None:
        self._wants = wanted
        self._wanted, self._size, self._tail = True, 0, b""

    def __call__(self, piece: bytes) -> None:
        """Raises UnwantedError once a tab that is not wanted has become too large."""
        text = self._tail + piece
        self._size += len(piece)
        for found in _TITLE.finditer(text):
            if found.end() > len(self._tail):
                self._wanted = self._wants(str(json.loads(found[1])))
                self._size = len(text) - found.end()
        if not self._wanted and self._size > LARGEST_FOREIGN:
            raise UnwantedError
        self._tail = text[-_LONGEST:]
