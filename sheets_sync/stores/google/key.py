"""The service account's key: where it lies, whether it is whole and whether others can read it."""

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
GUIDE = "docs/google.md"

_FIELDS = ("client_email", "private_key", "private_key_id", "token_uri")
_UNIVERSE = "googleapis.com"
_EMAIL = re.compile(r"[!-~]+@[!-~]+")


@dataclass(frozen=True, slots=True)
class Key:
    """A key as google-auth takes it; its content is never shown."""

    path: Path
    info: Mapping[str, Any] = field(repr=False)

    @property
    def email(self) -> str:
        """Whom spreadsheets are shared with."""
        return str(self.info["client_email"])


def key_path(root: Path, credentials: str) -> Path:
    """Where the key lies: as workspace.toml says, else the usual variable, else beside it."""
    return root / (credentials or os.environ.get(VARIABLE) or USUAL)


def read_key(path: Path) -> Key:
    """The key in a file. Raises UsageError that says how to mend it."""
    try:
        text = _guarded_text(path)
    except FileNotFoundError:
        raise UsageError(
            f"Нет ключа «{path}» для таблиц Google: положите туда ключ сервисного аккаунта "
            f"или укажите его в workspace.toml ([google] credentials). Как получить: {GUIDE}"
        ) from None
    except OSError as error:
        raise UsageError(
            f"Ключ «{path}» не читается ({why(error)}): проверьте путь и права"
        ) from None
    return Key(path, _checked(path, text))


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
    if info.get("type") != "service_account":
        raise UsageError(
            f"«{path}» — не ключ сервисного аккаунта: создайте сервисный аккаунт и скачайте "
            f"его ключ в формате JSON ({GUIDE})"
        )
    lost = [name for name in _FIELDS if not isinstance(info.get(name), str) or not info[name]]
    if lost:
        raise UsageError(f"В ключе «{path}» нет {', '.join(lost)}: скачайте новый ({GUIDE})")
    here = info.get("universe_domain", _UNIVERSE) == _UNIVERSE
    if not (here and _is_page(info["token_uri"]) and _EMAIL.fullmatch(info["client_email"])):
        raise broken_key(path)
    return info


def _is_page(address: str) -> bool:
    """Whether an address can be asked at all."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def spreadsheet_id(address: str) -> str:
    """The id in a spreadsheet's address. Raises UsageError for an address without one."""
    found = SPREADSHEET.match(address)
    if not found:
        raise UsageError(
            f"«{address}» — не адрес таблицы Google: скопируйте его из строки браузера, он "
            "начинается с https://docs.google.com/spreadsheets/d/"
        )
    return found[1]


def broken_key(path: Path) -> SheetsSyncError:
    """What to say of a key that google-auth refuses."""
    return UsageError(f"Ключ «{path}» испорчен: скачайте новый ({GUIDE})")
