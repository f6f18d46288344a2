"""When the scheduled job is due: every so often, or at times of day."""

import random
import re
import time as clock_time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_UNITS = {"s": 1, "с": 1, "m": 60, "м": 60, "h": 3600, "ч": 3600, "d": 86400, "д": 86400}
_MOST_JITTER = 30.0
_RETRY = 600.0
_AHEAD = timedelta(hours=2)
"""A mark further in the future than this was made by a clock that was wrong."""


def _elapsed() -> float:
    """Seconds that only go forward, a laptop's sleep counted where the system can."""
    boot = getattr(clock_time, "CLOCK_BOOTTIME", None)
    return clock_time.monotonic() if boot is None else clock_time.clock_gettime(boot)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as the job sees it; tests bring their own. `elapsed` never goes back, `now` may."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    elapsed: Callable[[], float] = _elapsed
    sleep: Callable[[float], None] = clock_time.sleep
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class Every:
    """So much time from one run's start to the next."""

    seconds: float

    def __str__(self) -> str:
        """As `status` says it."""
        left, said = round(self.seconds), []
        for size, unit in ((3600, "ч"), (60, "мин"), (1, "с")):
            count, left = divmod(left, size)
            said += [f"{count} {unit}"] if count else []
        return "каждые " + " ".join(said)


@dataclass(frozen=True, slots=True)
class At:
    """These times of every day, by the workspace's clocks."""

    times: tuple[time, ...]

    def __str__(self) -> str:
        """As `status` says it."""
        return "ежедневно в " + ", ".join(f"{one:%H:%M}" for one in self.times)

    def latest(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The last due moment that is not after `now`, in UTC."""
        return max(moment for moment in self._around(now, zone) if moment <= now)

    def next(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The first due moment after `now`, in UTC."""
        return min(moment for moment in self._around(now, zone) if moment > now)

    def _around(self, now: datetime, zone: ZoneInfo) -> list[datetime]:
        """Due moments from two days before to two days after. A time that a clock change skips
        is due when the clocks have gone forward, one that comes twice is due the first time."""
        today = now.astimezone(zone).date()
        days = [today + timedelta(days=shift) for shift in range(-2, 3)]
        return [
            datetime.combine(day, one, zone).astimezone(UTC) for day in days for one in self.times
        ]


Schedule = Every | At


def parse_every(text: str) -> Every:
    """«15m», «1h30m», «90s», «15 мин» → Every. Raises ValueError for what is none."""
    parts = re.findall(r"(\d+)\s*([a-zа-я]+)\.?", text.strip().lower())
    shape = re.fullmatch(r"(\d+\s*[a-zа-я]+\.?\s*)+", text.strip().lower())
    if not shape or any(unit[0] not in _UNITS for _, unit in parts):
        raise ValueError(text)
    seconds = sum(int(count) * _UNITS[unit[0]] for count, unit in parts)
    if not 1 <= seconds <= 7 * 86400:
        raise ValueError(text)
    return Every(seconds)


def parse_at(text: str) -> At:
    """«07:00,13:00» → At. Raises ValueError for what is none."""
    times: set[time] = set()
    for part in text.split(","):
        found = re.fullmatch(r"\s*(\d{1,2})[:.](\d{2})\s*", part)
        if not found:
            raise ValueError(text)
        times.add(time(int(found[1]), int(found[2])))
    return At(tuple(sorted(times)))


@dataclass(slots=True)
class Ticker:
    """Says when one workspace is due. A missed run comes once, however many were missed.

    `served` is the last due moment of `At` that a run has answered, also of an earlier process.
    """

    schedule: Schedule
    clock: Clock
    zone: ZoneInfo
    served: datetime | None = None
    _start: float = 0.0
    _done: int = -1
    _jitter: float = 0.0
    _again: float | None = None

    def __post_init__(self) -> None:
        self._start = self.clock.elapsed()

    def wait(self) -> float:
        """Seconds till the next run is due; 0 or less: now."""
        if isinstance(self.schedule, Every):
            if self._done < 0:
                return 0.0
            tick = self._start + (self._done + 1) * self.schedule.seconds + self._jitter
            return tick - self.clock.elapsed()
        now = self.clock.now()
        latest = self.schedule.latest(now, self.zone)
        if self.served is None:
            return 0.0
        if self.served > now + _AHEAD:
            self.served = latest
        due = latest if latest > self.served else self.schedule.next(now, self.zone)
        wait = (due - now).total_seconds() + self._jitter
        return wait if self._again is None else min(wait, self._again - self.clock.elapsed())

    def due(self) -> datetime:
        """The moment that the run which begins now answers."""
        now = self.clock.now()
        return self.schedule.latest(now, self.zone) if isinstance(self.schedule, At) else now

    def taken(self) -> None:
        """A run begins: whatever was due till now is answered by it."""
        self.served = self.due()
        self._again = None
        room = _MOST_JITTER
        if isinstance(self.schedule, Every):
            passed = self.clock.elapsed() - self._start
            self._done = max(self._done + 1, int(passed // self.schedule.seconds))
            room = min(_MOST_JITTER, self.schedule.seconds / 10)
        self._jitter = self.clock.chance() * room

    def failed(self) -> None:
        """The run failed: where the next one is far away, it comes again sooner."""
        if isinstance(self.schedule, At):
            self._again = self.clock.elapsed() + _RETRY

    def next_at(self) -> datetime:
        """When the next run is expected."""
        return self.clock.now() + timedelta(seconds=max(0.0, self.wait()))


def soonest(tickers: Sequence[Ticker]) -> float:
    """Seconds till the first of them is due."""
    return min(ticker.wait() for ticker in tickers)
