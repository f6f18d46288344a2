"""`python -m sheets_sync.documents.tag_page [FILE]`: the list of tags in docs/документы.md, anew.

The examples are what the demo's documents really hold, so the page cannot say what is not so.
"""

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.documents.make import EXAMPLES, SUBJECTS, general
from sheets_sync.documents.sandbox import as_text
from sheets_sync.documents.subject import Request, Subject
from sheets_sync.documents.tag_names import GENERAL, Tag
from sheets_sync.samples.demo import write_demo
from sheets_sync.stores.files import book_files
from sheets_sync.stores.xlsx.store import Maker, XlsxStore
from sheets_sync.tables.books import wanted_titles
from sheets_sync.workspace import load

PAGE = "docs/документы.md"
BEGIN = "<!-- Перечень тегов: сделан программой (make templates), руками не менять. -->"
END = "<!-- Конец перечня тегов. -->"
SHOWN = {
    "meeting": "С-10",
    "tutor": "Т-06",
    "school": "Ш-21",
    "consultation": "К-002",
    "person": "Меркулова О.Д.",
    "month": "2021-02",
    "half": "I",
}
"""The demo's entries that the examples are about."""
_LONGEST = 60


def renewed(page: str, analysis: Analysis) -> str:
    """The page with the list between its two marks as the tags are now declared."""
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n\n{listing(analysis)}\n{END}{after}"


def listing(analysis: Analysis) -> str:
    """Every tag with its meaning and an example, a table a subject."""
    lines = ["### Есть в каждом документе", "", *_table(GENERAL, general(analysis, False, ()))]
    for subject in SUBJECTS:
        lines += _subject(analysis, subject)
    return "\n".join(lines)


def _subject(analysis: Analysis, subject: Subject) -> Iterator[str]:
    options = " или ".join(f"`--{name} {EXAMPLES[name]}`" for name in subject.builds)
    also = " или без ключа" if subject.otherwise and options else ""
    yield from (f"### {subject.title}", "")
    yield from (f"Нужно: {options}{also}." if options else "Ничего не нужно.", "")
    yield from _table(subject.tags, values_of(analysis, subject))


def values_of(analysis: Analysis, subject: Subject) -> dict[str, Any]:
    """A subject's values in the demo."""
    option = next(iter(subject.builds), "")
    build = subject.builds.get(option) or subject.otherwise
    assert build is not None, "a subject is made by an option or without one"
    request = Request(SHOWN if option in SHOWN else {})
    return dict(build(analysis, SHOWN.get(option, ""), request).values)


def _table(tags: tuple[Tag, ...], values: Any) -> Iterator[str]:
    yield from ("| Тег | Что это | Пример |", "|---|---|---|")
    yield from _rows(tags, values, "")
    yield ""


def _rows(tags: tuple[Tag, ...], values: Any, before: str) -> Iterator[str]:
    for tag in tags:
        value = values.get(tag.name) if isinstance(values, dict) else None
        name = f"{before}{tag.name}" + ("[]" if tag.many else "")
        yield f"| `{name}` | {tag.says} | {_example(tag, value)} |"
        first = next((one for one in value or () if one), None) if tag.many else value
        yield from _rows(tag.parts, first, f"{name}.")


def _example(tag: Tag, value: Any) -> str:
    if tag.parts:
        return ""
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, bool):
        return "да" if value else "нет"
    text = str(as_text(value)).replace("\n", " ").replace("|", "/").replace("\u00a0", " ")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def demo_analysis(folder: Path) -> Analysis:
    """The demo as every document sees it; its files are left in the folder."""
    write_demo(folder)
    workspace = load(folder)
    books = book_files(workspace.root, workspace.books, workspace.summary)
    store = XlsxStore(books, None, workspace.limits, Maker(datetime.now(UTC)))
    snapshot = store.read(wanted_titles())
    assert workspace.today is not None, "the demo fixes its day"
    return analyse(workspace, snapshot, workspace.today)


if __name__ == "__main__":
    file = Path(sys.argv[1] if len(sys.argv) > 1 else PAGE)
    with tempfile.TemporaryDirectory() as place:
        made = renewed(file.read_text(encoding="utf-8"), demo_analysis(Path(place) / "demo"))
    file.write_text(made, encoding="utf-8", newline="\n")
