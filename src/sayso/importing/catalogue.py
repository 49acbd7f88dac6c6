"""Which formats can be imported, and what each of them gives a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from sayso.errors import UsageError
from sayso.importing.given import Notes

Gives = Literal["reports", "decisions", "context"]


@dataclass(frozen=True, slots=True)
class Origin:
    """One format.

    Attributes:
        name: what `--from` takes.
        title: what it is, in a few words.
        gives: reports to be read, decisions of people, or context events.
        reader: the function in this package that reads it.
    """

    name: str
    title: str
    gives: Gives
    reader: str

    def read(self, path: Path, notes: Notes, *, limit: int) -> Iterator[Any]:
        """The records of a file, streamed: `Article`, `Remark` or `ContextEvent`.

        Args:
            path: the file.
            notes: takes what is left out, and what is wrong with single records.
            limit: the longest record, in bytes.

        Raises:
            InputError: the file cannot be read, or not to its end.
            UsageError: it is another format.
        """
        module, _, function = self.reader.partition(":")
        found: Iterator[Any] = getattr(import_module(f"sayso.importing.{module}"), function)(path, notes, limit=limit)
        return found


_ALL = (
    Origin("annotations", "W3C Web Annotations: what people confirm, reject, correct", "decisions", "annotations:read"),
    Origin("ftm", "FollowTheMoney entities, as Aleph exports them: documents", "reports", "ftm:read"),
    Origin("articledata", "articles of StoryWeb and mediacrawl", "reports", "articledata:read"),
    Origin("stix", "reports of a STIX 2.1 bundle", "reports", "stix:read"),
    Origin("acled", "a table of ACLED", "context", "tables:read_acled"),
    Origin("ucdp", "a table of UCDP GED", "context", "tables:read_ucdp"),
    Origin("gdelt", "a file of GDELT events, version 1 or 2", "context", "tables:read_gdelt"),
)  # fmt: skip


def origins() -> dict[str, Origin]:
    """All formats by name."""
    return {o.name: o for o in _ALL}


def origin_named(name: str) -> Origin:
    """The format that `--from` names.

    >>> origin_named("ucdp").gives
    'context'
    """
    if name not in origins():
        raise UsageError(f"no format {name!r}", where="--from", hint=f"formats: {', '.join(origins())}")
    return origins()[name]
