"""docs/памятка.md: one A4 page when it is printed, and both pages for people lead to it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm, Pt

DOCS = Path(__file__).parents[2] / "docs"
MEMO = (DOCS / "памятка.md").read_text(encoding="utf-8")


def test_both_pages_lead_to_the_memo():
    assert "(docs/памятка.md)" in (DOCS.parent / "README.ru.md").read_text(encoding="utf-8")
    assert "(памятка.md)" in (DOCS / "для-сотрудников.md").read_text(encoding="utf-8")


def plain(text: str) -> str:
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "").replace("\n", " ")


def printed(file: Path) -> None:
    """The memo as a Word document: A4, narrow margins, Arial of 10 points."""
    page = Document()
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.5)
    page.styles["Normal"].font.name, page.styles["Normal"].font.size = "Arial", Pt(10)
    for block in MEMO.strip().split("\n\n"):
        if block.startswith("|"):
            table = page.add_table(0, 3)
            for line in block.splitlines()[:1] + block.splitlines()[2:]:
                words = line.strip("|").split("|")
                for cell, text in zip(table.add_row().cells, words, strict=True):
                    cell.text = plain(text.strip())
        else:
            page.add_paragraph(plain(block.removeprefix("# ")))
    page.save(str(file))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_the_memo_fits_one_page(tmp_path: Path):
    file = tmp_path / "memo.docx"
    printed(file)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(file)], check=True, capture_output=True)
    pages = re.findall(rb"/Type\s*/Page\b", file.with_suffix(".pdf").read_bytes())
    assert len(pages) == 1
