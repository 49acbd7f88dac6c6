"""Who a word of a relation is: from a token to a mention, through pronouns, relatives, lists and partitives.

A pronoun is resolved only to a mention of its own number that stands before it in the same or the previous sentence,
and never past a nearer noun that it could as well mean: a wrong tie is worse than none.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from sayso.annotating.grammar.tree import MentionIndex, conjuncts, path_up, prepositional, settled
from sayso.annotating.relations.antecedents import (
    agrees,
    caused,
    counted,
    of_relative,
    own_of,
    own_subjects,
    owned,
    proper,
    relatives,
)
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.examples import examples
from sayso.annotating.relations.parties import Party, is_party, known_to_fight, stems
from sayso.annotating.relations.pronouns import goer_there, led_to, listed_as, listed_first, topic_over
from sayso.annotating.relations.wholes import merely_sent, owner_of
from sayso.annotating.relations.words import words
from sayso.lexicon.gazetteers import armed_names
from sayso.lexicon.names import fold
from sayso.records.actor import Mention

_PLURAL = frozenset({"they", "them", "their", "themselves"})
_SINGULAR = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"that", "which", "who", "whom", "whose"})
_BODIES = frozenset({"armed_group", "organization", "state_body", "group"})
_ARMED_SECTORS = frozenset({"REB", "UAF", "PRM", "MIL"})


class Who:
    """Finds parties in one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mentions: tuple[Mention, ...] = doc._.sayso_mentions
        self.index = MentionIndex(doc, self.mentions)
        self._conflict: dict[int, bool] = {}

    def parties(self, token: Token | None) -> list[Party]:
        """`token`, what is coordinated with it and named as an example of it; those that are nobody are left out."""
        if token is None:
            return []
        found: dict[int, Party] = {p.token.i: p for t in counted(token) if (p := self.party(t)) is not None}
        for one in conjuncts(token) if not found else ():
            party = self.party(one)
            named = [p for t in examples(one) if (p := self.party(t)) is not None]
            if party is not None and self.fights(party.mention):
                named = [p for p in named if p.mention.kind != "state"]
            found |= {p.token.i: p for p in ([party] if party is not None else []) + named}
            if party is not None and (whole := owner_of(one, party.mention, self.party)) is not None:
                found[whole.token.i] = whole
        return list(found.values())

    def owner_of_asset(self, token: Token) -> list[Party]:
        """Whose a thing is that takes: "fuel for *the rebels'* boats"."""
        own = self.index.headed(token)
        return self.modifier(token) if own is None or own.kind == "facility" else []

    def behind(self, token: Token | None) -> list[Party]:
        """Whose people act: a noun such as "instructors" that is nobody itself stands for those it comes from."""
        found = self.parties(token)
        people = all(p.mention.kind == "person" for p in found)
        if (
            token is not None
            and found
            and token.lemma_.lower() in words().sets["agents"]
            and all(map(merely_sent, found))
        ):
            theirs = [p for t in prepositional(token, "from", "of") for p in self.parties(t)]
            return [p for p in theirs if p.mention.text[:1].isupper()] or found
        if token is None or not people:
            return found
        if found and token.pos_ == "PROPN" and all(p.mention.sector in ("GOV", "MIL") for p in found):
            return [p for p in self.modifier(token) if p.mention.kind == "state"] or found
        if token.lemma_.lower() not in words().sets["agents"] | words().sets["seats"] or self._private(token):
            return found
        theirs = self.modifier(token) or [p for t in prepositional(token, "from", "of", "for") for p in self.parties(t)]
        return theirs or found

    def party(self, token: Token) -> Party | None:
        """Who one token stands for."""
        lower = token.lower_
        if lower in _RELATIVE and token.tag_ in ("WDT", "WP", "WP$", "IN", "DT"):
            antecedent = of_relative(token)
            return self.party(antecedent) if antecedent is not None else None
        if lower in _PLURAL or lower in _SINGULAR:
            found = self._antecedent(token) or self.index.headed(settled(token) or token)
            return Party(found, token, pronoun=True) if found and (found.actor or found.end - found.start > 4) else None
        if token.pos_ == "PRON":
            return None
        mention = self.index.headed(token) or self._partitive(token) or self.index.covering(token)
        mention = mention or self._named_inside(token)
        if (named := self._described(token, mention)) is not None:
            return named
        return Party(mention, token) if mention else None

    def _private(self, token: Token) -> bool:
        """Whether people act for themselves by now: "*retired* commandos from Chile" are not Chile."""
        return any(c.lower_ in words().sets["discharged"] for c in token.lefts)

    def _described(self, token: Token, mention: Mention | None) -> Party | None:
        """The name that a word only describes: "the Sword of the South, *a group* armed by"; "X is *a group* that"."""
        table = words().sets
        if token.lemma_ not in table["bodies"] | table["fighters"] | table["bodily"]:
            return None
        if mention is not None and (mention.kind not in ("group", "armed_group") or token.pos_ == "PROPN"):
            return None
        if any(c.dep_ == "poss" or c.lower_ in ("these", "those") for c in token.lefts):
            return None
        if token.lemma_ in table["struggles"]:
            led = (c for v in token.rights if v.dep_ == "acl" and v.tag_ == "VBN" for a in v.rights for c in a.children)
            leader = next((m for c in led if (m := self.index.headed(c)) is not None and m.kind in _BODIES), None)
            return Party(leader, token) if leader is not None else None
        for whole in prepositional(token, "from") if not self._private(token) else ():
            theirs = self.index.headed(whole)
            if theirs is not None and whole.pos_ == "PROPN" and theirs.kind in _BODIES:
                return Party(theirs, token)
        beside = self._before_comma(token) if token.dep_ == "appos" else None
        named = token.head if token.dep_ == "appos" else bearer(token) if token.dep_ == "attr" else None
        if named is None or named.i >= token.i or named.pos_ == "PRON":
            return None
        found = self.index.headed(named)
        found = beside if beside is not None and named.pos_ != "PROPN" else found
        return Party(found, token) if found is not None and found.kind in _BODIES else None

    def _before_comma(self, token: Token) -> Mention | None:
        """The name right before the comma of an apposition: "gunmen from *the Sword of the South*, a group that"."""
        comma = token.left_edge.i - 1
        if comma < 1 or self.doc[comma].text != ",":
            return None
        end = self.doc[comma - 1].idx + len(self.doc[comma - 1])
        ending = (m for m in self.mentions if m.end == end and m.kind in _BODIES and proper(m))
        return max(ending, key=lambda m: m.end - m.start, default=None)

    def _partitive(self, token: Token) -> Mention | None:
        if not {token.lemma_, token.lower_} & words().sets["partitive"]:
            return None
        for child in token.rights:
            if child.lower_ == "of":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        found = self.index.headed(inner) or self.index.covering(inner)
                        return found or self._partitive(inner)  # "tens of thousands of guerrillas"
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

    def named_within(self, noun: Token, *, after: int) -> list[Party]:
        """The name in a phrase that a wrong parse made too long: "ZANLA" of "Mozambique sheltered ZANLA guerrillas"."""
        inner = [c for c in noun.lefts if c.dep_ in ("compound", "nmod") and c.i > after]
        inner += prepositional(noun, "of")
        return [Party(m, t) for t in inner if (m := self.index.headed(t)) is not None]

    def modifier(self, noun: Token) -> list[Party]:
        """Whose a noun is: "Iran's support", "Iranian support", "US support"; a list shares its first owner."""
        while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN") and not owned(noun):
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
        beside = listed_first(pronoun, self.index) or led_to(pronoun, self.index, plural=plural)
        if beside is not None:
            return beside
        other = caused(pronoun) or own_of(pronoun) or listed_as(pronoun)
        subject = pronoun.dep_ in ("nsubj", "nsubjpass", "poss") and not other
        if subject and (found := self._subject_above(pronoun, plural=plural)) is not None:
            return found
        barred = {t.i for t in (relatives(pronoun) if subject else own_subjects(pronoun))}
        start = pronoun.sent.start
        found = self._nearest(pronoun, plural=plural, barred=barred)
        if found is None and subject and plural:
            found = self._subject_above(pronoun, plural=True, loose=True)
        if found is not None or start == 0:
            return found
        previous = self.doc[start - 1].sent
        for token in previous:
            if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT":
                mention = self.index.headed(token)
                if mention and agrees(mention, token, plural=plural):
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
                    if party and agrees(party.mention, child, plural=plural, loose=loose):
                        return party.mention
        return None

    def _nearest(self, pronoun: Token, *, plural: bool, barred: set[int]) -> Mention | None:
        table = words().sets
        same = {m.text for i in barred if (m := self.index.headed(self.doc[i])) is not None}
        for i in range(pronoun.i - 1, pronoun.sent.start - 1, -1):
            token = self.doc[i]
            if i in barred or (token.pos_ not in ("NOUN", "PROPN") and token.dep_ != "nsubj"):
                continue
            mention = self.index.headed(token)
            if mention is None:
                if token.lemma_ in table["bodies"] and (token.tag_ == "NNS") == plural:
                    return None
                continue
            if is_party(mention) and mention.text not in same and agrees(mention, token, plural=plural):
                where = mention.kind in ("state", "place")
                topic = topic_over(token, pronoun) or (goer_there(token, pronoun) if where else None)
                over = self.index.headed(topic) if topic is not None and topic.i not in barred else None
                return over if over is not None and agrees(over, topic or token, plural=plural) else mention
        return None

    def fights(self, mention: Mention) -> bool:
        """Whether a mention is an armed group, or described as people who fight."""
        if mention.kind == "armed_group" or mention.sector in _ARMED_SECTORS:
            return True
        if mention.kind not in ("group", "organization", "state_body") or self._talks(mention):
            return False
        if mention.kind == "organization" and mention.sector is None and known_to_fight(mention.text, always=True):
            return True
        return bool(stems(mention.text) & words().sets["fighters"])

    def fought(self, mention: Mention) -> bool:
        """Whether a body that is a party by now is known to have fought: enough to be armed or sheltered."""
        return mention.kind == "organization" and known_to_fight(mention.text, always=False)

    def once_armed(self, mention: Mention) -> bool:
        """Whether a party by now stands in the list of armed groups, too: for arms or in a war it is meant as one."""
        return mention.kind == "organization" and fold(mention.text) in armed_names()

    def listed(self, name: str) -> bool:
        """Whether a name that is no mention of its own is an armed group's in the gazetteer: "*PLO* cadres"."""
        return known_to_fight(name, always=False)

    def ever_fought(self, mention: Mention) -> bool:
        """Whether a mention fights, or is known to have fought before it became a party."""
        return self.fights(mention) or self.fought(mention) or self.once_armed(mention)

    def _talks(self, mention: Mention) -> bool:
        return mention.kind == "group" and mention.sector in words().sets["talking"]

    def called_fighters(self, mention: Mention) -> bool:
        """Whether "these groups" follows, within 600 characters, a mention that fights."""
        if not stems(mention.text) & words().sets["bodies"]:
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


def _names(party: Party, token: Token) -> bool:
    """Whether a modifier names somebody: "Houthi attack"; in "guerrilla war" it only says of what sort."""
    named = " " in party.mention.text and party.mention.text[:1].isupper()  # "*Libyan army* instructors"
    land = party.mention.kind == "organization" or (party.mention.kind == "group" and bool(party.mention.country))
    if land and token.tag_ == "JJ" and token.text.istitle() and party.mention.text == token.text:
        return True  # a land that no list has: "the *Belkanian* consul"
    return token.pos_ == "PROPN" or party.mention.kind == "state" or (named and party.mention.kind == "state_body")
