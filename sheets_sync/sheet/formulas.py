"""The formulas that a summary's cells may hold, as data; stores ask for their spelling."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class StaleAfter:
    """Nothing for so many days after `moment`, which knows its time zone; then `text`."""

    moment: datetime
    text: str
    days: int = 1


@dataclass(frozen=True, slots=True)
class SameAs:
    """What stands in a cell of another tab of the summary; `cell` is an address as «A3»."""

    tab: str
    cell: str


Formula = StaleAfter | SameAs


def spell(formula: Formula, comma: str) -> str:
    """A formula as spreadsheets write it, English names, `comma` between arguments, without «=»."""
    if isinstance(formula, SameAs):
        return "'{}'!{}".format(formula.tab.replace("'", "''"), formula.cell)
    text = formula.text.replace('"', '""')
    return f'IF(NOW()-({_moment(formula.moment, comma)})>{formula.days}{comma}"{text}"{comma}"")'


def _moment(moment: datetime, comma: str) -> str:
    """A moment as the clock of the sheet shows it: in UTC, and the minutes that its zone is ahead,
    because NOW() knows no zones."""
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    ahead = round((moment.replace(tzinfo=None) - utc) / _MINUTE)
    day = comma.join(map(str, (utc.year, utc.month, utc.day)))
    time = comma.join(map(str, (utc.hour, utc.minute, 0)))
    return f"DATE({day})+TIME({time})+({ahead})/1440"
