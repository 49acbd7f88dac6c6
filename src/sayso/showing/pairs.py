"""Pairs of names with a verdict each, as lines of CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sayso.errors import InputError
from sayso.lexicon.matching import compare
from sayso.reading.pairs import COLUMNS, Pair

HEAD = (*COLUMNS, "score", "verdict", "why")


def lines(pairs: Iterable[Pair]) -> Iterator[tuple[str, InputError | None]]:
    r"""A line for the heading and one for each pair, in order, and what was wrong with the pair.

    A pair that cannot be read has neither score nor verdict, and says why.

    >>> [line for line, _ in lines([Pair("Person", "Bob Ruiz", "Robert Ruiz")])][1]
    'Person,Bob Ruiz,Robert Ruiz,0.9...,same,One name: “Bob” and “Robert” are forms of one name.\n'
    """
    rest = iter(pairs)
    first = next(rest, None)  # before anything is written: a file that cannot be read leaves no output
    yield _line(HEAD), None
    for pair in chain([first] if first else [], rest):
        if pair.error is None:
            match = compare(pair.left, pair.right, schema=pair.schema)
            yield _line((*pair[:3], f"{match.score:.4f}", match.verdict, match.why)), None
        else:
            yield _line((*pair[:3], "", "", f"Not compared: {pair.error.message}.")), pair.error


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
