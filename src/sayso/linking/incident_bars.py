"""What keeps accounts from being one incident, however alike they are: an analyst's word, and time.

A war has an attack like the last one every day, and each day's report is like the next day's. Without days in them they
would make one incident of a whole year: so the accounts of an incident must fit into one stretch of time, but for those
that were compared with most of the others and not with their neighbours in time alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence, Set
from typing import Final

from sayso.linking.incident_accounts import Account
from sayso.linking.passages import Ints

AGO, AHEAD = 92, 3
"""What a report tells without a day was at most so long before it came out, or its date is so little too early."""
SLACK = 31
"""So far apart the days that reports give for one incident can be: some are wrong, and some mean another month."""
MOST = 0.5
"""The share of pairs of two groups that were compared, from which on they need not fit into one stretch of time."""
EVER: Final = datetime.date.max.toordinal()


def window(account: Account) -> tuple[int, int]:
    """First and last day on which the told can have happened, as numbers; all days if nothing is known."""
    if account.days is not None:
        return _number(account.days[0]), _number(account.days[1])
    out = account.out
    return (_number(out) - AGO, _number(out) + AHEAD) if out else (0, EVER)


def _number(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()


class KeptApart:
    """Groups of accounts that must not be one: an analyst parted two of them, or time does.

    >>> import numpy as np
    >>> bars = KeptApart(np.array([0, 60, 200]), np.array([30, 90, 230]), [0, 1, 2], {})
    >>> bars.apart(0, 1, 1), bars.apart(1, 2, 0), bars.apart(1, 2, 1)
    (False, True, False)
    >>> bars.joined(0, 1)
    >>> bars.apart(0, 2, 0)
    True
    """

    def __init__(self, begins: Ints, ends: Ints, accounts: Sequence[int], parted: Mapping[int, Set[int]]) -> None:
        """`begins` and `ends` are the windows of these accounts; `parted`: by account, those it is not one with."""
        self._begin, self._end = begins.tolist(), ends.tolist()
        self._size, self._parted = [1] * len(accounts), parted
        self._members = {n: {account} for n, account in enumerate(accounts)} if parted else {}

    def apart(self, left: int, right: int, compared: int) -> bool:
        """Whether two groups must not be one."""
        gap = max(self._begin[left], self._begin[right]) - min(self._end[left], self._end[right])
        if gap > SLACK and compared < MOST * self._size[left] * self._size[right]:
            return True
        if not self._parted:
            return False
        ours, theirs = self._members[left], self._members[right]
        return any(self._parted[n] & theirs for n in ours if n in self._parted)

    def joined(self, kept: int, gone: int) -> None:
        """Note that a group is now part of another."""
        self._size[kept] += self._size[gone]
        self._begin[kept] = max(self._begin[kept], self._begin[gone])
        self._end[kept] = min(self._end[kept], self._end[gone])
        if self._parted:
            self._members[kept] |= self._members.pop(gone)
