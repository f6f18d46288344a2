"""Sheets v4 over gspread's HTTP client: sign-in, time-outs, repeats, a limiter, a count."""

import json
import logging
import os
import queue
import random
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import gspread
import requests
from google.auth.exceptions import GoogleAuthError, RefreshError
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2.service_account import Credentials
from gspread.exceptions import APIError
from gspread.http_client import HTTPClient
from gspread.urls import SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_URL

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.stores.google_faults import (
    Asked,
    GoogleError,
    token_trouble,
    too_slow,
    trouble_of,
    unreachable,
    unreadable,
)
from sheets_sync.stores.google_key import Key, broken_key

SCOPE = "https://www.googleapis.com/auth/spreadsheets"
URL_VARIABLE = "SHEETS_SYNC_GOOGLE_URL"
_HOST = "https://sheets.googleapis.com"
_MINUTE = 60.0
_LONGEST_WAIT = 30.0
_NO_REDIRECTS = 0
_NO_SHEET = 2_147_483_646
"""A tab's id that Google gives to none."""

Json = dict[str, Any]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: to connect, to wait for bytes, for one exchange in all, for a call with all its
    repeats; and requests a minute, of reads and of writes each."""

    connect: float = 10.0
    read: float = 60.0
    exchange: float = 90.0
    deadline: float = 105.0
    per_minute: int = 55


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as the repeats see it; tests bring their own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


class Patience:
    """How long one call may still be repeated."""

    def __init__(self, pace: Pace, clock: Clock) -> None:
        self._clock = clock
        self._end = clock.now() + pace.deadline
        self._seen: Counter[str] = Counter()

    @property
    def left(self) -> float:
        """Seconds till the deadline."""
        return self._end - self._clock.now()

    def extend(self, seconds: float) -> None:
        """Put the deadline off: our own waiting is no fault of Google's."""
        self._end += seconds

    def bear(self, trouble: GoogleError) -> None:
        """Wait before the next try. Raises SheetsSyncError when there shall be none."""
        self._seen[trouble.kind] += 1
        wait = self._wait(trouble)
        log.info("google: %s, waiting %.1f s", trouble.kind, wait)
        if self._seen[trouble.kind] >= trouble.tries or wait >= self.left:
            raise SheetsSyncError(f"{trouble.say}.") from None
        self._clock.sleep(wait)

    def _wait(self, trouble: GoogleError) -> float:
        """What Google asked for; else, or when that did not help, twice as long each time."""
        longest = min(_LONGEST_WAIT, 2.0 ** self._seen.total())
        usual = longest * (0.5 + self._clock.chance() / 2)
        if trouble.wait is None:
            return usual
        return trouble.wait if self._seen[trouble.kind] == 1 else max(trouble.wait, usual)


class Limiter:
    """So many requests of a kind in any minute; the next one waits."""

    def __init__(self, per_minute: int, clock: Clock) -> None:
        self._most, self._clock = per_minute, clock
        self._sent: deque[float] = deque()
        self._lock = threading.Lock()

    def take(self) -> float:
        """Wait until one more may be sent; → seconds waited."""
        with self._lock:
            started = self._clock.now()
            if len(self._sent) >= self._most:
                oldest = self._sent.popleft()
                self._clock.sleep(max(0.0, oldest + _MINUTE - started))
            self._sent.append(self._clock.now())
            return self._sent[-1] - started


class _Wire(HTTPClient):
    """gspread's client, its host alone replaced by the one the user names."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.host = api_host()

    def request(self, method: str, endpoint: str, *rest: Any, **named: Any) -> requests.Response:
        """Send one request to the host."""
        return super().request(method, endpoint.replace(_HOST, self.host, 1), *rest, **named)


def api_host() -> str:
    """Where the Sheets API is: Google's host, or what the variable says. Raises UsageError."""
    text = os.environ.get(URL_VARIABLE, "").rstrip("/")
    if not text:
        return _HOST
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
        raise UsageError(f"{URL_VARIABLE}: нужен адрес вида https://имя:порт, без пути")
    return text


_UNTYPED_REQUEST: Any = Request
_UNTYPED_SESSION: Any = AuthorizedSession
_UNTYPED_CREDENTIALS: Any = Credentials


def _credentials(key: Key) -> Any:
    """google-auth's credentials with the least scope. Raises ValueError for a broken key."""
    return _UNTYPED_CREDENTIALS.from_service_account_info(key.info, scopes=[SCOPE])


@dataclass
class GoogleApi:
    """The two calls of the API that we use, each exchange counted."""

    key: Key
    pace: Pace = field(default_factory=Pace)
    clock: Clock = field(default_factory=Clock)
    reads: int = 0
    writes: int = 0

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._limits = {w: Limiter(self.pace.per_minute, self.clock) for w in (False, True)}
        try:
            self._credentials = _credentials(self.key)
        except (ValueError, GoogleAuthError):
            raise broken_key(self.key.path) from None
        tokens = requests.Session()
        tokens.max_redirects = _NO_REDIRECTS
        self._renew = partial(_UNTYPED_REQUEST(tokens), timeout=self.pace.read)
        session = _UNTYPED_SESSION(
            self._credentials, refresh_status_codes=(), auth_request=self._renew
        )
        session.max_redirects = _NO_REDIRECTS
        self._http = gspread.Client(self._credentials, session, _Wire).http_client
        self._http.set_timeout((self.pace.connect, self.pace.read))

    def patience(self) -> Patience:
        """Patience for one call."""
        return Patience(self.pace, self.clock)

    def get(self, book: str, where: str, fields: str, patience: Patience | None = None) -> Json:
        """The masked spreadsheet. Raises SheetsSyncError when it can't be had in time."""
        patience = patience or self.patience()
        asked = Asked(where, self.key.email)
        url = SPREADSHEET_URL % book
        send = partial(self._http.request, "get", url, params={"fields": fields})
        while True:
            try:
                return self._exchange(send, asked, "sheets", patience)
            except GoogleError as trouble:
                patience.bear(trouble)

    def batch(self, book: str, where: str, body: Mapping[str, Any], patience: Patience) -> Json:
        """Send one batchUpdate, once. Raises GoogleError: to send again is for the caller."""
        asked = Asked(where, self.key.email, writes=True)
        fields = f"updatedSpreadsheet({body['fields']})"
        sent = {name: part for name, part in body.items() if name != "fields"}
        data = json.dumps(sent, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        send = partial(
            self._http.request,
            "post",
            SPREADSHEET_BATCH_UPDATE_URL % book,
            params={"fields": fields},
            data=data.encode("utf-8", "replace"),
            headers={"Content-Type": "application/json; charset=utf-8"},
        )
        answer = self._exchange(send, asked, "updatedSpreadsheet", patience)
        found: Json = answer["updatedSpreadsheet"]
        return found

    def probe(self, book: str, where: str) -> None:
        """Ask for a change that can't be made: only an editor is told that it can't.

        Raises SheetsSyncError that says how to become one.
        """
        request = {"clearBasicFilter": {"sheetId": _NO_SHEET}}
        patience = self.patience()
        while True:
            try:
                self.batch(
                    book, where, {"requests": [request], "fields": "spreadsheetId"}, patience
                )
                return
            except GoogleError as error:
                if error.kind in ("400", "body"):
                    return
                patience.bear(error)

    def _exchange(
        self, send: Callable[[], Any], asked: Asked, key: str, patience: Patience
    ) -> Json:
        """One request and its answer, an object that has `key`. Raises GoogleError."""
        patience.extend(self._limits[asked.writes].take())
        seconds = max(1.0, min(self.pace.exchange, patience.left))
        response = within(seconds, lambda: self._send(send, asked), too_slow(asked))
        try:
            answer = json.loads(response.content)
        except (ValueError, RecursionError):
            raise unreadable(asked) from None
        if not isinstance(answer, dict) or key not in answer:
            raise unreadable(asked)
        return answer

    def _send(self, send: Callable[[], Any], asked: Asked) -> Any:
        """Sign in if need be, send, and name what goes wrong."""
        try:
            self._sign_in()
            self._count(asked.writes)
            return send()
        except APIError as error:
            answer = error.response
            trouble = trouble_of(answer.status_code, answer.content, answer.headers, asked)
            if trouble.kind == "401":
                self._credentials.token = None
            log.info("google: %s %s", answer.status_code, answer.text[:2000])
            raise trouble from None
        except RefreshError as error:
            raise token_trouble(error.args, error.retryable, asked) from None
        except requests.Timeout:
            raise too_slow(asked) from None
        except (requests.RequestException, GoogleAuthError, OSError):
            raise unreachable(asked) from None

    def _sign_in(self) -> None:
        with self._lock:
            if not self._credentials.valid:
                self._credentials.refresh(self._renew)

    def _count(self, writes: bool) -> None:
        with self._lock:
            self.writes += writes
            self.reads += not writes


def within(seconds: float, work: Callable[[], Any], late: GoogleError) -> Any:
    """What the work gives, or `late`: no time-out of a socket cuts off an answer that drips."""
    done: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put((True, work()))
        except BaseException as fault:
            done.put((False, fault))

    threading.Thread(target=run, daemon=True).start()
    try:
        good, result = done.get(timeout=seconds)
    except queue.Empty:
        raise late from None
    if not good:
        raise result
    return result
