"""Who is in a report: `sayso_actors` sets `Doc._.sayso_mentions`.

Names first (gazetteers, the model's entities as votes, and devices that find names the model misses), decided for the
whole report at once; then described actors, then pronouns; then who is who. The order of the work:

    rows of capitals -> names -> people and their offices -> nouns -> countries -> pronouns -> mentions
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc, Token

from sayso.annotating import marks
from sayso.annotating.actors.appositions import called, said_of
from sayso.annotating.actors.coreference import pronouns, resolve
from sayso.annotating.actors.described import BODIES, agree, arm, arm_alike, describe
from sayso.annotating.actors.modifiers import modifiers
from sayso.annotating.actors.names import names_of
from sayso.annotating.actors.nouns import belong, nouns_of, role_at
from sayso.annotating.actors.people import People, holds_office, left_edge, people_of
from sayso.annotating.actors.phrase import phrase
from sayso.annotating.actors.runs import Row, row_of
from sayso.annotating.actors.setting import settle_countries, settle_names, settle_people
from sayso.annotating.actors.sketch import Sketch, country_at, trimmed
from sayso.annotating.actors.votes import Name
from sayso.annotating.actors.words import words
from sayso.lexicon.names import is_acronym_of, slug
from sayso.records.actor import Mention


@Language.factory(
    "sayso_actors", assigns=["doc._.sayso_mentions"], requires=["token.dep", "token.tag", "token.lemma", "doc.ents"]
)
def sayso_actors(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component."""
    marks.register()
    return partial(actors, english=dictionary(nlp))


def dictionary(nlp: Language) -> frozenset[str]:
    """The English words that the pipeline's lemmatizer knows; empty if it has none."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if nlp.has_pipe("lemmatizer") else None
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    table = lookups.get_table("lemma_index")
    return frozenset(word for part in ("noun", "verb", "adj", "adv") for word in table.get(part, ()))


def actors(doc: Doc, english: frozenset[str] = frozenset()) -> Doc:
    """Set the mentions of a Doc; `english` are dictionary words, which unknown names are not."""
    if len(doc):
        row = row_of(doc, english)
        found = _resolved(row)
        text = doc.text
        doc._.sayso_mentions = tuple(_mention(row, text, n, s) for n, s in enumerate(found, 1))
        doc._.sayso_antecedents = tuple((s.head, s.stands_for) for s in found if s.stands_for is not None)
    return doc


def mentions(doc: Doc, english: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
    """The mentions of a parsed Doc, in text order."""
    return tuple(actors(doc, english)._.sayso_mentions)


def _resolved(row: Row) -> list[Sketch]:
    names = names_of(row)
    settle_names(row, names)
    sketches = list(_sketches(row, names))
    settle_people(sketches)
    arm_alike(sketches)
    agree(row, sketches)
    settle_countries(row, sketches)
    sketches = list({(s.start, s.end): s for s in reversed(sketches)}.values())
    sketches.sort(key=lambda s: (s.start, -s.end))
    return resolve(row, sketches)


def _sketches(row: Row, names: list[Name]) -> Iterator[Sketch]:
    by_start = {n.start: n for n in names}
    lefts = {n.start: left_edge(row, n) for n in names if n.kind == "person"}
    offices = {n.start: holds_office(row, n, lefts[n.start]) for n in names if n.kind == "person"}
    people = people_of((n, offices[n.start]) for n in names if n.kind == "person")
    ids = _actor_ids(row, names)
    covered: set[int] = set()
    for name in names:
        left = lefts.get(name.start, name.start)
        covered.update(range(left, name.end))
        if name.kind == "person":
            yield _person(row, name, left, offices[name.start], people, by_start)
        elif (sketch := _named(row, name, ids, by_start)) is not None:
            yield sketch
    nouns = list(nouns_of(row, covered, by_start))
    yield from (s for s in nouns if s.head not in covered)
    yield from pronouns(row, covered)
    yield from modifiers(row, names)


def _person(row: Row, name: Name, left: int, office: str | None, people: People, names: dict[int, Name]) -> Sketch:
    country = None
    for i in range(name.start - 1, left - 1, -1):
        country = country or country_at(row, i, names)
    role = next((r for i in range(name.start - 1, left - 1, -1) if (r := words().roles.get(row.lowers[i]))), None)
    sector = role.sector if role is not None and role.kind == "person" else None
    if office is not None:
        held = words().roles.get(office) or words().roles.get(office.split()[-1])
        sector = held.sector if held is not None else sector
    head = row.doc[left : name.end].root.i
    sketch = Sketch(
        start=left,
        end=name.end,
        head=head if head >= name.start else name.end - 1,
        kind="person",
        country=country,
        sector=sector,
        actor=people.actor(name.key),
        private=people.private(name.key),
        name=name,
        domestic=office is not None,
    )
    honoured = sector is None or row.lowers[max(left, name.start - 1)] in words().honorifics
    if office is None or honoured:
        describe(row, sketch, said_of(row, name, row.doc[name.start : name.end].root), names, anew=honoured)
    belong(row, sketch, names)
    return sketch


def _named(row: Row, name: Name, ids: dict[str, str], names: dict[int, Name]) -> Sketch | None:
    """A sketch of a name that is no person's; None for an adjective that only modifies."""
    kind, entry = name.kind, name.entry
    last = row.tokens[name.end - 1]
    if kind is None:
        return None
    form = entry.form if entry is not None else None
    if form in ("adjective", "people") or (kind == "group" and entry is None):
        return _people(row, name, last, names)
    start, end = name.start, name.end
    if kind in ("state_body", "organization", "armed_group", "facility"):
        if form == "body" and _modifies(row, last) and _same_body(row, name):
            return None
        start, end = _phrase(row, name)
    actor = entry.actor if entry is not None else ids.get(name.key)
    sketch = Sketch(start, end, last.i, kind, name.country, name.sector, actor, name=name)
    if entry is None and kind in BODIES:
        arm(row, sketch, called(row, name, row.doc[name.start : name.end].root))
    if form == "capital":
        sketch.kind, sketch.actor = ("state", name.country) if acting(row, name) else ("place", slug(name.key))
        sketch.sector = "GOV" if sketch.kind == "state" else None
    if sketch.country is None and kind != "place":
        for i in range(start, name.start):
            sketch.country = sketch.country or country_at(row, i, names)
        for i in range(name.end, end):
            sketch.country = sketch.country or country_at(row, i, names)
    if entry is not None and form == "body" and kind == "state_body" and entry.country is None and sketch.country:
        sketch.actor = slug(f"{sketch.country} {entry.name}")
    if entry is None and kind == "state_body" and sketch.country:
        sketch.actor = slug(f"{sketch.country} {name.key}")
    sketch.domestic = sketch.kind in ("state_body", "armed_group") and entry is None
    return sketch


def _modifies(row: Row, token: Token) -> bool:
    """Whether a name only modifies the noun after it."""
    if token.head.i <= token.i or token.dep_ in ("nsubj", "nsubjpass", "poss"):
        return False
    return token.dep_ in ("amod", "compound", "nmod", "advmod", "npadvmod") or token.head.pos_ in ("NOUN", "PROPN")


def _people(row: Row, name: Name, last: Token, names: dict[int, Name]) -> Sketch | None:
    """As in "The Israelis", "an Iranian"; and the adjective of "Senegalese plan", which says whose plan it is."""
    entry = name.entry
    if _modifies(row, last) or (
        row.pos[last.i] == "ADJ" and last.dep_ not in ("nsubj", "nsubjpass", "pobj", "dobj", "conj")
    ):
        owner = entry is not None and entry.form == "adjective" and entry.country is not None
        if owner and last.head.i > last.i and last.head.pos_ in ("NOUN", "PROPN") and not _person_like(row, last.head):
            return Sketch(name.start, name.end, last.i, "state", name.country, None, name.country, name=name)
        return None
    if entry is not None and entry.form == "adjective" and _coordinated(row, last):
        return Sketch(name.start, name.end, last.i, "state", name.country, None, name.country, name=name)
    start, end = _phrase(row, name)
    before = row.lowers[start : name.start]
    plural = row.texts[last.i].endswith(("s", "ese", "ish", "ch")) or last.tag_ in ("NNS", "NNPS")
    single = not plural and any(c.lower_ in ("a", "an", "another", "one") for c in last.lefts)
    country = next((c for i in range(name.start - 1, start - 1, -1) if (c := country_at(row, i, names))), None)
    ethnic = any(w in words().ethnic for w in before)
    sketch = Sketch(start, end, last.i, "person" if single else "group", sector=name.sector, name=name)
    sketch.country = country or (None if ethnic else name.country)
    sketch.plural, sketch.private, sketch.domestic = not single, single, sketch.country is None
    return sketch


def _coordinated(row: Row, token: Token) -> bool:
    """As in "Egyptian, Syrian and Iraqi forces": adjectives in a row, not peoples."""
    after = token.i + 1
    while after < len(row.lowers) and row.lowers[after] in (",", "and", "or"):
        after += 1
    hit = row.hits.get(after)
    return (
        after > token.i + 1
        and hit is not None
        and hit.entry.form == "adjective"
        and not row.lowers[token.i].endswith("s")
    )


def _person_like(row: Row, head: Token) -> bool:
    """Whether the noun is itself a mention, so that its adjective needs none."""
    if role_at(row, head) is not None:
        return True
    return any(c.dep_ == "compound" and role_at(row, c) is not None for c in head.lefts)


def _same_body(row: Row, name: Name) -> bool:
    """Whether the noun it modifies only repeats it: "Taliban fighters", "the Huseyniyyun group"."""
    head = row.tokens[name.end - 1].head
    lemma = head.lemma_.lower()
    role = words().roles.get(lemma)
    return lemma in words().collectives or (
        role is not None and (role.many == "armed_group" or role.kind == "armed_group")
    )


def _phrase(row: Row, name: Name) -> tuple[int, int]:
    """A body's name with its owner and adjectives ("Iran's Quds Force"), if the parse keeps them together."""
    start, end = phrase(row, row.doc[name.start : name.end].root)
    if start <= name.start and end >= name.end and name.start - start <= 6 and end - name.end <= 6:
        return start, end
    return trimmed(row, name.start, name.end)


def _actor_ids(row: Row, names: Sequence[Name]) -> dict[str, str]:
    """Slugs of names outside the gazetteers; an acronym takes that of the phrase that spells it."""
    ids: dict[str, str] = {}
    phrases = [n for n in names if n.kind in ("organization", "state_body", "armed_group") and n.end - n.start > 1]
    for name in names:
        if name.key in ids or name.kind in ("person", "group"):
            continue
        ids[name.key] = slug(name.key)
        text = row.texts[name.start]
        if name.end - name.start == 1 and text.isupper():
            for other in phrases:
                if is_acronym_of(text, " ".join(row.texts[other.start : other.end])):
                    ids[name.key] = (other.entry.actor if other.entry else None) or slug(other.key)
                    break
    return ids


def acting(row: Row, name: Name) -> bool:
    """Whether a capital stands for its state: it says, decides, or is one side of talks."""
    token = row.tokens[name.end - 1]
    dateline = row.texts[name.start].isupper() and row.tokens[name.start].is_sent_start
    if dateline and row.lowers[name.end : name.end + 1] in ([","], ["-"], ["("]):
        return False
    for _ in range(4):
        if token.dep_ != "conj":
            break
        token = token.head
    verb = token.head
    if token.dep_ == "nsubj":
        return verb.pos_ == "VERB" and verb.lemma_ not in words().happens
    if token.dep_ == "pobj" and verb.lower_ in ("between", "with", "by", "against", "on", "from", "to"):
        above = verb.head
        if verb.dep_ == "agent":
            return True
        return verb.lower_ != "in" and above.lemma_.lower() in words().diplomatic
    return token.dep_ == "poss" and verb.lemma_.lower() in (
        "decision",
        "policy",
        "ally",
        "demand",
        "claim",
        "refusal",
        "intention",
        "support",
        "allies",
        "stance",
        "position",
        "government",
    )


def _mention(row: Row, text: str, number: int, sketch: Sketch) -> Mention:
    start, end = trimmed(row, sketch.start, sketch.end)
    first, last = row.tokens[start], row.tokens[end - 1]
    left, right = first.idx, last.idx + len(last)
    return Mention(
        id=f"m{number}",
        start=left,
        end=right,
        text=text[left:right],
        kind=sketch.kind,
        actor=sketch.actor,
        country=sketch.country,
        sector=sketch.sector,
        private=sketch.private and sketch.kind == "person",
    )
