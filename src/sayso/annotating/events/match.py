"""From words to acts: which verbs, nouns, adjectives and phrases of a sentence name an act of the lexicon."""

from __future__ import annotations

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from sayso.annotating.events.act import Act, infinitive, preposition
from sayso.annotating.events.doers import press_asked
from sayso.annotating.events.lexicon import Entry
from sayso.annotating.events.no_act import asks, defines, figure, theme
from sayso.annotating.events.nouns import noun_act
from sayso.annotating.events.scene import Scene
from sayso.annotating.events.voice import cut, joined
from sayso.annotating.text.fragments import scattered

_AROUND = frozenset({"prep", "prt", "advmod", "dative", "agent", "acomp", "oprd", "dobj", "attr", "npadvmod"})


def acts_in(scene: Scene, sentence: Sentence) -> list[Act]:
    """The acts that the words of a sentence name, in text order, before their parties and contents are known."""
    if asks(sentence) or defines(scene, sentence):
        return []
    found: list[Act] = []
    for token in sentence:
        pos = token.pos_
        if pos == "VERB" or pos == "AUX":
            act = _verb(scene, token)
        elif pos == "NOUN" or pos == "PROPN":
            act = noun_act(scene, token)
        elif pos == "ADJ":
            act = _adjective(scene, token)
        elif pos == "ADP":
            act = _phrase(scene, token)
        else:
            continue
        if act is not None and not any(figure(scene, t) for t in (token, *(scene.doc[i] for i in act.eaten))):
            found.append(act)
    if found and (theme(scene, sentence) or scattered(sentence)):
        return []
    eaten = {i for act in found for i in act.eaten}
    return _joined([act for act in found if act.head.i not in eaten])


def _joined(found: list[Act]) -> list[Act]:
    """One act of "the blast killed six": the noun names it, the verb tells whom it hit."""
    verbs = {act.head.i: act for act in found if act.made == "verb"}
    for act in found:
        verb = verbs.get(act.host.i) if act.light == "happen" else None
        if verb is not None and verb.type == act.type:
            act.mode = act.mode or verb.mode
            verb.dropped = True
    return [act for act in found if not act.dropped]


def _verb(scene: Scene, verb: Token) -> Act | None:
    lemma = scene.lexicon.lemmas.get(verb.lower_) or verb.lemma_.lower()
    whole = joined(verb)
    entries = (scene.lexicon.verbs.get(whole) if "-" in whole else None) or scene.lexicon.verbs.get(lemma)
    if entries is None or verb.dep_ in ("aux", "auxpass", "amod", "compound"):
        return None
    if infinitive(verb) and any(c.lower_ == "how" for c in verb.lefts):
        return None  # "taught boys how to mine a railway"
    if (lemma in scene.lexicon.lists["tail"] and _tails(verb)) or press_asked(verb):
        return None
    around = _around(verb)
    for entry in entries:
        place = _fits(scene, entry, verb, around)
        if place is None:
            continue
        if not scene.near(verb, entry.near) or (entry.type == "MOBILIZE" and _of_others(scene, verb)):
            continue
        type_, denials = entry.type, []
        if entry.negated is not None:
            type_, denials = entry.negated, scene.denials(verb)
            if not denials:
                continue
        act = Act(verb, verb, entry, type_, entry.mode, tokens=[*denials, *cut(verb), verb.i, *place])
        act.eaten = [i for i in place if _eats(scene, entry, scene.doc[i])]
        _named_by_object(scene, act)
        return act
    return None


def _of_others(scene: Scene, verb: Token) -> bool:
    """Whether those who are trained or armed are another's, who is helped by it: "France trains Malian troops"."""
    thing, subject = scene.object(verb), scene.subject(verb)
    if verb.lemma_ not in ("train", "arm", "equip") or thing is None or subject is None:
        return False
    theirs, ours = scene.index.headed(thing), scene.index.headed(subject)
    if theirs is None or ours is None or ours.kind not in ("state", "state_body"):
        return False
    return theirs.kind == "armed_group" or (theirs.country is not None and theirs.country != ours.country)


def _eats(scene: Scene, entry: Entry, token: Token) -> bool:
    """Whether a pattern leaves no act of its own to a word it takes up."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return True
    if entry.frame is not None:
        return any(e.type == entry.type for e in scene.lexicon.nouns.get(token.lemma_.lower(), ()))
    return entry.object is not None or entry.type != "ASSAULT"


def _named_by_object(scene: Scene, act: Act) -> None:
    """A verb that only does lets its object name the act: "began a hunger strike", "held joint exercises"."""
    inners = [a for i in act.eaten if scene.doc[i].pos_ == "NOUN" and (a := noun_act(scene, scene.doc[i])) is not None]
    for inner in inners:
        if inner.type == act.type:
            act.mode = act.mode or inner.mode
    particles = [c.lower_ for c in act.host.rights if c.dep_ == "prt"]
    if " ".join([act.host.lemma_, *particles]) not in scene.lexicon.light["name"]:
        return
    for inner in inners:
        if inner.entry.words:
            act.type, act.mode = inner.type, inner.mode


def _tails(verb: Token) -> bool:
    """Whether a verb of speech only closes what was said: "the guards fired, a witness charged"."""
    return any(c.dep_ == "ccomp" for c in verb.lefts)


def _around(verb: Token) -> dict[str, int]:
    found = {c.lower_: c.i for c in verb.children if c.dep_ in _AROUND}
    found |= {c.lemma_: c.i for c in verb.children if c.dep_ in ("acomp", "oprd", "dobj")}
    for child in verb.rights:
        if child.dep_ == "ccomp" and child.pos_ in ("ADJ", "ADV"):
            found[child.lower_] = child.i
    if verb.i + 1 < len(verb.doc) and verb.nbor().pos_ in ("ADP", "ADV", "PART"):
        found.setdefault(verb.nbor().lower_, verb.i + 1)
    return found


def _fits(scene: Scene, entry: Entry, verb: Token, around: dict[str, int]) -> list[int] | None:
    """The tokens, beside the verb, that an entry's pattern takes up; None if it does not fit."""
    taken: list[int] = []
    for word in entry.words:
        if word not in around:
            return None
        taken.append(around[word])
    thing = scene.object(verb)
    if _says_nothing(entry, verb, thing):
        return None
    if entry.object is not None:
        if not entry.object.fit(scene.names(thing)):
            return None
        if thing is not None:
            inner = scene.shaped(thing)
            taken += [thing.i] if inner is None else [thing.i, inner.i]
    if entry.without is not None and thing is not None and entry.without.fit(scene.names(thing)):
        return None
    if entry.subject is not None and not entry.subject.fit(scene.names(scene.subject(verb))):
        return None
    if entry.complement is not None and not _complement(verb, entry.complement):
        return None
    if entry.preps:
        heads = (verb,) if thing is None else (verb, thing)
        place = preposition(scene, entry, heads)
        if place is None:
            return None
        taken += place
    return taken


def _says_nothing(entry: Entry, verb: Token, thing: Token | None) -> bool:
    """Whether words that name an act elsewhere only name oneself ("who *call* themselves") or share a view."""
    if entry.type == "ACCUSE":
        return thing is not None and thing.lower_.endswith(("self", "selves"))
    if entry.type == "CONCEDE":  # "diplomats concede that arms were smuggled" gives nothing away
        return any(c.dep_ == "ccomp" and c.tag_ != "VB" for c in verb.rights)
    return entry.type == "AGREE" and _holds_true(verb)


def _holds_true(verb: Token) -> bool:
    """Whether who agrees only shares a view of what is or was: "historians *agree* that the army fired"."""
    told = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    if told is None or not any(c.lower_ == "that" for c in told.lefts):
        return False
    aux = [c for c in told.lefts if c.dep_ in ("aux", "auxpass")]
    return told.tag_ != "VB" and not any(c.tag_ == "MD" for c in aux) and (told.tag_ != "VBN" or bool(aux))


def _complement(verb: Token, kind: str) -> bool:
    if kind == "pred":
        return any(c.dep_ in ("oprd", "ccomp", "attr") for c in verb.rights)
    for child in verb.rights:
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl"):
            to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.lefts)
            if to == (kind == "to") and (kind == "to" or child.dep_ == "ccomp"):
                return True
        if kind == "to" and child.dep_ in ("dobj", "prep"):
            for inner in child.children:
                below = inner.children if inner.dep_ == "pobj" else (inner,)
                if any(t.dep_ in ("acl", "relcl") and t.pos_ == "VERB" and infinitive(t) for t in below):
                    return True
    return False


def _adjective(scene: Scene, adjective: Token) -> Act | None:
    entries = scene.lexicon.adjectives.get(adjective.lemma_.lower())
    if entries is None or adjective.dep_ not in ("acomp", "oprd", "attr", "ccomp", "xcomp", "conj", "ROOT"):
        return None
    host = adjective.head if adjective.head.pos_ in ("VERB", "AUX") else adjective
    for entry in entries:
        if entry.preps and preposition(scene, entry, (adjective,)) is None:
            continue
        if entry.needs == "content" and not _complement(adjective, "to"):
            continue
        return Act(adjective, host, entry, entry.type, entry.mode, tokens=[host.i, adjective.i], made="adjective")
    return None


def _phrase(scene: Scene, prep: Token) -> Act | None:
    out = prep.head if prep.lower_ == "of" and prep.head.lower_ == "out" else None
    first = prep if out is None else out
    for noun in prep.children:
        own = any(c.dep_ == "poss" or (c.dep_ == "det" and out is None) for c in noun.children)
        if noun.dep_ != "pobj" or own:
            continue
        entry = scene.lexicon.phrases.get((first.lower_, noun.lemma_))
        if entry is None or first.head.pos_ not in ("VERB", "AUX", "NOUN", "PROPN"):
            continue
        tokens = sorted({first.i, prep.i, noun.i})
        return Act(first, first.head, entry, entry.type, entry.mode, tokens=tokens, eaten=[noun.i], made="phrase")
    return None
