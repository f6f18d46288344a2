"""Runs `write_workbook` in a child that dies at its k-th call to the disk, for every k."""

import builtins
import errno
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sheets_sync.errors import SheetsSyncError
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Block, Cell, Format, Grid, Head, Lines, Look
from sheets_sync.stores.xlsx.write import write_workbook

MADE_AT = datetime(2021, 2, 18, 13, 5)
CALLS = ("fsync", "replace", "chmod", "unlink", "open", "close", "scandir", "stat", "lstat")


def summary(text: str, rows: int = 3) -> list[Grid]:
    heads = (Head("Школа"), Head("Явка", Format.PERCENT))
    lines = tuple((Cell(f"{text} {row}"), Cell(row / rows)) for row in range(rows))
    block = Block("явка", heads, lines, total=(Cell("Итого"), Cell(0.5)))
    return [lay_out("Сводка", [Lines((Cell(text, Look.TITLE),)), block], (30, 10))]


def write(path: Path, text: str) -> None:
    write_workbook(path, summary(text), MADE_AT, "МКУ ИМЦ")


class Fault:
    """Calls `strike` instead of the k-th patched call; a write is struck in its middle."""

    def __init__(self, at: int, strike: Callable[[], None]) -> None:
        self.at, self.strike, self.calls = at, strike, 0

    def count(self) -> bool:
        self.calls += 1
        return self.calls == self.at

    def around(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if self.count():
                self.strike()
            return real(*args, **options)

        return call

    def opener(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
            if self.count():
                self.strike()
            return Writer(file, self) if mode == "xb" else real(file, mode, *args, **options)

        return call


class Writer(io.FileIO):
    def __init__(self, path: Path, fault: Fault) -> None:
        super().__init__(path, "xb")
        self._fault = fault

    def write(self, content: Any) -> int:
        if self._fault.count():
            super().write(content[: len(content) // 2])
            self._fault.strike()
        return super().write(content) or 0


def write_with(path: Path, text: str, fault: Fault) -> None:
    """Write while the disk calls are patched."""
    patches = [patch.object(os, name, fault.around(getattr(os, name))) for name in CALLS]
    patches.append(patch.object(builtins, "open", fault.opener(open)))
    for one in patches:
        one.start()
    try:
        write(path, text)
    finally:
        patch.stopall()


def fail() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def kill() -> None:
    os._exit(9)


def killed_at(path: Path, at: int) -> bool:
    """Whether a child that dies at its `at`-th disk call died; False when it got through."""
    child = os.fork()
    if not child:
        with suppress(SheetsSyncError):
            write_with(path, "новая", Fault(at, kill))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def main(folder: Path) -> None:
    """Kill at every call; after each, the summary is whole and the next write leaves no litter."""
    path, at = folder / "Сводка.xlsx", 0
    write(path, "новая")
    new = path.read_bytes()
    write(path, "старая")
    old = path.read_bytes()
    died = True
    while died:
        at += 1
        died = killed_at(path, at)
        assert path.read_bytes() in (old, new), f"torn at call {at}"
        write(path, "старая")
        assert path.read_bytes() == old, f"not repaired after call {at}"
        assert os.listdir(folder) == [path.name], f"litter after call {at}"
    sys.stdout.write(f"{at - 1}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
