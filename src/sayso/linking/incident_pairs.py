"""Which accounts are compared: those that share two names, or a name and a month, a day, a sort of place or a toll.

Of all that share one of these, each meets the nearest in time only, so that work grows with the accounts and not with
their pairs.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from sayso.linking.incident_accounts import Account, Sort, sort_of
from sayso.linking.incident_features import comparable
from sayso.linking.passages import Floats, Ints

BLOCK = 30
"""With how many that share a key, the nearest before it in time, an account is compared."""
NAMES = 6


class Likenesses(Mapping[tuple[int, int], float]):
    """The likeness of pairs (low, high), packed.

    >>> found = Likenesses([((0, 1), 0.5), ((0, 2), 0.25)], 3)
    >>> found[0, 2], (1, 2) in found, len(found)
    (0.25, False, 2)
    """

    def __init__(self, pairs: Iterable[tuple[tuple[int, int], float]], count: int) -> None:
        """`pairs` in order of `high`, then `low`; of the numbers 0..count-1."""
        self._count = max(1, count)
        self._keys, self._alike = array("q"), array("d")
        for (low, high), value in pairs:
            self._keys.append(high * self._count + low)
            self._alike.append(value)

    def __getitem__(self, pair: tuple[int, int]) -> float:
        key = pair[1] * self._count + pair[0]
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            raise KeyError(pair)
        return self._alike[at]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((key % self._count, key // self._count) for key in self._keys)

    def arrays(self) -> tuple[Ints, Ints, Floats]:
        """The low ends, the high ends and the likeness of all pairs."""
        high, low = np.divmod(np.array(self._keys, dtype=np.int64), self._count)
        return low, high, np.array(self._alike, dtype=np.float64)

    def __len__(self) -> int:
        return len(self._keys)


def pairs(accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Pairs of accounts (low, high) that share a key and can be of one incident at all, each once, by `high`."""
    sorts: list[Sort] = []
    shared: dict[Sort, Sort] = {}
    owners, hashes = array("i"), array("q")
    for n, account in enumerate(accounts):
        sort = sort_of(account)
        sorts.append(shared.setdefault(sort, sort))
        for key in set(keys(account)):
            owners.append(n)
            hashes.append(hash(key))
    before = _before(hashes)
    met: set[int] = set()
    for n, (owner, at) in enumerate(zip(owners, before, strict=True)):
        for _ in range(BLOCK):
            if at < 0:
                break
            met.add(owners[at])
            at = before[at]
        if n + 1 == len(owners) or owners[n + 1] != owner:
            mine = sorts[owner]
            yield from ((other, owner) for other in sorted(met) if comparable(sorts[other], mine))
            met.clear()


def _before(hashes: array[int]) -> array[int]:
    """For each hash the number of the last one before that is the same; -1 if there is none."""
    values = np.frombuffer(hashes, dtype=np.int64)
    order = np.argsort(values, kind="stable")
    again = np.flatnonzero(values[order[1:]] == values[order[:-1]])
    before = np.full(len(values), -1, dtype=np.int32)
    before[order[again + 1]] = order[again]
    return array("i", before.tobytes())


def keys(account: Account) -> Iterator[tuple[str, ...]]:
    """What an account must share with another to be compared with it."""
    names = sorted(account.names)[:NAMES] or sorted(account.doers)[:NAMES]
    kind = account.type
    yield kind, "report", account.document
    for left, right in combinations(names, 2):
        yield kind, "names", left, right
    month = account.when[:7]
    for name in names:
        yield kind, "month", name, month
        for site in sorted(account.sites):
            yield kind, "site", name, str(site)
        for toll in account.tolls:
            yield kind, "toll", name, str(max(toll))
        if account.days and account.days[0] == account.days[1]:
            yield kind, "day", name, account.days[0]
    if account.place:
        yield kind, "place", account.place, month
