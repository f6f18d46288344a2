"""The only place with colours, fonts, borders and number codes; it knows no backend."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from sheets_sync.sheet.pieces import Format, Look
from sheets_sync.sheet.text_size import BOLD, size

FONT = "Arial"
"""On every Windows, Mac and in Google; Linux has Liberation Sans with the same metrics."""

INK = "25313A"
QUIET = "66737C"
RULE = "D5DDE0"
ACCENT = "17596B"
ACCENT_SOFT = "E6EFF1"
ACCENT_FAINT = "F4F8F9"
RED = "9C2B22"
RED_SOFT = "F3C6BF"
AMBER = "7A5200"
AMBER_SOFT = "FBE7B5"
GREEN = "2C6A46"
GREEN_SOFT = "E7F3EA"
WHITE = "FFFFFF"

TAB_FIRST = ACCENT
TAB_OTHER = "A9C1C7"


class Stroke(StrEnum):
    """How heavy a rule is."""

    THIN = "thin"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line on one side of a cell."""

    stroke: Stroke = Stroke.THIN
    colour: str = RULE


class Stand(StrEnum):
    """Where a text stands between the top and the bottom of its cell."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Paint:
    """How a cell looks: colours in hex, the size in points; `indent` in steps of one letter;
    `turned`: its text reads upwards; `link` is the ink of what leads somewhere."""

    ink: str = INK
    fill: str | None = None
    size: float = 10.0
    bold: bool = False
    top: Rule | None = None
    bottom: Rule | None = None
    left: Rule | None = None
    right: Rule | None = None
    stand: Stand = Stand.MIDDLE
    indent: int = 0
    turned: bool = False
    link: str = ACCENT


_ROW = Rule(Stroke.THIN, RULE)
_CARD = Rule(Stroke.THIN, "C3D2D6")
_CARD_TOP = Rule(Stroke.MEDIUM, ACCENT)
_STRONG = Rule(Stroke.THIN, ACCENT)

_BODY = Paint(bottom=_ROW)
_VALUE = Paint(ACCENT, ACCENT_FAINT, left=_CARD, right=_CARD, indent=1)

_PAINTS = {
    Look.TITLE: Paint(ACCENT),
    Look.LINE: Paint(INK),
    Look.LINE_MUTED: Paint(QUIET),
    Look.LINE_STRONG: Paint(INK),
    Look.SECTION: Paint(ACCENT),
    Look.HEAD: Paint(ACCENT, ACCENT_SOFT, top=_STRONG, bottom=_STRONG),
    Look.HEAD_TURNED: Paint(
        ACCENT, ACCENT_SOFT, top=_STRONG, bottom=_STRONG, stand=Stand.BOTTOM, turned=True
    ),
    Look.GROUP: Paint(ACCENT, ACCENT_FAINT, bottom=_ROW),
    Look.BODY: _BODY,
    Look.MUTED: replace(_BODY, ink=QUIET),
    Look.STRONG: _BODY,
    Look.TOTAL: Paint(INK, ACCENT_FAINT, top=_STRONG, bottom=_STRONG),
    Look.GOOD: replace(_BODY, ink=GREEN, fill=GREEN_SOFT),
    Look.WARN: replace(_BODY, ink=AMBER, fill=AMBER_SOFT),
    Look.BAD: replace(_BODY, ink=RED, fill=RED_SOFT),
    Look.ALERT: Paint(RED),
    Look.NOTE: Paint(QUIET, stand=Stand.BOTTOM),
    Look.TILE_NAME: replace(_VALUE, ink=QUIET, top=_CARD_TOP, stand=Stand.BOTTOM),
    Look.TILE_VALUE: _VALUE,
    Look.TILE_GOOD: replace(_VALUE, ink=GREEN, link=GREEN),
    Look.TILE_WARN: replace(_VALUE, ink=AMBER, link=AMBER),
    Look.TILE_BAD: replace(_VALUE, ink=RED, link=RED),
    Look.TILE_LINE: replace(_VALUE, ink=QUIET),
    Look.TILE_LEFT: replace(_VALUE, ink=QUIET, right=None),
    Look.TILE_RIGHT: replace(_VALUE, ink=QUIET, left=None, indent=0),
    Look.TILE_DETAIL: replace(_VALUE, ink=QUIET, bottom=_CARD, stand=Stand.TOP),
}


def paint(look: Look) -> Paint:
    """How cells of this look are painted."""
    return replace(_PAINTS[look], size=size(look), bold=look in BOLD)


_NBSP = "\u00a0"
_CODES = {
    Format.TEXT: "General",
    Format.WHOLE: "#,##0",
    Format.PERCENT: f'0.0"{_NBSP}"%',
    Format.POINTS: f'"▲{_NBSP}+"0.0"{_NBSP}п.п.";"▼{_NBSP}−"0.0"{_NBSP}п.п.";0.0"{_NBSP}п.п."',
    Format.CHANGE: f'"▲{_NBSP}+"#,##0;"▼{_NBSP}−"#,##0;0',
    Format.SIGNED: '+#,##0;"−"#,##0;0',
    Format.OF: '"/ "#,##0',
    Format.FROM: f'"из{_NBSP}"#,##0',
    Format.DAYS: f'0"{_NBSP}дн."',
    Format.LEFT: f'"ещё{_NBSP}"0',
    Format.MEAN: "0.00",
    Format.TENTH: "0.0",
    Format.DATE: "dd.mm.yyyy",
    Format.MOMENT: "dd.mm.yyyy hh:mm",
}


SIGNS = {
    Look.BAD: f"!{_NBSP}",
    Look.WARN: f"●{_NBSP}",
    Look.GOOD: f"▲{_NBSP}",
    Look.TILE_BAD: f"!{_NBSP}",
    Look.TILE_WARN: f"●{_NBSP}",
}
"""What stands before a coloured value: a grey print says the same."""


def number_code(format: Format, padded: bool = False, look: Look = Look.BODY) -> str:
    """The number code, in the spelling Excel and Google share; text has none («General»).

    `padded` keeps a digit's room free on the right: LibreOffice forgets an indent there. A coloured
    `look` puts its sign before the value.
    """
    code, sign = _CODES[format], SIGNS.get(look, "")
    if not (padded or sign):
        return code
    plus, minus, zero = code.split(";") if ";" in code else (code, f"-{code}", code)
    before, after = f'"{sign}"' if sign else "", "_0" if padded else ""
    return ";".join(f"{before}{part}{after}" for part in (plus, minus, zero, "@"))


CHART_CODES = {Format.PERCENT: "0%"}
"""What an axis shows instead: it has room for less."""

_SERIES = {
    Look.HEAD: ACCENT,
    Look.MUTED: "B4C0C6",
    Look.GOOD: "6FAE86",
    Look.WARN: "E3B04B",
    Look.BAD: "C65B4E",
    Look.ALERT: "C65B4E",
}
_SPARE = ("17596B", "86B4BD", "B4C0C6", "E3B04B", "5D7F8C", "C9D9DD")


def series_colours(looks: Iterable[Look]) -> list[str]:
    """Chart colours: by look; a look that comes again gets the next spare colour."""
    colours: list[str] = []
    for look in looks:
        wanted = _SERIES.get(look, ACCENT)
        spare = (colour for colour in _SPARE if colour not in colours)
        colours.append(wanted if wanted not in colours else next(spare, QUIET))
    return colours
