"""Who pronouns and definite descriptions stand for, where that is beyond doubt.

Precision first: an anaphor with two possible antecedents keeps none. A wrong antecedent would put an act on somebody
who never did it; a missing one only leaves the act with "the group", which is what the text says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.annotating.actors_runs import Row
from sayso.annotating.actors_sketch import Sketch
from sayso.annotating.actors_words import words
from sayso.lexicon.names import slug
from sayso.records.actor import MentionKind

_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "agent", "conj"})
_SINGLE = frozenset({"he", "she", "him", "her"})
_MANY = frozenset({"they", "them"})
_SPEAKER: dict[str, MentionKind] = {"i": "person", "me": "person", "we": "group", "us": "group"}
_MALE = frozenset(
    "mr mr. he man men father son brother husband king prince sir lord boy uncle spokesman policeman businessman sheikh imam ayatollah señor don herr".split()
)
_FEMALE = frozenset(
    "mrs mrs. ms ms. miss she woman women mother daughter sister wife widow queen princess lady dame girl aunt spokeswoman policewoman businesswoman actress señora doña frau".split()
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_WINDOW = 2


def pronouns(row: Row, covered: set[int]) -> Iterator[Sketch]:
    """Sketches of personal pronouns that can be an argument or a source."""
    for token in row.tokens:
        lower = row.lowers[token.i]
        if row.pos[token.i] != "PRON" or token.i in covered or token.dep_ not in _ARGUMENT:
            continue
        if lower in _SINGLE:
            yield Sketch(token.i, token.i + 1, token.i, "person", private=True, pronoun=True)
        elif lower in _MANY:
            yield Sketch(token.i, token.i + 1, token.i, "group", plural=True, pronoun=True)
        elif lower in _SPEAKER:
            kind = _SPEAKER[lower]
            yield Sketch(
                token.i, token.i + 1, token.i, kind, private=kind == "person", plural=kind == "group", pronoun=True
            )
        elif lower == "it" and token.dep_ in ("nsubj", "dobj", "pobj"):
            yield Sketch(token.i, token.i + 1, token.i, "organization", pronoun=True)


def resolve(row: Row, sketches: Sequence[Sketch]) -> list[Sketch]:
    """Give anaphors the actor of their antecedent; an "it" without one is dropped. Sketches come in text order."""
    kept: list[Sketch] = []
    for sketch in sketches:
        if sketch.pronoun:
            if not _pronoun(row, sketch, kept) and row.lowers[sketch.head] == "it":
                continue
        elif sketch.actor is None and sketch.name is None:
            _description(row, sketch, kept)
        kept.append(sketch)
    return kept


def _recent(row: Row, sketch: Sketch, before: Sequence[Sketch], window: int) -> list[Sketch]:
    """Sketches that ended before this one, at most `window` sentences back, nearest first."""
    here = row.sents[sketch.head]
    found = []
    for other in reversed(before):
        if here - row.sents[other.head] > window or len(found) > 40:
            break
        if other.end <= sketch.start:
            found.append(other)
    return found


def _pronoun(row: Row, sketch: Sketch, before: Sequence[Sketch]) -> bool:
    lower = row.lowers[sketch.head]
    if lower in _SPEAKER or (row.tokens[sketch.head].dep_ == "conj"):
        return False
    if lower in _SINGLE:
        return _link(sketch, _one_person(row, sketch, _recent(row, sketch, before, _WINDOW)))
    near = [s for s in _recent(row, sketch, before, 1) if not _within_other(s, before)]
    if lower in _MANY:
        plural = [
            s
            for s in near
            if (s.plural or s.kind in ("armed_group", "organization"))
            and s.kind in ("group", "armed_group", "organization", "state_body")
            and not s.pronoun
        ]
        return _link(sketch, _only(row, plural))
    bodies = [
        s
        for s in near
        if s.kind in ("state", "state_body", "organization", "armed_group") and not s.plural and not s.pronoun
    ]
    return row.tokens[sketch.head].head.pos_ == "VERB" and _link(sketch, _only(row, bodies))


def _within_other(sketch: Sketch, others: Sequence[Sketch]) -> bool:
    return any(o is not sketch and o.start <= sketch.start and sketch.end <= o.end for o in others[-30:])


def _one_person(row: Row, sketch: Sketch, near: Sequence[Sketch]) -> Sketch | None:
    gender = _FEMALE if row.lowers[sketch.head] in ("she", "her") else _MALE
    other = _MALE if gender is _FEMALE else _FEMALE
    people = [s for s in near if s.kind == "person" and not s.plural and not set(row.lowers[s.start : s.end]) & other]
    people = [s for s in people if s.actor is not None or not s.pronoun]
    return _only(row, people)


def _only(row: Row, candidates: Sequence[Sketch]) -> Sketch | None:
    """The nearest candidate if all of them are one actor."""
    if not candidates:
        return None
    first = candidates[0]
    if all(c is first or (c.actor is not None and c.actor == first.actor) for c in candidates):
        return first
    return None


def _link(sketch: Sketch, antecedent: Sketch | None) -> bool:
    if antecedent is None:
        return False
    if antecedent.actor is None and antecedent.name is None and antecedent.kind == "person":
        sketch.kind, sketch.country, sketch.sector = antecedent.kind, antecedent.country, antecedent.sector
        sketch.private = antecedent.private
        return True
    sketch.actor, sketch.kind = antecedent.actor, antecedent.kind
    sketch.country, sketch.sector, sketch.private = antecedent.country, antecedent.sector, antecedent.private
    return antecedent.actor is not None


def _description(row: Row, sketch: Sketch, before: Sequence[Sketch]) -> None:
    """ "The group", "this ministry", "these groups": one named before, if only one can be meant."""
    token = row.tokens[sketch.head]
    lemma = token.lemma_.lower()
    marker = _marker(token)
    if marker is None or sketch.head != sketch.start or sketch.end > sketch.head + 1:
        return
    if marker in ("these", "those") or (sketch.plural and marker in _DEFINITE):
        _plural_description(row, sketch, lemma, before)
        return
    kinds = words().anaphors.get(lemma)
    if not kinds or sketch.plural:
        return
    near = [s for s in _recent(row, sketch, before, 3) if s.kind in kinds and s.actor is not None and not s.plural]
    if "person" in kinds:
        near = [s for s in near if s.name is None or _described(row, s, lemma, before)]
    elif "state" in kinds:
        near = near[:1] if len({s.actor for s in near}) == 1 else []
    elif kinds[0] in ("state_body", "facility"):
        near = [
            s
            for s in near
            if lemma in (row.tokens[s.head].lemma_.lower(), row.lowers[s.end - 1])
            or lemma in row.lowers[s.start : s.end]
        ]
    found = _only(row, near)
    if found is not None:
        sketch.actor, sketch.country = found.actor, sketch.country or found.country
        sketch.sector = found.sector or sketch.sector
        if kinds[0] != "person":
            sketch.kind = found.kind
        sketch.private = found.private if found.kind == "person" else sketch.private


def _marker(token: Token) -> str | None:
    return next((c.lower_ for c in token.lefts if c.dep_ == "det" and c.lower_ in _DEFINITE), None)


def _described(row: Row, person: Sketch, lemma: str, before: Sequence[Sketch]) -> bool:
    """Whether the text calls a person by that noun: in a title, or in a mention of the same actor."""
    return any(s.actor == person.actor and lemma in row.lowers[s.start : s.end] for s in before)


def _plural_description(row: Row, sketch: Sketch, lemma: str, before: Sequence[Sketch]) -> None:
    """ "These groups" is the last plural phrase with such a head; the phrase gets an id if it has none."""
    for other in _recent(row, sketch, before, 2):
        same = row.tokens[other.head].lemma_.lower() == lemma
        akin = lemma in words().collectives and row.tokens[other.head].lemma_.lower() in words().collectives
        if other.plural and not other.pronoun and (same or akin) and other.kind != "person":
            if other.actor is None:
                other.actor = slug(" ".join(row.texts[other.start : other.end]))
            sketch.actor, sketch.kind = other.actor, other.kind
            sketch.country, sketch.sector = sketch.country or other.country, other.sector
            return
