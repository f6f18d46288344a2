"""A school's code and name in one cell."""

import pytest

from sheets_sync.tables.kinds.school_codes import CodedSchools
from sheets_sync.tables.kinds.schools import SchoolEntry

SCHOOLS = CodedSchools(
    [SchoolEntry("Ш-44", "МБОУ СОШ № 44"), SchoolEntry("Ш-9", "МБОУ СОШ № 9"),
     SchoolEntry("О-9", "МБОУ ООШ № 9"), SchoolEntry("12", "МБОУ СОШ № 12")]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [("Ш-44 СОШ № 44", "Ш-44"), ("СОШ № 44 (Ш-44)", "Ш-44"), ("Ш-44 — МБОУ «СОШ № 44»", "Ш-44"),
     ("ООШ 9, О-9", "О-9"), ("Ш44 СОШ 44", "Ш-44"), ("Ш-9", "Ш-9"), ("СОШ-44", "Ш-44"),
     ("Ш-9, 9", None), ("12", "12"), ("СОШ № 12", "12")],
)  # fmt: skip
def test_a_code_and_a_name_that_agree_are_the_school(text: str, code: str | None) -> None:
    assert SCHOOLS(text).value == code


@pytest.mark.parametrize("text", ["Ш-9 СОШ № 44", "СОШ № 44 (О-9)", "Ш-44: ООШ № 9"])
def test_a_code_and_a_name_that_disagree_are_an_error_that_names_both(text: str) -> None:
    (fault,) = SCHOOLS(text).faults
    assert fault.check == "school.code_and_name"
    assert "№ 9" in fault.message
    assert "№ 44" in fault.message
