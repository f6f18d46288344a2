"""Batches of requests: what goes together, and how much of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sheets_sync.sheet.pieces import Grid

Json = dict[str, Any]

LARGEST = 1_950_000
"""Bytes of requests in one batch, below the 2 MB that Google asks for; more goes in parts."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Requests that go together, the grids that stand when they are done and the titles that tabs
    of ours then have, both by sheet id."""

    requests: list[Json]
    grids: Mapping[int, Grid] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)


def slices(tab: Batch) -> list[Batch]:
    """A tab as it is, or in several parts where it is too large for one batch."""
    parts: list[list[Json]] = [[]]
    room = LARGEST
    for request in tab.requests:
        length = size(Batch([request]))
        if length > room and parts[-1]:
            parts.append([])
            room = LARGEST
        parts[-1].append(request)
        room -= length
    return [*(Batch(part) for part in parts[:-1]), replace(tab, requests=parts[-1])]


def packed(parts: Sequence[Batch]) -> list[Batch]:
    """As few batches as stay below the limit, in their order."""
    groups: list[list[Batch]] = []
    room = 0
    for part in parts:
        length = size(part)
        if not groups or length > room:
            groups.append([])
            room = LARGEST
        groups[-1].append(part)
        room -= length
    return [joined(group) for group in groups]


def fit(batches: Sequence[Batch]) -> bool:
    """Whether all of it may go at once."""
    return sum(map(size, batches)) <= LARGEST


def size(batch: Batch) -> int:
    """Bytes of the requests as they are sent."""
    text = json.dumps(batch.requests, ensure_ascii=False, separators=(",", ":"))
    return len(text.encode("utf-8", "replace"))


def joined(batches: Sequence[Batch]) -> Batch:
    """Several as one."""
    requests = [request for batch in batches for request in batch.requests]
    grids = {n: grid for batch in batches for n, grid in batch.grids.items()}
    return Batch(requests, grids, {n: t for batch in batches for n, t in batch.titles.items()})
