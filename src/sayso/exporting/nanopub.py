"""Nanopublications (TriG): each claim as one, that somebody says something, never that it is so.

Of the four graphs the assertion holds the saying (asserters, certainty, polarity, the report's words), the provenance
whom it was quoted from and attributed to, holder by holder, and the publication info what read it and whether a person
has reviewed it. Names are UUIDs made of the report's and the claim's, not trusty URIs: sign them when you publish.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.exporting.annotations import VOCABULARY
from sayso.exporting.catalogue import Pieces
from sayso.exporting.encoding import sane, uid
from sayso.exporting.items import Item, sentence
from sayso.exporting.prov import agent_name, agent_types
from sayso.records.claim import Claim

_PREFIXES = {
    "np": "http://www.nanopub.org/nschema#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sayso": VOCABULARY,
}
_ESCAPED = {
    "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t",
    **{chr(c): f"\\u{c:04X}" for c in (*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0), 0x2028, 0x2029)},
}  # fmt: skip
_UNSAFE = frozenset('<>"{}|^`\\')
Statement = tuple[str, str, str]


def write(items: Iterable[Item]) -> Pieces:
    """One file of nanopublications, a claim each."""
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in _PREFIXES.items())
    yield "nanopubs.trig", head.encode()
    for item in items:
        for claim in item.report.claims:
            yield "nanopubs.trig", _nanopub(item, claim).encode()


def literal(value: object) -> str:
    r"""A value as TriG writes it.

    >>> literal('a "b"\n'), literal(3), literal(True)
    ('"a \\"b\\"\\n"', '3', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return '"' + "".join(_ESCAPED.get(c, c) for c in sane(str(value))) + '"'


def _iri(name: str) -> str:
    """An address between angle brackets; what it cannot hold is percent-encoded."""
    kept = (c if c > " " and c not in _UNSAFE else "".join(f"%{b:02X}" for b in c.encode()) for c in sane(name))
    return f"<{''.join(kept)}>"


def _nanopub(item: Item, claim: Claim) -> str:
    base = f"urn:uuid:{uid('nanopub', item.document, claim.id)}"
    here, graphs = _iri(base), ("Head", "assertion", "provenance", "pubinfo")
    head, assertion, provenance, pubinfo = (_iri(f"{base}#{g}") for g in graphs)
    index = [
        (here, "a", "np:Nanopublication"), (here, "np:hasAssertion", assertion),
        (here, "np:hasProvenance", provenance), (here, "np:hasPublicationInfo", pubinfo),
    ]  # fmt: skip
    return "\n" + "".join(
        f"{name} {{\n{''.join(f'  {s} {p} {o} .{chr(10)}' for s, p, o in statements)}}}\n"
        for name, statements in (
            (head, index),
            (assertion, _assertion(item, claim)),
            (provenance, _provenance(item, claim, assertion)),
            (pubinfo, _pubinfo(item, claim, here)),
        )
    )


def _claim_iri(item: Item, claim: str) -> str:
    return _iri(f"urn:uuid:{uid('claim', item.document, claim)}")


def _assertion(item: Item, claim: Claim) -> Iterator[Statement]:
    me = _claim_iri(item, claim.id)
    yield me, "a", "sayso:Claim"
    values = {"rdfs:label": sentence(item.told(claim)), "sayso:accordingTo": item.according_to(claim),
              "sayso:kind": claim.kind, "sayso:type": claim.type, "sayso:certainty": claim.certainty,
              "sayso:polarity": claim.polarity, "sayso:quote": claim.span.of(item.text)}  # fmt: skip
    yield from ((me, name, literal(value)) for name, value in values.items() if value is not None)
    yield from ((me, "sayso:mode", literal(mode)) for mode in claim.modes)
    yield from ((me, "sayso:denies", _claim_iri(item, c)) for c in item.denies.get(claim.id, ()))


def _provenance(item: Item, claim: Claim, assertion: str) -> Iterator[Statement]:
    """From which report the assertion was quoted, and to whom it is attributed, outermost first."""
    doc = item.report.document
    report = _iri(f"urn:uuid:{uid('document', item.document)}")
    yield assertion, "prov:wasQuotedFrom", report
    yield report, "a", "prov:Entity"
    values = {"dcterms:title": doc.title, "dcterms:issued": item.published(), "dcterms:identifier": doc.id}
    yield from ((report, name, literal(value)) for name, value in values.items() if value)
    if (doc.uri or "").startswith(("http://", "https://")):
        yield report, "dcterms:source", _iri(doc.uri or "")
    for depth, holder in enumerate(claim.holders):
        agent = _iri(agent_name(item, holder))
        link = _iri(f"urn:uuid:{uid('attribution', item.document, claim.id, str(depth))}")
        yield assertion, "prov:wasAttributedTo", agent
        yield from ((agent, "a", kind) for kind in agent_types(item, holder))
        yield agent, "rdfs:label", literal(item.holder(holder))
        yield assertion, "prov:qualifiedAttribution", link
        yield link, "a", "prov:Attribution"
        yield link, "prov:agent", agent
        yield link, "sayso:depth", literal(depth)
        yield link, "sayso:certainty", literal(holder.certainty)
        yield link, "sayso:polarity", literal(holder.polarity)


def _pubinfo(item: Item, claim: Claim, here: str) -> Iterator[Statement]:
    coding = item.report.coding
    machine = _iri(f"urn:uuid:{uid('machine')}")
    yield here, "prov:wasAttributedTo", machine
    yield machine, "a", "prov:SoftwareAgent"
    yield machine, "rdfs:label", literal("sayso")
    yield here, "sayso:status", literal(item.status(claim))
    if coding is not None:
        yield here, "sayso:rules", literal(coding.rules)
        yield from ((here, "sayso:model", literal(f"{m.name} {m.version}")) for m in coding.models)
