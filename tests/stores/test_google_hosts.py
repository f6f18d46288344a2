"""No request leaves for a host that the user did not name."""

import socket
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from google_server import GoogleServer, book_of
from stores.google_help import store_for

from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Cell, Lines


@pytest.mark.slow
def test_only_the_host_that_was_named_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked: set[str | None] = set()
    resolve = socket.getaddrinfo

    def listed(host: str | None, *rest: Any, **named: Any) -> Any:
        asked.add(host)
        return resolve(host, *rest, **named)

    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        monkeypatch.setattr(socket, "getaddrinfo", listed)
        server.add(book_of("book", {"Журнал": [["Код"], ["К-01"]]}))
        server.add(book_of("summary", {"Лист1": []}))
        before = set(threading.enumerate())
        store = store_for(server, tmp_path, ["book"])
        assert store.read(frozenset({"журнал"})).tabs
        store.write([lay_out("Сводка", [Lines((Cell("да"),))], (20.0,))])
        for thread in set(threading.enumerate()) - before:
            thread.join(5)
    assert asked == {urlsplit(server.url).hostname}
