"""Most tests need no cluster: municipalities are read in the test's own process."""

import pytest
from region_help import read_here


@pytest.fixture
def without_a_cluster(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """→ the municipalities that were read, one after another in this process."""
    return read_here(monkeypatch)
