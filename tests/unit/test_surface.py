"""The exported surface: small, documented, and the same whatever else is imported."""

from __future__ import annotations

import importlib
import json
import pkgutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import sayso


def test_all_is_what_is_there() -> None:
    public = {n for n in vars(sayso) if not n.startswith("_") and n not in _submodules()}
    assert public | {"__version__"} == set(sayso.__all__)


def _submodules() -> set[str]:
    return {m.name for m in pkgutil.iter_modules(sayso.__path__)}


def test_every_public_name_is_documented() -> None:
    for name in set(sayso.__all__) - {"__version__"}:
        assert getattr(sayso, name).__doc__, name


def test_calls_work_after_every_submodule_is_imported() -> None:
    before = {n: getattr(sayso, n) for n in sayso.__all__}
    for module in pkgutil.walk_packages(sayso.__path__, "sayso."):
        if module.name != "sayso.__main__":
            importlib.import_module(module.name)
    assert {n: getattr(sayso, n) for n in sayso.__all__} == before
    first = sayso.read_text("Rebels burned the mill, the mayor said.")
    assert sayso.read_text("Rebels burned the mill, the mayor said.") == first


def test_it_reads_in_a_thread_and_one_path_is_no_list_of_letters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rebels burned the mill, the mayor said.", encoding="utf-8")
    found: list[sayso.Report] = []
    thread = threading.Thread(target=lambda: found.extend(sayso.read_all(tmp_path / "a.txt")))
    thread.start()
    thread.join()
    assert [bool(r.claims) for r in found] == [True]
    assert list(sayso.read_all(str(tmp_path / "a.txt"))) == found == list(sayso.read_all([tmp_path]))


def test_what_is_no_report_is_wrong_usage() -> None:
    for line in ("", "[]", "{}", "7", '{"sayso": 1}'):
        with pytest.raises(sayso.UsageError):
            sayso.Report.from_json(line)


def test_a_script_without_a_guard_may_use_workers(tmp_path: Path) -> None:
    rows = [json.dumps({"id": str(n), "text": "Rebels burned the mill, the mayor said."}) for n in range(3)]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "import sayso\nfor r in sayso.read_all(['in.jsonl'], settings=sayso.Settings(workers=1)):\n"
        "    print(r.document.record, len(r.failures))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["0", "0", "1", "0", "2", "0"], done.stderr
    assert done.stderr == ""


def test_json_round_trip_and_notebook() -> None:
    report = sayso.read_text("Rebels burned the mill on 3 May 2019, the mayor said.", outlet="The Gazette")
    assert sayso.Report.from_json(report.to_json()) == report
    assert "<" in report._repr_html_()
