"""An openpyxl workbook → bytes, the same ones on each run."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_MADE_AT = datetime(2000, 1, 1)


def packed(book: Workbook) -> bytes:
    """The workbook's bytes; nothing in them tells when or where they were made."""
    book.properties.created = book.properties.modified = _MADE_AT
    content = BytesIO()
    with ZipFile(content, "w") as target:
        ExcelWriter(book, _Parts(target)).write_data()  # type: ignore[arg-type]
    return content.getvalue()


class _Parts:
    """The archive as openpyxl's writer knows it; every part gets the same date and system."""

    def __init__(self, target: ZipFile) -> None:
        self._target = target

    def writestr(self, name: str, content: str | bytes) -> None:
        entry = ZipInfo(name, _ZIP_EPOCH)
        entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
        self._target.writestr(entry, content)

    def write(self, file: str, name: str) -> None:
        self.writestr(name, Path(file).read_bytes())

    def namelist(self) -> list[str]:
        return self._target.namelist()
