"""The committed templates are those the code draws."""

from pathlib import Path

from sheets_sync.documents.forms.drawn import word_templates

FOLDER = Path(__file__).parents[2] / "templates" / "документы"


def test_the_templates_are_those_drawn():
    drawn = word_templates()
    there = {file.name: file.read_bytes() for file in FOLDER.glob("*.docx")}
    assert there.keys() == drawn.keys()
    assert [name for name in drawn if there[name] != drawn[name]] == [], "make templates"
