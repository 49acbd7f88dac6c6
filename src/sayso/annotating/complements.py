"""What a predicate does to its complement: "failed to", "knew that", "fear of", "the claim was dismissed that".

The predicate's class comes from `data/lang/en/factuality.yaml`; which class applies depends on how the complement is
built (a clause, an infinitive, a gerund, an object, a preposition), and on whether the predicate is negated or past.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from sayso.annotating.stance import Effect, Signature, Stance, lemma_of, signature, tables

_WHETHER = Effect("whether", certainty="possible", clear=True, modes=("hypothetical",), why="is left open")
_ASKED_ABOUT = Effect("wh", reset=True, why="presupposes it")
_FREE = frozenset({"whatever", "whoever", "whenever", "wherever", "that"})
_TOO = Effect("too", flip=True, why="is ruled out")
_RULED_OUT = {"ADJ": ("too",), "VERB": ("yet",), "AUX": ("yet",)}
_PART = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives"}
VERBAL = frozenset({"VERB", "AUX"})
# prepositions whose phrase says when, where or how: not in the governor's scope
ADJUNCT = frozenset(
    {"in", "at", "during", "after", "before", "since", "following", "by", "with", "within", "amid", "despite", "under"}
    | {"between", "among", "near", "through", "throughout", "because", "via", "until", "from"}
)


@dataclass(frozen=True, slots=True)
class Step:
    """A word on the way down, the first of its conjuncts, and how that hangs on the word above."""

    token: Token
    first: Token
    dep: str
    via: Token | None
    shared: tuple[Token, ...]


def edge_kind(step: Step) -> str:
    """How a complement is built: `to`, `ing`, `whether`, `that`, `obj`, or its preposition (`prep_to` for "to")."""
    token = step.token
    if step.via is not None:
        return "prep_to" if step.via.lower_ == "to" else step.via.lower_
    if token.tag_ == step.first.tag_:
        token = step.first
    if token.pos_ in VERBAL or step.dep in ("ccomp", "xcomp", "advcl", "acl"):
        marks = {c.lower_ for c in token.lefts if c.dep_ in ("aux", "mark")}
        if "to" in marks:
            return "to"
        if marks & {"whether", "if"}:
            return "whether"
        return "ing" if token.tag_ == "VBG" and not marks else "that"
    return "obj"


def opened_by(step: Step) -> Effect | None:
    """What the word that opens a clause does: "whether" leaves it open, "who" and "why" presuppose it."""
    if step.dep not in ("ccomp", "pcomp"):
        return None
    if any(c.dep_ in ("mark", "advmod") and c.lower_ in ("whether", "if") for c in step.token.lefts):
        return _WHETHER
    opening = step.token.left_edge
    asks = opening.tag_ in ("WP", "WDT", "WRB", "WP$") and opening.lower_ not in _FREE
    return _ASKED_ABOUT if asks and edge_kind(replace(step, via=None)) == "that" else None


def governed(above: Token, step: Step, stance: Stance, *, top: Token) -> Effect | None:
    """What a predicate with a signature does to its complement; None where it has none or this is no complement.

    Args:
        above: the predicate.
        step: the complement.
        stance: where the speaker stands towards the predicate.
        top: the topmost word of what is said; what governs that is somebody else's word.
    """
    above, step = _predicate(above, step)
    part = _PART.get(above.pos_)
    if part is None:
        return None
    edge = edge_kind(step)
    found: Signature | None = None
    if part == "verbs":
        found = _verb_signature(above, step, edge)
    elif step.dep in ("acl", "relcl", "ccomp", "xcomp", "advcl") and not participle(step.token):
        found = signature(part, lemma_of(above), edge)
    elif step.dep == "compound":
        found = signature(part, lemma_of(above), "obj")
    elif step.via is not None and edge not in ADJUNCT:
        found = signature(part, lemma_of(above), edge)
    if edge == "to" and any(c.lower_ in _RULED_OUT.get(above.pos_, ()) for c in above.children):
        return _TOO
    if part == "nouns" and found is not None and above.i != top.i and _rejected(above):
        return _TOO
    if found is None:
        return None
    if stance.negative:
        return found.negative
    return found.past if found.past is not None and _held(above, step, stance) else found.positive


def participle(token: Token) -> bool:
    """Whether a form describes the noun before it, as no content clause does: "the group *attacking* the town"."""
    if token.tag_ not in ("VBG", "VBN"):
        return False
    return not any(c.dep_ in ("aux", "auxpass", "mark", "nsubj", "nsubjpass") for c in token.lefts)


def _rejected(noun: Token) -> bool:
    """Whether what a noun of saying says is rejected: "dismissed the claim that"."""
    if noun.dep_ not in ("dobj", "nsubjpass"):
        return False
    governor = signature("verbs", lemma_of(noun.head), "that")
    return governor is not None and governor.positive.name == "denying"


def _held(above: Token, step: Step, stance: Stance) -> bool:
    """Whether a predicate over a clause is told of in the past, under no modal: "allowed them to", "was able to"."""
    if step.token.pos_ not in VERBAL or stance.modes - {"historical"}:
        return False
    if above.pos_ == "ADJ":
        return above.head.tag_ == "VBD"
    return above.tag_ == "VBD" or (above.tag_ == "VBN" and any(c.tag_ in ("VBD", "VBZ", "VBP") for c in above.lefts))


def _predicate(above: Token, step: Step) -> tuple[Token, Step]:
    """The predicate that governs a clause under "be": "it is not *true* that", "the *plan* is to"."""
    if above.lemma_ != "be" or step.dep not in ("ccomp", "xcomp", "advcl"):
        return above, step
    for child in above.rights:
        if child.dep_ in ("acomp", "attr") and child.i < step.token.i:
            return child, replace(step, dep="ccomp")
    if step.dep != "advcl":
        for child in above.lefts:
            if child.dep_ == "nsubj" and child.pos_ == "NOUN":
                return child, replace(step, dep="acl")
    return above, step


def _verb_signature(above: Token, step: Step, edge: str) -> Signature | None:
    lemma = lemma_of(above)
    if (
        edge == "to"
        and above.lower_ == "used"
        and above.tag_ == "VBD"
        and not any(c.dep_ == "auxpass" for c in above.children)
    ):
        edge = "used"
    if edge == "to" and above.lower_ == "going":
        edge = "going"
    if step.dep == "advcl" and edge != "to":
        return None
    if step.via is not None and edge in ADJUNCT:
        return tables().predicates["verbs"].get(f"{lemma}+{edge}")
    if step.dep in ("nsubj", "csubj", "poss", "npadvmod", "attr", "acomp", "conj", "mark", "prep", "agent"):
        return None
    particle = next((c.lower_ for c in above.rights if c.dep_ == "prt"), None)
    if particle is not None and (found := tables().predicates["verbs"].get(f"{lemma}+{particle}")) is not None:
        return found
    found = signature("verbs", lemma, edge)
    if edge == "obj" and found is not None and found.positive.name == "denying":
        said = signature("nouns", lemma_of(step.token), "that")
        return None if said is not None and said.positive.name == "belief" else found
    return found
