"""Nanopublications: four graphs each, every line a statement, nothing asserted but that somebody says so."""

from __future__ import annotations

import re

from sayso.exporting import Item, format_named

TERM = r'(?:<[^<>"{}|^`\\\x00-\x20]*>|[a-z]+:[A-Za-z]+)'
LITERAL = r'(?:"(?:[^"\\\n\r]|\\[\\"nrt]|\\u[0-9A-F]{4})*"|-?\d+|true|false)'
STATEMENT = re.compile(rf"  ({TERM}) (a|{TERM}) ({TERM}|{LITERAL}) \.$")
Graphs = dict[str, list[tuple[str, ...]]]


def graphs(items: list[Item]) -> Graphs:
    """A strict reader of the TriG that we write."""
    text = b"".join(d for _, d in format_named("nanopub").pieces(items)).decode()
    found: Graphs = {}
    name = ""
    for line in text.split("\n"):
        if line.endswith(" {"):
            name = line.removesuffix(" {")
            assert re.fullmatch(TERM, name) and name not in found
            found[name] = []
        elif line.startswith("  "):
            statement = STATEMENT.match(line)
            assert statement, line
            found[name].append(statement.groups())
        else:
            assert line in ("", "}") or re.fullmatch(r"@prefix [a-z]+: <[^>]+> \.", line), line
    return found


def test_each_claim_is_one_of_four_graphs(items: list[Item]) -> None:
    found = graphs(items)
    heads = [name for name in found if name.endswith("#Head>")]
    claims = [c for item in items for c in item.report.claims]
    assert len(heads) == len(claims) > 5 and len(found) == 4 * len(heads)
    for head in heads:
        me = head.replace("#Head", "")
        parts = {p: o for s, p, o in found[head] if s == me}
        assert parts["a"] == "np:Nanopublication"
        assertion, provenance = parts["np:hasAssertion"], parts["np:hasProvenance"]
        assert any(s == assertion for s, _, _ in found[provenance])
        assert any(s == me for s, _, _ in found[parts["np:hasPublicationInfo"]])
        assert {p for _, p, _ in found[assertion]} >= {
            "sayso:accordingTo",
            "sayso:certainty",
            "sayso:polarity",
            "sayso:quote",
        }
        assert sum(p == "prov:qualifiedAttribution" for _, p, _ in found[provenance]) >= 1


def test_the_chain_of_holders_and_the_review_stand_apart(item: Item) -> None:
    found = graphs([item])
    words = {o: s for g in found.values() for s, p, o in g if p == "rdfs:label"}
    assert '"person-0a1b2c3d, a fisherman"' in words
    depths = [o for g in found.values() for _, p, o in g if p == "sayso:depth"]
    assert depths.count("0") == len(item.report.claims) and "1" in depths
    assert {o for g in found.values() for _, p, o in g if p == "sayso:status"} == {'"unreviewed"'}
