"""From words to acts: which verbs, nouns, adjectives and phrases of a sentence name an act of the lexicon."""

from __future__ import annotations

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from sayso.annotating.events_act import Act, infinitive, preposition
from sayso.annotating.events_lexicon import Entry
from sayso.annotating.events_not import asks, defines, figure, theme
from sayso.annotating.events_nouns import noun_act
from sayso.annotating.events_scene import Scene, cut, joined

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
    if found and theme(scene, sentence):
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
    entries = scene.lexicon.verbs.get(joined(verb)) or scene.lexicon.verbs.get(lemma)
    if entries is None or verb.dep_ in ("aux", "auxpass", "amod", "compound"):
        return None
    if verb.lemma_ in ("charge", "allege", "warn", "complain") and _tails(verb):
        return None
    around = _around(verb)
    for entry in entries:
        place = _fits(scene, entry, verb, around)
        if place is None:
            continue
        type_ = entry.type
        if entry.negated is not None:
            if not scene.negated(verb):
                continue
            type_ = entry.negated
        act = Act(verb, verb, entry, type_, entry.mode, tokens=[*cut(verb), verb.i, *place])
        act.eaten = [i for i in place if _eats(scene, entry, scene.doc[i])]
        _named_by_object(scene, act)
        return act
    return None


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
    for noun in prep.children:
        if noun.dep_ != "pobj" or any(c.dep_ in ("det", "poss", "prep") for c in noun.children):
            continue
        entry = scene.lexicon.phrases.get((prep.lower_, noun.lemma_))
        if entry is None or prep.head.pos_ not in ("VERB", "AUX", "NOUN", "PROPN"):
            continue
        tokens = [prep.i, noun.i]
        act = Act(prep, prep.head, entry, entry.type, entry.mode, tokens=tokens, eaten=[noun.i], made="phrase")
        return act
    return None
