"""Requests that change developer metadata."""

from . import masks
from .change import Change, Handler
from .errors import Json, RefusalError
from .metadata import filters, found, located
from .state import Book

MAX_CHARACTERS = 30_000


def create_developer_metadata(change: Change, body: Json) -> Json:
    given = body.get("developerMetadata", {})
    number = given.get("metadataId", 0)
    if number < 0:
        raise RefusalError("DeveloperMetadata.metadataId must be positive.")
    if any(one["metadataId"] == number for one in change.book.metadata):
        raise RefusalError(
            f"Cannot add developer metadata with ID [{number}] because developer metadata "
            "with that ID already exists."
        )
    created = _checked(change.book, given) | {"metadataId": number or change.book.new_id()}
    change.book.metadata.append(created)
    _check_size(change.book)
    return {"developerMetadata": created}


def update_developer_metadata(change: Change, body: Json) -> Json:
    tree = masks.update_tree(body.get("fields"), "DeveloperMetadata")
    changed = []
    for index, old in _matched(change.book, body):
        new = masks.write(old, body.get("developerMetadata", {}), tree)
        new = _checked(change.book, new) | {"metadataId": old["metadataId"]}
        change.book.metadata[index] = new
        changed.append(new)
    _check_size(change.book)
    return {"developerMetadata": changed}


def delete_developer_metadata(change: Change, body: Json) -> Json:
    gone = [one for _, one in _matched(change.book, {"dataFilters": [body.get("dataFilter", {})]})]
    change.book.metadata = [one for one in change.book.metadata if one not in gone]
    return {"deletedDeveloperMetadata": gone}


def _matched(book: Book, body: Json) -> list[tuple[int, Json]]:
    numbers = {one["metadataId"] for each in filters(body) for one in found(book, each)}
    return [(index, one) for index, one in enumerate(book.metadata) if one["metadataId"] in numbers]


def _checked(book: Book, given: Json) -> Json:
    if not given.get("metadataKey"):
        raise RefusalError("DeveloperMetadata.metadataKey must be specified.")
    if given.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise RefusalError("DeveloperMetadata.visibility must be specified.")
    return given | {"location": located(book, given.get("location", {}))}


def _check_size(book: Book) -> None:
    """30 000 characters on the spreadsheet, and as many on each tab with its rows and columns."""
    sizes: dict[int | None, int] = {}
    for one in book.metadata:
        location = one["location"]
        holder = location.get("dimensionRange", location)
        place = None if location.get("spreadsheet") else holder.get("sheetId", 0)
        length = len(one["metadataKey"]) + len(one.get("metadataValue", ""))
        sizes[place] = sizes.get(place, 0) + length
    if max(sizes.values(), default=0) > MAX_CHARACTERS:
        raise RefusalError(f"Developer metadata is larger than {MAX_CHARACTERS} characters.")


HANDLERS: dict[str, Handler] = {
    "createDeveloperMetadata": create_developer_metadata,
    "updateDeveloperMetadata": update_developer_metadata,
    "deleteDeveloperMetadata": delete_developer_metadata,
}
