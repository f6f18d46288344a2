"""What `adopt` found, as a person reads it."""

from collections.abc import Iterator

from sheets_sync.commands.terminal import Content, colour

_LONGEST = 40


def adopt_text(content: Content) -> str:
    """What `adopt` prints: the tabs of each book, their columns, what comes next."""
    lines: list[str] = []
    for book in content["books"]:
        lines += [colour(book, "bold")]
        for tab in content["tabs"]:
            if tab["book"] == book:
                lines += _tab(tab)
    return "\n".join([*lines, "", *_next(content), ""])


def _tab(tab: Content) -> Iterator[str]:
    if tab["table"] is None:
        yield f"  лист «{tab['tab']}» — ни на одну таблицу не похож, не читается"
        return
    doubt = f" {colour('?', 'yellow')} {tab['doubt']}" if tab["doubt"] else ""
    yield f"  лист «{tab['tab']}» — «{tab['table']}», шапка в строке {tab['header_row']}{doubt}"
    known = [one["head"] for one in tab["columns"] if one["known"]]
    if known:
        yield f"    столбцы с известными названиями: {', '.join(known)}"
    yield from (f"    {_column(one)}" for one in tab["columns"] if not one["known"])
    if tab["lacking"]:
        lacking = ", ".join(f"«{head.strip('«»')}»" for head in tab["lacking"])
        yield f"    {colour('не нашлось обязательного', 'red')}: {lacking}"


def _column(one: Content) -> str:
    sample = ", ".join(_cut(text) for text in one["sample"]) or "пусто"
    if one["column"] is None:
        return f"— «{one['head']}»: останется вашим столбцом ({sample})"
    mark = colour("✓", "green") if one["sure"] else colour("?", "yellow")
    read = f"читается {one['read']} из {one['filled']}: " if one["read"] is not None else ""
    return f"{mark} «{one['head']}» → «{one['column'].strip('«»')}» ({read}{sample})"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _next(content: Content) -> Iterator[str]:
    if content["file"]:
        yield f"{colour('Записано:', 'green')} {content['file']}"
    else:
        yield "workspace.toml мог бы быть таким (--to ПАПКА запишет его):"
        yield ""
        yield content["workspace"]
    yield "Сомнения стоят в нём за знаком «#»: верную строку оставьте без «# », неверную сотрите."
    yield "Потом — sheets-sync check"
