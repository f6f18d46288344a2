"""What one foreign file may cost."""

from dataclasses import dataclass

MOST = {
    "cells": 1_000_000_000,
    **dict.fromkeys(("file_mb", "part_mb", "total_mb", "memory_mb"), 1_000_000),
    "seconds": 86_400,
}
"""How far a workspace may raise them: further no system takes a time or a size."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one foreign file may cost (`[limits]` of workspace.toml). Sizes in MiB, time in s."""

    cells: int = 5_000_000
    file_mb: int = 50
    part_mb: int = 100
    total_mb: int = 200
    seconds: float = 10
    memory_mb: int = 1024
