"""Every document of the demo: nothing in it is for Word to repair, and LibreOffice opens it."""

import io
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from helpers import PATIENCE
from openxml_audit import OpenXmlValidator

from sheets_sync.analysis import Analysis
from sheets_sync.documents.files import marked
from sheets_sync.documents.make import make, needs
from sheets_sync.documents.shelf import Template, templates
from sheets_sync.documents.subject import Request
from sheets_sync.documents.tag_page import SHOWN

OURS = templates(Path("нет"))
OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def asked(template: Template, **switches: bool) -> Request:
    """The request that a template needs, about the demo's shown entries."""
    wanted = [subject for subject in needs(template) if subject.otherwise is None]
    options = {option: SHOWN[option] for s in wanted for option in list(s.builds)[:1]}
    return Request(options, **switches)


def document(analysis: Analysis, template: Template) -> bytes:
    made = make(analysis, template, asked(template, draft=True, with_list=True))
    return marked(made.content, datetime(2021, 2, 18, tzinfo=UTC))


@pytest.mark.slow
@pytest.mark.parametrize("name", OURS)
def test_word_has_nothing_to_repair(demo: Analysis, tmp_path: Path, name: str):
    file = tmp_path / "документ.docx"
    file.write_bytes(document(demo, OURS[name]))
    result = OpenXmlValidator().validate(str(file))
    assert [str(error) for error in result.errors] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", OURS)
def test_the_same_data_give_the_same_bytes(demo: Analysis, name: str):
    assert document(demo, OURS[name]) == document(demo, OURS[name])


@pytest.mark.kinds
@pytest.mark.parametrize("name", OURS)
def test_no_tag_is_left(demo: Analysis, name: str):
    body = Document(io.BytesIO(document(demo, OURS[name]))).element.xml
    assert "{{" not in body
    assert "{%" not in body


def converted(source: Path, suffix: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{folder}/office"
    line = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(folder)]
    subprocess.run([*line, str(source)], check=True, capture_output=True, timeout=PATIENCE)
    return folder / f"{source.stem}.{suffix}"


@pytest.mark.slow
@OFFICE
@pytest.mark.parametrize("name", OURS)
def test_libreoffice_prints_it(demo: Analysis, tmp_path: Path, name: str):
    file = tmp_path / "документ.docx"
    file.write_bytes(document(demo, OURS[name]))
    assert converted(file, "pdf", tmp_path / "pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
@OFFICE
def test_the_card_of_a_school_is_one_page(demo: Analysis, tmp_path: Path):
    for code in demo.counted["schools"].frame["code"]:
        made = make(demo, OURS["школа"], Request({"school": code}, draft=True))
        file = tmp_path / f"{code}.docx"
        file.write_bytes(marked(made.content, datetime(2021, 2, 18, tzinfo=UTC)))
        pages = converted(file, "pdf", tmp_path / "pdf").read_bytes()
        assert len(re.findall(rb"/Type\s*/Page\b", pages)) == 1, code


@pytest.mark.slow
@OFFICE
@pytest.mark.parametrize("name", OURS)
def test_a_template_saved_by_writer_still_works(demo: Analysis, tmp_path: Path, name: str):
    saved = converted(OURS[name].file, "docx", tmp_path / "writer")
    edited = Template(name, saved, own=True)
    assert texts(document(demo, edited)) == texts(document(demo, OURS[name]))


def texts(content: bytes) -> list[str]:
    body = Document(io.BytesIO(content)).element.body
    lines = (paragraph.text for paragraph in body.iter() if paragraph.tag.endswith("}p"))
    return [line for line in lines if line and line.strip()]
