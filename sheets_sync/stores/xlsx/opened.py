"""A summary that somebody has open waits: an unattended run does not write under their hands."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from sheets_sync.disk import read_regular
from sheets_sync.errors import OpenSummaryError

STALE = timedelta(hours=12)
"""A lock file older than this was left behind by a program that died."""


def refuse_open(summary: Path, now: datetime) -> None:
    """Raises OpenSummaryError while Excel's or LibreOffice's lock file says who has it open."""
    user = opened_by(summary)
    if user is not None and not _stale(summary, now):
        raise is_open(summary, user)


def _stale(summary: Path, now: datetime) -> bool:
    ages = []
    for name in (f"~${summary.name}", f".~lock.{summary.name}#"):
        with suppress(OSError):
            ages.append(now.timestamp() - (summary.parent / name).stat().st_mtime)
    return bool(ages) and min(ages) > STALE.total_seconds()


def is_open(path: Path, user: str) -> OpenSummaryError:
    """Says who has the summary open."""
    who = f" (открыл: {user})" if user else ""
    return OpenSummaryError(
        f"Закройте файл «{path.name}»{who} и запустите ещё раз: открытый файл не заменить.", user
    )


def opened_by(path: Path) -> str | None:
    """The user in the lock file that Excel or LibreOffice leaves beside an open file."""
    with suppress(OSError):
        named = read_regular(path.parent / f"~${path.name}", 54)
        return named[1 : 1 + named[0]].decode("cp1251", "ignore").strip() if named else ""
    with suppress(OSError):
        named = read_regular(path.parent / f".~lock.{path.name}#", 500)
        name, login, *_ = (*named.decode("utf-8", "ignore").split(","), "")
        return name.strip() or login.strip()  # LibreOffice knows no name till it is told one
    return None
