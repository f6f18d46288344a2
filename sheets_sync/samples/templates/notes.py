"""What is said about a column: in the header's note and in the guide."""

from collections.abc import Iterable

from openpyxl.comments import Comment

from sheets_sync.samples.templates.dropdowns import Menus
from sheets_sync.samples.templates.rules.spot import Rule
from sheets_sync.samples.templates.rules.words import told
from sheets_sync.sheet.text_size import line_count
from sheets_sync.tables.schema import Column

REQUIRED = "обязательно"
OPTIONAL = "можно не заполнять"
GIVEN = "обязательно, если «вне графика»"
REGISTER_HINT = (
    "Совещания — в столбцах правее: в первой строке столбца впишите дату (18.02.2021) или код "
    "(С-06) совещания, ниже ставьте отметки. Пустая ячейка — «не отмечено»."
)

_ROOM = 300.0
_LINE = 17.0
_POINTS = 10.0


def need(column: Column) -> str:
    """Whether a column must be filled in."""
    if column.given_by:
        return GIVEN
    return REQUIRED if column.required else OPTIONAL


def note_text(column: Column, menus: Menus, rules: Iterable[Rule]) -> str:
    """The note of a header: need, hint, example, where the dropdown comes from, which mistakes
    are coloured."""
    lines = [f"{column.header} — {need(column)}", column.hint]
    if column.example:
        lines.append(f"Пример: {column.example}")
    lines += [origin(column, menus), *told(rules)]
    return "\n".join(filter(None, lines))


def meetings_note(rules: Iterable[Rule]) -> str:
    """The note of a register's first column of a meeting: there its head is typed."""
    return "\n".join((REGISTER_HINT, *told(rules)))


def origin(column: Column, menus: Menus) -> str:
    """Where the words of a column's dropdown come from; "" when it has none or the hint says so."""
    kind = column.kind
    if title := menus.home(kind):
        said = f"«{title}»" in column.hint
        return "" if said else f"Список для выбора — лист «{title}»."
    said = "спис" in column.hint
    return "Можно выбрать из списка." if kind.offers and not said else ""


def note(text: str) -> Comment:
    """A note without an author, as large as its text."""
    lines = line_count(text, _ROOM - 20, _POINTS)
    return Comment(text, "", height=round(lines * _LINE + 16), width=round(_ROOM))
