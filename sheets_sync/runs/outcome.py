"""What came of a run, and who is told."""

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sheets_sync.errors import SheetsSyncError, refusal
from sheets_sync.problems import Severity
from sheets_sync.runs.failure_letter import day_of, letter, said
from sheets_sync.runs.job_state import Entry, State, load_state, save_state
from sheets_sync.runs.lock import holder
from sheets_sync.runs.schedule import Clock, Ticker
from sheets_sync.runs.sync_report import REFUSED, NotIn, SyncReport
from sheets_sync.stores.files import called
from sheets_sync.workspace import Workspace

log = logging.getLogger(__name__)


class Stopped(BaseException):
    """Somebody asked the job to end: SIGTERM or Ctrl-C."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A run that has ended: how it is recorded, and its report or what it raised."""

    entry: Entry
    report: SyncReport | None = None
    error: BaseException | None = None

    def result(self) -> SyncReport:
        """The report. Raises what the run raised."""
        if self.report is None:
            raise self.error or AssertionError("a run without an end")
        return self.report


def timed(work: Callable[[], SyncReport], moment: datetime, time: Clock) -> Timed:
    """Do the work; → what came of it. Nothing but the end of the process gets out."""
    started = time.elapsed()
    report: SyncReport | None = None
    error: BaseException | None = None
    try:
        report = work()
        entry = _entry_of(report)
    except (Stopped, KeyboardInterrupt) as stop:
        entry, error = Entry("", 0, "stopped", "следующий запуск начнёт заново"), stop
    except Exception as fault:
        entry, error = failed(fault), fault
    seconds = round(time.elapsed() - started, 2)
    begun = moment.isoformat(timespec="seconds")
    return Timed(replace(entry, started=begun, seconds=seconds), report, error)


def failed(fault: Exception) -> Entry:
    """A run that ended by a fault: what our user can mend, or a bug with the line it stands in."""
    if isinstance(fault, SheetsSyncError):
        return Entry("", 0, fault.kind, str(fault), fault.exit_code, private=fault.private)
    if isinstance(fault, OSError | MemoryError):
        return Entry("", 0, SheetsSyncError.kind, refusal(fault), SheetsSyncError.exit_code)
    place = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    name = type(fault).__name__
    return Entry("", 0, "bug", f"Ошибка программы ({name}, {where}): сообщите разработчикам", 3)


def _entry_of(report: SyncReport) -> Entry:
    done = report.outcome
    refused = done.kind in REFUSED
    return Entry(
        started="",
        seconds=0,
        outcome=done.kind,
        sentence=next(iter(done.skipped.values())) if refused else ", ".join(done.written),
        books=len({tab.book for tab in report.tabs}),
        rows=sum(tab.read for tab in report.tabs),
        counted=sum(tab.counted for tab in report.tabs),
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        read=done.requests.read,
        write=done.requests.write,
        written=done.written,
        private=done.private,
        left_out=tuple(_left_out(one, report.titles) for one in report.left_out),
    )


def _left_out(one: NotIn, titles: Mapping[str, str]) -> str:
    tab = f", лист «{one.tab}»" if one.tab else ""
    return f"{called(one.book, titles)}{tab} – {one.reason}"


def begin(workspace: Workspace, moment: datetime, asked: str) -> None:
    """Write down that a run begins, and that the one before it was cut short."""
    state = load_state(workspace.root)
    if state.begun and not holder(workspace.root)[1]:
        log.warning("запуск, начатый %s, оборвался: этот начинает заново", day_of(state.begun))
    save_state(workspace.root, replace(state, begun=moment.isoformat(timespec="seconds")))
    log.info("начало: %s", asked)


def note_outcome(workspace: Workspace, entry: Entry, ticker: Ticker | None = None) -> Entry:
    """Write the run down, and tell those who are to be told; → what is known of it now."""
    before = load_state(workspace.root)
    entry = before.recovered(entry)
    line = log.error if entry.failed else log.info
    line(said(replace(entry, left_out=())), extra={"private": entry.private})
    state = before.after(entry)
    if ticker is not None:
        state = state.awaiting(ticker, workspace.timezone)
    if not save_state(workspace.root, state):  # before anybody is told: that may take its time
        log.warning("итог запуска не удалось записать в папку .sheets_sync: status его не покажет")
    if entry.good or entry.failed:
        told = _loud(workspace, state, entry)
        if told != state:
            save_state(workspace.root, told)
    return entry


def _loud(workspace: Workspace, state: State, entry: Entry) -> State:
    """Tell of `after` failures in a row, once; and of the recovery, those who were told."""
    ways = workspace.notify.channels
    known = set(state.told) & set(ways)
    event, due = "recovery", sorted(known)
    if not entry.good:
        late = state.failures >= workspace.notify.after
        event, due = "failure", [way for way in ways if late and way not in known]
    answers = {way: _told(workspace, way, entry, state, event) for way in due}
    known ^= {way for way, fault in answers.items() if not fault}
    faults = [one for one in state.untold if one.partition("\n")[0] in {*ways} - answers.keys()]
    faults += [f"{way}\n{fault}" for way, fault in answers.items() if fault]
    return replace(state, told=tuple(sorted(known)), untold=tuple(faults))


def _told(workspace: Workspace, channel: str, entry: Entry, state: State, event: str) -> str:
    """Why one channel could not be told (the next run tries again), "" where it was."""
    from sheets_sync.runs.notify import tell  # who tells nobody needs no mail

    subject, text = letter(workspace, entry, state, event)
    try:
        tell(channel, workspace.notify, subject, text, event)
    except SheetsSyncError as error:
        log.error("сообщить не удалось: %s", error)
        return str(error)
    log.info("сообщено (%s): %s", "почта" if channel == "mail" else "команда", subject)
    return ""
