"""Mentions in a role's place that are no party to the act: one's own means, what only takes place or is made."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.annotating.events.act import Act
from sayso.annotating.events.scene import Scene
from sayso.annotating.grammar.tree import path_up
from sayso.records.actor import Mention

# Means of the doer's own, which no act but harm is done to.
_MEANS = frozenset({"@troops", "@border", "@arms", "@embassy", "@diplomat"})
_OWN = frozenset({"its", "their", "his", "her"})
_LEFT = frozenset({"poss", "amod", "compound", "nmod"})
_HARM = frozenset({"ASSAULT", "COERCE"})
_THINGS = frozenset({"organization", "facility", "place", "group"})


def unfit(scene: Scene, act: Act, id_: str, *, doer: bool) -> bool:
    """Whether a mention cannot be whom an act is done to or, with `doer`, who does it."""
    mention = scene.mentions[id_]
    head = scene.index.head_of(mention)
    if head is None:
        return False
    moved = _moved(scene, act, head) if doer else _own_means(scene, act, head)
    return moved or _takes_place(scene, mention, head)


def _moved(scene: Scene, act: Act, head: Token) -> bool:
    """What a nameless withdrawal is of: in "completed its withdrawal of *troops*" they are moved and decide nothing."""
    bare = head.pos_ == "NOUN" and not any(c.dep_ in _LEFT for c in head.lefts)
    return act.nominal and act.type in ("RETREAT", "MOBILIZE") and bare and "@troops" in scene.names(head)


def _own_means(scene: Scene, act: Act, head: Token) -> bool:
    """The doer's own: "withdrew *its troops* from", "opened *its borders* to", "mobilized *troops* against"."""
    if act.type in _HARM or scene.names(head).isdisjoint(_MEANS):
        return False
    if any(c.dep_ == "poss" and c.lower_ in _OWN for c in head.lefts):
        return True
    moved = act.type == "MOBILIZE" and head.pos_ == "NOUN" and scene.object(act.host) == head
    return moved and not any(c.dep_ in _LEFT for c in head.lefts)


def _takes_place(scene: Scene, mention: Mention, head: Token) -> bool:
    """A meeting, a war, a vote: "attended *the Lima Summit*", "troops for *the Gulf War*"."""
    return mention.kind in _THINGS and head.lemma_.lower() in scene.lexicon.lists["happening"]


def made(scene: Scene, token: Token) -> bool:
    """Whether a thing is only brought about: "agreed to set up *the Lima Institute*" is about Lima."""
    if token.dep_ == "conj":
        token = next((t for t in path_up(token) if t.dep_ != "conj"), token)
    return token.dep_ == "dobj" and token.head.lemma_ in scene.lexicon.lists["creating"]
