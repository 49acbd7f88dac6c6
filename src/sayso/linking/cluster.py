"""Union-find that refuses to join what conflicts, so that no chain of likenesses hides a contradiction."""

from __future__ import annotations

from collections.abc import Callable


class Clusters:
    """Clusters of the numbers 0..n-1; `conflict(i, j)` says why two members cannot be one, or gives None.

    >>> even = Clusters(4, lambda i, j: "an odd one" if (i + j) % 2 else None)
    >>> even.join(0, 2), even.join(2, 3)
    (None, 'an odd one')
    >>> even.groups()
    [[0, 2], [1], [3]]
    """

    def __init__(self, n: int, conflict: Callable[[int, int], str | None]) -> None:
        self._conflict = conflict
        self._root = list(range(n))
        self._members = [[i] for i in range(n)]

    def root(self, i: int) -> int:
        """The lowest member of the cluster of `i`."""
        while self._root[i] != i:
            self._root[i] = self._root[self._root[i]]
            i = self._root[i]
        return i

    def blocked(self, i: int, j: int) -> str | None:
        """Why the clusters of `i` and `j` cannot be one, or None."""
        left, right = self.root(i), self.root(j)
        if left == right:
            return None
        for a in self._members[left]:
            for b in self._members[right]:
                if (why := self._conflict(min(a, b), max(a, b))) is not None:
                    return why
        return None

    def join(self, i: int, j: int) -> str | None:
        """Join two clusters and give None, or leave them and say why they cannot be one."""
        if (why := self.blocked(i, j)) is not None:
            return why
        left, right = sorted((self.root(i), self.root(j)))
        if left != right:
            self._root[right] = left
            self._members[left] = sorted(self._members[left] + self._members[right])
            self._members[right] = []
        return None

    def groups(self) -> list[list[int]]:
        """The clusters, in order of their first members."""
        return [members for members in self._members if members]
