"""How this program uses pandas."""

import warnings
from collections import namedtuple
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pandas as pd

with warnings.catch_warnings():
    # None stays None in columns of text: in pandas' own text type it would become NaN. pandas 3
    # says that pandas 4 will drop the option, which pyproject.toml therefore excludes.
    warnings.simplefilter("ignore")
    pd.set_option("future.infer_string", False)


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows as named tuples, `Index` first."""
    row = _row(tuple(frame.columns))
    return map(row, frame.index, *(column for _, column in frame.items()))


@lru_cache(maxsize=256)
def _row(columns: tuple[str, ...]) -> Callable[..., Any]:
    """Making the type costs more than most tables' rows, so `itertuples` is dear in small ones."""
    return namedtuple("Row", ["Index", *columns], rename=True)


def looked_up(keys: "pd.Series[Any]", values: "pd.Series[Any]") -> "pd.Series[Any]":
    """The value of each key in `values`, by its unique index; missing ones are NaN or NaT."""
    return values.reindex(pd.Index(keys)).set_axis(keys.index)


def by_code(frame: pd.DataFrame) -> pd.DataFrame:
    """The first row of each code, by code: what references point at."""
    code = frame["code"]
    return frame[code.notna() & ~code.duplicated()].set_index("code")


def said_of(codes: "pd.Series[Any]", frame: pd.DataFrame, column: str) -> "pd.Series[Any]":
    """What the first row of each code says in a column; a code that is not there has NaN or NaT."""
    return looked_up(codes, by_code(frame[["code", column]])[column])
