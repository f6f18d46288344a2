"""A workbook as PDF, made by LibreOffice where it is installed."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

_SECONDS = 120
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


_IN_RUSSIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>ru-RU</value></prop>
</item></oor:items>
"""


def office() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    found = (which(name) for name in (*_NAMES, *_PLACES))
    return next(filter(None, found), None)


def as_pdf(workbook: bytes) -> bytes | None:
    """The workbook as LibreOffice prints it; None where it is not installed, or does not answer."""
    program = office()
    if program is None:
        return None
    with TemporaryDirectory(prefix="sheets-sync-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        (place / "page.xlsx").write_bytes(workbook)
        _converted(program, place)
        with suppress(OSError):
            return (place / "page.pdf").read_bytes()
    return None


def _converted(program: str, place: Path) -> None:
    """Run LibreOffice with a profile of its own, in which numbers are Russian: one that somebody
    works in is not disturbed."""
    (place / "profile" / "user").mkdir(parents=True)
    (place / "profile" / "user" / "registrymodifications.xcu").write_text(_IN_RUSSIAN, "utf-8")
    command = [
        *(program, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless"),
        *("--convert-to", "pdf", "--outdir", str(place), str(place / "page.xlsx")),
    ]
    quiet = subprocess.DEVNULL
    with suppress(OSError):
        work = subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
        try:
            work.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            _end(work)
        except BaseException:
            _end(work)
            raise


def _end(work: subprocess.Popen[bytes]) -> None:
    """It works in a child of its own: both end."""
    with suppress(OSError):
        if os.name == "nt":
            work.kill()
        else:
            os.killpg(work.pid, signal.SIGKILL)
    work.wait()
