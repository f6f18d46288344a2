"""Names of files are legal everywhere, never lead out of their folder, and no two are one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.disk import free_name, safe_name


@given(st.text(max_size=300))
def test_any_text_becomes_a_file_of_the_folder(text: str):
    name = safe_name(text)
    assert Path("папка", f"{name}.docx").parent == Path("папка")
    assert 0 < len(f"{name} (99).docx".encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*\n\0')
    assert name.strip(" .") == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("справка II / 2021", "справка II 2021"),
        ("../../etc/passwd", "etc passwd"),
        ("CON", "_CON"),
        ("МБОУ СОШ № 44", "МБОУ СОШ № 44"),
        ("...", "_"),
    ],
)
def test_how_a_name_is_made_safe(typed: str, name: str):
    assert safe_name(typed) == name


def test_no_two_names_are_one_on_any_disk():
    taken: set[str] = set()
    typed = ["Иванова/Петрова", "Иванова Петрова", "ИВАНОВА ПЕТРОВА", "Иванова\nПетрова", "Белов"]
    assert [free_name(one, taken) for one in typed] == [
        "Иванова Петрова",
        "Иванова Петрова (2)",
        "ИВАНОВА ПЕТРОВА (3)",
        "Иванова Петрова (4)",
        "Белов",
    ]
