"""Google's part of a workspace: the key, its spreadsheets, and both kinds of books as one store."""

from collections.abc import Sequence

from sheets_sync.runs.whose_summary import names_of
from sheets_sync.stores.files import BookFile, is_address
from sheets_sync.stores.google.api import GoogleApi
from sheets_sync.stores.google.key import key_path, read_key
from sheets_sync.stores.google.store import GoogleStore
from sheets_sync.stores.mixed import MixedStore
from sheets_sync.stores.xlsx.store import XlsxStore
from sheets_sync.workspace import Workspace


def api_of(workspace: Workspace) -> GoogleApi:
    """Google's API with the workspace's key. Raises UsageError for a key that is no good."""
    return GoogleApi(read_key(key_path(workspace.root, workspace.credentials)))


def google_store(workspace: Workspace, addresses: Sequence[str]) -> GoogleStore:
    """These spreadsheets, and the summary where it is one."""
    summary = workspace.summary if is_address(workspace.summary) else None
    return GoogleStore(addresses, summary, api_of(workspace), names_of(workspace))


def mixed_store(
    workspace: Workspace, books: Sequence[BookFile | str], local: XlsxStore
) -> MixedStore:
    """Books of both kinds in their order; `local` has those on the disk."""
    google = google_store(workspace, [book for book in books if isinstance(book, str)])
    order = [book if isinstance(book, str) else book.name for book in books]
    return MixedStore(order, local, google, is_address(workspace.summary))
