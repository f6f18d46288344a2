"""The Word templates of templates/документы/, made from code: file name → bytes."""

from collections.abc import Callable, Mapping

from sheets_sync.documents.forms.gost_record import gost_record
from sheets_sync.documents.forms.note_form import analytic_note
from sheets_sync.documents.forms.own_record import own_record
from sheets_sync.documents.forms.word_page import WordPage

FORMS: Mapping[str, Callable[[], WordPage]] = {
    "протокол-гост": gost_record,
    "протокол-имц": own_record,
    "справка": analytic_note,
}
"""Template name → what draws it."""


def word_templates() -> dict[str, bytes]:
    """Every template by its file's name; the same bytes on each run."""
    return {f"{name}.docx": draw().packed() for name, draw in FORMS.items()}
