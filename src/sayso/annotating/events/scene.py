"""A Doc seen as who does what: logical subjects and objects, what noun phrases are about, and whom they mean.

Everything here is asked per token and remembered, so that a long sentence costs no more than its words.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.annotating.events.doers import asked_about, gerund_doer
from sayso.annotating.events.lexicon import Nouns, lexicon
from sayso.annotating.events.voice import RELATIVE, agent_of, has_subject, joined, passive, patient_of, undergoer
from sayso.annotating.grammar.tree import MentionIndex, path_up, subject
from sayso.annotating.quotes.source import source_of
from sayso.lexicon.calendar import months
from sayso.lexicon.cues import lookup
from sayso.records.actor import Mention

_KIND_CLASSES = {
    "person": frozenset({"@actor", "@person", "@person_noun"}),
    "state": frozenset({"@actor", "@state", "@place", "@territory"}),
    "state_body": frozenset({"@actor", "@government", "@body"}),
    "armed_group": frozenset({"@actor", "@armed", "@group", "@party"}),
    "organization": frozenset({"@actor", "@group", "@party"}),
    "group": frozenset({"@actor", "@group", "@person_noun"}),
    "place": frozenset({"@place", "@territory"}),
    "facility": frozenset({"@place", "@building"}),
}
_FORCE = frozenset({"@armed", "@troops", "@police"})
_FORCE_SECTORS = frozenset({"MIL", "COP", "SPY", "PRM"})
_NOBODY = frozenset({"@none"})
# What closes a dateline.
_DATELINE = frozenset({"(", ")", ":", "-", "--", "–", "—", "):"})
# How far into its sentence a word that another needs beside it is looked for.
_NEAR = 80
# How a name hangs on its verb where the tagger knew it for none ("*USAID* sent grain"), and what can then do it.
_STRAY = frozenset({"advmod", "intj", "dep", "amod", "acomp", "npadvmod"})
_DOERS = frozenset({"person", "state", "state_body", "armed_group", "organization"})
_SOMEBODY = frozenset({"@actor", "@person_noun"})


class Scene:
    """What the matching of triggers and the search for parties ask of a Doc."""

    def __init__(self, doc: Doc, mentions: tuple[Mention, ...]) -> None:
        self.doc = doc
        self.lexicon = lexicon()
        self.index = MentionIndex(doc, mentions)
        self.mentions = {m.id: m for m in mentions}
        self._names: dict[int, frozenset[str]] = {}
        self._subjects: dict[int, Token | None] = {}
        self._objects: dict[int, Token | None] = {}

    def names(self, token: Token | None) -> frozenset[str]:
        """Lemmas and classes of the noun phrase at `token`; @none for none."""
        if token is None:
            return _NOBODY
        found = self._names.get(token.i)
        if found is None:
            found = self._names[token.i] = frozenset(self._name(token))
        return found

    def _name(self, token: Token) -> Iterator[str]:
        low = token.lower_
        yield "@any"
        if low in ("it", "itself"):
            yield low
            if token.dep_ in ("nsubj", "nsubjpass"):
                yield "@actor"
            return
        if low in self.lexicon.pronouns:
            yield low
            yield from _SOMEBODY
            return
        for word in (token.lemma_.lower(), low, joined(token)):
            yield word
            yield from self.lexicon.classes.get(word, ())
        mention = self.index.headed(token)
        if mention is not None:
            yield from _KIND_CLASSES[mention.kind]
            if mention.sector and mention.sector[:3] in _FORCE_SECTORS:
                yield from _FORCE
        for child in token.children:
            if child.dep_ in ("compound", "amod", "nmod") and child.i < token.i:
                yield (lemma := child.lemma_.lower())
                yield from self.lexicon.classes.get(lemma, ())
            elif child.dep_ == "conj" and child.i > token.i:
                yield from self.names(child)
        if (inner := self.shaped(token)) is not None:
            yield from self.names(inner)

    def shaped(self, token: Token) -> Token | None:
        """The noun that a counting or shaping noun is of: "a series of *bombs*", "dozens of *soldiers*"."""
        if token.lemma_.lower() not in self.lexicon.lists["shape"] and token.pos_ != "NUM":
            return None
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ == "of":
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        return noun
        return None

    def unshaped(self, token: Token) -> Token:
        """The counting or shaping noun above a noun, if there is one, else the noun itself."""
        for _ in range(3):
            while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
                token = token.head
            prep = token.head
            if token.dep_ != "pobj" or prep.lower_ != "of" or self.shaped(prep.head) is None:
                return token
            token = prep.head
        return token

    def subject(self, verb: Token) -> Token | None:
        """Who does it: the grammatical subject, or a passive's agent."""
        if verb.i not in self._subjects:
            self._subjects[verb.i] = self._find_subject(verb)
        return self._subjects[verb.i]

    def _find_subject(self, verb: Token) -> Token | None:
        if passive(verb):
            agent = agent_of(verb)
            doing = agent is None and verb.lemma_ in self.lexicon.lists["stative"]
            return patient_of(verb) if doing else agent
        if verb.pos_ not in ("VERB", "AUX"):
            return None
        if "pcomp" in (verb.dep_, verb.head.dep_ if verb.dep_ == "conj" else "") and not has_subject(verb):
            return self._above(verb)
        if verb.dep_ == "acl" and verb.tag_ == "VBG" and "@document" in self.names(verb.head):
            return self.subject(verb.head.head) if verb.head.dep_ == "dobj" else None
        if verb.tag_ == "VBG" and verb.dep_ in ("acl", "advcl") and (speaker := self._accuser(verb)) is not None:
            return speaker
        found = self._past_dateline(verb, self._untagged(verb) or subject(verb))
        if found is None:
            found = _dated(verb)
        if found is None and verb.dep_ == "relcl" and any(c.tag_ in RELATIVE for c in verb.lefts):
            found = verb.head
        if found is not None and found.tag_ in RELATIVE and verb.head.pos_ in ("NOUN", "PROPN"):
            found = verb.head
        return None if found is not None and found.i == verb.head.i and asked_about(verb) else found

    def _accuser(self, verb: Token) -> Token | None:
        """Who accuses by a participle: "the *mayor* wrote on Twitter, blaming", "it fell, *police* said, accusing"."""
        cue = lookup(verb.lemma_, "verb")
        head = source_of(verb)[1] if cue is not None and cue.kind == "accuse" else None
        return self.doc[head] if head is not None else None

    def _untagged(self, verb: Token) -> Token | None:
        """A name before a verb without subject that the tagger took for an adverb or an interjection."""
        if has_subject(verb):
            return None
        stray = [c for c in verb.lefts if c.dep_ in _STRAY and c.pos_ not in ("NOUN", "PROPN", "PRON", "VERB", "ADP")]
        return next((c for c in stray if (m := self.index.headed(c)) is not None and m.kind in _DOERS), None)

    def _past_dateline(self, verb: Token, found: Token | None) -> Token | None:
        """The subject behind a dateline that was taken for it: "LIMA (Press): *The president* met the envoy"."""
        if found is None or found.i - verb.sent.start > 3 or found.i + 1 >= len(self.doc):
            return found
        mention = self.index.headed(found)
        if mention is None or mention.kind not in ("place", "state") or found.nbor().text not in _DATELINE:
            return found
        later = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass") and c.i > found.i]
        later += [c for c in found.rights if c.dep_ in ("appos", "dep", "conj") and c.pos_ in ("NOUN", "PROPN")]
        inner = [t for c in later for t in (c, *(d for d in c.rights if d.dep_ == "appos")) if self.index.headed(t)]
        return inner[-1] if inner else found

    def _above(self, verb: Token) -> Token | None:
        """The subject of the clause around "before *leaving*"; or whom "jailed *him* for attacking" is done to."""
        doer, settled = gerund_doer(verb)
        if settled:
            return doer
        for token in path_up(verb):
            if token.pos_ in ("VERB", "AUX") and token.dep_ != "pcomp":
                return patient_of(token) if passive(token) else subject(token)
        return None

    def object(self, verb: Token) -> Token | None:
        """To whom or what it is done: the direct object, or a passive's subject."""
        if verb.i not in self._objects:
            self._objects[verb.i] = self._find_object(verb)
        return self._objects[verb.i]

    def _find_object(self, verb: Token) -> Token | None:
        if passive(verb):
            return patient_of(verb)
        thing = undergoer(verb, lambda t: self.index.headed(t) is not None)
        if thing is not None:
            relative = (thing.tag_ in RELATIVE or thing.lower_ == "that") and verb.dep_ == "relcl"
            return verb.head if relative else thing
        if verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ not in RELATIVE for c in verb.lefts):
            return verb.head
        later = [c for c in verb.rights if c.dep_ == "conj" and c.pos_ == "VERB"]
        bare = not any(c.dep_ in ("prep", "ccomp", "xcomp", "agent", "dative") for c in verb.children)
        return self.object(later[0]) if later and bare and not has_subject(later[0]) else None

    def objects_of(self, heads: tuple[Token, ...], words: frozenset[str]) -> Iterator[Token]:
        """Objects of the prepositions `words` that hang on any of `heads`."""
        for head in heads:
            for prep in head.children:
                if prep.dep_ in ("prep", "agent", "dative", "prt", "advmod") and prep.lower_ in words:
                    for inner in prep.children:
                        if inner.dep_ == "pobj":
                            yield inner
                        elif inner.dep_ == "pcomp":
                            yield _own_subject(inner) or inner

    def negated(self, verb: Token) -> bool:
        """Whether the verb is denied: "did not", "no longer"."""
        return bool(self.denials(verb))

    def denials(self, verb: Token) -> list[int]:
        """The tokens that deny the verb: "not", "no longer"."""
        denied, found = self.lexicon.lists["negation"], []
        for child in verb.lefts:
            if child.dep_ == "neg" or child.lower_ in denied:
                found.append(child.i)
            elif child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
                found += [child.i - 1, child.i]
        return found

    def near(self, token: Token, wanted: Nouns | None) -> bool:
        """Whether a word of the sentence, the token itself aside, is one of those wanted; true if none is."""
        if wanted is None:
            return True
        classes = self.lexicon.classes
        for other in token.sent[:_NEAR]:
            lemma = other.lemma_.lower()
            if other.i != token.i and (
                lemma in wanted.lemmas or not wanted.classes.isdisjoint(classes.get(lemma, frozenset()))
            ):
                return True
        return False

    def reported(self, verb: Token) -> Token | None:
        """The reporting verb whose content `verb` is in, if any."""
        report = self.lexicon.lists["report"]
        here = verb
        for above in path_up(verb):
            if here.dep_ in ("ccomp", "xcomp", "parataxis") and above.lemma_ in report:
                return above
            if here.dep_ in ("relcl", "acl"):
                return None
            here = above
        return None


def _dated(verb: Token) -> Token | None:
    """The subject that a parser hung on the date before it: "on 12 May 2019 *fighters* of the Front attacked"."""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    for prep in verb.lefts:
        if prep.dep_ == "prep" and prep.lower_ in ("on", "in"):
            for noun in prep.rights:
                dated = any(c.dep_ == "nmod" and c.lower_ in months() for c in noun.lefts)
                if noun.dep_ == "pobj" and noun.pos_ == "NOUN" and dated:
                    return noun
    return None


def _own_subject(verb: Token) -> Token | None:
    """The noun that a parser made the subject of a gerund behind a preposition: "attack on *the board* calling it"."""
    if verb.tag_ != "VBG":
        return None
    return next((c for c in verb.lefts if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN")), None)
