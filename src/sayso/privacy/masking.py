"""Masked reports: pseudonyms for private persons in every field, every offset mapped, and the way back.

A pseudonym is `person-` and eight hexadecimal digits. In a case it is an HMAC of the person's name under the key of
the case, so that one name is one pseudonym in all its reports and nobody without the key can test a guess. Without a
case nothing at all is made from a name: the digits come from the masked text and the order of first appearance. The
ids are named anew for the same reason: a hash of the original text would let anybody test guessed names against it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.privacy.edits import Edit, Edits
from sayso.privacy.handles import handles
from sayso.privacy.matching import Hit, Names
from sayso.privacy.others import byline_uses, closed_to, handle_uses, shared_pieces, title_uses
from sayso.privacy.persons import PIECE, fold, name_of, persons_of, uses_in
from sayso.privacy.walk import Leaf, Walk, differences, restore
from sayso.records.document import Document, content_id, document_id
from sayso.records.report import Report

PREFIX = "person-"
DIGITS = 8
PSEUDONYM = re.compile(rf"\b{PREFIX}[0-9a-f]{{{DIGITS}}}\b")
_ADDRESSES = frozenset({"uri", "parent", "record", "where", "actor"})
_TOLD = frozenset({"why"})  # sentences of ours, which can hold a word of the report in lower case


@dataclass(frozen=True, slots=True)
class Known:
    """A private person as the originals know them: for `private/` only."""

    pseudonym: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Originals:
    """What masking took away: the text, where it was changed, other fields that changed, and who was meant.

    Attributes:
        document: id of the masked report.
        text: the original text.
        edits: the replacements in the text: the map of offsets.
        leaves: other fields that cannot be had back from the text and the edits, with what stood there.
        persons: each pseudonym with the names it stands for, as they were written.
    """

    document: str
    text: str
    edits: tuple[Edit, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    persons: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Masked:
    """A report without the names of private persons and, apart from it, what was taken away."""

    report: Report
    originals: Originals


def mask(report: Report, *, key: bytes | None = None, beside: Iterable[str] = ()) -> Masked:
    """Replace every private person of a report by a pseudonym, in the text and in every other field.

    Args:
        report: a report as annotated, its offsets into the original text.
        key: the key of the case; None without a case.
        beside: names of private persons that the title or the address holds and the text does not.
    """
    doc = report.document
    named = [*byline_uses(report), *title_uses(report, beside), *handle_uses(report)]
    persons = persons_of([*named, *uses_in(doc.text, report.mentions)])
    names = Names(persons, shared_pieces(report, persons))
    if not persons:
        masked, edits = report, Edits(())
    else:
        hits = _hits(report, names)
        if key is None:
            blanks = [f"{PREFIX}{n:0{DIGITS}x}" for n in range(len(persons))]
            seed = _renamed(_apply(Report(doc), names, hits, blanks)[0].document).id
            stand_ins = [_pseudonym(f"{seed} {n}", None) for n in range(len(persons))]
        else:
            stand_ins = [_pseudonym(p.canonical, key) for p in persons]
        masked, edits = _apply(report, names, hits, stand_ins)
    masked = dataclasses.replace(masked, document=_named(masked.document, doc, key))
    known = _known(edits)
    leaves = tuple(differences(_back(masked, edits, doc.text), report))
    return Masked(masked, Originals(masked.document.id, doc.text, edits.items, leaves, known))


def unmask(masked: Masked) -> Report:
    """The report as it was before `mask`, exactly."""
    kept = masked.originals
    report = _back(masked.report, Edits(kept.edits), kept.text)
    for leaf in kept.leaves:
        report = restore(report, leaf)
    return report


def keyed(name: str, key: bytes) -> str:
    """The name of a document or a text within a case: nobody without the key can test a guessed text against it.

    >>> keyed("sha256:0", b"k" * 32).startswith("hmac-sha256:")
    True
    """
    return "hmac-sha256:" + hmac.new(key, name.encode(), hashlib.sha256).hexdigest()


def _pseudonym(what: str, key: bytes | None) -> str:
    data = what.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(data) if key is None else hmac.new(key, data, hashlib.sha256)
    return PREFIX + digest.hexdigest()[:DIGITS]


def _hits(report: Report, names: Names) -> list[Hit]:
    """Where the text names the persons: their own mentions first, then every other form outside other names."""
    text = report.document.text
    index = {mention: n for n, person in enumerate(names.persons) for mention in person.mentions}
    known = {
        piece.start: index[mention.id]
        for mention in report.mentions
        if mention.id in index
        for piece in name_of(text, mention.start, mention.end)
    }
    for parts in handles(text):
        name = tuple(p.folded for p in parts)
        owner = next((n for n, person in enumerate(names.persons) if name in person.names), None)
        known |= {p.start: owner for p in parts} if owner is not None else {}
    return names.find(text, known=known, closed=closed_to(report))


def _apply(report: Report, names: Names, hits: Sequence[Hit], stand_ins: Sequence[str]) -> tuple[Report, Edits]:
    """The report with these pseudonyms, under its old ids, and the edits of its text."""
    old = report.document.text
    edits = Edits.of(old, [(start, end, stand_ins[n]) for start, end, n in hits])
    new = edits.apply(old)
    people = list(enumerate(names.persons))
    actors = {a: stand_ins[n] for n, person in people for a in person.actors}
    mine = {m: stand_ins[n] for n, person in people for m in person.mentions}
    common = frozenset(fold(word) for word in PIECE.findall(new) if word.islower())

    def string(path: str, value: str) -> str:
        field = path.rpartition(".")[2]
        if field == "actor" and value in actors:
            return actors[value]
        if path == "document.text":
            return new
        found = names.find(value, address=field in _ADDRESSES, common=common if field in _TOLD else None)
        return Edits.of(value, [(h.start, h.end, stand_ins[h.person]) for h in found]).apply(value)

    masked: Report = Walk(old, new, edits.forward, string)(report)
    mentions = tuple(dataclasses.replace(m, actor=mine[m.id]) if m.id in mine else m for m in masked.mentions)
    return dataclasses.replace(masked, mentions=mentions), edits


def _back(masked: Report, edits: Edits, text: str) -> Report:
    """The masked report with every offset and quote in the original text again; other strings as they are."""
    walk = Walk(masked.document.text, text, edits.back, lambda path, value: value)
    report: Report = walk(masked)
    return dataclasses.replace(report, document=dataclasses.replace(report.document, text=text))


def _named(masked: Document, original: Document, key: bytes | None) -> Document:
    if key is not None:
        name, content = (keyed(n, key) if n else n for n in (original.id, original.content))
        return dataclasses.replace(masked, id=name, content=content)
    return masked if masked == original else _renamed(masked)


def _renamed(doc: Document) -> Document:
    """The document under ids made from what it holds now."""
    content = content_id(doc.text)
    name = document_id(content=content, outlet=doc.outlet, uri=doc.uri, published=doc.published.start, title=doc.title)
    return dataclasses.replace(doc, id=name, content=content)


def _known(edits: Edits) -> tuple[Known, ...]:
    names: dict[str, dict[str, None]] = {}
    for edit in edits.items:
        names.setdefault(edit.new, {})[edit.old] = None
    return tuple(Known(pseudonym, tuple(written)) for pseudonym, written in names.items())
