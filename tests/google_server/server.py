"""The HTTP server: Sheets v4 and the token endpoint on loopback, with a log of every request."""

import json
import socket
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from .api import Api
from .auth import Authority, RejectedError
from .discovery import Method, route
from .errors import ApiError, NotModelledError
from .faults import HTML, JSON, Fault, Faults, html
from .state import Book

_PIECES = 20


@dataclass(slots=True)
class Exchange:
    """One request as it came, and the status it was answered with (0: with nothing)."""

    kind: str
    name: str
    verb: str
    path: str
    query: dict[str, list[str]]
    headers: bytes
    body: bytes
    status: int = 0

    @property
    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes
    content_type: str = JSON


class GoogleServer:
    """Google for one test: `with GoogleServer() as google: google.add(book)`.

    On leaving it fails if the server met something that it does not model. `localised` puts the
    errors' messages into the account's language, as Google does.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._http = _Http(("127.0.0.1", 0), _Handler)
        self._http.google = self
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        self.authority = Authority(f"{self.url}/token", clock)
        self.api = Api(self.authority, clock)
        self.faults = Faults()
        self.localised = False
        self.log: list[Exchange] = []
        self.problems: list[BaseException] = []
        self._lock = Lock()
        self._thread = Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
        if kind is None and self.problems:
            raise AssertionError("the test server could not answer") from self.problems[0]

    def stop(self) -> None:
        """Close the port and every connection: from now on nobody answers."""
        self._http.shutdown()
        self._http.close_all()
        self._thread.join()

    def add(self, book: Book) -> Book:
        """Serve a spreadsheet."""
        self.api.books[book.id] = book
        return book

    def book(self, id: str) -> Book:
        """A spreadsheet; it stays one object, its sheets are new ones after each write."""
        return self.api.books[id]

    def key_file(self, folder: Path) -> Path:
        """Write the service account's key, readable by its owner alone; → its path."""
        return self.authority.key_file(folder / "credentials.json")

    def count(self, kind: str) -> int:
        """How many requests came: «read», «write» or «token»."""
        return sum(exchange.kind == kind for exchange in self.log)

    def sent(self) -> bytes:
        """Every byte that came, URLs and headers included."""
        lines = (f"{e.verb} {e.path} {e.query}\n".encode() + e.headers + e.body for e in self.log)
        return b"\n".join(lines)

    def answer(self, exchange: Exchange, path: str, authorization: str) -> _Answer:
        """The right answer to a request, its effects applied."""
        with self._lock:
            try:
                return self._answer(exchange, path, authorization)
            except ApiError as error:
                if self.localised:
                    error.body["message"] = "Сообщение на языке учётной записи."
                return _as_json(error.code, {"error": error.body}, exchange)
            except RejectedError as rejected:
                return _as_json(400, rejected.body, exchange)
            except NotModelledError as gap:
                self.problems.append(gap)
                body = ApiError(501, f"This test server does not model {gap}").body
                return _as_json(501, {"error": body}, exchange)

    def _answer(self, exchange: Exchange, path: str, authorization: str) -> _Answer:
        if exchange.kind == "token" and path != "/token":
            return _as_json(200, self.authority.act(authorization, exchange.body), exchange)
        if exchange.kind == "token":
            return _as_json(200, self.authority.grant(exchange.body), exchange)
        found = route(exchange.verb, path)
        if found is None:
            page = html(404, "Not Found")
            return _Answer(404, page.body or b"", HTML)
        method, parts = found
        content = self.api.answer(method, parts, exchange.query, exchange.body, authorization)
        return _as_json(200, content, exchange)


def _as_json(status: int, content: Any, exchange: Exchange) -> _Answer:
    pretty = exchange.query.get("prettyPrint", ["true"])[-1] == "true"
    layout: dict[str, Any] = {"indent": 2} if pretty else {"separators": (",", ":")}
    return _Answer(status, json.dumps(content, ensure_ascii=False, **layout).encode() + b"\n")


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    google: GoogleServer

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.stopped = Event()
        self._open: set[Any] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def close_all(self) -> None:
        """Let every waiting thread go, and close the port."""
        self.stopped.set()
        for request in list(self._open):
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no problem; anything else is recorded where it happens."""


class _Handler(BaseHTTPRequestHandler):
    server: _Http
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Tests read the log of the server, not its stderr."""

    def _serve(self) -> None:
        google, url = self.server.google, urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind, name = _kind(self.command, url.path)
        query = parse_qs(url.query, keep_blank_values=True)
        headers = str(self.headers).encode()
        exchange = Exchange(kind, name, self.command, url.path, query, headers, body)
        google.log.append(exchange)
        try:
            self._exchange(exchange, google.faults.next(kind, name))
        except OSError:
            self.close_connection = True
        except Exception as bug:
            google.problems.append(bug)
            self._send(exchange, _Answer(500, b"the test server crashed"), Fault())

    def _exchange(self, exchange: Exchange, fault: Fault | None) -> None:
        google = self.server.google
        fault = fault or Fault(applied=True)
        if fault.before:
            fault.before()
        answer = _Answer(fault.status, fault.body or b"", fault.content_type)
        if fault.applied:
            real = google.answer(exchange, exchange.path, self.headers.get("Authorization", ""))
            answer = real if fault.body is None else answer
        self.server.stopped.wait(fault.delay)
        if fault.reset:
            self._reset()
        else:
            self._send(exchange, answer, fault)

    def _reset(self) -> None:
        """Close the connection so that the client sees it reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def _send(self, exchange: Exchange, answer: _Answer, fault: Fault) -> None:
        body = answer.body[: int(len(answer.body) * fault.shorten)]
        exchange.status = answer.status
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in fault.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if fault.cut < 1:
            self.close_connection = True
        sent = body[: int(len(body) * fault.cut)]
        step = max(1, len(sent) // _PIECES) if fault.pace else max(1, len(sent))
        for start in range(0, len(sent), step):
            self.wfile.write(sent[start : start + step])
            self.server.stopped.wait(fault.pace)


def _kind(verb: str, path: str) -> tuple[str, str]:
    """«token», «read», «write» or «other», and the name of the method."""
    if path == "/token" or path.endswith(":generateAccessToken"):
        return "token", path.rpartition(":")[2].strip("/")
    found = route(verb, path)
    if found is None:
        return "other", ""
    method: Method = found[0]
    return ("read" if method.reads else "write"), method.name
