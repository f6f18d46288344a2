"""How often Google is asked, how long it is waited for, and when to give up."""

import logging
import random
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sheets_sync.stores.google.faults import GoogleError

_MINUTE = 60.0
_LONGEST_WAIT = 30.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: to connect, to wait for bytes, for one exchange in all, to lose on faults in one
    command; and requests a minute, of reads and of writes each.

    A `write` may take Google 180 seconds: it has so many in all, and so many `more` than what is
    left to lose; then a `look` tells whether it was done.
    """

    connect: float = 10.0
    read: float = 60.0
    exchange: float = 90.0
    deadline: float = 105.0
    write: float = 185.0
    more: float = 100.0
    look: float = 30.0
    per_minute: int = 55


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as the repeats see it; tests bring their own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


class Budget:
    """The time that a command may lose on faults, whatever it calls and however many threads call;
    what goes well costs nothing."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._seconds, self._clock = seconds, clock
        self._lost: list[tuple[float, float]] = []
        self._lock = threading.Lock()

    @property
    def left(self) -> float:
        """Seconds left; what was lost side by side counts once."""
        with self._lock:
            lost, end = 0.0, float("-inf")
            for start, stop in sorted(self._lost):
                lost += max(0.0, stop - max(start, end))
                end = max(end, stop)
        return self._seconds - lost

    def lose(self, since: float) -> None:
        """All the time since then was lost."""
        with self._lock:
            self._lost.append((since, self._clock.now()))


_shared: ContextVar[list[Budget] | None] = ContextVar("budget", default=None)


@contextmanager
def one_budget() -> Iterator[None]:
    """Whoever asks Google in here has one budget in common."""
    token = _shared.set([])
    try:
        yield
    finally:
        _shared.reset(token)


def budget_of(pace: Pace, clock: Clock) -> Budget:
    """The budget in common, else a new one."""
    common = _shared.get()
    if common is None:
        return Budget(pace.deadline, clock)
    if not common:
        common.append(Budget(pace.deadline, clock))
    return common[0]


class Patience:
    """Whether one call is worth another try, and after what wait."""

    def __init__(self, budget: Budget, clock: Clock) -> None:
        self._budget, self._clock = budget, clock
        self._seen: Counter[str] = Counter()

    def bear(self, trouble: GoogleError) -> None:
        """Wait before the next try. Raises SheetsSyncError when there shall be none."""
        self._seen[trouble.kind] += 1
        wait = self._wait(trouble)
        if self._seen[trouble.kind] >= trouble.tries or wait >= self._budget.left:
            log.info("Google: %s, больше не пробую", trouble.brief)
            raise trouble.final() from None
        log.info("Google: %s, жду %s с", trouble.brief, f"{wait:.1f}".replace(".", ","))
        since = self._clock.now()
        self._clock.sleep(wait)
        self._budget.lose(since)

    def rest(self, seconds: float) -> bool:
        """Wait so long, if the time of the command allows it; whether it did."""
        if seconds >= self._budget.left:
            return False
        since = self._clock.now()
        self._clock.sleep(seconds)
        self._budget.lose(since)
        return True

    def _wait(self, trouble: GoogleError) -> float:
        """What Google asked for; else, or when that did not help, twice as long each time."""
        longest = min(_LONGEST_WAIT, 2.0 ** self._seen.total())
        usual = longest * (0.5 + self._clock.chance() / 2)
        if trouble.wait is None:
            return usual
        return trouble.wait if self._seen[trouble.kind] == 1 else max(trouble.wait, usual)


class Limiter:
    """So many requests of a kind in any minute; the next one waits."""

    def __init__(self, per_minute: int, clock: Clock) -> None:
        self._most, self._clock = per_minute, clock
        self._sent: deque[float] = deque()
        self._lock = threading.Lock()

    def take(self) -> None:
        """Wait until one more may be sent."""
        with self._lock:
            if len(self._sent) >= self._most:
                oldest = self._sent.popleft()
                self._clock.sleep(max(0.0, oldest + _MINUTE - self._clock.now()))
            self._sent.append(self._clock.now())
