"""What each report tells of each happening, small and flat, so that the accounts of many reports can be compared.

An account is what one report has put together as one incident, with the denials of it. What is only threatened, planned
or imagined is no account.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from sayso.lexicon.language import load
from sayso.linking.incident_said import Said, said_of
from sayso.linking.links import view
from sayso.linking.retelling import Facts, facts_of, names_in, sentence_at
from sayso.privacy import PSEUDONYM
from sayso.records.claim import Claim
from sayso.records.document import Span
from sayso.records.report import Report

REACH = 3000
"""How much of a report is looked through for the names around an account."""
NEAR = 300
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_END = re.compile(r"[.!?][\"”’)]*\s|\n")
_OPENING = re.compile(r"(?:^|[.!?:;]|[\n\"“”‘(\[•–—])[\"“”’)\s]*([A-ZÀ-ÖØ-Þ][\w’'-]*)(?![ -][A-ZÀ-ÖØ-Þ])(?![\w’'-])")
_CAPITAL = re.compile(r"(?<![\w’'-])[A-ZÀ-ÖØ-Þ][\w’'-]*")
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
Interval = tuple[str, str]


class Account(NamedTuple):
    """One report's account of one happening.

    Attributes:
        first: where its first word is.
        days: first and last possible day; None if no day is given.
        out: the day the report came out.
        names: names in its sentences but for doers, states and speakers; `around` those elsewhere in the report.
        sites, victims: rows of `scenes.yaml` that its sentences have words of.
        sentences: the sentences themselves.
        said: what each claim says.
    """

    document: str
    claims: tuple[str, ...]
    first: int
    type: str
    modes: frozenset[str]
    days: Interval | None
    out: str | None
    place: str | None
    country: str | None
    names: frozenset[str]
    around: frozenset[str]
    sites: frozenset[int]
    victims: frozenset[int]
    tolls: tuple[tuple[int, int], ...]
    numbers: frozenset[str]
    doers: frozenset[str]
    targets: frozenset[str]
    details: frozenset[str]
    sentences: frozenset[str]
    outlet: str | None = None
    said: tuple[Said, ...] = ()

    @property
    def when(self) -> str:
        """What accounts are put in order of time by."""
        return self.days[0] if self.days else self.out or "~"


class Sort(NamedTuple):
    """What two accounts must agree in before they are compared at all."""

    type: str
    modes: frozenset[str]
    place: str | None
    country: str | None


def sort_of(account: Account) -> Sort:
    """The sort of an account."""
    return Sort(account.type, account.modes, account.place, account.country)


def accounts_of(report: Report) -> list[Account]:
    """The accounts of one report, in the order of the text."""
    linked = view(report)
    facts = {f.claim: f for f in facts_of(report)}
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in report.claims:
        if claim.kind != "event" or not facts[claim.id].real:
            continue
        incident = linked.incident_of.get(claim.id)
        groups[incident.id if incident else f"alone {claim.id}"].append(claim)
    if not groups:
        return []
    setting = _setting(report)
    return _dated([_account(report, claims, facts, setting) for claims in groups.values()])


class _Setting(NamedTuple):
    """What all accounts of a report share: its names, those that tell little, and its text without its speakers."""

    names: frozenset[str]
    weak: frozenset[str]
    scenery: str


def _setting(report: Report) -> _Setting:
    text = report.document.text
    opening = frozenset(n for word in openers(report) for n in names_in(word))
    everywhere = names_in(f"{report.document.title or ''}\n{text[:REACH]}") - opening
    held = {h.mention for c in report.claims for h in c.holders if h.mention}
    weak = [m.text for m in report.mentions if m.kind == "state" or m.id in held] + [report.document.outlet or ""]
    blotted = list(text)
    for span in (*(s for a in report.attributions for s in a.source), *(report.mention_by_id[m].span for m in held)):
        blotted[span.start : span.end] = "_" * (span.end - span.start)
    return _Setting(everywhere, opening.union(n for t in weak for n in names_in(t)), "".join(blotted))


def openers(report: Report) -> frozenset[str]:
    """Words that have a capital only where a sentence begins, and name nobody: "Neighbours", "Whoever"."""
    text = report.document.text
    at = {m.start(1) for m in _OPENING.finditer(text)}
    capitals = {m.start(): m[0] for m in _CAPITAL.finditer(text)}
    inside = {word for n, word in capitals.items() if n not in at}
    names = (m.text.split() for m in report.mentions if m.kind != "group")
    named = {word for words in names if words[-1][:1].isupper() for word in words}
    return frozenset(capitals[n] for n in at & capitals.keys()) - inside - named


def _account(report: Report, claims: Sequence[Claim], facts: Mapping[str, Facts], setting: _Setting) -> Account:
    told = [facts[c.id] for c in claims]
    words = frozenset(w for c in claims for w in _words(sentence_at(setting.scenery, c.span)))
    place = next((f.place for f in told if f.place), None)
    doers = frozenset(n for f in told for n in f.actors)
    hidden = (m[0] for c in claims for m in PSEUDONYM.finditer(sentence_at(report.document.text, c.span)))
    strong = frozenset((*(n for f in told for n in f.names), *hidden)) - doers - setting.weak
    around = setting.names - strong - doers
    published = report.document.published
    return Account(
        document=report.document.id,
        claims=tuple(c.id for c in claims),
        first=min(c.trigger.start for c in claims),
        type=str(claims[0].type),
        modes=frozenset(c.mode for c in claims if c.mode),
        days=_days(claims) or _written(claims, report),
        out=published.start or published.end,
        place=place,
        country=next((c.where.country for c in claims if c.where is not None and c.where.country), None),
        names=strong,
        around=around,
        sites=frozenset(n for w in words for n in scene("sites").get(w, ())),
        victims=frozenset(n for w in words for n in scene("victims").get(w, ())),
        tolls=tuple(sorted({(d.low or d.best or 0, d.high or d.best or 0) for c in claims if (d := c.deaths)})),
        numbers=frozenset(n for f in told for n in f.numbers),
        doers=doers,
        targets=frozenset(n for f in told for n in f.recipients),
        details=frozenset(d for f in told for d in f.details),
        sentences=frozenset(sentence_at(report.document.text, c.span) for c in claims),
        outlet=report.document.outlet,
        said=tuple(said_of(c, report) for c in claims),
    )


def _dated(accounts: Sequence[Account]) -> list[Account]:
    """Accounts without a day take the only one that the report gives for their sort of act."""
    given: dict[str, set[Interval]] = defaultdict(set)
    for a in accounts:
        if a.days is not None:
            given[a.type].add(a.days)
    sole = {kind: next(iter(days)) for kind, days in given.items() if len(days) == 1}
    return [a if a.days is not None else a._replace(days=sole.get(a.type)) for a in accounts]


def plain(account: Account, small: Set[str]) -> Account:
    """An account without names that are words which some report writes small.

    Where none is left, those elsewhere in the report stand in.
    """
    names, around = account.names - small, account.around - small
    return account._replace(names=names or around, around=around if names else frozenset())


def _days(claims: Iterable[Claim]) -> Interval | None:
    """The narrowest closed interval of days that the claims give."""
    found = [(c.when.start, c.when.end) for c in claims if c.when is not None]
    closed = [(start, end) for start, end in found if start and end]
    return min(closed, key=lambda d: (_length(d), d), default=None)


def _written(claims: Sequence[Claim], report: Report) -> Interval | None:
    """The one day that is written out in the sentences of claims, if these tell of nothing but this sort of act."""
    text, kind = report.document.text, claims[0].type
    found = set()
    for claim in claims:
        inside = [t for t in report.times if t.from_ == "explicit" and _one_sentence(text, t.span, claim.span)]
        if inside and all(c.type == kind or not _one_sentence(text, c.span, claim.span) for c in report.claims):
            found |= {t.value for t in inside if t.value and _DAY.fullmatch(t.value)}
    return (day, day) if len(found) == 1 and (day := next(iter(found))) else None


def _one_sentence(text: str, left: Span, right: Span) -> bool:
    """Whether no end of a sentence is between two places of a text that are near each other."""
    low, high = min(left.end, right.end), max(left.start, right.start)
    return high - low < NEAR and not _END.search(text, low, max(low, high))


def _length(days: Interval) -> int:
    import datetime

    first, last = (datetime.date.fromisoformat(d) for d in days)
    return (last - first).days


def _words(text: str) -> Iterable[str]:
    """The words of a text in lower case, and what they are without an ending of number."""
    for m in _TOKEN.finditer(text.lower()):
        word = m[0]
        yield word
        if word.endswith("s"):
            yield word[:-1]


@cache
def scene(kind: str) -> Mapping[str, frozenset[int]]:
    """The rows of `scenes.yaml` that a word is in."""
    found: dict[str, set[int]] = defaultdict(set)
    for n, row in enumerate(load("lang/en/scenes")[kind]):
        for word in row:
            found[str(word)].add(n)
    return {word: frozenset(rows) for word, rows in found.items()}


def scene_word(kind: str, row: int) -> str:
    """The word that a row goes by."""
    return str(load("lang/en/scenes")[kind][row][0])
