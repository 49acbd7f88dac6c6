"""Relations that a verb or participle states: "backs", "is armed by", "supplied X with", "affiliated with"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.antecedents import core
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.goods import Good, goods_of
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.schooling import hosts
from sayso.annotating.relations.seen import singled_out
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
from sayso.annotating.relations.warlike import no_state, soldiers
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.wholes import with_bodies
from sayso.annotating.relations.words import Frame, words
from sayso.records.claim import Mode

# verbs that are acts of support only with this particle
_PARTICLES = {"prop": "up", "set": "up", "build": "up", "shore": "up", "take": "in"}
_PLAIN = "unspecified_support"


def acts(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT backs OBJECT; OBJECT is backed by SUBJECT; OBJECT backed by SUBJECT."""
    frame = _frame(verb)
    if frame is None or not is_verbal(verb) or not _whole(verb):
        return
    if undergone(verb):
        yield from _passive(verb, frame, who)
    elif not frame.passive_only and verb.pos_ != "ADJ":
        yield from _active(verb, frame, who)


def _frame(verb: Token) -> Frame | None:
    """The frame of a verb, with its particle where they make one word: "took *over*"."""
    table = words()
    phrasal = (table.acts.get(f"{verb.lemma_} {c.lower_}") for c in verb.rights if c.dep_ == "prt")
    return next(filter(None, phrasal), None) or table.acts.get(verb.lemma_) or table.participles.get(verb.lower_)


def _whole(verb: Token) -> bool:
    """Whether a verb has the particle that it needs: "propped *up*", "took *in*"."""
    word = _PARTICLES.get(verb.lemma_)
    return word is None or particle(verb, word) or _frame(verb) is not words().acts.get(verb.lemma_)


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
    done = _learners(verb) or object_of(verb) or helped(verb) or _swallowed(verb, frame) or _displaced(verb)
    doer = bearer(verb)
    if done is None or doer is None or (verb.lemma_ == "pay" and owed(verb)):
        return
    named = doer.pos_ == "PROPN"  # "the Eastern *Rifles*" are no rifles
    if verb.dep_ == "advcl" and doer.i > verb.head.i and not named and goods_of(doer, conflict=True):
        return
    if frame.type == "territory" and any(
        t.lemma_.lower() in table["occasions"] and t.pos_ == "NOUN" for t in verb.subtree
    ):
        return
    if ([*donors(doer, table["given"])] and goods_of(doer, conflict=True)) or _with_things(verb, done):
        return
    if frame.type == "other_support" and done.lower_ == "part":
        return  # "forms *part* of" makes nothing
    left, right = who.behind(doer), _done_to(done, frame, who)
    if frame.type == "troops" and not all(_intervening(p.token) for p in left):
        return
    kind = "troops" if frame.type == _PLAIN and left and all(_intervening(p.token) for p in left) else frame.type
    if frame.type == "opposes" and any(t.lemma_.lower() in words().sets["contests"] for t in verb.subtree):
        return  # for a cup or at the polls
    if frame is words().acts.get(f"{verb.lemma_} over"):
        left = [p for p in left if p.mention.kind != "person"]  # an officer takes over his own unit
    if reciprocal(done):
        left, right = left[:1], left[1:]
    if frame.flip:
        left, right = right, left
    good = Good(kind, verb.i, verb.i + 1, verb)
    yield found(good, frame.need, verb, left, right, how="active", words=[doer, done])


def _swallowed(verb: Token, frame: Frame) -> Token | None:
    """The object that the parser gives to a verb after it: "taught *recruits* to lay mines"."""
    tags = ("VBD", "VBN", "VB") if frame.type == "training" else ("VBD", "VBN")
    inner = next((c for c in verb.rights if c.dep_ == "ccomp" and c.tag_ in tags), None)
    if inner is None or inner.left_edge.i != verb.i + 1:
        return None
    return next((c for c in inner.lefts if c.dep_ == "nsubj"), None)


def _learners(verb: Token) -> Token | None:
    """Whose recruits are taught, where the tagger takes "recruits" for a verb: "drilled *Reed Army* recruits"."""
    taught = (c for c in verb.rights if c.lower_ == "recruits" and c.tag_ == "VBZ")
    inner = next((c for c in taught if c.dep_ in ("ccomp", "advcl", "dobj", "xcomp")), None)
    name = next((c for c in inner.lefts if c.dep_ == "nsubj"), None) if inner is not None else None
    return name if name is not None and name.i + 1 == name.head.i and name.head.left_edge.i == verb.i + 1 else None


def _displaced(verb: Token) -> Token | None:
    """The object that the parser gives to what is said of a clause: "whether it armed *the Front* is open to doubt"."""
    be = verb.head
    led = any(c.dep_ == "mark" and c.lower_ in ("whether", "that") for c in verb.lefts)
    if verb.dep_ not in ("advcl", "csubj") or be.i < verb.i or not led:
        return None
    return next((c for c in be.lefts if c.dep_ == "nsubj" and c.left_edge.i == verb.i + 1), None)


def _with_things(verb: Token, done: Token) -> bool:
    """Whether a verb of supplying says with what: the goods give the type then."""
    if verb.lemma_ not in words().sets["with_goods"] | words().sets["gives_to"]:
        return False
    return any(goods_of(t, conflict=True) for t in (*with_of(verb, done), *given_two(verb)[1:]))


def _done_to(done: Token, frame: Frame, who: Who) -> list[Party]:
    """Who is helped; where a fight is helped or fighters are paid, whose it is: "backed *the rebels'* offensive"."""
    if found := who.parties(done):
        return with_bodies(found, who.index)
    stakes = words().sets["stakes"]
    theirs = frame.type in (_PLAIN, "funding", "weapons", "materiel") and done.lemma_.lower() in stakes
    return who.modifier(done) or [p for t in prepositional(done, "of", "by") for p in who.parties(t)] if theirs else []


def _intervening(token: Token) -> bool:
    """Whether soldiers or aircraft do it, more than one: what they give is themselves."""
    return core(token).lemma_.lower() in words().sets["intervenors"] and token.pos_ != "PROPN"


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
            if frame.type == "part_of" and not undergone(word):
                borne = next(
                    (c for c in word.rights if c.dep_ == "dobj"), borne
                )  # "merged *the militia* into its army"
            if frame.type == "allied_with" and any(g.type == "troops" for g in goods_of(tasked(word), conflict=True)):
                continue
            if borne is None or not others or (word.lemma_ == "close" and _is_position(borne, others, who)):
                continue
            one = singled_out(word.head) if word.dep_ == "relcl" else None
            left = who.parties(one if one is not None else borne)
            right = [p for t in others for p in who.parties(t)]
            if frame.need == "party" and prep.lower_ != "with" and soldiers(borne) and any(map(no_state, right)):
                continue  # troops that are sent
            if frame.flip:
                left, right = right, left
            end = prep.i + 1 if prep.i == word.i + 1 else word.i + 1
            member = word.lemma_ == "belong" and all(_league(p) for p in right)
            good = Good("member_of" if member else frame.type, word.i, end, word)
            yield found(good, frame.need, word, left, right, how="bound", words=[borne, *others])


def pits(verb: Token, who: Who) -> Iterator[Found]:
    """A feud pits BEARER against COMPLEMENT."""
    done = object_of(verb) if verb.lemma_ == "pit" else None
    if done is None:
        return
    right = [p for t in prepositional(verb, "against") for p in who.parties(t)]
    good = Good("opposes", verb.i, verb.i + 1, verb)
    yield found(good, "foe", verb, who.parties(done), right, how="pits", words=[done])


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
    name = party.mention.text.lower()
    return bool({name.split()[-1], name.split(" of ")[0].split()[-1]} & words().sets["leagues"])


def _is_position(noun: Token, others: list[Token], who: Who) -> bool:
    """Troops "close to" a state stand near it."""
    near = [p.mention.kind for t in others for p in who.parties(t)]
    moving = noun.lemma_ in ("troop", "force", "soldier", "army", "fighter", "rebel", "militant", "convoy", "base")
    return moving and any(kind in ("state", "place") for kind in near)
