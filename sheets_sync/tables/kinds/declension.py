"""Names in all their cases: what a surname or a first name turns into inside a sentence."""

import re

from sheets_sync.letters import fold

_OWN = {"лев": "льв", "пес": "пс"}
_VOWELS = "аеиоуыэюя"
_HARD = " а у ом ем е ы и ей"
_SOFT = "я ю ем е и ью ей"
_RULES = tuple(
    (re.compile(f"{ending}$"), tuple(endings.split(" ")))
    for ending, endings in (
        (r"(?<=[сц]к)(?:ий|ой|ая)", "ий ой ого ому им ом ая ую ою ие их ими"),
        (r"(?<![сц]к)(?:ый|ий|ой)", "ый ий ой ого его ому ему ым им ом ем ые ие ых их ыми ими"),
        (r"(?<![сц]к)(?:ая|яя)", "ая яя ой ей ую юю ою ею"),
        (r"(?<=[ое]в|[иы]н)а?", " а у ым ом е ой ою ы ых ыми"),
        (r"а", "а ы и е у ой ою ей ею"),
        (r"я", "я и е ю ей ею"),
        (r"ь", f"ь {_SOFT}"),
        (r"й", "й я ю ем е и"),
        (r"(?<=к)о", "о а и е у ой ою"),
        (r"(?<=[бвгджзклмнпрстфхцчшщ])", _HARD),
    )
)
_FLEETING = re.compile(r"(.{2,})[ео]([цклрнт])(ь?)$")
_NIGHTINGALE = re.compile(r"(.{2,})ей$")


def declined(name: str) -> frozenset[str]:
    """A name of one word → its forms, folded: the name itself, and more than grammar allows."""
    word = fold(name)
    forms = {word}
    for ending, endings in _RULES:
        if ending.search(word):
            forms.update(ending.sub("", word, count=1) + one for one in endings)
    return frozenset(forms | _shortened(word))


def _shortened(word: str) -> set[str]:
    """The forms that lose a vowel: Кравец — Кравца, Орёл — Орла, Соловей — Соловья."""
    if word in _OWN:
        return {_OWN[word] + one for one in _HARD.split(" ")[1:]}
    if match := _NIGHTINGALE.search(word):
        return {f"{match[1]}ь{one}" for one in _SOFT.split(" ")}
    match = _FLEETING.search(word)
    if match is None:
        return set()
    links = ("й",) if match[1][-1] in _VOWELS else ("", "ь")
    endings = _SOFT if match[3] else _HARD[1:]
    return {match[1] + link + match[2] + one for link in links for one in endings.split(" ")}
