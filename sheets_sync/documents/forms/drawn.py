"""The Word templates of templates/документы/, made from code: file name → bytes."""

from collections.abc import Callable, Mapping

from sheets_sync.documents.forms.cards import school_card, school_letter, tutor_card
from sheets_sync.documents.forms.gost_record import gost_record
from sheets_sync.documents.forms.note_form import analytic_note
from sheets_sync.documents.forms.own_record import own_record
from sheets_sync.documents.forms.papers import (
    extract_form,
    roadmap_report,
    sign_up_form,
    timetable_form,
)
from sheets_sync.documents.forms.word_page import WordPage

FORMS: Mapping[str, Callable[[], WordPage]] = {
    "выписка": extract_form,
    "график": timetable_form,
    "дорожная-карта": roadmap_report,
    "письмо-в-школу": school_letter,
    "регистрация": sign_up_form,
    "протокол-гост": gost_record,
    "протокол-имц": own_record,
    "справка": analytic_note,
    "тьютор": tutor_card,
    "школа": school_card,
}
"""Template name → what draws it."""


def word_templates() -> dict[str, bytes]:
    """Every template by its file's name; the same bytes on each run."""
    return {f"{name}.docx": draw().packed() for name, draw in FORMS.items()}
