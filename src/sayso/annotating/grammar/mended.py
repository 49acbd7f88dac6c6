"""Parses that are known to be wrong, put right before anything is read: `sayso_mended` changes heads and tags.

The small parser takes "denied *arming* rebels" for a denial of rebels who arm, and "*Armed* and paid by X, the Front"
for somebody called Armed. A denial is lost by the one, a tie by the other. Each shape is known by words that stand side
by side, so that a right parse is left as it is.

>>> from sayso.annotating.pipeline import build
>>> doc = build()("Rwanda has always denied arming rebels in the east.")
>>> [(t.text, t.dep_, t.head.text) for t in doc if t.text in ("arming", "rebels")]
[('arming', 'xcomp', 'denied'), ('rebels', 'dobj', 'arming')]
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Token

from sayso.annotating.grammar.rehung import (
    NAMES,
    accused,
    afterthought,
    agreeing,
    dated,
    denied_as_well,
    named_subject,
    promote,
    relative,
    victim,
)
from sayso.lexicon.language import load

_PLACES = frozenset({"conj", "amod", "dobj", "pobj", "advmod", "advcl"})
_LISTS = ("accusing", "telling", "outcomes", "manner", "harming", "answering")
_FINITE = frozenset({"VBZ", "VBD", "VBP"})


@Language.factory(
    "sayso_mended", requires=["token.dep", "token.lemma"], assigns=["token.head", "token.dep", "token.tag"]
)
class Mended:
    """Puts right what the parser is known to read wrongly."""

    def __init__(self, nlp: Language, name: str) -> None:
        lemmatizer = nlp.get_pipe("lemmatizer")
        self._lemmas: Callable[[Token], list[str]] = lemmatizer.rule_lemmatize  # type: ignore[attr-defined]
        self._verbs = frozenset(lemmatizer.lookups.get_table("lemma_index")["verb"])  # type: ignore[attr-defined]
        self._before = frozenset(load("lang/en/mended")["before_gerunds"])
        self._never = frozenset(load("lang/en/mended")["no_gerunds"])
        lists = {name: frozenset(load("lang/en/mended")[name]) for name in _LISTS}
        self._accusing, self._telling, self._outcomes = lists["accusing"], lists["telling"], lists["outcomes"]
        self._manner, self._harming, self._answering = lists["manner"], lists["harming"], lists["answering"]

    def __call__(self, doc: Doc) -> Doc:
        """Put right what of these shapes is in a Doc."""
        for token in doc:
            if token.dep_ in _PLACES:
                self._placed(token)
            self._tagged(token)
            if token.dep_ == "prep" and token.i > 2:
                self._past_manner(token)
            if token.dep_ in ("advcl", "conj") and token.pos_ == "VERB" and token.lemma_ not in self._answering:
                denied_as_well(token)
            if token.dep_ == "ccomp" and token.head.i < token.i:
                victim(token, self._harming)
            if token.lower_ == "who" and token.dep_ == "nsubj" and token.i > 1:
                relative(token)
        return doc

    def _placed(self, token: Token) -> None:
        """What a word's place in its phrase makes doubtful."""
        if token.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN"):
            self._second(token)
        elif token.dep_ == "amod" and token.lower_.endswith("ed") and token.i:
            self._done(token)
            self._perfect(token)
        elif token.dep_ == "dobj":
            afterthought(token)
        elif token.dep_ == "pobj" and token.head.lower_ in ("on", "in"):
            dated(token)
        elif token.dep_ == "advmod" and token.is_title and token.head.lemma_ in self._accusing:
            accused(token)
        elif token.dep_ == "advcl" and token.tag_ == "VBG" and token.lemma_ in self._outcomes:
            self._outcome(token)

    def _tagged(self, token: Token) -> None:
        """What a word's form makes doubtful."""
        if token.tag_ == "NNS":
            self._plural(token)
        if token.lower_.endswith("ing") and token.i:
            self._gerund(token)
        elif token.is_sent_start and token.lower_.endswith("ed"):
            self._fronted(token)
        elif token.tag_ in _FINITE:
            named_subject(token)
            agreeing(token)

    def _gerund(self, word: Token) -> None:
        """What was done, with its object, not a sort of rebels: "denied *arming* rebels"."""
        verb, noun = word.nbor(-1), word.head
        if verb.lemma_ not in self._before or verb.pos_ != "VERB" or word.lower_ in self._never:
            return
        several = word.dep_ == "dobj" and any(c.tag_ == "VBG" and c.dep_ == "conj" for c in word.rights)
        modifier = word.dep_ in ("amod", "compound") and noun.dep_ == "dobj" and noun.head.i == verb.i
        if not (several or modifier) or (lemma := self._as_verb(word)) is None:
            return
        behind = [c for c in verb.rights if c.i > noun.i and c.dep_ in ("prep", "dative")]
        word.tag_, word.pos_, word.lemma_ = "VBG", "VERB", lemma
        word.head, word.dep_ = verb, "xcomp"
        if several:
            return
        noun.head = word
        for preposition in behind:
            preposition.head = word

    def _past_manner(self, prep: Token) -> None:
        """What follows how it was done is the verb's: "fired without warning *into* the crowd"."""
        noun = prep.head
        if noun.i == prep.i - 1 and noun.lower_ in self._manner and noun.head.lower_ == "without":
            prep.head = noun.head.head

    def _fronted(self, word: Token) -> None:
        """A participle, not a name: "*Armed* and paid by X, the Front fought"."""
        if word.tag_ not in (*NAMES, "JJ", "NN") or word.dep_ not in ("advcl", "nsubj", "dep", "amod"):
            return
        rest = [c for c in word.rights if c.tag_ == "VBN" and c.dep_ in ("acl", "conj", "relcl")]
        if not rest or (lemma := self._as_verb(word, "VBN")) is None:
            return
        above = word.head
        if above.pos_ != "VERB" or above.i < word.i:
            return
        word.tag_, word.pos_, word.lemma_, word.dep_ = "VBN", "VERB", lemma, "advcl"
        for other in rest:
            other.dep_ = "conj"

    def _outcome(self, word: Token) -> None:
        """What came of an act is of that act, not of who tells of it: "accuses Chad of bombing it, *killing* ten"."""
        above = word.head
        if above.i > word.i or above.lemma_ not in self._accusing | self._telling:
            return
        within = [c for c in above.rights if c.dep_ == "ccomp" and c.i < word.i]
        within += [v for c in above.rights if c.dep_ == "prep" for v in c.rights if v.dep_ == "pcomp" and v.i < word.i]
        if within and within[-1].pos_ == "VERB":
            word.head = within[-1]
        elif above.lemma_ in self._accusing:
            deeds = [
                n for c in above.subtree if c.lower_ in ("of", "for", "over") for n in c.rights if n.dep_ == "pobj"
            ]
            deeds = [n for n in deeds if n.i < word.i and n.pos_ == "NOUN"]
            word.head, word.dep_ = (deeds[0], "acl") if deeds else (above, "dep")

    def _done(self, word: Token) -> None:
        """Between two names that are all there is, a participle is a verb: "Libya *armed* FRELIMO"."""
        name, head = word.nbor(-1), word.head
        between = name.tag_ in NAMES and name.head.i == head.i and name.dep_ in ("nmod", "compound")
        if not between or name.left_edge.i != head.left_edge.i or head.dep_ != "ROOT" or head.tag_ not in NAMES:
            return
        if (lemma := self._as_verb(word, "VBD")) is not None:
            promote(word, head)
            word.tag_, word.pos_, word.lemma_ = "VBD", "VERB", lemma
            name.head, name.dep_ = word, "nsubj"

    def _perfect(self, word: Token) -> None:
        """What was done, not what one has: "the guards had *tortured* prisoners"."""
        have, noun = word.nbor(-1), word.head
        if have.lemma_ != "have" or noun.dep_ != "dobj" or noun.head.i != have.i:
            return
        if (lemma := self._as_verb(word, "VBN")) not in self._harming:
            return
        root = have.head.i == have.i
        for child in [c for c in have.children if c.i != word.i]:
            child.head = word
        word.dep_, word.head = ("ROOT", word) if root else (have.dep_, have.head)
        have.head, have.dep_, have.pos_ = word, "aux", "AUX"
        noun.head, noun.dep_ = word, "dobj"
        word.tag_, word.pos_, word.lemma_ = "VBN", "VERB", str(lemma)

    def _plural(self, word: Token) -> None:
        """A plural that has a subject is a verb: "Denmark *hosts* bases", "Kalmeria *funds* the Front"."""
        if word.i == 0 or (lemma := self._as_verb(word, "VBZ")) is None:
            return
        subject, head = word.nbor(-1), word.head
        first = subject.dep_ == "nsubj" or (subject.dep_ == "compound" and subject.is_sent_start and subject.is_title)
        if word.dep_ == "compound" and first and subject.head.i == word.i and head.i > word.i:
            promote(word, head)
        elif (
            subject.is_sent_start and subject.is_title and subject.head.i == word.i
            and subject.dep_ in ("amod", "compound") and word.dep_ in ("ROOT", "ccomp")
            and len(named := [c for c in word.rights if c.dep_ == "appos" and c.tag_ in NAMES]) == 1
            and named[0].left_edge.i == word.i + 1 and named[0].left_edge.tag_ == "DT"
        ):  # fmt: skip
            named[0].dep_ = "dobj"
        else:
            return
        subject.dep_, subject.tag_, subject.pos_ = "nsubj", "NNP", "PROPN"
        word.tag_, word.pos_, word.lemma_ = "VBZ", "VERB", lemma

    def _second(self, noun: Token) -> None:
        """A noun is no second verb: "trained and *armed* rebels" says two things done to rebels."""
        verb = noun.head
        first = next(iter(noun.lefts), None)
        if verb.pos_ != "VERB" or first is None or first.dep_ != "amod" or not first.lower_.endswith("ed"):
            return
        if first.i == 0 or first.nbor(-1).dep_ != "cc" or (lemma := self._as_verb(first, "VBD")) is None:
            return
        first.tag_, first.pos_, first.lemma_ = verb.tag_ if verb.tag_ in ("VBD", "VBN") else "VBD", "VERB", lemma
        first.head, first.dep_ = verb, "conj"
        noun.head, noun.dep_ = first, "dobj"

    def _as_verb(self, word: Token, tag: str = "VBG") -> str | None:
        """The lemma of a word taken for a verb, or None where there is no such verb."""
        before = word.tag_, word.pos_
        word.tag_, word.pos_ = tag, "VERB"
        stem = word.lower_.removesuffix("ed").removesuffix("ing")
        found = (*(w.lower() for w in self._lemmas(word)), stem, stem + "e")
        word.tag_, word.pos_ = before
        return next((w for w in found if w in self._verbs and w != word.lower_), None)
