"""What `sayso incidents` prints: each incident of a case with its versions side by side, each as its side tells it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property

from sayso.records.finding import Linked
from sayso.records.incident import CaseIncident, ClaimRef, Facet, Told, Version
from sayso.records.report import Report
from sayso.showing.naming import Names
from sayso.showing.wording import capital, count, day, flat, listed, period, unique

MATERIAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "RETREAT", "AID"})
"""The PLOVER types that are deeds; the others are words, and an incident only if one asks for them."""
LIMIT = 3
_FACETS: Mapping[Facet, str] = {"doer": "who did it", "deaths": "dead", "day": "day", "place": "place", "mode": "how"}


class Voices:
    """Who says what in the reports of a case, by the names that sentences of ours use."""

    def __init__(self, reports: Iterable[Report], linked: Callable[[Report], Linked]) -> None:
        self._reports = {r.document.id: r for r in reports}
        self._linked = linked
        self._names: dict[str, Names] = {}

    def names(self, document: str) -> Names:
        """The names of one report."""
        if document not in self._names:
            report = self._reports[document]
            self._names[document] = Names(report, self._linked(report))
        return self._names[document]

    def of(self, ref: ClaimRef) -> str:
        """Who puts a claim forward: its innermost holder, and the outlet that passes it on."""
        names = self.names(ref[0])
        holders = self._reports[ref[0]].claim_by_id[ref[1]].holders
        outlet = flat(names.outlet)
        inner = names.holder(holders[-1])
        return outlet if holders[-1].kind == "outlet" or inner == outlet else f"{inner} (in {outlet})"

    def doer(self, version: Version) -> str:
        """The doer of a version, by name."""
        document, claim = version.claims[0]
        found = self._reports[document].claim_by_id[claim].actors
        return self.names(document).several(found).text or version.value

    @cached_property
    def total(self) -> int:
        """How many reports there are."""
        return len(self._reports)


def wanted(
    incidents: Iterable[CaseIncident], *, types: Sequence[str] = (), everything: bool = False, least: int = 1
) -> list[CaseIncident]:
    """The incidents asked for: deeds, or all, or some types; told by at least so many reports."""
    kinds = frozenset(t.upper() for t in types)
    return [
        i
        for i in incidents
        if len(i.reports) >= least and (i.type in kinds if kinds else everything or i.type in MATERIAL)
    ]


def incidents_text(incidents: Sequence[CaseIncident], voices: Voices, *, width: int = 100) -> str:
    """The incidents as text, a block each, in order of time."""
    import textwrap

    lines = [f"{count(len(incidents), 'incident')} in {count(voices.total, 'report')}"]
    for incident in incidents:
        lines.append("")
        for line in _block(incident, voices):
            indent = len(line) - len(line.lstrip())
            lines += textwrap.wrap(
                line, max(40, width), subsequent_indent=" " * (indent + 2), break_long_words=False,
                break_on_hyphens=False,
            )  # fmt: skip
    lines += [
        "",
        "Read and linked by machine and reviewed by nobody. Reports are no origins: `sayso origins` counts these.",
    ]
    return "\n".join(lines)


def _block(incident: CaseIncident, voices: Voices) -> Iterator[str]:
    """One incident: what it goes by, who tells it, what is said of each facet by whom, and why it is one."""
    yield head(incident)
    yield f"  told by {count(len(incident.reports), 'report')}: {_outlets(incident.reports, voices)}"
    for version in incident.of("told"):
        if version.value == "asserted":
            yield f"  put forward by {_by(version, voices)}"
    for facet, label in _FACETS.items():
        versions = incident.of(facet)
        if not versions or (facet in ("day", "place", "mode") and len(versions) == 1):
            continue
        yield f"  {label}{', told differently' if len(versions) > 1 else ''}:"
        for version in versions:
            yield f"    {_value(version, voices)} — according to {_by(version, voices)}"
    denied = [v for v in incident.of("told") if v.value == "denied"]
    if denied:
        yield f"  denied by {_by(denied[0], voices)}"
    else:
        yield "  no denial of it was found in this case; that is no evidence for it"
    yield f"  one incident because: {incident.why}" if len(incident.reports) > 1 else f"  {incident.why}"


def head(incident: CaseIncident) -> str:
    """What an incident goes by: its id, type, day and place as far as they are known."""
    kind = incident.type + (f" ({incident.mode})" if incident.mode else "")
    same = incident.start is not None and incident.start == incident.end
    when = "no day given"
    if incident.start:
        when = day(incident.start) if same else period(incident.start, incident.end, "range")
    parts = [incident.id, f"said to be {kind}", when, incident.place or incident.country or "no place resolved"]
    return " · ".join(flat(p) for p in parts)


def _outlets(told: Sequence[Told], voices: Voices) -> str:
    return listed(unique(capital(flat(voices.names(t.document).outlet)) for t in told), limit=6)


def _value(version: Version, voices: Voices) -> str:
    if version.facet == "doer":
        return voices.doer(version)
    return day(version.value) if version.facet == "day" else flat(version.value)


def _by(version: Version, voices: Voices) -> str:
    return listed(unique(voices.of(ref) for ref in version.claims), limit=LIMIT)


def incidents_jsonl(incidents: Iterable[CaseIncident]) -> Iterator[str]:
    """One JSON object an incident, with the ids of reports and claims."""
    return (json.dumps(asdict(incident), ensure_ascii=False) for incident in incidents)
