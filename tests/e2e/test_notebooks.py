"""The notebooks run from top to bottom; every cell gives what is stored with it."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("notebooks", FOLDER / "run.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_it_runs_and_every_cell_has_an_output(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    found, stored = runner().outputs(notebook), runner().stored(notebook)
    assert all(stored) and len(found) == len(stored) > 5
    kinds = [[(o["output_type"], sorted(o.get("data", ()))) for o in cell] for cell in found]
    assert kinds == [[(o["output_type"], sorted(o.get("data", ()))) for o in cell] for cell in stored]


def test_a_cell_that_fails_fails() -> None:
    cell = {"cell_type": "code", "source": ["x = 1\n", "print(x)\n", "x + 1"]}
    assert runner().outputs({"cells": [cell]})[0][1]["data"] == {"text/plain": ["2"]}
    with pytest.raises(ZeroDivisionError):
        runner().outputs({"cells": [{"cell_type": "code", "source": ["1 / 0"]}]})


def test_notebooks_tell_no_machine_and_no_private_person() -> None:
    for path in NOTEBOOKS:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/tmp/|/home/|Lehtonen", text), path
