"""A summary that somebody has open waits: an unattended run does not write under their hands."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from sheets_sync.stores.xlsx.write import is_open, opened_by

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
