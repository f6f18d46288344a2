"""One direction, no circles: every module imports only from the layers below its own."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PACKAGE = "sheets_sync"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("", "errors", "cells", "limits", "periods", "frames", "memo"),
    ("kinds", "pieces", "lock"),
    ("problems", "report", "schema", "measure"),
    ("tables", "headers", "sameness", "theme"),
    ("records", "grid"),
    ("register", "lookups", "stores", "stats", "privacy"),
    ("reading", "checks", "config"),
    ("analysis", "setup", "templates", "demo", "record", "notify", "schedule"),
    ("summaries", "telling", "keeping", "guide"),
    ("earlier",),
    ("explain",),
    ("pipeline",),
    ("sync", "console"),
    ("doctor", "restore", "job"),
    ("job_text",),
    ("cli",),
    ("__main__",),
)
"""A unit is a module of the package or a whole sub-package ("" is the package's `__init__`).

It imports from the layers above its own in this list, and a sub-package's modules from each other;
two units of one layer know nothing of one another.
"""
RANKS = {unit: rank for rank, layer in enumerate(LAYERS) for unit in layer}

HEAVY = ("pandas", "numpy", "openpyxl", "gspread", "google", "holidays", "python_calamine")
POSIX_ONLY = ("resource", "fcntl", "pwd", "grp", "termios")


def name_of(file: Path) -> str:
    parts = file.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {name_of(file): file for file in sorted((REPOSITORY / PACKAGE).rglob("*.py"))}
TREES = {name: ast.parse(file.read_text(encoding="utf-8")) for name, file in FILES.items()}


def imports(name: str) -> set[str]:
    """The modules of the package that one imports, anywhere in it (in functions too)."""
    found = set()
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: a relative import in line {node.lineno}"
            parts = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (parts & FILES.keys()) or {str(node.module)}
    return {module for module in found if module.split(".")[0] == PACKAGE}


GRAPH = {name: imports(name) for name in FILES}


def unit(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def test_every_unit_has_its_layer():
    assert {unit(name) for name in FILES} == RANKS.keys()


@pytest.mark.parametrize("name", FILES)
def test_imports_go_down_only(name: str):
    own = unit(name)
    upward = {
        module
        for module in GRAPH[name]
        if unit(module) != own and RANKS[unit(module)] >= RANKS[own]
    }
    assert upward == set()


def test_no_circle_at_all():
    order = list(TopologicalSorter(GRAPH).static_order())  # raises CycleError with the circle
    assert set(order) == FILES.keys()


@pytest.mark.parametrize("name", FILES)
def test_no_type_checking_blocks(name: str):
    names = {node.id for node in ast.walk(TREES[name]) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(TREES[name]) if isinstance(node, ast.Attribute)}
    assert "TYPE_CHECKING" not in names


def loaded_by(*words: str) -> set[str]:
    """The top-level modules that a command has loaded when it ends."""
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('\\n@', *{m.split('.')[0] for m in sys.modules}))\n"
        "from sheets_sync.cli import main\n"
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
