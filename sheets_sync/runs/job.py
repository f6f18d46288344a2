"""The scheduled job: each workspace in its turn, for years; and the record of every run."""

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from sheets_sync.errors import LockedError, UsageError
from sheets_sync.runs.job_state import Entry, load_state
from sheets_sync.runs.lock import one_at_a_time
from sheets_sync.runs.log import logging_to
from sheets_sync.runs.outcome import Stopped, begin, note_outcome, timed
from sheets_sync.runs.remind_when_due import remind_when_due
from sheets_sync.runs.schedule import Clock, Every, Schedule, Ticker, soonest
from sheets_sync.runs.sync import Options, clock, sync
from sheets_sync.runs.sync_report import SyncReport
from sheets_sync.runs.weekly import weekly_when_due
from sheets_sync.workspace import FILE, Workspace, find, load

_SLICE = 20.0
"""Seconds: a longer sleep would not see that the clock was changed or the machine slept."""

Say = Callable[[Path, Entry], None]


def recorded_sync(workspace: Workspace, options: Options) -> SyncReport:
    """`sync` by hand; it stands in the log and in `status` as well. Raises as `sync` does."""
    moment = clock(workspace, options)
    with logging_to(workspace, options.now):
        begin(workspace, moment, "вручную")
        done = timed(lambda: sync(workspace, options), moment, Clock())
        note_outcome(workspace, done.entry)
    return done.result()


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
            places = self._found()
            if len(places) > 1:  # a command turns collecting off: one run ends before it pays
                gc.enable()
            for where in places:
                entry = self._run(where, None)
                if entry.stopped:
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
        if entry.stopped:
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
            return sync(workspace, options)

        with logging_to(workspace, options.now):
            begin(workspace, moment, _asked(ticker))
            entry = timed(work, moment, self.clock).entry
            entry = note_outcome(workspace, entry, ticker)
            if entry.good:
                self._good.add(where)
                remind_when_due(workspace, options)
            weekly_when_due(workspace, options, entry)
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

    def stop(number: int, frame: FrameType | None) -> None:
        for one in before:  # a second signal must not break into the cleaning up
            signal.signal(one, signal.SIG_IGN)
        raise Stopped

    before = {one: signal.signal(one, stop) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
