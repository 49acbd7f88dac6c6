"""Tables made of the reports of a case and kept beside them in slices, one for each time that the case had grown.

A slice is a pair of Arrow files, `CASE/index-NAME-SINCE-VERSION.texts` and `.links`: what was taken from the reports
that came after one case version, up to another, and what comparing them with all earlier ones found. They are masked,
disposable, opened without being read, and made anew when anything but further reports came.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from sayso.case import store
from sayso.records.report import Report

if TYPE_CHECKING:
    from sayso.case.index import Index
    from sayso.case.view import Case

SLICES_FORMAT = 1
MOST = 24
"""So many slices are put together into one."""
_KINDS = ("texts", "links")


class Recipe(NamedTuple):
    """How slices are made.

    Attributes:
        name: of the files.
        version: of the recipe; another makes all slices anew.
        schemas: of both tables.
        take: rows of the first table from reports.
        link: rows of the second, given both tables so far (the first with the new rows at its end) and how many rows
            are new; None if all has to be made anew.
    """

    name: str
    version: int
    schemas: tuple[pa.Schema, pa.Schema]
    take: Callable[[Iterable[Report]], Iterator[pa.RecordBatch]]
    link: Callable[[pa.Table, pa.Table, int], Iterator[pa.RecordBatch] | None]


class Slice(NamedTuple):
    """Both tables of what came after a case version, up to another."""

    since: int
    version: int
    texts: pa.Table
    links: pa.Table


def kept_tables(
    case: Case, recipe: Recipe, *, through: Callable[[Iterable[Report]], Iterable[Report]] = iter
) -> tuple[pa.Table, pa.Table]:
    """Both tables of all reports of a case version, as they count; brought up to date first, and kept.

    Args:
        case: the case; of an earlier version nothing is kept.
        recipe: how the rows are made.
        through: sees each report that has to be read for it.

    Raises:
        DiskFullError: no room for them.
    """
    index = case.growth()
    if not index.newest:
        texts = pa.Table.from_batches(list(recipe.take(through(index.reports(0)))), schema=recipe.schemas[0])
        links = _linked(recipe, texts)
        return texts, pa.Table.from_batches(list(links), schema=recipe.schemas[1])
    found = _chain(case.path, recipe)
    have = found[-1].version if found else 0
    if found and have < index.version and not index.grows(have):
        found, have = [], 0
    if not found or have < index.version:
        found = _grown(case.path, recipe, index, found, through)
    if len(found) > MOST:
        found = _compacted(case.path, recipe, found)
    return _joined(recipe, found)


def _joined(recipe: Recipe, found: Sequence[Slice]) -> tuple[pa.Table, pa.Table]:
    empty = [schema.empty_table() for schema in recipe.schemas]
    return pa.concat_tables([empty[0], *(s.texts for s in found)]), pa.concat_tables(
        [empty[1], *(s.links for s in found)]
    )


def _linked(recipe: Recipe, texts: pa.Table) -> Iterator[pa.RecordBatch]:
    """All texts linked in one go."""
    made = recipe.link(texts, recipe.schemas[1].empty_table(), texts.num_rows)
    return iter(()) if made is None else made


def _grown(
    case: Path,
    recipe: Recipe,
    index: Index,
    found: list[Slice],
    through: Callable[[Iterable[Report]], Iterable[Report]],
) -> list[Slice]:
    """The slices with one more; one alone where all had to be linked anew."""
    have = found[-1].version if found else 0
    where = _path(case, recipe, have, index.version)
    taken = _write(where, "texts", recipe, recipe.take(through(index.reports(have))))
    texts, links = _joined(recipe, [*found, Slice(have, index.version, taken, recipe.schemas[1].empty_table())])
    made = recipe.link(texts, links, taken.num_rows)
    if made is None:
        have, found = 0, []
        where = _path(case, recipe, 0, index.version)
        taken = _write(where, "texts", recipe, iter(texts.to_batches()))
        made = _linked(recipe, taken)
    linked = _write(where, "links", recipe, made)
    found = [*found, Slice(have, index.version, taken, linked)]
    _drop_others(case, recipe, found)
    return found


def _compacted(case: Path, recipe: Recipe, found: list[Slice]) -> list[Slice]:
    """All slices as one."""
    where = _path(case, recipe, 0, found[-1].version)
    kept = [_write(where, k, recipe, iter(t.to_batches())) for k, t in zip(_KINDS, _joined(recipe, found), strict=True)]
    made = [Slice(0, found[-1].version, kept[0], kept[1])]
    _drop_others(case, recipe, made)
    return made


def _path(case: Path, recipe: Recipe, since: int, version: int) -> Path:
    return case / f"index-{recipe.name}-{since}-{version}"


def _write(where: Path, kind: str, recipe: Recipe, batches: Iterator[pa.RecordBatch]) -> pa.Table:
    """Write one file of a slice, whole or not at all, and open it."""
    path = where.with_name(f"{where.name}.{kind}")
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    schema = recipe.schemas[_KINDS.index(kind)].with_metadata({"sayso": f"{SLICES_FORMAT}.{recipe.version}"})
    try:
        with store.told(path, writing=True):
            with pa.OSFile(str(new), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
                for batch in batches:
                    writer.write_batch(batch.replace_schema_metadata(schema.metadata))
            new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return _opened(path, recipe) or schema.empty_table()


def _opened(path: Path, recipe: Recipe) -> pa.Table | None:
    """A file of a slice, mapped into memory; None if it is not there, damaged or of another recipe."""
    try:
        table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
    except (OSError, pa.ArrowException):
        return None
    made_by = (table.schema.metadata or {}).get(b"sayso", b"").decode()
    if made_by != f"{SLICES_FORMAT}.{recipe.version}":
        return None
    return table.replace_schema_metadata(None)


def _chain(case: Path, recipe: Recipe) -> list[Slice]:
    """The slices that there are, from the first report on, as far as they follow each other."""
    ends: dict[int, list[int]] = {}
    for path in case.glob(f"index-{recipe.name}-*-*.links"):
        numbers = path.name.removesuffix(".links").split("-")[-2:]
        if all(n.isdigit() for n in numbers):
            ends.setdefault(int(numbers[0]), []).append(int(numbers[1]))
    found: list[Slice] = []
    at = 0
    while at in ends:
        version = max(ends[at])
        where = _path(case, recipe, at, version)
        tables = [_opened(where.with_name(f"{where.name}.{kind}"), recipe) for kind in _KINDS]
        if tables[0] is None or tables[1] is None or version <= at:
            break
        found.append(Slice(at, version, tables[0], tables[1]))
        at = version
    return found


def _drop_others(case: Path, recipe: Recipe, found: Sequence[Slice]) -> None:
    """Remove slices that are superseded; who has one open goes on reading it."""
    mine = {_path(case, recipe, s.since, s.version).name for s in found}
    for path in case.glob(f"index-{recipe.name}-*"):
        if path.name.rpartition(".")[0] not in mine and path.suffix in (".texts", ".links"):
            with suppress(OSError):
                path.unlink()
