"""Charts of months: the same bytes each time, labels that can be read."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from sheets_sync.documents.charts import Bars, enough, months_chart, short
from sheets_sync.documents.filling import fill
from sheets_sync.documents.pictures import Picture
from sheets_sync.documents.tag_names import Tag, check_tags
from sheets_sync.errors import UsageError

MONTHS = ("2020-09", "2020-10", "2020-11")
BARS = Bars("явка", (80.0, None, 100.0), ("80,0 %", "", "100,0 %"))


def test_a_chart_has_the_same_bytes_each_time():
    one, other = (months_chart("Явка", MONTHS, [BARS], 100) for _ in range(2))
    assert one == other
    assert one is not None
    assert one.png.startswith(b"\x89PNG")
    assert b"matplotlib" not in one.png.lower()


def test_its_words_say_what_it_shows():
    found = months_chart("Явка", MONTHS, [BARS])
    assert str(found) == "Явка: сен 80,0 %; окт –; ноя 100,0 %"


def test_one_row_of_columns_or_two_make_pictures_of_one_size():
    one, two = months_chart("Явка", MONTHS, [BARS]), months_chart("Дела", MONTHS, [BARS, BARS])
    assert one is not None
    assert two is not None
    assert one.png[16:24] == two.png[16:24]  # width and height in the header of a PNG
    assert one.width_mm == two.width_mm


def test_months_are_short():
    assert [short(month) for month in MONTHS] == ["сен", "окт", "ноя"]


def test_fewer_than_three_columns_are_too_few():
    assert not enough(BARS)
    assert enough(Bars("явка", (1, 0, 2), ("", "", "")))


# A picture in a document

PICTURE = Picture(months_chart("Явка", MONTHS, [BARS]).png, 80, "Явка & прочее")  # type: ignore[union-attr]


def filled(folder: Path, line: str, where: str = "text") -> bytes:
    document = docx.Document()
    if where == "text":
        document.add_paragraph(line)
    else:
        document.sections[0].header.paragraphs[0].text = line
    file = folder / "шаблон.docx"
    document.save(str(file))
    tags = (Tag("рисунок", "диаграмма"),)
    return fill(file, {"рисунок": PICTURE}, lambda source: check_tags(source, tags))


@pytest.mark.parametrize("where", ["text", "header"])
def test_a_picture_is_drawn_where_its_tag_stands(tmp_path: Path, where: str):
    document = docx.Document(io.BytesIO(filled(tmp_path, "до {{ рисунок }} после", where)))
    element = document.element if where == "text" else document.sections[0].header._element
    (shape,) = element.iter(qn("wp:docPr"))
    assert shape.get("descr") == "Явка & прочее"
    (extent,) = element.iter(qn("wp:extent"))
    assert extent.get("cx") == str(Mm(80))


@pytest.mark.parametrize("tag", ["рисунок._word.docx", "рисунок._picture", "рисунок.__class__"])
def test_a_template_cannot_look_behind_a_picture(tmp_path: Path, tag: str):
    with pytest.raises(UsageError):
        filled(tmp_path, f"{{{{ {tag} }}}}")
