"""A consultation of the demo and who came to it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sheets_sync.samples.demo.teachers import Teacher
from sheets_sync.samples.demo.town import Tutor


@dataclass(slots=True)
class Consultation:
    """A row of the schedule as it is meant; `visited` may hold no journal rows for a fault."""

    tutor: Tutor
    day: date
    start: time
    minutes: int
    stream: str
    subject: str
    classes: str
    topic: str
    kind: str
    format: str
    place: str
    schools: tuple[str, ...]
    planned: int
    status: str = "запланирована"
    new_day: date | None = None
    reason: str = ""
    code: str = ""

    @property
    def effective(self) -> date:
        """The day it is really about."""
        return self.new_day or self.day

    @property
    def end(self) -> time:
        """When it is over."""
        return (datetime.combine(self.day, self.start) + timedelta(minutes=self.minutes)).time()


@dataclass(slots=True)
class Visit:
    """A row of the journal as it is meant; without a consultation it was unplanned."""

    consultation: Consultation | None
    day: date
    tutor: Tutor
    school: str
    teacher: Teacher | None
    count: int | None
    need: str
    advice: str
    minutes: int
    mark: str
