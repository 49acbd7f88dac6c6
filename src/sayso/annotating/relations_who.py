"""Who a word of a relation is: from a token to a mention, through pronouns, relatives, lists and partitives.

A pronoun is resolved only to a mention of its own number that stands before it in the same or the previous sentence,
and never past a nearer noun that it could as well mean: a wrong tie is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from sayso.annotating.relations_words import words
from sayso.annotating.tree import MentionIndex, conjuncts, path_up
from sayso.lexicon.gazetteers import match
from sayso.records.actor import Mention

PARTIES = frozenset({"state", "state_body", "armed_group", "organization", "group"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_SINGULAR = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"that", "which", "who", "whom", "whose"})
_ARMED_SECTORS = frozenset({"REB", "UAF", "PRM", "MIL"})


def is_party(mention: Mention) -> bool:
    """Whether a mention can be a side of a tie; a capital can, for its government, and "the kingdom"."""
    if mention.kind != "place":
        return mention.kind in PARTIES
    return mention.text.lower() in words().sets["realms"] or (bool(mention.country) and _capital(mention.text))


@lru_cache(maxsize=1024)
def _capital(text: str) -> bool:
    tokens = text.split()
    return any(hit.entry.form == "capital" and hit.end - hit.start == len(tokens) for hit in match(tokens))


@dataclass(frozen=True, slots=True)
class Party:
    """A mention as a word of the sentence stands for it; `token` is that word."""

    mention: Mention
    token: Token
    pronoun: bool = False


class Who:
    """Finds parties in one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mentions: tuple[Mention, ...] = doc._.sayso_mentions
        self.index = MentionIndex(doc, self.mentions)
        self._conflict: dict[int, bool] = {}

    def parties(self, token: Token | None) -> list[Party]:
        """`token` and what is coordinated with it, each as a party; those that are nobody are left out."""
        if token is None:
            return []
        found = [self.party(t) for t in conjuncts(token)]
        return [p for p in found if p is not None]

    def party(self, token: Token) -> Party | None:
        """Who one token stands for."""
        lower = token.lower_
        if lower in _RELATIVE and token.tag_ in ("WDT", "WP", "WP$", "IN", "DT"):
            antecedent = _antecedent_of_relative(token)
            return self.party(antecedent) if antecedent is not None else None
        if lower in _PLURAL or lower in _SINGULAR:
            found = self._antecedent(token) or self.index.headed(token)
            return Party(found, token, pronoun=True) if found and (found.actor or found.end - found.start > 4) else None
        if token.pos_ == "PRON":
            return None
        mention = self.index.headed(token) or self._partitive(token) or self.index.covering(token)
        mention = mention or self._named_inside(token)
        return Party(mention, token) if mention else None

    def _partitive(self, token: Token) -> Mention | None:
        if token.lemma_ not in words().sets["partitive"]:
            return None
        for child in token.rights:
            if child.lower_ == "of":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        return self.index.headed(inner) or self.index.covering(inner)
        return None

    def _named_inside(self, token: Token) -> Mention | None:
        """The name in "the Huseyniyyun group", "the group Boko Haram"."""
        table = words().sets
        if token.lemma_ not in table["bodies"] and token.lemma_ not in table["fighters"]:
            return None
        for child in token.children:
            if child.dep_ in ("compound", "nmod", "appos"):
                mention = self.index.headed(child)
                if mention and mention.kind in ("armed_group", "organization"):
                    return mention
        return None

    def modifier(self, noun: Token) -> list[Party]:
        """Whose a noun is: "Iran's support", "Iranian support", "US support"; a list shares its first owner."""
        while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN") and not _owned(noun):
            noun = noun.head
        for child in noun.lefts:
            if child.dep_ == "poss":
                return self.parties(child)
        for child in noun.lefts:
            if child.dep_ in ("amod", "compound", "nmod") and child.lower_ not in words().of_support:
                found = [p for p in self.parties(child) if is_party(p.mention) and p.mention.end <= noun.idx]
                if found and self.index.headed(child) is not None and _names(found[0], child):
                    return found
        return []

    def _antecedent(self, pronoun: Token) -> Mention | None:
        plural = pronoun.lower_ in _PLURAL
        subject = pronoun.dep_ in ("nsubj", "nsubjpass", "poss")
        if subject and (found := self._subject_above(pronoun, plural=plural)) is not None:
            return found
        barred = {t.i for t in (_relatives(pronoun) if subject else _own_subjects(pronoun))}
        start = pronoun.sent.start
        found = self._nearest(range(pronoun.i - 1, start - 1, -1), plural=plural, barred=barred)
        if found is None and subject and plural:
            found = self._subject_above(pronoun, plural=True, loose=True)
        if found is not None or start == 0:
            return found
        previous = self.doc[start - 1].sent
        for token in previous:
            if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT":
                mention = self.index.headed(token)
                if mention and _agrees(mention, token, plural=plural):
                    return mention
        return None

    def _subject_above(self, pronoun: Token, *, plural: bool, loose: bool = False) -> Mention | None:
        """The subject of a clause above the pronoun's own: "Rwanda denied that *it* had armed them"."""
        own = True
        for above in path_up(pronoun):
            if above.pos_ not in ("VERB", "AUX"):
                continue
            if own and pronoun.dep_ != "poss":
                own = False
                continue
            for child in above.lefts:
                if child.dep_ in ("nsubj", "nsubjpass") and child.i < pronoun.i:
                    party = self.party(child) if child.pos_ != "PRON" else None
                    if party and _agrees(party.mention, child, plural=plural, loose=loose):
                        return party.mention
        return None

    def _nearest(self, order: range, *, plural: bool, barred: set[int]) -> Mention | None:
        table = words().sets
        for i in order:
            token = self.doc[i]
            if i in barred or token.pos_ not in ("NOUN", "PROPN"):
                continue
            mention = self.index.headed(token)
            if mention is None:
                if token.lemma_ in table["bodies"] and (token.tag_ == "NNS") == plural:
                    return None
                continue
            if is_party(mention) and _agrees(mention, token, plural=plural):
                return mention
        return None

    def fights(self, mention: Mention) -> bool:
        """Whether a mention is an armed group, or described as people who fight."""
        if mention.kind == "armed_group" or mention.sector in _ARMED_SECTORS:
            return True
        if mention.kind not in ("group", "organization", "state_body"):
            return False
        return bool(_stems(mention.text) & words().sets["fighters"])

    def called_fighters(self, mention: Mention) -> bool:
        """Whether "these groups" follows, within 600 characters, a mention that fights."""
        if not _stems(mention.text) & words().sets["bodies"]:
            return False
        before = (m for m in self.mentions if mention.start - 600 <= m.start < mention.start)
        return any(self.fights(m) for m in before)

    def conflict(self, token: Token) -> bool:
        """Whether the token's sentence is about armed conflict."""
        start = token.sent.start
        if start not in self._conflict:
            terms = words().sets["conflict"]
            self._conflict[start] = any(t.lemma_.lower() in terms for t in token.sent)
        return self._conflict[start]


def bearer(word: Token) -> Token | None:
    """The noun that a verb, participle or predicate adjective says something about."""
    for _ in range(8):
        for child in word.lefts:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return child
        if word.dep_ == "pcomp":
            return _of_gerund(word.head)
        if word.dep_ in ("acl", "amod", "appos") or (word.dep_ == "relcl" and word.tag_ in ("VBN", "VBG")):
            return word.head
        if word.dep_ == "xcomp" and (controller := _controller(word)) is not None:
            return controller
        if word.dep_ in ("conj", "xcomp", "advcl", "acomp", "attr", "oprd") and word.head.i != word.i:
            if word.dep_ == "conj" and word.head.pos_ in ("NOUN", "PROPN", "PRON"):
                return None
            word = word.head
            continue
        return next((c for c in word.rights if c.dep_ in ("nsubj", "nsubjpass")), None)
    return None


def _of_gerund(prep: Token) -> Token | None:
    """Who does what a gerund says: the accused in "accused Qatar of arming", else the subject of the verb above."""
    above = prep.head
    if above.pos_ in ("NOUN", "PROPN"):
        return next((c for c in above.lefts if c.dep_ == "poss"), None) or (
            bearer(above.head) if prep.lower_ == "in" and above.dep_ == "dobj" and above.head.pos_ == "VERB" else None
        )
    if prep.lower_ in ("of", "for", "from", "with"):
        for child in above.rights:
            if child.dep_ == "dobj":
                return child
    return bearer(above) if above.pos_ in ("VERB", "AUX", "ADJ") else None


def _controller(verb: Token) -> Token | None:
    for child in verb.head.rights:
        if child.dep_ in ("dobj", "dative") and child.i < verb.i:
            return child
    return None


def _antecedent_of_relative(pronoun: Token) -> Token | None:
    for above in path_up(pronoun):
        if above.dep_ == "relcl":
            return above.head
    return None


def _names(party: Party, token: Token) -> bool:
    """Whether a modifier names somebody: "Houthi attack"; in "guerrilla war" it only says of what sort."""
    return token.pos_ == "PROPN" or party.mention.kind == "state"


def _owned(noun: Token) -> bool:
    return any(c.dep_ in ("poss", "amod", "compound", "nmod", "det") for c in noun.lefts)


def _relatives(pronoun: Token) -> Iterator[Token]:
    """The noun of a relative clause whose subject the pronoun is: "groups through which *they* smuggled"."""
    for above in path_up(pronoun):
        if above.dep_ == "relcl":
            yield from conjuncts(above.head)
            return


def _own_subjects(pronoun: Token) -> Iterator[Token]:
    """The subject of the pronoun's own clause, which an object pronoun cannot mean."""
    for above in path_up(pronoun):
        if above.pos_ in ("VERB", "AUX"):
            subject = bearer(above)
            if subject is not None:
                yield from conjuncts(subject)
            return


def _agrees(mention: Mention, token: Token, *, plural: bool, loose: bool = False) -> bool:
    many = token.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in token.rights)
    if plural:
        return many or mention.kind in ("armed_group", "group") or (loose and mention.kind != "person")
    return not many and is_party(mention)


def _stems(text: str) -> set[str]:
    """Lower-case words of a text, plural endings cut as well.

    >>> sorted(_stems("Allied militias"))
    ['allied', 'militia', 'militias']
    """
    found = {w.strip("'\"()[],.") for w in text.lower().replace("-", " ").split()}
    found |= {w[:-1] for w in found if w.endswith("s")} | {w[:-3] + "y" for w in found if w.endswith("ies")}
    return found | {w[:-3] + "man" for w in found if w.endswith("men")}
