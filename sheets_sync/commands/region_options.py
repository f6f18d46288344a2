"""The options of `region`; light, for the help needs no Dask."""

import argparse
from typing import Any

ACTIONS = ("check",)


def region_options(command: argparse.ArgumentParser) -> None:
    """What `region` and `region check` take."""
    command.usage = f"{command.prog} [-h] [--json] [check] [ФАЙЛ_РЕГИОНА] [ключи]"
    command.add_argument(
        "words", metavar="[check] [ФАЙЛ_РЕГИОНА]", nargs="*", action=_Words, default=[],
        help="check — посмотреть, ничего не записывая",
    )  # fmt: skip
    where = command.add_mutually_exclusive_group()
    where.add_argument(
        "--scheduler", metavar="tcp://АДРЕС:8786", default="", help="кластер Dask, а не эта машина"
    )
    where.add_argument(
        "--workers", metavar="N", type=int, default=0, help="сколько процессов на этой машине"
    )
    command.set_defaults(action="", region=".")


class _Words(argparse.Action):
    """What is to be done, and the region's file."""

    def __call__(self, parser: Any, options: Any, values: Any, option: Any = None) -> None:
        """Sets action and region."""
        words = list(values or ())
        if words and words[0] in ACTIONS:
            options.action = words.pop(0)
        if len(words) > 1:
            parser.error("лишнее в команде: " + " ".join(words[1:]))
        options.region = words[0] if words else "."
