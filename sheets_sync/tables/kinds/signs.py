"""Signs beside a word («✓ выполнено», «выполнено?») and what they make of it."""

import re
import unicodedata
from enum import Enum

from sheets_sync.letters import fold


class Sign(Enum):
    """What the signs in a cell say together; `DOUBT` is also signs that contradict each other."""

    NONE = "none"
    TICK = "tick"
    BOX = "box"
    CROSS = "cross"
    DASH = "dash"
    DOUBT = "doubt"


_SIGNS = (
    (Sign.TICK, re.compile(r"[✓✔☑✅√🗸🗹👍]|^\++|\++$|^v(?=\s)|(?<=\s)v$")),
    (Sign.BOX, re.compile(r"[☐□▢◻◽⬜▫❏❐❑❒🔲🔳○◯⚪]|\[ *\]")),
    (Sign.CROSS, re.compile(r"[✗✘❌☒✕✖❎×⨯🗙🗵👎]")),
    (Sign.DASH, re.compile(r"^-+(?=\s)|(?<=\s)-+$")),
    (Sign.DOUBT, re.compile(r"[?¿❓❔⁇⁈]")),
)
_EMPTIED = re.compile(r"\(\s*\)")
_SAY_NOTHING = frozenset("№°`´^")


def parted(folded: str) -> tuple[str, Sign]:
    """A folded text without its signs, and what these say."""
    said = []
    for sign, pattern in _SIGNS:
        bare = pattern.sub(" ", folded)
        if bare != folded:
            said.append(sign)
            folded = _EMPTIED.sub(" ", bare).strip()
    one = said[0] if said else Sign.NONE
    return folded, one if len(said) < 2 else Sign.DOUBT


def plainly_said(text: str) -> bool:
    """Whether no sign stands beside the words that may change them; a tick confirms."""
    bare, sign = parted(fold(text))
    strange = any(unicodedata.category(c)[0] == "S" and c not in _SAY_NOTHING for c in bare)
    return sign in (Sign.NONE, Sign.TICK, Sign.DASH) and not strange
