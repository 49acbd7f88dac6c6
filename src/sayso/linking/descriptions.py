"""Descriptions that stand for somebody named or described before: "the group", "this ministry"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.linking.cluster import Clusters
from sayso.linking.entries import PLACES, Entry, Link, determiner
from sayso.linking.naming import words
from sayso.records.tables import Row

REACH = 700


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
    entry = entries[n]
    head = entry.name.words[-1] if entry.name.words else ""
    pointing = determiner(mentions[row]["before"]) in words("pointing")
    general = head in words("stands_for", entry.kind) and len(entry.name.words) <= 2
    for before, other in reversed(earlier[-40:]):
        far = mentions[row]["start"] - mentions[before]["end"] > REACH
        rival = entries[other]
        if far or other == n or clusters.blocked(n, other) is not None or _lends_office(mentions, row, before):
            continue
        same_head = head in rival.name.words
        fits = same_head or (general and (rival.named or pointing) and _plural(rival) == _plural(entry))
        if fits and clusters.join(n, other) is None:
            how = "repeats a word of" if same_head else "can stand for"
            said = f"“{mentions[row]['text']}” {how} “{mentions[before]['text']}” before it"
            return Link(before, row, 0.7 if same_head else 0.6, said)
    return None


def _lends_office(mentions: Sequence[Row], row: int, before: int) -> bool:
    """Whether a description of an office would be given to a private person: "the minister" is not who was arrested."""
    kinds = {mentions[row]["kind"], mentions[before]["kind"]}
    return kinds == {"person"} and mentions[before]["private"] and not mentions[row]["private"]


def _plural(entry: Entry) -> bool:
    return entry.kind == "group" or (bool(entry.name.words) and entry.name.words[-1].endswith("s") and not entry.named)
