"""A store on the test server, with a clock that nobody waits for."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import current_thread, local, main_thread

from google_server import GoogleServer

from sheets_sync.stores.google.api import GoogleApi
from sheets_sync.stores.google.key import read_key
from sheets_sync.stores.google.pace import Clock, Pace
from sheets_sync.stores.google.store import GoogleStore

ADDRESS = "https://docs.google.com/spreadsheets/d/{}/edit"


@dataclass
class FakeTime:
    """Sleeping moves the clock and takes no time; threads that sleep side by side sleep at once."""

    at: float = 0.0
    slept: list[float] = field(default_factory=list)
    _begun: float = 0.0
    _own: local = field(default_factory=local)

    def now(self) -> float:
        if current_thread() is main_thread():
            self._begun = self.at
            return self.at
        return float(getattr(self._own, "at", self._begun))

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._own.at = self.now() + seconds
        self.at = max(self.at, self._own.at)

    def clock(self) -> Clock:
        return Clock(self.now, self.sleep, lambda: 0.5)


def api_for(
    google: GoogleServer, folder: Path, time: FakeTime | None = None, pace: Pace | None = None
) -> GoogleApi:
    clock = (time or FakeTime()).clock()
    return GoogleApi(read_key(google.key_file(folder)), pace or Pace(), clock)


def store_for(
    google: GoogleServer,
    folder: Path,
    books: list[str],
    summary: str | None = "summary",
    time: FakeTime | None = None,
) -> GoogleStore:
    address = ADDRESS.format(summary) if summary else None
    return GoogleStore([ADDRESS.format(b) for b in books], address, api_for(google, folder, time))
