"""Events of other data sets, kept beside a case in `CASE/context`: shown, searched, and counted for nothing.

The table is no part of the case versions: it holds nothing that was read out of a report, and no finding rests on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa

from sayso.case import store
from sayso.case.lock import locked
from sayso.records.context import ContextEvent
from sayso.records.schema import arrow_schema, decode, encode

BATCH = 5_000
_SCHEMA = pa.schema(arrow_schema(ContextEvent))


def add_context(
    case: Path, events: Iterable[ContextEvent], *, on_wait: Callable[[str], None] | None = None
) -> tuple[int, int]:
    """Add events that are not there yet, a commit a batch; how many were new, and how many were known.

    Raises:
        DiskFullError: no room left; what was committed is kept.
    """
    path = case / "context"
    new = known = 0
    with locked(case, on_wait=on_wait):
        store.create(path, _SCHEMA)
        seen = {(row["dataset"], row["id"]) for row in store.rows(path, columns=["dataset", "id"])}
        stream = iter(events)
        while True:
            # What came before a file that breaks off is kept, so that the error comes after the commit.
            batch, broken = _batch(stream)
            fresh = []
            for event in batch:
                key = (event.dataset, event.id)
                fresh += [] if key in seen else [encode(event)]
                known += key in seen
                seen.add(key)
            store.append(path, fresh, _SCHEMA)
            new += len(fresh)
            if broken is not None:
                raise broken
            if len(batch) < BATCH:
                return new, known


def context_events(case: Path) -> Iterator[ContextEvent]:
    """The events beside a case, in the order they were added; none if nothing was ever imported."""
    if store.exists(case / "context"):
        yield from (decode(ContextEvent, row) for row in store.rows(case / "context"))


def _batch(stream: Iterator[ContextEvent]) -> tuple[list[ContextEvent], Exception | None]:
    from sayso.errors import SaysoError

    batch: list[ContextEvent] = []
    try:
        batch.extend(islice(stream, BATCH))
    except SaysoError as error:
        return batch, error
    return batch, None
