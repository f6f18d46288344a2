"""Requests over gspread's HTTP client: what comes back, as it came."""

import os
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import requests
from gspread.http_client import HTTPClient

from sheets_sync.errors import UsageError
from sheets_sync.stores.google.faults import Asked, too_large
from sheets_sync.stores.google.pace import Pace

URL_VARIABLE = "SHEETS_SYNC_GOOGLE_URL"
LARGEST_ANSWER = 256 << 20
"""Bytes; a spreadsheet with a larger answer is refused before it fills the memory."""
_HOST = "https://sheets.googleapis.com"
_NO_REDIRECTS = 0
_PIECE = 1 << 20


def api_host() -> str:
    """Where the Sheets API is: Google's host, or what the variable says. Raises UsageError."""
    text = os.environ.get(URL_VARIABLE, "").rstrip("/")
    if not text:
        return _HOST
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
        raise UsageError(f"{URL_VARIABLE}: нужен адрес вида https://имя:порт, без пути")
    return text


class _Wire(HTTPClient):
    """gspread's client with the host the user names; an error's answer is an answer too."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.host = api_host()

    def request(self, method: str, endpoint: str, *rest: Any, **named: Any) -> requests.Response:
        """Send one request to the host; the body is still to be read."""
        url = endpoint.replace(_HOST, self.host, 1)
        send = partial(self.session.request, timeout=self.timeout, stream=True)
        return send(method, url, *rest, **named)


def wire(pace: Pace) -> HTTPClient:
    """A client that sends what it is told to and nothing of its own: no token, no redirect."""
    made = _Wire(None, session())
    made.set_timeout((pace.connect, pace.read))
    return made


def session() -> requests.Session:
    """No redirects, and no password from ~/.netrc in place of the token."""
    session = requests.Session()
    session.max_redirects = _NO_REDIRECTS
    session.auth = lambda request: request
    return session


def body_of(response: requests.Response, asked: Asked, watch: Callable[[bytes], None]) -> bytes:
    """The whole body, each piece shown to `watch`. Raises GoogleError for one that is too large."""
    parts, size = [], 0
    with response:
        for part in response.iter_content(_PIECE):
            watch(part)
            parts.append(part)
            size += len(part)
            if size > LARGEST_ANSWER:
                raise too_large(asked)
    return b"".join(parts)
