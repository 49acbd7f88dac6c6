"""Who plays which part in an act: the patterns of `data/ontology/roles.yaml`, filled with mentions."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from sayso.annotating.actors.role_places import Places
from sayso.annotating.events.act import Act
from sayso.annotating.events.parties import Ids
from sayso.annotating.events.unfit import unfit
from sayso.lexicon.language import load

_ABOUT = frozenset({"into", "of", "on", "over"})
_WHERE = frozenset({"place", "facility"})
_EACH_OTHER = frozenset({("each", "other"), ("one", "another")})
# What is laid, fired or thrown is whom it is done with: "rebels laid a *mine*".
_MODES = frozenset({"explosives", "heavy-weapons", "firearms", "primitive", "crowd-control", "unconventional"})
_WEAPONS = frozenset({"@bomb", "@shell", "@missile", "@shot", "@bullet", "@stone", "@riot_agent", "@chemical"})
# Places of the patterns that take up whoever is named near, also where it was.
_LOOSE = frozenset({"here", "owner", "inside"})


@cache
def _pattern(made: str, name: str) -> dict[str, tuple[str, ...]]:
    table = load("ontology/roles")["nouns" if made == "noun" else "verbs"]
    found = table.get(name) or table["nominal" if made == "noun" else "do"]
    return {role: tuple(places) for role, places in found.items()}


class Roles(Places):
    """Fills the roles of acts."""

    def fill(self, act: Act) -> None:
        """Find the parties to an act in its own words; a role that is filled already stays."""
        pattern = _pattern(act.made, act.entry.roles)
        if not act.actors:
            act.actors, act.actor_by = self._first(act, pattern["actor"])
        if not act.recipients and self._mutual(act):
            act.recipients, act.recipient_by = self.sides(act.actors), "each"
        if not act.recipients:
            ids, place = self._first(
                act, self._recipient_places(act, pattern["recipient"]), without=act.actors, asked=True
            )
            ids = (*ids, *(i for i in self.homes(ids) if i not in act.actors)) if act.type == "AID" else ids
            act.recipients, act.recipient_by, act.by_place = ids, place, place == "here"

    def _recipient_places(self, act: Act, places: tuple[str, ...]) -> tuple[str, ...]:
        """Where a recipient may stand: in "condemned the war against X", X suffered what is condemned and is not it."""
        thing = self.scene.object(act.host) if not act.nominal else None
        if act.entry.object is not None and act.mode in _MODES and self.scene.names(thing) & _WEAPONS:
            places = tuple(p for p in places if p != "object")
        if act.type == "ACCUSE" and act.mode == "investigate":
            about = [thing] if thing is not None else list(self.scene.objects_of((act.head,), _ABOUT))
            if any(self._harm(t) for t in about):
                suffered = any(t.lemma_.lower() in self._words["suffered"] for t in about)
                return ("~against", "~by" if suffered else "culprit")
        if act.type == "REQUEST" and any(a.mode == "investigate" and not a.recipients for a in act.content):
            return ("addressed", "object", "~on|upon|to|from")
        if act.entry.roles != "disapprove" or thing is None or thing.lemma_.lower() not in self.scene.lexicon.nouns:
            return places
        targeted = any(c.dep_ == "prep" and c.lower_ in ("against", "on", "upon") for c in thing.rights)
        return ("culprit",) if targeted else places

    def _only_where(self, act: Act, ids: Ids, place: str, *, mutual: bool) -> bool:
        """Whether places only tell where it was: of an accusation, or of what several did with each other."""
        if place not in _LOOSE and (place[0] != "~" or self.link not in self._words["here"]):
            return False
        kinds = {self.scene.mentions[i].kind for i in ids}
        if act.type == "ACCUSE" and place != "owner":
            return kinds <= _WHERE | {"state"}
        return mutual and kinds <= _WHERE and self.several(act.actors)

    def _mutual(self, act: Act) -> bool:
        """Whether words say that each did it to the other: "shelled *each other*", "fired at *one another*"."""
        thing = self.scene.object(act.host)
        heads = (act.host, act.head, *([thing] if thing is not None else []))
        around = [thing, *(c for h in heads for p in h.rights if p.dep_ == "prep" for c in p.children)]
        return any(t is not None and t.i and (t.nbor(-1).lower_, t.lower_) in _EACH_OTHER for t in around)

    def _harm(self, thing: Token) -> bool:
        """Whether a noun tells of harm: whoever suffered what is investigated is not whom it is against."""
        lemma = thing.lemma_.lower()
        harm = any(e.type == "ASSAULT" for e in self.scene.lexicon.nouns.get(lemma, ()))
        return harm or lemma in self._words["suffered"]

    def _first(self, act: Act, places: tuple[str, ...], without: Ids = (), *, asked: bool = False) -> tuple[Ids, str]:
        same = {self.scene.mentions[i].actor or i for i in without}
        for place in places:
            if place == "each":
                if len(sides := self.sides(act.actors)) > 1:
                    return sides, place
                continue
            ids = dict.fromkeys(self.at(act, place))
            others = [i for i in ids if i not in without and self.scene.mentions[i].actor not in same]
            found = tuple(i for i in others if not unfit(self.scene, act, i, doer=not asked))
            instrument = act.type == "ASSAULT" and act.entry.roles == "nominal" and self.link == "with"
            if instrument and place[0] == "~":
                continue
            if found and not (asked and self._only_where(act, found, place, mutual="each" in places)):
                return found, f"~{self.link}" if place[0] == "~" else place
        return (), ""
