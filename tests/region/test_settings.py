"""`region.toml`: what it may say, and what is told of a slip in it."""

from pathlib import Path

import pytest
from region_help import region

from sheets_sync.errors import UsageError
from sheets_sync.region.setup import load


def written(folder: Path, text: str) -> Path:
    file = folder / "region.toml"
    file.write_text(text, encoding="utf-8")
    return file


WRONG = {
    'workspaces = "р/*"': "нет обязательной строки «summary»",
    'summary = "С.xlsx"': "нет муниципалитетов",
    'summary = "С.xls"\nworkspaces = "р/*"': "«summary»: нужно",
    'summary = "С.xlsx"\nworkspaces = "р/*"': "не нашлось ни одной папки",
    'summary = "С.xlsx"\nworkspaces = "р/**"': "так папки не пишутся",
    'summary = "С.xlsx"\nworkspace = "р/*"': "возможно, «workspaces»",
    'summary = "С.xlsx"\nworkspaces = "р"\norder = "счёт"': "«order»: нужно",
    'summary = "С.xlsx"\nworkspaces = "р"\nlimits = 5': "«limits» — это раздел",
    'summary = "С.xlsx"\nworkspaces = "р"\n[limits]\nseconds = 0': "[limits] «seconds»",
    'summary = "С.xlsx"\n[[municipality]]\nname = "А"': "№ 1: нет строки «workspace»",
    'summary = "С.xlsx"\n[[municipality]]\nname = 5\nworkspace = "а"': "№ 1: «name»: нужно",
    'summary = "С.xlsx"\nmunicipality = "А"': "«municipality»: нужно",
    'summary = "С.xlsx"\n' + '[[municipality]]\nname = "А"\nworkspace = "а"\n' * 2: "дважды",
    'summary = "С.xlsx"\nworkspaces = ["р/а", "п/а"]': "название «а» у 2 муниципалитетов",
    'summary = "С.xlsx': "написан с ошибкой",
}


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_a_slip_is_one_sentence_with_the_way_out(tmp_path: Path, text: str, said: str):
    with pytest.raises(UsageError, match=r"^[^\n]+$") as refused:
        load(written(tmp_path, text))
    assert said in str(refused.value)
    assert refused.value.exit_code == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(UsageError, match=r"«.*нет\.toml»"):
        load(tmp_path / "нет.toml")


def test_a_folder_is_called_as_it_is_and_a_named_one_as_it_is_named(tmp_path: Path):
    region(tmp_path, 3, '[[municipality]]\nname = "Верхнереченск"\nworkspace = "районы/район-01"\n')
    (tmp_path / "районы" / "записка.txt").write_text("не папка")
    (tmp_path / "районы" / ".git").mkdir()
    found = load(tmp_path).municipalities
    assert [one.name for one in found] == ["Верхнереченск", "район-00", "район-02"]


def test_a_workspace_may_be_its_file_or_lie_elsewhere(tmp_path: Path):
    (tmp_path / "р").mkdir()
    text = 'summary = "С.xlsx"\n[[municipality]]\nname = "А"\n'
    file = written(tmp_path, f'{text}workspace = "{tmp_path}/р/workspace.toml"')
    assert load(file).municipalities[0].workspace.name == "workspace.toml"
