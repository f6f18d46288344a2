"""The tabs say whose side words of the centre's own are, and have rows for sides of its own."""

from datetime import datetime

from helpers import TODAY, Desk, look

from sheets_sync.sheet.pieces import Grid
from sheets_sync.summary import roadmap
from sheets_sync.summary.view import Stamp, View
from sheets_sync.tables.own_words import declared

WORDS = declared(
    {"Исполнитель": {"наша сторона": ["РДР", "ГМЦ"], "УО": ["управление образования"]}}
)


def grid(**settings: object) -> Grid:
    desk = Desk().set("Дорожная карта", 2, "Ответственный", "специалист управления образования")
    return roadmap.build(View(look(desk, **settings), Stamp(TODAY, datetime(2021, 2, 18, 13))))


def texts(found: Grid) -> list[str]:
    return [str(cell.value) for row in found.rows for cell in row if cell and cell.value]


def test_a_side_of_their_own_has_its_row_before_the_others():
    assert "УО" in texts(grid(words=WORDS))
    assert "УО" not in texts(grid())


def test_the_note_says_which_words_the_settings_add():
    said = "\n".join(texts(grid(words=WORDS)))
    assert "По настройкам: РДР, ГМЦ — ИМЦ; управление образования, УО — УО." in said
    assert "По настройкам" not in "\n".join(texts(grid()))
