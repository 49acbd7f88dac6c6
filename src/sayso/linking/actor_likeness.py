"""How likely two names of a case are one actor's, and why: letters, initials, what a report says, gazetteers."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from sayso.lexicon.history import names_of, parents_of
from sayso.lexicon.matching import compare
from sayso.lexicon.matching.known import entry_of
from sayso.linking.actor_nodes import Node
from sayso.linking.naming import initials, name

BODIES, PERSONS = 0.8, 0.93
"""From these scores of the matcher on, names of two reports are held to be one actor's. On every other entry of the
gazetteers (`benchmarks/actors.py`) a lower bound for bodies joins more and is wrong more often."""
WHOLE = 0.98
"""Names of which one has a word of its own that the other lacks (“… of Kisangani”) are left open below this score."""
ROUGH = 60
"""Of a hundred letters, so many at least must agree, in a row, before two names of several words are looked at closely:
of 206 joins among names of the gazetteers and 1,406 among made-up ones none is under it, of pairs that only share a
word three quarters are."""
OPEN = 0.5
"""From this score on a pair is shown as left open."""


class Pair(NamedTuple):
    """Two parts, the score, the sentence that says why, and whether it is enough to join them."""

    left: str
    right: str
    score: float
    why: str
    joins: bool


def likeness(a: Node, b: Node) -> Pair | None:
    """What speaks for two nodes being one; None for nothing.

    A private person is never a node, and two persons are one only by their full names.
    """
    if a.sort != b.sort or a.sort == "state":
        return None
    shown = f"“{a.title}” and “{b.title}”"
    if a.entry is not None and a.entry == b.entry:
        return Pair(a.part, b.part, 0.97, _by_entry(a, b, shown), True)
    if _base(a) == _base(b):
        return Pair(a.part, b.part, 0.9, f"{shown} are written the same", True)
    for short, full in ((a, b), (b, a)):
        found = _short_for(short, full)
        if found is not None:
            return found
    return _by_name(a, b)


def _base(node: Node) -> str:
    return node.part.rpartition("#")[2].partition("@")[0]


def _by_entry(a: Node, b: Node, shown: str) -> str:
    line = names_of(a.title)
    if len(line) > 1 and name(a.title).key != name(b.title).key:
        dated = "; ".join(f"{d.name}" + (f" from {d.since}" if d.since else "") for d in line)
        return f"{shown} are one group under dated names: {dated}"
    return f"{shown} are one entry of the gazetteer"


def _short_for(short: Node, full: Node) -> Pair | None:
    """Two names that a report uses for one actor are one; initials that only fit are left open."""
    left, right = sorted((short.part, full.part))
    key = name(short.title).key
    if short.sort == "body" and any(name(w).key == key for w in full.short() if w != full.title):
        return Pair(left, right, 0.93, f"a report calls “{full.title}” also “{short.title}”", True)
    letters = short.letters
    if letters and full.letters is None and len(letters) > 2 and letters in initials(name(full.title).words):
        said = f"“{short.title}” are the initials of “{full.title}”, but no report writes both for one"
        return Pair(left, right, 0.6, said, False)
    return None


def _by_name(a: Node, b: Node) -> Pair | None:
    if " " in a.plain and " " in b.plain and not fuzz.ratio(a.plain, b.plain, score_cutoff=ROUGH):
        return None
    person = a.sort == "person"
    match = compare(a.title, b.title, schema="Person" if person else "Organization", known=False)
    left, right = sorted((a.part, b.part))
    why = match.why.rstrip(".")
    if match.score < OPEN:
        return None
    score = round(0.9 * match.score, 4)
    whole = person or not match.features.get("proper on one") or match.score >= WHOLE
    return Pair(left, right, score, why, whole and match.score >= (PERSONS if person else BODIES))


def split(a: Node, b: Node) -> str | None:
    """That one group split from the other, if the gazetteers say so."""
    for child, parent in ((a, b), (b, a)):
        if child.entry is None or parent.entry is None or child.entry == parent.entry:
            continue
        if any(entry_of(p) == parent.entry for p in parents_of(child.entry.name)):
            return f"by UCDP, “{child.title}” split from “{parent.title}”"
    return None
