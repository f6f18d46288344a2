"""Rules of the schedule and the journal, and between them."""

from collections.abc import Iterator

from sheets_sync.problems import Check
from sheets_sync.samples.templates.rules.formulas import (
    TODAY,
    begins,
    blank,
    both,
    code_pattern,
    day,
    day_in,
    either,
    filled,
    initials,
    safe,
    unlike,
)
from sheets_sync.samples.templates.rules.meetings import day_off, ends_too_early
from sheets_sync.samples.templates.rules.spot import Rule, Spot
from sheets_sync.tables.consultations import JOURNAL, SCHEDULE

_HELD = ("про", "сос", "да", "+", "✓", "✔")
_PLANNED = ("пла", "зап", "нам", "буд", "ожи")
_MOVED = ("пер", "отл", "сдв")
_GONE = ("отм", "анн", "не ", "сор", *_MOVED)
_FAILED = ("не ", "сор")
_OVERDUE_DAYS = 3
_ONLINE = (
    "*zoom*",
    "*онлайн*",
    "*дистанц*",
    "*сферум*",
    "*телемост*",
    "*вкс*",
    "*http*",
    "*ссылк*",
)
_MARGIN = "1/2880"
"""Half a minute: the end of one consultation is no overlap with the beginning of the next."""


def rules_of_schedule(spot: Spot) -> Iterator[Rule]:
    """A row of График by itself, against others, and against Журнал."""
    status, new_date = spot.cell("status"), spot.cell("new_date")
    planned = day(spot.cell("date"))
    moment = f"IF({filled(new_date)},{day(new_date)},{planned})"
    held = both(begins(status, _HELD), f"{moment}>{TODAY}")
    yield spot.rule(Check.CONSULTATION_HELD_EARLY, "status", held)
    yield ends_too_early(spot)
    nowhere = both(begins(status, _MOVED), blank(new_date))
    yield spot.rule(Check.CONSULTATION_NO_NEW_DATE, "new_date", nowhere)
    waiting = either(begins(status, _PLANNED), both(begins(status, _MOVED), filled(new_date)))
    past = both(waiting, f"{moment}>0", f"{moment}<{TODAY}-{_OVERDUE_DAYS}")
    yield spot.rule(Check.CONSULTATION_OVERDUE, "status", past)
    yield spot.rule(Check.CONSULTATION_NO_JOURNAL, "status", _no_journal(spot))
    yield spot.rule(Check.CONSULTATION_FAILED_ATTENDED, "status", _failed_attended(spot))
    yield spot.rule(Check.CONSULTATION_OVERLAP, "start", _overlap(spot, "tutor"))
    offline = unlike(spot.cell("place"), *_ONLINE)
    taken = both(offline, _overlap(spot, "place", "tutor"))
    yield spot.rule(Check.PLACE_TAKEN, "place", taken)
    off = both(f"NOT({begins(status, _GONE)})", day_off(day(spot.cell("date"))))
    yield spot.rule(Check.DATE_DAY_OFF, "date", off)


def _overlap(spot: Spot, same: str, other: str = "") -> str:
    """Another consultation of the same tutor or place on that day begins before this one ends and
    ends after it begins; `other` names what must differ in it."""
    date, start, end = (spot.cell(name) for name in ("date", "start", "end"))
    numbers = both(*(f"ISNUMBER({cell})" for cell in (date, start, end)))
    live = both(filled(spot.cell(same)), f"NOT({begins(spot.cell('status'), _GONE)})")
    found = _at_once(spot, (same, "date"))
    others = f"({found})-({_at_once(spot, (same, 'date', other))})>0" if other else f"{found}>1"
    return both(numbers, live, others)


def _at_once(spot: Spot, same: tuple[str, ...]) -> str:
    """How many consultations equal in these columns meet this one's time and take place. No
    criterion is «not …»: an empty cell would fulfil it, and a million of them take a second."""
    start, end = spot.cell("start"), spot.cell("end")
    pairs = ",".join(
        (
            *(f"{spot.whole(name)},{spot.cell(name)}" for name in same),
            f'{spot.whole("start")},"<"&({end}-{_MARGIN})',
            f'{spot.whole("end")},">"&({start}+{_MARGIN})',
        )
    )
    gone = (f'COUNTIFS({pairs},{spot.whole("status")},"{s}*")' for s in ("отм", "не ", "перен"))
    return "-".join((f"COUNTIFS({pairs})", *gone))


def _no_journal(spot: Spot) -> str:
    """Held, and the journal of this book, in which the tutor writes, has no row of it."""
    code = code_pattern(spot.cell("code"), "*")
    written = f"COUNTIF({spot.other(JOURNAL, 'tutor')},{spot.cell('tutor')})>0"
    none = f"COUNTIF({spot.other(JOURNAL, 'consultation')},{code})=0"
    return both(begins(spot.cell("status"), _HELD), filled(spot.cell("code")), written, none)


def _failed_attended(spot: Spot) -> str:
    code = code_pattern(spot.cell("code"), "*")
    rows = f"{spot.other(JOURNAL, 'consultation')},{code},{spot.other(JOURNAL, 'mark')}"
    came = f'COUNTIFS({rows},"+")>0'
    return both(begins(spot.cell("status"), _FAILED), filled(spot.cell("code")), came)


class _Planned:
    """The row of График that a journal row names."""

    def __init__(self, spot: Spot) -> None:
        code = code_pattern(spot.cell("consultation"))
        self._row = f"{spot.other(SCHEDULE, 'code')},{code}"
        self._spot = spot

    def with_(self, name: str, criterion: str) -> str:
        """How many rows of that code fulfil a criterion in a column."""
        return f"COUNTIFS({self._row},{self._spot.other(SCHEDULE, name)},{criterion})"

    def on(self, moment: str) -> str:
        """How many rows of that code have that day as «Новая дата» or, where none is, «Дата»."""
        moved = f"{self.with_('new_date', _quoted('<>'))}>0"
        new, old = (self._spot.other(SCHEDULE, name) for name in ("new_date", "date"))
        days = f"INDIRECT(IF({moved},{_name(new)},{_name(old)}))"
        return day_in(days, moment, f",{self._row}")


def rules_of_journal(spot: Spot) -> Iterator[Rule]:
    """A row of the future, on a day off, or not as График has it."""
    consultation, moment = spot.cell("consultation"), day(spot.cell("date"))
    yield spot.rule(Check.JOURNAL_FUTURE, "date", f"{moment}>{TODAY}")
    planned = _Planned(spot)
    coded = filled(consultation)
    cancelled = f"{planned.with_('status', _quoted('отм*'))}>0"
    yield spot.rule(Check.JOURNAL_CANCELLED, "consultation", both(coded, cancelled))
    yield spot.rule(Check.JOURNAL_OTHER_TUTOR, "tutor", both(coded, _other_tutor(spot, planned)))
    yield spot.rule(Check.JOURNAL_OTHER_DATE, "date", both(coded, _other_date(moment, planned)))
    unplanned = f'COUNTIF({consultation},"вне*")>0'
    yield spot.rule(Check.DATE_DAY_OFF, "date", both(unplanned, day_off(moment)))


def _other_tutor(spot: Spot, planned: _Planned) -> str:
    """График names somebody, and nobody with these initials: a surname may be a former one."""
    letters = initials(spot.cell("tutor"))
    first, last = f"LEFT({letters},1)", f"RIGHT({letters},1)"
    named = (
        f"{planned.with_('tutor', _quoted('*?.?*'))}+{planned.with_('tutor', _quoted('?* ?* ?*'))}"
    )
    short = planned.with_("tutor", f'"*"&{first}&".*"&{last}&"*"')
    full = planned.with_("tutor", f'"* "&{first}&"* "&{last}&"*"')
    return safe(both(f"{named}>0", f"{short}+{full}=0"))


def _other_date(moment: str, planned: _Planned) -> str:
    known = either(
        f"{planned.with_('date', _quoted('>0'))}>0", f"{planned.with_('date', _quoted('*20*'))}>0"
    )
    return both(f"{moment}>0", f"{moment}<={TODAY}", known, f"{planned.on(moment)}=0")


def _quoted(criterion: str) -> str:
    return f'"{criterion}"'


def _name(place: str) -> str:
    """INDIRECT("name") → "name"."""
    return place.removeprefix("INDIRECT(").removesuffix(")")
