"""Readings in the school year 2020–2021."""

from collections.abc import Callable

import pytest

from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading

Read = Callable[[Kind, Raw], Reading]


@pytest.fixture
def context() -> Context:
    return Context(2020)


@pytest.fixture
def read(context: Context) -> Read:
    return lambda kind, raw: kind.read(raw, context)


@pytest.fixture
def checks(read: Read) -> Callable[[Kind, Raw], list[str]]:
    """The check names of a reading's faults, each with its severity's first letter."""
    return lambda kind, raw: [f"{f.severity.name[0]}:{f.check}" for f in read(kind, raw).faults]
