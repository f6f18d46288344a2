"""One direction, no circles: every module imports only from the layers below its own."""

import ast
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from itertools import combinations
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PACKAGE = "sheets_sync"

ARCHITECTURE = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
FLOORS = re.findall(r"^\| (\d+) \| ((?:`\w+` ?)+)\|", ARCHITECTURE, re.MULTILINE)
RANKS = {room: int(floor) for floor, rooms in FLOORS for room in re.findall(r"\w+", rooms)}
"""A room is a folder of the package with all below it, or one of the small files beside them.

It imports from the floors above its own in the page's table, and from itself; two rooms of one
floor know nothing of one another.
"""
ROOMS_AT_MOST, FILES_AT_MOST, LINES_AT_MOST = 14, 6, 300

HEAVY = ("pandas", "numpy", "openpyxl", "gspread", "google", "holidays", "python_calamine")
POSIX_ONLY = ("resource", "fcntl", "pwd", "grp", "termios")


def name_of(file: Path) -> str:
    parts = file.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {name_of(file): file for file in sorted((REPOSITORY / PACKAGE).rglob("*.py"))}
TEXTS = {name: file.read_text(encoding="utf-8") for name, file in FILES.items()}
LINES = {name: len(text.splitlines()) for name, text in TEXTS.items()}
TREES = {name: ast.parse(text) for name, text in TEXTS.items()}
NODES = {name: [*ast.walk(tree)] for name, tree in TREES.items()}


def imports(name: str) -> set[str]:
    """The modules of the package that one imports, anywhere in it (in functions too)."""
    found = set()
    for node in NODES[name]:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: a relative import in line {node.lineno}"
            parts = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (parts & FILES.keys()) or {str(node.module)}
    return {module for module in found if module.split(".")[0] == PACKAGE}


GRAPH = {name: imports(name) for name in FILES}


def room(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def test_every_room_stands_on_the_page():
    assert {room(name) for name in FILES} - {""} == RANKS.keys()


def test_the_house_stays_small():
    """Fourteen rooms and six small files, beside the way in, the spine and `__init__`."""
    top = REPOSITORY / PACKAGE
    folders = [path for path in top.iterdir() if (path / "__init__.py").exists()]
    loose = {path.stem for path in top.glob("*.py")} - {"__init__", "__main__", "analysis"}
    assert len(folders) <= ROOMS_AT_MOST
    assert len(loose) <= FILES_AT_MOST


def test_tests_mirror_the_rooms():
    """Beside the rooms: what plays Google, what computes all anew, and the pages."""
    tests = REPOSITORY / "tests"
    folders = {path.name for path in tests.iterdir() if any(path.rglob("test_*.py"))}
    assert folders - RANKS.keys() <= {"google_server", "independent", "docs"}


def test_imports_go_down_only():
    upward = {
        f"{name} → {module}"
        for name, modules in GRAPH.items()
        for module in modules
        if room(module) not in {room(name), ""} and RANKS[room(module)] >= RANKS[room(name)]
    }
    assert upward == set()


def test_a_file_is_read_at_one_sitting():
    assert {name for name, lines in LINES.items() if lines > LINES_AT_MOST} == set()


def test_what_begins_with_an_underscore_stays_at_home():
    taken = {
        f"{name} ← {node.module}.{alias.name}"
        for name, nodes in NODES.items()
        for node in nodes
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith(PACKAGE)
        for alias in node.names
        if re.match(r"_[^_]", alias.name)
    }
    assert taken == set()


def test_no_two_files_are_named_one_letter_apart():
    stems = sorted({file.stem for file in FILES.values()})
    assert [pair for pair in combinations(stems, 2) if one_letter_apart(*pair)] == []


def one_letter_apart(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def test_no_circle_at_all():
    order = list(TopologicalSorter(GRAPH).static_order())  # raises CycleError with the circle
    assert set(order) == FILES.keys()


def test_no_type_checking_blocks():
    with_blocks = {
        name
        for name, nodes in NODES.items()
        for node in nodes
        if "TYPE_CHECKING" in (getattr(node, "id", None), getattr(node, "attr", None))
    }
    assert with_blocks == set()


def loaded_by(*words: str) -> set[str]:
    """The top-level modules that a command has loaded when it ends."""
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('\\n@', *{m.split('.')[0] for m in sys.modules}))\n"
        "from sheets_sync.commands.cli import main\n"
        "main(sys.argv[1:])"
    )
    line = [sys.executable, "-c", program, *words]
    run = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", cwd=REPOSITORY)
    assert run.returncode == 0, run.stderr
    return set(run.stdout.rpartition("\n@ ")[2].split())


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("sync", "--help")])
def test_help_is_light_and_starts_anywhere(words: tuple[str, ...]):
    loaded = loaded_by(*words)
    assert loaded & {*HEAVY, *POSIX_ONLY} == set()
    assert "argparse" in loaded


def test_nothing_posix_only_is_imported_at_the_top():
    """Where a platform lacks a module, importing ours must still work."""
    tops = {
        (name, alias)
        for name, tree in TREES.items()
        for node in tree.body
        for alias in top_names(node)
        if alias in POSIX_ONLY
    }
    assert tops == set()


def top_names(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    return {str(node.module).split(".")[0]} if isinstance(node, ast.ImportFrom) else set()
