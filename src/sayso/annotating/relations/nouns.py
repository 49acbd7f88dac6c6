"""Relations that a noun states: "an ally of", "Iran's support for", "ties to", "supply of weapons to"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import passive, prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.examples import examples
from sayso.annotating.relations.goods import Good, goods_of
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.seen import seen, singled_out, viewer
from sayso.annotating.relations.shapes import agents, object_of, tasked
from sayso.annotating.relations.sides import after, noun_tie, of, under
from sayso.annotating.relations.warlike import engaged
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import Frame, words

_MUTUAL = frozenset({"allied_with", "opposes"})


def roles(noun: Token, who: Who) -> Iterator[Found]:
    """BEARER, the word of COMPLEMENT; COMPLEMENT's word BEARER; BEARER is a word of COMPLEMENT."""
    for frame in words().roles.get(noun.lemma_.lower(), ()):
        if noun.pos_ not in ("NOUN", "PROPN", "ADJ") or noun.tag_ in ("NNP", "NNPS"):
            continue
        led = noun.dep_ in ("compound", "amod") and noun.head.lemma_ in words().sets["bodies"]
        base = noun.head if led else noun
        borne = _bearers(base, frame, who)
        others = _complement(base, frame.preps, who) or _user(base, who)
        if told := _of_which(base):
            borne, others = who.parties(told[0]), who.parties(told[1])
        if frame.type in _MUTUAL and (eyes := viewer(base)) is not None:
            borne, others = who.parties(eyes), borne
        listed = noun.dep_ == "nsubj" and noun.head.lemma_ in words().sets["including"] - {"be"}
        if frame.type in _MUTUAL and not others and len(borne) > 1 and not listed:
            borne, others = borne[:1], borne[1:]
        others = [p for p in others if p.token.i not in {b.token.i for b in borne} and not _holds(p, noun)]
        left, right = (others, borne) if frame.flip else (borne, others)
        yield noun_tie(Good(frame.type, noun.i, noun.i + 1, noun), frame.need, left, right, how="role")


def _of_which(noun: Token) -> tuple[Token, Token] | None:
    """Bearer and whole of "the Union, of which the Brigade is a member"; the parser may take the Union to be one."""
    be = noun.head
    if noun.dep_ != "attr":
        return None
    if be.dep_ == "relcl" and any(_asks_of(c) for c in be.lefts) and (borne := bearer(noun)) is not None:
        return borne, be.head
    subjects = [c for c in be.lefts if c.dep_ == "nsubj"]
    held = ((c, s) for s in subjects for c in s.rights if c.dep_ == "relcl" and any(_asks_of(p) for p in c.lefts))
    return next(held, None)


def _asks_of(prep: Token) -> bool:
    return prep.lower_ == "of" and any(c.lower_ == "which" for c in prep.children)


def _user(noun: Token, who: Who) -> list[Party]:
    """Who uses somebody as something of his: "*Kenya* uses the militia as a proxy"."""
    verb = noun.head.head
    used = noun.dep_ == "pobj" and noun.head.lower_ == "as" and verb.lemma_ in ("use", "employ", "treat")
    return who.parties(bearer(verb)) if used and not passive(verb) else []


def tie_nouns(noun: Token, who: Who) -> Iterator[Found]:
    """BEARER has ties to COMPLEMENT; links between A and B; A's war against B."""
    for frame in words().tie_nouns.get(noun.lemma_, ()):
        if noun.pos_ not in ("NOUN", "PROPN"):
            continue
        good = Good(frame.type, noun.i, noun.i + 1, noun)
        league = frame.type == "opposes" and any(f.type == "allied_with" for f in words().tie_nouns[noun.lemma_])
        if frame.type == "allied_with" and _at_the_polls(noun):
            continue
        pair = [] if league else _between(noun, who)  # a pact between two is against neither
        if len(pair) > 1:
            yield noun_tie(good, frame.need, pair[:1], pair[1:], how="between")
            continue
        verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else None
        preps = [noun, verb] if verb is not None else [noun]
        others = [p for h in preps for p in after(h, frame.preps, who) if not _holds(p, noun)]
        bare = "of" in frame.preps  # "the command *of* the militia" is of those commanded
        left = _held(noun, who) or who.modifier(noun) or ([] if bare else of(noun, who)) or _had(noun, who)
        own = who.index.headed(noun)
        if (
            not left
            and own is not None
            and noun.dep_ not in ("dobj", "nsubjpass")
            and own.kind == "armed_group"
            and own.start < noun.idx
        ):
            left = [Party(own, noun)]
        if not others and frame.type == "allied_with" and len(left) > 1:
            left, others = left[:1], left[1:]
        yield noun_tie(good, frame.need, left, others, how="tie noun")


def _at_the_polls(noun: Token) -> bool:
    """Whether an alliance is for an election or for trade: "an *electoral* alliance", "a *fisheries* pact"."""
    said = [c for h in (noun, noun.head) for c in h.rights if c.dep_ in ("prep", "advmod") and c.i > noun.i]
    polls = any(t.lemma_.lower() in words().sets["contests"] for c in said for t in c.subtree)
    led = {t.lemma_.lower() for t in noun.lefts}
    return polls or bool(led & (words().sets["contests"] | words().sets["peaceful_pacts"]))


def phrases(noun: Token, who: Who) -> Iterator[Found]:
    """BEARER at war with, under the command of, on the orders of COMPLEMENT."""
    for frame in words().phrases.get(noun.lemma_, ()):
        prep = noun.head
        if noun.dep_ != "pobj" or prep.lower_ != frame.lead:
            continue
        sent = goods_of(tasked(prep.head), conflict=True) if frame.type == "allied_with" else []
        giving = prep.head.head if prep.head.dep_ == "dobj" else prep.head
        if noun.lemma_ in words().sets["causes"] and giving.lemma_ in words().sets["gives_to"]:
            continue
        if any(g.type == "troops" for g in sent):
            continue
        bidden = frame.type == "directs" and frame.flip and prep.lower_ in ("on", "at")
        aside = (frame.type == "unspecified_support" or bidden) and prep.head.dep_ == "dobj"
        borne = who.parties(bearer(prep.head.head)) if aside else under(prep, who)
        others = after(noun, frame.preps, who) or after(prep.head, frame.preps, who) or who.modifier(noun)
        if not others and frame.type in _MUTUAL and len(borne) > 1:
            borne, others = borne[:1], borne[1:]
        left, right = (others, borne) if frame.flip else (borne, others)
        need = "commanded" if frame.flip else frame.need
        kind = "troops" if _intervenes(frame.type, prep, left, right) else frame.type
        if kind in ("troops", "allied_with") and noun.lemma_ in ("support", "behalf", "side") and engaged(prep.head):
            continue  # read with what they do
        how = "bound" if frame.type == "troops" else "phrase"
        yield noun_tie(Good(kind, prep.i, noun.i + 1, noun), need, left, right, how=how)


def _intervenes(kind: str, prep: Token, left: list[Party], right: list[Party]) -> bool:
    """Whether a state's soldiers act for somebody: "bombed the town in support of the rebels"."""
    if kind not in ("unspecified_support", "allied_with") or not left or prep.head.lemma_ == "be":
        return False
    soldiers = all(p.mention.sector == "MIL" for p in left)
    if kind == "allied_with":
        guests = all(p.mention.kind not in ("state", "state_body") for p in right)
        return guests and (soldiers or all(p.mention.kind == "state" for p in left))
    return soldiers or prep.head.lemma_ in words().sets["intervening"]


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
    yield noun_tie(good, frame.need, left, right, how="hyphened")


def _bearers(noun: Token, frame: Frame, who: Who) -> list[Party]:
    """Whom a role noun describes."""
    if (one := singled_out(noun)) is not None:
        return [p for p in who.parties(one) if frame.type != "directs" or p.mention.kind == "person"]
    if told := _equated(noun, frame):
        return [p for t in told for p in who.parties(t)]
    named = [c for c in noun.rights if c.dep_ == "appos"] or _after_comma(noun, frame, who)
    if not named and noun.tag_ == "NNS" and frame.type in _MUTUAL:  # "the two enemies, A and B, signed"
        named = [c for c in noun.rights if c.dep_ == "conj" and c.pos_ == "PROPN" and c.left_edge.nbor(-1).text == ","]
    if not named and noun.tag_ == "NNS" and (some := [p for t in examples(noun) for p in who.parties(t)]):
        return [p for p in some if not who.fights(p.mention)]
    noun = _through(noun)
    placed = _placed(noun, who)
    if placed is not None:
        return placed
    if named:
        return [p for c in named for p in who.parties(c)]
    head = noun.head
    if noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN") and head.lemma_.lower() in words().roles:
        return _bearers(head, frame, who)
    own = who.index.headed(noun)
    bodily = noun.tag_ == "NN" and noun.lemma_ in words().sets["bodily"] and frame.type != "directs"
    known = own is not None and own.kind in ("armed_group", "organization", "state_body", "group")
    return [Party(own, noun)] if own is not None and bodily and known else []


def _placed(noun: Token, who: Who) -> list[Party] | None:
    """Whom a role noun describes by its place in the sentence: apposition, predicate, "as"; None where by none."""
    head, dep = noun.head, noun.dep_
    if dep == "nsubj" and head.lemma_ in words().sets["including"] and (parts := object_of(head)) is not None:
        return who.parties(parts)
    if dep == "nsubj" and (other := bearer(head)) is not None and other.i > noun.i:
        return who.parties(other)
    if dep == "appos":
        return who.parties(head) if who.party(head) else []
    if dep in ("compound", "nmod") and head.pos_ == "PROPN":
        return who.parties(head)
    if dep in ("attr", "oprd"):
        return who.parties(bearer(noun))
    if dep == "pobj" and head.lower_ == "as":
        looked = seen(noun)
        return who.parties(looked) if looked is not None else under(head, who)
    if dep == "ccomp" and (looked := seen(noun)) is not None:
        return who.parties(looked)
    if dep == "dobj" and (head.lemma_ in ("form", "constitute") or head.lower_ == "sworn"):
        return who.parties(bearer(head))
    return None


def _equated(noun: Token, frame: Frame) -> list[Token]:
    """Who is said to be what a subject says: "the rebels' chief financier is *Kenya*"; an ally in a vote is none."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return []
    if frame.type in _MUTUAL and any(c.lower_ in ("in", "on", "at") for c in noun.rights):
        return []
    return [c for c in noun.head.rights if c.dep_ == "attr"]


def _after_comma(noun: Token, frame: Frame, who: Who) -> list[Token]:
    """The name that the parser hangs on the whole: "the armed wing of the Front, *the Coast Brigade*, said"."""
    if frame.type != "part_of" or noun.dep_ not in ("nsubj", "nsubjpass"):
        return []
    named = [c for t in prepositional(noun, "of") for c in t.rights if c.dep_ == "appos" and c.pos_ == "PROPN"]
    return [c for c in named if (m := who.index.headed(c)) is not None and who.fights(m)]


def _through(noun: Token) -> Token:
    """The word that stands where a role noun's phrase does: "*nothing* but a puppet of", "*one* of the units of"."""
    prep = noun.head
    over = prep.head
    but = prep.lower_ == "but" and over.lower_ in ("nothing", "anything")
    part = prep.lower_ == "of" and over.lemma_ in words().sets["partitive"]
    return over if noun.dep_ == "pobj" and (but or part) else noun


def _complement(noun: Token, preps: Iterable[str], who: Who) -> list[Party]:
    return after(noun, frozenset(preps), who) or _named_before(noun, who) or who.modifier(noun)


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


def _holds(party: Party, noun: Token) -> bool:
    """Whether a mention has the word of the tie in it: "*command of the rescue operation*" is nobody to command."""
    return party.mention.start <= noun.idx < party.mention.end


def _between(noun: Token, who: Who) -> list[Party]:
    return after(noun, frozenset({"between", "among"}), who)


def _held(noun: Token, who: Who) -> list[Party]:
    """With whom it lies: "control of the militia was exercised *by the guard*", "rested with *the guard*"."""
    verb, table = noun.head, words().sets
    if noun.dep_ == "nsubjpass" and verb.lemma_ in table["tie_verbs"]:
        return [p for t in agents(verb) for p in who.behind(t)]
    if noun.dep_ == "nsubj" and verb.lemma_ in table["resting"]:
        hands = [t for t in prepositional(verb, "in", "into", "to") if t.lower_ == "hands"]
        theirs = [p for h in hands for p in who.modifier(h) or of(h, who)]
        return theirs or after(verb, frozenset({"with", "to"}), who)
    return []


def _had(noun: Token, who: Who) -> list[Party]:
    """Who has the ties: the subject of "have ties", or the noun in "a group with ties"."""
    head = noun.head
    for first in (t for t in (noun, head) if t.dep_ == "conj" and t.pos_ != "VERB"):
        head = first.head.head
        noun = first.head
    if noun.dep_ == "dobj" and head.lemma_ in words().sets["tie_verbs"]:
        return who.parties(bearer(head))
    if noun.dep_ == "pobj" and head.lower_ == "with" and head.head.pos_ in ("NOUN", "PROPN"):
        return who.parties(head.head)
    entered = head.lower_ in ("in", "into") and head.head.lemma_ == "enter"  # "entered into an alliance with"
    if noun.dep_ == "pobj" and (entered or (head.lower_ == "in" and head.head.lemma_ in words().sets["embroiling"])):
        return who.parties(bearer(head.head))
    return []
