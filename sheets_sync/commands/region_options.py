"""The options of `region`; light, for the help needs no Dask."""

import argparse
from typing import Any

ACTIONS = ("check", "explain")


def region_options(command: argparse.ArgumentParser) -> None:
    """What `region`, `region check` and `region explain` take."""
    command.usage = f"{command.prog} [-h] [check | explain] [ФАЙЛ_РЕГИОНА] [ЯЧЕЙКА] [ключи]"
    command.add_argument(
        "words", metavar="[check | explain] [ФАЙЛ_РЕГИОНА] [ЯЧЕЙКА]", nargs="*", action=_Words,
        default=[], help="check — ничего не записывать; explain — из чего число сводки региона",
    )  # fmt: skip
    where = command.add_mutually_exclusive_group()
    where.add_argument(
        "--scheduler",
        metavar="tcp://АДРЕС:8786",
        default="",
        help="кластер Dask, а не эта машина",
    )
    where.add_argument(
        "--workers", metavar="N", type=int, default=0, help="сколько процессов на этой машине"
    )
    command.set_defaults(action="", region=".", cell="")


class _Words(argparse.Action):
    """What is to be done, the region's file, and for `explain` a cell of its summary."""

    def __call__(self, parser: Any, options: Any, values: Any, option: Any = None) -> None:
        """Sets action, region and cell."""
        words = list(values or ())
        if words and words[0] in ACTIONS:
            options.action = words.pop(0)
        if options.action == "explain":
            if not words:
                parser.error('нужна ячейка в кавычках: region explain "Сводка региона!C7"')
            options.cell = next((word for word in words if "!" in word), words[-1])
            words.remove(options.cell)
        if len(words) > 1:
            parser.error("лишнее в команде: " + " ".join(words[1:]))
        options.region = words[0] if words else "."
