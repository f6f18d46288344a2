"""Pictures among the values of a document: a Picture becomes a drawing where its tag stands."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.parts.story import StoryPart
from docx.shared import Mm

from sheets_sync.errors import UsageError


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, how wide it is drawn, and what it shows in words (for those who can't see it)."""

    png: bytes
    width_mm: float
    says: str

    def __str__(self) -> str:
        return self.says


class _Drawn:
    """A picture inside one document. Its names begin with «_»: the sandbox keeps templates off."""

    def __init__(self, word: Any, picture: Picture) -> None:
        self._word, self._picture = word, picture

    def __str__(self) -> str:
        return self._picture.says

    def __html__(self) -> str:
        part = self._word.current_rendering_part
        if not isinstance(part, StoryPart):
            raise UsageError("рисунок можно поставить в тексте, в таблице и в колонтитуле")
        inline = part.new_pic_inline(io.BytesIO(self._picture.png), Mm(self._picture.width_mm))
        inline.docPr.set("descr", self._picture.says)
        return (
            f"</w:t></w:r><w:r><w:drawing>{inline.xml}</w:drawing></w:r>"
            '<w:r><w:t xml:space="preserve">'
        )


def drawn(value: Any, word: Any) -> Any:
    """The same values with every Picture ready to be drawn in `word`, a docxtpl template."""
    if isinstance(value, Picture):
        return _Drawn(word, value)
    if isinstance(value, Mapping):
        return {name: drawn(one, word) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [drawn(one, word) for one in value]
    return value
