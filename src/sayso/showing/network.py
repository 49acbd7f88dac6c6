"""The network of a case in words: each tie with those who assert and deny it, and the ways from a sponsor to an act.

Groups and brokers are pictures of what is told. They say who is written about together, never what anybody did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sayso.records.assessment import Telling
from sayso.records.network import CaseTie, Hop, Network, Way
from sayso.records.schema import encode
from sayso.showing.assess import Part
from sayso.showing.assess_sides import cut, told
from sayso.showing.wording import capital, count, day, flat, listed, quoted, table
from sayso.weighing.hypotheses import named

BROKERS = 5


def network_parts(found: Network, ways: Sequence[Way]) -> list[Part]:
    """The sections of a network."""
    names = {key: named(node.name) if node.kind != "act" else node.name for key, node in found.nodes.items()}
    ties = [t for t in found.ties if t.type != "did"]
    parts = [_ties(ties, names), *_ways(ways, names)]
    if found.groups:
        parts.append(Part("Told of together", tuple(_groups(found, names))))
    if brokers := _brokers(found, names):
        parts.append(brokers)
    return [*parts, _reading()]


def _ties(ties: Sequence[CaseTie], names: Mapping[str, str]) -> Part:
    rows = []
    for t in sorted(ties, key=lambda t: -t.weight):
        asserted = listed(whose(t.says), limit=3) if t.says else "nobody"
        denied = listed(whose(t.denies), limit=3) if t.denies else "no denial found"
        words = quoted(cut((t.says or t.denies)[0].quote, 110))
        tie = f"{names[t.subject]} — {label(t.type)} → {names[t.object]}"
        rows.append((capital(asserted), tie, denied, weight(t), words))
    head = ("according to", "tie", "denied by", "weight", "words")
    return Part("Ties, by their origins", head=head, rows=tuple(rows))


def weight(tie: CaseTie) -> str:
    """What a tie counts for.

    >>> weight(CaseTie("funding", "a", "b", (), (), 1.5, 2, 1))
    '1.5 (2 origins, 1 without a stake)'
    """
    return f"{tie.weight:g} ({count(tie.origins, 'origin')}, {tie.independent or 'none'} without a stake)"


def label(kind: str) -> str:
    """A type of tie in a word or two.

    >>> label("funding"), label("did")
    ('money', 'is said to have done')
    """
    return "is said to have done" if kind == "did" else str(table("relations")[kind]["label"])


def whose(said: Sequence[Telling]) -> list[str]:
    """The origins of some claims, each once."""
    return list({t.origin: told(t.name) for t in reversed(said)}.values())[::-1]


def _ways(ways: Sequence[Way], names: Mapping[str, str]) -> list[Part]:
    if not ways:
        line = "No way leads from a sponsor to an act: nobody asserts both a tie to a doer and what that doer did."
        return [Part("Ways from a sponsor to an act", (line,))]
    parts = []
    for n, way in enumerate(ways, 1):
        chain = " → ".join(names[k] for k in (way.hops[0].left, *(h.right for h in way.hops)))
        weakest = way.hops.index(way.weakest) + 1
        head = f"As strong as its weakest hop, the {ordinal(weakest)}: {way.strength:g}."
        lines = (head, *(f"{i}. {_hop(h, names)}" for i, h in enumerate(way.hops, 1)))
        parts.append(Part(f"Way {n}: {chain}", lines))
    return parts


def ordinal(number: int) -> str:
    """A small number in order.

    >>> ordinal(1), ordinal(2)
    ('first', 'second')
    """
    return ("first", "second", "third", "fourth", "fifth", "sixth")[number - 1]


def _hop(hop: Hop, names: Mapping[str, str]) -> str:
    """Each tie of a hop with its words; ties that stand on the same words together."""
    by: dict[tuple[str, ...], list[CaseTie]] = {}
    for tie in hop.ties:
        by.setdefault((tie.subject, *(f"{t.document}#{t.quote}" for t in (*tie.says, *tie.denies))), []).append(tie)
    said = [_asserted(same, names) for same in by.values()]
    return f"{' '.join(said)} Strength {hop.strength:g}."


def _asserted(same: Sequence[CaseTie], names: Mapping[str, str]) -> str:
    tie = same[0]
    kinds = listed(list(dict.fromkeys(label(t.type) for t in same)))
    words = f"{quoted(cut(tie.says[0].quote, 140))}, {place(tie.says[0])}"
    denied = f"denied by {listed(whose(tie.denies), limit=3)}" if tie.denies else "no denial found"
    who = listed(whose(tie.says), limit=3)
    return f"According to {who}: {names[tie.subject]} — {kinds} → {names[tie.object]}; {words}; {denied}."


def place(t: Telling) -> str:
    """The report that carries a claim."""
    return (f"in {flat(t.outlet)}" if t.outlet else "in a report without an outlet") + (
        f", {day(t.day)}" if t.day else ""
    )


def _groups(found: Network, names: Mapping[str, str]) -> list[str]:
    return [f"{capital(listed([names[k] for k in group], limit=8))}." for group in found.groups]


def _brokers(found: Network, names: Mapping[str, str]) -> Part | None:
    top = sorted((k for k, v in found.between.items() if v > 0), key=lambda k: -found.between[k])[:BROKERS]
    if not top:
        return None
    rows = tuple((capital(names[k]), f"{found.between[k] * 100:.0f} %") for k in top)
    return Part("Who is told of between others", head=("who", "of the shortest ways between two others"), rows=rows)


def _reading() -> Part:
    lines = (
        "A tie counts for its asserting origins, each once: 1 without a known stake, ½ for a party or a body's own "
        "statement, ¼ for an opinion piece or an unnamed source. A denial is shown and takes nothing away.",
        "Nobody is tied by being named together. Private persons are no nodes; persons in office are in no group and "
        "get no figure.",
        "Groups and the table of those between others are pictures of what is told, not of what anybody did.",
        "Made by machine and reviewed by nobody.",
    )
    return Part("How to read it", lines)


def network_json(found: Network, ways: Sequence[Way]) -> dict[str, Any]:
    """The network as JSON-ready data, every tie with its claims."""
    return {
        "nodes": [encode(node) for node in found.nodes.values()],
        "ties": [_tie_json(t) for t in found.ties],
        "ways": [
            {"strength": w.strength, "hops": [{"from": h.left, "to": h.right, "strength": h.strength} for h in w.hops]}
            for w in ways
        ],
        "groups": [list(group) for group in found.groups],
        "between": dict(found.between),
        "reviewed": False,
    }


def _tie_json(tie: CaseTie) -> dict[str, Any]:
    said = {
        name: [
            {
                "claim": f"{t.document}#{t.claim}",
                "origin": t.origin,
                "name": t.name,
                "stake": t.interest,
                "quote": t.quote,
            }
            for t in tellings
        ]
        for name, tellings in (("says", tie.says), ("denies", tie.denies))
    }
    figures = {"weight": tie.weight, "origins": tie.origins, "independent": tie.independent}
    return {"type": tie.type, "subject": tie.subject, "object": tie.object, **figures, **said}
