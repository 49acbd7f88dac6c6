"""The exported surface: small, documented, and the same whatever else is imported."""

from __future__ import annotations

import importlib
import pkgutil

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


def test_json_round_trip_and_notebook() -> None:
    report = sayso.read_text("Rebels burned the mill on 3 May 2019, the mayor said.", outlet="The Gazette")
    assert sayso.Report.from_json(report.to_json()) == report
    assert "<" in report._repr_html_()
