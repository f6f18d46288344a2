"""How this program uses pandas."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

pd.set_option("future.infer_string", False)
# None stays None in columns of text: with pandas' own text type it would become NaN.


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows as named tuples, `Index` first."""
    return iter(frame.itertuples())
