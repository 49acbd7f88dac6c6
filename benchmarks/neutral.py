"""The neutral scorers that lie beside the corpora (`../eval`), as modules, and where the corpora are."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

DATA = Path(os.environ.get("SAYSO_DATA", "../shared/data"))


def module(data: Path, name: str) -> ModuleType:
    """A scorer by its file name."""
    path = data.resolve().parent / "eval" / name
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.exists():
        raise FileNotFoundError(f"{path}: no such scorer — it belongs beside the corpora")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded
