"""What is wrong with `[words]` and `[defaults]` of the workspace."""

from collections.abc import Iterator, Mapping
from typing import Any

from sheets_sync.tables.own_defaults import wrong_defaults
from sheets_sync.tables.own_words import declared, own_words
from sheets_sync.tables.tab_titles import TabNames
from sheets_sync.tables.wrong_words import wrong_words

Heads = Mapping[str, Mapping[str, str]]


def wrong_own(data: Mapping[str, Any], headers: Heads, year: int) -> Iterator[str]:
    """A sentence each; `data` is all of workspace.toml, `headers` its section of that name."""
    words = data.get("words", {})
    wrong = [f"[words] {one}" for one in wrong_words(words, headers.values())]
    yield from wrong
    if not wrong:
        own, names = own_words(declared(words), headers.values()), TabNames(data.get("tabs", {}))
        yield from wrong_defaults(data.get("defaults", {}), names, headers, own, year)
