"""Where parties without a nation are from: their own "in X", the place of the act, or the other party's country.

A report says "demonstrators" of its own country and "French demonstrators" of another; the unmarked party is the
domestic one. Only parties to an act are looked at, and a country that the words give is never changed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.annotating.draft import Draft
from sayso.annotating.events.act import Act
from sayso.annotating.events.scene import Scene
from sayso.lexicon.language import load
from sayso.records.actor import Mention


class Homes:
    """Countries found for mentions that had none."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: dict[str, str] = {}
        self._rules = load("ontology/homes")
        self._by_actor = {m.actor: m.country for m in scene.mentions.values() if m.actor and m.country}

    def mentions(self) -> tuple[Mention, ...]:
        """All mentions of the Doc, in order, with the countries found."""
        return tuple(
            dataclasses.replace(m, country=self.found[m.id]) if m.id in self.found else m
            for m in self.scene.mentions.values()
        )

    def settle(self, acts: Sequence[tuple[Act, Draft]]) -> None:
        """Look at the parties of a sentence's acts."""
        for act, draft in acts:
            parties = (*draft.actors, *draft.recipients)
            if not any(self._open(i) for i in parties):
                continue
            here = next(self._places(act), None)
            for id_ in parties:
                self._fill(id_, self._own(id_) or here)
            self._fill_from(draft.recipients, draft.actors, act.type, "by_doer")
            self._fill_from(draft.actors, draft.recipients, act.type, "by_recipient")

    def _open(self, id_: str) -> bool:
        mention = self.scene.mentions[id_]
        named = mention.country is not None and not self._ethnic(mention)
        if named or id_ in self.found or mention.kind not in self._rules["kinds"]:
            return False
        return (mention.sector or "")[:3] not in self._rules["abroad"]

    def _ethnic(self, mention: Mention) -> bool:
        """Whether "ethnic" says that the people's name is no nationality."""
        head = self.scene.index.head_of(mention) if mention.kind == "group" else None
        return head is not None and any(c.lower_ in self.scene.lexicon.lists["ethnic"] for c in head.lefts)

    def _fill(self, id_: str, country: str | None) -> None:
        if country is not None and self._open(id_):
            self.found[id_] = country

    def _fill_from(self, ids: Sequence[str], others: Sequence[str], type_: str, rule: str) -> None:
        if type_ not in self._rules[rule]["types"]:
            return
        for other in others:
            mention = self.scene.mentions[other]
            if (mention.sector or "")[:3] in self._rules[rule]["sectors"] and mention.kind != "state":
                for id_ in ids:
                    self._fill(id_, mention.country)

    def _own(self, id_: str) -> str | None:
        """The country of the same actor elsewhere, or of the mention's own "in X", "from X"."""
        mention = self.scene.mentions[id_]
        if mention.actor in self._by_actor and mention.country is None:
            return self._by_actor[mention.actor]
        head = self.scene.index.head_of(mention)
        return next(self._below(head, depth=2), None) if head is not None else None

    def _below(self, head: Token, *, depth: int) -> Iterator[str]:
        for child in head.rights:
            if child.dep_ in ("acl", "relcl") and depth > 1:
                yield from self._below(child, depth=depth - 1)
            elif child.dep_ == "prep" and child.lower_ in self.scene.lexicon.lists["here"] | {"of", "from"}:
                yield from self._countries(child)

    def _places(self, act: Act) -> Iterator[str]:
        for head in dict.fromkeys((act.head, act.host)):
            for child in head.children:
                if child.dep_ == "prep" and child.lower_ in self.scene.lexicon.lists["here"]:
                    yield from self._countries(child)

    def _countries(self, prep: Token) -> Iterator[str]:
        for inner in prep.children:
            mention = self.scene.index.covering(inner) if inner.dep_ == "pobj" else None
            if mention is not None and mention.kind in ("place", "state", "facility") and mention.country:
                yield mention.country
