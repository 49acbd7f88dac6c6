"""Descriptions that stand for somebody named or described before: "the group", "this ministry"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.linking.cluster import Clusters
from sayso.linking.entries import PLACES, Entry, Link, determiner
from sayso.linking.naming import words
from sayso.records.tables import Row

REACH = 700
_ANY = frozenset({"group", "organization", "organisation", "movement"})
"""Nouns that stand for any named body, whatever kind the words around made of them."""
_BESIDE = frozenset({"and the", "or the", "and", "or", "with the", "against the", "and this", "and that"})


def standing_in(entries: Sequence[Entry], mentions: Sequence[Row], clusters: Clusters) -> list[Link]:
    """Descriptions that stand for somebody named or described before: "the group", "this ministry"."""
    made = []
    earlier: list[tuple[int, int]] = []
    order = sorted((row, n) for n, entry in enumerate(entries) for row in entry.rows)
    for row, n in order:
        entry = entries[n]
        stands = entry.kind not in PLACES and not entry.named
        if stands and determiner(mentions[row]["before"]) in words("definite"):
            link = _antecedent(row, n, earlier, entries, mentions, clusters)
            if link is not None:
                made.append(link)
        earlier.append((row, n))
    return made


def _antecedent(
    row: int,
    n: int,
    earlier: Sequence[tuple[int, int]],
    entries: Sequence[Entry],
    mentions: Sequence[Row],
    clusters: Clusters,
) -> Link | None:
    """The nearest earlier mention that a description can stand for."""
    found = list(_candidates(row, n, earlier, entries, mentions, clusters))
    anybody = bool(found) and not found[0].repeats and found[0].head in _ANY
    if anybody and len({clusters.root(c.entry) for c in found}) > 1:
        return None  # "the group" after two groups: it could be either
    for c in found:
        if clusters.join(n, c.entry) is None:
            how = "repeats a word of" if c.repeats else "can stand for"
            said = f"“{mentions[row]['text']}” {how} “{mentions[c.row]['text']}” before it"
            return Link(c.row, row, 0.7 if c.repeats else 0.6, said)
    return None


class _Candidate(NamedTuple):
    """An earlier mention that a description can stand for, and whether it repeats a word of it."""

    row: int
    entry: int
    head: str
    repeats: bool


def _candidates(
    row: int,
    n: int,
    earlier: Sequence[tuple[int, int]],
    entries: Sequence[Entry],
    mentions: Sequence[Row],
    clusters: Clusters,
) -> Iterator[_Candidate]:
    """The nearest first."""
    entry = entries[n]
    head = entry.name.words[-1] if entry.name.words else ""
    pointing = determiner(mentions[row]["before"]) in words("pointing")
    general = head in words("stands_for", entry.kind) | _ANY and len(entry.name.words) <= 2
    for before, other in reversed(earlier[-40:]):
        far = mentions[row]["start"] - mentions[before]["end"] > REACH
        if far or other == n or clusters.blocked(n, other) is not None or _lends_office(mentions, row, before):
            continue
        rival = entries[other]
        repeats = head in rival.name.words
        apt = general and _sort(head, rival) and _plural(rival) == _plural(entry)
        if (repeats or (apt and (rival.named or pointing))) and not _parties(mentions, row, before):
            yield _Candidate(before, other, head, repeats)


def _sort(head: str, rival: Entry) -> bool:
    """Whether a noun fits what another is said to be: "the army" is no organization, and no Ministry of Defence."""
    nouns = words("stands_for", rival.kind)
    other_body = rival.kind == "state_body" and nouns.intersection(rival.name.words)
    return head in nouns and not other_body


def _parties(mentions: Sequence[Row], row: int, before: int) -> bool:
    """Whether two mentions stand side by side and so are two: "the Cranes and the army"."""
    between = mentions[row]["before"]
    gap = mentions[row]["start"] - mentions[before]["end"]
    return 0 < gap < len(between) and between[-gap:].strip(" ,").casefold() in _BESIDE


def _lends_office(mentions: Sequence[Row], row: int, before: int) -> bool:
    """Whether a description of an office would be given to a private person: "the minister" is not who was arrested."""
    kinds = {mentions[row]["kind"], mentions[before]["kind"]}
    return kinds == {"person"} and mentions[before]["private"] and not mentions[row]["private"]


def _plural(entry: Entry) -> bool:
    if entry.name.words and entry.name.words[-1] in _ANY:
        return False
    return entry.kind == "group" or (bool(entry.name.words) and entry.name.words[-1].endswith("s") and not entry.named)
