"""What `document` and `protocol` say in the terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from sheets_sync.letters import plural

Content = Mapping[str, Any]


def list_text(content: Content) -> str:
    """The templates there are: name, whose, what each needs."""
    rows = content["templates"]
    width = max((len(row["name"]) for row in rows), default=0)
    lines = [f"  {row['name']:<{width}}  {_needs(row)}" for row in rows]
    about = "свои шаблоны кладите в папку «документы»: docs/документы.md"
    return "\n".join(["Шаблоны:", *lines, about[0].upper() + about[1:], ""])


def _needs(row: Content) -> str:
    if row.get("fault"):
        return str(row["fault"])
    words = [" или ".join(f"--{option}" for option in one) for one in row["needs"]]
    own = " (свой)" if row["own"] else ""
    return ("нужно: " + ", ".join(words) if words else "ничего не нужно") + own


def one_text(content: Content) -> str:
    """One document: where it lies and what is open in it."""
    return "\n".join([f"Документ: {content['file']}", *_open(content["open"]), ""])


def _open(said: list[str]) -> Iterator[str]:
    if said:
        yield "Осталось открытым:"
        yield from (f"  — {one}" for one in said)


def series_text(content: Content) -> str:
    """Many documents: how many, which were left out and why."""
    made = plural(len(content["files"]), "документ", "документа", "документов")
    lines = [f"Папка «{content['folder']}»: {made}"]
    lines += [f"  не сделан {key}: {why}" for key, why in content["skipped"].items()]
    with_open = [key for key, one in content["files"].items() if one["open"]]
    if with_open:
        lines.append(f"  с замечаниями: {', '.join(with_open)} (подробно — --json)")
    return "\n".join([*lines, ""])
