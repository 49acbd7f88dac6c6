"""Why a draft was read as it was: one short sentence a decision, made from what decided it.

A reason begins with the decision's name ("type: …", "actor: …"), by which `sayso why` puts it beside what was decided.
It names words and constructions, never who stands there: that is in the record already, masked where it must be.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from sayso.annotating.events.act import Act
from sayso.annotating.events.lexicon import INTEND
from sayso.annotating.events.scene import Scene
from sayso.lexicon.language import load


@cache
def _said(table: str) -> dict[str, str]:
    found: dict[str, str] = load("lang/en/why")[table]
    return found


def type_reason(scene: Scene, act: Act, mode: str | None) -> str:
    """Why an act has its type: the entry of the lexicon, or the intention that a modal or verb states."""
    entry, name = act.entry, act.type if mode is None else f"{act.type}/{mode}"
    words = words_of(scene.doc, act.tokens)
    inner = next((a.type for a in act.content if not a.dropped), None)
    if act.made == "will":
        aim = f"an act of {inner}" if inner else "an act"
        asks = entry.type != INTEND
        return f"type: “{words}” {'calls for' if asks else 'states the intention of'} {aim}, which is {name}"
    if entry.type == INTEND:
        aim = f" of an act of {inner}" if inner else ""
        return f"type: “{words}” states an intention{aim}, which is {name}"
    if act.type != entry.type:
        under = "under a negation is listed as" if act.type == entry.negated else "stands here for"
        return f"type: “{words}” {under} {name}"
    return f"type: “{words}” is listed as {name}{_object(scene, act)}"


def _object(scene: Scene, act: Act) -> str:
    """The class of nouns that the entry asks of the object, where it is one."""
    wanted = act.entry.object
    if wanted is None or not wanted.classes:
        return ""
    found = min(wanted.classes & scene.names(scene.object(act.host)), default="")
    return f" with “{found[1:].replace('_', ' ')}” as its object" if found else ""


def party_reason(act: Act, role: str) -> str:
    """Why an act has its actor or recipient: where the words of the party stand."""
    place = act.actor_by if role == "actor" else act.recipient_by
    after = place[:1] == "~"
    told = _said("places").get("after" if after else place) or _said("places")["given"]
    word = act.host if place in ("subject", "object", "dative") else act.head
    return f"{role}: {told.format(word=word.text, said=place[1:])}"


def tie_reason(words: str, type_: str, how: str) -> str:
    """Why a relation has its type and its sides.

    >>> tie_reason("ally", "allied_with", "role")
    'type: “ally” is listed as allied with; sides: a noun names the part that one side has for the other'
    """
    return f"type: “{words}” is listed as {type_.replace('_', ' ')}; sides: {_said('ties').get(how, how)}"


def denial_reason(word: str, type_: str | None, mode: str | None) -> str:
    """Why a denial that only points back has its type.

    >>> denial_reason("it", "ASSAULT", "firearms")
    'type: “it” takes up what was told before, which is ASSAULT/firearms'
    """
    return f"type: “{word}” takes up what was told before, which is {type_ if mode is None else f'{type_}/{mode}'}"


def purpose_reason(how: str) -> str:
    """Why words are read as a purpose.

    >>> purpose_reason("because")
    'type: a reason is given for the act'
    """
    return f"type: {_said('purposes').get(how, how)}"


def words_of(doc: Doc, tokens: list[int]) -> str:
    """The words at these places, with … for what stands between them."""
    if len(tokens) == 1:
        return doc[tokens[0]].text
    parts: list[str] = []
    last = -1
    for i in sorted(set(tokens)):
        if parts:
            parts.append(" " if i == last + 1 else " … ")
        parts.append(doc[i].text)
        last = i
    return "".join(parts)
