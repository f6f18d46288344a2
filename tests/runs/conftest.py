"""A small centre on disk, at a clock that stands; a mail server."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from google_server import GoogleServer
from helpers import Desk
from mail_server import Mailbox, serving
from runs.sync_help import NOW


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the clock."""

    def fix(moment: datetime) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))

    fix(NOW)
    return fix


@pytest.fixture
def folder(tmp_path: Path, at: object) -> Path:
    """The workspace on disk, nothing run yet."""
    return Desk().save(tmp_path / "ИМЦ")


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    """A mail server on loopback that the program trusts."""
    with serving(tmp_path) as (box, _):
        yield box


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    """A Google that the program asks, without a spreadsheet yet."""
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        yield server
