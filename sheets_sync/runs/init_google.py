"""`sheets-sync init --google АДРЕС`: an empty spreadsheet gets our tabs, a folder its settings."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sheets_sync.runs.sync_report import Json
from sheets_sync.samples.init import files_for_spreadsheet, put_files, refuse_existing
from sheets_sync.samples.templates.to_google import all_tabs, requests_for, texts_of
from sheets_sync.stores.google.api import GoogleApi
from sheets_sync.stores.google.key import key_path, read_key, spreadsheet_id
from sheets_sync.stores.google.new_tabs import add_tabs

_ADDRESS = "https://docs.google.com/spreadsheets/d/{}/edit"


@dataclass(frozen=True, slots=True)
class Started:
    """A workspace in Google: its folder and files, the spreadsheet with its title and tabs."""

    folder: Path
    files: tuple[str, ...]
    address: str
    title: str
    tabs: tuple[str, ...]
    requests: tuple[int, int]

    def as_json(self) -> Json:
        """What `--json` prints."""
        read, write = self.requests
        return {
            "folder": str(self.folder),
            "files": list(self.files),
            "spreadsheet": self.address,
            "title": self.title,
            "tabs": list(self.tabs),
            "requests": {"read": read, "write": write},
        }


def init_google(folder: Path, given: str, progress: Callable[[str], None]) -> Started:
    """Fill the spreadsheet, then write workspace.toml that names it; the key is looked for as
    every command does.

    Raises UsageError for a folder with files of ours, for a spreadsheet that is not empty, for
    no address and no key; SheetsSyncError for faults of Google's and of the disk.
    """
    address = _ADDRESS.format(spreadsheet_id(given))
    files = files_for_spreadsheet(address)
    refuse_existing(folder, files)
    api = GoogleApi(read_key(key_path(folder, "")))
    progress("Готовлю листы")
    book = all_tabs()
    tabs = {sheet.title: texts_of(sheet) for sheet in book.worksheets}
    progress("Заполняю таблицу")
    found = add_tabs(api, address, tabs, partial(requests_for, book))
    put_files(folder, files)
    progress("")
    sent = (api.reads, api.writes)
    return Started(folder, tuple(files), address, found.title, tuple(tabs), sent)
