"""Access tokens: by a service account's key, by a gcloud login, or by one on its behalf."""

import base64
import json
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from google.auth.exceptions import RefreshError
from google.auth.impersonated_credentials import Credentials as Impersonated
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials as User
from google.oauth2.service_account import Credentials as Service

from sheets_sync.stores.google.faults import WRONG_SHAPE, Asked, GoogleError
from sheets_sync.stores.google.key import IMPERSONATED, SERVICE, USER, Key, broken_key, principal
from sheets_sync.stores.google.pace import Pace
from sheets_sync.stores.google.sign_in_faults import A_PAGE, lacks_scope, token_trouble
from sheets_sync.stores.google.wire import session

SCOPE = "https://www.googleapis.com/auth/spreadsheets"
_WHO = ("openid", "https://www.googleapis.com/auth/userinfo.email")
"""Scopes that make Google say whose login it is; not every login was given them."""
_TOKEN_PAGE = "https://oauth2.googleapis.com/token"

_UNTYPED_REQUEST: Any = Request
_UNTYPED_SERVICE: Any = Service
_UNTYPED_USER: Any = User
_UNTYPED_IMPERSONATED: Any = Impersonated


class SignIn:
    """Access tokens by the key, with the least scope; one renewal at a time."""

    def __init__(self, key: Key, pace: Pace) -> None:
        """Raises UsageError for a key that can't sign."""
        self._lock = threading.Lock()
        self._email = key.email
        self._ask = partial(_UNTYPED_REQUEST(session()), timeout=pace.read)
        try:
            self._ways = _WAYS[key.kind](key.info)
        except Exception:  # another kind of key, or half a one, fails in a dozen ways
            raise broken_key(key.path) from None

    @property
    def email(self) -> str:
        """Whom spreadsheets are shared with; "" while nobody has said whose login it is."""
        return self._email

    def token(self, asked: Asked) -> str:
        """A token that is good now. Raises GoogleError."""
        with self._lock:
            if not self._ways[0].valid:
                self._renew(asked)
            good: str = self._ways[0].token
            return good

    def forget(self, token: str) -> None:
        """This token was refused: the next request takes a new one, if nobody has yet."""
        with self._lock:
            if self._ways[0].token == token:
                self._ways[0].token = None

    def _renew(self, asked: Asked) -> None:
        try:
            self._refresh()
        except RefreshError as error:
            raise token_trouble(error.args, error.retryable, asked) from None
        except WRONG_SHAPE:
            raise GoogleError("token server", A_PAGE, 4) from None
        if not _is_token(self._ways[0].token):
            self._ways[0].token = None
            raise token_trouble((), True, asked)
        self._email = self._email or _email_of(getattr(self._ways[0], "id_token", None))

    def _refresh(self) -> None:
        """A new token in the first way that the login allows."""
        while True:
            try:
                self._ways[0].refresh(self._ask)
                return
            except RefreshError as error:
                if len(self._ways) == 1 or not lacks_scope(error.args):
                    raise
                self._ways = self._ways[1:]


def _service(info: Mapping[str, Any]) -> list[Any]:
    made = _UNTYPED_SERVICE.from_service_account_info(info, scopes=[SCOPE])
    made.sign_bytes(b"x")
    return [made]


def _user(info: Mapping[str, Any]) -> list[Any]:
    """With the question whose login it is, and without it."""
    return [_login(info, [SCOPE, *_WHO]), _login(info, [SCOPE])]


def _login(info: Mapping[str, Any], scopes: list[str] | None) -> Any:
    named = {name: info[name] for name in ("refresh_token", "client_id", "client_secret")}
    page = info.get("token_uri", _TOKEN_PAGE)
    return _UNTYPED_USER(None, token_uri=page, scopes=scopes, **named)


def _impersonated(info: Mapping[str, Any]) -> list[Any]:
    inner = info["source_credentials"]
    source = (
        _UNTYPED_SERVICE.from_service_account_info(inner)
        if inner["type"] == SERVICE
        else _login(inner, None)
    )
    url = info["service_account_impersonation_url"]
    made = _UNTYPED_IMPERSONATED(
        source, principal(info), [SCOPE], info.get("delegates"), iam_endpoint_override=url
    )
    return [made]


_WAYS: Mapping[str, Callable[[Mapping[str, Any]], list[Any]]] = {
    SERVICE: _service,
    USER: _user,
    IMPERSONATED: _impersonated,
}


def _email_of(id_token: Any) -> str:
    """The e-mail in what Google says of a login; "" where it says none."""
    try:
        part = id_token.split(".")[1]
        told = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))["email"]
    except WRONG_SHAPE:
        return ""
    return told if isinstance(told, str) else ""


def _is_token(found: Any) -> bool:
    """Whether it may stand in a header."""
    return isinstance(found, str) and found.isascii() and found.isprintable() and bool(found)
