"""Relations that a verb or participle states: "backs", "is armed by", "supplied X with", "affiliated with"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.goods import Good, goods_of
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.schooling import hosts
from sayso.annotating.relations.shapes import (
    agents,
    donors,
    given_two,
    helped,
    is_verbal,
    keeper,
    object_of,
    owed,
    particle,
    reciprocal,
    tasked,
    undergone,
)
from sayso.annotating.relations.takers import with_of
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import Frame, words
from sayso.records.claim import Mode

# verbs that are acts of support only with this particle
_PARTICLES = {"prop": "up", "set": "up", "build": "up", "shore": "up", "take": "in"}
_PLAIN = "unspecified_support"


def acts(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT backs OBJECT; OBJECT is backed by SUBJECT; OBJECT backed by SUBJECT."""
    frame = words().acts.get(verb.lemma_) or words().participles.get(verb.lower_)
    if frame is None or not is_verbal(verb) or not _whole(verb):
        return
    if undergone(verb):
        yield from _passive(verb, frame, who)
    elif not frame.passive_only and verb.pos_ != "ADJ":
        yield from _active(verb, frame, who)


def _whole(verb: Token) -> bool:
    """Whether a verb has the particle that it needs: "propped *up*", "took *in*"."""
    word = _PARTICLES.get(verb.lemma_)
    return word is None or particle(verb, word)


def _passive(verb: Token, frame: Frame, who: Who) -> Iterator[Found]:
    by = agents(verb) or keeper(verb)
    if verb.lemma_ in words().sets["with_goods"] and any(goods_of(t, conflict=True) for t in with_of(verb, verb)):
        return
    subject, given = _givers(by, frame, who)
    if not subject and frame.type == "training":
        subject = hosts(verb, by, who)
    borne = bearer(verb)
    objects = _done_to(borne, frame, who) if borne is not None and subject else []
    for item in given or [Good(frame.type, verb.i, verb.i + 1, verb)]:
        need = frame.need if item.type == frame.type else words().needs[item.type]
        if frame.flip:
            subject, objects = objects, subject
        yield found(item, need, verb, subject, objects, how="passive", words=[borne, *by])


def _active(verb: Token, frame: Frame, who: Who) -> Iterator[Found]:
    table = words().sets
    done = object_of(verb) or helped(verb)
    doer = bearer(verb)
    if done is None or doer is None or (verb.lemma_ == "pay" and owed(verb)):
        return
    if verb.dep_ == "advcl" and doer.i > verb.head.i and goods_of(doer, conflict=True):
        return
    if frame.type == "territory" and any(t.lemma_.lower() in table["occasions"] for t in verb.subtree):
        return
    if ([*donors(doer, table["given"])] and goods_of(doer, conflict=True)) or _with_things(verb, done):
        return
    left, right = who.behind(doer), _done_to(done, frame, who)
    if frame.type == "troops" and not all(_intervening(p.token) for p in left):
        return
    kind = "troops" if frame.type == _PLAIN and left and all(_intervening(p.token) for p in left) else frame.type
    if reciprocal(done):
        left, right = left[:1], left[1:]
    if frame.flip:
        left, right = right, left
    good = Good(kind, verb.i, verb.i + 1, verb)
    yield found(good, frame.need, verb, left, right, how="active", words=[doer, done])


def _with_things(verb: Token, done: Token) -> bool:
    """Whether a verb of supplying says with what: the goods give the type then."""
    if verb.lemma_ not in words().sets["with_goods"] | words().sets["gives_to"]:
        return False
    return any(goods_of(t, conflict=True) for t in (*with_of(verb, done), *given_two(verb)[1:]))


def _done_to(done: Token, frame: Frame, who: Who) -> list[Party]:
    """Who is helped; where a fight is helped or fighters are paid, whose it is: "backed *the rebels'* offensive"."""
    if found := who.parties(done):
        return found
    stakes = words().sets["stakes"]
    theirs = frame.type in (_PLAIN, "funding", "weapons", "materiel") and done.lemma_.lower() in stakes
    return who.modifier(done) or [p for t in prepositional(done, "of", "by") for p in who.parties(t)] if theirs else []


def _intervening(token: Token) -> bool:
    """Whether soldiers or aircraft do it, more than one: what they give is themselves."""
    return token.lemma_.lower() in words().sets["intervenors"] and token.pos_ != "PROPN"


def bound(word: Token, who: Who) -> Iterator[Found]:
    """BEARER affiliated with, loyal to, fighting against COMPLEMENT."""
    for frame in words().bound.get(word.lemma_) or words().bound.get(word.lower_, ()):
        if word.lemma_ == "close" and word.pos_ == "VERB":
            continue
        if word.pos_ not in ("VERB", "ADJ", "ADV") and word.tag_ not in ("VBN", "VBD", "JJ"):
            continue
        away = (c for p in word.rights if p.dep_ in ("advmod", "prt", "prep") for c in p.rights)
        for prep in (*word.children, *away):
            if prep.lower_ not in frame.preps or prep.dep_ not in ("prep", "dative", "agent"):
                continue
            others = [t for c in prep.children if c.dep_ == "pobj" for t in (c,)]
            borne = bearer(word)
            if frame.type == "allied_with" and any(g.type == "troops" for g in goods_of(tasked(word), conflict=True)):
                continue
            if borne is None or not others or (word.lemma_ == "close" and _is_position(borne, others, who)):
                continue
            left = who.parties(borne)
            right = [p for t in others for p in who.parties(t)]
            if frame.flip:
                left, right = right, left
            end = prep.i + 1 if prep.i == word.i + 1 else word.i + 1
            member = word.lemma_ == "belong" and all(_league(p) for p in right)
            good = Good("member_of" if member else frame.type, word.i, end, word)
            yield found(good, frame.need, word, left, right, how="bound", words=[borne, *others])


def found(
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
    """A relation of a verb's clause; `words` are those it rests on beside its trigger."""
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


def _givers(by: list[Token], frame: Frame, who: Who) -> tuple[list[Party], list[Good]]:
    """Who stands behind "by": "backed by Iran", or by goods of theirs: "backed by Russian airstrikes"."""
    parties = [p for t in by for p in who.behind(t)]
    if parties and frame.type == _PLAIN and all(_intervening(t) for t in by):
        return parties, [Good("troops", by[0].i, by[0].i + 1, by[0])]
    goods = [g for t in by for g in goods_of(t, conflict=True) if g.noun.i not in {p.token.i for p in parties}]
    if goods and not parties:
        return who.modifier(goods[0].noun), goods
    return parties, []


def _league(party: Party) -> bool:
    """Whether a body is one of members, by the last word of its name: one "belongs to" an alliance as its member."""
    return party.mention.text.lower().split()[-1] in words().sets["leagues"]


def _is_position(noun: Token, others: list[Token], who: Who) -> bool:
    """Troops "close to" a state stand near it."""
    near = [p.mention.kind for t in others for p in who.parties(t)]
    moving = noun.lemma_ in ("troop", "force", "soldier", "army", "fighter", "rebel", "militant", "convoy", "base")
    return moving and any(kind in ("state", "place") for kind in near)
