"""Which line of a TOML file says something that an earlier line said."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_NAME = rf"{_PART}(?:\s*\.\s*{_PART})*"
_SECTION = re.compile(rf"\s*\[\s*({_NAME})\s*\]\s*(?:#.*)?")
_OF_LIST = re.compile(rf"\s*\[\[\s*({_NAME})\s*\]\]\s*(?:#.*)?")
_LINE = re.compile(rf"\s*({_NAME})\s*=")
_INLINE = re.compile(rf"[{{,]\s*({_NAME})\s*=")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A line that gives a value a name, or begins a section; `of` is the section it stands in."""

    number: int
    path: Path
    is_section: bool = False
    of: Path = ()


def said_before(lines: Sequence[str]) -> str:
    """Which of some lines repeats an earlier one, and what to do; "" where none does."""
    seen: dict[Path, _Said] = {}
    for one in _names(lines):
        if first := _before(one, seen):
            return _told(one, first)
        seen[one.path] = one
    return _in_braces(lines)


def _before(one: _Said, seen: dict[Path, _Said]) -> _Said | None:
    """The earlier line of the same name; of a section also one that gave its part a value."""
    if one.path in seen:
        return seen[one.path]
    if one.is_section:
        inside = (s for s in seen.values() if not s.is_section and s.path[: len(one.path)] ==
                  one.path and len(s.of) < len(one.path))  # fmt: skip
        return next(inside, None)
    above = (one.path[:n] for n in range(len(one.of) + 1, len(one.path)))
    return next((seen[path] for path in above if path in seen), None)


def _told(one: _Said, first: _Said) -> str:
    if one.path == first.path and one.is_section != first.is_section:
        return _value_and_section(one, first)
    if one.is_section:
        shown = _shown(one.path)
        return (
            f"строка {one.number}: раздел [{shown}] уже есть в строке {first.number}: перенесите "
            f"строки туда, а второй заголовок [{shown}] уберите"
        )
    where = f" раздела [{_shown(one.of)}]" if one.of else ""
    return (
        f"строка {one.number}: «{one.path[-1]}»{where} уже есть в строке {first.number}: "
        "оставьте одну из них"
    )


def _value_and_section(one: _Said, first: _Said) -> str:
    """The line of a value and a section of the same name: only one of them may stay."""
    value, section = (first, one) if one.is_section else (one, first)
    shown, name = _shown(section.path), value.path[-1]
    said = f"строка {one.number}: «{name}» сказано и строкой {value.number}, и разделом [{shown}]"
    if section.path[0] != "words":
        return f"{said} (строка {section.number}): оставьте что-то одно"
    return (
        f"{said} (строка {section.number}): строку {value.number} уберите, а каждое её слово "
        f'впишите в раздел [{shown}] так: "слово" = []'
    )


def _names(lines: Sequence[str]) -> Iterator[_Said]:
    """The lines that name something; those of a [[list]] are new each time."""
    section: Path = ()
    for number, line in enumerate(lines, 1):
        if found := _OF_LIST.fullmatch(line):
            section = (*_path(found[1]), str(number))
        elif found := _SECTION.fullmatch(line):
            section = _path(found[1])
            yield _Said(number, section, True)
        elif found := _LINE.match(line):
            yield _Said(number, (*section, *_path(found[1])), of=section)


def _in_braces(lines: Sequence[str]) -> str:
    """One name twice between braces: the parser stops in the line that holds them."""
    names = [_path(name)[-1] for name in _INLINE.findall(lines[-1])]
    twice = next((name for n, name in enumerate(names) if name in names[:n]), "")
    return f"строка {len(lines)}: «{twice}» вписано дважды, оставьте одно" if twice else ""


def _path(name: str) -> Path:
    """«headers."График"» → its parts."""
    found, value = [], tomllib.loads(f"{name} = 0")
    while isinstance(value, dict):
        (key, value), *_ = value.items()
        found.append(key)
    return tuple(found)


def _shown(path: Path) -> str:
    """Its parts as they are written."""
    plain = re.compile(r"[A-Za-z0-9_-]+")
    return ".".join(part if plain.fullmatch(part) else f'"{part}"' for part in path)
