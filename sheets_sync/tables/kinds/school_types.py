"""The type of an institution, as its name says it: what tells СОШ № 9 from ООШ № 9."""

import re

_SCHOOL = r"(?:школ\w*|шк)\.?"
_GENERAL = r"(?:обще)?обр(?:азоват)?\w*\.?\s*"
_OTHERS = {
    "детский сад": (
        r"детск\w*\s*(?:сад\w*|ясл\w*)|детсад\w*|д/с|ясл\w*(?:\s*-?\s*сад\w*)?|[а-я]{0,3}доу|црр"
        r"|центр\w*\s+развития\s+ребенка"
    ),
    "колледж": (
        r"колледж\w*|техникум\w*|училищ\w*|спо|с?п?ту|пу"
        r"|профессиональн\w*\s+(?:лице\w*|училищ\w*)"
    ),
    "вуз": r"университет\w*|институт\w*|академи\w*|вуз\w*",
    "учреждение дополнительного образования": (
        rf"м[абк]о?у\s*до|(?:учрежден\w*\s+)?дополнительн\w*\s+образован\w*"
        rf"|(?:спортивн|музыкальн|художествен|хореографич|воскресн|танцевальн)\w*\s*{_SCHOOL}"
        rf"|{_SCHOOL}\s*(?:искусств\w*|танц\w*|музык\w*)|автошкол\w*"
        r"|с?дю?сш(?:ор)?|сшор|дши|дмш|дхш|цдт|ддт|дтд\w*|дюц|ртц|цтр|црт\w*|сют|сюн|сютур|домд"
        r"|(?:дом|двор\w+|центр)\w*\s+(?:детск\w*\s+|юношеск\w*\s+)*(?:творчеств\w*|пионер\w*)"
        r"|станци\w*\s+юн\w+"
    ),
}
NO_SCHOOLS = frozenset(_OTHERS)
"""Kinds of institutions whose number is never the number of a school of another kind."""

# Longer names first: «школа-интернат» contains «школа».
_TYPES: tuple[tuple[str, str], ...] = (
    (
        "вечерняя школа",
        rf"вечерн\w*(?:\s*\(?сменн\w*\)?)?\s*(?:{_GENERAL})?(?:{_SCHOOL})?|в\(?с\)?ош|о\(?с\)?ош|всош|осош|восш",
    ),
    ("НШДС", rf"(?:начальн\w*\s*)?{_SCHOOL}\s*-?\s*детск\w*\s*сад\w*|нш-?дс"),
    ("школа-интернат", rf"(?:{_GENERAL})?{_SCHOOL}\s*-?\s*интернат\w*|интернат\w*"),
    (
        "коррекционная школа",
        rf"(?:специальн\w*\s*)?\(?коррекционн\w*\)?\s*(?:{_GENERAL})?(?:{_SCHOOL})?|скош",
    ),
    ("СОШ", rf"ср(?:едн)?\w*\.?\s*(?:{_GENERAL})?{_SCHOOL}|со?ш"),
    ("ООШ", rf"осн(?:овн)?\w*\.?\s*(?:{_GENERAL})?{_SCHOOL}|ооо?ш"),
    ("НОШ", rf"нач(?:альн)?\w*\.?\s*(?:{_GENERAL})?{_SCHOOL}|но?ш"),
    ("ОЦ", r"образовательн\w*\s*центр\w*|оц"),
    ("ЦО", r"центр\w*\s*образовани\w*|цо"),
    ("прогимназия", r"прогимн\w*"),
    ("гимназия", r"гимн\w*"),
    ("лицей", r"лице\w*"),
    ("кадетский корпус", r"кадет\w*(?:\s*(?:корпус|школ)\w*)?"),
    *((kind, how) for kind, how in _OTHERS.items()),
    ("", rf"(?:{_GENERAL})?{_SCHOOL}"),
)
_TYPE_PATTERNS = tuple((kind, re.compile(rf"(?<![а-я])(?:{how})(?![а-я])")) for kind, how in _TYPES)


def typed(text: str) -> tuple[str, str]:
    """The type that a folded name says, "" for none, and the rest of the name."""
    for kind, pattern in _TYPE_PATTERNS:
        if match := pattern.search(text):
            return kind, f"{text[: match.start()]} {text[match.end() :]}"
    return "", text
