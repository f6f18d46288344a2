"""Several values in one cell."""

import re
from collections.abc import Mapping

from sheets_sync.letters import fold_code, split_list
from sheets_sync.problems import Check, Fault
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.text import quote

_LOOSE = re.compile(r"\s+и\s+|\s*[/+&]\s*")


class ListOf(Kind):
    """Values of one kind, in order, without repeats; `words` stand for themselves («все»), other
    spellings of them are `synonyms`."""

    def __init__(
        self,
        item: Kind,
        words: tuple[str, ...] = (),
        listed: str = "",
        synonyms: Mapping[str, str] | None = None,
    ) -> None:
        self.item = item
        self.words = words
        self.listed = listed
        self.takes_anything = item.takes_anything
        spelled = {**dict(zip(words, words, strict=True)), **(synonyms or {})}
        self.spellings = tuple(spelled)
        self._words = {fold_code(typed): word for typed, word in spelled.items()}

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → a tuple; a bad item adds its faults and is left out."""
        if isinstance(raw, float) and not raw.is_integer():
            fix = "задайте ячейке формат «Текст» и впишите значения через точку с запятой"
            return Reading.refused(
                Check.LIST_NUMBER, f"{quote(raw)} — одно дробное число, а не список", fix
            )
        if not isinstance(raw, str):
            return self._gathered([self._read_item(raw, context)])
        if word := self._words.get(fold_code(raw)):
            return Reading((word,))
        return self._gathered([self._read_item(item, context) for item in split_list(raw)])

    def _gathered(self, readings: list[Reading]) -> Reading:
        values: list[object] = []
        faults: list[Fault] = []
        for reading in readings:
            values += reading.value or ()
            faults += reading.faults
        return Reading(tuple(dict.fromkeys(values)) or None, tuple(dict.fromkeys(faults)))

    def _read_item(self, raw: Raw, context: Context) -> Reading:
        if isinstance(raw, str) and (word := self._words.get(fold_code(raw))):
            return Reading((word,))
        reading = self.item.read(raw, context)
        if reading.value is not None:
            return Reading((reading.value,), reading.faults)
        return self._loosely_split(raw, context) or reading

    def _loosely_split(self, raw: Raw, context: Context) -> Reading | None:
        """«ВПР и ОГЭ», «ВПР/ОГЭ»: accepted only if every part is a value."""
        parts = _LOOSE.split(raw) if isinstance(raw, str) else []
        if len(parts) < 2 or not all(parts):
            return None
        readings = [self._read_item(part, context) for part in parts]
        good = all(reading.value is not None for reading in readings)
        return self._gathered(readings) if good else None
