"""From words to acts: which verbs, nouns, adjectives and phrases of a sentence name an act of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from sayso.annotating.events_lexicon import INTEND, Entry
from sayso.annotating.events_scene import Scene, passive
from sayso.records.claim import Mode

_AROUND = frozenset({"prep", "prt", "advmod", "dative", "agent", "acomp", "oprd", "dobj", "attr", "npadvmod"})


@dataclass(slots=True, eq=False)
class Act:
    """An act as it is being read: mutable until it becomes a draft.

    `host` is the verb whose subject, modals and negation hold for the act: the trigger itself or its light verb.
    """

    head: Token
    host: Token
    entry: Entry
    type: str
    mode: str | None
    light: str | None = None
    tokens: list[int] = field(default_factory=list)
    eaten: list[int] = field(default_factory=list)
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    by_place: bool = False
    outer: Act | None = None
    content: list[Act] = field(default_factory=list)
    modes: list[Mode] = field(default_factory=list)
    made: str = "verb"
    dropped: bool = False

    @property
    def nominal(self) -> bool:
        """Whether a noun names it."""
        return self.made == "noun"


def acts_in(scene: Scene, sentence: Sentence) -> list[Act]:
    """The acts that the words of a sentence name, in text order, before their parties and contents are known."""
    if _asks(sentence) or _defines(scene, sentence):
        return []
    found: list[Act] = []
    for token in sentence:
        pos = token.pos_
        if pos == "VERB" or pos == "AUX":
            act = _verb(scene, token)
        elif pos == "NOUN" or pos == "PROPN":
            act = _noun(scene, token)
        elif pos == "ADJ":
            act = _adjective(scene, token)
        elif pos == "ADP":
            act = _phrase(scene, token)
        else:
            continue
        if act is not None and not _figure(scene, token):
            found.append(act)
    if found and _theme(scene, sentence):
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


def _asks(sentence: Sentence) -> bool:
    """A question, quoted ones aside, puts nothing forward."""
    for token in reversed(sentence):
        if token.is_space or token.text in "'\")":
            continue
        return token.text == "?" and '"' not in sentence.text
    return True


def _defines(scene: Scene, sentence: Sentence) -> bool:
    """Rhetoric of the form "working for X means working for Y"."""
    root = sentence.root
    if root.lemma_ not in scene.lexicon.lists["definition"]:
        return any(
            t.lemma_ in scene.lexicon.lists["definition"] and any(c.dep_ == "csubj" for c in t.lefts)
            for t in root.children
        )
    return any(c.dep_ in ("csubj", "nsubj", "advcl") and c.tag_ == "VBG" for c in root.lefts)


def _verb(scene: Scene, verb: Token) -> Act | None:
    entries = scene.lexicon.verbs.get(verb.lemma_.lower())
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
        act = Act(verb, verb, entry, type_, entry.mode, tokens=[verb.i, *place])
        if entry.frame is None and (entry.object is not None or entry.type != "ASSAULT"):
            act.eaten = [i for i in place if scene.doc[i].pos_ in ("NOUN", "PROPN")]
        act.eaten += [i for i in place if scene.doc[i].pos_ == "ADP"]
        _named_by_object(scene, act)
        return act
    return None


def _named_by_object(scene: Scene, act: Act) -> None:
    """A verb that only does lets its object name the act: "began a hunger strike", "held joint exercises"."""
    if act.host.lemma_ not in scene.lexicon.light["do"]:
        return
    for i in act.eaten:
        inner = _noun(scene, scene.doc[i]) if scene.doc[i].pos_ == "NOUN" else None
        if inner is not None and inner.entry.words:
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
        place = _preposition(scene, entry, heads)
        if place is None:
            return None
        taken += place
    return taken


def _complement(verb: Token, kind: str) -> bool:
    for child in verb.rights:
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl"):
            to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.lefts)
            if to == (kind == "to") and (kind == "to" or child.dep_ == "ccomp"):
                return True
        if kind == "to" and child.dep_ in ("dobj", "prep"):
            for inner in child.children:
                below = inner.children if inner.dep_ == "pobj" else (inner,)
                if any(t.dep_ in ("acl", "relcl") and t.pos_ == "VERB" and _infinitive(t) for t in below):
                    return True
    return False


def _infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)


def _preposition(scene: Scene, entry: Entry, heads: tuple[Token, ...]) -> list[int] | None:
    for words, wanted in entry.preps:
        for head in heads:
            for child in head.children:
                if child.lower_ not in words:
                    continue
                if wanted is None:
                    if child.i > head.i or child.dep_ == "prep":
                        return [child.i]
                    continue
                for inner in child.children:
                    if inner.dep_ in ("pobj", "pcomp") and wanted.fit(scene.names(inner)):
                        return [child.i, inner.i] if inner.dep_ == "pobj" else [child.i]
    return None


def _noun(scene: Scene, noun: Token) -> Act | None:
    entries = scene.lexicon.nouns.get(noun.lemma_.lower())
    if entries is None or noun.dep_ in ("compound", "nmod", "amod", "npadvmod"):
        return None
    inside = scene.index.covering(noun)
    if inside is not None and scene.index.headed(noun) is not inside:
        if noun.pos_ == "PROPN" or inside.kind in ("state_body", "organization", "facility"):
            return None
    elif inside is not None and inside.kind in ("organization", "state_body", "person", "armed_group"):
        return None
    left = {c.lemma_.lower(): c.i for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod", "nummod")}
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            left |= {c.lemma_.lower(): c.i for c in child.children if c.dep_ == "pobj"}
    for entry in entries:
        if any(word not in left for word in entry.words):
            continue
        place = [left[word] for word in entry.words]
        if entry.preps:
            hung = _preposition(scene, entry, (noun,))
            if hung is None:
                continue
            place += hung[1:]
        act = Act(noun, noun, entry, entry.type, entry.mode, tokens=[*place, noun.i], made="noun")
        act.eaten = place
        _hang(scene, act)
        return act
    return None


def _hang(scene: Scene, act: Act) -> None:
    """Find the verb that a nominal act stands with: "launched an attack", "the attack took place"."""
    light = scene.lexicon.light
    top = scene.unshaped(act.head)
    verb, role = top.head, top.dep_
    if role == "pobj":
        prep, verb = verb, verb.head
        key, role = f"{verb.lemma_} {prep.lower_}", "object"
        extra = [prep.i]
    else:
        role = {"dobj": "object", "nsubjpass": "object", "attr": "object", "nsubj": "subject"}.get(role, "")
        key, extra = verb.lemma_, [c.i for c in verb.rights if c.dep_ == "prt"]
        key = " ".join([key, *(scene.doc[i].lower_ for i in extra)])
    if verb.pos_ not in ("VERB", "AUX"):
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


def _adjective(scene: Scene, adjective: Token) -> Act | None:
    entries = scene.lexicon.adjectives.get(adjective.lemma_.lower())
    if entries is None or adjective.dep_ not in ("acomp", "oprd", "attr", "ccomp", "xcomp", "conj", "ROOT"):
        return None
    host = adjective.head if adjective.head.pos_ in ("VERB", "AUX") else adjective
    for entry in entries:
        if entry.preps and _preposition(scene, entry, (adjective,)) is None:
            continue
        if entry.needs == "content" and not _complement(adjective, "to"):
            continue
        return Act(
            adjective, host, entry, entry.type, entry.mode, tokens=[host.i, adjective.i], made="adjective"
        )
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


def _figure(scene: Scene, token: Token) -> bool:
    """Whether a trigger stands in a figure of speech: "heart attack", "war on poverty"."""
    for words, at in scene.lexicon.not_phrases.get(token.lemma_.lower(), ()):
        start = token.i - at
        if start < 0 or start + len(words) > len(scene.doc):
            continue
        stretch = scene.doc[start : start + len(words)]
        if all(t.lemma_.lower() == w or t.lower_ == w for t, w in zip(stretch, words, strict=True)):
            return True
    return False


def _theme(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence is about sport, games, cooking, markets or art."""
    lemmas = {t.lemma_.lower() for t in sentence if t.pos_ in ("NOUN", "PROPN", "ADJ")}
    for weights in scene.lexicon.themes.values():
        if sum(weights[w] for w in lemmas if w in weights) >= 3:
            return True
    return False


def unresolved(act: Act) -> bool:
    """Whether it is an intention whose type is not known yet."""
    return act.type == INTEND


def walk(acts: list[Act]) -> Iterator[Act]:
    """The acts that still stand."""
    return (act for act in acts if not act.dropped)
