"""What the sections of the analytic note are drawn from: headings, paragraphs, tables, lists."""

from collections.abc import Sequence

from sheets_sync.documents.forms.word_page import CENTER, WIDE, WordPage

SIZE, TIGHT = 10.0, 9.0
"""Letters of a table, and of one with many columns."""


def paragraphs(page: WordPage, name: str) -> None:
    """A list of the values, each a paragraph."""
    page.tag(f"for абзац in {name}")
    page.line("{{ абзац }}", WIDE, red=True, after=4)
    page.tag("endfor")


def heading(page: WordPage, text: str) -> None:
    """The heading of a section."""
    page.heading(f"**{text}**")


def opened(page: WordPage, name: str) -> None:
    """The start of a section, its heading and text; `endif` ends it."""
    page.tag(f"if справка.{name}")
    heading(page, f"{{{{ справка.{name}.номер }}}}. {{{{ справка.{name}.заголовок }}}}")
    paragraphs(page, f"справка.{name}.абзацы")


def table(
    page: WordPage,
    title: str,
    name: str,
    columns: Sequence[tuple[str, str, float]],
    left: int = 1,
    size: float = SIZE,
) -> None:
    """A table with a title, unless its list is empty: (head, tag, width) of each column; those
    after `left` are centred."""
    page.tag(f"if справка.{name}")
    if title:
        page.heading(title, before=8)
    cells = [(head, f"{{{{ строка.{tag} }}}}", width) for head, tag, width in columns]
    center = range(left, len(columns))
    page.table(cells, f"строка in справка.{name}", size=size, center=center)
    page.tag("endif")


def picture(page: WordPage, name: str) -> None:
    """A section's chart, where there is one."""
    page.tag(f"if справка.{name}.диаграмма")
    page.line(f"{{{{ справка.{name}.диаграмма }}}}", CENTER).room(8)
    page.tag("endif")


def listed(page: WordPage, title: str, name: str) -> None:
    """A numbered list under a heading, unless it is empty."""
    page.tag(f"if справка.{name}")
    heading(page, title)
    page.tag(f"for строка in справка.{name}")
    page.line("{{ loop.index }}. {{ строка }}", WIDE, red=True, after=2)
    page.tag("endfor", "endif")
