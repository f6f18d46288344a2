"""What a document is asked for, and what a subject answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sheets_sync.analysis import Analysis
from sheets_sync.documents.tag_names import Tag


@dataclass(frozen=True, slots=True)
class Request:
    """The options of a command by name («meeting» → «С-01»), and its switches.

    `public`: nobody absent is named; `draft`: print though something is open; `with_list`: with
    the list of those present.
    """

    options: Mapping[str, str] = field(default_factory=dict)
    public: bool = False
    draft: bool = False
    with_list: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The values of one subject; `blocking` sentences forbid the document without --draft,
    `warnings` do not."""

    values: Mapping[str, Any]
    blocking: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


Build = Callable[[Analysis, str, Request], Part]
"""An analysis, the option's value and the request → the part; UsageError for a wrong value."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something a document can be about: the tags it adds and, by option, how they are made.

    `title` heads its tags on the page of tags; `otherwise` makes them where no option is given;
    None: one of the options is needed.
    """

    title: str
    tags: tuple[Tag, ...]
    builds: Mapping[str, Build] = field(default_factory=dict)
    otherwise: Build | None = None

    @property
    def names(self) -> frozenset[str]:
        """The first names of its tags."""
        return frozenset(tag.name for tag in self.tags)
