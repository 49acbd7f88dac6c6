"""What a claim rests on: evidence that the text cites, or only invokes ("the methods used clearly show").

Evidence is found on the way from a draft up to the top of its sentence (the subject of "shows", the noun of "evidence
that") and among the sources of its attributions ("according to a leaked memo").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from sayso.annotating.draft import Draft
from sayso.annotating.factuality.stance import lemma_of
from sayso.annotating.grammar.attach import words_at
from sayso.annotating.grammar.tree import noun_phrase, path_up, span_of
from sayso.lexicon import cues
from sayso.lexicon.language import load
from sayso.records.claim import Attribution, Evidence, EvidenceKind
from sayso.records.document import Span

_FIELD = "lang/en/evidence"


@cache
def _kinds() -> Mapping[str, EvidenceKind]:
    return {noun: kind for kind, nouns in load(_FIELD)["kinds"].items() for noun in nouns}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load(_FIELD)[name])


def laying() -> frozenset[str]:
    """Verbs by which evidence is laid before us: "cite", "produce", "publish"."""
    return _words("laying")


def kind_of(noun: Token) -> EvidenceKind | None:
    """The kind of evidence that a noun names, or None; weak nouns ("report", "calls") want a word that says so.

    A modifier decides where the head is general: "video evidence" is an image, "phone intercepts" a signal.
    """
    lemma = noun.lemma_.lower()
    kind = _kinds().get(lemma)
    mods = {c.lemma_.lower() for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod")}
    if kind is None or kind == "unspecified" or lemma in _words("weak"):
        for word in sorted(mods):
            found = _kinds().get(word)
            if found is not None and found not in ("unspecified", "identity") and word not in _words("weak"):
                return found
            if lemma in ("evidence", "report", "finding") and word in ("forensic", "physical", "material"):
                return "physical"
    return kind


def is_exhibit(noun: Token) -> bool:
    """Whether a source is evidence that speaks for itself, so that it holds no claim: "the footage shows"."""
    kind = kind_of(noun)
    return kind is not None and kind in _words("exhibits") and noun.lemma_.lower() not in _words("weak")


def evidence_of(
    doc: Doc, draft: Draft, attributions: Iterable[Attribution], sources: Mapping[str, Token]
) -> tuple[Evidence, ...]:
    """The evidence for one draft, in text order.

    Args:
        doc: the Doc.
        draft: the draft.
        attributions: those whose content covers the draft.
        sources: the head word of each attribution's source, by id.
    """
    found: dict[Span, Evidence] = {}
    for item in (*_above(doc[draft.head], draft.trigger), *_said(attributions, sources)):
        found.setdefault(item.span, item)
    return tuple(found[span] for span in sorted(found))


def _above(head: Token, trigger: Span) -> Iterator[Evidence]:
    """Evidence on the way up: subjects of showing verbs, nouns with a content clause, "citing", "based on"."""
    below = head
    for token in (head, *path_up(head)):
        if token.i != head.i and below.dep_ in ("ccomp", "xcomp", "acl", "dobj", "relcl", "pcomp", "prep", "oprd"):
            if _shows(token) and not denied(token):
                for subject in _subjects_of(token):
                    if not _missing(subject):
                        yield from _items(subject)
            elif _states(counted(token), below) and not _absent(token):
                yield from _items(counted(token), content=below)
        if token.pos_ in ("VERB", "AUX"):
            yield from _resting(token)
        below = token


def _shows(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.lemma_.lower() in _words("showing")


def counted(noun: Token) -> Token:
    """What a noun of quantity counts: the evidence of "a lot of evidence", "a body of proof"."""
    if noun.lemma_.lower() in _words("quantities"):
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ == "of":
                return next((c for c in child.children if c.dep_ == "pobj"), noun)
    return noun


def _states(noun: Token, below: Token) -> bool:
    """Whether a noun of evidence has what it is evidence of below it: "evidence that", "footage of"."""
    if noun.pos_ != "NOUN" or kind_of(noun) is None or noun.lemma_.lower() in _words("weak"):
        return False
    if below.dep_ == "prep":
        return below.lower_ in ("of", "for") and noun.lemma_.lower() in _words("evidence_of")
    return below.dep_ in ("acl", "ccomp", "relcl") and noun.lemma_.lower() in _words("evidence_that")


def denied(verb: Token) -> bool:
    """Whether a verb is negated."""
    return any(c.dep_ == "neg" for c in verb.children)


def _absent(noun: Token) -> bool:
    """Whether the evidence is said to be missing or asked for: "no evidence that", "demanded proof of"."""
    if _missing(noun):
        return True
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if above.lemma_.lower() in _words("wanting"):
        return True
    return noun.dep_ in ("attr", "dobj", "nsubj") and denied(noun.head)


def _missing(noun: Token) -> bool:
    """Whether a noun phrase says itself that there is none: "no evidence", "scant proof"."""
    return any(c.lower_ in _words("too_little") for c in noun.lefts)


def _subjects_of(verb: Token) -> list[Token]:
    """The subjects, each of a long list of them that the parse has cut up."""
    found = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]
    return [verb.head] if not found and verb.dep_ == "acl" else found


def _resting(verb: Token) -> Iterator[Evidence]:
    """Evidence in a phrase that hangs on the verb of a clause: "citing documents", "based on intercepts"."""
    for child in verb.children:
        if child.dep_ in ("advcl", "prep") and child.lemma_.lower() in load(_FIELD)["resting"]["verbs"]:
            for inner in child.subtree:
                if inner.dep_ in ("dobj", "pobj") and inner.i > child.i and inner.i - child.i < 8:
                    yield from _items(inner, specific=True)
        elif child.dep_ == "prep" and child.lower_ in load(_FIELD)["resting"]["prepositions"]:
            yield from _seen_in(verb, child)


def _seen_in(verb: Token, preposition: Token) -> Iterator[Evidence]:
    """A picture or recording in which an act is seen; what somebody says in one is only said: "in a video message"."""
    if cues.lookup(lemma_of(verb), "verb") is not None and lemma_of(verb) not in _words("showing"):
        return
    for inner in preposition.children:
        for noun in _listed(inner) if inner.dep_ == "pobj" else ():
            kind = kind_of(noun)
            if kind in ("image", "signal") and not _missing(noun) and lemma_of(noun) not in _words("weak"):
                yield Evidence(kind, "cited", _span(noun, None))


def _said(attributions: Iterable[Attribution], sources: Mapping[str, Token]) -> Iterator[Evidence]:
    for attribution in attributions:
        source = sources.get(attribution.id)
        if source is not None:
            yield from _items(source, source=True)
            for span in attribution.cue:
                if any(w in words_at(source.doc, span).lower() for w in _words("admitting")):
                    yield Evidence("admission", "cited", span)


def _items(
    noun: Token | None, *, content: Token | None = None, specific: bool = False, source: bool = False
) -> Iterator[Evidence]:
    """Each coordinated noun phrase that names evidence, with its kind and status."""
    if noun is None:
        return
    every = list(_listed(noun))
    known = [kind_of(token) for token in every]
    if not any(known):
        return
    for token, kind in zip(every, known, strict=True):
        if kind is None or (kind == "official_finding" and not _official(token)):
            if not (specific or source) and kind is None and any(k in _words("invoked") for k in known if k):
                yield Evidence("unspecified", "invoked", _span(token, content))
            continue
        if kind == "witness" and not source and not specific and token.lemma_ in _words("weak"):
            continue
        yield Evidence(kind, "cited" if _cited(token, kind) else "invoked", _span(token, content))


def cited_items(noun: Token) -> Iterator[Evidence]:
    """The evidence that a noun and its coordinates name, each cited, since somebody lays it before us."""
    for token in _listed(noun):
        kind = kind_of(token)
        plain = kind is not None and kind not in _words("invoked") and (lemma_of(token) not in _words("weak"))
        if kind is not None and (plain or _said_before(token)) and not _missing(token):
            yield Evidence(kind, "cited", _span(token, None))


def _said_before(noun: Token) -> bool:
    """Whether a word before a noun says what evidence it is: "*satellite* images", "*hospital* records"."""
    words = {c.lower_ for c in noun.lefts if c.dep_ == "compound"}
    kinds = {c.lower_ for c in noun.lefts if c.dep_ in ("compound", "amod")} & _kinds().keys()
    return bool(kinds) or (kind_of(noun) == "document" and bool(words))


def _listed(noun: Token) -> Iterator[Token]:
    """The nouns of a list; the parser reads the middle of a long one as an apposition."""
    ahead = [noun]
    while ahead:
        token = ahead.pop(0)
        yield token
        ahead += [c for c in token.rights if c.dep_ == "conj" or (c.dep_ == "appos" and kind_of(c) is not None)]


def _official(noun: Token) -> bool:
    """Whether a report or inquiry is an official body's: "a UN report", "the commission's findings"."""
    if noun.lemma_.lower() not in _words("weak"):
        return True
    if noun.lemma_.lower() in _words("institutions") and noun.dep_ in ("nsubj", "agent", "pobj"):
        verb = noun.head if noun.dep_ == "nsubj" else noun.head.head
        if verb.lemma_.lower() in _words("ruling"):
            return True
    around = {t.lower_ for t in noun.subtree if abs(t.i - noun.i) < 8 and t.i != noun.i}
    return bool(around & _words("official"))


def _cited(noun: Token, kind: EvidenceKind) -> bool:
    """Whether evidence can be looked up or is described, rather than only named."""
    if kind not in _words("invoked"):
        return True
    return any(
        c.dep_ in ("acl", "relcl") and c.lemma_.lower() in _words("described") for c in noun.rights
    ) and noun.lemma_.lower() in _words("material")


def _span(noun: Token, content: Token | None) -> Span:
    span = noun_phrase(noun)
    if content is not None and noun.i < content.left_edge.i < noun.right_edge.i and span.end > content.left_edge.idx:
        return span_of(noun.doc, noun.left_edge.i, noun.i + 1)
    return span


def source_heads(doc: Doc, attributions: Sequence[Attribution]) -> dict[str, Token]:
    """The head word of each attribution's source, by the attribution's id."""
    heads: dict[str, Token] = {}
    for attribution in attributions:
        for span in attribution.source[:1]:
            found = doc.char_span(span.start, span.end, alignment_mode="expand")
            if found is not None:
                heads[attribution.id] = found.root
    return heads
