"""Nouns that name an act, and the verb they stand with: "launched an attack", "the attack took place"."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.annotating.events.act import Act, preposition
from sayso.annotating.events.scene import Scene
from sayso.annotating.events.voice import cut, joined, passive

# What one does by calling it: a strike, talks, a truce.
_CALLED = frozenset({"PROTEST", "CONSULT", "RETREAT", "AGREE", "MOBILIZE"})


def noun_act(scene: Scene, noun: Token) -> Act | None:
    """The act that a noun names, if it heads its phrase and is no part of a name."""
    entries = scene.lexicon.nouns.get(joined(noun)) or scene.lexicon.nouns.get(noun.lemma_.lower())
    if entries is None or noun.dep_ in ("compound", "nmod", "amod", "npadvmod") or _named(noun):
        return None
    inside = scene.index.covering(noun)
    if inside is not None and scene.index.headed(noun) is not inside:
        if noun.pos_ == "PROPN" or inside.kind in ("state_body", "organization", "facility"):
            return None
    elif inside is not None and inside.kind in ("organization", "state_body", "person", "armed_group"):
        return None
    left = {c.lemma_.lower(): c.i for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod", "nummod")}
    for i in list(left.values()):
        left |= {c.lemma_.lower(): c.i for c in noun.doc[i].lefts if c.dep_ == "compound"}
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            left |= {c.lemma_.lower(): c.i for c in child.children if c.dep_ == "pobj"}
    for entry in entries:
        if any(word not in left for word in entry.words) or not scene.near(noun, entry.near):
            continue
        place = [left[word] for word in entry.words]
        if entry.preps:
            hung = preposition(scene, entry, (noun,))
            if hung is None:
                continue
            place += hung[1:]
        act = Act(noun, noun, entry, entry.type, entry.mode, tokens=[*place, *cut(noun), noun.i], made="noun")
        act.eaten = place
        _hang(scene, act)
        return act
    return None


def _named(noun: Token) -> bool:
    """Whether it ends a name in capitals ("the Second World War"): a name brings history in, it reports no act.

    In a headline, where most words are capitals, capitals say nothing.
    """
    if not noun.text[0].isupper() or noun.i == noun.sent.start or not noun.nbor(-1).text[0].isupper():
        return False
    words = [t.text for t in noun.sent if t.is_alpha and len(t) > 3]
    return 2 * sum(word[0].isupper() for word in words) < len(words)


def _hang(scene: Scene, act: Act) -> None:
    """Find the verb that a nominal act stands with: "launched an attack", "the attack took place"."""
    light = scene.lexicon.light
    top = scene.unshaped(act.head)
    verb, role = top.head, top.dep_
    lemma = scene.lexicon.lemmas.get(verb.lower_, verb.lemma_)
    if role == "pobj" and (shared := _share(scene, act, verb)) is not None:
        act.light, act.host, act.tokens = "do", shared[0], sorted({*act.tokens, *shared[1]})
        return
    if role == "pobj":
        prep, verb = verb, verb.head
        key, role = f"{verb.lemma_} {prep.lower_}", "object"
        extra = [prep.i]
    else:
        role = {"dobj": "object", "nsubjpass": "object", "attr": "object", "nsubj": "subject"}.get(role, "")
        key, extra = lemma, [c.i for c in verb.rights if c.dep_ == "prt"]
        key = " ".join([key, *(scene.doc[i].lower_ for i in extra)])
    if verb.pos_ not in ("VERB", "AUX") or _names(verb, act):
        role = ""
    if role == "object" and (key in light["do"] or key in light["undergo"]):
        turned = passive(verb) and len(extra) == 1 and scene.doc[extra[0]].pos_ == "ADP"
        act.light = "undergo" if key in light["undergo"] and (turned or key not in light["do"]) else "do"
        act.host, act.tokens = verb, sorted({*act.tokens, verb.i, *extra})
        return
    if role == "subject" and verb.lemma_ in light["happen"]:
        act.light, act.host = "happen", verb
        return
    for verb in act.head.rights:
        if verb.dep_ in ("acl", "relcl") and verb.lemma_ in light["do"]:
            act.light, act.host = "do", verb
            return


def _names(verb: Token, act: Act) -> bool:
    """Whether a verb says what an act is, and does not do it: "the council *called* the attack a crime"."""
    return any(c.dep_ == "oprd" for c in verb.rights) or (verb.lemma_ == "call" and act.type not in _CALLED)


def _share(scene: Scene, act: Act, prep: Token) -> tuple[Token, list[int]] | None:
    """The verb by which somebody is said to share in an act, and the words that say so.

    "Had a *hand in* the raid", "denied any *role in* it", "was *complicit in* it", "had nothing to *do with* it".
    """
    word = prep.head
    if prep.lower_ == "with" and word.lemma_ == "do" and word.head.lower_ in scene.lexicon.lists["anything"]:
        return word.head.head, [word.i, prep.i]
    if prep.lower_ != "in":
        return None
    lists = scene.lexicon.lists
    thing = word if word.pos_ == "NOUN" else next((c for c in word.rights if c.dep_ == "dobj"), None)
    if word.dep_ == "acomp" and word.lemma_.lower() in lists["share"]:
        return word.head, [word.i, prep.i]
    if thing is None or thing.dep_ != "dobj" or thing.lemma_.lower() not in lists["share"]:
        return None
    verb = thing.head
    if verb.lemma_ not in lists["sharing"]:
        return None
    return verb, [thing.i, prep.i] if thing.i == word.i or verb.lemma_ in lists["denying"] else [verb.i, prep.i]
