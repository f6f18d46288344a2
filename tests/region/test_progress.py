"""How far it is: a bar on a terminal, plain lines elsewhere, nothing where nobody reads."""

from pathlib import Path

import pytest
from command_line import typed
from region_help import region

from sheets_sync.commands.region_text import bar

pytestmark = pytest.mark.usefixtures("without_a_cluster")


def test_on_a_terminal_a_bar_grows():
    shown: list[str] = []
    show = bar(shown.append)
    for step in (
        "Смотрю, что изменилось",
        "Прочитано 1 из 4: Заречный",
        "Прочитано 4 из 4: Луговой",
    ):
        show(step)
    assert shown[0] == "Смотрю, что изменилось"
    assert [step.count("█") for step in shown] == [0, 6, 24]
    assert shown[1].endswith("Прочитано 1 из 4: Заречный")


@pytest.mark.slow
def test_elsewhere_it_is_plain_lines(tmp_path: Path):
    region(tmp_path, 1)
    assert "Смотрю, что изменилось…\n" in typed("region", "check", tmp_path).err


@pytest.mark.parametrize("option", ["--json", "--quiet"])
def test_nobody_is_told_who_did_not_ask(tmp_path: Path, option: str):
    region(tmp_path, 1)
    assert typed("region", "check", tmp_path, option).err == ""
