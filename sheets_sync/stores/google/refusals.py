"""Why Google took no batch, by the state of the spreadsheet: its own words are localised."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sheets_sync.errors import SheetsSyncError
from sheets_sync.stores.google.faults import GoogleError
from sheets_sync.stores.google.guard import mentioned
from sheets_sync.stores.google.raw import MOST_CELLS
from sheets_sync.stores.google.read import SheetState, Spreadsheet

Json = Mapping[str, Any]

LARGEST_REQUEST = 10 << 20
"""Bytes; Google takes no request above it."""

_REFUSED = ("400", "413")
_CUT_BY_FROZEN = ("mergeCells", "unmergeCells", "updateSheetProperties")
_SIZES = {"rowCount": 0, "columnCount": 1}


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What was sent, to which spreadsheet as it stood, by whom; `at` is the request at fault."""

    requests: Sequence[Json]
    book: Spreadsheet
    email: str
    at: int | None

    @property
    def touched(self) -> list[SheetState]:
        """The tabs it meant to change."""
        ids = set(mentioned(list(self.requests)))
        return [sheet for sheet in self.book.sheets if sheet.id in ids]

    @property
    def refused(self) -> tuple[str, SheetState | None]:
        """The kind of the request at fault and its tab, as far as Google says."""
        if self.at is None or self.at >= len(self.requests):
            return "", None
        kind, body = next(iter(self.requests[self.at].items()))
        number = next(mentioned(body), None)
        return kind, next((one for one in self.book.sheets if one.id == number), None)


def explained(
    trouble: GoogleError, book: Spreadsheet, requests: Sequence[Json], email: str
) -> GoogleError:
    """The trouble with its cause, one sentence; as it is where the state shows none."""
    if trouble.kind not in _REFUSED:
        return trouble
    attempt = _Attempt(requests, book, email, trouble.at)
    said = next(filter(None, (cause(attempt) for cause in _CAUSES)), None)
    return replace(trouble, say=said, private="") if said else trouble


def _too_large(attempt: _Attempt) -> str | None:
    size = len(json.dumps(attempt.requests, ensure_ascii=False).encode("utf-8", "replace"))
    if size < LARGEST_REQUEST:
        return None
    return (
        f"Сводка для таблицы «{attempt.book.title}» больше, чем Google принимает за один раз "
        f"(10 МБ): уберите из books прошлые годы"
    )


def _shut_out(attempt: _Attempt) -> str | None:
    return _protected(attempt.touched, attempt.book, attempt.email)


def refuse_protected(book: Spreadsheet, email: str) -> None:
    """Raises SheetsSyncError where somebody protected tabs of ours from the account."""
    if said := _protected(book.ours.values(), book, email):
        raise SheetsSyncError(said)


def _protected(sheets: Iterable[SheetState], book: Spreadsheet, email: str) -> str | None:
    shut = [f"«{sheet.title}»" for sheet in sheets if sheet.shut]
    if not shut:
        return None
    where = f"листе {shut[0]}" if len(shut) == 1 else f"листах {', '.join(shut)}"
    return (
        f"В таблице «{book.title}» на {where} стоит защита, которая не пускает программу: "
        f"откройте «Данные → Защитить листы и диапазоны» и добавьте туда {email} или удалите защиту"
    )


def _too_many_cells(attempt: _Attempt) -> str | None:
    most = max(_cells(attempt))
    if most <= MOST_CELLS:
        return None
    return (
        f"В таблице «{attempt.book.title}» не хватает места: Google даёт таблице 10 000 000 ячеек, "
        "пустые тоже считаются. Удалите на её листах лишние строки и столбцы или укажите в summary "
        "новую, пустую таблицу"
    )


def _cells(attempt: _Attempt) -> Iterator[int]:
    """Cells of all grids, before the batch and after each request of it."""
    sizes = {sheet.id: [sheet.rows, sheet.columns] for sheet in attempt.book.sheets}
    yield sum(rows * columns for rows, columns in sizes.values())
    for request in attempt.requests:
        kind, body = next(iter(request.items()))
        if kind == "deleteSheet":
            sizes.pop(body.get("sheetId", 0), None)
        for name, size in body.get("properties", {}).get("gridProperties", {}).items():
            if name in _SIZES:
                number = body["properties"].get("sheetId", 0)
                sizes.setdefault(number, [0, 0])[_SIZES[name]] = size
        yield sum(rows * columns for rows, columns in sizes.values())


def _bound(attempt: _Attempt) -> str | None:
    bound = next((sheet.title for sheet in attempt.touched if sheet.bound), None)
    kind, sheet = attempt.refused
    if bound is None and kind == "deleteTable":
        bound = sheet.title if sheet else ""
    if bound is None:
        return None
    on = f" на листе «{bound}»" if bound else ""
    return (
        f"В таблице «{attempt.book.title}»{on} диапазон преобразован в таблицу (Ctrl+Alt+T), и "
        "программа не может её снять: удалите этот лист, программа сделает его заново"
    )


def _frozen(attempt: _Attempt) -> str | None:
    kind, sheet = attempt.refused
    if (
        kind not in _CUT_BY_FROZEN
        or sheet is None
        or not (sheet.frozen_rows or sheet.frozen_columns)
    ):
        return None
    return (
        f"В таблице «{attempt.book.title}» на листе «{sheet.title}» мешают закреплённые строки или "
        "столбцы: снимите закрепление («Вид → Закрепить») и повторите"
    )


def _somewhere(attempt: _Attempt) -> str | None:
    kind, sheet = attempt.refused
    if sheet is None or sheet.mark is None:
        return None
    return (
        f"Google не принял лист «{sheet.title}» таблицы «{attempt.book.title}» ({kind}): удалите "
        f"его, программа сделает его заново"
    )


_CAUSES: tuple[Callable[[_Attempt], str | None], ...] = (
    _too_large,
    _shut_out,
    _too_many_cells,
    _bound,
    _frozen,
    _somewhere,
)
