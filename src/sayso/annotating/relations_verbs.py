"""Relations that a verb or participle states: "backs", "is armed by", "supplied X with", "affiliated with"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.annotating.relations_check import Found
from sayso.annotating.relations_goods import Good, goods_of
from sayso.annotating.relations_who import Party, Who, bearer
from sayso.annotating.relations_words import words
from sayso.annotating.tree import conjuncts, passive, prepositional
from sayso.records.claim import Mode

_RELATIVE = frozenset({"that", "which", "who", "whom"})
_PROMISES = frozenset({"pledge", "promise", "offer"})
_DITRANSITIVE = frozenset({"give", "send", "offer", "lend", "hand", "grant", "sell", "promise", "pledge"})
_HELPING = frozenset({"help", "support", "aid", "assist", "back", "defend", "protect", "train", "reinforce"})


def acts(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT backs OBJECT; OBJECT is backed by SUBJECT; OBJECT backed by SUBJECT."""
    frame = words().acts.get(verb.lemma_) or words().participles.get(verb.lower_)
    if frame is None or not _is_verbal(verb) or (verb.lemma_ == "prop" and not _particle(verb, "up")):
        return
    if _undergone(verb):
        by = _agents(verb)
        if verb.lemma_ in words().sets["with_goods"] and any(goods_of(t, conflict=True) for t in _with(verb, verb)):
            return
        subject, given = _givers(by, who)
        borne = bearer(verb)
        objects = who.parties(borne) if borne is not None and subject else []
        for item in given or [Good(frame.type, verb.i, verb.i + 1, verb)]:
            need = frame.need if item.type == frame.type else words().needs[item.type]
            yield _found(item, need, verb, subject, objects, how="passive", words=[borne, *by])
        return
    if frame.passive_only or verb.pos_ == "ADJ":
        return
    done = _object(verb)
    doer = bearer(verb)
    if done is None or doer is None:
        return
    good = Good(frame.type, verb.i, verb.i + 1, verb)
    yield _found(good, frame.need, verb, who.parties(doer), who.parties(done), how="active", words=[doer, done])


def gives(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT gives GOODS to OBJECT, OBJECT with GOODS; GOODS supplied by SUBJECT to OBJECT."""
    table = words()
    if verb.lemma_ not in table.sets["gives_to"] | table.sets["with_goods"] or not _is_verbal(verb):
        return
    conflict = who.conflict(verb)
    undergone = _undergone(verb)
    moved = bearer(verb) if undergone else _object(verb)
    by = _agents(verb) if undergone else [t for t in (bearer(verb),) if t is not None]
    givers = [p for t in by for p in who.parties(t)]
    if moved is None or not givers:
        return
    modes: tuple[Mode, ...] = ("future",) if verb.lemma_ in _PROMISES else ()
    conflict = conflict or any(who.fights(p.mention) for p in who.parties(moved))
    with_goods = [g for t in _with(verb, moved) for g in goods_of(t, conflict=conflict)]
    if with_goods and verb.lemma_ in table.sets["with_goods"]:
        takers, goods, at = who.parties(moved), with_goods, [moved]
    elif verb.lemma_ in table.sets["gives_to"]:
        aimed = any(who.fights(p.mention) for t in _recipients(verb, []) for p in who.parties(t))
        goods = goods_of(moved, conflict=conflict or aimed)
        at = list(_recipients(verb, goods))
        takers = [p for t in at for p in who.parties(t)]
    else:
        return
    for good in goods:
        need = _need(good, verb)
        yield _found(good, need, verb, givers, takers, how="gives", words=[*by, *at], modes=modes)


def receives(verb: Token, who: Who) -> Iterator[Found]:
    """OBJECT receives GOODS from SUBJECT; SUBJECT's GOODS are received by OBJECT."""
    ordered = verb.lemma_ == "take"
    if not (ordered or verb.lemma_ in words().sets["receives"]) or not _is_verbal(verb):
        return
    if _undergone(verb):
        things, takers = [bearer(verb)], _agents(verb)
    else:
        taker = bearer(verb)
        things = [_object(verb), *prepositional(verb, "on", "upon", "off", "from")]
        takers = [taker] if taker is not None else []
    goods = [g for t in things if t is not None for g in goods_of(t, conflict=who.conflict(verb))]
    objects = [p for t in takers for p in who.parties(t)]
    for good in goods if objects else ():
        if (verb.lemma_ == "have" and good.type != "unspecified_support") or (ordered and good.type != "directs"):
            continue
        sources = [t for noun in (verb, *_listed(good.noun)) for t in prepositional(noun, "from")]
        sources += prepositional(good.noun, "of", "by")
        givers = [p for t in sources if t.i != good.noun.i for p in who.parties(t)]
        givers = [p for p in givers if p.token.i != good.noun.i] or who.modifier(good.noun)
        if givers:
            at = [*takers, *(p.token for p in givers)]
            yield _found(good, _need(good, verb), verb, givers, objects, how="receives", words=at)


def bound(word: Token, who: Who) -> Iterator[Found]:
    """BEARER affiliated with, loyal to, fighting against COMPLEMENT."""
    for frame in words().bound.get(word.lemma_) or words().bound.get(word.lower_, ()):
        if word.pos_ not in ("VERB", "ADJ", "ADV") and word.tag_ not in ("VBN", "VBD", "JJ"):
            continue
        for prep in word.rights:
            if prep.lower_ not in frame.preps or prep.dep_ not in ("prep", "dative", "agent"):
                continue
            others = [t for c in prep.children if c.dep_ == "pobj" for t in (c,)]
            borne = bearer(word)
            if borne is None or not others or (word.lemma_ == "close" and _is_position(borne, others, who)):
                continue
            left = who.parties(borne)
            right = [p for t in others for p in who.parties(t)]
            if frame.flip:
                left, right = right, left
            end = prep.i + 1 if prep.i == word.i + 1 else word.i + 1
            good = Good(frame.type, word.i, end, word)
            yield _found(good, frame.need, word, left, right, how="bound", words=[borne, *others])


def harbours(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT allows OBJECT to operate from its soil; SUBJECT hosts OBJECT's camps."""
    table = words()
    done = _object(verb)
    if done is not None and verb.lemma_ in ("host", "house", "harbor", "harbour", "shelter"):
        goods = [g for g in goods_of(done, conflict=True) if g.type in ("territory", "infrastructure")]
        for good in goods:
            objects = who.modifier(done) or [p for t in prepositional(done, "of", "for") for p in who.parties(t)]
            home = Good("territory", good.start, good.end, good.noun)
            yield _found(home, "fighters", verb, who.parties(bearer(verb)), objects, how="hosts", words=[done])
    if verb.lemma_ not in table.harbouring["allow"]:
        return
    for use in verb.rights:
        if use.dep_ not in ("xcomp", "ccomp") or use.lemma_ not in table.harbouring["use"]:
            continue
        guest = next((c for c in use.lefts if c.dep_ == "nsubj"), None) or done
        soil = [*prepositional(use, "from", "on", "in", "inside"), *([_object(use)] if _object(use) else [])]
        ground = next((t for t in soil if t is not None and t.lemma_ in table.harbouring["soil"]), None)
        if guest is not None and ground is not None:
            good = Good("territory", ground.i, ground.i + 1, ground)
            hosts = who.parties(bearer(verb))
            yield _found(good, "fighters", verb, hosts, who.parties(guest), how="allows", words=[guest, ground])


def _found(
    good: Good,
    need: str,
    head: Token,
    subjects: list[Party],
    objects: list[Party],
    *,
    how: str,
    words: Sequence[Token | None],
    modes: tuple[Mode, ...] = (),
) -> Found:
    return Found(
        type=good.type,
        need=need,
        start=good.start,
        end=good.end,
        head=head,
        subjects=subjects,
        objects=objects,
        how=how,
        modes=modes,
        words=[w for w in words if w is not None],
    )


def _need(good: Good, verb: Token) -> str:
    if verb.lemma_ in words().sets["sales"] or good.type in ("troops", "infrastructure"):
        return "fighters" if verb.lemma_ in words().sets["sales"] else "funded"
    return words().needs[good.type]


def _is_verbal(word: Token) -> bool:
    if word.pos_ == "VERB":
        return word.dep_ not in ("amod", "compound")
    return word.tag_ in ("VBN", "JJ") and word.dep_ in ("acomp", "conj", "acl", "oprd", "advcl", "attr", "ROOT")


def _undergone(verb: Token) -> bool:
    """Passive, or a participle said of a noun ("armed and trained by")."""
    if passive(verb) or (verb.pos_ == "ADJ" and _agents(verb)):
        return True
    helped = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.lefts)
    if verb.tag_ == "VBN" and not helped and _agents(verb):
        return True
    first = verb.head
    if verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and first.pos_ in ("VERB", "ADJ") and not _object(verb):
        return bool(_agents(verb)) or passive(first)
    return False


def _agents(verb: Token) -> list[Token]:
    """Who does it in a passive, shared through a list of participles: "armed and trained by Sudan"."""
    for child in verb.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return [c for c in child.children if c.dep_ == "pobj"]
    for child in verb.rights:
        if child.dep_ == "conj" and child.pos_ in ("VERB", "ADJ"):
            return _agents(child)
    return []


def _givers(by: list[Token], who: Who) -> tuple[list[Party], list[Good]]:
    """Who stands behind "by": "backed by Iran", or by goods of theirs: "backed by Russian airstrikes"."""
    parties = [p for t in by for p in who.parties(t)]
    goods = [g for t in by for g in goods_of(t, conflict=True) if g.noun.i not in {p.token.i for p in parties}]
    if goods and not parties:
        return who.modifier(goods[0].noun), goods
    return parties, []


def _object(verb: Token) -> Token | None:
    """The direct object, shared through coordination, or the noun that a relative clause hangs on."""
    for child in verb.rights:
        if child.dep_ in ("dobj", "obj"):
            return child
    for child in verb.rights:
        if child.dep_ == "conj" and child.pos_ in ("VERB", "ADJ"):
            return _object(child)
    if verb.dep_ == "relcl" and not any(c.lower_ in ("where", "when", "why") for c in verb.lefts):
        subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
        if any(c.dep_ == "dobj" for c in verb.lefts):
            return verb.head
        if subjects and subjects[0].lower_ not in _RELATIVE:
            return verb.head
    return None


def _with(verb: Token, moved: Token) -> Iterator[Token]:
    for head in (verb, moved):
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ == "with":
                yield from (c for c in child.children if c.dep_ == "pobj")


def _recipients(verb: Token, goods: list[Good]) -> Iterator[Token]:
    for child in verb.rights:
        if child.dep_ == "dative" and child.pos_ != "ADP":
            yield child
    yield from (t for t in _first(prepositional(verb, "to")))
    for good in goods:
        yield from _first(prepositional(good.noun, "to", "for"))
    if verb.lemma_ in ("share", "exchange"):
        for head in (verb, *(g.noun for g in goods)):
            yield from _first(prepositional(head, "with"))
    if goods and verb.lemma_ in _DITRANSITIVE and not any(c.lower_ == "to" for c in verb.rights):
        yield from (c for c in goods[0].noun.lefts if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN")
    if goods and any(g.type == "troops" for g in goods):
        for child in verb.rights:
            if child.dep_ in ("advcl", "xcomp") and child.lemma_ in _HELPING:
                yield from (t for t in (_object(child),) if t is not None)


def _listed(noun: Token) -> Iterator[Token]:
    """All nouns of the list that a noun stands in: "weapons and cash *from* Libya" gives both from there."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    yield from conjuncts(noun)


def _first(heads: Iterator[Token]) -> list[Token]:
    """The head of a coordinated phrase alone: `Who.parties` follows the coordination itself."""
    found = list(heads)
    inner = {t.i for head in found for t in conjuncts(head) if t.i != head.i}
    return [t for t in found if t.i not in inner]


def _particle(verb: Token, word: str) -> bool:
    return any(c.dep_ == "prt" and c.lower_ == word for c in verb.rights)


def _is_position(noun: Token, others: list[Token], who: Who) -> bool:
    """Troops "close to" a state stand near it."""
    near = [p.mention.kind for t in others for p in who.parties(t)]
    moving = noun.lemma_ in ("troop", "force", "soldier", "army", "fighter", "rebel", "militant", "convoy", "base")
    return moving and any(kind in ("state", "place") for kind in near)
