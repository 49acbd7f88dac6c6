"""What linking keeps of a growing case, as Arrow tables, so that of a hundred new reports only those are compared.

`text_rows` takes from each report its words and what its claims tell; `link_rows` adds traces, credits and copies of
new reports, comparing them with all; `provenance_kept` puts both together, and opens only what is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sayso.linking.columns import TextRows, by_value, bytes_of, in_order, rarity_bytes, rarity_in, rows_of, value_in
from sayso.linking.credits import credits_of, known_media
from sayso.linking.direction import copies
from sayso.linking.passages import Ints, Stems, Text, texts_of
from sayso.linking.provenance import Known, Provenance, assembled
from sayso.linking.retelling import Facts, Voice, facts_of, sort_of
from sayso.linking.reuse import Corpus, grown, reuses
from sayso.linking.sketch import HASHES, Rarity
from sayso.linking.traces import NONE, Traces, WordsOf
from sayso.records.document import Span
from sayso.records.origin import Copy, Credit
from sayso.records.report import Report
from sayso.records.schema import decode, encode

RULES = 2
"""The version of what is kept; another makes the rows of every case anew."""
SLICE = 1_000
OPENED = 10_000
"""So many credits and copies are at hand."""
AGAIN = 2.0
"""All is linked anew when a case has grown so many times since it was: what is rare in it has changed."""
TEXTS = pa.schema(
    [*((name, pa.string()) for name in (*Text._fields, "record", "uri", "facts")), ("kinds", pa.list_(pa.string()))]
)
COPY = pa.struct([("source", pa.string()), ("copy", pa.string()), ("told", pa.string())])
LINKS = pa.schema(
    [("document", pa.string()), ("digest", pa.uint64()), ("sketch", pa.large_binary()), ("credits", pa.string()),
     ("sources", pa.list_(pa.string())), ("copies", pa.list_(COPY)), ("rarity", pa.large_binary())]
)  # fmt: skip
"""A row is of a text, or, without a document, of some copies."""


def text_rows(reports: Iterable[Report]) -> Iterator[pa.RecordBatch]:
    """Of each report that could be read its text and what its claims tell, in slices."""
    rows = (row for report in reports if report.document.text for row in [_text_row(report)])
    while batch := list(islice(rows, SLICE)):
        yield pa.RecordBatch.from_pylist(batch, schema=TEXTS)


def _text_row(report: Report) -> dict[str, Any]:
    (text,) = texts_of([report])
    facts = facts_of(report)
    return {
        **text._asdict(),
        "record": report.document.record,
        "uri": report.document.uri,
        "facts": json.dumps([_plain(f) for f in facts], ensure_ascii=False),
        "kinds": list(dict.fromkeys(sort_of(f) for f in facts)),
    }


def _plain(fact: Facts) -> list[Any]:
    return [sorted(v) if isinstance(v, frozenset) else v for v in fact]


_SETS = frozenset({"actors", "recipients", "names", "numbers", "details"})


def _facts(data: str) -> list[Facts]:
    found = []
    for row in json.loads(data):
        plain: dict[str, Any] = dict(zip(Facts._fields, row, strict=True))
        plain |= {name: frozenset(plain[name]) for name in _SETS}
        plain |= {"span": Span(*plain["span"]), "trigger": Span(*plain["trigger"])}
        found.append(Facts(**(plain | {"voices": tuple(Voice(*v) for v in plain["voices"])})))
    return found


def link_rows(texts: pa.Table, links: pa.Table, new: int) -> Iterator[pa.RecordBatch] | None:
    """The links of new reports, and of known ones that they shed light on; None where all is to be linked anew.

    Args:
        texts: of all reports, the new ones last.
        links: of the known ones.
        new: how many are new.
    """
    old = texts.num_rows - new
    rare = rarity_in(links)
    if old and (rare is None or texts.num_rows >= AGAIN * rare.texts):
        return None
    outlets = texts["outlet"].to_pylist()
    known = known_media(outlets)
    again = _named_in(texts.slice(0, old), known - known_media(outlets[:old])) if old else []
    if 2 * len(again) > old:
        return None
    rows = TextRows(texts)
    traced = _traces(links, texts, old) if old else NONE
    found = grown(rows, in_order(texts), old=traced, rarity=rare)
    credited = _Credited(links, texts)
    fresh = [*again, *range(old, texts.num_rows)]
    for n in fresh:
        credited.put(n, tuple(credits_of(rows[n], known)))
    made = _with_again(found, again)
    copied = copies(reuses(made), made, credited)
    rare = None if old else found.rarity
    return chain(_of_texts(made.traces, fresh, credited, texts["document"], rare), _of_copies(copied))


def _with_again(found: Corpus, again: Sequence[int]) -> Corpus:
    """A corpus in which known texts are compared once more."""
    if not again or found.fresh is None:
        return found
    fresh = found.fresh.copy()
    fresh[list(again)] = True
    return replace(found, fresh=fresh)


def _named_in(texts: pa.Table, media: Iterable[str]) -> list[int]:
    """The texts that may name a medium that the case did not know before."""
    lowered = pc.utf8_lower(pc.coalesce(texts["text"], pa.scalar("")))
    by = pc.utf8_lower(pc.fill_null(texts["byline"], ""))
    found = np.zeros(texts.num_rows, dtype=np.bool_)
    for name in media:
        for column in (lowered, by):
            found |= np.asarray(pc.match_substring(column, name)).astype(np.bool_)
    return [int(n) for n in np.flatnonzero(found)]


class _Credited(Sequence[Sequence[Credit]]):
    """The credits of each text by its number: those of known ones are opened when they are asked for."""

    def __init__(self, links: pa.Table, texts: pa.Table) -> None:
        self._new: dict[int, Sequence[Credit]] = {}
        self._length: int = texts.num_rows
        self._at = _latest(links, texts)
        self._data = value_in(links["credits"])

    def put(self, n: int, given: Sequence[Credit]) -> None:
        self._new[n] = given

    def __len__(self) -> int:
        return int(self._length)

    def __getitem__(self, n: Any) -> Any:
        if n in self._new:
            return self._new[n]
        return _credits(self._data(self._at[n]))


@lru_cache(maxsize=OPENED)
def _credits(data: str) -> tuple[Credit, ...]:
    return tuple(decode(Credit, row) for row in json.loads(data))


def _latest(links: pa.Table, texts: pa.Table) -> Ints:
    """The row of links that counts for each text: the last; -1 where there is none."""
    latest = np.full(texts.num_rows, -1)
    of = rows_of(links["document"], texts["document"])
    rows = np.flatnonzero(of >= 0)
    latest[of[rows]] = rows
    return latest


def _traces(links: pa.Table, texts: pa.Table, old: int) -> Traces:
    """The traces of the first texts."""
    rows = _latest(links, texts)[:old]
    columns = links.select(["digest", "sketch"])
    chosen = columns.slice(0, old) if (rows == np.arange(old)).all() else columns.take(pa.array(rows))
    parts = [c for c in chosen["sketch"].chunks if len(c)]
    sizes = np.concatenate([pc.binary_length(c).to_numpy() for c in parts]) // (2 * HASHES)
    data = np.concatenate([bytes_of(c) for c in parts]).view(np.uint16)
    return Traces(chosen["digest"].to_numpy(), data.reshape(-1, HASHES), sizes.astype(np.int64))


def _of_texts(
    made: Traces, fresh: Sequence[int], credited: _Credited, names: pa.ChunkedArray, rare: Rarity | None
) -> Iterator[pa.RecordBatch]:
    """Rows of the texts that were linked."""
    name = value_in(names)
    begins = np.concatenate([[0], np.cumsum(made.sizes)])
    for low in range(0, len(fresh), SLICE):
        rows = [
            {
                "document": name(n),
                "digest": int(made.digests[n]),
                "sketch": made.rows[begins[n] : begins[n + 1]].tobytes(),
                "credits": json.dumps([encode(c) for c in credited[n]], ensure_ascii=False),
                "sources": list(dict.fromkeys(c.key for c in credited[n])),
                "copies": [],
                "rarity": rarity_bytes(rare) if rare is not None and n == fresh[0] else None,
            }
            for n in fresh[low : low + SLICE]
        ]
        yield pa.RecordBatch.from_pylist(rows, schema=LINKS)


def _of_copies(copied: Iterator[Copy]) -> Iterator[pa.RecordBatch]:
    """Rows of the copies, written as they are found: a case may have more than memory has room for."""
    while some := list(islice(copied, SLICE)):
        told = [json.dumps(encode(c), ensure_ascii=False) for c in some]
        kept = [{"source": c.source, "copy": c.copy, "told": t} for c, t in zip(some, told, strict=True)]
        yield pa.RecordBatch.from_pylist([{"sources": [], "copies": kept}], schema=LINKS)


def provenance_kept(texts: pa.Table, links: pa.Table) -> Provenance:
    """What is known of where the texts of a case come from, of what was kept."""
    names: list[str] = texts["document"].to_pylist()
    rows, stems = TextRows(texts), Stems()
    credited = _Credited(links, texts)
    copied = _Copies(links, texts)
    told = value_in(texts["facts"])
    kinds = by_value(texts["kinds"])

    @lru_cache(maxsize=100_000)
    def facts(n: int) -> list[Facts]:
        return _facts(told(n))

    def peers(wanted: Facts) -> Iterator[Facts]:
        return (f for n in kinds.get(sort_of(wanted), ()) for f in facts(n) if sort_of(f) == sort_of(wanted))

    return assembled(
        Known(
            names, texts["outlet"].to_pylist(), in_order(texts), rows, WordsOf(rows, stems), stems, copied,
            copied.ends, credited.__getitem__, by_value(links["sources"].take(_latest(links, texts))), facts, peers,
        )
    )  # fmt: skip


class _Copies(Sequence[Copy]):
    """The copies that were found, of each pair the one that was found last, opened when they are asked for.

    Attributes:
        ends: of each the numbers of its source and its copy.
    """

    def __init__(self, links: pa.Table, texts: pa.Table) -> None:
        every = pc.list_flatten(links["copies"])
        ends = np.stack([rows_of(pc.struct_field(every, side), texts["document"]) for side in ("source", "copy")], 1)
        keys = ends.max(axis=1) * texts.num_rows + ends.min(axis=1) if len(ends) else ends[:, 0]
        _, first = np.unique(keys, return_index=True)
        _, back = np.unique(keys[::-1], return_index=True)
        self._rows = (len(keys) - 1 - back)[np.argsort(first)]
        self.ends: Ints = ends[self._rows]
        told = value_in(pc.struct_field(every, "told"))
        self._opened = lru_cache(maxsize=OPENED)(lambda row: decode(Copy, json.loads(told(row))))

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, n: Any) -> Any:
        return self._opened(int(self._rows[n]))
