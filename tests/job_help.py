"""Time that tests turn by hand, and small workspaces for the scheduled job."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from helpers import Desk

from sheets_sync.runs.job_state import Entry
from sheets_sync.runs.schedule import Clock

WORK_DAY = datetime(2021, 2, 18, 4, 0, tzinfo=UTC)


class FakeClock(Clock):
    """A clock that only its sleeps move; `on_sleep` is told of each of them."""

    def __init__(
        self,
        start: datetime = WORK_DAY,
        chance: float = 0.5,
        on_sleep: Callable[[datetime], None] = lambda now: None,
    ) -> None:
        self.wall, self.passed, self.on_sleep = start.astimezone(UTC), 1000.0, on_sleep
        super().__init__(lambda: self.wall, lambda: self.passed, self._sleep, lambda: chance)

    __slots__ = ("on_sleep", "passed", "wall")

    def __setattr__(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _sleep(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.passed += seconds
        self.on_sleep(self.wall)

    def jump(self, by: timedelta) -> None:
        """Somebody sets the wall clock."""
        self.wall += by


class Heard(list[tuple[Path, Entry]]):
    """What a job said."""

    def __call__(self, where: Path, entry: Entry) -> None:
        self.append((where, entry))

    @property
    def outcomes(self) -> list[str]:
        """The outcome of each run."""
        return [entry.outcome for _, entry in self]


def small(folder: Path, more: str = "") -> Path:
    """A workspace on disk without a fixed report date."""
    made = Desk().save(folder)
    file = made / "workspace.toml"
    text = "\n".join(
        line for line in file.read_text(encoding="utf-8").splitlines() if line[:5] != "today"
    )
    file.write_text(f"{text}\n{more}", encoding="utf-8")
    return made
