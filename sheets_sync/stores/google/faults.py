"""What Google answers when something is wrong → what to say, and whether to try again."""

import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sheets_sync.errors import SheetsSyncError

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
    """What was asked: of which spreadsheet, by whom, for reading or for writing."""

    where: str
    email: str
    writes: bool = False


_SLOW = "Повторите через несколько минут"
_BUSY = {408: 6, 409: 6, 500: 4, 502: 6, 503: 6, 504: 6}
_SERVICE_OFF = "SERVICE_DISABLED"
_NO_SCOPE = "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
_OF_THE_KEY = {_SERVICE_OFF, _NO_SCOPE}
"""Reasons that hold for every spreadsheet: they are told once."""
_PAGE = "https://console.cloud.google.com/apis/library/sheets.googleapis.com"
_PROJECT = re.compile(r"projects/([a-z0-9:.-]{1,60})")
_AT = re.compile(r"requests\[(\d{1,6})\]")


def trouble_of(status: int, body: bytes, headers: Mapping[str, str], asked: Asked) -> GoogleError:
    """An answer that is an error → what it means; texts are localised and decide nothing."""
    error = _error(body)
    _note(status, error)
    if status == 429 or _reasons(error) & {"RATE_LIMIT_EXCEEDED", "rateLimitExceeded"}:
        say = f"Google ограничил число запросов, ждать пришлось слишком долго. {_SLOW}"
        return GoogleError("429", say, FOR_EVER, _retry_after(headers))
    if status in _BUSY or status >= 500:
        say = f"Google сейчас не справляется (ответ {status}) с таблицей {asked.where}. {_SLOW}"
        tries = _BUSY.get(status, 3)
        return GoogleError(str(status), say, tries, _retry_after(headers), unsure=status != 409)
    if error is None:
        return unreadable(asked)
    if status == 401:
        return GoogleError("401", rejected_key(asked.email), 2, 0)
    said = " ".join(str(error.get("message", "")).split())[:300]
    say = _refusal(status, error, said, asked)
    if asked.writes and status == 400 and not _is_office_file(error):
        # staff may have changed the tabs meanwhile
        return GoogleError("400", say, 2, 0, unsure=True, private=said, at=_place(said))
    kind = "setup" if _reasons(error) & _OF_THE_KEY else str(status)
    return GoogleError(kind, say, private=said)


def _note(status: int, error: Mapping[str, Any] | None) -> None:
    """The log gets names alone: a message may quote a cell."""
    names = [(error or {}).get("status"), *sorted(_reasons(error)), *_fields(error)]
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
    reasons = _reasons(error)
    if _SERVICE_OFF in reasons:
        return (
            "В проекте Google, которому принадлежит ключ, выключен Google Sheets API: включите "
            f"его на странице {_page(error)} и повторите через несколько минут"
        )
    if _NO_SCOPE in reasons:
        return "Ключу не разрешены таблицы Google: создайте новый ключ сервисного аккаунта"
    if asked.writes:
        return (
            f"Программе нельзя изменять таблицу {asked.where}: откройте в ней «Настройки "
            f"доступа» и дайте адресу {asked.email} роль «Редактор»"
        )
    return (
        f"Таблица {asked.where} закрыта для программы: откройте в ней «Настройки доступа» и "
        f"добавьте адрес {asked.email}"
    )


def rejected_key(email: str) -> str:
    """The key is no longer good."""
    return (
        f"Google не принимает ключ {email}: его отозвали или аккаунт удалён. Создайте новый ключ "
        "и положите его вместо старого"
    )


def wrong_clock() -> str:
    """The signed assertion is not of now."""
    return (
        "Часы этого компьютера врут, поэтому Google не принимает ключ: включите установку "
        "времени через интернет и повторите"
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


def token_trouble(arguments: tuple[Any, ...], retryable: bool, asked: Asked) -> GoogleError:
    """What google-auth's RefreshError carries → what it means."""
    answer = next((one for one in arguments if isinstance(one, dict)), {})
    if answer.get("error") == "invalid_grant":
        told = str(answer.get("error_description", ""))
        clock = "short-lived" in told or "iat" in told.split()
        return GoogleError("token", wrong_clock() if clock else rejected_key(asked.email))
    if isinstance(answer.get("error"), str) and not retryable:
        return GoogleError("token", rejected_key(asked.email))
    say = f"Google сейчас не выдаёт доступ по ключу. {_SLOW}"
    return GoogleError("token server", say, 4)


def _is_office_file(error: Mapping[str, Any]) -> bool:
    return error.get("status") == "FAILED_PRECONDITION"


def _error(body: bytes) -> Mapping[str, Any] | None:
    """Google's own error object; None for a body that has none."""
    try:
        error = json.loads(body)["error"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return error if isinstance(error, dict) else None


def _reasons(error: Mapping[str, Any] | None) -> frozenset[str]:
    """The machine-readable reasons, of the new shape and of the old."""
    listed = (*_listed(error, "details"), *_listed(error, "errors"))
    return frozenset(str(one.get("reason")) for one in listed if "reason" in one)


def _fields(error: Mapping[str, Any] | None) -> Iterator[Any]:
    """Which parts of the request were refused."""
    for detail in _listed(error, "details"):
        for one in _listed(detail, "fieldViolations"):
            yield one.get("field")


def _page(error: Mapping[str, Any]) -> str:
    """Where the API is switched on, of the very project that Google names."""
    for detail in _listed(error, "details"):
        facts = detail.get("metadata")
        consumer = facts.get("consumer") if isinstance(facts, dict) else None
        if isinstance(consumer, str) and (found := _PROJECT.fullmatch(consumer)):
            return f"{_PAGE}?project={found[1]}"
    return _PAGE


def _place(said: str) -> int | None:
    """Which request was refused: its path is a machine's and not localised."""
    found = _AT.search(said)
    return int(found[1]) if found else None


def _listed(holder: Mapping[str, Any] | None, name: str) -> list[Mapping[str, Any]]:
    """The objects of a list; none where there is no list."""
    found = (holder or {}).get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _retry_after(headers: Mapping[str, str]) -> float | None:
    text = headers.get("Retry-After", "")
    return float(text) if text.isdecimal() else None
