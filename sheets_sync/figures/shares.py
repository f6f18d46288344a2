"""Shares of counts."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sheets_sync.figures.measures.declared import Measure


def share(part: "pd.Series[int]", whole: "pd.Series[int]") -> "pd.Series[float]":
    """part / whole, NaN where whole is 0."""
    return part.astype(float) / whole.astype(float).replace(0.0, np.nan)


def with_shares(counts: pd.DataFrame, measures: Iterable[Measure]) -> pd.DataFrame:
    """Counts with the shares among some measures beside them; NaN for n/0."""
    shares = {
        one.name: share(
            counts[one.events], counts[one.whole] - (counts[one.less] if one.less else 0)
        )
        for one in measures
        if one.whole
    }
    return counts.assign(**shares)
