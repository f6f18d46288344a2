"""What the job remembers between runs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sheets_sync.disk import put_quietly, read_regular
from sheets_sync.runs.memory import FOLDER
from sheets_sync.runs.schedule import Ticker

_STATE = "runs.json"
_MOST_RUNS = 20
_MOMENTS = ("started", "last_good", "next", "served", "begun", "failing", "failed_since")

GOOD = ("written", "unchanged", "held")
"""Outcomes after which the summary is as the books say (or as a person restored it)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One run: when (ISO, the workspace's zone), how long, what came of it and in which words.

    `outcome`: a `SyncReport.kind`, a `SheetsSyncError.kind`, «stopped» or «bug»; `private` is the
    part of the sentence that names a person; `left_out` are books that were not read, and why;
    `failed_before` is how many runs failed until this good one, the first `failed_since`.
    """

    started: str
    seconds: float
    outcome: str
    sentence: str
    exit_code: int = 0
    books: int = 0
    rows: int = 0
    counted: int = 0
    errors: int = 0
    warnings: int = 0
    read: int = 0
    write: int = 0
    written: Sequence[str] = ()
    private: str = ""
    left_out: Sequence[str] = ()
    failed_before: int = 0
    failed_since: str = ""

    @property
    def good(self) -> bool:
        """Whether the summary is as it should be."""
        return self.outcome in GOOD

    @property
    def stopped(self) -> bool:
        """Whether somebody ended it."""
        return self.outcome == "stopped"

    @property
    def failed(self) -> bool:
        """Whether something is wrong: not where it was ended, or waits for what changes nothing."""
        return not self.good and self.outcome not in ("stopped", "waits")


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a workspace's runs, the last run first.

    `failures` in a row, the first at the moment `failing`; `told` are the channels that were told
    of them, `untold` those that could not be («channel⏎why»); `last_good` and `next` are ISO
    moments; `served` is the last due moment that was answered; `schedule` as it is said; `begun`
    is when a run began that has not ended.
    """

    runs: Sequence[Entry] = ()
    failures: int = 0
    told: Sequence[str] = ()
    last_good: str = ""
    schedule: str = ""
    next: str = ""
    served: str = ""
    begun: str = ""
    failing: str = ""
    untold: Sequence[str] = ()

    def after(self, entry: Entry) -> "State":
        """The state when this run has ended."""
        state = replace(self, runs=(entry, *self.runs), begun="")
        if entry.good:
            return replace(state, failures=0, failing="", last_good=entry.started)
        if not entry.failed:
            return state
        return replace(state, failures=self.failures + 1, failing=self.failing or entry.started)

    def recovered(self, entry: Entry) -> Entry:
        """A good run, with the failures that it ends."""
        if not (entry.good and self.failures):
            return entry
        return replace(entry, failed_before=self.failures, failed_since=self.failing)

    def awaiting(self, ticker: Ticker, zone: ZoneInfo) -> "State":
        """The state of a job between two runs: which moment was answered, and when it goes on."""
        if ticker.served is None:
            return self
        following = ticker.next_at().astimezone(zone).isoformat(timespec="seconds")
        served = ticker.served.isoformat(timespec="seconds")
        return replace(self, schedule=str(ticker.schedule), next=following, served=served)


_Kept = TypeVar("_Kept", Entry, State)


def load_state(root: Path) -> State:
    """The state of a workspace; an empty one where none can be read."""
    try:
        data = json.loads(read_regular(root / FOLDER / _STATE))
        runs = tuple(_sound(Entry("", 0.0, "", ""), run) for run in data.pop("runs"))
        return replace(_sound(State(), data), runs=runs)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return State()


def _sound(empty: _Kept, data: Mapping[str, Any]) -> _Kept:
    """What was kept, over `empty`. Raises ValueError for anything we never write: a job for years
    meets files of other versions and of half-full disks, and must not end by one."""
    known = {one.name: data[one.name] for one in fields(empty) if one.name in data}
    for name, value in known.items():
        if not _like(getattr(empty, name), value):
            raise ValueError(name)
        if name in _MOMENTS and value and datetime.fromisoformat(value).tzinfo is None:
            raise ValueError(name)
    return replace(empty, **known)


def _like(sample: object, value: object) -> bool:
    if isinstance(sample, tuple):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if isinstance(sample, float):
        return isinstance(value, int | float)
    return isinstance(value, type(sample))


def save_state(root: Path, state: State) -> bool:
    """Keep the state; → whether it could be kept. Where it can't, the run goes on."""
    kept = {**asdict(state), "runs": [asdict(run) for run in state.runs[:_MOST_RUNS]]}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    return put_quietly(root / FOLDER / _STATE, text)


OUTCOMES: Mapping[str, str] = {
    "written": "сводка обновлена",
    "unchanged": "ничего не изменилось",
    "held": "сводка не обновлялась",
    "shrink": "сводка прежняя: данных стало подозрительно мало",
    "locked": "не запускалось: работал другой запуск",
    "open": "сводка прежняя: она открыта",
    "waits": "сводка ждёт",
    "missing": "сводка прежняя: нет книги",
    "settings": "сводка прежняя: ошибка в настройках",
    "failed": "сводка прежняя: сбой",
    "half": "сбой: обновлена часть листов сводки",
    "unsure": "сбой: неизвестно, обновилась ли сводка",
    "stopped": "остановлено",
    "bug": "сводка прежняя: ошибка программы",
}
"""An outcome → how the log, `status` and a mail say it."""
