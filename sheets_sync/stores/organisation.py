"""What an organisation is called in a word."""

import re

_LEGAL = re.compile(r"[МГФ]?[АБК]?О?У|[МГ]?[АБК]?У?ДПО|АНО|ОО|ПО")
"""Forms of organisations: МКУ, МБУ, МБОУ, ГАУ, ДПО."""
_ABBREVIATION = re.compile(r"[А-ЯЁ]{2,8}")
_PLACE = re.compile(r"[,(]| г\.| город| район| област| края")


def shortened(organisation: str) -> str:
    """«МКУ ИМЦ» → «ИМЦ», «МБУ ДПО «Центр развития образования»» → «ЦРО»; "" for no name."""
    words = [word for word in re.findall(r"[\w-]+", organisation) if not _LEGAL.fullmatch(word)]
    if short := next(filter(_ABBREVIATION.fullmatch, words), ""):
        return short
    quoted = re.search(r"[«\"„]([^«»\"“”]+)[»\"“”]", organisation)
    said = _PLACE.split(quoted[1] if quoted else organisation)[0]
    named = [word for word in re.findall(r"\w+", said) if not _LEGAL.fullmatch(word)]
    if len(named) < 2:
        return said.strip()
    return "".join(word[0] for word in named if len(word) > 1 or word.isupper()).upper()
