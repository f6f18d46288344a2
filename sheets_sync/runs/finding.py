"""One thing that `doctor` looked at, and how it stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

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


def each_once(findings: Iterable[Finding]) -> list[Finding]:
    """The same findings; what is wrong with several things for one reason is told once, under all
    their names."""
    found: dict[object, Finding] = {}
    for number, one in enumerate(findings):
        key = number if one.ok else one.message
        first = found.get(key)
        found[key] = replace(first, what=f"{first.what}, {one.what}") if first else one
    return list(found.values())
