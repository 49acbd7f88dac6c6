"""What every export is made of: a report, what its claims link to, and which of them a person has reviewed.

All formats take their words from here, so that none of them can name an act without its asserter, a private person, or
a pin that is finer than the text.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any, Literal

from sayso.exporting.sound import sound
from sayso.lexicon import gazetteers
from sayso.lexicon.countries import countries
from sayso.lexicon.language import load
from sayso.lexicon.wording import neutral
from sayso.privacy import mask
from sayso.records.actor import Actor, Place
from sayso.records.claim import Claim, Holder
from sayso.records.document import Document
from sayso.records.event import Where
from sayso.records.finding import Linked
from sayso.records.judgement import Judgement
from sayso.records.report import Report

UNREVIEWED = "Read by machine and reviewed by nobody."
REVIEWED = "Read by machine and reviewed by a person."
NOTE = "Read by machine; each claim says whether a person has reviewed it: reviewed or unreviewed."
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "these", "this"})
_SMALL = frozenset({"of", "for", "and", "in", "on", "de", "la", "al", "to", "&"})
_PINNED = frozenset({"exact", "near", "city"})


@dataclass(frozen=True)
class Item:
    """One report on its way out.

    Attributes:
        report: the masked report, with the claims that are exported.
        linked: its actors, incidents and ties.
        reviewed: ids of the claims that a person has confirmed.
        denies: for a claim that denies others, their ids.
    """

    report: Report
    linked: Linked = field(default_factory=Linked)
    reviewed: frozenset[str] = frozenset()
    denies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text that all offsets point into."""
        return self.report.document.text

    @property
    def document(self) -> str:
        """The report's id."""
        return self.report.document.id

    @cached_property
    def denied_by(self) -> Mapping[str, tuple[str, ...]]:
        """For a claim that others deny, their ids."""
        found: dict[str, list[str]] = {}
        for denial, denied in self.denies.items():
            for claim in denied:
                found.setdefault(claim, []).append(denial)
        return {claim: tuple(ids) for claim, ids in found.items()}

    def status(self, claim: Claim) -> Literal["reviewed", "unreviewed"]:
        """Whether a person has reviewed a claim."""
        return "reviewed" if claim.id in self.reviewed else "unreviewed"

    def actor(self, mention: str) -> Actor | None:
        """The actor that a mention resolves to."""
        return self.linked.actor_of.get(mention)

    def name(self, mention: str) -> str:
        """What a mention is called: its actor's name without the words that judge, else the report's own in quotes."""
        found = self.report.mention_by_id.get(mention)
        if found is None:
            return "somebody not named"
        actor = self.actor(mention)
        return self.called(actor) if actor is not None and not found.private else _plain(found.text)

    def called(self, actor: Actor) -> str:
        """What an actor is called; a state by the name of the state, not by an adjective."""
        state = countries().get(actor.id) if actor.kind == "state" else None
        return state.name if state is not None else _plain(actor.name)

    def key(self, mention: str) -> str:
        """What tells the actor of a mention from all others of the export.

        Who is in the gazetteer is one actor in all reports; anybody else is only known within one.
        """
        actor = self.actor(mention)
        return f"{self.document}#{mention}" if actor is None else self.actor_key(actor)

    def actor_key(self, actor: Actor) -> str:
        """The key of an actor, as `key` gives it."""
        return actor.id if not actor.private and _known(actor.id, actor.names) else f"{self.document}#{actor.id}"

    def holders(self, claim: Claim) -> list[str]:
        """The names of those who hold a claim, outermost first."""
        return [self.holder(h) for h in claim.holders]

    def holder(self, holder: Holder) -> str:
        """The name of one holder."""
        if holder.kind == "outlet":
            return flat(self.report.document.outlet or "") or "the report"
        if holder.kind == "mention" and holder.mention is not None:
            return self.name(holder.mention)
        words = holder.text or (holder.span.of(self.text) if holder.span else "")
        return f"a source given as {quoted(words)}" if words.strip() else "unnamed sources"

    def according_to(self, claim: Claim) -> str:
        """The chain of holders in words; every sentence on a claim begins with it."""
        return "according to " + ", citing ".join(dict.fromkeys(self.holders(claim)))

    def told(self, claim: Claim) -> str:
        """A claim in one sentence: its asserters, how they put it, and the report's own words in quotes."""
        how = ", ".join([claim.certainty, *_manner(claim)])
        return f"{self.according_to(claim)} ({how}): {quoted(claim.span.of(self.text))}"

    def who(self, mentions: Iterable[str]) -> list[str]:
        """The names of mentions, each once."""
        return list(dict.fromkeys(self.name(m) for m in mentions))

    def keys(self, mentions: Iterable[str]) -> list[str]:
        """The keys of mentions, each once."""
        return list(dict.fromkeys(self.key(m) for m in mentions))

    def evidence(self, claim: Claim) -> Literal["cited", "invoked", "none"]:
        """Whether a claim cites evidence, only invokes it, or names none."""
        found = {e.status for e in claim.evidence}
        return "cited" if "cited" in found else "invoked" if found else "none"

    def published(self) -> str | None:
        """The day, month or year of publication, as far as it is known."""
        day = self.report.document.published
        return day.start or day.end


def select(
    report: Report,
    judgements: Collection[Judgement] = (),
    *,
    beside: Callable[[Document], Iterable[str]],
    reviewed_only: bool = False,
) -> tuple[Report, frozenset[str]]:
    """The report as it may leave: sound, masked, without claims that a reviewer rejected; and which are reviewed.

    A review is a judgement of kind `reviewed` on a document (left) and a claim (right); the newest counts. `beside`
    tells the names that only a document's title or address holds: a report that was read unmasked is masked here.
    """
    verdicts = {j.right: j.verdict for j in judgements if j.kind == "reviewed" and j.left == report.document.id}
    report = sound(report)
    if report.unmasked is not None:
        report = dataclasses.replace(mask(report, beside=beside(report.document)).report, unmasked=None)
    confirmed = frozenset(c.id for c in report.claims if verdicts.get(c.id) == "positive")
    kept = tuple(c for c in report.claims if (c.id in confirmed if reviewed_only else verdicts.get(c.id) != "negative"))
    return dataclasses.replace(report, claims=kept), confirmed


def accuses(claim: Claim) -> bool:
    """Whether a claim accuses somebody it names: of a hostile act, or of a tie that one answers for."""
    lists = load("ontology/exports")["accusing"]
    if claim.kind == "event":
        return claim.type in lists["events"] and bool(claim.actors)
    return claim.kind == "relation" and claim.type in lists["ties"] and bool(claim.subjects)


def pin(place: Place | Where | None) -> tuple[float, float] | None:
    """Latitude and longitude of a place that the text names no coarser than a town; a country or a province has none.

    >>> pin(Place("Oran", "DZA", 35.7, -0.63, "city")), pin(Place("Algeria", "DZA", 28.0, 3.0, "country"))
    ((35.7, -0.63), None)
    """
    if place is None or place.lat is None or place.lon is None or place.precision not in _PINNED:
        return None
    return (place.lat, place.lon) if abs(place.lat) <= 90 and abs(place.lon) <= 180 else None


def alpha2(code: str | None) -> str | None:
    """The two-letter code of a country.

    >>> alpha2("FIN"), alpha2(None)
    ('FI', None)
    """
    found: str | None = table("alpha2").get(code) if code else None
    return found


def table(name: str) -> Any:
    """A list of `data/ontology/exports.yaml`."""
    return load("ontology/exports")[name]


def flat(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def quoted(text: str) -> str:
    """Words of a report, in quotation marks.

    >>> quoted('the  "patriots"')
    '“the ‘patriots’”'
    """
    inner = flat(text).replace("“", "‘").replace("”", "’")
    parts = inner.split('"')
    even = "".join(p + ("" if n == len(parts) - 1 else "‘’"[n % 2]) for n, p in enumerate(parts))
    return f"“{even}”"


def sentence(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]


def named(actor: Actor) -> bool:
    """Whether an actor is called by a name: "Red Front", not "four soldiers", "Officials" or "He".

    >>> named(Actor("Red Front", "Red Front", "armed_group", ("Red Front",), ("m1",)))
    True
    >>> named(Actor("He", "He", "person", ("He",), ("m1",)))
    False
    """
    words = [w for w in actor.name.split() if w.lower() not in _DETERMINERS and w.lower() not in _SMALL]
    capital = [w[:1].isupper() for w in words]
    if actor.id not in actor.names:  # it was recognised as somebody
        return any(capital)
    return len(words) > 1 and all(capital)


@lru_cache(maxsize=16_384)
def _plain(words: str) -> str:
    """A name without its judging words; a description that has some is quoted whole: the words are the report's."""
    words = flat(words)
    told = neutral(words)
    if told == words and any(c.isalnum() for c in words):
        return words
    first, _, rest = told.partition(" ")
    named = rest if first.lower() in _DETERMINERS else told
    return told if named[:1].isupper() else quoted(words)


def _manner(claim: Claim) -> Sequence[str]:
    denied = ["denied"] if claim.polarity == "negative" else []
    return denied + [m for m in claim.modes if m != "negation"]


@cache
def _known(actor: str, names: tuple[str, ...]) -> bool:
    """Whether the gazetteer has this actor."""
    if actor in countries():
        return True
    found = (gazetteers.lookup(name) for name in names)
    return any(entry is not None and entry.actor == actor for entry in found)
