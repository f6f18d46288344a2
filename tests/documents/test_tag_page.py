"""The page of tags says what the documents really hold."""

from pathlib import Path
from typing import Any

import pytest

from sheets_sync.analysis import Analysis
from sheets_sync.documents.make import SUBJECTS, general, needs
from sheets_sync.documents.shelf import templates
from sheets_sync.documents.subject import Subject
from sheets_sync.documents.tag_names import GENERAL, Tag
from sheets_sync.documents.tag_page import PAGE, renewed, values_of

REPOSITORY = Path(__file__).parents[2]


def test_the_list_of_tags_is_the_declared_one(demo: Analysis):
    page = (REPOSITORY / PAGE).read_text(encoding="utf-8")
    assert renewed(page, demo) == page, "запустите make templates"


def assert_declared(tags: tuple[Tag, ...], values: Any, where: str) -> None:
    """Names of values are those of tags, all the way down."""
    assert {tag.name for tag in tags} == values.keys(), where
    for tag in tags:
        value = values[tag.name]
        assert isinstance(value, list) == tag.many or value is None, f"{where}.{tag.name}"
        if tag.parts:
            for one in value if tag.many else [value]:
                if one is not None:
                    assert_declared(tag.parts, one, f"{where}.{tag.name}")


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.title)
def test_every_value_has_its_tag(demo: Analysis, subject: Subject):
    assert_declared(subject.tags, values_of(demo, subject), subject.title)


def test_the_general_values_have_their_tags(demo: Analysis):
    assert_declared(GENERAL, general(demo, False, ()), "")


def test_no_two_subjects_share_a_name():
    names = [tag.name for subject in SUBJECTS for tag in subject.tags]
    names += [tag.name for tag in GENERAL]
    assert len(names) == len(set(names))


def test_every_template_of_ours_stands_on_the_page():
    page = (REPOSITORY / PAGE).read_text(encoding="utf-8")
    for name, template in templates(Path("нет")).items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
        for subject in needs(template):
            if subject.otherwise is None:
                assert any(f"--{option}" in row for option in subject.builds), name
