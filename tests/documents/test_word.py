"""A template is filled without running anything, and without losing a word."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.documents.filling import fill, names_in
from sheets_sync.documents.tag_names import Tag, check_tags
from sheets_sync.errors import UsageError
from sheets_sync.letters import clean

TAGS = (
    Tag("имя", "имя"),
    Tag("строки", "строки", (Tag("слово", "слово"), Tag("число", "число")), many=True),
)
VALUES = {"имя": "Анна", "строки": [{"слово": "раз", "число": 1}, {"слово": "два", "число": 2}]}


def template(folder: Path, *lines: str, draw: Callable[[object], None] = lambda d: None) -> Path:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    draw(document)
    file = folder / "шаблон.docx"
    document.save(str(file))
    return file


def texts(content: bytes) -> list[str]:
    return [p.text for p in Document(io.BytesIO(content)).paragraphs]


def filled(file: Path, values: dict[str, object] | None = None) -> bytes:
    return fill(file, values or VALUES, lambda source: check_tags(source, TAGS))


def test_paragraphs_and_rows_repeat(tmp_path: Path):
    def draw(document: object) -> None:
        table = document.add_table(rows=3, cols=2)  # type: ignore[attr-defined]
        table.cell(0, 0).text = "{%tr for строка in строки %}"
        table.cell(1, 0).text = "{{ строка.слово }}"
        table.cell(1, 1).text = "{{ строка.число }}"
        table.cell(2, 0).text = "{%tr endfor %}"

    lines = (
        "Пишет {{ имя }}",
        "{%p for строка in строки %}",
        "— {{ строка.слово }}",
        "{%p endfor %}",
    )
    content = filled(template(tmp_path, *lines, draw=draw))
    assert texts(content) == ["Пишет Анна", "— раз", "— два"]
    table = Document(io.BytesIO(content)).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["раз", "1"], ["два", "2"]]


@pytest.mark.parametrize(
    "typed",
    [
        "А & Б <script> ]]>",
        "{{ 7*7 }} и {{7*7}}",
        "{%p if 1 %} {% endfor %} {# нет #}",
        "{_{ и %_}",
        "=1+1",
        "'кавычки' \"разные\" «и такие»",
    ],
)
def test_what_staff_typed_stays_text_everywhere(tmp_path: Path, typed: str):
    def draw(document: object) -> None:
        section = document.sections[0]  # type: ignore[attr-defined]
        section.header.paragraphs[0].text = "{{ имя }}"
        section.footer.paragraphs[0].text = "{{ имя }}"
        document.core_properties.title = "{{ имя }}"  # type: ignore[attr-defined]

    content = filled(template(tmp_path, "{{ имя }}", draw=draw), {**VALUES, "имя": typed})
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    shown = (document.paragraphs[0], section.header.paragraphs[0], section.footer.paragraphs[0])
    assert [p.text for p in shown] == [typed] * 3
    assert document.core_properties.title == typed


def test_footnotes_of_several_sections_are_filled_once(tmp_path: Path):
    file = template(tmp_path, "Текст", draw=lambda d: d.add_section())  # type: ignore[attr-defined]
    note = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="1"><w:p><w:r><w:t>{{ имя }}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    with_footnotes(file, note)
    content = filled(file, {**VALUES, "имя": "{{ строки }}"})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "{{ строки }}" in archive.read("word/footnotes.xml").decode()


def with_footnotes(file: Path, xml: str) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    old = zipfile.ZipFile(io.BytesIO(file.read_bytes()))
    with old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            part = old.read(entry).decode("utf-8", "surrogateescape")
            if entry.filename == "[Content_Types].xml":
                override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/>'
                part = part.replace("</Types>", override + "</Types>")
            if entry.filename == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/>'
                part = part.replace("</Relationships>", link + "</Relationships>")
            new.writestr(entry, part.encode("utf-8", "surrogateescape"))
        new.writestr("word/footnotes.xml", xml)


@pytest.mark.slow
@settings(deadline=None, max_examples=30)
@given(st.text(max_size=200))
def test_no_word_is_lost(text: str):
    with tempfile.TemporaryDirectory() as folder:
        content = filled(template(Path(folder), "{{ имя }}"), {**VALUES, "имя": text})
    words = [word for line in text.splitlines() for word in clean(line).split()]
    shown = " ".join(texts(content)).replace("\u00a0", " ").split()
    assert "".join(shown) == "".join("".join(words).split())


def test_a_line_break_stays_one(tmp_path: Path):
    content = filled(template(tmp_path, "{{ имя }}"), {**VALUES, "имя": "раз\r\nдва\x0bтри"})
    assert texts(content) == ["раз\nдва\nтри"]


def test_word_may_tear_a_tag_into_runs(tmp_path: Path):
    def draw(document: object) -> None:
        paragraph = document.add_paragraph()  # type: ignore[attr-defined]
        for piece in ("{", "{ им", "я }", "}"):
            paragraph.add_run(piece).bold = piece == "{ им"

    assert texts(filled(template(tmp_path, draw=draw))) == ["Анна"]


BAD = {
    "{{ имя": "тег не закрыт в своём абзаце: «{{ имя»",
    "{{ имяя }}": "такого тега нет: «имяя»; возможно, «имя»",
    "{% for с in строки %}{{ с.слава }}{% endfor %}": "такого тега нет: «строки.слава»",
    "{% for с in строки %}{{ с.слово }}": "не закрыт цикл или условие",
    "{% endfor %}": "тег «endfor» неизвестен или лишний (абзац «{% endfor %}»)",
    "{%p if имя %} хвост": "«{%p if имя %}» должен стоять в своём абзаце один",
    "{{ имя|safe }}": "действия «safe» нет",
    "{{ имя|верхом }}": "действия «верхом» нет",
    "{{ 'х' * 999999999 }}": "действие «*» здесь нельзя",
    "{{ 9 ** 99999 }}": "действие «**» здесь нельзя",
    "{{ ''.__class__.__mro__ }}": "так в шаблоне нельзя",
    "{% include '/etc/passwd' %}": "тег не вычисляется",
    "{{ 1/0 }}": "тег не вычисляется",
}


@pytest.mark.kinds
@pytest.mark.parametrize("line", BAD)
def test_a_bad_tag_is_one_sentence_with_the_file_and_the_tag(tmp_path: Path, line: str):
    with pytest.raises(UsageError) as caught:
        filled(template(tmp_path, "Начало", line, "Конец"))
    said = str(caught.value)
    assert said.startswith("Шаблон «шаблон.docx»: ")
    assert BAD[line] in said
    assert "\n" not in said


def test_a_loop_across_the_border_of_a_table_is_told(tmp_path: Path):
    def draw(document: object) -> None:
        table = document.add_table(rows=1, cols=1)  # type: ignore[attr-defined]
        table.cell(0, 0).text = "{% for с in строки %}{{ с.слово }}"
        document.add_paragraph("{% endfor %}")  # type: ignore[attr-defined]

    with pytest.raises(UsageError, match="отдельные абзацы"):
        filled(template(tmp_path, draw=draw))


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"text", b"<html></html>", b"\xd0\xcf\x11\xe0" * 9]
)
def test_what_is_no_document_is_told(tmp_path: Path, content: bytes):
    file = tmp_path / "шаблон.docx"
    file.write_bytes(content)
    with pytest.raises(UsageError, match="не документ Word"):
        filled(file)


def test_a_workbook_is_no_document(tmp_path: Path):
    file = tmp_path / "шаблон.docx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(UsageError, match="не документ Word"):
        filled(file)


def test_tags_where_nothing_fills_them_are_told(tmp_path: Path):
    file = template(tmp_path, "Текст")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/comments.xml", "<comments>{{ имя }}</comments>")
    with pytest.raises(UsageError, match="теги в примечаниях не заполняются"):
        filled(file)


def test_the_names_a_template_uses_are_known_before_it_is_filled(tmp_path: Path):
    lines = ("{{ имя }}", "{%p for с in строки %}", "{{ с.слово }}", "{%p endfor %}")
    assert names_in(template(tmp_path, *lines)) == {"имя", "строки"}


def test_no_html_entity_expands(tmp_path: Path):
    file = template(tmp_path, "Текст")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document>&a;</w:document>'
    old = zipfile.ZipFile(io.BytesIO(file.read_bytes()))
    with old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, bomb if entry.filename == "word/document.xml" else old.read(entry))
    with pytest.raises(UsageError, match="не документ Word"):
        filled(file)
