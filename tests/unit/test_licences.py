"""What is installed at run time is free of GPL and AGPL (a choice that offers another licence is fine)."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution, requires

from packaging.requirements import Requirement

COPYLEFT = re.compile(r"(?<!L)\b(?:A?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)
CHOICE = re.compile(r"\bOR\b|MPL|LGPL|Lesser", re.IGNORECASE)


def _closure(name: str, seen: dict[str, Distribution]) -> None:
    for line in requires(name) or []:
        need = Requirement(line)
        if need.marker and not need.marker.evaluate({"extra": ""}):
            continue
        key = need.name.lower().replace("_", "-")
        if key in seen:
            continue
        try:
            seen[key] = distribution(need.name)
        except PackageNotFoundError:
            continue
        _closure(need.name, seen)


def licence_of(dist: Distribution) -> str:
    """What a distribution says of its licence: expression, field and classifiers."""
    meta = dist.metadata
    own = [meta.get("License-Expression") or "", (meta.get("License") or "")[:200]]
    return "; ".join(own + [c for c in meta.get_all("Classifier") or [] if c.startswith("License")])


def test_no_copyleft_at_run_time() -> None:
    found: dict[str, Distribution] = {}
    _closure("sayso", found)
    assert len(found) > 30
    bad = {n: text for n, d in found.items() if COPYLEFT.search(text := licence_of(d)) and not CHOICE.search(text)}
    assert not bad


def test_the_pattern_catches_what_it_must() -> None:
    assert COPYLEFT.search("GPL-3.0-or-later")
    assert COPYLEFT.search("License :: OSI Approved :: GNU General Public License v3 (GPLv3)")
    assert COPYLEFT.search("AGPL-3.0")
    assert not COPYLEFT.search("LGPL-2.1")
    assert not COPYLEFT.search("MIT")
