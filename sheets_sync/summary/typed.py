"""What staff typed, as a tab shows it: a text with its details, a teacher with the «ё»."""

import re
from typing import Any

from sheets_sync.letters import clean, fold
from sheets_sync.summary.view import View


def typed(view: View, table: str, row: Any, column: str) -> str:
    """A cell of a staff's row with what its value leaves out: «методический: критерии»."""
    return clean(view.analysis.counted[table].value(int(row.Index), column))


def teacher(view: View, table: str, row: Any) -> str:
    """«Дегтярёва А.И.»: the name as the program writes it, with the «ё» that was typed."""
    surname, _, initials = row.teacher.partition(" ")
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", typed(view, table, row, "teacher"))
    spelled = next((word for word in words if fold(word) == fold(surname)), surname)
    return f"{spelled if 'ё' in spelled else surname} {initials}".strip()
