"""A Doc seen as who does what: logical subjects and objects, what noun phrases are about, and whom they mean.

Everything here is asked per token and remembered, so that a long sentence costs no more than its words.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.annotating.events_lexicon import lexicon
from sayso.annotating.tree import MentionIndex, conjuncts, path_up, subject
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
# Tags of relative pronouns in the parser's tag set.
RELATIVE = frozenset({"WDT", "WP", "WP$"})
_NOBODY = frozenset({"@none"})
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
        inner = self.shaped(token)
        if inner is not None:
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
            return _agent(verb)
        if verb.pos_ not in ("VERB", "AUX"):
            return None
        if verb.dep_ == "pcomp":
            return self._above(verb)
        if verb.dep_ == "acl" and verb.tag_ == "VBG" and "@document" in self.names(verb.head):
            return self.subject(verb.head.head) if verb.head.dep_ == "dobj" else None
        found = subject(verb)
        if found is None and verb.dep_ == "relcl" and any(c.tag_ in RELATIVE for c in verb.lefts):
            found = verb.head
        if found is not None and found.tag_ in RELATIVE and verb.head.pos_ in ("NOUN", "PROPN"):
            found = verb.head
        return found

    def _above(self, verb: Token) -> Token | None:
        """The subject of the clause around "before *leaving*", "for *attacking*"."""
        for token in path_up(verb):
            if token.pos_ in ("VERB", "AUX") and token.dep_ != "pcomp":
                return _patient(token) if passive(token) else subject(token)
        return None

    def object(self, verb: Token) -> Token | None:
        """To whom or what it is done: the direct object, or a passive's subject."""
        if verb.i not in self._objects:
            self._objects[verb.i] = self._find_object(verb)
        return self._objects[verb.i]

    def _find_object(self, verb: Token) -> Token | None:
        if passive(verb):
            return _patient(verb)
        for child in verb.children:
            if child.dep_ in ("dobj", "obj"):
                if (child.tag_ in RELATIVE or child.lower_ == "that") and verb.dep_ == "relcl":
                    return verb.head
                return child
        if verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ not in RELATIVE for c in verb.lefts):
            return verb.head
        later = [c for c in verb.rights if c.dep_ == "conj" and c.pos_ == "VERB"]
        bare = not any(c.dep_ in ("prep", "ccomp", "xcomp", "agent", "dative") for c in verb.children)
        return self.object(later[0]) if later and bare and not _has_subject(later[0]) else None

    def objects_of(self, heads: tuple[Token, ...], words: frozenset[str]) -> Iterator[Token]:
        """Objects of the prepositions `words` that hang on any of `heads`."""
        for head in heads:
            for prep in head.children:
                if prep.dep_ in ("prep", "agent", "dative", "prt", "advmod") and prep.lower_ in words:
                    for inner in prep.children:
                        if inner.dep_ in ("pobj", "pcomp"):
                            yield inner

    def negated(self, verb: Token) -> bool:
        """Whether the verb is denied: "did not", "no longer"."""
        denied = self.lexicon.lists["negation"]
        for child in verb.lefts:
            if child.dep_ == "neg" or child.lower_ in denied:
                return True
            if child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
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


def joined(token: Token) -> str:
    """The lemma of a word that the tokenizer cut at its hyphen: "cease-fire", "test-fired"; else the word's own.

    >>> import spacy
    >>> doc = spacy.blank("en")("They broke the cease-fire")
    >>> [doc[5].text, joined(doc[5])]
    ['fire', 'cease-fire']
    """
    lemma = token.lemma_.lower() or token.lower_
    if token.i < 2 or token.nbor(-1).text != "-" or token.nbor(-1).whitespace_:
        return lemma
    return f"{token.nbor(-2).lower_}-{lemma}"


def cut(token: Token) -> list[int]:
    """The tokens before `token` that a hyphen joins to it."""
    return [] if joined(token) == token.lemma_.lower() else [token.i - 2, token.i - 1]


def passive(verb: Token) -> bool:
    """Whether a verb form is passive, coordinated participles included: "was seized and *burned*"."""
    for child in verb.children:
        if child.dep_ in ("auxpass", "nsubjpass", "agent"):
            return True
    if verb.tag_ != "VBN":
        return False
    if any(c.dep_ in ("aux", "nsubj", "dobj") for c in verb.children):
        return False
    if verb.dep_ == "acl":
        return True
    return verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.head.tag_ == "VBN" and passive(verb.head)


def _agent(verb: Token) -> Token | None:
    while True:
        for child in verb.rights:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        return inner
        later = [c for c in verb.rights if c.dep_ == "conj" and c.tag_ == "VBN"]
        if not later:
            return None
        verb = later[0]


def _patient(verb: Token) -> Token | None:
    """The subject of a passive, through coordination, relatives and reduced relatives."""
    for _ in range(8):
        for child in verb.children:
            if child.dep_ in ("nsubjpass", "nsubj", "csubjpass"):
                relative = child.tag_ in RELATIVE and verb.dep_ == "relcl"
                return verb.head if relative else child
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
            continue
        return None
    return None


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts)


def parts(token: Token) -> list[Token]:
    """A noun and what is coordinated with it, at most twenty."""
    found: list[Token] = []
    for part in conjuncts(token):
        found.append(part)
        if len(found) == 20:
            break
    return found
