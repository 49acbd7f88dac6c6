"""An incident as its page shows it: who tells what, side by side; how the telling hardened; numbers as ranges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.linking.links import view
from sayso.records.claim import Claim
from sayso.records.incident import CaseIncident, ClaimRef, Facet, Version
from sayso.records.report import Report
from sayso.showing.incidents import Voices
from sayso.showing.sentences import sentence
from sayso.showing.wording import capital, day, deaths_words, flat, unique
from sayso.web.shelf_rows import key_of

SIDES = 8
FACETS: Mapping[Facet, str] = {"doer": "who did it", "deaths": "dead", "day": "day", "place": "place", "mode": "how"}
LEVELS = ("denied", "unstated", "possible", "probable", "certain")
REPORTS = 120


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side says of one facet: values, each with the address of its words."""

    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A column: who speaks, in which reports."""

    name: str
    outlets: str
    denies: bool
    asserts: bool


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim in time: when it was published, who says it, how surely, in which words."""

    day: str
    who: str
    outlet: str
    level: str
    sentence: str
    quote: str
    key: str
    claim: str
    ref: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Range:
    """A number as told: bounds, and who tells it; a missing bound is open."""

    low: int
    high: int
    best: int | None
    words: str
    by: str
    link: str


@dataclass(frozen=True)
class Shown:
    """All that the page lays out. `more` sides have no column; `left_out` reports were not read."""

    sides: tuple[Side, ...]
    more: int
    rows: tuple[tuple[str, bool, tuple[Cell, ...]], ...]
    sayings: tuple[Saying, ...]
    ranges: tuple[Range, ...]
    denied: bool
    left_out: int


def shown(incident: CaseIncident, reports: Sequence[Report]) -> Shown:
    """An incident with the reports that tell it, in order of time."""
    by_id = {r.document.id: r for r in reports}
    voices = Voices(reports, view)
    refs = [(t.document, c) for t in incident.reports for c in t.claims if t.document in by_id]
    who = {ref: _who(voices, by_id, ref) for ref in refs}
    names = unique(who[ref] for ref in refs)
    columns = sorted(names[: SIDES * 4], key=lambda n: -sum(who[r] == n for r in refs))[:SIDES]
    columns.sort(key=names.index)
    sides = tuple(_side(n, [r for r in refs if who[r] == n], by_id, voices) for n in columns)
    rows = []
    for facet, title in FACETS.items():
        versions = incident.of(facet)
        if versions:
            cells = tuple(_cell(versions, n, who, voices) for n in columns)
            rows.append((title, len(versions) > 1, cells))
    sayings = sorted((_saying(ref, who, by_id, voices) for ref in refs), key=lambda s: (s.day or "~", s.ref))
    return Shown(
        sides, len(names) - len(columns), tuple(rows), tuple(sayings), tuple(_ranges(refs, who, by_id)),
        any(s.level == "denied" for s in sayings), len(incident.reports) - len(by_id),
    )  # fmt: skip


def _who(voices: Voices, by_id: Mapping[str, Report], ref: ClaimRef) -> str:
    """Whose claim it is: the innermost holder, across outlets that quote them."""
    report = by_id[ref[0]]
    holders = report.claim_by_id[ref[1]].holders
    return capital(flat(voices.names(ref[0]).holder(holders[-1])))


def _side(name: str, refs: Sequence[ClaimRef], by_id: Mapping[str, Report], voices: Voices) -> Side:
    outlets = unique(flat(voices.names(d).outlet) for d, _ in refs)
    claims = [by_id[d].claim_by_id[c] for d, c in refs]
    quoting = [o for o in outlets if capital(o) != name]
    words = "" if not quoting else f"in {quoting[0]}" + (f" and {len(quoting) - 1} more" if len(quoting) > 1 else "")
    return Side(
        name, words, any(c.polarity == "negative" for c in claims), any(c.polarity == "positive" for c in claims)
    )


def _cell(versions: Iterable[Version], name: str, who: Mapping[ClaimRef, str], voices: Voices) -> Cell:
    found: dict[str, str] = {}
    for version in versions:
        for ref in version.claims:
            if who.get(ref) == name:
                value = _value(replace(version, claims=(ref,)), voices)  # its first claim's report may not be laid out
                found.setdefault(value, f"/report/{key_of(ref[0])}#{ref[1]}")
                break
    return Cell(tuple(found.items()))


def _value(version: Version, voices: Voices) -> str:
    if version.facet == "doer":
        return voices.doer(version)
    return day(version.value) if version.facet == "day" else flat(version.value).replace("-", " ")


def _saying(ref: ClaimRef, who: Mapping[ClaimRef, str], by_id: Mapping[str, Report], voices: Voices) -> Saying:
    report = by_id[ref[0]]
    claim = report.claim_by_id[ref[1]]
    names = voices.names(ref[0])
    cited = {e.status for e in claim.evidence}
    return Saying(
        report.document.published.start or "", who[ref], flat(report.document.outlet or ""), level(claim),
        sentence(claim, names), claim.span.of(report.document.text)[:300], key_of(ref[0]), claim.id,
        f"{ref[0]}#{ref[1]}",
        "cited" if "cited" in cited else "invoked" if cited else "none",
    )  # fmt: skip


def level(claim: Claim) -> str:
    """How surely a claim is put forward, or that it denies."""
    return "denied" if claim.polarity == "negative" else claim.certainty


def _ranges(refs: Sequence[ClaimRef], who: Mapping[ClaimRef, str], by_id: Mapping[str, Report]) -> Iterable[Range]:
    seen = set()
    for ref in refs:
        deaths = by_id[ref[0]].claim_by_id[ref[1]].deaths
        if deaths is None:
            continue
        bounds = [n for n in (deaths.low, deaths.best, deaths.high) if n is not None]
        told = (min(bounds), max(bounds), who[ref])
        if bounds and told not in seen:
            seen.add(told)
            link = f"/report/{key_of(ref[0])}#{ref[1]}"
            yield Range(told[0], told[1], deaths.best, deaths_words(deaths), who[ref], link)


def ladder(sayings: Sequence[Saying]) -> tuple[list[tuple[float, float, Saying]], list[tuple[float, str]]]:
    """Where each dated claim stands on the chart: across by day, up by sureness; and the days to name, all in per cent.

    Claims of one day and level stand beside each other.
    """
    dated = [s for s in sayings if _ordinal(s.day) is not None]
    if not dated:
        return [], []
    days = sorted({s.day[:10] for s in dated})
    at = {d: 4 + 92 * (n + 0.5) / len(days) for n, d in enumerate(days)}
    met: dict[tuple[str, str], int] = {}
    points: list[tuple[float, float, Saying]] = []
    for s in dated:
        place = (s.day[:10], s.level)
        n = met[place] = met.get(place, -1) + 1
        side = (n + 1) // 2 * (1 if n % 2 else -1)
        points.append((at[s.day[:10]] + side * min(1.7, 40 / len(days)), 100 - 20 * LEVELS.index(s.level) - 10, s))
    step = max(1, -(-len(days) // 4))
    return points, [(at[d], day(d)) for d in days[::step]]


def _ordinal(value: str) -> int | None:
    try:
        return date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        return None
