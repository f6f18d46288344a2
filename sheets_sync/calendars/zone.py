"""The workspace's time zone as a VTIMEZONE: calendars must not guess what Moscow's clock shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

_LONG_AGO = datetime(1970, 1, 1)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Onset:
    """A moment (by the clock before it) from which the clock is another hour ahead of UTC."""

    clock: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def vtimezone(zone: ZoneInfo, school_year: int) -> Timezone:
    """A zone from the January before a school year on. A clock that is changed on the same Sunday
    each year goes on like that; any other change stands by its day."""
    known = Timezone()
    known.add("tzid", zone.key)
    known.add_component(_observance(_before(zone, school_year), None))
    onsets = list(_onsets(zone, school_year))
    alike: dict[tuple[timedelta, timedelta], list[_Onset]] = {}
    for onset in onsets:
        alike.setdefault((onset.before, onset.after), []).append(onset)
    ruled = [(group[0], _rule(group)) for group in alike.values()]
    for onset, rule in (
        ruled if all(rule for _, rule in ruled) else [(onset, None) for onset in onsets]
    ):
        known.add_component(_observance(onset, rule))
    return known


def _before(zone: ZoneInfo, year: int) -> _Onset:
    """What the clock shows before all changes."""
    offset, name, summer = _shown(zone, datetime(year, 1, 1, tzinfo=UTC))
    return _Onset(_LONG_AGO, offset, offset, name, summer)


def _onsets(zone: ZoneInfo, year: int) -> Iterator[_Onset]:
    """The changes of a calendar year and the two after it: of the school year, and one to see the
    rule by."""
    moment, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 3, 1, 1, tzinfo=UTC)
    step = timedelta(minutes=15)
    while moment < end:
        day = moment + timedelta(days=1)
        if _shown(zone, moment) != _shown(zone, day):
            while _shown(zone, moment) == _shown(zone, moment + step):
                moment += step
            before, after = _shown(zone, moment), _shown(zone, moment + step)
            clock = (moment + step + before[0]).replace(tzinfo=None)
            yield _Onset(clock, before[0], *after)
        moment = day


def _shown(zone: ZoneInfo, moment: datetime) -> tuple[timedelta, str, bool]:
    local = moment.astimezone(zone)
    return local.utcoffset() or timedelta(), local.tzname() or zone.key, bool(local.dst())


def _rule(onsets: Sequence[_Onset]) -> vRecur | None:
    """The yearly rule of changes, where they have one: the first, second … or last Sunday."""
    days = [one.clock for one in onsets]
    if len(days) < 3 or len({(day.month, day.weekday(), day.time()) for day in days}) > 1:
        return None
    last = all((day + timedelta(days=7)).month != day.month for day in days)
    weeks = {-1} if last else {(day.day + 6) // 7 for day in days}
    if len(weeks) > 1:
        return None
    month, weekday = days[0].month, _DAYS[days[0].weekday()]
    return vRecur(freq="YEARLY", bymonth=month, byday=f"{weeks.pop()}{weekday}")


def _observance(onset: _Onset, rule: vRecur | None) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if onset.summer else TimezoneStandard()
    part.add("dtstart", onset.clock)
    part.add("tzoffsetfrom", onset.before)
    part.add("tzoffsetto", onset.after)
    part.add("tzname", onset.name)
    if rule:
        part.add("rrule", rule)
    return part
