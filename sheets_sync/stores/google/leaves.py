"""Formats leaf by leaf: what must change of a cell, and which changes may lie over it."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sheets_sync.stores.google.values import Holds, Json, Painted, Style

Change = int
"""Leaves of a format that are set or cleared, a bit each."""

_Leaf = tuple[str, str]
"""Its path, and what it says as JSON; "" for one that is none any more."""

_FORMAT = "userEnteredFormat"
_PARTED = ("textFormat", "borders")
"""What of a format is set leaf by leaf."""
_SEEN_OF_BLANKS = ("backgroundColorStyle", "borders.")


class Palette:
    """The formats of one tab. Cells are told by a number: that of what they look like and hold;
    number 0 is a cell without a look."""

    def __init__(self, format_of: Callable[[Style], Json]) -> None:
        self._format_of = format_of
        self._numbers: dict[Painted | None, int] = {None: 0}
        self._said: list[Mapping[str, str]] = [{}]
        self._holds = [Holds.NOTHING]
        self._looks: dict[Style, int] = {}
        self.look_of = [0]
        """The first number that has the same look."""
        self._leaves: list[_Leaf] = []
        self._bits: dict[_Leaf, Change] = {}
        self._changes: dict[tuple[int, int], Change] = {}
        self._borne: dict[int, Change] = {}
        self._sizes: dict[Change, int] = {}
        self._lines_off: Change = 0

    def number(self, cell: Painted | None) -> int:
        """The number of a cell."""
        if cell not in self._numbers:
            assert cell is not None
            self._numbers[cell] = number = len(self._said)
            look = self._looks.setdefault(cell.style, number)
            said = self._said[look] if look < number else _leaves(self._format_of(cell.style))
            self._said.append(said)
            self._holds.append(cell.holds)
            self.look_of.append(look)
            for path, text in said.items():
                self._bit((path, text))
                self._bit((path, ""))
        return self._numbers[cell]

    def bare(self, look: int) -> int:
        """The look without what is seen of a blank cell."""
        said = {p: t for p, t in self._said[look].items() if not p.startswith(_SEEN_OF_BLANKS)}
        self._said.append(said)
        self._holds.append(Holds.ANY)
        self.look_of.append(len(self._said) - 1)
        return len(self._said) - 1

    def takes_lines_off(self, change: Change) -> bool:
        """Whether a border is none any more."""
        return bool(change & self._lines_off)

    def _bit(self, leaf: _Leaf) -> Change:
        if leaf not in self._bits:
            self._bits[leaf] = 1 << len(self._leaves)
            if leaf[0].startswith("borders.") and not leaf[1]:
                self._lines_off |= self._bits[leaf]
            self._leaves.append(leaf)
        return self._bits[leaf]

    def is_filled(self, number: int) -> bool:
        """Whether the cell holds something."""
        return self._holds[number] is not Holds.NOTHING

    def repaint(self, was: int, look: int) -> Change:
        """What turns one look into another, whatever the cells hold."""
        return self._change(was, look, Holds.ANY)

    def change(self, was: int, cell: int) -> Change:
        """What must change so that a cell painted as `was` looks as it shall; worked out once."""
        if (was, cell) not in self._changes:
            self._changes[was, cell] = self._change(was, cell, self._holds[cell])
        return self._changes[was, cell]

    def _change(self, was: int, cell: int, holds: Holds) -> Change:
        old, new = self._said[was], self._said[cell]
        paths = (path for path in {*old, *new} if old.get(path) != new.get(path))
        seen = (p for p in paths if _is_seen(p, holds, old.get(p, ""), new.get(p, "")))
        return sum(self._bits[path, new.get(path, "")] for path in seen)

    def borne(self, cell: int) -> Change:
        """All the leaves that may lie over the cell, and it looks as it shall."""
        if cell not in self._borne:
            said, holds = self._said[cell], self._holds[cell]
            self._borne[cell] = sum(
                bit
                for (path, text), bit in self._bits.items()
                if text == said.get(path, "") or not _is_seen(path, holds, text, said.get(path, ""))
            )
        return self._borne[cell]

    def format(self, change: Change) -> Json:
        """The format that says these leaves; one that is none any more is left out, and so cleared
        by its mask."""
        format: Json = {}
        for path, text in self._named(change):
            outer, _, inner = path.partition(".")
            if text:
                holder = format.setdefault(outer, {}) if inner else format
                holder[inner or outer] = json.loads(text)
        return format

    def fields(self, change: Change) -> str:
        """The mask of these leaves and no other."""
        parts = [*_mask(path for path, _ in self._named(change))]
        if len(parts) == 1:
            return f"{_FORMAT}.{parts[0]}"
        return f"{_FORMAT}({','.join(parts)})"

    def size(self, change: Change) -> int:
        """Bytes of its format and its mask."""
        if change not in self._sizes:
            text = json.dumps(self.format(change), ensure_ascii=False, separators=(",", ":"))
            self._sizes[change] = len(text.encode()) + len(self.fields(change))
        return self._sizes[change]

    def _named(self, change: Change) -> list[_Leaf]:
        return sorted(leaf for at, leaf in enumerate(self._leaves) if change >> at & 1)


def _is_seen(path: str, holds: Holds, *texts: str) -> bool:
    """Whether a leaf makes a difference to what stands in the cell."""
    if holds is Holds.NOTHING:
        return path.startswith(_SEEN_OF_BLANKS)
    if holds is Holds.TEXT and path == "numberFormat":
        return any("@" in text for text in texts)
    return not (holds is Holds.NUMBER and path == "wrapStrategy")


def _leaves(format: Json) -> Mapping[str, str]:
    leaves: dict[str, Any] = {}
    for name, value in format.items():
        parts = value.items() if name in _PARTED else ()
        leaves |= {f"{name}.{inner}": part for inner, part in parts} or {name: value}
    return {path: json.dumps(value) for path, value in leaves.items()}


def _mask(paths: Iterable[str]) -> Iterator[str]:
    """Paths as a mask writes them, those of one holder together."""
    for outer, found in groupby(paths, lambda path: path.partition(".")[0]):
        inner = [path.partition(".")[2] for path in found]
        if inner == [""]:
            yield outer
        else:
            yield f"{outer}.{inner[0]}" if len(inner) == 1 else f"{outer}({','.join(inner)})"
