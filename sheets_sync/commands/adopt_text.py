"""What `adopt` saw in the books, as a person reads it."""

from collections.abc import Iterator

from sheets_sync.commands.terminal import colour
from sheets_sync.reading.likeness import Likeness, Placed
from sheets_sync.runs.adopt import Adopted


def adopted_text(done: Adopted) -> str:
    """Each tab with its columns, then the file or where it is."""
    lines = [line for one in done.found for line in _tab(one)]
    if done.file:
        lines.append(f"Записано: {done.file}. Проверьте его, потом sheets-sync check")
    else:
        lines += ["workspace.toml мог бы быть таким (--to ПАПКА запишет его):", "", done.text]
    return "\n".join([*lines, ""])


def _tab(one: Likeness) -> Iterator[str]:
    where = f"{one.tab.place.book}, лист «{one.tab.place.tab}»"
    if not one.table:
        yield f"{where}: ни на одну таблицу не похож, не читается\n"
        return
    said = "это" if one.sure else "похож на"
    yield f"{where}: {said} {colour(one.table.sheet, 'green' if one.sure else 'yellow')}"
    yield from (f"  {_column(placed)}" for placed in one.columns)
    if one.lacking:
        heads = ", ".join(f"«{column.header}»" for column in one.lacking)
        yield f"  не нашлось обязательных: {heads}"
    yield ""


def _column(placed: Placed) -> str:
    seen = f" ({'; '.join(placed.sample)})" if placed.sample else ""
    if not placed.column:
        return f"«{placed.head}» — ваш столбец, не читается{seen}"
    sure = "" if placed.known or placed.sure else ", не точно"
    read = "" if placed.share is None else f", прочлось {placed.share:.0%}"
    return f"«{placed.head}» → «{placed.column.header}»{sure}{read}{seen}"
