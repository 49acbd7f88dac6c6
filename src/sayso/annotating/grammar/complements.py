"""What a predicate does to its complement: "failed to", "knew that", "fear of", "the claim was dismissed that".

The predicate's class comes from `data/lang/en/factuality.yaml`; which class applies depends on how the complement is
built (a clause, an infinitive, a gerund, an object, a preposition), and on whether the predicate is negated or past.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from sayso.annotating.factuality.stance import Effect, Signature, Stance, is_said, lemma_of, signature, tables

_WHETHER = Effect("whether", certainty="unstated", clear=True, modes=("hypothetical",), why="is left open")
_ASKED_ABOUT = Effect("wh", reset=True, why="is taken as given")
_FREE = frozenset({"whatever", "whoever", "whenever", "wherever", "that"})
_TOO = Effect("too", flip=True, why="is ruled out")
_RULED_OUT = {"ADJ": ("too",), "VERB": ("yet",), "AUX": ("yet",)}
_PART = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives"}
VERBAL = frozenset({"VERB", "AUX"})
COPULAS = frozenset({"be", "seem", "appear", "look", "remain", "become"})
# classes of adjectives that say of an act whether it comes about, rather than of a thing what it is like
_EXISTENTIAL = frozenset({"belief", "denying", "doubtful", "expectation", "intent", "negative_implicative"})
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

    def words(self) -> frozenset[int]:
        """Indices of the word and of the conjuncts before it."""
        return frozenset({self.token.i, self.first.i, *(t.i for t in self.shared)})


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
    if step.dep not in ("ccomp", "pcomp", "csubj"):
        return None
    if (effect := left_open(step)) is not None:
        return effect
    opening = step.token.left_edge
    asks = opening.tag_ in ("WP", "WDT", "WRB", "WP$") and opening.lower_ not in _FREE
    return _ASKED_ABOUT if asks and edge_kind(replace(step, via=None)) == "that" else None


def left_open(step: Step) -> Effect | None:
    """The effect of "whether" on the clause that it opens; None for other clauses, also for conditions."""
    if step.dep not in ("ccomp", "pcomp", "csubj"):
        return None
    whether = any(c.dep_ in ("mark", "advmod") and c.lower_ in ("whether", "if") for c in step.token.lefts)
    return _WHETHER if whether else None


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
    elif step.via is not None:
        table = tables().predicates[part]
        found = table.get(f"{lemma_of(above)}+{edge}") if edge in ADJUNCT else signature(part, lemma_of(above), edge)
    if edge == "to" and any(c.lower_ in _RULED_OUT.get(above.pos_, ()) for c in above.children):
        return _TOO
    if part == "nouns" and found is not None and above.i != top.i and not stance.negative and rejected(above):
        return _TOO
    if found is None:
        return None
    if stance.negative:
        return found.negative
    return found.past if found.past is not None and _held(above, step, stance) else found.positive


def _failed(adjective: Token) -> bool:
    effect = tables().nominal.get(adjective.lower_)
    return effect is not None and effect.name in ("failed", "foiled")


def participle(token: Token) -> bool:
    """Whether a form describes the noun before it, as no content clause does: "the group *attacking* the town"."""
    if token.tag_ not in ("VBG", "VBN"):
        return False
    return not any(c.dep_ in ("aux", "auxpass", "mark", "nsubj", "nsubjpass") for c in token.lefts)


def rejected(noun: Token) -> bool:
    """Whether what a noun says or plans is rejected or given up: "dismissed the claim that", "dropped its plan to"."""
    if any(_failed(c) for c in noun.lefts if c.dep_ == "amod"):
        return True
    if noun.dep_ not in ("dobj", "nsubjpass"):
        return False
    found = (signature("verbs", lemma_of(noun.head), edge) for edge in ("that", "obj"))
    return any(governor is not None and governor.positive.flip for governor in found)


def _held(above: Token, step: Step, stance: Stance) -> bool:
    """Whether a predicate over a clause is told of in the past, under no modal: "allowed them to", "was able to"."""
    if step.token.pos_ not in VERBAL or stance.modes - {"historical"}:
        return False
    if above.pos_ == "ADJ":
        return above.head.tag_ == "VBD"
    return above.tag_ == "VBD" or (above.tag_ == "VBN" and any(c.tag_ in ("VBD", "VBZ", "VBP") for c in above.lefts))


def holder_of(prep: Token) -> Token:
    """What a preposition belongs to; what the parse hangs on an object is the verb's that asks for it.

    "*Accused* the army of shelling": the shelling is what they are accused of, and no part of the army.
    """
    above = prep.head
    asked = f"{lemma_of(above.head)}+{prep.lower_}"
    return above.head if above.dep_ == "dobj" and asked in tables().predicates["verbs"] else above


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


def described(copula: Token) -> tuple[Effect, str] | None:
    """What the adjective after "be" or "seem" does to a noun that is its subject: "an attack seems *unlikely*"."""
    for child in copula.rights:
        found = tables().predicates["adjectives"].get(lemma_of(child)) if child.dep_ in ("acomp", "oprd") else None
        if found is not None and found.positive.name in _EXISTENTIAL:
            return found.positive, child.text
    return None


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
    if found is None and edge in ("to", "that") and above.tag_ == "VBN":
        found = signature("adjectives", above.lower_, edge)
    if edge == "obj" and found is not None and found.positive.flip and found.positive.name != "lacking":
        return None if is_said(step.token) else found
    return found


def perfect(verb: Token) -> bool:
    """Whether a verb form has "have": "to *have left*"."""
    return any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.lefts)


def any_of(noun: Token) -> bool:
    """Whether a noun is of no one thing: "*any* attack"."""
    return any(c.dep_ == "det" and c.lower_ == "any" for c in noun.lefts)
