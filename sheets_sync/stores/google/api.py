"""Sheets v4: the calls that we make, each with its repeats, its time and its count."""

import json
import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

import requests
from google.auth.exceptions import GoogleAuthError
from gspread.urls import SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_URL

from sheets_sync.stores.files import briefly
from sheets_sync.stores.google.faults import (
    WRONG_SHAPE,
    Asked,
    GoogleError,
    too_slow,
    trouble_of,
    unreachable,
    unreadable,
)
from sheets_sync.stores.google.foreign import UnwantedError, Watch
from sheets_sync.stores.google.key import SOMEBODY, Key
from sheets_sync.stores.google.pace import Clock, Limiter, Pace, Patience, budget_of
from sheets_sync.stores.google.read import Spreadsheet, spreadsheet_of
from sheets_sync.stores.google.sign_in import SignIn
from sheets_sync.stores.google.wire import body_of, wire

_NO_SHEET = 2_147_483_646
"""A tab's id that Google gives to none."""

Json = dict[str, Any]
Found = TypeVar("Found")


@dataclass
class GoogleApi:
    """The calls of one command, each exchange counted; what they lose on faults is one budget."""

    key: Key
    pace: Pace = field(default_factory=Pace)
    clock: Clock = field(default_factory=Clock)
    reads: int = 0
    writes: int = 0

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._titles: dict[str, str] = {}
        self._limits = {w: Limiter(self.pace.per_minute, self.clock) for w in (False, True)}
        self._budget = budget_of(self.pace, self.clock)
        self._sign_in = SignIn(self.key, self.pace)
        self._http = wire(self.pace)
        self._project = {"x-goog-user-project": self.key.project} if self.key.project else {}

    @property
    def account(self) -> str:
        """Whom spreadsheets are to be shared with, as people are told."""
        return self._sign_in.email or SOMEBODY

    def sign_in(self) -> None:
        """Take a token. Raises SheetsSyncError that says what is missing."""
        patience = self.patience()
        while True:
            try:
                self._sign_in.token(self._asked(""))
                return
            except GoogleError as trouble:
                patience.bear(trouble)
            except (requests.RequestException, GoogleAuthError, OSError):
                patience.bear(unreachable(self._asked("")))

    def name_of(self, book: str) -> str:
        """What people call a spreadsheet: «its title», a short address before it is read."""
        title = self._titles.get(book)
        return f"«{title}»" if title else briefly(f"https://docs.google.com/spreadsheets/d/{book}")

    def patience(self) -> Patience:
        """Patience for one call."""
        return Patience(self._budget, self.clock)

    def get(
        self,
        book: str,
        where: str,
        fields: str,
        patience: Patience | None = None,
        watch: Watch | None = None,
    ) -> Spreadsheet:
        """The spreadsheet as far as asked. Raises SheetsSyncError if it can't be had in time, and
        UnwantedError when what comes, or does not come in time, is more than `watch` wants."""
        send = partial(self._http.request, "get", SPREADSHEET_URL % book, params={"fields": fields})
        return self._read(send, book, where, patience or self.patience(), watch)

    def parts(
        self, book: str, where: str, fields: str, areas: Sequence[Json], patience: Patience
    ) -> Spreadsheet:
        """The tabs of some GridRanges, with their cells in them. Raises as `get` does."""
        body = {"dataFilters": [{"gridRange": area} for area in areas]}
        url = f"{SPREADSHEET_URL % book}:getByDataFilter"
        send = partial(self._http.request, "post", url, params={"fields": fields}, json=body)
        return self._read(send, book, where, patience, None)

    def _read(
        self,
        send: Callable[..., Any],
        book: str,
        where: str,
        patience: Patience,
        watch: Watch | None,
    ) -> Spreadsheet:
        asked = self._asked(book)
        while True:
            try:
                found = self._exchange(
                    send, asked, lambda told: _spreadsheet(told, book, where), watch=watch
                )
            except GoogleError as trouble:
                if watch and trouble.kind == "time-out":
                    raise UnwantedError from None
                patience.bear(trouble)
            else:
                self._titles[book] = found.title
                return found

    def batch(self, book: str, where: str, body: Mapping[str, Any]) -> Spreadsheet:
        """Send one batchUpdate, once; → the spreadsheet in its reply.

        Raises GoogleError: to send again is for the caller.
        """
        return self._exchange(
            self._post(book, body, timeout=(self.pace.connect, self.pace.write)),
            self._asked(book, writes=True),
            lambda told: _spreadsheet(told["updatedSpreadsheet"], book, where),
            min(self.pace.write, self._budget.left + self.pace.more),
        )

    def glance(self, book: str, where: str, fields: str) -> Spreadsheet:
        """The spreadsheet as far as asked, asked once, whatever time was lost before.

        Raises GoogleError.
        """
        send = partial(self._http.request, "get", SPREADSHEET_URL % book, params={"fields": fields})
        read = partial(_spreadsheet, book=book, where=where)
        return self._exchange(send, self._asked(book), read, self.pace.look)

    def probe(self, book: str) -> None:
        """Ask for a change that can't be made: only an editor is told that it can't.

        Raises SheetsSyncError that says how to become one.
        """
        request = {"clearBasicFilter": {"sheetId": _NO_SHEET}}
        asked = self._asked(book, writes=True)
        send = self._post(book, {"requests": [request], "fields": "spreadsheetId"})
        patience = self.patience()
        while True:
            try:
                return self._exchange(send, asked, lambda told: None)
            except GoogleError as error:
                if error.kind == "400":
                    return None
                patience.bear(error)

    def _asked(self, book: str, writes: bool = False) -> Asked:
        return Asked(self.name_of(book), self.account, writes, self.key.kind, self.key.project)

    def _post(self, book: str, body: Mapping[str, Any], **named: Any) -> Callable[..., Any]:
        """What sends a batch; its `fields` mask the spreadsheet in the reply."""
        sent = {name: part for name, part in body.items() if name != "fields"}
        data = json.dumps(sent, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return partial(
            self._http.request,
            "post",
            SPREADSHEET_BATCH_UPDATE_URL % book,
            params={"fields": f"updatedSpreadsheet({body['fields']})"},
            data=data.encode("utf-8", "replace"),
            **named,
        )

    def _exchange(
        self,
        send: Callable[..., Any],
        asked: Asked,
        read: Callable[[Json], Found],
        seconds: float | None = None,
        watch: Watch | None = None,
    ) -> Found:
        """One request, and what is read out of its answer. Raises GoogleError."""
        self._limits[asked.writes].take()
        started = self.clock.now()
        if seconds is None:
            seconds = min(self.pace.exchange, self._budget.left)
        try:
            work = partial(self._send, send, asked, watch)
            body = within(max(1.0, seconds), work, too_slow(asked))
            return _understood(body, asked, read)
        except GoogleError:
            self._budget.lose(started)
            raise

    def _send(self, send: Callable[..., Any], asked: Asked, watch: Watch | None) -> bytes:
        """Sign in if need be, send, and name what goes wrong."""
        try:
            token = self._sign_in.token(asked)
            asked = replace(asked, email=self.account)  # a login may only now say whose it is
            headers = {"Authorization": f"Bearer {token}"} | self._project
            if asked.writes:
                headers["Content-Type"] = "application/json; charset=utf-8"
            self._count(asked.writes)
            response = send(headers=headers)
            body = body_of(response, asked, watch or _seen)
        except requests.Timeout:
            raise too_slow(asked) from None
        except (requests.RequestException, GoogleAuthError, OSError):
            raise unreachable(asked) from None
        if response.status_code == 200:
            return body
        trouble = trouble_of(response.status_code, body, response.headers, asked)
        if trouble.kind == "401":
            self._sign_in.forget(token)
        raise trouble

    def _count(self, writes: bool) -> None:
        with self._lock:
            self.writes += writes
            self.reads += not writes


def _seen(piece: bytes) -> None:
    """Whatever comes is wanted."""


def _understood(body: bytes, asked: Asked, read: Callable[[Json], Found]) -> Found:
    """What is read out of an answer. Raises GoogleError for any other shape."""
    try:
        answer = json.loads(body)
        if not isinstance(answer, dict):
            raise unreadable(asked)
        return read(answer)
    except WRONG_SHAPE:
        raise unreadable(asked) from None


def _spreadsheet(told: Json, book: str, where: str) -> Spreadsheet:
    """A spreadsheet with a tab at least; without one an answer is no answer, and never «empty»."""
    found = spreadsheet_of(told, book, where)
    if not found.sheets or not all(sheet.title for sheet in found.sheets):
        raise ValueError("no spreadsheet")
    return found


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
