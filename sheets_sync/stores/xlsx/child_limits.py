"""What a process that reads a foreign book may use."""

import math
import os
from typing import BinaryIO

from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.preflight import MIB

RESERVED = 256 * MIB  # address space that threads reserve and never touch


def is_large(path: str) -> bool:
    """A book is read beside its scan, in a process of its own; the others one after another."""
    try:
        return os.path.getsize(path) > MIB
    except OSError:
        return False


def private_output() -> BinaryIO:
    """Standard output for frames alone: whatever else prints goes nowhere."""
    out = os.fdopen(os.dup(1), "wb", 1 << 18)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return out


def restrain(limits: Limits) -> None:
    """Limit memory, core dumps and the processor time from now on where the system can."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime + limits.seconds) + 1
    memory = int(limits.memory_mb * MIB)
    for kind, value in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_AS, memory + RESERVED),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (value, resource.getrlimit(kind)[1]))
        except (ValueError, OSError):
            continue
