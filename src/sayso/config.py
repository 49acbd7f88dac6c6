"""Settings: one frozen dataclass, resolved once, in `cli.py` or by the caller of the Python surface.

Order of precedence: case.toml < SAYSO_* environment variables < flags.
"""

from __future__ import annotations

import dataclasses
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_type_hints

from sayso.errors import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set.

    Attributes:
        workers: worker processes for many inputs; 0 reads in this process; None takes one a core.
        scheduler: the address of a Dask cluster to read on (`tcp://host:8786`); empty reads on this machine.
        max_chars: the size limit of one report, in characters.
        max_bytes: the size limit of one input before it is decoded, in bytes.
        time_limit: seconds that one report may take before the watchdog ends it.
        max_memory: the memory of one worker process, in MB, before it is ended and its report set aside.
        batch_reports: reports in one commit to a case, at most.
        batch_seconds: seconds between two commits to a case, at most.
        gazetteer: a CSV file or FollowTheMoney JSON lines with names of the user's own; empty takes none.
        data: the folder of public corpora, for benchmarks.
    """

    workers: int | None = None
    scheduler: str = ""
    max_chars: int = 1_000_000
    max_bytes: int = 50_000_000
    time_limit: float = 120.0
    max_memory: int = 4_000
    batch_reports: int = 500
    batch_seconds: float = 10.0
    gazetteer: str = ""
    data: str = "../shared/data"


def resolve(
    *,
    toml: Path | None = None,
    environ: Mapping[str, str] | None = None,
    flags: Mapping[str, Any] | None = None,
) -> Settings:
    """The settings that apply, later sources winning; a flag that is None was not given.

    >>> resolve(environ={"SAYSO_WORKERS": "3"}).workers
    3
    >>> resolve(environ={"SAYSO_WORKERS": "3"}, flags={"workers": 1}).workers
    1
    """
    environ = os.environ if environ is None else environ
    given: dict[str, Any] = {}
    if toml is not None and toml.exists():
        given |= _from_toml(toml)
    for name in _types():
        if (text := environ.get(f"SAYSO_{name.upper()}")) is not None:
            given[name] = _cast(name, text, where=f"SAYSO_{name.upper()}")
    given |= {k: v for k, v in (flags or {}).items() if v is not None}
    return dataclasses.replace(Settings(), **given)


def _types() -> dict[str, Any]:
    return get_type_hints(Settings)


def _from_toml(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"not valid TOML: {error}", where=str(path), hint="mend or remove the file") from error
    unknown = sorted(set(table) - set(_types()))
    if unknown:
        known = ", ".join(sorted(_types()))
        raise UsageError(f"unknown setting {unknown[0]!r}", where=str(path), hint=f"known settings: {known}")
    return {name: _cast(name, str(value), where=str(path)) for name, value in table.items()}


def _cast(name: str, text: str, *, where: str) -> Any:
    kind = _types()[name]
    kind = int if kind == (int | None) else kind
    try:
        return kind(text)
    except ValueError as error:
        raise UsageError(
            f"{name} must be {kind.__name__}, not {text!r}", where=where, hint="correct the value"
        ) from error
