"""What else the words of an act say: its mode by the instrument, its contexts, the kind of its target."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from sayso.annotating.events.act import Act
from sayso.annotating.events.scene import Scene
from sayso.lexicon.language import load
from sayso.lexicon.ontology import has_mode, implied_contexts, target_kind
from sayso.records.event import TargetKind

# Classes of instruments and the mode of violence they mean; the first that is named wins.
_INSTRUMENTS = (
    ("@suicide", "suicide-attack"),
    ("@chemical", "unconventional"),
    ("@drone", "drone"),
    ("@riot_agent", "crowd-control"),
    ("@bomb", "explosives"),
    ("@shell", "heavy-weapons"),
    ("@tank", "heavy-weapons"),
    ("@aircraft", "aerial"),
    ("@gun", "firearms"),
    ("@blade", "primitive"),
    ("@fire", "destroy"),
)
_LOOKED_AT = 60


def mode_of(scene: Scene, act: Act) -> str | None:
    """The entry's mode; for violence without one, that of the instrument in its clause."""
    if act.mode is not None:
        return act.mode if has_mode(act.type, act.mode) else None  # type: ignore[arg-type]
    if act.type != "ASSAULT":
        return None
    near: set[str] = set()
    for token in _near(act):
        near |= scene.names(token)
    return next((mode for name, mode in _INSTRUMENTS if name in near), None)


def _near(act: Act) -> list[Token]:
    """Nouns that can be the instrument: subject, object, modifiers, and what follows with, by, in, using."""
    found = [act.head]
    for head in {act.head, act.host}:
        for child in head.children:
            if child.dep_ in ("nsubj", "nsubjpass", "dobj", "compound", "amod"):
                found.append(child)
            elif child.dep_ in ("prep", "agent") and child.lower_ in ("with", "by", "in", "using", "of", "from"):
                found += [c for c in child.children if c.dep_ == "pobj"]
            elif child.dep_ == "advcl" and child.lower_ in ("using", "firing", "detonating", "throwing"):
                found += [c for c in child.children if c.dep_ == "dobj"]
    return found


@cache
def _context_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, words in load("lang/en/contexts").items():
        for word in words.split(","):
            found.setdefault(" ".join(word.split()), []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def contexts_of(scene: Scene, act: Act, mode: str | None) -> tuple[str, ...]:
    """Contexts by the entry, by type and mode, by the parties' sectors, and by words of the clause."""
    sectors = [scene.mentions[i].sector or "" for i in (*act.actors, *act.recipients)]
    found = [*act.entry.contexts, *implied_contexts(act.type, mode, [s[:3] for s in sectors])]  # type: ignore[arg-type]
    words = _context_words()
    start, end = act.head.left_edge.i, act.head.right_edge.i + 1
    if act.host is not act.head:
        start, end = act.host.left_edge.i, act.host.right_edge.i + 1
    start = max(start, act.head.i - _LOOKED_AT)
    before = ""
    for token in act.head.doc[start : min(end, act.head.i + _LOOKED_AT)]:
        lemma = token.lemma_.lower()
        found += words.get(lemma, ())
        if before:
            found += words.get(f"{before} {lemma}", ())
        before = lemma
    return tuple(dict.fromkeys(found))


@cache
def _target_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, words in load("lang/en/events_targets").items():
        for word in words.split(","):
            found.setdefault(" ".join(word.split()), []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def target_of(scene: Scene, act: Act) -> TargetKind | None:
    """What kind of target the recipients are, by the first of them that tells."""
    for id_ in act.recipients:
        if (kind := kind_of(scene, id_)) is not None:
            return kind
    thing = scene.object(act.host) if not act.nominal and not act.recipients else None
    if thing is None:
        return None
    return target_kind(kind=None, sector=None, classes=_target_words().get(thing.lemma_.lower(), ()))


def kind_of(scene: Scene, id_: str) -> TargetKind | None:
    """What kind of target one mention is: its head word tells first, then its other words."""
    mention = scene.mentions[id_]
    found = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if found is None:
        return None
    words = _target_words()
    head = words.get(found.root.lemma_.lower(), ())
    if head and mention.kind != "facility":
        return target_kind(kind=mention.kind, sector=mention.sector, classes=head)
    classes = [c for t in found for c in words.get(t.lemma_.lower(), ())]
    return target_kind(kind=mention.kind, sector=mention.sector, classes=classes)
