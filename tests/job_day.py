"""One process of a simulated day: the real job on a clock that only sleeps move.

    python job_day.py FOLDER SEED END SECONDS

The clock's moment lies in FOLDER's parent, so that a process killed by its parent is followed by
one that goes on from there. Staff save books and the disk fails at moments drawn from the seed.
"""

import errno
import os
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from helpers import Desk, save_book
from job_help import FakeClock

from sheets_sync.runs.job import Job
from sheets_sync.runs.job_state import Entry
from sheets_sync.runs.schedule import Every
from sheets_sync.runs.sync import Options

MARKS = ("+", "н", "у", "оп", "д")
CALLS = ("replace", "fsync", "unlink")


class Staff:
    """What people and disks do between two looks at the clock."""

    def __init__(self, folder: Path, luck: random.Random) -> None:
        self.folder, self.luck, self.armed = folder, luck, 0
        for name in CALLS:
            setattr(os, name, self.failing(getattr(os, name)))

    def failing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """A call that fails when its time has come."""

        def call(*arguments: Any, **named: Any) -> Any:
            if self.armed:
                self.armed -= 1
                if not self.armed:
                    raise OSError(errno.ENOSPC, "No space left on device")
            return real(*arguments, **named)

        return call

    def at_work(self, now: datetime) -> None:
        """One slice of the day."""
        what = self.luck.random()
        hidden = self.folder.parent / "Посещаемость.xlsx"
        if hidden.exists():
            hidden.rename(self.folder / "Посещаемость.xlsx")
        elif what < 0.01:
            with suppress(OSError):
                (self.folder / "Посещаемость.xlsx").rename(hidden)
        elif what < 0.06:
            self.save()
        elif what < 0.07:
            self.armed = self.luck.randint(1, 12)

    def save(self) -> None:
        """Somebody marks a tutor: a new file takes the old one's place, or its bytes change."""
        desk = Desk().set("Явка", self.luck.randint(2, 4), "С-02", self.luck.choice(MARKS))
        new = self.folder.parent / "новая.xlsx"
        save_book(new, desk.books["Посещаемость.xlsx"])
        if self.luck.random() < 0.5:
            new.rename(self.folder / "Посещаемость.xlsx")
        else:
            (self.folder / "Посещаемость.xlsx").write_bytes(new.read_bytes())


def main(folder: Path, seed: str, end: datetime, seconds: int) -> None:
    """Run the job every so many seconds till the end of the day."""
    moment, said = folder.parent / "время", folder.parent / "сказано"
    luck = random.Random(seed)
    staff = Staff(folder, luck)

    def passed(now: datetime) -> None:
        beside = folder.parent / f"время.{os.getpid()}"
        beside.write_text(now.isoformat(), encoding="utf-8")
        beside.rename(moment)
        staff.at_work(now)

    def say(where: Path, entry: Entry) -> None:
        staff.armed = 0
        with said.open("a", encoding="utf-8") as file:
            file.write(f"{entry.started} {entry.outcome}\n")

    clock = FakeClock(datetime.fromisoformat(moment.read_text(encoding="utf-8")), 0.5, passed)
    job = Job([folder], Options(), say, clock)
    job.forever(Every(seconds), lambda: clock.now() >= end - timedelta(seconds=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], datetime.fromisoformat(sys.argv[3]), int(sys.argv[4]))
