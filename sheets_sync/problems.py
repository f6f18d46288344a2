"""A problem: what is wrong in which cell, and what to type instead; every check by name."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sheets_sync.letters import capital, stop
from sheets_sync.sheet.cells import CellRef, Place


class Severity(StrEnum):
    """How much a fault costs: an error is not counted, a warning is, information is normalised."""

    ERROR = "ошибка"
    WARNING = "предупреждение"
    INFO = "сведение"


class Check(StrEnum):
    """Every check there is, by its stable name, with the severity its fault has; where there are
    two, the first is the usual one."""

    severities: tuple[Severity, ...]

    def __new__(cls, name: str, *severities: Severity) -> "Check":
        """A name that knows its severities."""
        check = str.__new__(cls, name)
        check._value_ = name
        check.severities = severities
        return check

    # books, tabs and columns
    BOOK_UNREAD = "book.unread", Severity.ERROR
    BOOK_NOT_FOUND = "book.not_found", Severity.WARNING
    BOOK_PASSED_BY = "book.passed_by", Severity.WARNING
    BOOK_EMPTY = "book.empty", Severity.WARNING
    BOOK_FOREIGN = "book.foreign", Severity.WARNING
    BOOK_TWICE = "book.twice", Severity.WARNING
    BOOK_COPY = "book.copy", Severity.WARNING
    TAB_LOADING = "tab.loading", Severity.ERROR
    TAB_CONNECTED = "tab.connected", Severity.WARNING, Severity.INFO
    TAB_BLANK = "tab.blank", Severity.WARNING
    TAB_MISSING = "tab.missing", Severity.ERROR
    TAB_NO_HEADER = "tab.no_header", Severity.ERROR
    TAB_NOT_FOUND = "tab.not_found", Severity.WARNING
    TAB_UNREAD = "tab.unread", Severity.WARNING
    TAB_SAYS = "tab.says", Severity.INFO
    TAB_UNKNOWN = "tab.unknown", Severity.INFO
    COLUMN_MISSING = "column.missing", Severity.ERROR
    COLUMN_ASSUMED = "column.assumed", Severity.WARNING
    COLUMN_TWICE = "column.twice", Severity.ERROR
    COLUMN_ALIKE = "column.alike", Severity.WARNING
    COLUMN_DEFAULT = "column.default", Severity.ERROR, Severity.INFO
    HEAD_NOT_FOUND = "head.not_found", Severity.WARNING, Severity.INFO
    COLUMN_HEADLESS = "column.headless", Severity.WARNING
    # rows that are none
    ROW_ABOVE_HEADER = "row.above_header", Severity.WARNING
    ROW_LONE = "row.lone", Severity.WARNING
    ROW_LEGEND = "row.legend", Severity.INFO
    ROW_CONTINUED = "row.continued", Severity.INFO
    # one cell
    CELL_EMPTY = "cell.empty", Severity.ERROR
    FORMULA_EMPTY = "formula.empty", Severity.ERROR
    FORMULA_ERROR = "formula.error", Severity.ERROR
    LETTERS_LATIN = "letters.latin", Severity.INFO
    LAYOUT_SLIP = "layout.slip", Severity.WARNING
    CHOICE_ABBREVIATED = "choice.abbreviated", Severity.INFO
    CHOICE_AMBIGUOUS = "choice.ambiguous", Severity.ERROR
    CHOICE_UNKNOWN = "choice.unknown", Severity.ERROR
    CLASS_UNREADABLE = "class.unreadable", Severity.ERROR
    CODE_UNREADABLE = "code.unreadable", Severity.ERROR
    CODE_ZEROS = "code.zeros", Severity.INFO
    LABEL_FROM_DATE = "label.from_date", Severity.WARNING
    LABEL_UNREADABLE = "label.unreadable", Severity.ERROR
    LIST_NUMBER = "list.number", Severity.ERROR
    NAME_ABBREVIATED = "name.abbreviated", Severity.INFO
    NAME_AMBIGUOUS = "name.ambiguous", Severity.ERROR
    NAME_INCOMPLETE = "name.incomplete", Severity.ERROR
    NAME_UNKNOWN = "name.unknown", Severity.ERROR
    PERSON_AMBIGUOUS = "person.ambiguous", Severity.ERROR
    PERSON_CODE_AND_NAME = "person.code_and_name", Severity.ERROR
    PERSON_FORMER = "person.former", Severity.INFO
    PERSON_NAMED = "person.named", Severity.WARNING
    PERSON_NEAR = "person.near", Severity.WARNING
    PERSON_SEVERAL = "person.several", Severity.ERROR
    PERSON_SURNAME_ONLY = "person.surname_only", Severity.INFO
    PERSON_UNKNOWN = "person.unknown", Severity.ERROR
    TEACHER_ALIKE = "teacher.alike", Severity.WARNING
    TEACHER_SEVERAL = "teacher.several", Severity.ERROR
    TEACHER_UNREADABLE = "teacher.unreadable", Severity.ERROR
    NUMBER_CLOCK = "number.clock", Severity.WARNING
    NUMBER_DATE = "number.date", Severity.ERROR
    NUMBER_MERGED = "number.merged", Severity.WARNING
    NUMBER_FRACTION = "number.fraction", Severity.ERROR
    NUMBER_NEGATIVE = "number.negative", Severity.ERROR
    NUMBER_UNIT = "number.unit", Severity.ERROR
    NUMBER_UNREADABLE = "number.unreadable", Severity.ERROR
    NUMBER_VAGUE = "number.vague", Severity.WARNING, Severity.ERROR
    DEFICIT_ABBREVIATED = "deficit.abbreviated", Severity.INFO
    DEFICIT_UNKNOWN = "deficit.unknown", Severity.ERROR
    FLAG_UNREADABLE = "flag.unreadable", Severity.ERROR
    DATE_ANOTHER_YEAR = "date.another_year", Severity.WARNING
    DATE_DAY_OFF = "date.day_off", Severity.WARNING
    DATE_IMPLAUSIBLE = "date.implausible", Severity.ERROR
    DATE_IMPOSSIBLE = "date.impossible", Severity.ERROR
    DATE_MONTH_UNKNOWN = "date.month_unknown", Severity.ERROR
    DATE_SEVERAL = "date.several", Severity.INFO
    DATE_ONE_OF_SEVERAL = "date.one_of_several", Severity.ERROR
    DATE_TOLD = "date.told", Severity.INFO
    COUNT_TOLD = "count.told", Severity.WARNING
    COUNT_ONE = "count.one", Severity.INFO
    DATE_OUTSIDE_YEAR = "date.outside_year", Severity.ERROR
    DATE_UNREADABLE = "date.unreadable", Severity.ERROR
    DATE_YEAR_MISSING = "date.year_missing", Severity.WARNING
    TIME_AMBIGUOUS = "time.ambiguous", Severity.WARNING
    TIME_FROM_DATE = "time.from_date", Severity.WARNING
    TIME_IMPOSSIBLE = "time.impossible", Severity.ERROR
    TIME_ORDER = "time.order", Severity.ERROR, Severity.WARNING
    TIME_UNREADABLE = "time.unreadable", Severity.ERROR
    TIME_WITH_DATE = "time.with_date", Severity.INFO
    TERM_ANOTHER_YEAR = "term.another_year", Severity.WARNING
    TERM_UNREADABLE = "term.unreadable", Severity.WARNING
    YEAR_IMPOSSIBLE = "year.impossible", Severity.ERROR
    YEAR_STYLE = "year.style", Severity.INFO
    YEAR_UNREADABLE = "year.unreadable", Severity.ERROR
    HALF_UNREADABLE = "half.unreadable", Severity.ERROR
    # directories
    SCHOOL_AMBIGUOUS = "school.ambiguous", Severity.ERROR
    SCHOOL_CLOSED = "school.closed", Severity.WARNING
    SCHOOL_ONLY_ONE = "school.only_one", Severity.INFO
    SCHOOL_SAME_NAME = "school.same_name", Severity.WARNING
    SCHOOL_BY_CODE = "school.by_code", Severity.WARNING
    SCHOOL_CODE_AND_NAME = "school.code_and_name", Severity.ERROR
    SCHOOL_SEVERAL = "school.several", Severity.ERROR
    SCHOOL_TYPE = "school.type", Severity.ERROR
    SCHOOL_UNKNOWN = "school.unknown", Severity.ERROR
    SCHOOL_WORDS = "school.words", Severity.WARNING
    SHNOR_NO_HELP = "shnor.no_help", Severity.WARNING
    SHNOR_REPEATED = "shnor.repeated", Severity.WARNING
    TUTOR_DATES = "tutor.dates", Severity.WARNING
    TUTOR_NOT_WORKING = "tutor.not_working", Severity.WARNING
    TUTOR_STREAM = "tutor.stream", Severity.WARNING
    TUTOR_SUBJECT = "tutor.subject", Severity.WARNING
    TUTOR_TWICE = "tutor.twice", Severity.WARNING
    CALENDAR_LESSON = "calendar.lesson", Severity.WARNING
    CALENDAR_DATES = "calendar.dates", Severity.WARNING
    # meetings and the register
    MEETING_HELD_EARLY = "meeting.held_early", Severity.ERROR
    REGISTER_MARKED_TWICE = "register.marked_twice", Severity.ERROR
    REGISTER_NO_COLUMN = "register.no_column", Severity.WARNING
    REGISTER_NO_MEETING = "register.no_meeting", Severity.ERROR
    REGISTER_NO_ROW = "register.no_row", Severity.WARNING
    REGISTER_TWO_MEETINGS = "register.two_meetings", Severity.ERROR
    ATTENDEE_NO_MEETING = "attendee.no_meeting", Severity.ERROR
    ATTENDEE_OTHER_SCHOOL = "attendee.other_school", Severity.ERROR
    MARK_AMBIGUOUS = "mark.ambiguous", Severity.ERROR
    MARK_MEANINGLESS = "mark.meaningless", Severity.INFO
    MARK_MISSING = "mark.missing", Severity.WARNING
    MARK_NO_MEETING = "mark.no_meeting", Severity.WARNING
    MARK_NOT_INVITED = "mark.not_invited", Severity.WARNING
    MARK_UNKNOWN = "mark.unknown", Severity.ERROR
    # rows of other tabs
    KEY_REPEATED = "key.repeated", Severity.ERROR
    ROW_REPEATED = "row.repeated", Severity.WARNING
    CONSULTATION_FAILED_ATTENDED = "consultation.failed_attended", Severity.WARNING
    CONSULTATION_HELD_EARLY = "consultation.held_early", Severity.ERROR
    CONSULTATION_MEETING_OVERLAP = "consultation.meeting_overlap", Severity.WARNING
    CONSULTATION_NO_JOURNAL = "consultation.no_journal", Severity.WARNING
    CONSULTATION_NO_NEW_DATE = "consultation.no_new_date", Severity.WARNING
    CONSULTATION_OVERDUE = "consultation.overdue", Severity.WARNING
    CONSULTATION_OVERLAP = "consultation.overlap", Severity.WARNING
    JOURNAL_ANOTHER = "journal.another", Severity.ERROR
    JOURNAL_CANCELLED = "journal.cancelled", Severity.ERROR
    JOURNAL_FUTURE = "journal.future", Severity.ERROR
    JOURNAL_NOBODY = "journal.nobody", Severity.WARNING
    JOURNAL_OTHER_DATE = "journal.other_date", Severity.ERROR
    JOURNAL_OTHER_TUTOR = "journal.other_tutor", Severity.ERROR
    PLACE_TAKEN = "place.taken", Severity.WARNING
    DONE_FUTURE = "done.future", Severity.WARNING
    DONE_LATE = "done.late", Severity.WARNING
    DONE_NO_DATE = "done.no_date", Severity.WARNING
    DONE_STATUS = "done.status", Severity.WARNING
    DONE_RECURRING = "done.recurring", Severity.WARNING
    REPORT_DECLARED = "report.declared", Severity.WARNING
    REPORT_LATE = "report.late", Severity.WARNING
    REPORT_MISSING = "report.missing", Severity.WARNING
    REPORT_OVERDUE = "report.overdue", Severity.WARNING
    REPORT_STATUS = "report.status", Severity.WARNING
    RESULTS_ROLL = "results.roll", Severity.ERROR
    RESULTS_SEASON = "results.season", Severity.WARNING, Severity.INFO
    RESULTS_SUM = "results.sum", Severity.ERROR
    RESULTS_TWICE = "results.twice", Severity.WARNING
    # what people agreed to live with
    ACCEPTED_NUMBER = "accepted.number", Severity.ERROR
    ACCEPTED_IDLE = "accepted.idle", Severity.INFO


STRUCTURAL = frozenset(
    {Check.TAB_MISSING, Check.TAB_NO_HEADER, Check.TAB_LOADING, Check.COLUMN_MISSING}
)
"""A tab or a column that nothing can be computed without is not there."""

TO_KNOW = frozenset({Check.DONE_LATE, Check.REPORT_LATE, Check.SHNOR_NO_HELP})
"""What has happened, or not, and no typing can mend."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value, without its address.

    `message` says what is wrong and quotes the value (««9» — подходят СОШ № 9 и ООШ № 9»); `fix`
    says what to type instead.
    """

    check: Check
    severity: Severity
    message: str
    fix: str = ""

    @classmethod
    def of(cls, check: Check, message: str, fix: str = "") -> "Fault":
        """A fault of the severity its check usually has."""
        return cls(check, check.severities[0], message, fix)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at one address; `cell` is None only where no cell exists (a missing row or tab),
    and `place` has no tab where there is no book."""

    place: Place
    cell: CellRef | None
    check: Check
    severity: Severity
    value: str
    message: str
    fix: str
    owner: str | None = None
    row: tuple[str, int] | None = None
    """The row it stands in: table name and frame key."""
    rejects: bool = False
    """True when the whole row does not count because of it."""
    whose: str | None = None
    """The tutor (code) who can mend it: of a problem just found only where no row of theirs
    exists, later whenever `owner` is a tutor."""
    about: str | None = None
    """What a tab lacks, or which of several things a cell names: a code, a subject, a column."""
    id: str = ""
    """The number people and runs know it by, ten digits; given when all problems are found."""

    @property
    def link(self) -> str | None:
        """What opens the cell, or None."""
        return self.cell.link if self.cell else None

    @property
    def mend(self) -> bool:
        """Whether typing can mend it; else it is there to be known («к сведению»)."""
        return self.severity is not Severity.INFO and self.check not in TO_KNOW

    def sentence(self) -> str:
        """«Лист «Журнал», E14: «9» — подходят СОШ № 9 и ООШ № 9. Укажите тип школы.»"""
        where = f"Лист «{self.place.tab}»" + (f", {self.cell.a1}" if self.cell else "")
        said = stop(f"{where}: {self.message}" if self.place.tab else capital(self.message))
        return f"{said} {stop(capital(self.fix))}" if self.fix else said


@dataclass(frozen=True, slots=True)
class Terms:
    """Why a problem may stay, who said so, and until which day (None: for good)."""

    why: str
    who: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A problem that is told no more; a row that it rejects stays rejected."""

    problem: Problem
    terms: Terms


def at_cell(cell: CellRef, fault: Fault, value: str) -> Problem:
    """A parser's fault at its address."""
    return Problem(cell.place, cell, fault.check, fault.severity, value, fault.message, fault.fix)


def without_cell(
    place: Place, fault: Fault, whose: str | None = None, about: str | None = None
) -> Problem:
    """A fault of a tab that has no cell of its own: a missing row, tab or column. Nobody typed it:
    there is no value."""
    said = (fault.severity, "", fault.message, fault.fix)
    return Problem(place, None, fault.check, *said, whose=whose, about=about)
