"""What all tests share."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write the snapshots anew")


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the tester's own environment reaches the program."""
    for name in ("SOURCE_DATE_EPOCH", "PYTHONUNBUFFERED"):
        monkeypatch.delenv(name, raising=False)
