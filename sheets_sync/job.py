"""The scheduled job: each workspace in its turn, for years; and the record of every run."""

import gc
import logging
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sheets_sync.config import FILE, Workspace, find, load
from sheets_sync.errors import LockedError, SheetsSyncError, UsageError
from sheets_sync.kinds.letters import plural
from sheets_sync.lock import holder, one_at_a_time
from sheets_sync.notify import channels, tell
from sheets_sync.record import OUTCOMES, Entry, State, load_state, logging_to, save_state
from sheets_sync.report import SyncReport
from sheets_sync.schedule import Clock, Every, Schedule, Ticker, soonest
from sheets_sync.stores.files import is_address
from sheets_sync.stores.guard import refuse_open
from sheets_sync.sync import Options, clock, sync

_SLICE = 20.0
"""Seconds: a longer sleep would not see that the clock was changed or the machine slept."""

_AFTER = 3
log = logging.getLogger(__name__)
Say = Callable[[Path, Entry], None]


class Stopped(BaseException):
    """Somebody asked the job to end: SIGTERM or Ctrl-C."""


def recorded_sync(workspace: Workspace, options: Options) -> SyncReport:
    """`sync` by hand; it stands in the log and in `status` as well. Raises as `sync` does."""
    found: list[SyncReport] = []
    fault: list[BaseException] = []

    def work() -> SyncReport:
        try:
            found.append(sync(workspace, options))
        except BaseException as error:
            fault.append(error)
            raise
        return found[0]

    moment = clock(workspace, options)
    with logging_to(workspace, options.now):
        _begin(workspace, moment, "вручную")
        entry = _timed(work, moment, Clock())
        _note(workspace, entry)
    if fault:
        raise fault[0]
    return found[0]


@dataclass
class _Task:
    """A workspace of the job. `held` says that the job's lock on it is ours."""

    where: Path
    ticker: Ticker
    held: bool = False


@dataclass
class Job:
    """Runs workspaces in turn, when they are due; `say` is told of each run."""

    places: Sequence[str | Path]
    options: Options
    say: Say
    clock: Clock = field(default_factory=Clock)
    _known: dict[Path, Workspace] = field(default_factory=dict)
    _good: set[Path] = field(default_factory=set)
    """Workspaces with a good run: what was accepted for the first is not accepted for ever."""

    def once(self) -> int:
        """Run each workspace once; → the exit code of the first that failed, or 0."""
        code = 0
        with suppress(Stopped), stoppable():
            for where in self._found():
                entry = self._run(where, None)
                if entry.outcome == "stopped":
                    break
                code = code or entry.exit_code
        return code

    def forever(self, schedule: Schedule, stop: Callable[[], bool] = lambda: False) -> int:
        """Run each workspace when it is due until somebody says stop; → 0.

        Raises UsageError when no workspace can be begun with, LockedError when other jobs work
        on all of them.
        """
        gc.enable()
        with ExitStack() as locks, suppress(Stopped), stoppable():
            tasks = [_Task(where, self._ticker(where, schedule)) for where in self._found()]
            self._hold(tasks, locks, must=True)
            while not stop():
                self._hold(tasks, locks)
                for task in tasks:
                    if task.held and task.ticker.wait() <= 0 and not stop():
                        self._tick(task)
                if not stop():
                    waits = [task.ticker for task in tasks if task.held]
                    self.clock.sleep(min(_SLICE, max(0.05, soonest(waits))))
        return 0

    def _found(self) -> list[Path]:
        """The settings' files. One that is missing is told of when it runs, unless all are."""
        found, complaint = 0, None
        files = []
        for place in map(Path, self.places):
            try:
                files.append(find(place))
                found += 1
            except UsageError as error:
                files.append(place if place.suffix.lower() == ".toml" else place / FILE)
                complaint = complaint or error
        if complaint and not found:
            raise complaint
        return list({file.resolve(): file for file in reversed(files)}.values())[::-1]

    def _ticker(self, where: Path, schedule: Schedule) -> Ticker:
        """When the workspace is due; a file with mistakes is told of when it runs."""
        workspace = self._settings(where)
        ticker = Ticker(schedule, self.clock, workspace.timezone)
        with suppress(ValueError):
            served = datetime.fromisoformat(load_state(workspace.root).served)
            ticker.served = served.astimezone(UTC)
        return ticker

    def _hold(self, tasks: Sequence[_Task], locks: ExitStack, must: bool = False) -> None:
        """Take the job's lock of each workspace that another job does not work on."""
        busy: LockedError | None = None
        for task in tasks:
            if task.held:
                continue
            try:
                locks.enter_context(one_at_a_time(task.where.parent, self._now(task), "job"))
                task.held = True
            except LockedError as error:
                busy = error
        if must and busy and not any(task.held for task in tasks):
            raise busy

    def _now(self, task: _Task) -> datetime:
        return self.clock.now().astimezone(task.ticker.zone)

    def _tick(self, task: _Task) -> None:
        task.ticker.taken()
        entry = self._run(task.where, task.ticker)
        gc.collect()
        if entry.outcome == "stopped":
            raise Stopped
        if not entry.good:
            task.ticker.failed()

    def _run(self, where: Path, ticker: Ticker | None) -> Entry:
        """One run of one workspace, recorded; whatever happens in it is its own affair."""
        workspace, complaint = self._settings(where), None
        try:
            workspace = self._known[where] = load(where)
        except UsageError as error:
            complaint = error
        options = replace(
            self.options,
            now=self.options.now or self._fixed(),
            accept_shrink=self.options.accept_shrink and where not in self._good,
        )
        moment = clock(workspace, options)

        def work() -> SyncReport:
            if complaint:
                raise complaint
            if not is_address(workspace.summary):
                refuse_open(workspace.root / workspace.summary, moment)
            return sync(workspace, options)

        with logging_to(workspace, options.now):
            _begin(workspace, moment, _asked(ticker))
            entry = _timed(work, moment, self.clock)
            _note(workspace, entry, ticker, self.clock)
        if entry.good:
            self._good.add(where)
        self.say(where, entry)
        return entry

    def _settings(self, where: Path) -> Workspace:
        """The workspace as it was last understood; at least its folder."""
        if where not in self._known:
            try:
                self._known[where] = load(where)
            except UsageError:
                return Workspace(where.parent.resolve(), (), "")
        return self._known[where]

    def _fixed(self) -> datetime | None:
        """The moment of a run by the job's own clock; None leaves it to SOURCE_DATE_EPOCH."""
        return None if "SOURCE_DATE_EPOCH" in os.environ else self.clock.now()


def _asked(ticker: Ticker | None) -> str:
    if ticker is None:
        return "один запуск"
    if isinstance(ticker.schedule, Every) or ticker.served is None:
        return str(ticker.schedule)
    return f"по расписанию на {ticker.served.astimezone(ticker.zone):%d.%m.%Y %H:%M}"


@contextmanager
def stoppable() -> Iterator[None]:
    """SIGTERM and Ctrl-C raise Stopped meanwhile."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: Any) -> None:
        for one in before:  # a second signal must not break into the cleaning up
            signal.signal(one, signal.SIG_IGN)
        raise Stopped

    before: dict[signal.Signals, Any] = {}
    for one in (signal.SIGTERM, signal.SIGINT):
        before[one] = signal.signal(one, stop)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _timed(work: Callable[[], SyncReport], moment: datetime, time: Clock) -> Entry:
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
    return entry(report.kind, _came_of(report), 0, **_counts(report))


def _came_of(report: SyncReport) -> str:
    if report.kind in ("shrink", "held"):
        return str(next(iter(report.content["skipped"].values())))
    return ", ".join(report.content["written"])


def _counts(report: SyncReport) -> dict[str, Any]:
    tabs = report.content["tabs"]
    severities = [problem["severity"] for problem in report.content["problems"]]
    return {
        "books": len({tab["book"] for tab in tabs}),
        "rows": sum(tab["read"] for tab in tabs),
        "counted": sum(tab["counted"] for tab in tabs),
        "errors": severities.count("ошибка"),
        "warnings": severities.count("предупреждение"),
        **report.requests,
        "written": tuple(report.content["written"]),
    }


def _begin(workspace: Workspace, moment: datetime, asked: str) -> None:
    """Write down that a run begins, and that the one before it was cut short."""
    state = load_state(workspace.root)
    if state.begun and not holder(workspace.root)[1]:
        log.warning("запуск, начатый %s, оборвался: этот начинает заново", _day(state.begun))
    save_state(workspace.root, replace(state, begun=moment.isoformat(timespec="seconds")))
    log.info("начало: %s", asked)


def _note(
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
