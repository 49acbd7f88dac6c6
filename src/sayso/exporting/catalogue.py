"""Which formats there are, and how they are written: streams of bytes into files that appear whole or not at all.

A format is a function from items to (file name, bytes) pieces, each file's pieces in order. Other packages add their
own under the entry point group `sayso.exporters`: a `Format` with a name that is not taken.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import BinaryIO

from sayso.errors import DiskFullError, SaysoError, UnreadableError, UsageError
from sayso.exporting.items import Item

Pieces = Iterator[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: what `--to` takes.
        title: what it is, in a few words.
        files: the files it makes, in a folder if there are several.
        write: items to pieces, or the module in this package that has `write`.
    """

    name: str
    title: str
    files: tuple[str, ...]
    write: Callable[[Iterable[Item]], Pieces] | str

    @property
    def folder(self) -> bool:
        """Whether it makes a folder."""
        return len(self.files) > 1

    def pieces(self, items: Iterable[Item]) -> Pieces:
        """The bytes of its files, piece by piece."""
        if not isinstance(self.write, str):
            return self.write(items)
        module, _, function = self.write.partition(":")
        made: Pieces = getattr(import_module(f"sayso.exporting.{module}"), function or "write")(items)
        return made


_TABLES = ("documents", "claims", "holders", "mentions", "ties", "places", "evidence", "times", "attributions")
_OURS = (
    Format("csv", "flat tables, one CSV file each", tuple(f"{t}.csv" for t in _TABLES), "flat:write_csv"),
    Format("parquet", "flat tables as Parquet", tuple(f"{t}.parquet" for t in _TABLES), "flat:write_parquet"),
    Format("plover", "PLOVER events as JSONL", ("plover.jsonl",), "plover"),
    Format("events", "a CAMEO/GDELT-like event table", ("events.csv",), "events"),
    Format("geojson", "places of claims, no pin finer than the text", ("places.geojson",), "geojson"),
    Format("graphml", "ties as GraphML", ("ties.graphml",), "networks:write_graphml"),
    Format("gexf", "ties as GEXF, dated", ("ties.gexf",), "networks:write_gexf"),
    Format("annotations", "W3C Web Annotations", ("annotations.jsonld",), "annotations"),
    Format("schemaorg", "schema.org Claims, never a rating", ("claims.jsonld",), "schemaorg"),
    Format("prov", "PROV-O: who had it from whom", ("provenance.jsonld",), "prov"),
    Format("nanopub", "nanopublications (TriG)", ("nanopubs.trig",), "nanopub"),
    Format("stix", "a STIX 2.1 bundle", ("bundle.json",), "stix"),
    Format("ftm", "FollowTheMoney entities, statements and who holds them",
           ("entities.ftm.json", "statements.csv", "asserters.csv"), "ftm"),
    Format("md", "a brief in Markdown", ("brief.md",), "brief"),
)  # fmt: skip


@cache
def formats() -> dict[str, Format]:
    """All formats by name, those of other packages after ours."""
    found = {f.name: f for f in _OURS}
    for point in entry_points(group="sayso.exporters"):
        other = point.load()
        if isinstance(other, Format):
            found.setdefault(other.name, other)
    return found


def format_named(name: str, *, also: Iterable[str] = ()) -> Format:
    """The format that `--to` names; `also` are names that others know, for the hint.

    >>> format_named("geojson").files
    ('places.geojson',)
    """
    if name not in formats():
        raise UsageError(f"no format {name!r}", where="--to", hint=f"formats: {', '.join([*formats(), *also])}")
    return formats()[name]


def save(pieces: Pieces, path: Path, *, folder: bool) -> list[Path]:
    """Write pieces to a file or a folder's files; a file has its final name only when all of them are whole.

    Raises:
        UsageError: it cannot be written there.
        DiskFullError: no room left; nothing new stands under a final name.
    """
    part: dict[str, Path] = {}
    try:
        with ExitStack() as stack:
            streams: dict[str, BinaryIO] = {}
            if folder:
                path.mkdir(parents=True, exist_ok=True)
            for name, data in pieces:
                if name not in streams:
                    final = path / name if folder else path
                    part[name] = final.with_name(final.name + ".part")
                    streams[name] = stack.enter_context(part[name].open("wb"))
                streams[name].write(data)
        return [p.replace(p.with_name(p.name.removesuffix(".part"))) for p in part.values()]
    except OSError as error:
        _forget(part.values())
        raise _explained(error, path) from error
    except BaseException:
        _forget(part.values())
        raise


def pour(pieces: Pieces, stream: BinaryIO) -> None:
    """Write pieces to a stream as they come."""
    try:
        for _, data in pieces:
            stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _explained(error, Path("standard output")) from error


def _forget(parts: Iterable[Path]) -> None:
    for part in parts:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _explained(error: OSError, path: Path) -> SaysoError:
    if error.errno == errno.ENOSPC:
        return DiskFullError("the disk is full", where=str(path), hint="make room and run it again; nothing is left")
    said = (error.strerror or str(error)).lower()
    if error.errno == errno.EIO:
        return UnreadableError(f"cannot be written: {said}", where=str(path), hint="check the disk")
    return UsageError(f"cannot write there: {said}", where=str(path), hint="name another file or folder")
