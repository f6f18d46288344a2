"""How much help each ШНОР school had in its risk subjects."""

import pandas as pd

from sheets_sync.figures.events import Facts, needed
from sheets_sync.periods import month_of

NONE, LATE, HELPED = "нет помощи", "не в этом месяце", "есть помощь"


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
    month = month_of(facts.centre.today)
    pairs["need"] = [
        _need(n, day, pd.Timestamp(month.start))
        for n, day in zip(pairs["consultations"], pairs["last_date"], strict=True)
    ]
    return pairs


def _need(consultations: int, last: pd.Timestamp, month: pd.Timestamp) -> str:
    if not consultations:
        return NONE
    return HELPED if last >= month else LATE
