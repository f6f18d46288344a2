"""What goes wrong when a token is asked for → what to say, and whether to try again."""

from typing import Any

from sheets_sync.stores.google.error_parts import error_of, page_of, reasons_of
from sheets_sync.stores.google.faults import (
    SERVICE_OFF,
    SLOW,
    Asked,
    GoogleError,
    not_allowed,
    rejected_key,
)
from sheets_sync.stores.google.key import IMPERSONATED


def wrong_clock() -> str:
    """The signed assertion is not of now."""
    return (
        "Часы этого компьютера врут, поэтому Google не принимает ключ: включите установку "
        "времени через интернет и повторите"
    )


def token_trouble(arguments: tuple[Any, ...], retryable: bool, asked: Asked) -> GoogleError:
    """What google-auth's RefreshError carries → what it means."""
    answer = next((one for one in arguments if isinstance(one, dict)), {})
    if lacks_scope(arguments):
        return GoogleError("token", not_allowed(asked))
    if asked.kind == IMPERSONATED and (refused := _on_behalf(arguments, asked)):
        return GoogleError("token", refused)
    if _wants_login(arguments):
        return GoogleError("token", rejected_key(asked))
    if answer.get("error") == "invalid_grant":
        told = str(answer.get("error_description", ""))
        clock = "short-lived" in told or "iat" in told.split()
        return GoogleError("token", wrong_clock() if clock else rejected_key(asked))
    if isinstance(answer.get("error"), str) and not retryable:
        return GoogleError("token", rejected_key(asked))
    busy = f"Google сейчас не выдаёт доступ по ключу. {SLOW}"
    return GoogleError("token server", A_PAGE if _is_page(arguments) else busy, 4)


A_PAGE = (
    "Вместо доступа по ключу пришла веб-страница: проверьте интернет и прокси (не просит ли сеть "
    f"войти, как Wi-Fi в гостинице). {SLOW}"
)


def _is_page(arguments: tuple[Any, ...]) -> bool:
    """Whether a network answered in Google's place; Google's own answers are JSON."""
    said = arguments[0] if arguments and isinstance(arguments[0], str) else ""
    return said.lstrip("\ufeff \r\n\t").startswith("<")


def lacks_scope(arguments: tuple[Any, ...]) -> bool:
    """Whether a login was not given what was asked for."""
    answer = next((one for one in arguments if isinstance(one, dict)), {})
    said = arguments[0] if arguments and isinstance(arguments[0], str) else ""
    return answer.get("error") == "invalid_scope" or said.startswith("Not all requested scopes")


def _wants_login(arguments: tuple[Any, ...]) -> bool:
    """Whether google-auth says that a person must sign in once more."""
    said = arguments[0] if arguments and isinstance(arguments[0], str) else ""
    return said.startswith("Reauthentication is needed")


def _on_behalf(arguments: tuple[Any, ...], asked: Asked) -> str | None:
    """Why nobody may act for the service account; None where it is no refusal."""
    body = arguments[1] if len(arguments) > 1 and isinstance(arguments[1], str) else ""
    error = error_of(body.encode("utf-8", "replace"))
    if error is None or error.get("code") not in (400, 401, 403, 404):
        return None
    if SERVICE_OFF in reasons_of(error):
        return (
            "В проекте Google выключен IAM Service Account Credentials API: включите его на "
            f"странице {page_of(error, 'iamcredentials.googleapis.com')} и повторите"
        )
    return (
        f"Входу в Google нельзя действовать от имени {asked.email}: дайте своему аккаунту на этом "
        "сервисном аккаунте роль «Service Account Token Creator» и повторите через пару минут"
    )
