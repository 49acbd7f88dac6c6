"""Arrow columns as linking wants them: one value of a long column at a time, bytes in a row, texts in order of time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sayso.linking.groups import Groups
from sayso.linking.passages import Ints, Text
from sayso.linking.sketch import Rarity, rarity


class TextRows(Sequence[Text]):
    """The texts of a table, opened one at a time."""

    def __init__(self, table: pa.Table) -> None:
        self._columns = [value_in(table[name]) for name in Text._fields]
        self._length: int = table.num_rows

    def __len__(self) -> int:
        return int(self._length)

    def __getitem__(self, n: Any) -> Any:
        return Text(*(column(n) for column in self._columns))


def value_in(column: pa.ChunkedArray) -> Callable[[int], Any]:
    """A function that gives the value in a row: it finds the chunk, which pyarrow seeks from the first one on."""
    chunks = column.chunks
    begins = list(accumulate((len(c) for c in chunks), initial=0))

    def value(n: int) -> Any:
        at = bisect_right(begins, n) - 1
        return chunks[at][int(n) - begins[at]].as_py()

    return value


def rows_of(names: pa.ChunkedArray, among: pa.ChunkedArray) -> Ints:
    """The row of each name among others; -1 of one that is not there.

    >>> rows_of(pa.chunked_array([["b", "x", None]]), pa.chunked_array([["a"], ["b"]])).tolist()
    [1, -1, -1]
    """
    found: Ints = pc.fill_null(pc.index_in(names, among, skip_nulls=True), -1).to_numpy().astype(np.int64)
    return found


def by_value(column: pa.ChunkedArray) -> dict[str, Ints]:
    """The rows that have each value, of a column of lists.

    >>> {value: rows.tolist() for value, rows in by_value(pa.chunked_array([[["a", "b"], [], ["b"]]])).items()}
    {'a': [0], 'b': [0, 2]}
    """
    values = pc.list_flatten(column).combine_chunks().dictionary_encode()
    groups = Groups(values.indices.to_numpy(), len(values.dictionary))
    rows = pc.list_parent_indices(column).to_numpy()
    return {value: rows[groups[n]] for n, value in enumerate(values.dictionary.to_pylist())}


def in_order(texts: pa.Table) -> Ints:
    """The numbers of texts in order of time, as `reuse.in_time` has it."""
    keys = [pc.fill_null(texts["day"], "~"), pc.fill_null(texts["outlet"], ""), texts["document"]]
    table = pa.table(keys, names=["day", "outlet", "document"])
    order: Ints = pc.sort_indices(table, [(n, "ascending") for n in table.column_names]).to_numpy().astype(np.int64)
    return order


def bytes_of(column: pa.LargeBinaryArray) -> NDArray[np.uint8]:
    """All bytes of a column in a row, without copying them one by one."""
    offsets = np.frombuffer(column.buffers()[1], dtype=np.int64)[column.offset : column.offset + len(column) + 1]
    data = column.buffers()[2]
    return np.frombuffer(data, dtype=np.uint8)[offsets[0] : offsets[-1]] if data is not None else np.zeros(0, np.uint8)


def rarity_in(links: pa.Table) -> Rarity | None:
    """What the traces of a table of links were made with; None of an empty one."""
    kept = pc.drop_null(links["rarity"]) if links.num_rows else []
    if not len(kept):
        return None
    data = np.frombuffer(kept[0].as_py(), dtype=np.uint64)
    count = int(data[0])
    return rarity(count, data[1::2].copy(), data[2::2].astype(np.int64))


def rarity_bytes(rare: Rarity) -> bytes:
    """Rarity as bytes for `rarity_in`."""
    pairs = np.stack([rare.stems, rare.having.astype(np.uint64)], axis=1).ravel()
    return np.concatenate([np.array([rare.texts], dtype=np.uint64), pairs]).tobytes()
