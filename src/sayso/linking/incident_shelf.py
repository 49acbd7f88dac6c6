"""The accounts of a case, packed: a case has millions, and only those that are compared are opened."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from sayso.linking.incident_accounts import Account, plain
from sayso.linking.incident_bars import window
from sayso.linking.incident_said import Said
from sayso.linking.passages import Ints

OPENED = 4_000


class Shelf(Sequence[Account]):
    """Accounts in order of time, without words that only open a sentence: names which some report writes small.

    The order in which they come does not matter.

    Attributes:
        begins, ends: the days between which each can have happened, as numbers.
    """

    begins: Ints
    ends: Ints

    def __init__(self, accounts: Iterable[Account]) -> None:
        packed: list[bytes] = []
        places: list[tuple[str, str, int]] = []
        small: set[str] = set()
        windows = array("q"), array("q")
        for account in accounts:
            packed.append(_pack(account))
            places.append((account.when, account.document, account.first))
            small |= account.details
            for ends, day in zip(windows, window(account), strict=True):
                ends.append(day)
        order = sorted(range(len(packed)), key=places.__getitem__)
        self._packed = [packed[n] for n in order]
        self.begins, self.ends = (np.array(ends, dtype=np.int64)[order] for ends in windows)
        self._opened = lru_cache(maxsize=OPENED)(lambda n: plain(_open(self._packed[n]), small))

    def __len__(self) -> int:
        return len(self._packed)

    def __getitem__(self, n: Any) -> Any:
        return self._opened(n)


def _pack(account: Account) -> bytes:
    return pickle.dumps((*account[:-1], tuple(map(tuple, account.said))), pickle.HIGHEST_PROTOCOL)


def _open(packed: bytes) -> Account:
    fields = pickle.loads(packed)
    return Account._make((*fields[:-1], tuple(Said(*s) for s in fields[-1])))
