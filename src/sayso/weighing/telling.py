"""From a claim to what it tells of a happening: who is named as the doer, by whom, how sure, on what evidence.

Whose word it is comes from linking; two officials of one state are one origin, because a state speaks with one voice.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sayso.lexicon.countries import countries
from sayso.lexicon.language import load
from sayso.lexicon.names import fold
from sayso.records.actor import Mention
from sayso.records.assessment import Carried, Interest, Telling
from sayso.records.claim import Claim
from sayso.records.report import Report
from sayso.weighing.corroborate import evidence_of
from sayso.weighing.sounding import has, sounding

_END = re.compile(r"[.!?][\"”’)]*(?:\s|$)|\n")
_LONGEST = 600


def table(name: str) -> Any:
    """A table of `data/lang/en/weighing.yaml`."""
    return load("lang/en/weighing")[name]


def tellings(reports: Iterable[Report], carried: Sequence[Carried]) -> tuple[Telling, ...]:
    """What each claim tells, in the order given; what is only intended or imagined is left out."""
    by_id = {r.document.id: r for r in reports}
    kept = []
    for c in carried:
        report = by_id[c.document]
        claim = report.claim_by_id[c.claim]
        if "future" in claim.modes or ("hypothetical" in claim.modes and claim.certainty != "possible"):
            continue
        kept.append((c, claim, report))
    parties = {key for _, claim, report in kept for key in _sides(claim, report)}
    speaks = {m.actor: s for _, _, r in kept for m in r.mentions if m.actor and (s := state_of(m)) in parties}
    bodies = {fold(m.text): s for _, _, r in kept for m in r.mentions if (s := state_of(m)) in parties}
    found = [_telling(c, claim, report, speaks, parties) for c, claim, report in kept]
    return tuple(_own_statement(t, report, bodies, parties) for t, (_, _, report) in zip(found, kept, strict=True))


def _own_statement(told: Telling, report: Report, bodies: Mapping[str, str], parties: set[str]) -> Telling:
    """The word of a body of a party is its party's, and so is all that its own statement says and quotes.

    But for what a body of another state says there.
    """
    state = bodies.get(fold(told.name))
    outlet = report.document.outlet
    if state is None and report.document.genre == "statement" and outlet and not told.origin.startswith("voice:"):
        state = bodies.get(fold(outlet)) or next((s for s in _states_in(outlet) if s in parties), None)
    return told if state is None else dataclasses.replace(told, origin=f"voice:{state}", interest="party")


def _states_in(name: str) -> Iterable[str]:
    """The states whose name or adjective stands in the name of a body.

    >>> list(_states_in("Ministry for Foreign Affairs of Finland"))
    ['FIN']
    """
    for word, code in _adjectives().items():
        if has(name, word):
            yield str(table("successors").get(code, code))


def _sides(claim: Claim, report: Report) -> Iterable[str]:
    """The states that a claim names as doing or suffering."""
    for m in (*claim.actors, *claim.subjects, *claim.recipients, *claim.objects):
        if (key := state_of(report.mention_by_id[m])) is not None:
            yield key


def _telling(c: Carried, claim: Claim, report: Report, speaks: Mapping[str, str], parties: set[str]) -> Telling:
    text = report.document.text
    sentence = text[claim.span.start : _sentence_end(text, claim.span.end)]
    named = [report.mention_by_id[m] for m in (*claim.actors, *claim.subjects)]
    doers = tuple({d[0]: d for m in named if (d := doer(m, claim, report)) is not None}.values())
    if not named and (own := _denies_for_itself(claim, report)) is not None:
        doers = (own,)
    sure = sounding(claim, report)
    told = Telling(
        document=c.document,
        claim=c.claim,
        origin=c.origin,
        name=c.name,
        interest=_interest(c, report),
        kind=c.kind,
        outlet=c.outlet,
        day=c.day,
        doers=doers,
        vague=bool(named) and not doers and any(m.kind not in ("person", "place", "facility") for m in named),
        person=bool(named) and all(m.kind == "person" for m in named),
        denied=claim.polarity == "negative",
        staged=any(has(sentence, word) for word in table("staged")),
        certainty=claim.certainty,
        evidence=evidence_of(claim),
        cited=tuple(dict.fromkeys(e.kind for e in claim.evidence if e.status == "cited")),
        boosters=sure.words,
        sure=sure.quote,
        sure_evidence=sure.evidence,
        quote=" ".join(claim.span.of(text).split()),
    )
    told = _with_side(told, sentence)
    speaker = _speaker(claim, report)
    state = state_of(speaker) if speaker is not None and c.kind != "outlet" else None
    if state not in parties:
        state = speaks.get(c.origin.removeprefix("actor:"))
    if state is not None and told.interest in ("none", "party"):
        told = dataclasses.replace(told, origin=f"voice:{state}", interest="party")
    return told


def _interest(c: Carried, report: Report) -> Interest:
    if c.kind == "unnamed":
        return "unnamed"
    if c.party or c.kind == "party":
        return "party"
    if c.inside and c.kind in ("outlet", "document"):
        genre = report.document.genre
        return "statement" if genre == "statement" else "opinion" if genre == "opinion" else "none"
    return "none"


def _speaker(claim: Claim, report: Report) -> Mention | None:
    held = [h.mention for h in claim.holders if h.mention is not None]
    return report.mention_by_id[held[-1]] if held else None


def state_of(mention: Mention) -> str | None:
    """The state that a mention is, or is a body of; None for all others and for persons.

    >>> state_of(Mention("m1", 0, 17, "Finnish artillery", "armed_group", None, "FIN", "MIL"))
    'FIN'
    """
    if mention.country is None or mention.kind == "person":
        return None
    official = mention.kind in ("state", "state_body") or mention.sector in table("official_sectors")
    if not official and mention.actor != mention.country:
        return None
    return str(table("successors").get(mention.country, mention.country))


def doer(mention: Mention, claim: Claim, report: Report) -> tuple[str, str] | None:
    """The key and the name of a doer that a hypothesis can be about: a state or an organisation, never a person."""
    if mention.kind == "person":
        return None
    first = mention.text.split()[0].casefold() if mention.text.split() else ""
    if first in table("possessives") and (mention.country is None or claim.polarity == "negative"):
        speaker = _speaker(claim, report)
        state = state_of(speaker) if speaker is not None else None
        return (f"state:{state}", _state_name(state, speaker)) if state and speaker is not None else None
    if (state := state_of(mention)) is not None:
        return f"state:{state}", _state_name(state, mention)
    unknown = mention.kind in ("place", "facility") or (mention.sector == "UAF" and mention.actor is None)
    if unknown or not _is_name(mention.text):
        return None
    return f"actor:{mention.actor or fold(mention.text)}", mention.text


def _denies_for_itself(claim: Claim, report: Report) -> tuple[str, str] | None:
    """Who denies an act "that it had done": the pronoun is the speaker's own."""
    speaker = _speaker(claim, report)
    if claim.polarity == "positive" or speaker is None:
        return None
    words = claim.span.of(report.document.text).casefold().split()[:2]
    pronoun = words[-1] if words[:1] == ["that"] and len(words) > 1 else words[0] if words else ""
    return doer(speaker, claim, report) if pronoun in table("pronouns") else None


def _is_name(words: str) -> bool:
    """Whether words name somebody: one with a capital, or a capital after the first, which may begin a sentence.

    >>> _is_name("Hezbollah"), _is_name("the Red Column"), _is_name("Multiple assailants"), _is_name("rebels")
    (True, True, False, False)
    """
    parts = words.split()
    return any(any(c.isupper() for c in part) for part in (parts[1:] or parts))


def _state_name(state: str, mention: Mention) -> str:
    country = countries().get(mention.country or state)
    return country.name if country is not None else mention.text


def _with_side(told: Telling, sentence: str) -> Telling:
    """Note from whose side it is said to have come, or not to have come."""
    if told.doers:
        return told
    for found in _side_pattern().finditer(sentence):
        code = _adjectives().get(found[1])
        if code is None:
            continue
        before = sentence[max(0, found.start() - 40) : found.start()].casefold()
        negated = any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)|{re.escape(w)}\s", before) for w in _negators())
        state = str(table("successors").get(code, code))
        side = (f"state:{state}", countries()[code].name)
        words = " ".join(sentence.split())
        return dataclasses.replace(told, side=side, denied=told.denied or negated, quote=words)
    return told


@cache
def _side_pattern() -> re.Pattern[str]:
    return re.compile(rf"\bfrom (?:the |inside |within )?([A-Z][\w-]+)(?:-held)? (?:{'|'.join(table('side_of'))})\b")


@cache
def _adjectives() -> Mapping[str, str]:
    return {a: c.code for c in countries().values() for a in (*c.adjectives, c.name)}


def _negators() -> Sequence[str]:
    return tuple(table("not_before_side"))


def _sentence_end(text: str, at: int) -> int:
    if text[:at].rstrip()[-1:] in (".", "!", "?"):
        return at
    end = _END.search(text, at, at + _LONGEST)
    return end.start() if end else min(len(text), at + _LONGEST)
