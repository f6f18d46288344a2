"""What goes wrong, in the shapes Google answers it."""

from collections.abc import Iterable, Sequence
from typing import Any

Json = dict[str, Any]

STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    408: "DEADLINE_EXCEEDED",
    409: "ABORTED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    502: "UNAVAILABLE",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}

_TYPES = "type.googleapis.com/google.rpc."
_SERVICE = "sheets.googleapis.com"
_PROJECT = "projects/123456789012"
_SIGN_IN = (
    "Expected OAuth 2 access token, login cookie or other valid authentication credential. "
    "See https://developers.google.com/identity/sign-in/web/devconsole-project."
)


class ApiError(Exception):
    """An answer that is an error, with Google's body."""

    def __init__(
        self, code: int, message: str, details: Sequence[Json] = (), status: str = ""
    ) -> None:
        super().__init__(message)
        self.code = code
        self.body: Json = {"code": code, "message": message, "status": status or STATUSES[code]}
        if details:
            self.body["details"] = list(details)


class RefusalError(Exception):
    """A request of a batch that can't be done; whoever runs the batch adds where it stands."""

    def __init__(self, message: str, code: int = 400) -> None:
        super().__init__(message)
        self.code = code


class NotModelledError(Exception):
    """Google may well do this; this server does not, and the test must not pass in silence."""


def bad_request(violations: Iterable[tuple[str, str]], message: str = "") -> ApiError:
    """A 400 that names the fields at fault; the message lists them unless one is given."""
    listed = list(violations)
    fields = [{"field": field, "description": text} for field, text in listed]
    details = [{"@type": f"{_TYPES}BadRequest", "fieldViolations": fields}]
    return ApiError(400, message or "\n".join(text for _, text in listed), details)


def not_found() -> ApiError:
    """There is no such spreadsheet."""
    return ApiError(404, "Requested entity was not found.")


def not_permitted() -> ApiError:
    """The spreadsheet is not shared, or for reading only."""
    return ApiError(403, "The caller does not have permission")


def office_file() -> ApiError:
    """The id is that of an .xlsx lying on Drive."""
    message = "This operation is not supported for this document"
    return ApiError(400, message, status="FAILED_PRECONDITION")


def unregistered(reads: bool) -> ApiError:
    """No token at all."""
    if not reads:
        return ApiError(401, f"Request is missing required authentication credential. {_SIGN_IN}")
    message = (
        "Method doesn't allow unregistered callers (callers without established identity). "
        "Please use API Key or other form of API consumer identity to call this API."
    )
    return ApiError(403, message)


def bad_token() -> ApiError:
    """A token that was never issued, has expired or was withdrawn."""
    details = [_reason("ACCESS_TOKEN_EXPIRED", {"service": _SERVICE})]
    return ApiError(401, f"Request had invalid authentication credentials. {_SIGN_IN}", details)


def scope_missing(method: str) -> ApiError:
    """The token was asked for with a scope that does not allow this."""
    details = [_reason("ACCESS_TOKEN_SCOPE_INSUFFICIENT", {"service": _SERVICE, "method": method})]
    return ApiError(403, "Request had insufficient authentication scopes.", details)


def service_disabled() -> ApiError:
    """The Sheets API is not switched on in the key's project."""
    project = _PROJECT.rpartition("/")[2]
    url = f"https://console.developers.google.com/apis/api/{_SERVICE}/overview?project={project}"
    message = (
        f"Google Sheets API has not been used in project {project} before or it is disabled. "
        f"Enable it by visiting {url} then retry. If you enabled this API recently, wait a few "
        "minutes for the action to propagate to our systems and retry."
    )
    info = _reason("SERVICE_DISABLED", {"service": _SERVICE, "consumer": _PROJECT})
    return ApiError(403, message, [_help("Google developers console API activation", url), info])


def quota_exceeded(reads: bool) -> ApiError:
    """More requests in a minute than a user may send, as recorded."""
    word = "Read" if reads else "Write"
    message = (
        f"Quota exceeded for quota metric '{word} requests' and limit '{word} requests per minute "
        f"per user' of service '{_SERVICE}' for consumer '{_PROJECT.replace('s/', '_number:')}'."
    )
    facts = {
        "quota_metric": f"{_SERVICE}/{word.lower()}_requests",
        "quota_location": "global",
        "quota_limit": f"{word}RequestsPerMinutePerUser",
        "quota_limit_value": "60",
        "quota_unit": "1/min/{project}/{user}",
        "service": _SERVICE,
        "consumer": _PROJECT,
    }
    url = "https://cloud.google.com/docs/quotas/help/request_increase"
    details = [
        _reason("RATE_LIMIT_EXCEEDED", facts),
        _help("Request a higher quota limit.", url),
    ]
    return ApiError(429, message, details)


def _reason(reason: str, metadata: Json) -> Json:
    return {
        "@type": f"{_TYPES}ErrorInfo",
        "reason": reason,
        "domain": "googleapis.com",
        "metadata": metadata,
    }


def _help(description: str, url: str) -> Json:
    return {"@type": f"{_TYPES}Help", "links": [{"description": description, "url": url}]}
