"""The command line as a person types it, in this process: one of its own costs all the imports."""

import io
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from sheets_sync.commands.cli import main


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


def typed(*words: object, at: Path = Path()) -> Done:
    """One command, typed in the folder `at`."""
    out, err = io.StringIO(), io.StringIO()
    with chdir(at), redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    code = left.value.code
    assert isinstance(code, int)
    return Done(code, out.getvalue(), err.getvalue())
