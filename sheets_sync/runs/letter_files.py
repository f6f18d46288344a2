"""Letters as texts in a folder: a file a person, ours alone written over and taken away."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from sheets_sync.disk import free_name, put, read_regular
from sheets_sync.errors import SheetsSyncError, UsageError, why

INDEX = ".sheets_sync.json"
"""Which files of the folder are ours, each with the digest of what we wrote."""
_MOST = 5


class Folder:
    """A folder of letters; `removed` are the files taken away by the last `write`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.removed: tuple[str, ...] = ()

    def write(self, letters: Iterable[tuple[str, str]]) -> list[Path]:
        """Write a text a person (name, text), whole or not; → their files. Letters of ours that are
        none any more go, unless somebody changed them.

        Raises UsageError, nothing written, for a file we did not write or that was changed since.
        """
        taken: set[str] = set()
        texts = {f"{free_name(name, taken)}.txt": _bytes(text) for name, text in letters}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            ours = self._index()
            self._refuse_foreign(texts, ours)
            for name, content in texts.items():
                if self._there(name) != _digest(content):
                    put(self._folder / name, content)
            self._forget(ours, texts)
            index = {name: _digest(content) for name, content in texts.items()}
            put(self._folder / INDEX, json.dumps(index, ensure_ascii=False).encode())
        except OSError as error:
            raise SheetsSyncError(f"Письма в «{self._folder}» не записать: {why(error)}") from None
        return [self._folder / name for name in texts]

    def _index(self) -> Mapping[str, str]:
        with suppress(FileNotFoundError, ValueError):
            found = json.loads(read_regular(self._folder / INDEX))
            return found if isinstance(found, dict) else {}
        return {}

    def _refuse_foreign(self, texts: Mapping[str, bytes], ours: Mapping[str, str]) -> None:
        foreign = [
            name
            for name, content in texts.items()
            if self._there(name) not in ("", _digest(content), ours.get(name))
        ]
        if foreign:
            named = ", ".join(f"«{name}»" for name in foreign[:_MOST])
            raise UsageError(
                f"В папке «{self._folder}» есть файлы, которые сделала не программа или которые "
                f"после неё правили: {named}. Уберите их или укажите другую папку: --to ПАПКА"
            )

    def _forget(self, ours: Mapping[str, str], texts: Mapping[str, bytes]) -> None:
        old = [name for name in ours if name not in texts and Path(name).name == name]
        gone = [name for name in old if self._there(name) == ours[name]]
        for name in gone:
            (self._folder / name).unlink()
        self.removed = tuple(gone)

    def _there(self, name: str) -> str:
        """The digest of a file; "" for none."""
        try:
            return _digest(read_regular(self._folder / name))
        except FileNotFoundError:
            return ""


def _bytes(text: str) -> bytes:
    """As the oldest Notepad shows it in lines."""
    return text.replace("\n", "\r\n").encode()


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
