"""Which act a sentence is about: the one nearest to its root, once reporting verbs are peeled off.

Purpose clauses, relative clauses and attributes are far from the root, so that "marched to demand" is a march.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from sayso.annotating.events.act import Act, infinitive
from sayso.annotating.events.lexicon import lexicon
from sayso.annotating.events.scene import Scene

# Steps down from the root: small where the sentence goes on, large where it only adds.
_STEP = {
    "ROOT": 0, "ccomp": 1, "xcomp": 1, "conj": 2, "parataxis": 2, "dobj": 2, "attr": 2, "acomp": 2, "oprd": 2,
    "nsubjpass": 3, "nsubj": 3, "prep": 2, "pobj": 2, "agent": 3, "dative": 3, "pcomp": 3, "dep": 3,
    "advcl": 6, "acl": 7, "relcl": 9, "appos": 7, "amod": 8, "nmod": 8, "poss": 8, "compound": 8,
}  # fmt: skip
_OTHER_STEP = 4
# Purposes that count more than the means: "sent a team to *investigate*".
_PURPOSES = frozenset({"ACCUSE", "ASSAULT", "AID", "SUPPORT", "CONSULT"})
# Beyond it an act is mentioned, not what the sentence is about. Tuned by eye on synthetic stories.
_TOO_FAR = 12


def mark_main(acts: Sequence[Act]) -> list[Act]:
    """The main acts of one sentence, at most two; none if there is no act."""
    outer = [a for a in acts if a.outer is None and not a.dropped]
    if len(outer) > 1:
        outer = [a for a in outer if not a.means]
    if not outer:
        return []
    steps: dict[int, int] = {}
    first = min(outer, key=lambda a: (_distance(a, steps), a.head.i))
    if _distance(first, steps) > _TOO_FAR:
        return []
    return [first, *_beside(first, outer)[:1]]


def _distance(act: Act, steps: dict[int, int]) -> int:
    token = act.host if act.light or act.made != "noun" else act.head
    far = _steps(act.seat or token, steps)
    if act.light == "happen":
        far += 1
    if act.nominal and act.light is None:
        far += 2
    if not act.actors and not act.recipients:
        far += 4
    return far


def _steps(token: Token, known: dict[int, int]) -> int:
    chain: list[Token] = []
    while token.i not in known and token.head.i != token.i and len(chain) < 60:
        chain.append(token)
        token = token.head
    far = known.get(token.i, 0)
    for token in reversed(chain):
        far += _STEP.get(token.dep_, _OTHER_STEP)
        if token.dep_ == "prep" and token.lower_ in lexicon().lists["around_time"]:
            far += 8
        known[token.i] = far
    return far


def _beside(first: Act, outer: Sequence[Act]) -> list[Act]:
    """Acts coordinated with the main one: their verbs are joined by "and"."""
    top = _top(first.host)
    return [
        a
        for a in outer
        if a is not first and a.host.i != first.host.i and a.host.pos_ == "VERB" and _top(a.host) is not None
        and _top(a.host) == top and a.host.dep_ == "conj"
    ]  # fmt: skip


def _top(verb: Token) -> int:
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.i


def seat(scene: Scene, acts: list[Act]) -> None:
    """Let a purpose stand for its means, and words for what carries them.

    "Sent a team to *investigate*", "issued a statement *condemning* it".
    """
    at = {act.head.i: act for act in acts if act.made == "verb"}
    for act in acts:
        if act.made != "verb" or act.outer is not None:
            continue
        verb = _carrier(scene, act.head) or _means(scene, act)
        if verb is None:
            continue
        act.seat = verb
        above = at.get(verb.i)
        if above is not None and above is not act:
            above.means = True
            act.actors, act.actor_by = above.actors, "above"
            if above.head.lemma_ == "summon" or not act.recipients:
                act.recipients, act.recipient_by = above.recipients, "above"


def _carrier(scene: Scene, verb: Token) -> Token | None:
    noun = verb.head
    if verb.dep_ not in ("acl", "relcl") or noun.dep_ != "dobj" or verb.tag_ not in ("VBG", "VBD", "VBZ"):
        return None
    carries = noun.head.lemma_ in scene.lexicon.lists["carrier"] and "@document" in scene.names(noun)
    return noun.head if carries else None


def _means(scene: Scene, act: Act) -> Token | None:
    verb = act.head
    if act.type not in _PURPOSES or not infinitive(verb) or verb.dep_ not in ("xcomp", "advcl", "acl"):
        return None
    above = verb.head.head if verb.dep_ == "acl" else verb.head
    if above.lemma_ == "summon":
        return above if act.type == "ACCUSE" else None
    return above if above.lemma_ in scene.lexicon.lists["means"] and above.pos_ == "VERB" else None
