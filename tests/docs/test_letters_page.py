"""docs/письма.md: its settings can be used, its tags are those of a letter."""

import re
from pathlib import Path

from sheets_sync.documents.reminders.letter_tags import TAGS
from sheets_sync.documents.tag_names import listed
from sheets_sync.workspace import Remind, load

PAGE = (Path(__file__).parents[2] / "docs" / "письма.md").read_text(encoding="utf-8")


def test_the_settings_shown_can_be_used(tmp_path: Path):
    found = re.search(r"<!-- пример письма -->\n+```toml\n(.*?)```", PAGE, re.DOTALL)
    assert found
    least = 'books = ["Справочники.xlsx"]\nsummary = "Сводка.xlsx"\n'
    (tmp_path / "workspace.toml").write_text(least + found[1], encoding="utf-8")
    workspace = load(tmp_path)
    assert workspace.remind == Remind(7, 0, 50)
    assert workspace.mails == {"Консультации.xlsx": "petrova@example.org"}
    assert workspace.notify.sender == "robot@example.org"


def test_the_tags_listed_are_those_of_a_letter():
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", PAGE.split("<!-- теги письма -->")[1], re.M)
    assert rows == [(name, tag.says) for name, tag in listed(TAGS)]
