"""Who plays which part in an act: the patterns of `data/ontology/roles.yaml`, filled with mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Token

from sayso.annotating.events_act import Act
from sayso.annotating.events_scene import Scene, parts, passive
from sayso.annotating.tree import path_up
from sayso.lexicon.language import load
from sayso.records.actor import Mention

Ids = tuple[str, ...]

_OWNED = ("by", "of", "from", "against", "on", "to", "with", "for", "over", "in", "about", "between", "toward")
_PLACES = frozenset({"place", "facility", "state"})
_ABOUT = frozenset({"to", "for", "on", "of", "about", "in", "with", "against"})
_BELOW = frozenset(
    {"dobj", "prep", "pobj", "xcomp", "ccomp", "pcomp", "nsubj", "nsubjpass", "poss", "amod", "compound", "conj", "dative"}
    | {"agent", "nmod", "advcl", "acl"}
)
_MODIFIER = frozenset({"amod", "compound", "nmod", "poss"})


@cache
def _pattern(made: str, name: str) -> dict[str, tuple[str, ...]]:
    table = load("ontology/roles")["nouns" if made == "noun" else "verbs"]
    found = table.get(name) or table["nominal" if made == "noun" else "do"]
    return {role: tuple(places) for role, places in found.items()}


class Roles:
    """Fills the roles of acts; remembers the subjects of earlier sentences for pronouns."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._words, self._pronouns = scene.lexicon.lists, scene.lexicon.pronouns
        self._recent: list[Mention] = []

    def fill(self, act: Act) -> None:
        """Find the parties to an act in its own words; a role that is filled already stays."""
        pattern = _pattern(act.made, act.entry.roles)
        if not act.actors:
            act.actors = self._first(act, pattern["actor"])[0]
        if not act.recipients:
            ids, place = self._first(act, pattern["recipient"], without=act.actors)
            act.recipients, act.by_place = ids, place == "here"

    def remember(self, root: Token) -> None:
        """Keep the subject of a sentence as an antecedent for the next."""
        for token in (root, *(c for c in root.children if c.dep_ in ("ccomp", "conj"))):
            subject = self.scene.subject(token) if token.pos_ in ("VERB", "AUX") else None
            mention = self.scene.index.headed(subject) if subject is not None else None
            if mention is not None:
                self._recent = [mention, *self._recent[:3]]

    def _first(self, act: Act, places: Iterable[str], without: Ids = ()) -> tuple[Ids, str]:
        same = {self.scene.mentions[i].actor or i for i in without}
        for place in places:
            ids = dict.fromkeys(self._place(act, place))
            found = tuple(i for i in ids if i not in without and self.scene.mentions[i].actor not in same)
            if found:
                return found, place
        return (), ""

    def _place(self, act: Act, place: str) -> Iterator[str]:
        if place[0] == "~":
            yield from self._after(act, frozenset(place[1:].split("|")))
            return
        yield from getattr(self, f"_slot_{place}")(act)

    def _heads(self, act: Act) -> tuple[Token, ...]:
        heads = [act.head, act.host]
        if not act.nominal and (thing := self.scene.object(act.host)) is not None:
            heads.append(thing)
            if (inner := self.scene.shaped(thing)) is not None:
                heads.append(inner)
        elif act.nominal:
            heads.append(self.scene.unshaped(act.head))
        if act.light is None and act.nominal:
            heads.remove(act.host)
        if not act.nominal and not any(c.dep_ in ("prep", "agent") for h in heads for c in h.children):
            for later in (c for c in act.host.rights if c.dep_ == "conj" and c.pos_ == "VERB"):
                heads += [t for t in (later, self.scene.object(later)) if t is not None]
        return tuple(dict.fromkeys(heads))

    def _after(self, act: Act, words: frozenset[str]) -> Iterator[str]:
        inner = [t for t in self.scene.objects_of(self._heads(act), words) if t.i != act.head.i]
        found = [i for token in inner for i in self.parties(token)]
        yield from found or (i for token in inner for i in self.owners(token))

    def _slot_subject(self, act: Act) -> Iterator[str]:
        subject = self.scene.subject(act.host)
        if subject is None and act.entry.frame == "intend" and passive(act.host):
            subject = self.scene.object(act.host)
        if act.made == "phrase" and act.host.pos_ in ("NOUN", "PROPN"):
            subject = act.host
        elif act.made == "phrase" and subject is None:
            subject = self.scene.object(act.host)
        if subject is not None:
            found = list(self.parties(subject))
            yield from found or self.owners(subject, words=("by", "of", "from"))
        elif act.head.tag_ == "VBG":
            yield from self._after(act, frozenset({"by"}))

    def _slot_object(self, act: Act) -> Iterator[str]:
        thing = self.scene.object(act.host) if not act.nominal else None
        if thing is None or (act.entry.roles == "relate" and "@embassy" in self.scene.names(thing)):
            return
        yield from self.parties(thing)

    def _slot_owner(self, act: Act) -> Iterator[str]:
        thing = self.scene.object(act.host) if not act.nominal else act.head
        if thing is not None:
            for part in parts(thing):
                yield from self.owners(part)

    def _slot_dative(self, act: Act) -> Iterator[str]:
        for child in act.host.children:
            if child.dep_ == "dative":
                yield from self.parties(child)
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        yield from self.parties(inner)

    def _slot_by(self, act: Act) -> Iterator[str]:
        words = frozenset({"by"})
        found = list(self._after(act, words))
        of = self.scene.objects_of((act.head,), frozenset({"of"})) if act.nominal and not found else ()
        yield from found or (i for t in self.scene.objects_of(tuple(of), words) for i in self.parties(t))

    def _slot_both(self, act: Act) -> Iterator[str]:
        yield from self._after(act, frozenset({"between", "among", "amongst"}))

    def _slot_holder(self, act: Act) -> Iterator[str]:
        yield from self._modifiers(act, _MODIFIER, place=False)

    def _slot_adjective(self, act: Act) -> Iterator[str]:
        yield from self._modifiers(act, frozenset({"amod", "nmod", "compound"}), place=False, state=True)

    def _slot_possessor(self, act: Act) -> Iterator[str]:
        yield from self._modifiers(act, frozenset({"poss"}))

    def _slot_victim(self, act: Act) -> Iterator[str]:
        yield from self._modifiers(act, frozenset({"compound", "nmod", "amod"}))

    def _modifiers(self, act: Act, deps: frozenset[str], *, place: bool = True, state: bool = False) -> Iterator[str]:
        for head in dict.fromkeys((act.head, self.scene.unshaped(act.head))):
            for child in head.lefts:
                if child.dep_ not in deps:
                    continue
                mention = self._mention(child)
                if mention is None or (state and mention.kind in ("person", "facility")):
                    continue
                if place or mention.kind not in ("facility", "place") or child.dep_ == "poss":
                    yield from self.parties(child)

    def _slot_light(self, act: Act) -> Iterator[str]:
        if act.light == "do":
            yield from self._slot_subject(act)

    def _slot_undergone(self, act: Act) -> Iterator[str]:
        if act.light == "undergo":
            subject = self.scene.subject(act.host) or self.scene.object(act.host)
            if subject is not None and subject.i != act.head.i:
                yield from self.parties(subject)

    def _slot_carried(self, act: Act) -> Iterator[str]:
        """What the verb around a nominal act takes beside it: "the blast killed *six people*"."""
        if act.light == "happen" and act.host.lemma_ in self._words["harm"]:
            thing = self.scene.object(act.host)
            for child in act.host.children if thing is None else ():
                if child.dep_ == "ccomp":
                    thing = self.scene.subject(child) or child
            if thing is not None:
                yield from self.parties(thing)
        elif act.light == "do":
            yield from self._slot_dative(act)

    def _slot_instrument(self, act: Act) -> Iterator[str]:
        words = frozenset({"in", "by", "during", "from", "with", "of", "under"})
        for token in self.scene.objects_of(self._heads(act), words):
            if not self.scene.names(token).isdisjoint(("@attack", "@weapon", "torture", "custody")):
                yield from self.owners(token, words=("by", "of", "from"))

    def _slot_aim(self, act: Act) -> Iterator[str]:
        for head in dict.fromkeys((act.host, act.head)):
            for child in head.rights:
                if child.dep_ in ("advcl", "xcomp", "acl") and child.i != act.head.i:
                    yield from self._first_inside(child, without=act.actors)

    def _slot_inside(self, act: Act) -> Iterator[str]:
        roots = [c for c in act.head.rights if c.dep_ in ("xcomp", "ccomp")]
        roots += [t for t in (self.scene.object(act.host),) if t is not None and not act.nominal]
        for head in dict.fromkeys((act.head, act.host)):
            roots += [c for c in head.rights if c.dep_ == "prep" and c.lower_ in _ABOUT and c not in roots]
        for root in roots:
            found = list(self._first_inside(root, without=act.actors))
            if found:
                yield from found
                return

    def _first_inside(self, root: Token, *, without: Ids) -> Iterator[str]:
        """The nearest parties below a word, breadth first, relative clauses and times left out."""
        level, same = [root], {self.scene.mentions[i].actor or i for i in without}
        for _ in range(6):
            found = []
            for token in level:
                mention = self._mention(token)
                if mention is not None and mention.id not in without and mention.actor not in same:
                    found.append(mention.id)
            if found:
                yield from dict.fromkeys(found)
                return
            level = [c for t in level for c in t.children if c.dep_ in _BELOW][:40]

    def _slot_told(self, act: Act) -> Iterator[str]:
        for child in act.head.rights:
            if child.dep_ in ("xcomp", "ccomp", "advcl"):
                for inner in child.lefts:
                    if inner.dep_ in ("nsubj", "nsubjpass"):
                        yield from self.parties(inner)

    def _slot_done(self, act: Act) -> Iterator[str]:
        yield from next((a.recipients for a in act.content if a.recipients), ())

    def _slot_doer(self, act: Act) -> Iterator[str]:
        yield from next((a.actors for a in act.content if a.actors), ())

    def _slot_here(self, act: Act) -> Iterator[str]:
        for token in self.scene.objects_of(self._heads(act), self._words["here"]):
            yield from self._location(token)

    def _location(self, token: Token) -> Iterator[str]:
        mention = self._mention(token)
        if mention is not None and mention.kind in _PLACES:
            yield mention.id
        elif token.lemma_.lower() in self._words["front"] or mention is None:
            for prep in token.rights:
                if prep.dep_ == "prep":
                    for inner in prep.children:
                        if inner.dep_ == "pobj":
                            yield from self._location(inner)

    def parties(self, token: Token) -> Iterator[str]:
        """The mentions that a noun and its coordinates mean; through pronouns, relatives and counting nouns."""
        for part in parts(token):
            mention = self._mention(part)
            if mention is not None:
                yield mention.id
                continue
            inner = self.scene.shaped(part)
            if inner is not None:
                yield from self.parties(inner)

    def _mention(self, token: Token) -> Mention | None:
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
        above = list(path_up(token))
        nearest: Mention | None = None
        own = next((t for t in above if t.pos_ in ("VERB", "AUX")), token)
        if kind == "relative":
            for verb in above:
                if verb.dep_ == "relcl":
                    return self._mention(verb.head)
            return None
        for verb in above:
            if verb.pos_ not in ("VERB", "AUX"):
                continue
            subject = self.scene.subject(verb)
            if subject is None or subject.i >= token.i or subject.lower_ in self._pronouns:
                continue
            if verb.i == own.i and token.dep_ in ("dobj", "dative", "pobj"):
                continue
            mention = self.scene.index.headed(subject)
            if mention is not None and _agrees(mention, subject, kind):
                return mention
            nearest = nearest or mention
        if kind == "speaker" or (kind == "many" and nearest is not None):
            return nearest if kind == "many" else None
        return next((m for m in self._recent if _agrees(m, None, kind)), None)


def _agrees(mention: Mention, head: Token | None, kind: str) -> bool:
    if kind == "person":
        return mention.kind == "person"
    if kind == "thing":
        return mention.kind not in ("person", "group")
    if kind == "many":
        return mention.kind not in ("person", "state", "place") or (head is not None and head.tag_.endswith("S"))
    return kind == "speaker"
