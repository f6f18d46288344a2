"""What is wrong with a TOML file, in words people know: the parser's own are English."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sheets_sync.stores.toml_keys import said_before

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_ESCAPES = ("Unescaped", "Invalid hex", "Escaped character")
_NO_END = ("Unterminated", "Illegal character '\\n'", 'Expected "\'"')
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine", "Duplicate")
_BASIC = re.compile(r'"((?:[^"\\]|\\.)*)"')
_CURVED = re.compile(r"[«„“”‟‘’](.*?)[»“”‟‘’]")
_DAY = re.compile(r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})\b")
_ISO = re.compile(r"(?P<y>\d{4})[./-](?P<m>\d{1,2})[./-](?P<d>\d{1,2})\b")
_NUMBER = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:,\d+)?")
_YES, _NO = ("да", "yes", "вкл", "on", "true"), ("нет", "no", "выкл", "off", "false")
_CONTROL = re.compile(r"[\x00-\x1f]")
_PATHS = ("books", "summary", "previous", "credentials", "workspace", "workspaces")
_DRIVE = re.compile(r"\b[A-Za-z]:[^\x00-\x1f]*[\x00-\x1f]")
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class _Broken:
    """Where a file breaks: what the parser says, the lines, the number of the line (from 1) and of
    the letter in it; `at_end`: it is the end of the file."""

    said: str
    lines: list[str]
    number: int
    column: int
    at_end: bool

    @property
    def line(self) -> str:
        """The line where it breaks."""
        return self.lines[self.number - 1]

    @property
    def named(self) -> tuple[str, str]:
        """What stands before «=» and after it, comments left out; no name where there is none."""
        name, sign, value = self.line.partition("=")
        value = re.sub(r"\s+#.*", "", value) if '"' not in value else value
        return (name.strip(), value.strip()) if sign else ("", self.line.strip().rstrip(","))


def explained(error: tomllib.TOMLDecodeError, text: str) -> str:
    """Why a text is no TOML: the line, what is wrong with it and how to write it."""
    found, lines = _AT.search(str(error)), text.split("\n") or [""]
    said = _AT.sub("", str(error))
    if found and found[1]:
        broken = _Broken(said, lines, min(int(found[1]), len(lines)), int(found[2]), False)
    else:
        last = next((n for n in range(len(lines), 0, -1) if lines[n - 1].strip()), 1)
        broken = _Broken(said, lines, last, len(lines[last - 1]), True)
    why = next(filter(None, (cause(broken) for cause in _CAUSES)), "")
    return why or f"строка {broken.number}, знак {broken.column}: {_ANYWAY}"


_ANYWAY = "текст пишется в кавычках, проверьте также запятые, скобки и знак «=»"


def lost_strokes(data: dict[str, Any], text: str) -> str:
    """The sentence for a path in which «\\t» was taken for a tabulator; "" where there is none."""
    spoilt = {path for path in _paths(data) if _CONTROL.search(path)}
    for number, line in enumerate(text.split("\n"), 1):
        for found in _BASIC.finditer(line):
            if spoilt and "\\" in found[1] and _meaning(found[0]) in spoilt:
                return _stroke(number, found[1])
    return ""


def _paths(data: dict[str, Any]) -> Iterator[str]:
    """The texts that name files."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield from value if key == "owners" else ()
            yield from _paths(value)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from _paths(one)
            elif isinstance(one, str) and (key in _PATHS or _DRIVE.search(one)):
                yield one


def _meaning(quoted: str) -> object:
    try:
        return tomllib.loads(f"a = {quoted}")["a"]
    except tomllib.TOMLDecodeError:
        return None


def _stroke(number: int, path: str) -> str:
    """A path of Windows in double quotes, and how to write it."""
    whole = re.match(r"[A-Za-z]:|\\\\", path) and "'" not in path
    single = f" или '{path}' в одинарных кавычках" if whole else ""
    slashes = re.sub(r"(?<!^)/{2,}", "/", path.replace("\\", "/"))
    return (
        f"строка {number}: знак «\\» в двойных кавычках — служебный, путём он не читается: "
        f'напишите "{slashes}"{single}'
    )


def _escaped(broken: _Broken) -> str:
    if not broken.said.startswith(_ESCAPES):
        return ""
    begins = broken.line.rfind('"', 0, broken.line.rfind("\\", 0, broken.column) + 1) + 1
    inside = broken.line[begins:].partition('"')[0]
    return _stroke(broken.number, inside)


def _twice(broken: _Broken) -> str:
    if not broken.said.startswith(_TWICE):
        return ""
    return said_before(broken.lines[: broken.number])


def _unclosed(broken: _Broken) -> str:
    """A quote or a bracket that nothing closes."""
    if broken.said.startswith(_NO_END):
        where = _opened(broken) if broken.at_end else broken.number
        return f"строка {where}: кавычка открыта и не закрыта"
    if broken.said.startswith(("Unclosed", "Invalid value")) and broken.at_end:
        return f"строка {_opened(broken)}: скобка открыта и не закрыта"
    if broken.said.startswith("Expected ']"):
        return f"строка {broken.number}: название раздела закрывается скобкой: [rules]"
    return ""


def _in_list(broken: _Broken) -> str:
    """An item of a list that no comma sets apart, or two commas."""
    item = broken.line[broken.column - 1 :].strip()
    if broken.said.startswith("Invalid value") and item.startswith(","):
        return f"строка {broken.number}: лишняя запятая"
    if not broken.said.startswith("Unclosed array") or broken.at_end:
        return ""
    if _begins(broken.line) and not item.startswith(("{", '"', "'")):
        return f"строка {broken.number}: список выше не закрыт: поставьте перед ней скобку «]»"
    return f"строка {broken.number}: перед «{_short(item)}» не хватает запятой"


def _opened(broken: _Broken) -> int:
    """The line of the last statement: it goes on to the end of the file."""
    starts = (n for n in range(len(broken.lines), 0, -1) if _begins(broken.lines[n - 1]))
    return next(starts, broken.number)


def _begins(line: str) -> bool:
    return bool(re.match(r"""\s*(?:[\w.-]+|"[^"]*"|'[^']*')\s*=""", line))


def _curved(broken: _Broken) -> str:
    """Quotes as Word types them."""
    _, value = broken.named
    found = _CURVED.match(value.lstrip("[ "))
    if not found:
        return ""
    return f'строка {broken.number}: кавычки нужны прямые: "{_short(found[1])}"'


def _name(broken: _Broken) -> str:
    """Names in other letters than Latin are quoted, in the head of a section too."""
    line = broken.line.strip()
    if not re.search(r"[^\x00-\x7f]", line):
        return ""
    if found := re.fullmatch(r"\[+(.+?)\]+\s*(?:#.*)?", line):
        parts = (part.strip() for part in found[1].split("."))
        said = ".".join(part if re.match(r"[\w-]+$|\"|'", part, re.ASCII) else f'"{part}"'
                        for part in parts)  # fmt: skip
        return f"строка {broken.number}: русское название пишется в кавычках: [{said}]"
    name, value = broken.named
    if not name or name[0] in "\"'" or re.fullmatch(r"[\w.-]+", name, re.ASCII):
        return ""
    name = name.strip("«»„“”")
    return f'строка {broken.number}: название слева пишется в кавычках: "{name}" = {_short(value)}'


def _value(broken: _Broken) -> str:
    """What stands right of «=» without quotes, as it should be written."""
    name, value = broken.named
    if not value:
        return f"строка {broken.number}: после «=» ничего нет" if name else ""
    begin = f"{name} = " if name else ""
    if value[0] in "\"'":
        return _after(broken, begin, value)
    if plain := _plain(value):
        return f"строка {broken.number}: пишется так: {begin}{plain}"
    if broken.said.startswith(("Invalid value", "Expected newline")) and value[0] not in "[{":
        return f'строка {broken.number}: текст пишется в кавычках: {begin}"{_short(value)}"'
    return ""


def _plain(value: str) -> str:
    """A day, a number or a yes as TOML has it; "" for anything else."""
    if day := _DAY.match(value) or _ISO.match(value):
        return f"{day['y']}-{int(day['m']):02}-{int(day['d']):02}"
    if _NUMBER.fullmatch(value):
        return re.sub(r"\s", "", value).replace(",", ".")
    said = value.casefold()
    return "true" if said in _YES else "false" if said in _NO else ""


def _after(broken: _Broken, begin: str, value: str) -> str:
    """Something behind a text that is over; quotes within quotes end it."""
    rest = broken.line[broken.column - 1 :].strip()
    if not broken.said.startswith("Expected newline") or not rest:
        return ""
    if value.count('"') > 3 and value.endswith('"'):
        inside = re.sub(r'"([^"]*)"', r"«\1»", value[1:-1])
        return f'строка {broken.number}: кавычки внутри кавычек — «ёлочки»: {begin}"{inside}"'
    return f"строка {broken.number}: после значения лишнее: «{_short(rest)}»"


def _no_sign(broken: _Broken) -> str:
    if not broken.said.startswith("Expected '='"):
        return ""
    return f"строка {broken.number}: между названием и значением нужен знак «=»"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_CAUSES: tuple[Callable[[_Broken], str], ...] = (
    _escaped,
    _twice,
    _curved,
    _unclosed,
    _in_list,
    _name,
    _value,
    _no_sign,
)
