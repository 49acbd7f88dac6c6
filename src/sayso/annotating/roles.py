"""Who plays which part in an act: the patterns of `data/ontology/roles.yaml`, filled with mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Token

from sayso.annotating.events_act import Act
from sayso.annotating.events_parties import Ids, Parties
from sayso.annotating.events_scene import parts, passive
from sayso.lexicon.language import load

_PLACES = frozenset({"place", "facility", "state"})
_BY = frozenset({"by"})
_ABOUT = frozenset({"to", "for", "on", "of", "about", "in", "with", "against"})
_MODIFIER = frozenset({"amod", "compound", "nmod", "poss"})


@cache
def _pattern(made: str, name: str) -> dict[str, tuple[str, ...]]:
    table = load("ontology/roles")["nouns" if made == "noun" else "verbs"]
    found = table.get(name) or table["nominal" if made == "noun" else "do"]
    return {role: tuple(places) for role, places in found.items()}


class Roles(Parties):
    """Fills the roles of acts."""

    def fill(self, act: Act) -> None:
        """Find the parties to an act in its own words; a role that is filled already stays."""
        pattern = _pattern(act.made, act.entry.roles)
        if not act.actors:
            act.actors = self._first(act, pattern["actor"])[0]
        if not act.recipients:
            ids, place = self._first(act, self._recipient_places(act, pattern["recipient"]), without=act.actors)
            act.recipients, act.by_place = ids, place == "here"

    def _recipient_places(self, act: Act, places: tuple[str, ...]) -> tuple[str, ...]:
        """Where a recipient may stand: in "condemned the war against X", X suffered what is condemned and is not it."""
        thing = self.scene.object(act.host) if not act.nominal else None
        if act.entry.roles != "disapprove" or thing is None or thing.lemma_.lower() not in self.scene.lexicon.nouns:
            return places
        targeted = any(c.dep_ == "prep" and c.lower_ in ("against", "on", "upon") for c in thing.rights)
        return ("culprit",) if targeted else places

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
            heads += self.scene.objects_of((act.head,), _BY)
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
            yield from self._after(act, _BY)

    def _slot_object(self, act: Act) -> Iterator[str]:
        thing = self.scene.object(act.host) if not act.nominal else None
        if thing is None or (act.entry.roles == "relate" and "@embassy" in self.scene.names(thing)):
            return
        yield from self.parties(thing)

    def _slot_culprit(self, act: Act) -> Iterator[str]:
        """Whose act the object is: "criticised *Italy's* raid on the port", "the raid by *X*"."""
        if (thing := self.scene.object(act.host)) is not None:
            yield from self.owners(thing, words=("by",))

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
        found = list(self._after(act, _BY))
        of = self.scene.objects_of((act.head,), frozenset({"of"})) if act.nominal and not found else ()
        yield from found or (i for t in self.scene.objects_of(tuple(of), _BY) for i in self.parties(t))

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
                mention = self.mention(child)
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
                    yield from self.first_inside(child, without=act.actors)

    def _slot_inside(self, act: Act) -> Iterator[str]:
        roots = [c for c in act.head.rights if c.dep_ in ("xcomp", "ccomp")]
        roots += [t for t in (self.scene.object(act.host),) if t is not None and not act.nominal]
        for head in dict.fromkeys((act.head, act.host)):
            roots += [c for c in head.rights if c.dep_ == "prep" and c.lower_ in _ABOUT and c not in roots]
        for root in roots:
            found = list(self.first_inside(root, without=act.actors))
            if found:
                yield from found
                return

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
        mention = self.mention(token)
        if mention is not None and mention.kind in _PLACES:
            yield mention.id
        elif token.lemma_.lower() in self._words["front"] or mention is None:
            for prep in token.rights:
                if prep.dep_ == "prep":
                    for inner in prep.children:
                        if inner.dep_ == "pobj":
                            yield from self._location(inner)
