"""The token endpoint: a service account's key, signed assertions, access tokens."""

import base64
import binascii
import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from .errors import ApiError, Json, bad_token
from .faults import token_error

_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_GOOGLE_AUDIENCE = "https://oauth2.googleapis.com/token"
"""google-auth (2.54) signs this whatever the key's token_uri says."""
_KEY_ID = "3f2a9c0d7b61e84f5a2c9d1e0b7f6a5c4d3e2f10"
SHEETS = "https://www.googleapis.com/auth/spreadsheets"
EMAIL = "https://www.googleapis.com/auth/userinfo.email"
_REFRESH = "1//09refresh-token"
_HOUR, _SKEW = 3600, 300
_CLOCK = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)


@cache
def _private_key() -> rsa.RSAPrivateKey:
    """One key for a whole test run: making one takes a tenth of a second."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True, slots=True)
class Token:
    """What an access token allows and until when."""

    scopes: frozenset[str]
    expires: float


class RejectedError(Exception):
    """An assertion the endpoint doesn't accept; `body` is its answer."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.body = token_error(error, description)


class Authority:
    """One service account and the tokens given out to it."""

    def __init__(self, url: str, clock: Callable[[], float]) -> None:
        self.url = url
        self.audiences = {url, _GOOGLE_AUDIENCE}
        self.email = "sheets-sync@centre-test.iam.gserviceaccount.com"
        self.key_revoked = False
        self.account_deleted = False
        self.lifetime = _HOUR - 1
        self.login = "methodist@example.org"
        self.granted = {SHEETS, "openid", EMAIL}
        self.login_over = ""
        self.may_act = True
        self._clock = clock
        self._tokens: dict[str, Token] = {}

    def key(self) -> Json:
        """The service account's key as Google's console gives it out."""
        pem = _private_key().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return {
            "type": "service_account",
            "project_id": "centre-test",
            "private_key_id": _KEY_ID,
            "private_key": pem.decode(),
            "client_email": self.email,
            "client_id": "100000000000000000001",
            "auth_uri": "https://accounts.google.com/o/oauth2/auth",
            "token_uri": self.url,
            "universe_domain": "googleapis.com",
        }

    def key_file(self, path: Path) -> Path:
        """Write the key to a file that only its owner can read."""
        path.write_text(json.dumps(self.key(), indent=2), encoding="utf-8")
        os.chmod(path, 0o600)
        return path

    def gcloud_login(self, **more: Any) -> Json:
        """What `gcloud auth application-default login` leaves on a disk."""
        return {
            "account": "",
            "client_id": "123456789012-x.apps.googleusercontent.com",
            "client_secret": "GOCSPX-secret",
            "refresh_token": _REFRESH,
            "type": "authorized_user",
            "universe_domain": "googleapis.com",
            "token_uri": self.url,
            **more,
        }

    def on_behalf(self, **more: Any) -> Json:
        """The same with `--impersonate-service-account`."""
        host = self.url.removesuffix("/token")
        path = f"/v1/projects/-/serviceAccounts/{self.email}:generateAccessToken"
        return {
            "delegates": [],
            "service_account_impersonation_url": host + path,
            "source_credentials": self.gcloud_login(),
            "type": "impersonated_service_account",
            **more,
        }

    def act(self, authorization: str, body: bytes) -> Json:
        """The answer to generateAccessToken. Raises ApiError."""
        if self.allowed(authorization) is None:
            raise bad_token()
        if not self.may_act:
            raise ApiError(403, "Permission 'iam.serviceAccounts.getAccessToken' denied")
        token = self._issued(frozenset(json.loads(body)["scope"]))
        until = datetime.fromtimestamp(self._clock() + self.lifetime, UTC)
        return {"accessToken": token, "expireTime": f"{until:%Y-%m-%dT%H:%M:%SZ}"}

    def _issued(self, scopes: frozenset[str]) -> str:
        token = "ya29." + secrets.token_urlsafe(40)
        self._tokens[token] = Token(scopes, self._clock() + self.lifetime)
        return token

    def _by_login(self, fields: Mapping[str, str]) -> Json:
        """The answer to a refresh token. Raises RejectedError."""
        if fields.get("refresh_token") != _REFRESH or self.login_over:
            rejected = RejectedError("invalid_grant", "Token has been expired or revoked.")
            rejected.body |= {"error_subtype": self.login_over} if self.login_over else {}
            raise rejected
        wanted = frozenset(fields.get("scope", "").split()) or frozenset(self.granted)
        if not wanted <= self.granted:
            raise RejectedError("invalid_scope", "Bad Request")
        claims = json.dumps({"email": self.login}).encode()
        told = {"id_token": f"e30.{base64.urlsafe_b64encode(claims).decode().rstrip('=')}.x"}
        answer = {"access_token": self._issued(wanted), "expires_in": self.lifetime}
        return answer | {"scope": " ".join(wanted)} | (told if "openid" in wanted else {})

    def forget_tokens(self) -> None:
        """Every token given out so far is no longer good."""
        self._tokens.clear()

    def allowed(self, header: str) -> frozenset[str] | None:
        """The scopes of an Authorization header; None for a token that isn't good."""
        token = self._tokens.get(header.removeprefix("Bearer "))
        return token.scopes if token and self._clock() < token.expires else None

    def grant(self, form: bytes) -> Json:
        """The answer to a POST with an assertion. Raises RejectedError."""
        fields = {name: values[0] for name, values in parse_qs(form.decode("ascii")).items()}
        if fields.get("grant_type") == "refresh_token":
            return self._by_login(fields)
        if fields.get("grant_type") != _GRANT:
            raise RejectedError(
                "unsupported_grant_type", f"Invalid grant_type: {fields.get('grant_type')}"
            )
        claims = self._claims(fields.get("assertion", ""))
        scopes = frozenset(claims.get("scope", "").split())
        if not scopes:
            raise RejectedError(
                "invalid_scope", "Invalid OAuth scope or ID token audience provided."
            )
        return {
            "access_token": self._issued(scopes),
            "expires_in": self.lifetime,
            "token_type": "Bearer",
        }

    def _claims(self, assertion: str) -> Json:
        """The claims of a JWT with a good signature, for us, of now."""
        try:
            header, claims, signature = map(_decoded, assertion.split("."))
            signed = assertion.rpartition(".")[0].encode()
            head, body = json.loads(header), json.loads(claims)
            _private_key().public_key().verify(
                signature, signed, padding.PKCS1v15(), hashes.SHA256()
            )
        except (ValueError, binascii.Error, InvalidSignature):
            raise RejectedError("invalid_grant", "Invalid JWT Signature.") from None
        if head.get("alg") != "RS256" or head.get("kid") != _KEY_ID or self.key_revoked:
            raise RejectedError("invalid_grant", "Invalid JWT Signature.")
        if body.get("iss") != self.email or self.account_deleted:
            raise RejectedError("invalid_grant", "Invalid grant: account not found")
        if body.get("aud") not in self.audiences:
            raise RejectedError(
                "invalid_grant", f"Invalid JWT: Failed audience check: {body.get('aud')}"
            )
        now, issued, expires = self._clock(), body.get("iat", 0), body.get("exp", 0)
        if not issued - _SKEW <= now <= expires + _SKEW or expires - issued > _HOUR:
            raise RejectedError("invalid_grant", _CLOCK)
        claimed: Json = body
        return claimed


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
