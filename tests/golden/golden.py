"""Compares what was read from a golden sentence with what must and must not be read from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from sayso.records.claim import Claim, Holder
from sayso.records.report import Report

HERE = Path(__file__).parent


def sentences() -> list[tuple[str, dict[str, Any]]]:
    """(name, item) of every golden sentence, by file and line order."""
    out = []
    for path in sorted(HERE.glob("*.yaml")):
        for number, item in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            out.append((f"{path.stem}-{number}", item))
    return out


def faults(report: Report, item: dict[str, Any]) -> list[str]:
    """What is wrong, one line each; empty if all is as it must be."""
    out = [f"missing {want}" for want in item.get("expect", []) if not _any(report, want)]
    out += [f"forbidden {bad}" for bad in item.get("never", []) if _any(report, bad)]
    if item.get("none"):
        out += [f"should be nothing: {show(report, claim)}" for claim in report.claims]
    return out


def show(report: Report, claim: Claim) -> str:
    """One claim in one line, for a failing test."""
    words = _words(report)
    who = ",".join(words(m) for m in claim.actors or claim.subjects)
    whom = ",".join(words(m) for m in claim.recipients or claim.objects)
    chain = ">".join(holder_words(report, h) for h in claim.holders)
    within = report.claim_by_id[claim.within].type if claim.within else None
    name = claim.type or claim.kind
    return (
        f"[{chain}] {name}/{claim.mode} ({who} -> {whom}) {claim.certainty} {claim.polarity}"
        f" {list(claim.modes)} main={claim.main} within={within}"
    )


def holder_words(report: Report, holder: Holder) -> str:
    """How a holder is written in the golden files."""
    if holder.kind == "outlet":
        return "outlet"
    if holder.mention:
        return report.mention_by_id[holder.mention].text
    return holder.text or ""


def _words(report: Report) -> Callable[[str], str]:
    return lambda mention: report.mention_by_id[mention].text


def _any(report: Report, want: dict[str, Any]) -> bool:
    return any(all(_CHECKS[key](report, c, value) for key, value in want.items()) for c in report.claims)


def _within(report: Report, claim: Claim, value: str | None) -> bool:
    return (report.claim_by_id[claim.within].type if claim.within else None) == value


def _some(field: str) -> Callable[[Report, Claim, str], bool]:
    return lambda report, claim, value: any(
        value.lower() in report.mention_by_id[m].text.lower() for m in getattr(claim, field)
    )


def _all(field: str) -> Callable[[Report, Claim, list[str]], bool]:
    one = _some(field)
    return lambda report, claim, values: all(one(report, claim, v) for v in values)


def _chain(report: Report, claim: Claim, value: list[str]) -> bool:
    got = [holder_words(report, h).lower() for h in claim.holders]
    return len(got) == len(value) and all(v.lower() in g for v, g in zip(value, got, strict=True))


def _speaker(report: Report, claim: Claim, value: str) -> bool:
    """Whether the innermost holder is somebody whom some mention names so."""
    said = claim.holders[-1].mention
    who = report.mention_by_id[said].actor if said else None
    return who is not None and any(value.lower() in m.text.lower() for m in report.mentions if m.actor == who)


def _evidence(report: Report, claim: Claim, value: str) -> bool:
    return value in {f"{e.kind}/{e.status}" for e in claim.evidence}


def _deaths(report: Report, claim: Claim, value: list[int | None]) -> bool:
    return claim.deaths is not None and [claim.deaths.low, claim.deaths.best, claim.deaths.high] == value


def _same(field: str) -> Callable[[Report, Claim, Any], bool]:
    return lambda report, claim, value: getattr(claim, field) == value


_CHECKS: dict[str, Callable[[Report, Claim, Any], bool]] = {
    "kind": _same("kind"),
    "type": _same("type"),
    "mode": _same("mode"),
    "main": _same("main"),
    "certainty": _same("certainty"),
    "polarity": _same("polarity"),
    "legal": _same("legal_status"),
    "target": _same("target_kind"),
    "within": _within,
    "actor": _some("actors"),
    "recipient": _some("recipients"),
    "subject": _some("subjects"),
    "object": _some("objects"),
    "actors": _all("actors"),
    "recipients": _all("recipients"),
    "chain": _chain,
    "holder": lambda report, claim, value: value.lower() in holder_words(report, claim.holders[-1]).lower(),
    "speaker": _speaker,
    "modes": lambda report, claim, value: set(claim.modes) == set(value),
    "evidence": _evidence,
    "deaths": _deaths,
    "when": lambda report, claim, value: claim.when is not None and [claim.when.start, claim.when.end] == value,
    "where": lambda report, claim, value: claim.where is not None and value in claim.where.name,
    "place": lambda report, claim, value: claim.where is not None and claim.where.country == value,
}
