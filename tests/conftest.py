"""What all tests share: no network, and the corpora where they are."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# A slow moment of a shared machine is no fault, and a check says the same of the same commit each time.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

sys.path.insert(0, str(Path(__file__).parent / "golden"))
# Tests of rules read with rules; those of the encoder, and of the whole, name the shipped weights (`shipped`).
os.environ.setdefault("SAYSO_MODELS", "")
MODELS = Path(__file__).parents[1] / "models"


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Read with the encoder that ships."""
    monkeypatch.setenv("SAYSO_MODELS", str(MODELS))
    return MODELS


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sockets to anywhere but this machine fail: sayso works offline."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        local = self.family == getattr(socket, "AF_UNIX", None) or (
            isinstance(address, tuple) and str(address[0]) in ("127.0.0.1", "::1", "localhost")
        )
        if not local:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of public corpora; the test is skipped where it is missing."""
    folder = Path(os.environ.get("SAYSO_DATA", "../shared/data"))
    if not folder.is_dir():
        pytest.skip(f"no corpora at {folder}: set SAYSO_DATA")
    return folder
