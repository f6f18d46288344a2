"""The letters that `run` sends by itself, once a week; whatever is in their way fails no run."""

import logging
from dataclasses import replace
from datetime import datetime

from sheets_sync.errors import SheetsSyncError
from sheets_sync.runs.outcome import failed
from sheets_sync.runs.reminded import Reminded, Round, load_reminded, save_reminded, week_of
from sheets_sync.runs.sync import Options, clock, report_date
from sheets_sync.workspace import Workspace

log = logging.getLogger(__name__)


def remind_when_due(workspace: Workspace, options: Options) -> None:
    """On the weekday of `[remind]`, or on a later day of that week, send what was not sent yet."""
    weekday = workspace.remind.weekday
    if weekday is None:
        return
    now = clock(workspace, options)
    today = report_date(workspace, options, now)
    if today.weekday() < weekday:
        return
    try:
        known = load_reminded(workspace.root)
        if known.done != week_of(today):
            _remind(workspace, options, now, week_of(today))
    except Exception as error:
        _in_the_way(workspace, now, error)


def _remind(workspace: Workspace, options: Options, now: datetime, week: str) -> None:
    from sheets_sync.runs.remind import (  # pandas and Jinja: once a week
        Status,
        analysed,
        refuse_codes_only,
        send,
    )

    refuse_codes_only(workspace)
    report = send(*analysed(workspace, options), weekly=True)
    unsent, left = report.of(Status.FAILED), report.of(Status.OVER_LIMIT)
    came = Round(
        now.isoformat(timespec="seconds"),
        sent=len(report.of(Status.SENT)),
        failed=len(unsent),
        left=len(left),
        no_mail=len(report.of(Status.NO_MAIL)),
        sentence=unsent[0].sentence if unsent else "",
    )
    known = load_reminded(workspace.root)
    done = known.done if unsent or left else week
    save_reminded(workspace.root, replace(known, done=done, last=came))
    line = log.error if unsent else log.info
    private = unsent[0].mail if unsent else ""
    line("письма: %s", told(came), extra={"private": private})


def told(came: Round) -> str:
    """«разослано 12; не ушло 2 (почта: …), ещё раз — при следующем запуске; без почты 3»."""
    parts = [f"разослано {came.sent}"]
    if came.failed:
        parts.append(f"не ушло {came.failed} ({came.sentence}), ещё раз — при следующем запуске")
    elif came.sentence:
        parts = [came.sentence]
    if came.left:
        parts.append(f"осталось на следующий запуск {came.left}")
    if came.no_mail:
        parts.append(f"без почты {came.no_mail}")
    return "; ".join(parts)


def _in_the_way(workspace: Workspace, now: datetime, error: Exception) -> None:
    """Say once why no letters went; they are tried again at the next run."""
    fault = failed(error)
    said = fault.sentence
    known = _known(workspace)
    if known is None or known.last.sentence != said:
        log.error("письма не разосланы: %s", said, extra={"private": fault.private})
    if known is not None:
        came = Round(now.isoformat(timespec="seconds"), sentence=said)
        try:
            save_reminded(workspace.root, replace(known, last=came))
        except SheetsSyncError as worse:
            log.error("%s", worse)


def _known(workspace: Workspace) -> Reminded | None:
    try:
        return load_reminded(workspace.root)
    except SheetsSyncError:
        return None
