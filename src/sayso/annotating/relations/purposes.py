"""Motives, aims and campaigns that somebody ascribes: `sayso_purposes` adds purpose drafts to `Doc._.sayso_drafts`.

A purpose explains something that was read before: without an act there is nothing to explain, and an infinitive that
completes its verb ("agreed to withdraw") is that act's content, not its aim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from sayso.annotating import marks
from sayso.annotating.draft import Draft, Feature
from sayso.annotating.grammar.tree import conjuncts, span_of
from sayso.annotating.reasons import purpose_reason
from sayso.annotating.relations import purpose_cues
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.component import asks
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.purpose_cues import Cue, tables
from sayso.annotating.relations.who import Who
from sayso.records.document import Span

marks.register()
_Reader = Callable[[Token], Iterator[Cue]]
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"})
_POWERS = frozenset({"state", "state_body", "armed_group"})
_UP = frozenset({"dobj", "nsubjpass", "nsubj", "pobj", "prep", "attr", "xcomp", "conj", "compound", "oprd", "agent"})


@Language.factory(
    "sayso_purposes",
    requires=["doc._.sayso_mentions", "doc._.sayso_drafts", "token.dep"],
    assigns=["doc._.sayso_drafts"],
)
class PurposeReader:
    """Adds purpose drafts to `doc._.sayso_drafts`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read the purposes of each sentence."""
        doc._.sayso_drafts = (*doc._.sayso_drafts, *purposes_of(doc))
        return doc


def purposes_of(doc: Doc) -> list[Draft]:
    """The purpose drafts of a Doc whose events and relations are read, in text order."""
    who, drafts = Who(doc), doc._.sayso_drafts
    anchors = _anchors(doc, drafts)
    found: dict[Span, Draft] = {}
    readers = _readers()
    for token in doc:
        for read in readers.get(token.lemma, ()) or readers.get(token.lower, ()):
            if asks(token):
                break
            for cue in read(token):
                draft = _draft(cue, who, drafts, anchors)
                if draft is not None and draft.aim is not None:
                    found.setdefault(draft.aim, draft)
    return sorted(found.values(), key=lambda d: d.trigger)


@cache
def _readers() -> Mapping[int, tuple[_Reader, ...]]:
    """Readers by the hash of the word they start from."""
    words, table = tables(), dict[str, list[_Reader]]()
    starts: list[tuple[_Reader, frozenset[str]]] = [
        (purpose_cues.infinitives, frozenset({"to"})),
        (purpose_cues.becauses, words["because"]),
        (purpose_cues.predicates, words["aims"]),
        (purpose_cues.this, words["this"]),
        (purpose_cues.parts, frozenset({"part"})),
    ]
    starts += [(purpose_cues.nouns, words[name]) for name in words if name.startswith("nouns ")]
    starts += [(purpose_cues.participles, words[name]) for name in words if name.startswith("participles ")]
    for read, names in starts:
        for name in names:
            if read not in table.setdefault(name, []):
                table[name].append(read)
    return {get_string_id(name): tuple(reads) for name, reads in table.items()}


def _anchors(doc: Doc, drafts: Sequence[Draft]) -> dict[int, list[int]]:
    """Token -> drafts that hang on it, or on its object: "carried out an *attack*" is one act."""
    table: dict[int, list[int]] = {}
    for n, draft in enumerate(drafts):
        token = doc[draft.head]
        table.setdefault(token.i, []).append(n)
        for _ in range(3):
            if token.dep_ not in _UP or token.head.i == token.i or token.pos_ in ("VERB", "AUX"):
                break
            token = token.head
            table.setdefault(token.i, []).append(n)
    return table


def _draft(cue: Cue, who: Who, drafts: Sequence[Draft], anchors: Mapping[int, Sequence[int]]) -> Draft | None:
    of = _explained(cue, drafts, anchors)
    if cue.how == "infinitive" and not any(_weighty(drafts[n]) for n in of):
        return None
    actors = _actors(cue, who, [drafts[n] for n in of])
    if not of and not _of_an_act(cue, who, actors):
        return None
    doc = cue.explained.doc
    head = drafts[of[0]].head if of else cue.explained.i
    spans = [span_of(doc, cue.start, cue.end), cue.aim, *(drafts[n].span for n in of)]
    if not of:
        spans.append(span_of(doc, cue.explained.left_edge.i, cue.explained.i + 1))
    sent = cue.explained.sent
    first, last = min(sent.start_char, cue.aim.start), max(sent.end_char, cue.aim.end)
    return Draft(
        kind="purpose",
        type=None,
        head=head,
        trigger=spans[0],
        span=Span(max(first, min(s.start for s in spans)), min(last, max(s.end for s in spans))),
        actors=actors,
        of=tuple(of),
        aim=cue.aim,
        features=_features(cue, of, actors),
    )


def _explained(cue: Cue, drafts: Sequence[Draft], anchors: Mapping[int, Sequence[int]]) -> list[int]:
    """The drafts that the cue explains: those of its act, not those inside the aim or told as its content."""
    inside = {t.i for t in cue.aim_head.subtree} if cue.how != "this" else set()
    found = [n for n in anchors.get(cue.explained.i, ()) if drafts[n].head not in inside]
    if cue.start < cue.explained.i:
        also = [t for t in conjuncts(cue.explained) if t.i != cue.explained.i and t.pos_ == "VERB"]
        found += [n for t in also for n in anchors.get(t.i, ()) if drafts[n].head not in inside]
    if cue.explained.dep_ == "conj" and cue.explained.head.pos_ == "VERB":
        found += [n for n in anchors.get(cue.explained.head.i, ()) if drafts[n].kind == "relation"]
    content = {drafts[n].within for n in anchors.get(cue.aim_head.i, ())}
    return [n for n in dict.fromkeys(found) if n not in content or cue.how != "infinitive"]


def _weighty(draft: Draft) -> bool:
    """Whether a bare infinitive after it is worth a claim: violence, coercion, support; not "flew there to meet"."""
    return draft.kind == "relation" or draft.type in _HOSTILE


def _actors(cue: Cue, who: Who, explained: Sequence[Draft]) -> tuple[str, ...]:
    """Whose purpose it is: those who do what it explains, else the owner or subject of the words explained."""
    for draft in explained:
        if ids := draft.actors or draft.subjects:
            return ids
    parties: list[Party] = []
    if cue.explained.pos_ in ("VERB", "AUX"):
        parties = who.parties(bearer(cue.explained))
    elif cue.explained.pos_ in ("NOUN", "PROPN"):
        parties = who.modifier(cue.explained)
    return tuple(dict.fromkeys(p.mention.id for p in parties))


def _of_an_act(cue: Cue, who: Who, actors: Sequence[str]) -> bool:
    """Whether an aim may stand without a draft that it explains: of an act that is named, or of a power's own."""
    if cue.how not in ("participle", "predicate", "campaign"):
        return False
    lemma = cue.explained.lemma_.lower()
    if lemma in tables()["acts"] or (lemma in tables()["measures"] and who.conflict(cue.explained)):
        return True
    powers = {m.id for m in who.mentions if m.kind in _POWERS}
    return cue.how == "predicate" and lemma in tables()["aims"] and bool(actors) and powers.issuperset(actors)


def _features(cue: Cue, of: Sequence[int], actors: Sequence[str]) -> tuple[Feature, ...]:
    weight = 0.1 if cue.how == "infinitive" else 0.25
    features = [Feature(cue.how, weight, purpose_reason(cue.how))]
    if len(of) > 1:
        features.append(Feature("campaign", 0.05, "score: several acts have one aim"))
    if not of:
        features.append(Feature("act not read", -0.15, "score: the act it explains was not read as a claim"))
    if not actors:
        features.append(Feature("nobody's", -0.1, "actor: nobody is named whose aim it is"))
    return tuple(features)
