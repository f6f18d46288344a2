"""How much help each ШНОР school had in its risk subjects."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import pandas as pd

from sheets_sync.figures.attendance import PRESENT
from sheets_sync.figures.events import Centre, Facts, needed
from sheets_sync.periods import month_of
from sheets_sync.reading.records import Records

NONE = "не было с начала года"
LATE = "не было в этом месяце"
HELPED = "была в этом месяце"
OVER = "была в этом учебном году"
"""Said after the last lesson, when no month is asked about."""


def rated(coverage: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """The coverage figures with `listed`, `risk` and, for risks, the need in words (`need`)."""
    pairs = coverage.copy()
    low = needed(facts.listed)
    risks = {
        (s, subject)
        for s, risk in zip(low["school"], low["risk"], strict=True)
        for subject in risk or ()
    }
    pairs["listed"] = pairs["school"].isin(set(low["school"]))
    pairs["risk"] = [pair in risks for pair in zip(pairs["school"], pairs["subject"], strict=True)]
    since = asked_since(facts.centre)
    pairs["need"] = [
        _need(n, day, since)
        for n, day in zip(pairs["consultations"], pairs["last_date"], strict=True)
    ]
    return pairs


def unread(journal: Records) -> Mapping[str, int]:
    """How many rows of the journal that were left out for a fault tell of each school, and may
    tell of help: nobody may say of it that there was none."""
    if journal.rejected is None:
        return {}
    came = journal.rejected["mark"].isna() | journal.rejected["mark"].isin(PRESENT)
    return Counter(journal.rejected.loc[came, "school"].dropna())


def asked_since(centre: Centre) -> date | None:
    """The first day of the month in which a school should have been helped; None after the last
    lesson: nobody is asked for help in the holidays."""
    today = centre.today
    return None if today > centre.year.last_lesson else month_of(today).start


def _need(consultations: int, last: pd.Timestamp, since: date | None) -> str:
    if not consultations:
        return NONE
    if since is None:
        return OVER
    return HELPED if last >= pd.Timestamp(since) else LATE
