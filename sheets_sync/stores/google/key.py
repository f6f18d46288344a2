"""The key or gcloud login: where it lies, whether it is whole and whether others can read it."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sheets_sync.disk import open_regular
from sheets_sync.errors import SheetsSyncError, UsageError, why
from sheets_sync.stores.files import SPREADSHEET

VARIABLE = "GOOGLE_APPLICATION_CREDENTIALS"
USUAL = "credentials.json"
_LOGIN = "application_default_credentials.json"
GUIDE = "docs/google.md"

SERVICE, USER, IMPERSONATED = "service_account", "authorized_user", "impersonated_service_account"
"""Kinds of files that are taken, as their «type» says: a service account's key, a person's gcloud
login, and such a login that acts for a service account."""
SOMEBODY = "пользователя gcloud"
"""Whom to let in where a login does not say whose it is; stands after «адрес»."""

_FIELDS = {
    SERVICE: ("client_email", "private_key", "private_key_id", "token_uri"),
    USER: ("client_id", "client_secret", "refresh_token"),
    IMPERSONATED: ("service_account_impersonation_url",),
}
_FOR = re.compile(r"https?://[^/]+/.*/serviceAccounts/([^/@:]+@[^/@:]+):generateAccessToken")
_UNIVERSE = "googleapis.com"
_PROJECT = re.compile(r"[a-z0-9:.-]{1,100}")
_EMAIL = re.compile(r"[!-~]+@[!-~]+")


@dataclass(frozen=True, slots=True)
class Key:
    """A key as google-auth takes it; its content is never shown."""

    path: Path
    info: Mapping[str, Any] = field(repr=False)

    @property
    def kind(self) -> str:
        """One of `SERVICE`, `USER` and `IMPERSONATED`."""
        return str(self.info["type"])

    @property
    def email(self) -> str:
        """Whom spreadsheets are shared with; "" for a login that does not say whose it is."""
        if self.kind == IMPERSONATED:
            return principal(self.info)
        said = self.info.get("client_email" if self.kind == SERVICE else "account")
        return said if isinstance(said, str) else ""

    @property
    def project(self) -> str:
        """The project that requests of a login count for; "" where none is said."""
        said = self.info.get("quota_project_id")
        good = self.kind != SERVICE and isinstance(said, str) and _PROJECT.fullmatch(said)
        return str(said) if good else ""


def key_path(root: Path, credentials: str) -> Path:
    """Where the key lies: as workspace.toml says, else the usual variable, else beside it, else
    where gcloud keeps the login of this user."""
    said = credentials or os.environ.get(VARIABLE)
    usual, login = root / USUAL, gcloud_login()
    if said:
        return root / Path(said).expanduser()
    return login if login.exists() and not usual.exists() else usual


def gcloud_login() -> Path:
    """Where `gcloud auth application-default login` leaves what it was given."""
    if folder := os.environ.get("CLOUDSDK_CONFIG"):
        return Path(folder) / _LOGIN
    if os.name == "nt":
        return Path(os.environ.get("APPDATA", "")) / "gcloud" / _LOGIN
    return Path(os.path.expanduser("~")) / ".config" / "gcloud" / _LOGIN


def read_key(path: Path) -> Key:
    """The key in a file. Raises UsageError that says how to mend it."""
    try:
        text = _guarded_text(path)
    except FileNotFoundError:
        said = f"На него указывает переменная {VARIABLE}. " if _by_variable(path) else ""
        raise UsageError(
            f"Нет ключа «{path}» для таблиц Google. {said}Положите туда ключ сервисного аккаунта, "
            "укажите его в workspace.toml ([google] credentials) или войдите командой gcloud auth "
            f"application-default login. Как: {GUIDE}"
        ) from None
    except OSError as error:
        raise UsageError(
            f"Ключ «{path}» не читается ({why(error)}): проверьте путь и права"
        ) from None
    return Key(path, _checked(path, text))


def _by_variable(path: Path) -> bool:
    """Whether the environment names that file, and nothing else does."""
    named = os.environ.get(VARIABLE)
    return bool(named) and Path(str(named)).expanduser().name == path.name


def _guarded_text(path: Path) -> str:
    """The text, if nobody but its owner can read the file (where files have such rights)."""
    with os.fdopen(open_regular(path), "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if os.name == "posix" and mode & 0o077:
            raise UsageError(
                f"Ключ «{path}» могут прочитать другие пользователи этого компьютера: закройте "
                f"его командой chmod 600 {path}"
            )
        return file.read(1 << 20).decode("utf-8-sig", "replace")


def _checked(path: Path, text: str) -> Mapping[str, Any]:
    try:
        info = json.loads(text)
    except (ValueError, RecursionError):
        info = None
    if not isinstance(info, dict):
        raise UsageError(f"Ключ «{path}» испорчен, это не JSON: скачайте новый ({GUIDE})")
    _check(path, info)
    return info


def _check(path: Path, info: Mapping[str, Any]) -> None:
    """Raises UsageError for a kind that is not taken and for a field that is not there."""
    kind = info.get("type")
    if kind not in _FIELDS:
        raise UsageError(
            f"«{path}» — не ключ сервисного аккаунта и не вход gcloud: скачайте ключ в формате "
            f"JSON или выполните gcloud auth application-default login ({GUIDE})"
        )
    lost = [name for name in _FIELDS[kind] if not isinstance(info.get(name), str) or not info[name]]
    if lost:
        again = "скачайте новый" if kind == SERVICE else "войдите через gcloud заново"
        raise UsageError(f"В ключе «{path}» нет {', '.join(lost)}: {again} ({GUIDE})")
    here = info.get("universe_domain", _UNIVERSE) == _UNIVERSE
    if not (here and _is_page(info.get("token_uri", "https://oauth2.googleapis.com"))):
        raise broken_key(path)
    if kind == SERVICE and not _EMAIL.fullmatch(info["client_email"]):
        raise broken_key(path)
    if kind == IMPERSONATED:
        _check_source(path, info)


def _check_source(path: Path, info: Mapping[str, Any]) -> None:
    """A login on behalf of an account stands on another key or login."""
    source = info.get("source_credentials")
    if not (principal(info) and isinstance(source, dict)) or source.get("type") == IMPERSONATED:
        raise broken_key(path)
    _check(path, source)


def principal(info: Mapping[str, Any]) -> str:
    """The service account that a login acts for; "" where the address says none."""
    found = _FOR.fullmatch(str(info.get("service_account_impersonation_url")))
    return found[1] if found else ""


def _is_page(address: str) -> bool:
    """Whether an address can be asked at all."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def spreadsheet_id(address: str) -> str:
    """The id in a spreadsheet's address. Raises UsageError for an address without one."""
    for part, (what, way) in _OTHERS.items():
        if part in address:
            raise UsageError(f"«{address}» — {what}, а не таблица Google: {way}")
    found = SPREADSHEET.match(address)
    if not found:
        raise UsageError(
            f"«{address}» — не адрес таблицы Google: скопируйте его из строки браузера, он "
            "начинается с https://docs.google.com/spreadsheets/d/"
        )
    return found[1]


_COPY = "откройте таблицу и скопируйте её адрес из строки браузера"
_OTHERS = {
    "google.com/document/": ("текстовый документ", _COPY),
    "google.com/presentation/": ("презентация", _COPY),
    "google.com/drawings/": ("рисунок", _COPY),
    "google.com/forms/": (
        "форма",
        "откройте в ней «Ответы → Посмотреть в Таблицах» и скопируйте адрес той таблицы",
    ),
    "/folders/": ("папка Google Диска", "впишите адрес каждой таблицы отдельной строкой"),
    "drive.google.com/file/": (
        "файл на Google Диске",
        "откройте его, выберите «Файл → Сохранить как таблицу Google» и скопируйте её адрес",
    ),
    "/spreadsheets/d/e/": (
        "страница, опубликованная в интернете",
        "откройте саму таблицу и скопируйте её адрес из строки браузера",
    ),
}
"""Other things of Google's, by a part of their address: what it is, and the way out."""


def broken_key(path: Path) -> SheetsSyncError:
    """What to say of a key that google-auth refuses."""
    return UsageError(f"Ключ «{path}» испорчен: скачайте новый ({GUIDE})")
