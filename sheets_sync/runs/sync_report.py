"""What a run says: the object `--json` prints."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal

from sheets_sync.problems import Accepted, Problem, Severity
from sheets_sync.reading.tab_count import TabCount
from sheets_sync.stores.base import Sent

Kind = Literal["written", "unchanged", "shrink", "held", "waits"]
"""«shrink»: refused, too many rows are gone; «held»: an earlier summary was restored and stays;
«waits»: somebody has it open, and the books are those it was made of."""

REFUSED = ("shrink", "held", "waits")
"""The whole summary was left as it was, for one reason."""

Json = dict[str, Any]

NO_REQUESTS = Sent()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: the tabs written, those left alone with the reason, requests sent, what is
    to be said of people's edits that could not stay, and what of a reason names a person."""

    kind: Kind
    written: tuple[str, ...] = ()
    skipped: Mapping[str, str] = field(default_factory=dict)
    requests: Sent = NO_REQUESTS
    overtyped: str = ""
    private: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem under the names of the contract."""

    id: str
    book: str
    tab: str
    cell: str | None
    check: str
    severity: str
    value: str
    message: str
    fix: str
    owner: str | None
    link: str | None
    since: str
    mend: bool

    @classmethod
    def of(cls, problem: Problem, since: date) -> "Remark":
        """The problem as it is told, with the day it was first seen."""
        return cls(
            problem.id,
            problem.place.book,
            problem.place.tab,
            problem.cell.a1 if problem.cell else None,
            problem.check,
            str(problem.severity),
            problem.value,
            problem.message,
            problem.fix,
            problem.owner,
            problem.link,
            since.isoformat(),
            problem.mend,
        )

    @property
    def to_know(self) -> bool:
        """Whether it is «к сведению»: a warning that no typing mends."""
        return not self.mend and self.severity != Severity.INFO

    def as_json(self) -> Json:
        """One object of «problems»; `asdict` would copy every value."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class Allowed(Remark):
    """A problem that people agreed to live with: why, who said so, and until which day."""

    why: str
    who: str
    until: str | None

    @classmethod
    def under(cls, accepted: Accepted, since: date) -> "Allowed":
        """The problem as it is told, with the terms it may stay under."""
        told, terms = Remark.of(accepted.problem, since), accepted.terms
        until = terms.until.isoformat() if terms.until else None
        return cls(**told.as_json(), why=terms.why, who=terms.who, until=until)


@dataclass(frozen=True, slots=True)
class NotIn:
    """A book (`tab` is None) or a tab of one whose rows did not enter: why, what to do, when it was
    last read well (ISO)."""

    book: str
    tab: str | None
    reason: str
    fix: str
    last_read: str | None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """The result of a run; `problems` are without those accepted. `figures` are plain values by
    table; `next` are sentences, `titles` those of spreadsheets by their address."""

    today: date
    made_at: datetime
    organisation: str
    tabs: tuple[TabCount, ...]
    problems: tuple[Remark, ...]
    accepted: tuple[Allowed, ...]
    figures: Json
    outcome: Outcome
    next: tuple[str, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[NotIn, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many problems cost so much, those that no typing mends apart."""
        return sum(one.severity == severity and not one.to_know for one in self.problems)

    @property
    def to_know(self) -> int:
        """How many problems there are to know, and not to mend."""
        return sum(one.to_know for one in self.problems)

    def as_json(self) -> Json:
        """The JSON of docs/contract.md."""
        return {
            "today": self.today.isoformat(),
            "made_at": self.made_at.isoformat(timespec="seconds"),
            "organisation": self.organisation,
            "tabs": [asdict(tab) for tab in self.tabs],
            "left_out": [asdict(one) for one in self.left_out],
            "problems": [problem.as_json() for problem in self.problems],
            "accepted": [one.as_json() for one in self.accepted],
            "figures": self.figures,
            "written": list(self.outcome.written),
            "skipped": dict(self.outcome.skipped),
            "requests": self.outcome.requests._asdict(),
            "next": list(self.next),
        }

    @classmethod
    def from_json(cls, content: Json, kind: Kind) -> "SyncReport":
        """A report of that kind again. Raises KeyError, TypeError or ValueError for any other."""
        requests = Sent(**content["requests"])
        return cls(
            date.fromisoformat(content["today"]),
            datetime.fromisoformat(content["made_at"]),
            content["organisation"],
            tuple(TabCount(**tab) for tab in content["tabs"]),
            tuple(Remark(**problem) for problem in content["problems"]),
            tuple(Allowed(**one) for one in content["accepted"]),
            content["figures"],
            Outcome(kind, tuple(content["written"]), content["skipped"], requests),
            tuple(content["next"]),
            left_out=tuple(NotIn(**one) for one in content["left_out"]),
        )
