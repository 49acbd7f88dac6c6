"""Which mentions of one report are one actor: names first, then phrases that stand for a name.

Mentions that are written the same are one entry. Entries are compared only where they share a key (a word, initials,
consonants, an actor of the gazetteer), and joined best first, unless something contradicts: two kinds, two countries,
two entries of the gazetteer. Never because they are mentioned together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.lexicon.matching import compare
from sayso.lexicon.matching.keys import keys
from sayso.linking.cluster import Clusters
from sayso.linking.descriptions import standing_in
from sayso.linking.entries import PLACES, Entry, Link, determiner, name_in
from sayso.linking.naming import Name, acronym, core, initials, part_of, skeleton, spelled_alike, words
from sayso.privacy import PSEUDONYM
from sayso.records.tables import Row

_CLASSES = {
    "person": frozenset({"person"}),
    "state": frozenset({"state", "place"}),
    "place": frozenset({"place", "state", "facility"}),
    "facility": frozenset({"facility", "place", "organization", "state_body"}),
    "state_body": frozenset({"state_body", "organization", "facility"}),
    "armed_group": frozenset({"armed_group", "organization", "group"}),
    "organization": frozenset({"organization", "armed_group", "state_body", "facility"}),
    "group": frozenset({"group", "armed_group"}),
}
BODY = frozenset({"group", "organization", "organisation", "movement"})
"""Descriptions that stand for one body and not for several people: "the group"."""
BLOCK = 60
BODIES, PERSONS = 0.6, 0.9
"""From these scores of the matcher on two names in one report are likely one: two persons in a report are seldom so."""
LIKELY = 0.85
"""From this likeness on, what keeps two names apart is told."""


class Resolved(NamedTuple):
    """Clusters of mention rows, in order of appearance, and the links that made them (unsure ones made none)."""

    groups: list[list[int]]
    links: list[Link]


def same_actors(mentions: Sequence[Row]) -> Resolved:
    """Resolve the mentions of one document; rows are those of `tables.MENTIONS`, in text order."""
    entries = _entries(mentions)
    clusters = Clusters(len(entries), lambda i, j: _conflict(entries[i], entries[j]))
    links = _within(entries)
    links += _joined(_candidates(entries, mentions), entries, clusters)
    links += standing_in(entries, mentions, clusters)
    groups = [sorted(r for e in group for r in entries[e].rows) for group in clusters.groups()]
    return Resolved(sorted(groups), sorted(links, key=lambda x: (x.right, x.left)))


def _entries(mentions: Sequence[Row]) -> list[Entry]:
    """Distinct names, in order of appearance; a mere description is an entry of its own each time."""
    found: dict[tuple[object, ...], Entry] = {}
    for n, row in enumerate(mentions):
        taken = name_in(row)
        alone = n if not (taken.capital or row["actor"] or _repeats(row)) else -1
        kind = "armed_group" if row["kind"] == "group" and taken.key in BODY else row["kind"]
        key = (taken.key, taken.owner, kind, row["country"], row["actor"], alone)
        entry = found.get(key)
        if entry is None:
            letters = acronym(taken.text.replace(" ", "."))
            entry = found[key] = Entry(taken, kind, row["country"], row["actor"], letters=letters, shown=row["text"])
        entry.rows.append(n)
    return list(found.values())


def _repeats(row: Row) -> bool:
    """Whether the same description twice means the same: "police", not "gunman"."""
    return row["kind"] in ("state_body", "state") and determiner(row["before"]) not in words("indefinite")


def _conflict(left: Entry, right: Entry) -> str | None:
    """Why two entries cannot be one actor."""
    if left.actor is not None and left.actor == right.actor:
        return None
    if right.kind not in _CLASSES[left.kind]:
        return f"one is a {left.kind}, the other a {right.kind}"
    if left.actor and right.actor:
        return "they are two entries of the gazetteer"
    if left.country and right.country and left.country != right.country:
        return "they belong to two countries"
    if left.name.owner and right.name.owner and left.name.owner != right.name.owner:
        return "they belong to two owners"
    return None


def _within(entries: Sequence[Entry]) -> list[Link]:
    return [
        Link(entry.rows[0], row, 0.99, f"both are written “{entry.name.text}”")
        for entry in entries
        for row in entry.rows[1:]
    ]


def _candidates(entries: Sequence[Entry], mentions: Sequence[Row]) -> list[Link]:
    """Pairs of entries that share a key and are likely one, best first."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        for key in _keys(entry):
            blocks[key].append(n)
    pairs = dict.fromkeys((i, j) for block in blocks.values() for b, j in enumerate(block[:BLOCK]) for i in block[:b])
    found = []
    for i, j in pairs:
        score, why = _likeness(entries[i], entries[j], mentions)
        if score:
            found.append(Link(i, j, score, why))
    return sorted(found, key=lambda x: (-x.score, x.right, x.left))


def _keys(entry: Entry) -> Iterator[str]:
    if entry.actor:
        yield f"actor {entry.actor}"
    if not entry.name.capital:
        return
    for word in dict.fromkeys(entry.name.words):
        if word not in words("designators"):
            yield f"word {word}"
            yield f"bones {skeleton(word)}"
    yield f"all {entry.name.key}"
    for key in keys(entry.name.text) if entry.kind not in PLACES and entry.kind != "person" else ():
        yield f"key {key}"
    if entry.letters:
        yield f"letters {entry.letters}"
    for letters in initials(entry.name.words) if len(entry.name.words) > 1 else ():
        yield f"letters {letters}"


def _likeness(left: Entry, right: Entry, mentions: Sequence[Row]) -> tuple[float, str]:
    """How likely two entries are one actor, and why; 0 where nothing speaks for it."""
    a, b = left.name, right.name
    shown = f"“{a.text}” and “{b.text}”"
    if left.actor and left.actor == right.actor:
        return 1.0, f"{shown} are one entry of the gazetteer"
    if a.key == b.key:
        return 0.95, f"{shown} are the same words"
    for short, full in ((left, right), (right, left)):
        if short.letters and len(full.name.words) > 1 and short.letters in initials(full.name.words):
            beside = _beside(short, full, mentions)
            how = "stands in brackets beside" if beside else "are the initials of"
            return (0.97 if beside else 0.85), f"“{short.name.text}” {how} “{full.name.text}”"
    if left.kind == right.kind == "person":
        return _same_person(a, b, shown)
    if left.kind not in PLACES and (part_of(a.words, b.words) or part_of(b.words, a.words)):
        return 0.8, f"{shown} differ only in words for a kind of organization"
    if left.kind in PLACES or right.kind in PLACES:
        alike = spelled_alike(core(a.words), core(b.words))
        return (round(0.85 * alike, 4), f"{shown} are spellings of one name") if alike else (0.0, "")
    return _matched(a, b, "Organization", BODIES)


def _matched(a: Name, b: Name, schema: str, least: float) -> tuple[float, str]:
    """What the matcher of names says; without the gazetteers, which have spoken through the mentions' entries."""
    match = compare(a.text, b.text, schema=schema, known=False)
    return (round(0.85 * match.score, 4), match.why.rstrip(".")) if match.score >= least else (0.0, "")


def _same_person(a: Name, b: Name, shown: str) -> tuple[float, str]:
    short, full = sorted((a.words, b.words), key=len)
    if set(short) <= set(full) and any(len(w) > 2 for w in short):
        return 0.9, f"{shown}: the shorter is part of the fuller name"
    if alike := spelled_alike(short, full):
        return round(0.8 * alike, 4), f"{shown} are spellings of one name"
    if len(short) < 2 or PSEUDONYM.search(a.text) or PSEUDONYM.search(b.text):
        return 0.0, ""  # two pseudonyms are two persons, however alike their digits
    return _matched(a, b, "Person", PERSONS)


def _beside(short: Entry, full: Entry, mentions: Sequence[Row]) -> bool:
    """Whether one stands in brackets right after the other: "Front of Hope (FOH)"."""
    ends = {mentions[r]["end"] for r in full.rows} | {mentions[r]["end"] for r in short.rows}
    return any(
        mentions[r]["before"].endswith("(") and any(0 < mentions[r]["start"] - e <= 3 for e in ends)
        for r in (*short.rows, *full.rows)
    )


def _joined(candidates: Sequence[Link], entries: Sequence[Entry], clusters: Clusters) -> list[Link]:
    """Join what is likely one; where a name could be either of two that cannot both be it, join neither."""
    best: dict[int, list[Link]] = defaultdict(list)
    for link in candidates:
        for side in (link.left, link.right):
            best[side].append(link)
    made = []
    for link in candidates:
        sure = link.score == 1.0
        rival = None if sure else _rival(link, best, entries, clusters)
        left, right = sorted((entries[link.left].rows[0], entries[link.right].rows[0]))
        if rival is not None:
            made.append(Link(left, right, link.score / 2, f"{link.why}; {rival}", "unsure"))
        elif (why := clusters.join(link.left, link.right)) is None:
            made.append(Link(left, right, link.score, link.why))
        elif link.score >= LIKELY:
            made.append(Link(left, right, round(1 - link.score, 4), f"{link.why}, but {why}", "negative"))
    return made


def _rival(link: Link, best: dict[int, list[Link]], entries: Sequence[Entry], clusters: Clusters) -> str | None:
    """Who else the less full name could equally be, if that one and the fuller cannot both be it."""
    if clusters.root(link.left) == clusters.root(link.right):
        return None
    sides = sorted(((link.left, link.right), (link.right, link.left)), key=lambda s: entries[s[0]].fullness)
    alike = entries[link.left].fullness == entries[link.right].fullness
    for side, other in sides if alike else sides[:1]:
        for rival in best[side]:
            third = rival.right if rival.left == side else rival.left
            if third in (side, other) or rival.score < link.score:
                continue
            apart = clusters.blocked(third, other)
            apart = apart or _two_persons(entries[third], entries[other])
            if apart is not None and clusters.root(third) != clusters.root(other):
                return f"but it could as well be “{entries[third].shown}”"
    return None


def _two_persons(left: Entry, right: Entry) -> str | None:
    """Two full names of persons, neither part of the other, are two persons."""
    if left.kind != "person" or right.kind != "person":
        return None
    a, b = set(left.name.words), set(right.name.words)
    return None if a <= b or b <= a else "they are two persons"
