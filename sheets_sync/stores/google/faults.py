"""What Google answers when something is wrong → what to say, and whether to try again."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sheets_sync.errors import SheetsSyncError
from sheets_sync.stores.google.error_parts import error_of, fields_of, page_of, place_of, reasons_of
from sheets_sync.stores.google.key import GUIDE, SERVICE, USER

FOR_EVER = 1_000
"""Tries: only the deadline ends them."""

WRONG_SHAPE = (
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading an answer of another shape than Google's raises."""

_BRIEF = {
    "network": "нет связи",
    "time-out": "нет ответа вовремя",
    "body": "вместо ответа что-то другое",
    "size": "слишком большой ответ",
    "setup": "не всё настроено в Google",
    "token": "ключ не принят",
    "token server": "доступ по ключу не выдан",
}
_EVERYWHERE = {"setup", "network", "time-out", "body", "token", "token server", "401", "408", "429"}
_NAME = re.compile(r"[\w.\[\]]{1,100}", re.ASCII)

log = logging.getLogger(__name__)


class GoogleDownError(SheetsSyncError):
    """Google as a whole is out of reach: another spreadsheet would fare no better."""


@dataclass(eq=False)
class GoogleError(Exception):
    """An exchange that failed. `kind` counts tries, `tries` are worth making; `wait` is what Google
    asked for; `unsure` says that the request may have been applied all the same; `private` is the
    part of the sentence that may quote a cell; `at` is the number of the request at fault."""

    kind: str
    say: str
    tries: int = 1
    wait: float | None = None
    unsure: bool = False
    private: str = ""
    at: int | None = None

    @property
    def brief(self) -> str:
        """What happened, in two or three words of the log."""
        return _BRIEF.get(self.kind, f"ответ {self.kind}")

    def final(self) -> SheetsSyncError:
        """The sentence for the user, when no try is left."""
        everywhere = self.kind in _EVERYWHERE or self.kind.startswith("5")
        kind = GoogleDownError if everywhere else SheetsSyncError
        return kind(f"{self.say}.", self.private)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: of which spreadsheet, by whom, for reading or for writing; by a key or login
    of which kind, and which project it counts for."""

    where: str
    email: str
    writes: bool = False
    kind: str = SERVICE
    project: str = ""


_NETWORK_ASKS = 511
"""A network that wants somebody to sign in answers so in Google's place."""
SLOW = "Повторите через несколько минут"
_BUSY = {408: 6, 409: 6, 500: 4, 502: 6, 503: 6, 504: 6}
SERVICE_OFF = "SERVICE_DISABLED"
_NO_SCOPE = "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
_NO_PROJECT = "USER_PROJECT_DENIED"
_OF_THE_KEY = {SERVICE_OFF, _NO_SCOPE, _NO_PROJECT}
"""Reasons that hold for every spreadsheet: they are told once."""


def trouble_of(status: int, body: bytes, headers: Mapping[str, str], asked: Asked) -> GoogleError:
    """An answer that is an error → what it means; texts are localised and decide nothing."""
    error = error_of(body)
    _note(status, error)
    if status == 429 or reasons_of(error) & {"RATE_LIMIT_EXCEEDED", "rateLimitExceeded"}:
        say = f"Google ограничил число запросов, ждать пришлось слишком долго. {SLOW}"
        return GoogleError("429", say, FOR_EVER, _retry_after(headers))
    if status in _BUSY or (status >= 500 and status != _NETWORK_ASKS):
        say = f"Google сейчас не справляется (ответ {status}) с таблицей {asked.where}. {SLOW}"
        tries = _BUSY.get(status, 3)
        return GoogleError(str(status), say, tries, _retry_after(headers), unsure=status != 409)
    if error is None:
        return unreadable(asked)
    if status == 401:
        return GoogleError("401", rejected_key(asked), 2, 0)
    said = " ".join(str(error.get("message", "")).split())[:300]
    say = _refusal(status, error, said, asked)
    if asked.writes and status == 400 and not _is_office_file(error):
        # staff may have changed the tabs meanwhile
        return GoogleError("400", say, 2, 0, unsure=True, private=said, at=place_of(said))
    kind = "setup" if reasons_of(error) & _OF_THE_KEY else str(status)
    return GoogleError(kind, say, private=said)


def _note(status: int, error: Mapping[str, Any] | None) -> None:
    """The log gets names alone: a message may quote a cell."""
    names = [(error or {}).get("status"), *sorted(reasons_of(error)), *fields_of(error)]
    told = (name for name in names if isinstance(name, str) and _NAME.fullmatch(name))
    log.info("Google: ответ %s", " ".join((str(status), *told)))


def _refusal(status: int, error: Mapping[str, Any], said: str, asked: Asked) -> str:
    """A refusal that another try will not change."""
    if status == 403:
        return _forbidden(error, asked)
    if status == 404:
        return (
            f"Таблицы {asked.where} нет: её удалили, или адрес в workspace.toml неверен. "
            "Скопируйте адрес из строки браузера"
        )
    if _is_office_file(error):
        return (
            f"По адресу {asked.where} лежит файл Excel, а не таблица Google: откройте его, "
            "выберите «Файл → Сохранить как таблицу Google» и укажите новый адрес в workspace.toml"
        )
    if asked.writes:
        return (
            f"Google не принял изменения в таблице {asked.where}: повторите; если не поможет, "
            f"обновите программу ({status}: {said})"
        )
    return f"Google не понял запрос к таблице {asked.where}: обновите программу ({status}: {said})"


def _forbidden(error: Mapping[str, Any], asked: Asked) -> str:
    reasons = reasons_of(error)
    if SERVICE_OFF in reasons and asked.kind == USER and not asked.project:
        return (
            "Google не знает, какому проекту считать запросы: выполните gcloud auth "
            "application-default set-quota-project ПРОЕКТ (в проекте должен быть включён Google "
            "Sheets API)"
        )
    if _NO_PROJECT in reasons:
        return (
            f"Входу в Google нельзя пользоваться проектом {asked.project}: дайте ему в этом "
            "проекте роль «Service Usage Consumer» или укажите другой проект командой gcloud auth "
            "application-default set-quota-project"
        )
    if SERVICE_OFF in reasons:
        return (
            "В проекте Google, которому принадлежит ключ, выключен Google Sheets API: включите "
            f"его на странице {page_of(error)} и повторите через несколько минут"
        )
    if _NO_SCOPE in reasons:
        return not_allowed(asked)
    if asked.writes:
        return (
            f"Программе нельзя изменять таблицу {asked.where}: откройте в ней «Настройки "
            f"доступа» и дайте адресу {asked.email} роль «Редактор»"
        )
    return (
        f"Таблица {asked.where} закрыта для программы: откройте в ней «Настройки доступа» и "
        f"добавьте адрес {asked.email}"
    )


def not_allowed(asked: Asked) -> str:
    """The key or login was not given the right to use spreadsheets."""
    if asked.kind == SERVICE:
        return "Ключу не разрешены таблицы Google: создайте новый ключ сервисного аккаунта"
    return (
        "Вход в Google не разрешает таблицы: войдите заново командой с --scopes "
        f"({GUIDE}, «Без ключа»)"
    )


def rejected_key(asked: Asked) -> str:
    """The key or login is no longer good."""
    if asked.kind != SERVICE:
        return (
            "Вход в Google больше не действует (его отозвали, он устарел или организация просит "
            "войти заново): выполните gcloud auth application-default login, как в прошлый раз "
            f"({GUIDE}, «Без ключа»)"
        )
    return (
        f"Google не принимает ключ {asked.email}: его отозвали, запретила организация или аккаунт "
        "удалён. Создайте новый ключ и положите его вместо старого; если организация ключей не "
        f"даёт, войдите без ключа ({GUIDE})"
    )


def unreadable(asked: Asked) -> GoogleError:
    """An answer that is no answer: a page, half a body, another shape."""
    say = (
        f"Вместо данных таблицы {asked.where} пришло что-то другое: проверьте интернет и прокси "
        "(не просит ли сеть войти) и повторите"
    )
    return GoogleError("body", say, 4, unsure=True)


def unreachable(asked: Asked) -> GoogleError:
    """No connection, or one that broke off."""
    say = f"Связь с Google оборвалась ({asked.where}): проверьте интернет и прокси и повторите"
    return GoogleError("network", say, 5, unsure=True)


def too_slow(asked: Asked) -> GoogleError:
    """No answer in time."""
    say = f"Google слишком долго не отвечает ({asked.where}): проверьте интернет и повторите"
    return GoogleError("time-out", say, 3, unsure=True)


def too_large(asked: Asked) -> GoogleError:
    """An answer that would fill the memory."""
    way = "перенесите часть листов или прошлые годы в другую таблицу"
    say = f"Таблица {asked.where} слишком велика: {way}"
    return GoogleError("size", say)


def _is_office_file(error: Mapping[str, Any]) -> bool:
    return error.get("status") == "FAILED_PRECONDITION"


def _retry_after(headers: Mapping[str, str]) -> float | None:
    text = headers.get("Retry-After", "")
    return float(text) if text.isdecimal() else None
