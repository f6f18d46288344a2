"""argparse in Russian: usage, headings and complaints."""

import argparse
import re
from typing import Any


class RussianHelp(argparse.RawDescriptionHelpFormatter):
    """argparse's help with Russian words."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        """The usage line, which argparse begins in English."""
        super().add_usage(usage, actions, groups, "Использование: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """A section under its Russian heading."""
        names = {"options": "параметры", "positional arguments": "аргументы"}
        super().start_section(names.get(heading or "", heading))


_RUSSIAN = (
    (r"the following arguments are required: (.*)", r"не хватает: \1"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 и \2 вместе не бывают"),
    (r"one of the arguments (.*) is required", r"нужно одно из: \1"),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1: «\2» — не число"),
    (r"unrecognized arguments: (.*)", r"лишнее в команде: \1"),
    (r"argument .*?: invalid choice: '([^']*)'.*", r"нет такой команды: «\1»"),
    (r"argument (\S+): expected one argument", r"после \1 нужно значение"),
    (r"argument \S+: («.*)", r"\1"),
    (r"ambiguous option: (\S+).*", r"неполное имя параметра: \1"),
    (r"argument (\S+): ignored explicit argument.*", r"у \1 не бывает значения"),
)


def in_russian(message: str) -> str:
    """argparse's complaint in Russian."""
    for pattern, words in _RUSSIAN:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, words, message, flags=re.DOTALL)
    return message
