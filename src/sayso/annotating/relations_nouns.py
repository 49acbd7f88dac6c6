"""Relations that a noun states: "an ally of", "Iran's support for", "ties to", "supply of weapons to"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from sayso.annotating.relations_check import Found
from sayso.annotating.relations_goods import Good, goods_of
from sayso.annotating.relations_who import Party, Who, bearer
from sayso.annotating.relations_words import Frame, words
from sayso.annotating.tree import conjuncts

_MUTUAL = frozenset({"allied_with", "opposes"})


def roles(noun: Token, who: Who) -> Iterator[Found]:
    """BEARER, the word of COMPLEMENT; COMPLEMENT's word BEARER; BEARER is a word of COMPLEMENT."""
    for frame in words().roles.get(noun.lemma_.lower(), ()):
        if noun.pos_ not in ("NOUN", "PROPN", "ADJ") or noun.tag_ in ("NNP", "NNPS"):
            continue
        borne = _bearers(noun, frame, who)
        others = _complement(noun, frame.preps, who)
        if frame.type in _MUTUAL and not others and len(borne) > 1:
            borne, others = borne[:1], borne[1:]
        others = [p for p in others if p.token.i not in {b.token.i for b in borne}]
        left, right = (others, borne) if frame.flip else (borne, others)
        yield _found(Good(frame.type, noun.i, noun.i + 1, noun), frame.need, left, right, how="role")


def tie_nouns(noun: Token, who: Who) -> Iterator[Found]:
    """BEARER has ties to COMPLEMENT; links between A and B; A's war against B."""
    for frame in words().tie_nouns.get(noun.lemma_, ()):
        if noun.pos_ not in ("NOUN", "PROPN"):
            continue
        good = Good(frame.type, noun.i, noun.i + 1, noun)
        pair = _between(noun, who)
        if len(pair) > 1:
            yield _found(good, frame.need, pair[:1], pair[1:], how="between")
            continue
        verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else None
        preps = [noun, verb] if verb is not None else [noun]
        others = [p for h in preps for p in _after(h, frame.preps, who)]
        left = who.modifier(noun) or _of(noun, who) or _had(noun, who)
        yield _found(good, frame.need, left, others, how="tie noun")


def phrases(noun: Token, who: Who) -> Iterator[Found]:
    """BEARER at war with, under the command of, on the orders of COMPLEMENT."""
    for frame in words().phrases.get(noun.lemma_, ()):
        prep = noun.head
        if noun.dep_ != "pobj" or prep.lower_ != frame.lead:
            continue
        borne = _under(prep, who)
        others = _after(noun, frame.preps, who) or _after(prep.head, frame.preps, who) or who.modifier(noun)
        left, right = (others, borne) if frame.flip else (borne, others)
        need = "commanded" if frame.flip else frame.need
        yield _found(Good(frame.type, prep.i, noun.i + 1, noun), need, left, right, how="phrase")


def hyphened(participle: Token, who: Who) -> Iterator[Found]:
    """SUBJECT-backed OBJECT: "Iranian-backed militias", "the Tehran-funded group"."""
    frame: Frame | None = words().hyphened.get(participle.lower_)
    doc = participle.doc
    dash = doc[participle.i - 1] if participle.i > 1 else participle
    if frame is None or dash.text != "-" or dash.whitespace_ or doc[dash.i - 1].whitespace_:
        return
    name = doc[participle.i - 2]
    giver = who.index.headed(name) or who.index.covering(name)
    noun = participle.head if participle.dep_ in ("amod", "compound", "acl", "nmod") else bearer(participle)
    if giver is None or noun is None or giver.end > participle.idx:
        return
    taken = who.parties(noun) or [
        p for c in noun.lefts if c.dep_ in ("compound", "nmod") and c.i > participle.i for p in who.parties(c)
    ]
    left, right = [Party(giver, name)], taken
    if frame.type in ("affiliated_with", "allied_with", "part_of"):
        left, right = right, left
    good = Good(frame.type, participle.i, participle.i + 1, participle)
    yield _found(good, frame.need, left, right, how="hyphened")


def aid_nouns(noun: Token, who: Who) -> Iterator[Found]:
    """GIVER's support for RECEIVER; RECEIVER's clause "with the support of GIVER"."""
    table = words()
    kind = table.aid_nouns.get(noun.lemma_) or table.aid_nouns.get(noun.lower_)
    if kind is None or noun.dep_ in ("compound", "amod", "aux"):
        return
    giver = who.modifier(noun)
    of, takers = _of(noun, who), _after(noun, frozenset({"for", "to"}), who)
    if giver and not takers:
        takers = of
    giver = giver or (of if takers else []) or _after(noun, frozenset({"from", "by"}), who)
    if not takers and noun.dep_ == "pobj" and noun.head.lower_ in ("with", "without", "through"):
        giver, takers = giver or of, _under(noun.head, who)
    goods = goods_of(noun, conflict=True) if kind == "unspecified_support" else []
    goods = [g for g in goods if g.noun.i == noun.i]
    if kind != "unspecified_support":
        goods = [Good(kind, noun.i, noun.i + 1, noun)]
    for good in goods:
        yield _found(good, table.needs[good.type], giver, takers, how="aid noun")


def deliveries(noun: Token, who: Who) -> Iterator[Found]:
    """GIVER's supply of GOODS to RECEIVER; GIVER's GOODS shipments to RECEIVER."""
    table = words()
    if noun.lemma_ not in table.sets["deliveries"] or noun.dep_ == "compound":
        return
    if noun.pos_ not in ("NOUN", "PROPN") and noun.tag_ != "VBG":
        return
    goods = [g for g in _delivered(noun) if g.type != "unspecified_support"]
    giver = who.modifier(noun) or _after(noun, frozenset({"by", "from"}), who)
    takers = _after(noun, frozenset({"to"}), who)
    for inner in {g.noun.i: g.noun for g in goods}.values():
        takers = takers or _after(inner, frozenset({"to"}), who)
        giver = giver or _after(inner, frozenset({"by", "from"}), who)
    for taker in takers:
        giver = giver or _after(taker.token, frozenset({"by", "from"}), who)
    need = "fighters" if noun.lemma_ in ("sale", "export") else "military"
    for good in goods:
        yield _found(good, need, giver, takers, how="delivery")


def _delivered(noun: Token) -> Iterator[Good]:
    """The goods of "supply of weapons", "arms shipments", "supplying weapons"."""
    for child in noun.children:
        if child.dep_ in ("compound", "nmod", "amod") or child.dep_ == "dobj":
            kind = words().goods.get(child.lemma_.lower()) or words().goods.get(child.lower_)
            if kind is not None:
                yield Good(kind, child.i, child.i + 1, noun)
        elif child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from goods_of(inner, conflict=True)


def _bearers(noun: Token, frame: Frame, who: Who) -> list[Party]:
    """Whom a role noun describes."""
    head = noun.head
    named = [c for c in noun.rights if c.dep_ == "appos"]
    if noun.dep_ == "appos":
        return who.parties(head) if who.party(head) else []
    if noun.dep_ in ("compound", "nmod") and head.pos_ == "PROPN":
        return who.parties(head)
    if noun.dep_ in ("attr", "oprd"):
        borne = bearer(noun)
        return who.parties(borne)
    if noun.dep_ == "pobj" and head.lower_ == "as":
        return _under(head, who)
    if named:
        return [p for c in named for p in who.parties(c)]
    if noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN") and head.lemma_.lower() in words().roles:
        return _bearers(head, frame, who)
    own = who.index.headed(noun)
    if own is not None and own.kind in ("armed_group", "organization", "state_body") and frame.type != "directs":
        return [Party(own, noun)] if noun.tag_ == "NN" and noun.lemma_ in words().sets["bodily"] else []
    return []


def _complement(noun: Token, preps: Iterable[str], who: Who) -> list[Party]:
    return _after(noun, frozenset(preps), who) or _named_before(noun, who) or who.modifier(noun)


def _named_before(noun: Token, who: Who) -> list[Party]:
    """The other side in "NATO member Turkey": a name beside the role noun, under the same head."""
    if noun.dep_ not in ("compound", "nmod"):
        return []
    beside = [c for c in (*noun.head.lefts, *noun.lefts) if c.i < noun.i]
    for child in sorted(beside, key=lambda c: -c.i):
        if child.dep_ in ("compound", "nmod", "poss", "amod"):
            mention = who.index.headed(child)
            if mention is not None and mention.kind != "person":
                return [Party(mention, child)]
    return []


def _after(head: Token, preps: frozenset[str], who: Who) -> list[Party]:
    for child in head.rights:
        if child.dep_ in ("prep", "dative", "agent") and child.lower_ in preps:
            found = [p for c in child.children if c.dep_ == "pobj" for p in who.parties(c)]
            if found:
                return found
    return []


def _of(noun: Token, who: Who) -> list[Party]:
    return _after(noun, frozenset({"of"}), who)


def _between(noun: Token, who: Who) -> list[Party]:
    return _after(noun, frozenset({"between", "among"}), who)


def _had(noun: Token, who: Who) -> list[Party]:
    """Who has the ties: the subject of "have ties", or the noun in "a group with ties"."""
    head = noun.head
    for first in (t for t in (noun, head) if t.dep_ == "conj"):
        head = first.head.head
        noun = first.head
    if noun.dep_ == "dobj" and head.lemma_ in words().sets["tie_verbs"]:
        return who.parties(bearer(head))
    if noun.dep_ == "pobj" and head.lower_ == "with" and head.head.pos_ in ("NOUN", "PROPN"):
        return who.parties(head.head)
    return []


def _under(prep: Token, who: Who) -> list[Party]:
    """Whom a prepositional phrase describes: the noun it hangs on, or the subject of its verb."""
    head = prep.head
    if head.pos_ in ("NOUN", "PROPN"):
        while head.dep_ == "pobj" and head.head.head.pos_ in ("NOUN", "PROPN", "VERB", "AUX"):
            head = head.head.head
    if head.pos_ in ("NOUN", "PROPN"):
        return who.parties(head)
    return who.parties(bearer(head)) if head.pos_ in ("VERB", "AUX", "ADJ") else []


def _found(good: Good, need: str, left: list[Party], right: list[Party], *, how: str) -> Found:
    at = [p.token for p in (*left, *right)]
    return Found(
        type=good.type,
        need=need,
        start=good.start,
        end=good.end,
        head=good.noun,
        subjects=left,
        objects=right,
        how=how,
        weight=0.2,
        words=[t for token in at for t in conjuncts(token)] if len(at) < 2 else at,
    )
