"""Those who come with a person who is named: «Сидорова А.А. и ещё 4 педагога»."""

import re

from sheets_sync.letters import fold

_WORDS = {
    **dict.fromkeys(("один", "одна", "одного", "одну"), 1),
    **dict.fromkeys(("два", "две", "двое", "двух"), 2),
    **dict.fromkeys(("три", "трое", "трех"), 3),
    **dict.fromkeys(("четыре", "четверо", "четырех"), 4),
    **dict.fromkeys(("пять", "пятеро", "пяти"), 5),
    **dict.fromkeys(("шесть", "шестеро", "шести"), 6),
    **dict.fromkeys(("семь", "семеро", "семи"), 7),
    **dict.fromkeys(("восемь", "восьми"), 8),
    **dict.fromkeys(("девять", "девяти"), 9),
    **dict.fromkeys(("десять", "десяти"), 10),
}
_NUMBER = rf"(\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_WHO = r"(?:педагог|учител|чел|коллег|преподават|воспитат|участник|слушател|сотрудник|специалист)"
_END = r"[\s.)]*$"
_SO_MANY = re.compile(
    rf"[\s,;(]*(?:"
    rf"(?:(?:\bи|\+|,|;|\()\s*)?\bеще\s+{_NUMBER}\b(?:\s*-?х)?(?:\s+{_WHO}\w*)?"
    rf"|\+\s*{_NUMBER}\b(?:\s*{_WHO}\w*)?"
    rf"|\bи\s+{_NUMBER}\s+{_WHO}\w*"
    rf"){_END}"
)
_SOME = re.compile(
    rf"[\s,;(]*(?:\bи\s+др(?:уги[ех])?|\bи\s+(?:еще\s+)?(?:нескольк\w+\s+)?{_WHO}(?:и|ы|а|ей|ов)?"
    rf"|\bс\s+коллег\w+){_END}"
)
_LIKELY = re.compile(r"[+]|\bи\b|\bеще\b|\bс\s+коллег")


def others(text: str) -> tuple[str, int | None] | None:
    """The named person alone and how many came along, None where that is not said; None for a
    text that tells of nobody else."""
    folded = fold(text)
    if not _LIKELY.search(folded):
        return None
    if match := _SO_MANY.search(folded):
        said = next(filter(None, match.groups()))
        return folded[: match.start()], int(said) if said.isdecimal() else _WORDS[said]
    some = _SOME.search(folded)
    return (folded[: some.start()], None) if some else None
