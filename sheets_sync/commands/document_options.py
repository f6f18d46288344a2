"""The options of `document` and `protocol`; light, for the help needs no Word."""

import argparse
from pathlib import Path
from typing import Any

ABOUT = {
    "meeting": ("С-01", "совещание"),
    "tutor": ("Т-07", "тьютор: код или имя"),
    "school": ("Ш-44", "школа: код или название"),
    "consultation": ("К-014", "консультация"),
    "person": ("ИМЯ", "за кого отвечает выписка"),
    "month": ("2021-02", "месяц"),
    "half": ("I", "полугодие: I или II"),
}
"""What a document may be asked for: an example and what it is."""
KINDS = ("tutor", "school", "meeting")
FORMS = ("имц", "гост")


def document_options(command: argparse.ArgumentParser) -> None:
    """What `document` takes."""
    command.usage = f"{command.prog} [-h] [--list] [РАБОЧАЯ_ПАПКА] ШАБЛОН [ключи]"
    command.add_argument(
        "words", metavar="[РАБОЧАЯ_ПАПКА] ШАБЛОН", nargs="*", action=_Words, default=[]
    )
    command.add_argument("--list", action="store_true", help="какие есть шаблоны и что им нужно")
    for name, (example, about) in ABOUT.items():
        command.add_argument(f"--{name}", metavar=example, help=about)
    command.add_argument("--each", choices=KINDS, help="по документу на каждого, в папку -o")
    _output(command)


def protocol_options(command: argparse.ArgumentParser) -> None:
    """What `protocol` takes."""
    command.add_argument("workspace", metavar="РАБОЧАЯ_ПАПКА", nargs="?", default=".")
    example, about = ABOUT["meeting"]
    command.add_argument("--meeting", metavar=example, required=True, help=about)
    command.add_argument("--form", choices=FORMS, default="имц", help="форма протокола")
    _output(command)


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument("--public", action="store_true", help="для сайта: без имён отсутствующих")
    command.add_argument("--draft", action="store_true", help="проект: напечатать и неготовый")
    command.add_argument(
        "--with-list", action="store_true", help="с приложением: список присутствовавших"
    )
    command.add_argument("-o", dest="output", metavar="ФАЙЛ", type=Path, help="куда записать")
    command.add_argument("--force", action="store_true", help="записать поверх любого файла")


class _Words(argparse.Action):
    """A template's name, and before it the workspace."""

    def __call__(self, parser: Any, options: Any, values: Any, option: Any = None) -> None:
        """Sets `words`."""
        if len(values) > 2:
            parser.error("нужны рабочая папка и имя шаблона: document имц справка --half I")
        options.words = list(values)
