"""Documents as files: nothing of anybody else's overwritten, whole or not at all."""

import io
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from sheets_sync.disk import read_regular
from sheets_sync.errors import SheetsSyncError, UsageError, why

_MARK = "sheets_sync "
"""Begins the property «identifier» of a document of ours; a digest of its text follows."""


def marked(content: bytes, made_at: datetime) -> bytes:
    """A document with our mark and the moment it was made in its properties."""
    document = Document(io.BytesIO(content))
    properties = document.core_properties
    properties.identifier = _MARK + _digest(document)
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def repacked(content: bytes) -> bytes:
    """A zip with nothing in it that tells when it was made: the same parts, the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = zipfile.ZipInfo(entry.filename, _ZIP_EPOCH)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(part, old.read(entry))
    return out.getvalue()


def refuse_foreign(file: Path) -> None:
    """Raise UsageError for a file that we did not write, or that was edited since."""
    try:
        content = read_regular(file)
    except FileNotFoundError:
        return
    except OSError as error:
        raise SheetsSyncError(f"«{file}» не записать: {why(error)}") from None
    with suppress(zipfile.BadZipFile, KeyError, ValueError, OSError):
        document = Document(io.BytesIO(content))
        mark = document.core_properties.identifier
        if mark == _MARK + _digest(document):
            return
        if mark.startswith(_MARK):
            raise UsageError(
                f"«{file}» правили после того, как программа его сделала; чтобы заменить, "
                "добавьте --force, или укажите другой файл: -o ФАЙЛ"
            )
    raise UsageError(
        f"«{file}» уже есть, и сделала его не программа; укажите другой файл: -o ФАЙЛ, "
        "или добавьте --force"
    )


def _digest(document: Any) -> str:
    texts = (text.text or "" for text in document.element.body.iter(qn("w:t")))
    return blake2b("\n".join(texts).encode(), digest_size=8).hexdigest()


def write(file: Path, content: bytes) -> None:
    """Write a document whole: a temporary file beside it, read back, renamed over it.

    Raises SheetsSyncError (exit 3) when the disk refuses; what stood there stays.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_bytes(content)
        Document(str(part))
        part.replace(file)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise SheetsSyncError(f"«{file}» не записать: {why(error)}") from None
