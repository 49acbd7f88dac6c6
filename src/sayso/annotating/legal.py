"""The legal status that the text gives a claim's actors for its act: no rung higher than its words, ever.

A rung is a word (charged), who it is about (the object or passive subject) and what act it is for. It counts for a
claim where that act is the claim's own and who it is about is among the claim's actors, or where the arrest, the
charge or the verdict is itself the claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from sayso.annotating.draft import Draft
from sayso.annotating.tree import conjuncts, path_up, subject
from sayso.lexicon.language import load
from sayso.records.actor import Mention
from sayso.records.claim import LegalStatus

_FIELD = "lang/en/legal"
_OWN: Mapping[tuple[str | None, str | None], LegalStatus] = {
    ("COERCE", "arrest"): "arrested",
    ("SANCTION", "convict"): "convicted",
}


@dataclass(frozen=True, slots=True)
class Rung:
    """A status that the text gives: to whom (tokens), by which word."""

    status: LegalStatus
    word: Token
    about: tuple[Token, ...]


@cache
def _ladder(part: str) -> Mapping[str, LegalStatus]:
    return {word: rung for rung, words in load(_FIELD)[part].items() for word in words}


@cache
def _order() -> Mapping[LegalStatus, int]:
    return {rung: n for n, rung in enumerate(load(_FIELD)["order"])}


@cache
def _bridges() -> frozenset[str]:
    return frozenset(load(_FIELD)["bridges"])


def higher(a: LegalStatus | None, b: LegalStatus | None) -> LegalStatus | None:
    """The higher of two rungs.

    >>> higher("arrested", "suspected"), higher(None, "alleged")
    ('arrested', 'alleged')
    """
    if a is None or b is None:
        return a if b is None else b
    return a if _order()[a] >= _order()[b] else b


def rung_of(word: Token) -> LegalStatus | None:
    """The rung that a word in its construction names; None under negation, a modal or a future."""
    lemma = word.lemma_.lower()
    if any(c.dep_ == "neg" or c.tag_ == "MD" or (c.dep_ == "det" and c.lower_ == "no") for c in word.children):
        return None
    if word.pos_ == "VERB":
        ends = ("oprd", "acomp", "xcomp", "ccomp", "amod", "advmod", "dobj")
        pairs = (f"{lemma}+{c.lower_}" for c in word.children if c.dep_ in ends)
        paired = next((_ladder("verbs")[p] for p in pairs if p in _ladder("verbs")), None)
        if paired is not None:
            return paired
        return _ladder("verbs").get(lemma) if _transitive(word) else None
    if word.pos_ == "NOUN":
        return _ladder("nouns").get(lemma)
    return _ladder("adjectives").get(word.lower_) if word.pos_ in ("ADJ", "ADV") else None


def _transitive(verb: Token) -> bool:
    """Whether a verb has somebody it is done to, as "arrested" and "seek" must to be a rung."""
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl"):
        return True
    return any(c.dep_ in ("dobj", "nsubjpass", "auxpass") for c in verb.children)


def rungs(head: Token) -> Iterator[Rung]:
    """The rungs under which an act stands: "charged with bombing", "arrested on suspicion of arson"."""
    below = head
    for above in path_up(head):
        if below.dep_ == "relcl":
            return
        rung = rung_of(above)
        if rung is not None and below.dep_ in ("prep", "xcomp", "ccomp", "pcomp", "acl", "oprd", "dobj", "advcl"):
            yield Rung(rung, above, about(above))
        elif rung is None and above.pos_ in ("VERB", "NOUN") and above.lemma_.lower() not in _bridges():
            return
        below = above


def about(word: Token) -> tuple[Token, ...]:
    """Whom a rung is about: the object or passive subject of a verb, the "of" phrase or possessor of a noun."""
    kinds = ("dobj", "nsubjpass", "poss", "dative")
    found = [c for c in word.children if c.dep_ in kinds]
    if not found and word.dep_ in ("acl", "amod", "relcl"):
        found = [word.head]
    if not found and word.pos_ in ("ADJ", "NOUN"):
        found = [s for s in [subject(word.head)] if s is not None and word.head.pos_ in ("AUX", "VERB")]
        found += [c for p in word.rights if p.dep_ == "prep" and p.lower_ == "of" for c in p.children]
    return tuple(t for f in found for t in conjuncts(f))


def status_of(doc: Doc, draft: Draft, mentions: Mapping[str, Mention], *, happened: bool) -> LegalStatus | None:
    """The highest rung for a draft's actors and act in its own sentence.

    An arrest or a verdict is a rung itself where it is said to have `happened`: neither denied, nor ahead, nor tried.
    """
    if draft.kind != "event":
        return None
    head = doc[draft.head]
    status = _own(head, draft) if happened and not _things(draft, mentions) else None
    actors = [mentions[a] for a in draft.actors if a in mentions]
    for rung in rungs(head):
        if actors and (not rung.about or _meets(rung.about, actors)):
            status = higher(status, rung.status)
    for actor in actors:
        status = higher(status, _described(doc, actor))
    return status


def _things(draft: Draft, mentions: Mapping[str, Mention]) -> bool:
    """Whether all that is seized are places or things, to which no law speaks: "the town was recaptured"."""
    kinds = {mentions[r].kind for r in draft.recipients if r in mentions}
    return bool(kinds) and kinds <= {"place", "facility", "state"}


def _own(head: Token, draft: Draft) -> LegalStatus | None:
    """The rung that the act itself is: an arrest, a charge, a verdict."""
    own = _OWN.get((draft.type, draft.mode))
    said = rung_of(head)
    if own is not None:
        return own if said != "acquitted" else said
    return (
        said if draft.type in ("ACCUSE", "COERCE", "SANCTION", "RETREAT") and said in ("charged", "acquitted") else None
    )


def _described(doc: Doc, actor: Mention) -> LegalStatus | None:
    """A rung in the words that name the actor: "the suspected gunman", "the convicted bomber"."""
    found = doc.char_span(actor.start, actor.end, alignment_mode="expand")
    if found is None:
        return None
    status: LegalStatus | None = None
    for token in found:
        if token.dep_ == "amod" and token.head.i == found.root.i:
            status = higher(status, _ladder("adjectives").get(token.lower_))
    if found.root.lemma_.lower() == "suspect":
        status = higher(status, "suspected")
    return status


def _meets(about_: Sequence[Token], actors: Sequence[Mention]) -> bool:
    for token in about_:
        if token.pos_ == "PRON":
            return True
        at = token.idx
        if any(a.start <= at < a.end or a.text.lower().endswith(token.lower_) for a in actors):
            return True
    return False
