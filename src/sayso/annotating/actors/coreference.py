"""Who pronouns and definite descriptions stand for, where that is beyond doubt.

Precision first: an anaphor with two possible antecedents keeps none. A wrong antecedent would put an act on somebody
who never did it; a missing one only leaves the act with "the group", which is what the text says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.sketch import Sketch
from sayso.annotating.actors.words import words
from sayso.lexicon.names import slug
from sayso.records.actor import MentionKind

_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "agent", "conj"})
_KIND: dict[str, MentionKind] = {
    "one": "person",
    "person": "person",
    "many": "group",
    "group": "group",
    "thing": "organization",
}
_BODIES = ("state", "state_body", "organization", "armed_group")
_GROUPS = ("group", "armed_group", "organization", "state_body")
_ANY = frozenset({"any", "no", "every", "each", "either", "neither"})
_SENTENCES = 2
_CANDIDATES = 40


def pronouns(row: Row, covered: set[int]) -> Iterator[Sketch]:
    """Sketches of personal pronouns that can be an argument or a source."""
    table = words().pronouns
    for i, pos in enumerate(row.pos):
        if pos != "PRON" or i in covered or (use := table.get(row.lowers[i])) is None:
            continue
        if row.tokens[i].dep_ in _ARGUMENT:
            kind = _KIND[use]
            one, many = kind == "person", kind == "group"
            yield Sketch(i, i + 1, i, kind, private=one, plural=many, pronoun=True)


def resolve(row: Row, sketches: Sequence[Sketch]) -> list[Sketch]:
    """Give anaphors the actor of their antecedent; an "it" without one is dropped. Sketches come in text order."""
    kept: list[Sketch] = []
    rulers: dict[str, set[tuple[str | None, str | None]]] = {}
    opened = _opened(row)
    for sketch in sketches:
        if sketch.pronoun:
            use = words().pronouns[row.lowers[sketch.head]]
            quote = opened[sketch.head]
            before = kept if quote < 0 else [s for s in kept[-_CANDIDATES:] if s.head > quote]
            if not _pronoun(row, sketch, before, use) and use == "thing":
                continue
        elif sketch.actor is None and sketch.name is None and not _shortened(row, sketch, kept):
            _description(row, sketch, kept)
        if sketch.kind == "state_body" and sketch.name is None:
            _repeat(row, sketch, rulers)
        kept.append(sketch)
    return kept


def _shortened(row: Row, sketch: Sketch, before: Sequence[Sketch]) -> bool:
    """As in "The Front" after "the Tarn Liberation Front": a name's last word, as long as one name has it."""
    i = sketch.head
    if not _bare(sketch) or not row.texts[i][:1].isupper() or row.lowers[i - 1 : i] != ["the"]:
        return False
    ending = [s for s in before if s.kind in _BODIES and s.actor is not None and _ends_in(row, s, row.lowers[i])]
    found = _only(ending)
    if found is None:
        return False
    sketch.actor, sketch.kind = found.actor, found.kind
    sketch.country, sketch.sector = found.country, found.sector
    return True


def _ends_in(row: Row, sketch: Sketch, word: str) -> bool:
    """Whether a name of several words has a word as its last, or before "of": "the *Front* for the Liberation"."""
    name = sketch.name
    if name is None or name.end - name.start < 2:
        return False
    lowers = row.lowers[name.start : name.end]
    head = next((n for n, w in enumerate(lowers) if w in ("for", "of")), len(lowers)) - 1
    return word == lowers[head]


def _repeat(row: Row, sketch: Sketch, seen: dict[str, set[tuple[str | None, str | None]]]) -> None:
    """As in "The regime" after "the regime in Iran": the same, as long as the text knows only one."""
    lemma = row.tokens[sketch.head].lemma_.lower()
    before = seen.setdefault(lemma, set())
    if sketch.country is not None or sketch.actor is not None:
        before.add((sketch.country, sketch.actor))
    elif len(before) == 1 and _bare(sketch) and _marker(row.tokens[sketch.head]) is not None:
        sketch.country, sketch.actor = next(iter(before))


def _bare(sketch: Sketch) -> bool:
    return sketch.end - sketch.start == 1


def _opened(row: Row) -> list[int]:
    """For each token, where the quotation around it opens; -1 outside."""
    found, at = [], -1
    for i, text in enumerate(row.texts):
        if "\n" in text or text in ("”", "»"):
            at = -1
        elif text in ("“", "«"):
            at = i
        elif text in ('"', "``", "''"):
            at = -1 if at >= 0 else i
        found.append(at)
    return found


def _recent(row: Row, sketch: Sketch, before: Sequence[Sketch], window: int) -> list[Sketch]:
    """Sketches that ended before this one, at most `window` sentences back, nearest first."""
    here = row.sents[sketch.head]
    found: list[Sketch] = []
    for other in reversed(before):
        if here - row.sents[other.head] > window or len(found) > _CANDIDATES:
            break
        if other.end <= sketch.start:
            found.append(other)
    return found


def _pronoun(row: Row, sketch: Sketch, before: Sequence[Sketch], use: str) -> bool:
    token = row.tokens[sketch.head]
    if use in ("person", "group") or token.dep_ == "conj":
        return False
    if use == "one":
        return _link(sketch, _one_person(row, sketch, _recent(row, sketch, before, _SENTENCES)))
    near = [s for s in _recent(row, sketch, before, 1) if not s.pronoun and not _within_other(s, before)]
    if use == "many":
        fit = [s for s in near if s.kind in _GROUPS and (s.plural or s.name is not None)]
        return _link(sketch, _only([s for s in fit if s.plural] or fit))
    if token.dep_ != "nsubj" or token.head.lemma_ not in words().acts | words().speech:
        return False
    return _link(sketch, _only([s for s in near if (s.kind in _BODIES or _one_body(row, s)) and not s.plural]))


def _one_body(row: Row, sketch: Sketch) -> bool:
    """Whether a phrase is of one body without a name: "*the group* itself said that it"."""
    return sketch.kind == "group" and row.tokens[sketch.head].tag_ == "NN"


def _within_other(sketch: Sketch, others: Sequence[Sketch]) -> bool:
    return any(o is not sketch and o.start <= sketch.start and sketch.end <= o.end for o in others[-_CANDIDATES:])


def _one_person(row: Row, sketch: Sketch, near: Sequence[Sketch]) -> Sketch | None:
    other = words().male if row.lowers[sketch.head] in words().female | {"her"} else words().female
    people = [s for s in near if s.kind == "person" and not set(row.lowers[s.start : s.end]) & other]
    people = [s for s in people if (s.actor is not None or not s.pronoun) and not nobody(row.tokens[s.head])]
    return _only([s for s in people if s.name is not None or not any(_beside_name(row, s, o) for o in people)])


def nobody(token: Token) -> bool:
    """Whether a phrase means nobody in particular: "denied that *any soldier* had been there"."""
    return any(c.dep_ == "det" and c.lower_ in _ANY for c in token.lefts)


def _beside_name(row: Row, described: Sketch, named: Sketch) -> bool:
    """Whether a description is of somebody named beside it: "*a spokesman*, Colonel X", "X, *the commander*"."""
    one, other = row.tokens[described.head], row.tokens[named.head]
    joined = (one.dep_ == "appos" and one.head.i == other.i) or (other.dep_ == "appos" and one.i in _above(other))
    return named.name is not None and joined


def _above(token: Token) -> set[int]:
    """What an apposition can be of: its head, or what that hangs on: "a *spokesman* for the ministry, Colonel X"."""
    found, token = {token.head.i}, token.head
    while token.dep_ in ("pobj", "prep"):
        token = token.head
        found.add(token.i)
    return found


def _only(candidates: Sequence[Sketch]) -> Sketch | None:
    """The nearest candidate if all of them are one actor."""
    if not candidates:
        return None
    first = candidates[0]
    same = all(c is first or (c.actor is not None and c.actor == first.actor) for c in candidates)
    return first if same else None


def _link(sketch: Sketch, antecedent: Sketch | None) -> bool:
    if antecedent is None:
        return False
    sketch.actor, sketch.kind = antecedent.actor, antecedent.kind
    sketch.country, sketch.sector = antecedent.country, antecedent.sector
    sketch.private = antecedent.private
    sketch.stands_for = antecedent.head
    return True


def _description(row: Row, sketch: Sketch, before: Sequence[Sketch]) -> None:
    """As in "The group", "this ministry", "these groups": one named before, if only one can be meant."""
    token = row.tokens[sketch.head]
    lemma, marker = token.lemma_.lower(), _marker(token)
    if marker is None or not _bare(sketch):
        return
    if sketch.plural:
        _plural_description(row, sketch, lemma, before)
        return
    kinds = words().anaphors.get(lemma)
    if not kinds:
        return
    near = [s for s in _recent(row, sketch, before, 3) if s.kind in kinds and s.actor is not None and not s.plural]
    near = [s for s in near if not _beside(row.tokens[s.head], token)]
    found = _only(_fitting(row, near, kinds, lemma, before))
    if found is not None:
        named = sketch.kind == "person"
        sketch.actor, sketch.country = found.actor, sketch.country or found.country
        sketch.sector = found.sector or sketch.sector
        sketch.private = found.private
        sketch.kind = sketch.kind if named else found.kind


def _beside(other: Token, token: Token) -> bool:
    """Whether two words are joined or stand around one verb, and so are two parties: "*X* and *the army* signed"."""
    if any(t.i == other.i for t in _joined_to(token)):
        return True
    return other.head.i == token.head.i and other.dep_ in _ARGUMENT and token.dep_ in _ARGUMENT


def _joined_to(token: Token) -> Iterator[Token]:
    for _ in range(20):
        if token.dep_ != "conj":
            return
        yield (token := token.head)


def _fitting(row: Row, near: list[Sketch], kinds: Sequence[str], lemma: str, before: Sequence[Sketch]) -> list[Sketch]:
    """Candidates that the noun can stand for: a person so called, a place of that size, a body of that name."""
    if "person" in kinds:
        return [s for s in near if s.name is None or _described(row, s, lemma, before)]
    if "place" in kinds:
        level = words().precision.get(lemma)
        near = [s for s in near if not _dateline(row, s)]
        towns = [s for s in near if s.name is not None and (s.name.entry is None or s.name.entry.form == "capital")]
        lands = [s for s in near if s.name is not None and s.name.entry is not None and s.name.entry.form == "region"]
        return towns if level == "city" else lands
    if "group" in (lemma, *kinds) or "organization" in kinds or "armed_group" in kinds:
        return near
    if "state" in kinds:
        return near
    return [s for s in near if lemma in row.lowers[s.start : s.end]]


def _dateline(row: Row, sketch: Sketch) -> bool:
    """Whether a place in capitals opens a line: a report was filed there, and "the town" need not be it."""
    opens = sketch.start == 0 or "\n" in row.texts[sketch.start - 1]
    return opens and all(w.isupper() for w in row.texts[sketch.start : sketch.end])


def _marker(token: Token) -> str | None:
    definite = words().definite
    return next((c.lower_ for c in token.lefts if c.dep_ == "det" and c.lower_ in definite), None)


def _described(row: Row, person: Sketch, lemma: str, before: Sequence[Sketch]) -> bool:
    """Whether the text calls a person by that noun: in a title, or in a mention of the same actor."""
    return any(
        s.actor == person.actor and lemma in row.lowers[s.start : s.end]
        for s in before[-_CANDIDATES:]
        if s.kind == "person"
    )


def _plural_description(row: Row, sketch: Sketch, lemma: str, before: Sequence[Sketch]) -> None:
    """As in "These groups" is the last plural phrase with such a head; the phrase gets an id if it has none."""
    near = _recent(row, sketch, before, 2)
    for other in near:
        head = row.tokens[other.head].lemma_.lower()
        akin = head == lemma or (lemma in words().collectives and head in words().collectives | {"force"})
        if other.plural and not other.pronoun and akin and other.kind != "person" and not _bare(other):
            if other.actor is None:
                other.actor = slug(" ".join(row.texts[other.start : other.end]))
            sketch.actor, sketch.kind = other.actor, other.kind
            sketch.country, sketch.sector = sketch.country or other.country, other.sector
            return
    if "armed_group" in words().anaphors.get(lemma + "s", ()) or sketch.kind == "armed_group":
        found = _only([s for s in near if s.kind == "armed_group" and s.actor is not None])
        if found is not None:
            sketch.actor, sketch.country, sketch.sector = found.actor, found.country, found.sector
