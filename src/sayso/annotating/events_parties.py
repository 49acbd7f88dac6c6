"""Whom words mean: mentions behind nouns, pronouns, relatives and counting nouns, and the owners of things."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.events_scene import Scene, parts
from sayso.annotating.tree import path_up
from sayso.records.actor import Mention

Ids = tuple[str, ...]

_OWNED = ("by", "of", "from", "against", "on", "to", "with", "for", "over", "in", "about", "between", "toward")
_LOOK_BACK = 40
_MODIFIER = frozenset({"amod", "compound", "nmod", "poss"})
_BELOW = frozenset(
    {"dobj", "prep", "pobj", "xcomp", "ccomp", "pcomp", "nsubj", "nsubjpass", "poss", "amod", "compound", "conj"}
    | {"dative", "agent", "nmod", "advcl", "acl"}
)


class Parties:
    """Finds the mentions that words mean; remembers the subjects of earlier sentences for pronouns."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._words, self._pronouns = scene.lexicon.lists, scene.lexicon.pronouns
        self._recent: list[Mention] = []

    def remember(self, root: Token) -> None:
        """Keep the subject of a sentence as an antecedent for the next."""
        for token in (root, *(c for c in root.children if c.dep_ in ("ccomp", "conj"))):
            subject = self.scene.subject(token) if token.pos_ in ("VERB", "AUX") else None
            mention = self.scene.index.headed(subject) if subject is not None else None
            if mention is not None:
                self._recent = [mention, *self._recent[:3]]

    def parties(self, token: Token) -> Iterator[str]:
        """The mentions that a noun and its coordinates mean; through pronouns, relatives and counting nouns."""
        for part in parts(token):
            mention = self.mention(part)
            if mention is not None:
                yield mention.id
                continue
            inner = self.scene.shaped(part)
            if inner is not None:
                yield from self.parties(inner)

    def mention(self, token: Token) -> Mention | None:
        """The mention that one word heads or stands for."""
        found = self.scene.index.headed(token)
        if token.lower_ in self._pronouns and (found is None or found.actor is None):
            return self._antecedent(token, self._pronouns[token.lower_]) or found
        if found is None and token.ent_type_:
            found = self.scene.index.covering(token)
        return found

    def owners(self, token: Token, *, words: tuple[str, ...] = _OWNED, depth: int = 2) -> Iterator[str]:
        """Whom a thing belongs to, comes from or is about: "a *U.S.* request", "the rights of *X*"."""
        around = [c for c in token.lefts if c.dep_ in _MODIFIER]
        for child in sorted(around, key=lambda c: c.lower_ in self._pronouns):
            if found := list(self.parties(child)):
                yield from found
                return
        if depth == 0:
            return
        for word in words:
            for inner in self.scene.objects_of((token,), frozenset({word})):
                found = list(self.parties(inner)) or list(self.owners(inner, words=words, depth=depth - 1))
                if found:
                    yield from found
                    return

    def _antecedent(self, token: Token, kind: str) -> Mention | None:
        """Whom a pronoun means: a subject above it, but never that of its own verb; else a plural before it."""
        if kind == "relative":
            verb = next((t for t in path_up(token) if t.dep_ == "relcl"), None)
            return self.mention(verb.head) if verb is not None else None
        if kind == "speaker":
            return None
        nearest: Mention | None = None
        for subject in self._subjects_above(token):
            mention = self.scene.index.headed(subject)
            if mention is not None and _agrees(mention, subject, kind):
                return mention
            nearest = nearest or mention
        if kind == "many":
            return self._plural_before(token) or nearest
        return next((m for m in self._recent if _agrees(m, None, kind)), None)

    def _subjects_above(self, token: Token) -> Iterator[Token]:
        own: Token | None = None
        first = token.dep_ in ("dobj", "dative", "pobj")
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

    def _plural_before(self, token: Token) -> Mention | None:
        """The nearest plural party before an object in its sentence: "met the *groups*, giving them arms"."""
        if token.dep_ not in ("dobj", "dative", "pobj"):
            return None
        for i in range(token.i - 1, max(token.sent.start - 1, token.i - _LOOK_BACK), -1):
            before = self.scene.doc[i]
            mention = self.scene.index.headed(before)
            if mention is not None and before.tag_ in ("NNS", "NNPS") and before.dep_ not in ("nsubj", "nsubjpass"):
                return mention
        return None

    def first_inside(self, root: Token, *, without: Ids) -> Iterator[str]:
        """The nearest parties below a word, breadth first, relative clauses and times left out."""
        level, same = [root], {self.scene.mentions[i].actor or i for i in without}
        for _ in range(6):
            found = []
            for token in level:
                mention = self.mention(token)
                if mention is not None and mention.id not in without and mention.actor not in same:
                    found.append(mention.id)
            if found:
                yield from dict.fromkeys(found)
                return
            level = [c for t in level for c in t.children if c.dep_ in _BELOW][:40]


def _agrees(mention: Mention, head: Token | None, kind: str) -> bool:
    if kind == "person":
        return mention.kind == "person"
    if kind == "thing":
        return mention.kind not in ("person", "group")
    if kind == "many":
        return mention.kind not in ("person", "state", "place") or (head is not None and head.tag_.endswith("S"))
    return kind == "speaker"
