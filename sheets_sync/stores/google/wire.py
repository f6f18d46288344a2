"""Requests over gspread's HTTP client and google-auth's tokens: what comes back, as it came."""

import os
import threading
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import requests
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from google.oauth2.service_account import Credentials
from gspread.http_client import HTTPClient

from sheets_sync.errors import UsageError
from sheets_sync.stores.google.faults import WRONG_SHAPE, Asked, token_trouble, too_large
from sheets_sync.stores.google.key import Key, broken_key
from sheets_sync.stores.google.pace import Pace

SCOPE = "https://www.googleapis.com/auth/spreadsheets"
URL_VARIABLE = "SHEETS_SYNC_GOOGLE_URL"
LARGEST_ANSWER = 256 << 20
"""Bytes; a spreadsheet with a larger answer is refused before it fills the memory."""
_HOST = "https://sheets.googleapis.com"
_NO_REDIRECTS = 0
_PIECE = 1 << 20

_UNTYPED_REQUEST: Any = Request
_UNTYPED_CREDENTIALS: Any = Credentials


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
    made = _Wire(None, _session())
    made.set_timeout((pace.connect, pace.read))
    return made


def _session() -> requests.Session:
    """No redirects, and no password from ~/.netrc in place of the token."""
    session = requests.Session()
    session.max_redirects = _NO_REDIRECTS
    session.auth = lambda request: request
    return session


def body_of(response: requests.Response, asked: Asked) -> bytes:
    """The whole body. Raises GoogleError for one that is too large."""
    parts, size = [], 0
    with response:
        for part in response.iter_content(_PIECE):
            parts.append(part)
            size += len(part)
            if size > LARGEST_ANSWER:
                raise too_large(asked)
    return b"".join(parts)


class SignIn:
    """Access tokens by the key, with the least scope; one renewal at a time."""

    def __init__(self, key: Key, pace: Pace) -> None:
        """Raises UsageError for a key that can't sign."""
        self._lock = threading.Lock()
        self._ask = partial(_UNTYPED_REQUEST(_session()), timeout=pace.read)
        try:
            made = _UNTYPED_CREDENTIALS.from_service_account_info(key.info, scopes=[SCOPE])
            made.sign_bytes(b"x")
        except Exception:  # another kind of key, or half a one, fails in a dozen ways
            raise broken_key(key.path) from None
        self._credentials = made

    def token(self, asked: Asked) -> str:
        """A token that is good now. Raises GoogleError."""
        with self._lock:
            if not self._credentials.valid:
                self._renew(asked)
            good: str = self._credentials.token
            return good

    def forget(self, token: str) -> None:
        """This token was refused: the next request takes a new one, if nobody has yet."""
        with self._lock:
            if self._credentials.token == token:
                self._credentials.token = None

    def _renew(self, asked: Asked) -> None:
        try:
            self._credentials.refresh(self._ask)
        except RefreshError as error:
            raise token_trouble(error.args, error.retryable, asked) from None
        except WRONG_SHAPE:
            raise token_trouble((), True, asked) from None
        if not _is_token(self._credentials.token):
            self._credentials.token = None
            raise token_trouble((), True, asked)


def _is_token(found: Any) -> bool:
    """Whether it may stand in a header."""
    return isinstance(found, str) and found.isascii() and found.isprintable() and bool(found)
