"""From groups of names to the actors of a case as records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import cast

from sayso.lexicon.matching.script import latin
from sayso.lexicon.names import slug
from sayso.linking.actor_nodes import Node, Use, disguised
from sayso.records.actor import MentionKind
from sayso.records.case_actor import CaseActor, NameUse
from sayso.records.judgement import Judgement


def records(groups: Sequence[Sequence[str]], nodes: Mapping[str, Node], edges: Sequence[Judgement]) -> list[CaseActor]:
    """The actors behind groups of parts, with the weakest join of each."""
    home = {part: n for n, parts in enumerate(groups) for part in parts}
    weakest: dict[int, Judgement] = {}
    for edge in edges:
        n = home.get(edge.left)
        if edge.verdict != "positive" or n is None or home.get(edge.right or "") != n:
            continue
        if n not in weakest or (edge.score, edge.left) < (weakest[n].score, weakest[n].left):
            weakest[n] = edge
    return [_actor([nodes[p] for p in parts], weakest.get(n)) for n, parts in enumerate(groups)]


def _actor(nodes: Sequence[Node], weakest: Judgement | None) -> CaseActor:
    members = sorted(nodes, key=lambda n: (not n.code, -len(n.seen), -len(n.title), n.part))
    lead = members[0]
    names: dict[str, Use] = {}
    kinds: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    seen: dict[tuple[str, str], None] = {}
    for node in members:
        kinds += node.kinds
        countries += node.countries
        seen |= dict.fromkeys(node.seen)
        for text, use in node.names.items():
            _add(names.setdefault(text, Use()), use)
    used = sorted(names, key=lambda n: (-names[n].reports, -names[n].mentions, n))
    return CaseActor(
        id=lead.part,
        name=lead.title if lead.code else max(members, key=lambda n: (len(n.seen), len(n.title), n.part)).title,
        kind=cast(MentionKind, "state" if kinds["state"] else max(sorted(kinds), key=lambda k: kinds[k])),
        country=max(sorted(countries), key=lambda c: countries[c], default=None),
        parts=tuple(n.part for n in members),
        names=tuple(_name(text, names[text], lead.sort) for text in used),
        seen=tuple(seen),
        reports=len({document for document, _ in seen}),
        texts=len(set().union(*(n.texts for n in members))),
        mentions=sum(n.mentions for n in members),
        score=weakest.score if weakest else 1.0,
        why=_why(weakest) if weakest else _of_one(lead),
    )


def _add(into: Use, more: Use) -> None:
    into.reports += more.reports
    into.mentions += more.mentions
    into.first = min(filter(None, (into.first, more.first)), default="")
    into.last = max(into.last, more.last)


def _name(text: str, use: Use, sort: str) -> NameUse:
    return NameUse(text, use.reports, use.mentions, use.first or None, use.last or None, disguised(text, sort))


def _of_one(node: Node) -> str:
    """Why several names were one before anything was compared."""
    if len(node.names) < 2:
        return ""
    if node.code:
        return "names of one entry of the gazetteer"
    same = len({slug(latin(text).text) for text in node.names}) == 1
    return "one name but for alphabet, case and accents" if same else "a report uses these names for one"


def _why(edge: Judgement) -> str:
    return edge.why if edge.made_by.startswith("linking") else f"{edge.made_by} says so: {edge.why}"
