"""Who is invited to a meeting: streams, or everybody."""

import re

from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Reading
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.words import STREAM

EVERYBODY = "все"
_TUTORS = ("тьюторы", "учителя-тьюторы", "педагоги-тьюторы")
_SYNONYMS = (
    *_TUTORS,
    *(f"{one} ({EVERYBODY})" for one in _TUTORS),
    *(f"все {one}" for one in (*_TUTORS, "участники", "приглашённые", "направления", "потоки")),
    *("участники", "весь состав", "всем", "каждый", "тьюторы всех направлений"),
    *(f"все тьюторы {where}" for where in ("города", "района", "округа", "муниципалитета")),
)
_OF_STREAM = re.compile(
    r"(^|[;,])\s*(?:все\s+)?(?:(?:учителя|педагоги)\s*-\s*)?тьюторы\s+"
    r"(?:(?:по|направлени[яй]|потока|потоков|группы)\s+)*",
    re.IGNORECASE,
)
"""«тьюторы по ВПР» are those of the stream."""


class Invited(ListOf):
    """Streams that a meeting invites, or `EVERYBODY`, who works on its day."""

    def __init__(self) -> None:
        synonyms = dict.fromkeys(_SYNONYMS, EVERYBODY)
        super().__init__(STREAM, (EVERYBODY,), "Кто приглашён", synonyms)

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → a tuple; a bad item adds its faults and is left out."""
        reading = super().parse(raw, context)
        bare = _OF_STREAM.sub(r"\1", raw) if isinstance(raw, str) else raw
        if reading.sure or bare in (raw, ""):
            return reading
        named = super().parse(bare, context)
        return named if named.sure else reading
