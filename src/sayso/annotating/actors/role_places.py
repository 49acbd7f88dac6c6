"""Places in a sentence where a party to an act may stand, by the names that `data/ontology/roles.yaml` gives them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.actors.accusers import accusation_of, told_apart
from sayso.annotating.actors.phrase import first_object
from sayso.annotating.events.act import Act
from sayso.annotating.events.doers import BIDDING, GRAVE, only_where
from sayso.annotating.events.parties import OWNED, Parties
from sayso.annotating.events.unfit import unfit
from sayso.annotating.events.voice import parts, passive, sent
from sayso.records.actor import Mention

_PLACES = frozenset({"place", "facility", "state"})
_BY, _TO = frozenset({"by"}), frozenset({"to"})
# What a parse hangs on a place between ("rallies in the valley *against the mayor*") is said of the act.
_AGAINST = frozenset({"against"})
_WITH, _UPON = frozenset({"with", "through", "without"}), frozenset({"of", "on", "against"})
_ABOUT = frozenset({"into", "to", "for", "on", "of", "about", "in", "with", "against"})
_SELF = ("self", "selves")
_MODIFIER = frozenset({"amod", "compound", "nmod", "poss"})


class Places(Parties):
    """Finds the mentions that stand in a named place; each `_slot_` is one of them."""

    def at(self, act: Act, place: str) -> Iterator[str]:
        """The mentions in a place of the patterns: a slot's name, or `~` and prepositions."""
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
        heads += [t for i in act.tokens if (t := self.scene.doc[i]).dep_ == "pobj" and t.pos_ in ("NOUN", "PROPN")]
        if act.light is None and act.nominal:
            heads.remove(act.host)
        heads += [c for h in heads if h.pos_ == "NOUN" for c in h.rights if c.dep_ == "acl" and c.tag_ == "VBN"]
        if not act.nominal and not any(c.dep_ in ("prep", "agent") for h in heads for c in h.children):
            for later in (c for c in act.host.rights if c.dep_ == "conj" and c.pos_ == "VERB"):
                heads += [t for t in (later, self.scene.object(later)) if t is not None]
        return tuple(dict.fromkeys(heads))

    def _after(self, act: Act, words: frozenset[str]) -> Iterator[str]:
        heads = self._heads(act)
        inner = [t for t in self.scene.objects_of(heads, words) if t.i != act.head.i and t.lemma_ not in BIDDING]
        if not inner and not words.isdisjoint(_AGAINST):
            inner = list(self.scene.objects_of(tuple(self.scene.objects_of(heads, self._words["here"])), _AGAINST))
        self.link = inner[0].head.lower_ if inner else ""
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
            found = [
                i for i in self.parties(subject, sure=act.type in GRAVE) if not unfit(self.scene, act, i, doer=True)
            ]
            owned = any(c.dep_ == "poss" for c in subject.lefts)
            if (
                not found
                and owned
                and act.type in GRAVE
                and self.scene.names(subject).isdisjoint(self._words["instruments"])
            ):
                return
            yield from found or self.owners(subject, words=("by", "of", "from", "between"))
        elif act.head.tag_ == "VBG":
            yield from self._after(act, _BY)

    def _slot_object(self, act: Act) -> Iterator[str]:
        thing = self.scene.object(act.host) if not act.nominal else None
        if (
            thing is None
            or thing.lower_.endswith(_SELF)
            or (act.entry.roles == "relate" and "@embassy" in self.scene.names(thing))
        ):
            return
        yield from self.parties(thing, sure=act.type in GRAVE)

    def _slot_culprit(self, act: Act) -> Iterator[str]:
        """Whose act the object is: "criticised *Italy's* raid on the port", "the raid by *X*"."""
        if (thing := self.scene.object(act.host)) is not None:
            yield from self.owners(thing, words=("by",))

    def _slot_agent(self, act: Act) -> Iterator[str]:
        """Who does what the verb says, and never whom it is done to: "was arrested *by police* on suspicion"."""
        if (agent := self.scene.subject(act.host)) is not None:
            yield from self.parties(agent)

    def _slot_yielded(self, act: Act) -> Iterator[str]:
        """The forces that a passive without a doer tells of: "the *guerrillas* were disarmed"."""
        forces = self.scene.object(act.host) if passive(act.host) else None
        if forces is not None and not self.scene.names(forces).isdisjoint(("@troops", "@armed")):
            yield from self.parties(forces)

    def _slot_arrester(self, act: Act) -> Iterator[str]:
        """Who suspects whom they arrest: "*police* held a man suspected of it", "held six, most suspected of it"."""
        noun = act.head.head if act.head.dep_ == "acl" else None
        while noun is not None and noun.dep_ in ("appos", "conj"):
            noun = noun.head
        verb = noun.head if noun is not None and noun.dep_ == "dobj" else None
        entries = self.scene.lexicon.verbs.get(verb.lemma_, ()) if verb is not None else ()
        subject = self.scene.subject(verb) if verb is not None else None
        if subject is not None and any(e.mode == "arrest" for e in entries):
            yield from self.parties(subject)

    def _slot_speaker(self, act: Act) -> Iterator[str]:
        """Who says it: "officials said that it was out of the question"."""
        report = self.scene.reported(act.host)
        speaker = self.scene.subject(report) if report is not None else None
        if speaker is not None:
            yield from self.parties(speaker)

    def _slot_owner(self, act: Act) -> Iterator[str]:
        thing = self.scene.object(act.host) if not act.nominal else act.head
        if thing is not None:
            words = ("of", "from") if act.entry.roles == "accuse" else OWNED
            for part in parts(thing):
                yield from self.owners(part, words=words)

    def _slot_dative(self, act: Act) -> Iterator[str]:
        for child in act.host.children:
            if child.dep_ == "dative":
                yield from self.parties(child)
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        yield from self.parties(inner)
        thing = self.scene.object(act.host)
        for child in thing.lefts if thing is not None else ():
            if first_object(child):
                yield from self.parties(child)

    def _slot_by(self, act: Act) -> Iterator[str]:
        undergone = act.light == "undergo" and passive(act.host)  # "help was received *by the rebels*"
        found = [] if undergone else list(self._after(act, _BY))
        if act.nominal and not found:
            of = [*self.scene.objects_of((act.head,), frozenset({"of"})), *accusation_of(act.head)]
            found = [i for t in self.scene.objects_of(tuple(of), _BY) for i in self.parties(t)]
        yield from told_apart(act.head, found, self.scene.mentions) if act.nominal else found

    def _slot_helper(self, act: Act) -> Iterator[str]:
        """Who helps: "took it with the help *of Iran*", "with *Iranian* backing"."""
        if act.head.dep_ == "pobj" and act.head.head.lower_ in _WITH:
            for token in self.scene.objects_of((act.head,), frozenset({"of"})):
                yield from self.parties(token)

    def _slot_both(self, act: Act) -> Iterator[str]:
        yield from self._after(act, frozenset({"between", "among", "amongst"}))

    def _slot_holder(self, act: Act) -> Iterator[str]:
        yield from self._modifiers(act, _MODIFIER, place=False)

    def _slot_inflicter(self, act: Act) -> Iterator[str]:
        """Whose act it is; of a person's "murder" with nobody named for its victim, the person is the victim."""
        victims = any(c.dep_ == "prep" and c.lower_ in _UPON for c in act.head.rights)
        for party in self._modifiers(act, _MODIFIER, place=False):
            if victims or self.scene.mentions[party].kind != "person":
                yield party

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
                if not place and act.type == "ASSAULT" and self._where(mention, head):
                    continue
                if place or mention.kind not in ("facility", "place") or child.dep_ == "poss":
                    yield from self.parties(child)

    def _slot_light(self, act: Act) -> Iterator[str]:
        if act.light == "do":
            yield from self._slot_subject(act)

    def _slot_sharer(self, act: Act) -> Iterator[str]:
        """Who is said to share in it: "*Iran's* role in the attack"."""
        prep = act.head.head
        if act.head.dep_ == "pobj" and prep.lower_ == "in" and prep.head.lemma_.lower() in self._words["share"]:
            for child in (c for c in prep.head.lefts if c.dep_ == "poss"):
                yield from self.parties(child, sure=True)

    def _slot_undergone(self, act: Act) -> Iterator[str]:
        if act.light == "undergo":
            subject = sent(act.host) or self.scene.subject(act.host) or self.scene.object(act.host)
            if subject is not None and subject.i != act.head.i:
                yield from self.parties(subject)

    def _slot_giver(self, act: Act) -> Iterator[str]:
        """From whom a nominal act is undergone: "faces criticism from *the council*"."""
        if act.light == "undergo":
            yield from self._after(act, frozenset({"from"}))

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
            names = self.scene.names(token)
            if names.isdisjoint(self._words["wars"]) and not names.isdisjoint(
                ("@attack", "@weapon", "torture", "custody")
            ):
                owners = self.owners(token, words=("by", "of", "from"))
                yield from (i for i in owners if not self._where(self.scene.mentions[i], token))

    def _where(self, mention: Mention, act: Token) -> bool:
        return only_where(mention, self.scene.index.head_of(mention), act)

    def _slot_aim(self, act: Act) -> Iterator[str]:
        thing = self.scene.object(act.host) if not act.nominal else None
        for head in dict.fromkeys((act.host, act.head, *([thing] if thing is not None else []))):
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

    def _slot_addressed(self, act: Act) -> Iterator[str]:
        """To whom a letter goes whose words are the act: "wrote to *the board* threatening to leave"."""
        verb = act.head
        if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "acl"):
            return
        above = verb.head if verb.dep_ == "advcl" else verb.head.head
        if above.lemma_ not in self._words["carrier"] or "@document" not in self.scene.names(self.scene.object(above)):
            return
        for token in self.scene.objects_of((above,), _TO):
            yield from list(self.parties(token)) or self.owners(token)

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
            yield from self._location(token) if BIDDING.isdisjoint((token.lemma_, token.head.head.lemma_)) else ()

    def _location(self, token: Token) -> Iterator[str]:
        mention = self.mention(token)
        if mention is not None and mention.kind in _PLACES:
            yield mention.id
        elif token.lemma_.lower() in self._words["front"] or mention is None:
            for inner in (o for p in token.rights if p.dep_ == "prep" for o in p.children if o.dep_ == "pobj"):
                yield from self._location(inner)
