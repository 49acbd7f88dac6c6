"""Language data and the ontology: YAML under `data/`, read once, never branches in code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Any:
    """The content of `data/NAME.yaml`, shared: callers never change it.

    >>> "ASSAULT" in load("ontology/plover")["types"]
    True
    """
    return yaml.load(resource(f"{name}.yaml"), Loader=_Loader)


def resource(path: str) -> str:
    """The text of a file under `data/`."""
    return (files("sayso") / "data" / path).read_text(encoding="utf-8")
