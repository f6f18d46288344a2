"""How large a workspace of the bench is: a family where only the journal grows, and one where all
does."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Size:
    """Rows of the journal, consultations, tutors, schools; every which journal row is at fault;
    `results` says whether schools have results."""

    family: str
    rows: int
    consultations: int
    tutors: int = 200
    schools: int = 60
    fault_every: int = 200
    results: bool = False

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.family}-{self.rows}"

    @property
    def faults(self) -> int:
        """Journal rows at fault."""
        return self.rows // self.fault_every


def journal_alone(rows: int) -> Size:
    """Only the journal grows, and the consultations it is about."""
    return Size("journal", rows, rows // 10)


def everything(rows: int) -> Size:
    """Schedule, tutors, schools, their results and problems grow with the journal: at 100,000 rows
    50,000 consultations, 300 tutors, 120 schools."""
    people = max(30, rows * 3 // 1000), max(12, rows * 12 // 10_000)
    return Size("everything", rows, rows // 2, *people, results=True)


def one_dimension(name: str, times: int) -> Size:
    """10,000 journal rows of the second family, one dimension of it so many times larger."""
    base = everything(10_000)
    match name:
        case "journal":
            grown = replace(base, rows=base.rows * times)
        case "problems":
            grown = replace(base, fault_every=base.fault_every // times)
        case _:
            grown = replace(base, **{name: getattr(base, name) * times})
    return replace(grown, family=f"{name}-{times}")


DIMENSIONS = ("journal", "consultations", "tutors", "schools", "problems")
