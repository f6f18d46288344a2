"""Letters as people type them: blanks, look-alikes, case, the wrong keyboard layout."""

import difflib
import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

_SELECTORS = (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x34F)
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
_RARE = re.compile(r"[^\0-\u034e\u0350-\u115e\u1161-\u180a\u1810-\u27ff]")
"""What may be a selector or a filler: Unicode calls those letters, marks or symbols. Text of usual
letters is told from it at once, which a list of them all would take long for."""


class _Cleaning(dict[int, str]):
    """What takes a character's place in clean text, by its category: worked out once each."""

    def __missing__(self, code: int) -> str:
        letter, category = chr(code), unicodedata.category(chr(code))
        if category == "Cf" or code in _SELECTORS:
            seen = ""
        else:
            seen = " " if category in ("Cc", "Zl", "Zp", "Zs") or letter in _FILLERS else letter
        self[code] = seen
        return seen


_CLEANING = _Cleaning()

_DASHES = "‐‑‒–—―−⁃﹘﹣－"
_QUOTES = "«»\"'“”„‟‘’‚‹›`´"
_UNIFIED = str.maketrans(
    {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_QUOTES), "ё": "е", "Ё": "Е"}
)
_UNIFIABLE = re.compile(f"[{re.escape(_DASHES + _QUOTES)}ёЁ]")

_LOOK_ALIKES = str.maketrans("ABCEHKMOPTXYabcehkmoptxy", "АВСЕНКМОРТХУавсенкмортху")
_LATIN = re.compile(r"[A-Za-z]")
_LATIN_WORD = re.compile(r"\S*[A-Za-z]\S*")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_NOT_ALIKE = re.compile(r"[DFGIJLNQRSUVWZdfgijlnqrsuvwz]")

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~/?#"
_MEANT = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ.,№"
_LAYOUT = str.maketrans(_KEYS, _MEANT)

_PLAIN = re.compile(r"[0-9A-Za-zА-я]")
_PLAIN_CODE = re.compile(r"[0-9А-я/.-]+")
"""Of these letters none is written in two ways."""
_SIMPLE_CODE = re.compile(r"[А-я]*-?[0-9]+")

_CODE_NOISE = re.compile(r"[\s.№-]+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s*[.-][\s.-]*(?=\d)")
_DIGITS = re.compile(r"\d+")
_BREAKS = re.compile(r"[;\n\r\v\f\x85\u2028\u2029]")
_COMMAS = re.compile(r"[,\n\r\v\f\x85\u2028\u2029]")


def is_blank(text: str) -> bool:
    """Whether a person would see nothing in the cell."""
    return not _PLAIN.match(text) and not clean(text)


def clean(text: str) -> str:
    """Text without invisible characters; every run of blanks and line breaks is one space."""
    # Nearly every cell is clean already, and these tests cost a tenth of the cleaning.
    if is_clean(text):
        return text
    return " ".join(text.translate(_CLEANING).split())


def is_clean(text: str) -> bool:
    """Whether there is surely nothing to clean in a text."""
    return bool(
        text.isprintable()
        and "  " not in text
        and text
        and text[0] != " "
        and text[-1] != " "
        and not _RARE.search(text)
    )


def is_plain_code(text: str) -> bool:
    """Whether there is surely nothing to unify in a code."""
    return bool(_PLAIN_CODE.fullmatch(text))


@lru_cache(maxsize=1 << 16)
def unify(text: str) -> str:
    """`fold` that keeps the case; cached, for a code is folded wherever it is referred to."""
    text = clean(unicodedata.normalize("NFC", text))
    if _UNIFIABLE.search(text):
        text = clean(text.translate(_UNIFIED))
    return _LATIN_WORD.sub(_cyrillic_word, text) if _LATIN.search(text) else text


def fold(text: str) -> str:
    """Text for matching: clean, without case, quotes and ё; look-alikes Cyrillic, dashes «-»."""
    return unify(text).casefold()


def is_named(title: str, names: Collection[str]) -> bool:
    """Whether a title is, folded, one of the names; in a name «*» is any text, «?» any letter."""
    folded = fold(title)
    return folded in names or any(_pattern(name).fullmatch(folded) for name in names)


@lru_cache(maxsize=1 << 12)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(re.escape(name).replace(r"\*", ".*").replace(r"\?", "."))


def _cyrillic_word(found: re.Match[str]) -> str:
    word = found[0]
    if _CYRILLIC.search(word) or not _NOT_ALIKE.search(word):
        return word.translate(_LOOK_ALIKES)
    return word


@lru_cache(maxsize=1 << 18)
def fold_code(text: str) -> str:
    """`fold` without blanks, hyphens, dots and «№»: «Т - 07» and «т07» are one code. Between digits
    a hyphen or dot is part of it: «1-11» is not «11-1»."""
    if _SIMPLE_CODE.fullmatch(text):  # nearly all are, and this takes an eighth of the rest
        return text.replace("-", "").casefold()
    return "-".join(_CODE_NOISE.sub("", part) for part in _BETWEEN_DIGITS.split(fold(text)))


def latin_replaced(text: str) -> bool:
    """Whether `fold` has to replace Latin look-alikes in the text."""
    return bool(_LATIN.search(text)) and any(
        _cyrillic_word(word) != word[0] for word in _LATIN_WORD.finditer(text)
    )


def swap_layout(text: str) -> str:
    """What was meant when Cyrillic was typed on the Latin layout: «ghjdtltyf» → «проведена»."""
    return text.translate(_LAYOUT)


def layout_slip(text: str) -> str | None:
    """What the text says in the other keyboard layout, if it is Latin throughout."""
    if _LATIN.search(text) and not _CYRILLIC.search(text):
        return swap_layout(text)
    return None


def split_list(text: str) -> list[str]:
    """The items of a list cell, cleaned: by «;», else by commas; line breaks always separate."""
    parts = (_BREAKS if ";" in text else _COMMAS).split(text)
    return [item for part in parts if (item := clean(part))]


def plural(n: int, one: str, few: str, many: str) -> str:
    """A number with its noun: «1 человек, 3 человека, 1 111 человек»."""
    said = f"{n:,}".replace(",", "\u00a0")
    tens, units = abs(n) % 100, abs(n) % 10
    if units == 1 and tens != 11:
        return f"{said} {one}"
    return f"{said} {few if 2 <= units <= 4 and not 12 <= tens <= 14 else many}"


def few(names: Sequence[str], one: str, some: str, many: str, most: int = 4) -> str:
    """The first names and how many more of what there are."""
    rest = len(names) - most
    said = ", ".join(names[:most])
    return said if rest <= 0 else f"{said} и ещё {plural(rest, one, some, many)}"


def one_letter_off(a: str, b: str) -> bool:
    """One insertion, deletion, replacement or swap of neighbours apart, and never in a digit."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    # One slip leaves the first letter or the last in place: most pairs end here.
    if min(len(a), len(b)) > 2 and a[0] != b[0] and a[-1] != b[-1]:
        return False
    if _DIGITS.findall(a) != _DIGITS.findall(b):
        return False
    pairs = enumerate(zip(a, b, strict=False))
    start = next((i for i, (x, y) in pairs if x != y), min(len(a), len(b)))
    a, b = a[start:], b[start:]
    swapped = a[:2] == b[:2][::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a == b[1:] or a[1:] == b or swapped


def nearest(typed: str, known: Collection[str]) -> str:
    """The name that is most like what was typed; "" where none is like enough."""
    by_fold = {fold(name): name for name in known}
    close = difflib.get_close_matches(fold(typed), by_fold, 1)
    return by_fold[close[0]] if close else ""


def stop(text: str) -> str:
    """The text with a full stop, if it has no closing mark yet."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def capital(text: str) -> str:
    """The text with its first letter capital."""
    return text[:1].upper() + text[1:]
