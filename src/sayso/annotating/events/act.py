"""An act while it is being read, and the condition on prepositions that verbs, nouns and adjectives share."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from sayso.annotating.events.lexicon import Entry
from sayso.annotating.events.scene import Scene
from sayso.records.claim import Mode


@dataclass(slots=True, eq=False)
class Act:
    """An act as it is being read: mutable until it becomes a draft.

    `host` is the verb whose subject, modals and negation hold for the act: the trigger itself or its light verb.
    `actor_by` and `recipient_by` name the places in which the parties stand, for the reasons.
    `seat` is the verb in whose place the act stands ("*sent* a team to investigate"); that verb's act is `means`.
    """

    head: Token
    host: Token
    entry: Entry
    type: str
    mode: str | None
    light: str | None = None
    tokens: list[int] = field(default_factory=list)
    eaten: list[int] = field(default_factory=list)
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_by: str = ""
    recipient_by: str = ""
    by_place: bool = False
    outer: Act | None = None
    content: list[Act] = field(default_factory=list)
    modes: list[Mode] = field(default_factory=list)
    seat: Token | None = None
    means: bool = False
    made: str = "verb"
    dropped: bool = False

    @property
    def nominal(self) -> bool:
        """Whether a noun names it."""
        return self.made == "noun"


def preposition(scene: Scene, entry: Entry, heads: tuple[Token, ...]) -> list[int] | None:
    """The tokens of a preposition on one of `heads` that an entry asks for (with its noun); None if there is none."""
    for words, wanted in entry.preps:
        for head in heads:
            for child in head.children:
                if child.lower_ not in words:
                    continue
                if wanted is None:
                    timed = any(c.ent_type_ in ("DATE", "TIME") for c in child.children)
                    if not timed and (child.i > head.i or child.dep_ == "prep"):
                        return [child.i]
                    continue
                for inner in child.children:
                    if inner.dep_ in ("pobj", "pcomp") and wanted.fit(scene.names(inner)):
                        return [child.i, inner.i] if inner.dep_ == "pobj" else [child.i]
    return None


def infinitive(verb: Token) -> bool:
    """Whether a verb form has "to"."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)
