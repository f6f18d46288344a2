"""One thing that `doctor` looked at, and how it stands."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sheets_sync.errors import SheetsSyncError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `message` says how it stands or how to mend it."""

    check: str
    what: str
    ok: bool
    message: str


def tried(check: str, what: str, good: str, work: Callable[[], object]) -> Finding:
    """What the work says when it fails, else that all is well."""
    try:
        work()
    except SheetsSyncError as error:
        return Finding(check, what, False, str(error))
    return Finding(check, what, True, good)


def each_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What is wrong told once, by whichever look at it came first."""
    said: set[str] = set()
    for one in findings:
        if one.ok or one.message not in said:
            yield one
        said |= set() if one.ok else {one.message}
