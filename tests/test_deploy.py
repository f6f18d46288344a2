"""deploy/ and docs/schedule.md: files for other programs, whose command lines must be ours."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from sheets_sync.commands.cli import _parser
from sheets_sync.commands.job_text import status, status_text
from sheets_sync.errors import LockedError
from sheets_sync.runs.job_state import OUTCOMES, Entry, State, save_state
from sheets_sync.runs.lock import one_at_a_time
from sheets_sync.runs.notify import PASSWORD
from sheets_sync.workspace import Notify, load

REPOSITORY = Path(__file__).parents[1]
DEPLOY = REPOSITORY / "deploy"
SCHEDULE = (REPOSITORY / "docs" / "schedule.md").read_text(encoding="utf-8")
PROGRAM, WORKSPACE = "/opt/sheets-sync/.venv/bin/sheets-sync", "/srv/imc"
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def parsed(words: list[str]) -> Any:
    """What our own command line makes of some words; UsageError for what it refuses."""
    return _parser().parse_args(words)


def ran(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False)


def tool(name: str) -> str:
    """The path of a linter, also of one beside this Python; the test is skipped without it."""
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = shutil.which(name, path=beside)
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


# systemd


def directives(name: str) -> list[tuple[str, str]]:
    lines = [line for line in text(name).splitlines() if line and line[0] not in "#["]
    return [(key, value) for key, _, value in (line.partition("=") for line in lines)]


def test_the_service_runs_our_command() -> None:
    unit = dict(directives("sheets-sync.service"))
    program, *words = shlex.split(unit["ExecStart"])
    options = parsed(words)
    assert program == PROGRAM
    assert (options.command, options.once, options.workspaces) == ("run", True, [WORKSPACE])
    assert unit["ReadWritePaths"] == unit["RequiresMountsFor"] == WORKSPACE
    assert unit["Type"] == "oneshot"
    assert int(unit["SuccessExitStatus"]) == LockedError.exit_code
    assert unit["EnvironmentFile"].startswith("-/")
    assert PASSWORD in text("sheets-sync.service")


def test_the_service_lets_books_be_limited() -> None:
    """The readers' setrlimit is in @resources: refused, books would be read without limits."""
    filters = [value for key, value in directives("sheets-sync.service") if "CallFilter" in key]
    assert filters == ["@system-service", "~@privileged"]


def test_the_timer_catches_up() -> None:
    timer = dict(directives("sheets-sync.timer"))
    assert timer["OnCalendar"] == "*-*-* *:00/15"
    assert (timer["Persistent"], timer["WantedBy"]) == ("true", "timers.target")


def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    analyze = tool("systemd-analyze")
    dask = PROGRAM.replace("sheets-sync", "dask").replace("/opt/dask", "/opt/sheets-sync")
    for name in ("sheets-sync.service", "sheets-sync.timer", "dask-scheduler.service",
                 "dask-worker.service"):  # fmt: skip
        there = text(name).replace(PROGRAM, sys.executable).replace(dask, sys.executable)
        (tmp_path / name).write_text(there, encoding="utf-8")
    done = ran(analyze, "verify", *sorted(tmp_path.iterdir()))
    ours = [line for line in done.stderr.splitlines() if re.search("sheets-sync|dask-", line)]
    assert (done.returncode, ours) == (0, [])


# The region's cluster


def test_the_cluster_of_the_region_runs_our_command() -> None:
    services = yaml.safe_load(text("region-compose.yml"))["services"]
    program, *words = services["region"]["entrypoint"]
    options = parsed(words)
    assert (program, options.command, options.region) == (
        "sheets-sync", "region", "/srv/region/region.toml",
    )  # fmt: skip
    assert options.scheduler == "tcp://scheduler:8786"
    lines = [services[name]["entrypoint"] for name in ("scheduler", "worker")]
    lines += [shlex.split(dict(directives(f"dask-{name}.service"))["ExecStart"])
              for name in ("scheduler", "worker")]  # fmt: skip
    for _, kind, *words in lines:
        known = ran(sys.executable, "-m", "dask", kind, "--help").stdout
        assert [word for word in words if word.startswith("--") and word not in known] == []


def test_workers_only_read() -> None:
    worker = yaml.safe_load(text("region-compose.yml"))["services"]["worker"]
    assert all(one.endswith(":ro") for one in worker["volumes"])
    for name in ("scheduler", "worker"):
        unit = directives(f"dask-{name}.service")
        assert ("ProtectSystem", "strict") in unit
        assert "ReadWritePaths" not in dict(unit)
        assert [v for k, v in unit if "CallFilter" in k] == ["@system-service", "~@privileged"]


# cron


def test_the_cron_line_runs_our_command() -> None:
    lines = [line for line in text("sheets-sync.cron").splitlines() if line and line[0] != "#"]
    *settings, line = lines
    assert settings == ['MAILTO=""']
    *when, user, program = line.split(maxsplit=6)[:7]
    program, *words = shlex.split(program)
    options = parsed(words)
    assert (when, user, program) == (["*/15", "*", "*", "*", "*"], "sheets-sync", PROGRAM)
    assert options.once
    assert options.quiet
    assert options.workspaces == [WORKSPACE]
    assert "%" not in line
    assert text("sheets-sync.cron").endswith("\n")


# Windows


def task() -> ElementTree.Element:
    return ElementTree.fromstring((DEPLOY / "sheets-sync.xml").read_bytes())


def names(element: ElementTree.Element) -> list[str]:
    return [child.tag.removeprefix(TASK) for child in element]


def found(path: str) -> ElementTree.Element:
    element = task().find("/".join(TASK + name for name in path.split("/")))
    assert element is not None, path
    return element


def test_schtasks_can_read_the_file() -> None:
    """Its reader takes UTF-16 LE with a mark and refuses UTF-8."""
    content = (DEPLOY / "sheets-sync.xml").read_bytes()
    assert content.startswith(b"\xff\xfe<\0")
    lines = content.decode("utf-16").split("\n")
    assert lines[0] == '<?xml version="1.0" encoding="UTF-16"?>\r'
    assert all(line.endswith("\r") for line in lines[:-1])


def test_the_task_has_the_elements_of_its_schema() -> None:
    """Microsoft's schema: a trigger's children are a sequence, everything else is free."""
    root = task()
    assert (root.tag, root.get("version")) == (f"{TASK}Task", "1.3")
    assert names(root) == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    order = ["Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit"]
    trigger = names(found("Triggers/TimeTrigger"))
    assert trigger == sorted(trigger, key=order.index)
    assert found("Principals/Principal").get("id") == found("Actions").get("Context")
    assert found("Principals/Principal/UserId").text == "S-1-5-19"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("Triggers/TimeTrigger/Repetition/Interval", "PT15M"),
        ("Settings/MultipleInstancesPolicy", "IgnoreNew"),
        ("Settings/StartWhenAvailable", "true"),
        ("Settings/DisallowStartIfOnBatteries", "false"),
        ("Settings/StopIfGoingOnBatteries", "false"),
        ("Settings/ExecutionTimeLimit", "PT10M"),
        ("Settings/Enabled", "true"),
    ],
)
def test_the_task_is_set(path: str, value: str) -> None:
    assert found(path).text == value


def test_the_task_runs_our_command() -> None:
    assert (found("Actions/Exec/Command").text or "").endswith(r"\Scripts\sheets-sync.exe")
    arguments = found("Actions/Exec/Arguments").text or ""
    words = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', arguments)]
    options = parsed(words)
    assert (options.once, options.quiet, options.workspaces) == (True, True, [r"C:\imc"])


def test_xmllint_finds_no_fault() -> None:
    done = ran(tool("xmllint"), "--noout", DEPLOY / "sheets-sync.xml")
    assert (done.returncode, done.stderr) == (0, "")


# Docker


def instruction(name: str) -> str:
    return re.findall(rf"^\s*{name}\s+(.*)$", text("Dockerfile"), re.MULTILINE)[-1]


def test_the_image_runs_our_command() -> None:
    assert json.loads(instruction("ENTRYPOINT")) == ["sheets-sync"]
    options = parsed(json.loads(instruction("CMD")))
    assert options.workspaces == [instruction("WORKDIR")] == ["/workspace"]
    assert options.schedule.seconds == 15 * 60
    assert instruction("STOPSIGNAL") == "SIGTERM"
    assert instruction("USER") not in ("root", "0", "0:0")


def test_the_image_is_made_of_what_docker_may_see() -> None:
    copied = re.findall(r"^COPY (?!--)(.*) \S+$", text("Dockerfile"), re.MULTILINE)
    sources = sorted(source for line in copied for source in line.split())
    seen = re.findall(r"^!(.*)$", text("Dockerfile.dockerignore"), re.MULTILINE)
    assert sorted(seen) == sources
    assert all((REPOSITORY / source).exists() for source in sources)


def health_check() -> tuple[list[str], str]:
    """The command whose answer is judged, and the Python that judges it."""
    line = re.search(r"HEALTHCHECK.*\\\n\s*CMD (.*)", text("Dockerfile"))
    assert line
    shell, flag, script = json.loads(line[1])
    assert (shell, flag) == ("sh", "-c")
    ours, _, judge = script.partition(" | ")
    return shlex.split(ours), shlex.split(judge)[2]


@pytest.mark.parametrize(
    ("news", "ill"),
    [
        ({}, False),
        ({"failures": 2}, False),
        ({"failures": 3}, True),
        ({"overdue": True}, True),
        ({"alive": False}, True),
        ({"alive": None}, True),
    ],
)
def test_the_image_knows_its_health(tmp_path: Path, news: dict[str, Any], ill: bool) -> None:
    (program, *words), code = health_check()
    options = parsed(words)
    assert (program, options.command, options.json) == ("sheets-sync", "status", True)
    assert options.workspace == "/workspace"
    answer = json.dumps({**status(tmp_path), "alive": True, **news})
    done = subprocess.run([sys.executable, "-c", code], input=answer, text=True, check=False)
    assert done.returncode == int(ill)


def test_hadolint_finds_no_fault() -> None:
    done = ran(tool("hadolint"), DEPLOY / "Dockerfile")
    assert (done.returncode, done.stdout) == (0, "")


# docs/schedule.md


def commands() -> Iterator[list[str]]:
    """What the page tells to type that begins with our program, its name left out."""
    for block in re.findall(r"```sh\n(.*?)```", SCHEDULE, re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            words = words[3:] if words[:2] == ["sudo", "-u"] else words
            if words and Path(words[0]).name == "sheets-sync":
                yield words[1:]
    for line in re.findall(r"`sheets-sync ([^`]+)`", SCHEDULE):
        yield shlex.split(line)


def test_commands_of_the_page_are_ours() -> None:
    found = [parsed(words) for words in commands()]
    said = {options.command for options in found}
    assert said == {"init", "sync", "run", "status", "restore", "doctor"}
    assert len(found) >= 12


def test_the_page_names_files_that_are_there() -> None:
    region = (REPOSITORY / "docs" / "region.md").read_text(encoding="utf-8")
    named = re.findall(r"deploy[/\\][\w.-]*\w", SCHEDULE + region)
    said = {name.replace("\\", "/") for name in named}
    there = [path.name for path in DEPLOY.iterdir() if path.suffix != ".dockerignore"]
    assert said == {f"deploy/{name}" for name in there}
    assert PROGRAM in SCHEDULE
    assert found("Actions/Exec/Command").text.removesuffix("sheets-sync.exe") in SCHEDULE


def test_every_outcome_has_its_cure() -> None:
    section = SCHEDULE.split("## Что делать, если")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| (.+?) \| (.+) \|$", section, re.MULTILINE))
    assert set(OUTCOMES.values()) <= rows.keys()


def example(marker: str) -> str:
    block = re.search(rf"<!-- {marker} -->\n```\w+\n(.*?)```", SCHEDULE, re.DOTALL)
    assert block, marker
    return block[1]


def test_the_page_shows_settings_that_are_taken(tmp_path: Path) -> None:
    toml = 'books = ["к.xlsx"]\nsummary = "с.xlsx"\n' + example("пример notify")
    (tmp_path / "workspace.toml").write_text(toml, encoding="utf-8")
    assert tomllib.loads(toml)["notify"].keys() == {one.name for one in fields(Notify)}
    assert shlex.split(load(tmp_path).notify.command)[0] == "curl"


GOOD = Entry("2026-11-24T02:54:30+03:00", 0.03, "unchanged", "", 0, 9, 2277, 2247, 36, 47)
MISSING = Entry(
    "2026-11-24T02:54:35+03:00",
    0.9,
    "missing",
    "Книги «Консультации.xlsx» нет. Верните файл на место или исправьте books в workspace.toml",
    3,
)


def test_the_page_shows_a_job_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getpid", lambda: 7806)
    since = datetime.fromisoformat(GOOD.started)
    due = (since + timedelta(seconds=927)).isoformat()
    state = State((GOOD,), 0, (), GOOD.started, "каждые 15 мин", due, GOOD.started)
    save_state(tmp_path, state)
    with one_at_a_time(tmp_path, since, "job"):
        assert status_text(status(tmp_path, since)) == example("status: работает")


def test_the_page_shows_a_failure_under_cron(tmp_path: Path) -> None:
    save_state(tmp_path, State((MISSING, GOOD), 1, (), GOOD.started))
    assert status_text(status(tmp_path)) == example("status: чужое расписание")
