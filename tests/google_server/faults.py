"""What may go wrong with an exchange, and when: the faults of docs/google-facts.md, one by one."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock

from .errors import ApiError, Json, bad_token, quota_exceeded

_PAGE = (
    "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Error {0} ({1})!!1</title>"
    "<p><b>{0}.</b> <ins>That's an error.</ins><p>The server encountered a temporary error and "
    "could not complete your request. <ins>That's all we know.</ins></html>"
)
_LOGIN = "<!doctype html><html><title>Sign in - Google Accounts</title><body>Sign in</body></html>"
JSON, HTML = "application/json; charset=UTF-8", "text/html; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one exchange.

    Without `body` the real answer is used. `applied`: the request has its effect all the same.
    `cut`: the connection closes after that share of the body. `reset`: it closes without an answer.
    `delay` and `pace` are seconds before the answer and between its pieces. `before` is called
    first: what staff do at that very moment.
    """

    status: int = 200
    body: bytes | None = None
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    applied: bool = False
    cut: float = 1.0
    shorten: float = 1.0
    reset: bool = False
    delay: float = 0.0
    pace: float = 0.0
    before: Callable[[], None] | None = None


def api_error(error: ApiError, **more: object) -> Fault:
    """An answer with one of Google's errors."""
    body = json.dumps({"error": error.body}).encode()
    return Fault(error.code, body, **more)  # type: ignore[arg-type]


def status(code: int, message: str = "The service is currently unavailable.") -> Fault:
    """An error of that code as JSON."""
    return api_error(ApiError(code, message))


def html(code: int, title: str = "Server Error") -> Fault:
    """An error of that code as the page that Google's front end sends."""
    return Fault(code, _PAGE.format(code, title).encode(), HTML)


def rate_limited(retry_after: int | None = None, reads: bool = True) -> Fault:
    """429; the recorded ones carry no Retry-After."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return api_error(quota_exceeded(reads), headers=headers)


def slow(seconds: float) -> Fault:
    """A right answer that comes late."""
    return Fault(applied=True, delay=seconds)


def dripping(pace: float) -> Fault:
    """A right answer in small pieces with pauses: no read time-out ever fires."""
    return Fault(applied=True, pace=pace)


def meanwhile(action: Callable[[], None]) -> Fault:
    """Nothing goes wrong, but something happens first."""
    return Fault(applied=True, before=action)


FAULTS: dict[str, Fault] = {
    "429": rate_limited(),
    "429 Retry-After": rate_limited(retry_after=1),
    "429 HTML": html(429, "Too Many Requests"),
    "408": status(408, "The request timed out."),
    "409": status(409, "The operation was aborted."),
    "500": status(500, "Internal error encountered."),
    "502 HTML": html(502, "Bad Gateway"),
    "503": status(503),
    "503 HTML": html(503, "Service Unavailable"),
    "504": status(504, "Deadline expired before operation could complete."),
    "503 applied": api_error(ApiError(503, "The service is currently unavailable."), applied=True),
    "504 applied": api_error(ApiError(504, "Deadline expired."), applied=True),
    "401": api_error(bad_token()),
    "reset": Fault(reset=True),
    "lost reply": Fault(reset=True, applied=True),
    "truncated": Fault(cut=0.5, applied=True),
    "half a JSON": Fault(shorten=0.5, applied=True),
    "empty body": Fault(shorten=0.0, applied=True),
    "empty object": Fault(body=b"{}", applied=True),
    "not an object": Fault(body=b"[]", applied=True),
    "no JSON": Fault(body=b"{'error': nothing}", applied=True),
    "login page": Fault(body=_LOGIN.encode(), content_type=HTML),
}
"""Every kind of failure by name, to run a test with each."""


@dataclass(slots=True)
class _Plan:
    fault: Fault
    first: int
    last: float
    kind: str
    seen: int = 0


class Faults:
    """The faults a test asked for."""

    def __init__(self) -> None:
        self._plans: list[_Plan] = []
        self._lock = Lock()

    def add(self, fault: Fault | str, at: int = 1, kind: str = "", times: float = 1) -> None:
        """Fail the `at`-th exchange from now on (of a kind), and those after it, `times` in all.

        Kinds: «read», «write», «token», or a method («spreadsheets.batchUpdate»); times may be inf.
        """
        chosen = FAULTS[fault] if isinstance(fault, str) else fault
        with self._lock:
            self._plans.append(_Plan(chosen, at, at + times - 1, kind))

    def clear(self) -> None:
        """From now on all goes well."""
        with self._lock:
            self._plans.clear()

    @property
    def coming(self) -> bool:
        """Whether a fault that was asked for has not happened yet."""
        with self._lock:
            return any(plan.seen < plan.last for plan in self._plans)

    def next(self, *kinds: str) -> Fault | None:
        """Count an exchange and say what goes wrong with it."""
        with self._lock:
            found = None
            for plan in self._plans:
                if plan.kind and plan.kind not in kinds:
                    continue
                plan.seen += 1
                if found is None and plan.first <= plan.seen <= plan.last:
                    found = plan.fault
            return found


def token_error(error: str, description: str) -> Json:
    """The body of a refusal by the token endpoint."""
    return {"error": error, "error_description": description}
