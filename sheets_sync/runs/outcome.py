"""What came of a run, and who is told."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sheets_sync.errors import SheetsSyncError
from sheets_sync.letters import plural
from sheets_sync.problems import Severity
from sheets_sync.runs.job_state import OUTCOMES, Entry, State, load_state, save_state
from sheets_sync.runs.lock import holder
from sheets_sync.runs.notify import channels, tell
from sheets_sync.runs.schedule import Clock, Ticker
from sheets_sync.runs.sync_report import SyncReport
from sheets_sync.workspace import Workspace

_AFTER = 3

log = logging.getLogger(__name__)


class Stopped(BaseException):
    """Somebody asked the job to end: SIGTERM or Ctrl-C."""


def timed(work: Callable[[], SyncReport], moment: datetime, time: Clock) -> Entry:
    """Do the work; → what came of it. Nothing but the end of the process gets out."""
    started = time.elapsed()

    def entry(outcome: str, sentence: str, code: int, **more: Any) -> Entry:
        seconds = round(time.elapsed() - started, 2)
        return Entry(moment.isoformat(timespec="seconds"), seconds, outcome, sentence, code, **more)

    try:
        report = work()
    except SheetsSyncError as error:
        return entry(error.kind, str(error), error.exit_code, private=error.private)
    except (Stopped, KeyboardInterrupt):
        return entry("stopped", "следующий запуск начнёт заново", 0)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        said = f"Ошибка программы ({type(error).__name__}, {where}): сообщите разработчикам"
        return entry("bug", said, 3)
    return entry(report.outcome.kind, _came_of(report), 0, **_counts(report))


def _came_of(report: SyncReport) -> str:
    if report.outcome.kind in ("shrink", "held"):
        return next(iter(report.outcome.skipped.values()))
    return ", ".join(report.outcome.written)


def _counts(report: SyncReport) -> dict[str, Any]:
    return {
        "books": len({tab.book for tab in report.tabs}),
        "rows": sum(tab.read for tab in report.tabs),
        "counted": sum(tab.counted for tab in report.tabs),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "read": report.outcome.requests.read,
        "write": report.outcome.requests.write,
        "written": report.outcome.written,
    }


def begin(workspace: Workspace, moment: datetime, asked: str) -> None:
    """Write down that a run begins, and that the one before it was cut short."""
    state = load_state(workspace.root)
    if state.begun and not holder(workspace.root)[1]:
        log.warning("запуск, начатый %s, оборвался: этот начинает заново", _day(state.begun))
    save_state(workspace.root, replace(state, begun=moment.isoformat(timespec="seconds")))
    log.info("начало: %s", asked)


def note_outcome(
    workspace: Workspace, entry: Entry, ticker: Ticker | None = None, time: Clock | None = None
) -> None:
    """Write the run down, and tell those who are to be told."""
    line = log.info if entry.good or entry.outcome == "stopped" else log.error
    line(said(entry), extra={"private": entry.private})
    state = load_state(workspace.root)
    if ticker is not None and ticker.served is not None:
        zone = workspace.timezone
        state = replace(
            state,
            schedule=str(ticker.schedule),
            next=ticker.next_at().astimezone(zone).isoformat(timespec="seconds"),
            served=ticker.served.isoformat(timespec="seconds"),
        )
    state = replace(state, runs=(entry, *state.runs), begun="")
    if entry.good:
        state = replace(state, failures=0, last_good=entry.started)
    elif entry.outcome != "stopped":
        state = replace(state, failures=state.failures + 1)
    if not save_state(workspace.root, state):  # before anybody is told: that may take its time
        log.warning("итог запуска не удалось записать в папку .sheets_sync: status его не покажет")
    if entry.outcome != "stopped":
        save_state(workspace.root, _loud(workspace, state, entry))


def _loud(workspace: Workspace, state: State, entry: Entry) -> State:
    """Tell of `after` failures in a row, once; and of the recovery, those who were told."""
    known = set(state.told)
    if entry.good:
        for channel in sorted(known & set(channels(workspace.notify))):
            known -= {channel} if _told(workspace, channel, entry, state, "recovery") else set()
        return replace(state, told=tuple(sorted(known & set(channels(workspace.notify)))))
    if state.failures < int(workspace.notify.get("after", _AFTER)):
        return state
    for channel in channels(workspace.notify):
        if channel not in known and _told(workspace, channel, entry, state, "failure"):
            known.add(channel)
    return replace(state, told=tuple(sorted(known)))


def _told(workspace: Workspace, channel: str, entry: Entry, state: State, event: str) -> bool:
    """Whether one channel was told; else the log says why, and the next run tries again."""
    name = workspace.organisation or workspace.root.name
    if event == "failure":
        subject = f"Сводка не обновляется: {name}"
        times = plural(state.failures, "раз", "раза", "раз")
        since = f"Последний раз была верна {_day(state.last_good)}." if state.last_good else ""
        text = f"Не вышло {times} подряд. {entry.sentence}\n{since}"
    else:
        subject, text = f"Сводка снова обновляется: {name}", said(entry)
    where = f"\n\nРабочая папка: {workspace.root}\nПодробно: sheets-sync status"
    try:
        tell(channel, workspace.notify, subject, text.strip() + where, event)
    except SheetsSyncError as error:
        log.error("сообщить не удалось: %s", error)
        return False
    log.info("сообщено (%s): %s", "почта" if channel == "mail" else "команда", subject)
    return True


def _day(iso: str) -> str:
    try:
        return f"{datetime.fromisoformat(iso):%d.%m.%Y %H:%M}"
    except ValueError:
        return "?"


def said(entry: Entry) -> str:
    """A run in one line: «сводка обновлена: Сводка, История; книг 7, строк 1 204 …»."""
    words = OUTCOMES.get(entry.outcome, entry.outcome)
    parts = [f"{words}: {entry.sentence}" if entry.sentence else words]
    if entry.books:
        parts.append(f"книг {entry.books}, строк {entry.rows}, из них учтено {entry.counted}")
        parts.append(f"ошибок {entry.errors}, предупреждений {entry.warnings}")
    if entry.read or entry.write:
        parts.append(f"запросов к Google {entry.read} + {entry.write}")
    parts.append(f"{entry.seconds:.1f} с".replace(".", ","))
    return "; ".join(parts)
