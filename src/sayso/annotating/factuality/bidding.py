"""Words that bid, ask or propose that something be done, and so do not say that it is."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.annotating.factuality.stance import lemma_of

# What one feels or thinks oneself, written without the "I": "*hope* you are safe", "highly *recommend*".
_FELT = frozenset(
    {"hope", "love", "like", "appreciate", "recommend", "wish", "guess", "suppose", "need", "hate", "regret"}
)
_OPENING = frozenset({"-", "--", ":", ",", "–", "—", "...", "just", "then"})
# "do leave", "don't leave" may bid; "did" and "does" tell
_BIDDING_AUX = frozenset({"do", "dont"})
_POLITE = frozenset({"can", "could", "will", "would"})


def imperative(token: Token, dep: str) -> bool:
    """Whether a bare form bids somebody do it: "leave the town", "please stop"."""
    if any(c.lower_ == "please" for c in token.children):
        return True
    if token.tag_ != "VB" or dep not in ("ROOT", "ccomp", "parataxis", "dep", "advcl", "conj"):
        return False
    if _felt(token, dep) or (dep == "conj" and (token.head.tag_ in ("VB", "VBP") or _shares_a_past(token))):
        return False
    kinds = ("nsubj", "nsubjpass", "csubj", "expl", "mark")
    if dep == "ROOT" and _told_to(token):
        return True
    return not any(c.dep_ in kinds or (c.dep_ == "aux" and c.lower_ not in _BIDDING_AUX) for c in token.children)


def _felt(verb: Token, dep: str) -> bool:
    """Whether somebody says without "I" what he feels or needs: "*need* help now"."""
    return dep == "ROOT" and lemma_of(verb) in _FELT and not any(c.dep_ == "aux" for c in verb.children)


def _shares_a_past(verb: Token) -> bool:
    """Whether a bare form goes on what was told of somebody, mistagged: "they took the guns and *hide* them"."""
    told = verb.head
    joined = any(c.dep_ == "cc" and c.i < verb.i for c in told.rights)
    return joined and told.tag_ in ("VBD", "VBN") and any(c.dep_ in ("nsubj", "nsubjpass") for c in told.lefts)


def _told_to(verb: Token) -> bool:
    """Whether a bare form at the top stands behind a mark or adverb that opens it: "good work - *support* them"."""
    if any(c.dep_ == "aux" for c in verb.children):
        return False
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    return before is not None and before.text in _OPENING


def suggested(verb: Token) -> bool:
    """Whether a question after "why" only proposes it: "why don't you leave"."""
    deps = {c.dep_: c.lower_ for c in verb.lefts}
    return deps.get("nsubj") in ("you", "we") and ("neg" in deps or any(c.lower_ == "nt" for c in verb.lefts))


def requested(verb: Token) -> bool:
    """Whether a question only asks politely for what it says: "could you send it"."""
    modal = next((c for c in verb.lefts if c.dep_ == "aux" and c.tag_ == "MD"), None)
    you = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.lower_ == "you"), None)
    return modal is not None and you is not None and modal.i + 1 == you.i and modal.lower_ in _POLITE
