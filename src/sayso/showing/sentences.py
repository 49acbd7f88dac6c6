"""One sentence of ours for one claim: who puts it forward, then who is said to have done what, in neutral words.

The words come from `data/lang/en/sentences.yaml` by type and mode; the claim's own words are only ever quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.records.claim import Claim
from sayso.records.event import When
from sayso.showing.naming import Name, Names, needs_article
from sayso.showing.phrases import Phrase, indefinite, phrase_of, tie_of, without_article
from sayso.showing.wording import flat, listed, quoted, table, unique, when_words

_NOBODY = Name("somebody not named")
_EACH_OTHER = Name("each other", plural=True)
_WISHED = frozenset({"REQUEST", "REJECT"})


def sentence(claim: Claim, names: Names, *, inner: Sequence[Claim] = (), along: Sequence[Claim] = ()) -> str:
    """The claim as a whole sentence that begins with its asserter.

    Args:
        claim: what is told.
        names: how those in it are called.
        inner: the acts that it is about: what is demanded, threatened, agreed.
        along: further ties of the same two that are told with it.
    """
    told = _support(claim, names, along) if along else clause(claim, names)
    if inner and claim.type in ("AGREE", "CONCEDE", "THREATEN", "REQUEST", "REJECT"):
        modal = "should" if claim.type in _WISHED else "would"
        told += ": that " + listed([clause(c, names, modal=modal) for c in inner], limit=3)
    return f"{according(claim, names)}, {told}."


def according(claim: Claim, names: Names) -> str:
    """Its holders, innermost first: "According to the ministry, as quoted by the outlet"."""
    chain = unique(names.holder(h) for h in reversed(claim.holders))
    first, *outer = chain
    told = ("as quoted by", *["quoted in turn by"] * len(outer))
    return f"According to {first}" + "".join(f", {by} {name}" for by, name in zip(told, outer, strict=False))


def clause(claim: Claim, names: Names, *, modal: str | None = None, dated: bool = True) -> str:
    """What is said to be so, without its asserter; `modal` puts an intended act ("would", "should")."""
    if claim.kind == "purpose":
        return _purpose(claim, names)
    told = _relation(claim, names, modal) if claim.kind == "relation" else _event(claim, names, modal)
    return told + _setting(claim, names, told, dated=dated)


def label(claim: Claim, text: str = "") -> str:
    """A few words for what a claim is about: "attack with explosives"; with the text, by its own word."""
    if claim.kind == "purpose":
        return "motive"
    if claim.kind == "relation":
        return str(table("relations")[claim.type]["label"])
    own = without_article(phrase_of(claim, text).bare) if text else ""
    if own and "calls" not in own.split() and len(own.split()) < 5:
        return own
    phrase = phrase_of(claim, "")
    return phrase.label or without_article(phrase.bare)


def _event(claim: Claim, names: Names, modal: str | None) -> str:
    phrase = phrase_of(claim, names.report.document.text, names.holder(claim.holders[-1]))
    if phrase.settles in claim.modes:
        claim = replace(claim, modes=tuple(m for m in claim.modes if m != phrase.settles))
    at_place = bool(phrase.place_link) and names.places(claim.recipients)
    link = phrase.place_link if at_place else phrase.link
    who, whom = _sides(claim, names, link)
    if phrase.quote and whom.text.lower() in phrase.quote.lower():
        whom = Name("")
    if who.text:
        alone = phrase.alone if at_place or not whom.text else None
        base, past = alone or (phrase.base, phrase.past)
        past = phrase.plural if who.plural and phrase.plural else past
        verb = _verb(claim, base=base, past=past, modal=modal)
        return _join(who.text, verb, phrase.quote, link if whom.text else "", whom.text, "" if alone else phrase.tail)
    if whom.text and phrase.passive:
        return _join(whom.text, _verb(claim, base=phrase.passive[0], past=phrase.passive[1], modal=modal))
    if whom.text and not link:
        base, past = f"be {phrase.participle}", f"{_be(whom, past=True)} {phrase.participle}"
        return _join(whom.text, _verb(claim, base=base, past=past, modal=modal), phrase.tail, phrase.quote)
    return _there(claim, phrase, whom, names, modal)


def _sides(claim: Claim, names: Names, link: str) -> tuple[Name, Name]:
    """Who did it and to whom, nobody twice; of a mutual act "each other", or nobody where it is done "with" another."""
    who, whom = names.several(claim.actors), names.several(claim.recipients)
    if not who.text or not whom.text:
        return who, whom
    doers = {names.of(a).text for a in claim.actors}
    others = names.several(tuple(r for r in claim.recipients if names.of(r).text not in doers))
    together = link == "with" and claim.type in table("together")
    if together and (both := _of_both(claim, names, who)):
        return Name(both, plural=True), Name("")
    if others.text and whom.text != who.text:
        return who, others
    return who, Name("") if together or (len(doers) < 2 and not who.plural) else _EACH_OTHER


def _of_both(claim: Claim, names: Names, who: Name) -> str:
    """Several of a kind who met, by all they are of: "ministers of A" with A and B are "ministers of A and B"."""
    first = names.of(claim.recipients[0]).text
    if not who.plural or len(claim.actors) > 1 or len(claim.recipients) < 2 or not who.text.endswith(f" of {first}"):
        return ""
    return who.text.removesuffix(first) + names.several(claim.recipients).text


def _there(claim: Claim, phrase: Phrase, whom: Name, names: Names, modal: str | None) -> str:
    """An act of which nobody is named as the doer, as a noun: "there was a demonstration against the party"."""
    at_place = bool(phrase.place_of) and names.places(claim.recipients)
    noun = phrase.noun if whom.text and not at_place else indefinite(phrase.bare)
    of = phrase.place_of if at_place else phrase.of
    head = re.split(r" (?:of|with|in|from|over|to|for) ", noun)[0]
    many = head.endswith("s") and not head.startswith(("a ", "an ", "the ", "what "))
    if claim.polarity == "negative":
        noun = "no " + without_article(noun)
        verb = modal or ("were" if many else "was")
        verb = f"{verb} be" if modal else verb
    else:
        verb = _verb(claim, base="be", past="were" if many else "was", modal=modal)
    return _join("there", verb, noun, phrase.quote, of if whom.text else "", whom.text)


def _verb(claim: Claim, *, base: str, past: str, modal: str | None) -> str:
    """The verb phrase in the claim's modes: "attacked", "did not attack", "may attack", "will be killed"."""
    no = claim.polarity == "negative"
    if modal is None and "future" in claim.modes:
        modal = "will"
    if modal is None and "hypothetical" in claim.modes:
        modal = "may"
    if modal is not None:
        return f"{modal} not {base}" if no else f"{modal} {base}"
    if not no:
        return past
    first, _, rest = past.partition(" ")
    return f"{first} not {rest}" if first in ("was", "were") else f"did not {base}"


def _relation(claim: Claim, names: Names, modal: str | None) -> str:
    who = names.several(claim.subjects)
    who = who if who.text else _NOBODY
    if claim.type == "transits":
        return _route(claim, names, who, modal)
    whom = names.several(claim.objects)
    return _join(who.text, _tie_verb(claim, names, who, modal), whom.text or _NOBODY.text)


def _tie_verb(claim: Claim, names: Names, who: Name, modal: str | None) -> str:
    phrase = tie_of(claim, names.report.document.text)
    past = "historical" in claim.modes
    base = phrase["base"]
    if modal or {"future", "hypothetical"} & set(claim.modes):
        return _verb(claim, base=base, past=base, modal=modal)
    if base.startswith("be "):
        rest = (phrase["plural"] if who.plural else phrase["third"]).partition(" ")[2]
        return _join(_be(who, past=past), "not" if claim.polarity == "negative" else "", rest)
    if claim.polarity == "negative":
        return f"{'did' if past else 'do' if who.plural else 'does'} not {base}"
    return str(phrase["past"] if past else phrase["plural"] if who.plural else phrase["third"])


def _support(claim: Claim, names: Names, along: Sequence[Claim]) -> str:
    """Several kinds of support between the same two: "gives weapons and money to"."""
    kinds = unique(label(c) for c in (claim, *along) if c.type != "unspecified_support")
    told = clause(claim, names)
    if claim.type == "unspecified_support" or len(kinds) < 2:
        return told
    return told.replace(f" {kinds[0]} to ", f" {listed(kinds, limit=8)} to ", 1)


def _route(claim: Claim, names: Names, who: Name, modal: str | None) -> str:
    route, text = claim.route, names.report.document.text
    cargo = listed([quoted(span.of(text)) for span in route.cargo]) if route else ""
    verb = _tie_verb(claim, names, who, modal)
    told = _join(who.text, verb, cargo or "goods")
    if route is None:
        return told
    for word, mentions in (("from", route.from_), ("through", route.via), ("to", route.to)):
        if place := names.several(mentions).text:
            told += f" {word} {place}"
    return told


def _purpose(claim: Claim, names: Names) -> str:
    who = names.several(claim.actors).text
    span, text = claim.aim or claim.span, names.report.document.text
    to = "to " if text[: span.start].endswith(" to ") else ""
    said = ("not " if claim.polarity == "negative" else "") + to + quoted(span.of(text))
    return f"the aim of {who} is {said}" if who else f"the aim is {said}"


def _setting(claim: Claim, names: Names, told: str, *, dated: bool) -> str:
    """Where and when, as far as known to the day, month or year, and not said already."""
    words = ""
    where, when = claim.where, claim.when
    told_of = [names.report.mention_by_id[r] for r in claim.recipients if r in names.report.mention_by_id]
    same = where is not None and where.span is not None and any(m.span.overlaps(where.span) for m in told_of)
    if where is not None and not same and where.name.lower() not in told.lower():
        place = flat(where.name)
        words += f" {'near' if where.precision == 'near' else 'in'} {'the ' if needs_article(place) else ''}{place}"
    if dated and when is not None and claim.polarity == "positive" and when.precision != "open":
        words += dated_words(when, names)
    return words


def dated_words(when: When, names: Names) -> str:
    """A date with its preposition: "on 26 November 1939", "(as of 27 November 1939)" for what the text calls now."""
    date = when_words(when)
    if not date:
        return ""
    if names.is_now(when):
        return f" (as of {date})"
    before = {"day": "on", "month": "in", "year": "in"}.get(when.precision, "between" if " and " in date else "from")
    return f" {before} {date}"


def _be(who: Name, *, past: bool) -> str:
    return ("were" if who.plural else "was") if past else ("are" if who.plural else "is")


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)
