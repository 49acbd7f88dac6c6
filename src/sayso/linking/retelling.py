"""Which claims of two reports say the same: one kind of act, by and against the same, of one place and time.

What is compared is small and flat, so that a case of many reports fits: `facts_of` takes it from a report. Names are
also compared as written in the claim's sentence, because a name that was not resolved is still the same name.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from sayso.linking.naming import fold, words
from sayso.linking.passages import stem, word_classes
from sayso.records.actor import Mention
from sayso.records.claim import Claim
from sayso.records.document import Span
from sayso.records.report import Report

NEEDED = 2.25
APART, NEAR = 6, 3
CLOSE, ALONE = 0.6, 0.75
_FINE = frozenset({"exact", "near", "city", "district"})
_NEAR_KINDS = frozenset({"ASSAULT", "COERCE"})
_BELLIGERENT = frozenset({"MIL", "REB", "SPY", "UAF", "PAR"})
REACH = 400
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'-]+"
_NAMED = re.compile(rf"{_CAPITAL}(?:[ \u00a0](?:of (?:the )?)?{_CAPITAL})*")
_LOWER = re.compile(r"(?<!\w)[a-zß-öø-ÿ]{4,}")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?![\w]|[.,]\d)")
_BEGIN = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"])|\n|\)\s*[-–—:]+\s*")
_END = re.compile(r"[.!?][\"”’)]*(?:\s|$)|\n")


class Voice(NamedTuple):
    """A holder of a claim: who, as written, and whether a party to what is told."""

    key: str
    name: str
    kind: str
    party: bool
    unnamed: bool


class Facts(NamedTuple):
    """What one claim tells, for comparing it with those of other reports.

    Attributes:
        actors, recipients: names of those named in these roles, as `names` has them.
        names: the names in the claim's sentence; `numbers` and `details` the numbers and the telling words there.
        voices: its holders, outermost first, without the outlet.
        real: whether it is told as having happened, or denied.
    """

    document: str
    claim: str
    span: Span
    trigger: Span
    kind: str
    type: str | None
    positive: bool
    real: bool
    main: bool
    actors: frozenset[str]
    recipients: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    details: frozenset[str]
    act: str
    place: str | None
    start: str | None
    end: str | None
    day: str | None
    deaths: int | None
    voices: tuple[Voice, ...]


def facts_of(report: Report) -> list[Facts]:
    """The facts of each claim of a report."""
    doc = report.document
    return [_facts(c, report, doc.published.start or doc.published.end) for c in report.claims]


def _facts(claim: Claim, report: Report, day: str | None) -> Facts:
    text, mention = report.document.text, report.mention_by_id
    where, when = claim.where, claim.when
    actors, recipients = (*claim.actors, *claim.subjects), (*claim.recipients, *claim.objects)
    said = sentence_at(text, claim.span)
    return Facts(
        report.document.id,
        claim.id,
        claim.span,
        claim.trigger,
        claim.kind,
        claim.type,
        claim.polarity == "positive",
        not {"future", "hypothetical"} & set(claim.modes),
        claim.main,
        frozenset(n for m in actors for n in names_in(mention[m].text)),
        frozenset(n for m in recipients for n in names_in(mention[m].text)),
        names_in(said),
        frozenset(_NUMBER.findall(said)),
        _details(said),
        stem(claim.trigger.of(text).partition(" ")[0]),
        fold(where.name) if where is not None and where.precision in _FINE else None,
        when.start if when else None,
        when.end if when else None,
        day,
        claim.deaths.best if claim.deaths else None,
        tuple(_voices(claim, mention)),
    )


def sentence_at(text: str, span: Span) -> str:
    """The sentence that a claim's words are in, cut to `REACH` characters on either side; a dateline is no part of it.

    >>> sentence_at("It rained. TARSK (AP) — Rebels burned the mill. Then it ended.", Span(24, 46))
    'Rebels burned the mill'
    """
    before, after = text[max(0, span.start - REACH) : span.start], text[span.end : span.end + REACH]
    begin = max((m.end() for m in _BEGIN.finditer(before)), default=0)
    end = _END.search(after)
    return before[begin:] + span.of(text) + (after[: end.start()] if end else after)


def names_in(text: str) -> frozenset[str]:
    """The names in a text, as stems: words with a capital in a row, without common ones at the ends.

    >>> sorted(names_in("The Red Column burned a mill at Tarsk"))
    ['red column', 'tarsk']
    >>> sorted(names_in("The Sons of Orsa fled from fighters of the Red Column"))
    ['red column', 'sons of orsa']
    """
    found = set()
    for m in _NAMED.finditer(text):
        parts = [stem(w) for w in m[0].split()]
        while parts and _plain(parts[0]):
            parts.pop(0)
        if parts and not all(map(_plain, parts)):
            found.add(" ".join(parts))
    return frozenset(found)


def _plain(word: str) -> bool:
    empty, common = word_classes()
    return word in empty or word in common


def _details(text: str) -> frozenset[str]:
    return frozenset(s for w in _LOWER.findall(text) if not _plain(s := stem(w)))


def _voices(claim: Claim, mention: Mapping[str, Mention]) -> Iterable[Voice]:
    ours = [mention[m] for m in (*claim.actors, *claim.subjects, *claim.recipients, *claim.objects)]
    own = words("credits", "own")
    for holder in claim.holders:
        if holder.kind == "outlet":
            continue
        if holder.mention is None:
            yield Voice("unnamed", holder.text or "unnamed sources", "unnamed", False, True)
            continue
        speaker = mention[holder.mention]
        if fold(speaker.text) in own:
            continue
        bare = re.sub(r"^(?:the|a|an)\s+", "", speaker.text.strip(), flags=re.IGNORECASE)
        key = (speaker.actor if names_in(bare) else None) or fold(bare)
        unnamed = speaker.actor is None and speaker.kind == "group" and bare == bare.casefold()
        yield Voice(key, speaker.text, speaker.kind, _party(speaker, ours), unnamed)


def _party(speaker: Mention, ours: Iterable[Mention]) -> bool:
    """Whether a speaker takes part in what is told, speaks for a state that does, or is armed."""
    if speaker.kind == "armed_group" or speaker.sector in _BELLIGERENT:
        return True
    public = speaker.kind in ("state", "state_body") or speaker.sector == "GOV"
    for other in ours:
        if speaker.id == other.id or (speaker.actor and speaker.actor == other.actor):
            return True
        if public and speaker.country and speaker.country == other.country:
            return True
    return False


def sort_of(fact: Facts) -> str:
    """What two facts must have in common to say the same: whether both happened, and what sort of act they are."""
    return f"{fact.kind} {'near' if fact.type in _NEAR_KINDS else fact.type} {fact.real}"


def same(a: Facts, b: Facts) -> float:
    """How much speaks for two claims saying the same; 0 if something speaks against. Polarity is left aside.

    Two names are not enough: two attacks in one town by one group share them. It takes a number, a place that was
    resolved, or what was done to what, as well.
    """
    if a.kind != b.kind or a.real != b.real or not _one_kind(a, b) or against(a, b):
        return 0.0
    shared = len(a.names & b.names)
    score = min(1.8, 0.9 * shared) + _numbers(a.numbers, b.numbers)
    score += 0.5 * bool(a.actors & b.actors) + 0.5 * bool(a.recipients & b.recipients)
    score += 0.5 * (a.place is not None and a.place == b.place) + 0.5 * (a.act == b.act)
    score -= ALONE * (shared < 2 and not a.numbers & b.numbers and not (a.place and a.place == b.place))
    score += 0.5 * (_gap(a.day, b.day) <= NEAR)
    return score + min(1.2, 0.4 * len(a.details & b.details))


def _numbers(left: frozenset[str], right: frozenset[str]) -> float:
    """Shared numbers speak for; tolls that are near each other say nothing, others a little against.

    >>> _numbers(frozenset({"12"}), frozenset({"12"})), _numbers(frozenset({"12"}), frozenset({"14"}))
    (0.75, 0.0)
    """
    if not left or not right:
        return 0.0
    if left & right:
        return min(1.5, 0.75 * len(left & right))
    ours, theirs = ([int(n[:9]) for n in side] for side in (left, right))
    near = any(min(a, b) >= CLOSE * max(a, b) or abs(a - b) <= 2 for a in ours for b in theirs)
    return 0.0 if near else -0.5


def _one_kind(a: Facts, b: Facts) -> bool:
    return a.type == b.type or {a.type, b.type} <= _NEAR_KINDS


def against(a: Facts, b: Facts) -> bool:
    """Another place, another time, somebody else."""
    if a.place and b.place and a.place != b.place:
        return True
    for ours, theirs in ((a.actors, b.actors), (a.recipients, b.recipients)):
        if ours and theirs and not (ours & (theirs | b.names) or theirs & a.names):
            return True
    if (a.end and b.start and a.end < b.start) or (b.end and a.start and b.end < a.start):
        return _gap(a.end or a.start, b.start or b.end) > 1
    return not (a.start and b.start) and _gap(a.day, b.day) > APART


@lru_cache(maxsize=65_536)
def _gap(left: str | None, right: str | None) -> int:
    """Days between two days; 0 if either is unknown."""
    try:
        apart = datetime.date.fromisoformat(right or "") - datetime.date.fromisoformat(left or "")
    except ValueError:
        return 0
    return abs(apart.days)
