"""CONTRIBUTING.md: every diff applies to the code as it is."""

import re
import subprocess
from pathlib import Path
from shutil import which

import pytest

REPOSITORY = Path(__file__).parents[2]
PAGE = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
WALKS = re.findall(r"^### (.+)\n(?:(?!^##).*\n)*?```diff\n((?:.*\n)*?)```", PAGE, re.MULTILINE)


@pytest.mark.skipif(
    not (which("git") and (REPOSITORY / ".git").exists()), reason="git and a clone are needed"
)
@pytest.mark.parametrize(("walk", "diff"), WALKS, ids=[walk for walk, _ in WALKS])
def test_every_walk_applies(walk: str, diff: str):
    check = ["git", "-C", str(REPOSITORY), "apply", "--check", "-"]
    told = subprocess.run(
        check, input=diff, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert told.returncode == 0, told.stderr


def test_every_walk_has_its_diff():
    walks = re.findall(r"^### (.+)$", PAGE, re.MULTILINE)
    assert [walk for walk, _ in WALKS] == walks
