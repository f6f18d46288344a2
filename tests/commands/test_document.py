"""`document` and `protocol` as a person types them."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from subprocess import PIPE

import pytest
from command_line import Done, typed
from docx import Document
from helpers import Desk


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which С-01 is whole and С-02 has a gap."""
    desk = Desk().set("Явка", 4, "С-02", None)
    settings = '[documents]\nhead = "Соколовская Ирина Павловна, директор МКУ ИМЦ"\n'
    return desk.save(tmp_path_factory.mktemp("centre"), f"today = 2021-02-18\n{settings}")


def run(folder: Path, *words: str) -> Done:
    folder.mkdir(exist_ok=True)
    return typed(*words, at=folder)


@pytest.mark.slow
def test_the_record_lies_in_the_current_folder(centre: Path, tmp_path: Path):
    words = ("protocol", str(centre), "--meeting", "С-01", "--json")
    line = [sys.executable, "-m", "sheets_sync", *words]
    content = json.loads(subprocess.run(line, cwd=tmp_path, stdout=PIPE, check=True).stdout)
    assert content["template"] == "протокол-имц"
    assert content["file"] == "протокол-имц С-01.docx"
    assert content["open"] == ["лист «Повестка»: вопрос 1 без решения («Решили»)"]
    assert Document(str(tmp_path / content["file"])).paragraphs[0].text == "Протокол"


def test_a_record_that_is_open_is_refused_with_the_cell(centre: Path, tmp_path: Path):
    done = run(tmp_path, "protocol", str(centre), "--meeting", "С-02", "-o", "файл.docx")
    assert done.code == 2
    assert "C4: приглашённый тьютор не отмечен" in done.err
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_same_record_twice_is_the_same_file(
    centre: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1613642400")
    words = ("protocol", str(centre), "--meeting", "С-01", "-o", "файл.docx")
    assert run(tmp_path, *words).code == 0
    before = (tmp_path / "файл.docx").read_bytes()
    assert run(tmp_path, *words).code == 0
    assert (tmp_path / "файл.docx").read_bytes() == before


@pytest.mark.slow
def test_a_document_that_was_edited_is_not_overwritten(centre: Path, tmp_path: Path):
    words = ("protocol", str(centre), "--meeting", "С-01", "-o", "файл.docx")
    run(tmp_path, *words)
    file = tmp_path / "файл.docx"
    document = Document(str(file))
    document.paragraphs[0].add_run(" (исправлено секретарём)")
    document.save(str(file))
    edited = file.read_bytes()
    done = run(tmp_path, *words)
    assert (done.code, file.read_bytes()) == (2, edited)
    assert "правили после того, как программа его сделала" in done.err
    assert run(tmp_path, *words, "--force").code == 0
    assert file.read_bytes() != edited


@pytest.mark.kinds
@pytest.mark.parametrize("content", [b"", b"text", None])
def test_a_file_of_somebody_else_stays(centre: Path, tmp_path: Path, content: bytes | None):
    file = tmp_path / "файл.docx"
    if content is None:
        Document().save(str(file))
    else:
        file.write_bytes(content)
    before = file.read_bytes()
    done = run(tmp_path, "protocol", str(centre), "--meeting", "С-01", "-o", "файл.docx")
    assert (done.code, file.read_bytes()) == (2, before)
    assert "--force" in done.err


def test_a_folder_that_is_not_there_is_exit_3(centre: Path, tmp_path: Path):
    words = ("protocol", str(centre), "--meeting", "С-01", "-o", "нет/файл.docx", "--json")
    done = run(tmp_path, *words)
    assert done.code == 3
    assert "не записать" in json.loads(done.out)["error"]


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("document",), "document --list"),
        (("document", "протокол-гот", "--meeting", "С-01"), "возможно, «протокол-гост»"),
        (("document", "протокол-гост"), "нужно: --meeting С-01"),
        (("document", "протокол-гост", "--meeting", "С-9"), "есть: С-01, С-02"),
        (("document", "протокол-гост", "--meeting", "С-01", "--tutor", "Т-01"), "--tutor не нужен"),
        (("document", "протокол-гост", "--each", "meeting"), "нужна папка: -o ПАПКА"),
        (("document", "протокол-гост", "--each", "tutor", "-o", "все"), "не делается для каждого"),
        (("document", "протокол-гост", "--meeting", "С-01", "-o", "a.pdf"), "….docx"),
    ],
)
def test_a_wrong_request_is_one_sentence(
    centre: Path, tmp_path: Path, words: tuple[str, ...], said: str
):
    command, *rest = words
    where = [str(centre)] if rest else []
    done = run(tmp_path, command, *where, *rest)
    assert done.code == 2
    assert said in done.err
    assert done.err.count("\n") == 1


def test_one_for_each_meeting_and_why_one_is_missing(centre: Path, tmp_path: Path):
    words = ("document", str(centre), "протокол-гост", "--each", "meeting", "-o", "все", "--json")
    content = json.loads(run(tmp_path, *words).out)
    assert list(content["files"]) == ["С-01"]
    assert "приглашённый тьютор не отмечен" in content["skipped"]["С-02"]
    assert [f.name for f in (tmp_path / "все").iterdir()] == ["протокол-гост С-01 12.11.2020.docx"]


def test_the_list_says_what_each_template_needs(centre: Path, tmp_path: Path):
    content = json.loads(run(tmp_path, "document", "--list", str(centre), "--json").out)
    needs = {row["name"]: row["needs"] for row in content["templates"]}
    assert needs["протокол-имц"] == [["meeting"]]


@pytest.mark.slow
def test_a_template_of_the_workspace_replaces_ours(centre: Path, tmp_path: Path):
    own = centre / "документы"
    own.mkdir()
    document = Document()
    document.add_paragraph("Сводка совещания «{{ совещание.тема }}»")
    document.save(str(own / "протокол-имц.docx"))
    document.save(str(own / "свой.docx"))
    (own / "~$свой.docx").write_bytes(b"lock")
    for name in ("протокол-имц", "свой"):
        done = run(
            tmp_path, "document", str(centre), name, "--meeting", "С-01", "-o", f"{name}.docx"
        )
        assert done.code == 0, done.err
        text = Document(str(tmp_path / f"{name}.docx")).paragraphs[0].text
        assert text == "Сводка совещания «Планы»"
    for file in own.iterdir():
        file.unlink()
    own.rmdir()


def test_the_templates_come_with_the_package():
    root = Path(__file__).parents[2]
    names = {file.stem for file in (root / "templates" / "документы").glob("*.docx")}
    assert {"протокол-имц", "протокол-гост"} <= names
    for file in (root / "templates" / "документы").glob("*.docx"):
        assert zipfile.is_zipfile(file)
