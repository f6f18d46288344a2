"""What runs leave for people in `.sheets_sync/`: the last results as JSON, a log to read."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from sheets_sync.disk import make_folder, open_regular, own_as_folder
from sheets_sync.errors import UsageError
from sheets_sync.runs.memory import FOLDER
from sheets_sync.stores.files import is_address, name_from
from sheets_sync.stores.patterns import found, is_pattern
from sheets_sync.tables.kinds.people_in_text import People
from sheets_sync.workspace import Workspace

LOG = "log.txt"
_MOST_BYTES = 500_000
_FILES = 4
_LONGEST = 600


@contextmanager
def logging_to(workspace: Workspace, now: datetime | None = None) -> Iterator[None]:
    """What the package logs meanwhile goes to the workspace's log, nobody named.

    `now` stands in for the clock where the run's time is not the clock's.
    """
    logger = logging.getLogger("sheets_sync")
    handler = _handler(workspace.root)
    if handler is None:
        yield
        return
    handler.setFormatter(_Nameless(workspace, now))
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
        with suppress(OSError):  # what a full disk did not take is tried once more
            handler.close()


class _Quiet(RotatingFileHandler):
    """A disk that is full must not stop a run."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Nothing: the run says itself what is wrong."""


def _handler(root: Path) -> logging.Handler | None:
    with suppress(OSError):
        make_folder(root / FOLDER)
        os.close(open_regular(root / FOLDER / LOG, os.O_RDWR | os.O_CREAT))
        own_as_folder(root / FOLDER / LOG)
        return _Quiet(root / FOLDER / LOG, "a", _MOST_BYTES, _FILES - 1, encoding="utf-8")
    return None


class _Nameless(logging.Formatter):
    """«23.11.2026 07:00:03  text», one line; addresses and codes stay, people's names do not."""

    def __init__(self, workspace: Workspace, now: datetime | None) -> None:
        super().__init__()
        self._zone, self._now = workspace.timezone, now
        self._books = _personal_books(workspace)
        self._nobody = People(())  # what looks like a name is hidden, whoever it is

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        moment = (self._now or datetime.fromtimestamp(record.created)).astimezone(self._zone)
        text = " ".join(record.getMessage().split())[:_LONGEST]
        for private in (getattr(record, "private", "") or "", *self._books):
            if private:
                text = text.replace(private, self._books.get(private, "…"))
        return f"{moment:%d.%m.%Y %H:%M:%S}  {self._nobody.hidden(text)}"


def _personal_books(workspace: Workspace) -> dict[str, str]:
    """Books that a pattern finds, whose file names may be people's → «тьюторы/*.xlsx № 2»."""
    hidden: dict[str, str] = {}
    for pattern in workspace.books:
        if is_address(pattern) or not is_pattern(pattern):
            continue
        with suppress(UsageError):
            for number, path in enumerate(found(workspace.root, pattern), 1):
                name = f"{pattern} № {number}"
                hidden[name_from(workspace.root, path)] = name
                hidden[path.name] = name
    return hidden
