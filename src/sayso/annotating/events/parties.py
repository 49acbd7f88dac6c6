"""Whom words mean: mentions behind nouns, pronouns, relatives and counting nouns, and the owners of things."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.events.doers import BIDDING, asked_about, confesses, law_deals, legal_verbs
from sayso.annotating.events.scene import Scene
from sayso.annotating.events.unfit import made
from sayso.annotating.events.voice import parts
from sayso.annotating.grammar.tree import path_up, settled
from sayso.annotating.relations.examples import examples
from sayso.records.actor import Mention

Ids = tuple[str, ...]

OWNED = ("by", "of", "from", "against", "on", "to", "with", "for", "over", "in", "about", "between", "among", "toward")
_LOOK_BACK = 40
_MODIFIER = frozenset({"amod", "compound", "nmod", "poss"})
_OPENING = frozenset({'"', "“", "„", "«", "``"})
_OBJECTIVE = frozenset({"him", "them"})
_BODIES = frozenset({"state", "state_body", "organization", "armed_group"})
_FIGHTING = frozenset({"MIL", "REB", "UAF", "PRM", "COP", "CRM", "SPY"})
_OF_LAW = frozenset({"COP", "JUD", "LGL"})
_BELOW = frozenset(
    {"dobj", "prep", "pobj", "xcomp", "ccomp", "pcomp", "nsubj", "nsubjpass", "poss", "amod", "compound", "conj"}
    | {"dative", "agent", "nmod", "advcl", "acl"}
)


class Parties:
    """Finds the mentions that words mean; remembers the subjects of earlier sentences for pronouns."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.link = ""
        self._words, self._pronouns = scene.lexicon.lists, scene.lexicon.pronouns
        self._recent: list[Mention] = []
        self._held: Mention | None = None

    def remember(self, root: Token) -> None:
        """Keep the subject of a sentence, and whom the law deals with in it, as antecedents for the next."""
        for token in (root, *(c for c in root.children if c.dep_ in ("ccomp", "conj"))):
            subject = self.scene.subject(token) if token.pos_ in ("VERB", "AUX") else None
            held = self.scene.object(token) if token.lemma_ in legal_verbs() else None
            self._held = (self.scene.index.headed(held) if held is not None else None) or self._held
            mention = self.scene.index.headed(subject) if subject is not None else None
            if mention is not None:
                self._recent = [mention, *self._recent[:3]]

    def parties(self, token: Token, *, sure: bool = False) -> Iterator[str]:
        """The mentions that a noun and its coordinates mean; through pronouns, relatives and counting nouns.

        With `sure`, a pronoun that could mean two stands for itself.
        """
        for part in parts(token):
            mention = self.mention(part, sure=sure)
            deed = part.lemma_.lower() in self.scene.lexicon.nouns  # of "shootings, including one in Ohio" Ohio is none
            shown = () if deed else examples(part)
            named = [m.id for t in shown if (m := self.scene.index.headed(t)) is not None]
            if mention is not None or named:
                yield from dict.fromkeys([*([mention.id] if mention is not None else ()), *named])
                continue
            inner = self.scene.shaped(part)
            if inner is not None:
                yield from self.parties(inner, sure=sure)

    def mention(self, token: Token, *, sure: bool = False) -> Mention | None:
        """The mention that one word heads or stands for."""
        found = self.scene.index.headed(token)
        if token.lower_ in self._pronouns and (found is None or found.actor is None):
            kind = self._pronouns[token.lower_]
            if (sure_one := settled(token)) is not None and (known := self.scene.index.headed(sure_one)) is not None:
                return known
            meant = self._antecedent(token, kind)
            doubted = meant is not None and sure and kind != "relative" and not self._beyond_doubt(token, meant, kind)
            return found if meant is None or doubted else meant
        if found is None and token.ent_type_:
            found = self.scene.index.covering(token)
        return found

    def owners(self, token: Token, *, words: tuple[str, ...] = OWNED, depth: int = 2) -> Iterator[str]:
        """Whom a thing belongs to, comes from or is about: "a *U.S.* request", "the rights of *X*"."""
        around = [c for c in token.lefts if c.dep_ in _MODIFIER]
        for child in sorted(around, key=lambda c: c.lower_ in self._pronouns):
            if found := list(self.parties(child)):
                yield from found
                return
        if depth == 0:
            return
        if "by" in words:
            for child in token.rights:
                doer = self.scene.subject(child) if child.dep_ == "acl" and child.tag_ == "VBN" else None
                if doer is not None and (found := list(self.parties(doer))):
                    yield from found
                    return
        for word in words:
            for inner in self.scene.objects_of((token,), frozenset({word})):
                if inner.lemma_ in BIDDING:
                    continue
                found = list(self.parties(inner)) or list(self.owners(inner, words=words, depth=depth - 1))
                if found:
                    yield from found
                    return

    def _antecedent(self, token: Token, kind: str) -> Mention | None:
        """Whom a pronoun means: a subject above it, but never that of its own verb; else a plural before it."""
        if kind == "relative":
            verb = next((t for t in path_up(token) if t.dep_ == "relcl"), None)
            return self.mention(verb.head) if verb is not None and not asked_about(verb) else None
        if kind == "speaker":
            return None
        nearest: Mention | None = None
        law = kind == "many" and law_deals(token)
        for subject in self._subjects_above(token):
            mention = self.scene.index.headed(subject)
            if mention is None or self._quoted_by(token, subject) or (law and mention.sector in _OF_LAW):
                continue
            if _agrees(mention, subject, kind):
                told = token.lower_ == "them" and subject.head.lemma_ in self._words["report"]
                return (self._plural_before(token) if told else None) or mention
            nearest = nearest or (mention if mention.kind == "state" else self._spoken_for(subject, kind))
        if kind == "many":
            return self._plural_before(token) or nearest
        if kind == "person" and token.lower_ in ("him", "her") and (only := self._only_other(token)) is not None:
            return only
        if kind == "thing" and nearest is not None:
            return nearest
        if kind == "thing" and self._quoted_by(token, token.sent[0]):
            return None  # who speaks would say "we", and means whom it named before
        if kind == "thing":  # "it" after "the rebels" is somebody else
            return next((m for m in self._recent if _agrees(m, self.scene.index.head_of(m), kind)), None)
        if law and self._held is not None and _agrees(self._held, self.scene.index.head_of(self._held), kind):
            return self._held
        return next((m for m in self._recent if _agrees(m, None, kind) and not (law and m.sector in _OF_LAW)), None)

    def _spoken_for(self, subject: Token, kind: str) -> Mention | None:
        """The state or body that somebody speaks for: "*Freedonia's* president says it will begin talks"."""
        if kind != "thing":
            return None
        around = [m for c in subject.lefts if c.dep_ in _MODIFIER and (m := self.scene.index.headed(c)) is not None]
        return next((m for m in around if m.kind in _BODIES), None)

    def sides(self, ids: Ids) -> Ids:
        """The parties to what is mutual: "the ministers of *A* and *B*" are two who met each other."""
        if len(ids) != 1 or (head := self.scene.index.head_of(self.scene.mentions[ids[0]])) is None:
            return ids
        if head.tag_ not in ("NNS", "NNPS"):
            return ids
        inner = [t for c in head.lefts if c.dep_ in _MODIFIER for t in parts(c)]
        inner += [t for o in self.scene.objects_of((head,), frozenset({"of", "from"})) for t in parts(o)]
        named = [m for t in inner if (m := self.scene.index.headed(t)) is not None and m.kind in _BODIES]
        found = tuple(dict.fromkeys(m.id for m in named))
        return found if len(found) > 1 else ids

    def several(self, ids: Ids) -> bool:
        """Whether parties are more than one: two mentions, or a plural."""
        head = self.scene.index.head_of(self.scene.mentions[ids[0]]) if len(ids) == 1 else None
        return len(ids) > 1 or (head is not None and head.tag_ in ("NNS", "NNPS"))

    def homes(self, ids: Ids) -> Iterator[str]:
        """Where those without a name are: "aid for families in *X*", "troops for the mission in *X*" are for X too."""
        for id_ in ids:
            mention = self.scene.mentions[id_]
            head = self.scene.index.head_of(mention)
            if head is None or mention.kind not in ("group", "armed_group", "organization") or head.pos_ == "PROPN":
                continue
            for token in self.scene.objects_of((head,), frozenset({"in"})):
                for part in parts(token):
                    place = self.scene.index.headed(part)
                    if place is not None and place.kind in ("state", "place"):
                        yield place.id

    def _subjects_above(self, token: Token) -> Iterator[Token]:
        own: Token | None = None
        first = token.dep_ in ("dobj", "dative", "pobj") or token.lower_ in _OBJECTIVE
        for verb in path_up(token):
            if verb.pos_ not in ("VERB", "AUX"):
                continue
            subject = self.scene.subject(verb)
            if first:
                own, first = subject, False
                continue
            if subject is None or subject.i >= token.i or subject.lower_ in self._pronouns:
                continue
            if own is None or subject.i != own.i:
                yield subject

    def _quoted_by(self, token: Token, subject: Token) -> bool:
        """Whether a quotation mark opens between the pronoun and who speaks: the speaker would say "I"."""
        between = self.scene.doc[subject.i : token.i] if subject.i < token.i else ()
        return any(t.text in _OPENING for t in between)

    def _beyond_doubt(self, token: Token, meant: Mention, kind: str) -> bool:
        """Whether a pronoun can mean nobody else: not a speaker who may tell of others, and no second candidate."""
        head = self.scene.index.head_of(meant)
        if head is None:
            return False
        if (kind == "person" or not _armed(meant)) and self._speaks(meant, token):
            return False
        others, own = {self._id(meant)}, None
        if token.dep_ in ("dobj", "dative", "pobj"):
            above = next((t for t in path_up(token) if t.pos_ in ("VERB", "AUX")), None)
            own = self.scene.subject(above) if above is not None else None
        for i in range(token.i - 1, max(self._from(head, token), token.i - _LOOK_BACK) - 1, -1):
            other = self.scene.index.headed(before := self.scene.doc[i])
            if own is not None and before.i == own.i:
                continue
            if other is not None and before.lower_ not in self._pronouns and _agrees(other, before, kind):
                others.add(self._id(other))
        return len(others) == 1

    def _speaks(self, meant: Mention, token: Token) -> bool:
        """Whether somebody says the words in which a pronoun stands, and does not confess by them."""
        for verb in path_up(token):
            if verb.lemma_ in self._words["report"] and not confesses(verb, token):
                speaker = self.scene.subject(verb)
                said = self.scene.index.headed(speaker) if speaker is not None else None
                if said is not None and self._id(said) == self._id(meant):
                    return True
        return False

    def _from(self, head: Token, token: Token) -> int:
        """Where candidates begin: the sentence of the pronoun, or that of who is meant if it is an earlier one."""
        return int(head.sent.start if head.i < token.sent.start else token.sent.start)

    @staticmethod
    def _id(mention: Mention) -> str:
        return mention.actor or mention.id

    def _only_other(self, token: Token) -> Mention | None:
        """The one person before an object in its sentence whom nobody above it is: "sanctions on *X*, blaming him"."""
        verbs = [t for t in path_up(token) if t.pos_ in ("VERB", "AUX")]
        doers = {s.i for v in verbs if (s := self.scene.subject(v)) is not None}
        found: dict[str, Mention] = {}
        for before in self.scene.doc[max(token.sent.start, token.i - _LOOK_BACK) : token.i]:
            mention = self.scene.index.headed(before)
            if mention is not None and mention.kind == "person" and before.lower_ not in self._pronouns:
                found.setdefault(self._id(mention), mention)
        free = [m for m in found.values() if (h := self.scene.index.head_of(m)) is not None and h.i not in doers]
        return free[0] if len(free) == 1 and len(found) - len(free) <= 1 else None

    def _plural_before(self, token: Token) -> Mention | None:
        """The nearest plural party before an object in its sentence: "met the *groups*, giving them arms"."""
        if token.dep_ not in ("dobj", "dative", "pobj"):
            return None
        for i in range(token.i - 1, max(token.sent.start - 1, token.i - _LOOK_BACK), -1):
            before = self.scene.doc[i]
            mention = self.scene.index.headed(before)
            if mention is None or mention.kind in ("facility", "place"):
                continue
            if before.tag_ in ("NNS", "NNPS") and before.dep_ not in ("nsubj", "nsubjpass"):
                return mention
        return None

    def first_inside(self, root: Token, *, without: Ids) -> Iterator[str]:
        """The nearest parties below a word, breadth first, relative clauses and times left out."""
        level, same = [root], {self.scene.mentions[i].actor or i for i in without}
        for _ in range(6):
            found = []
            for token in level:
                mention = self.mention(token)
                if mention is None or mention.id in without or mention.actor in same or _unmade(mention, token):
                    continue
                head = self.scene.index.head_of(mention) or token
                if mention.kind not in ("state", "person") and made(self.scene, head):
                    continue
                beside = (self.mention(t) for t in parts(token)[1:])
                found += [mention.id, *(m.id for m in beside if m is not None and m.actor not in same)]
            if found:
                yield from dict.fromkeys(found)
                return
            level = [c for t in level for c in t.children if c.dep_ in _BELOW][:40]


def _armed(mention: Mention) -> bool:
    """Whether somebody who says that "they" fought tells of himself: fighters, and bodies of a state."""
    return mention.kind in ("armed_group", "state", "state_body") or mention.sector in _FIGHTING


def _unmade(mention: Mention, head: Token) -> bool:
    """Whether a thing is only brought in: "agreed to build *a station* in Lima" is about Lima."""
    if mention.kind not in ("facility", "organization") or head.pos_ == "PROPN":
        return False
    return any(c.lower_ in ("a", "an", "another", "new") or c.dep_ == "nummod" for c in head.lefts)


def _agrees(mention: Mention, head: Token | None, kind: str) -> bool:
    if kind == "person":
        return mention.kind == "person"
    if kind == "thing":
        one = mention.kind != "group" or (head is not None and head.tag_ == "NN")  # "the group said that it"
        return mention.kind != "person" and one and (head is None or head.tag_ != "NNS")
    if kind == "many":
        return mention.kind not in ("person", "state", "place") or (head is not None and head.tag_.endswith("S"))
    return kind == "speaker"
