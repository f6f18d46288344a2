import re
import shutil
import subprocess
from datetime import UTC
from pathlib import Path

import pytest
from test_write_values import full
from write_faults import MADE_AT

from sheets_sync.sheet.formulas import StaleAfter
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Block, Cell, Head, Lines
from sheets_sync.stores.xlsx.write import write_workbook

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]


def converted(book: Path, kind: str) -> Path:
    profile = f"-env:UserInstallation={(book.parent / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir"]
    subprocess.run(
        [*command, str(book.parent / "out"), str(book)],
        check=True,
        capture_output=True,
    )
    return book.parent / "out" / f"{book.stem}.{kind}"


def test_links_open_in_libreoffice(tmp_path: Path) -> None:
    book = tmp_path / "Сводка.xlsx"
    write_workbook(book, full(), MADE_AT, "")
    links = set(re.findall(r'xlink:href="([^"]*)"', converted(book, "fods").read_text("utf-8")))
    assert "#&apos;Сводка&apos;.A1" in links
    assert any(link.endswith("К.xlsx#&apos;График&apos;!E14") for link in links)


def test_nothing_shows_hashes_and_formulas_are_text(tmp_path: Path) -> None:
    book = tmp_path / "Сводка.xlsx"
    cells = Lines((Cell("=1+1"), Cell("да", formula=StaleAfter(MADE_AT.replace(tzinfo=UTC), "да"))))
    block = Block("т", (Head("Школа"),), ((Cell("СОШ № 9"),),))
    write_workbook(book, [*full(), lay_out("Тексты", [cells, block], (20,))], MADE_AT, "")
    page = converted(book, "fods").read_text("utf-8")
    assert ">=1+1<" in page
    assert "###" not in page
    assert ")&gt;1;&quot;да&quot;;&quot;&quot;)" in page
