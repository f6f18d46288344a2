"""What a run says: the object `--json` prints."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sheets_sync.problems import Severity


@dataclass(frozen=True, slots=True)
class SyncReport:
    """The result of a run; `content` is the JSON of docs/contract.md as plain values.

    `kind`: «written», «unchanged», «shrink» (refused) or «held» (an earlier one was restored).
    """

    content: Mapping[str, Any]
    kind: str = "unchanged"

    @property
    def requests(self) -> Mapping[str, int]:
        """Requests sent: read and write."""
        return dict(self.content["requests"])

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(p["severity"] == Severity.ERROR for p in self.content["problems"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: the tabs written, those left alone with the reason, requests sent."""

    written: tuple[str, ...] = ()
    skipped: Mapping[str, str] = field(default_factory=dict)
    read_requests: int = 0
    write_requests: int = 0
