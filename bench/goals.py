"""The ratios of docs/performance.md: what was reached beside what is wanted."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.rounds import Measured


@dataclass(frozen=True)
class Ratio:
    """A ratio, the goal and the one beyond it; `at_least` where more is better."""

    name: str
    got: float
    reach: float
    beyond: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        if self.beyond is not None and self._good(self.beyond):
            return "beyond"
        return "reached" if self._good(self.reach) else "MISSED"

    def _good(self, goal: float) -> bool:
        return self.got >= goal if self.at_least else self.got <= goal


_SYNC = {
    "journal": {100_000: (1.4, 1.0), 1_000_000: (1.2, 0.9)},
    "everything": {100_000: (2.5, 1.4), 1_000_000: (2.0, 1.2)},
}
_MEMORY = {100_000: (1.2, 0.8), 1_000_000: (0.8, 0.5)}
_SCRIPT = {100_000: (10, 15), 10_000: (4, 8)}


def ratios_of(family: str, found: Mapping[int, Measured]) -> Iterator[Ratio]:
    """The ratios of a family of workspaces, by the size of the journal."""
    for rows, one in found.items():
        at = f"{family} {rows:,}"
        bare, sync = one.wall("bare"), one.wall("sync")
        if rows in _SYNC[family]:
            yield Ratio(f"{at}: sync ÷ bare read", sync / bare, *_SYNC[family][rows])
        if rows in _SCRIPT and "script" in one.times:
            got = one.wall("script") / sync
            yield Ratio(f"{at}: user's script ÷ sync", got, *_SCRIPT[rows], at_least=True)
        if rows == 100_000:
            yield Ratio(f"{at}: one book of several ÷ sync", one.wall("one book") / sync, 0.6, 0.4)
            yield Ratio(f"{at}: unchanged ÷ bare read", one.wall("unchanged") / bare, 0.1, 0.05)
            yield Ratio(f"{at}: unchanged, s of processor", one.cpu("unchanged"), 0.15)
        if rows in _MEMORY and one.peaks:
            got = one.peaks["sync"] / one.peaks["bare"]
            yield Ratio(f"{at}: peak memory ÷ bare read's", got, *_MEMORY[rows])
    if len(found) > 1:
        first, last = min(found), max(found)
        growth = found[last].wall("sync") / found[first].wall("sync")
        exponent = math.log(growth, last / first)
        yield Ratio(f"{family}: growth {first:,} to {last:,}, exponent", exponent, 1.05)


def exponents(base: Measured, grown: Mapping[str, Measured], times: int) -> Iterator[Ratio]:
    """How a run grows with one dimension alone."""
    for name, one in grown.items():
        growth = math.log(one.cpu("sync") / base.cpu("sync"), times)
        yield Ratio(f"{name} × {times} alone, exponent of processor time", growth, 1.05)
