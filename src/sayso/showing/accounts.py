"""One happening as several tell it: each holder's own account, and a sentence that keeps them apart.

What one holder tells in two sentences is one account: who did it in the first, to whom in the second. What two
holders tell is never merged: the sentence says whose each part is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.records.claim import Claim
from sayso.records.event import When, Where
from sayso.showing.matter import Matter
from sayso.showing.sentences import clause
from sayso.showing.view import Fact
from sayso.showing.wording import deaths_words, listed, quoted, table, unique

_FINE = ("exact", "near", "city", "district", "province")


@dataclass(frozen=True, slots=True)
class Account:
    """What one holder tells of a happening: `told` is the leading claim with what the others add to it."""

    origin: str
    told: Claim
    claims: tuple[Claim, ...]


def accounts(matter: Matter, claims: Sequence[Claim]) -> list[Account]:
    """The accounts of a happening, one a holder, in the order of the text."""
    by: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: c.span.start):
        by.setdefault(matter.origin(claim), []).append(claim)
    return [Account(origin, _merged(matter, held), tuple(held)) for origin, held in by.items()]


def completed(matter: Matter, claim: Claim) -> Claim:
    """A claim with what the same holder says of the same happening elsewhere in the report."""
    incident = matter.linked.incident_of.get(claim.id)
    if incident is None or not claim.plain():
        return claim
    by_id, origin = matter.report.claim_by_id, matter.origin(claim)
    others = [by_id[c] for c in incident.claims if c in by_id and by_id[c].plain() and c != claim.id]
    return _filled(claim, [c for c in others if matter.origin(c) == origin])


def told_otherwise(matter: Matter, claim: Claim) -> Fact | None:
    """What another holder says of the act, where this one does not say to whom it was done."""
    incident = matter.linked.incident_of.get(claim.id)
    if incident is None or claim.recipients or not claim.plain():
        return None
    by_id, origin = matter.report.claim_by_id, matter.origin(claim)
    held = [by_id[c] for c in incident.claims if c in by_id and by_id[c].plain()]
    for account in accounts(matter, [c for c in held if matter.origin(c) != origin and c.recipients]):
        words = clause(replace(account.told, actors=()), matter.names)
        return Fact("the act", f"according to {account.origin}, {words}")
    return None


def happening(matter: Matter, told: Sequence[Account]) -> str:
    """The sentence for an incident: the fullest account, and then who tells of it too, and who differs."""
    names = matter.names
    base = max(told, key=lambda a: (_knows(a), -told.index(a)))
    who, whom = names.several(base.told.actors).text, names.several(base.told.recipients).text
    with_, also, differ = [base.origin], list[str](), dict[str, list[str]]()
    for account in told:
        if account is base:
            continue
        doer = names.several(account.told.actors).text
        if doer and doer != who:
            differ.setdefault(doer, []).append(account.origin)
        elif doer == who and names.several(account.told.recipients).text == whom:
            with_.append(account.origin)
        else:
            also.append(account.origin)
    outer = names.holder(base.told.holders[0])
    quoted_by = f", as quoted by {outer}" if len(base.told.holders) > 1 and outer not in with_ else ""
    said = f"According to {listed(with_)}{quoted_by}, {clause(base.told, names, dated=False)}"
    for doer, origins in differ.items():
        many = any(names.several(a.told.actors).plural for a in told if a.origin == doer)
        by = f"by {'their' if many else 'its'} own account" if origins == [doer] else f"according to {listed(origins)}"
        said += f"; {by}, it was {doer}"
    tells = "tells" if len(also) == 1 and not also[0].startswith("unnamed") else "tell"
    return said + (f"; {listed(also)} {tells} of it too." if also else ".")


def deaths_fact(matter: Matter, told: Sequence[Account]) -> Fact | None:
    """Reported deaths, each number with who gives it."""
    text, found = matter.report.document.text, list[str]()
    for account in told:
        for claim in account.claims:
            if claim.deaths is not None:
                number = deaths_words(claim.deaths)
                by = f" according to {account.origin}" if len(told) > 1 else ""
                found.append(f"{number}, {quoted(claim.deaths.span.of(text))}{by}")
                break
    return Fact("deaths reported", listed(unique(found))) if found else None


def _knows(account: Account) -> tuple[bool, bool, bool, bool]:
    told = account.told
    return bool(told.recipients), told.where is not None, told.when is not None, bool(told.actors)


def _merged(matter: Matter, held: Sequence[Claim]) -> Claim:
    """The claim that says who did it, or else to whom, with what the holder's others add."""
    lead = max(held, key=lambda c: (bool(c.actors), bool(c.recipients), c.where is not None, c.main, -c.span.start))
    return _filled(lead, [c for c in held if c is not lead])


def _filled(claim: Claim, others: Sequence[Claim]) -> Claim:
    """The claim with recipients, place, date and weapon of the others, where it has none of its own."""
    same = [c for c in others if c.type == claim.type]
    # "Threatened officials and citizens" is one act in several claims: they share its word.
    here = [c for c in same if c.trigger == claim.trigger and c.actors == claim.actors]
    recipients = tuple(dict.fromkeys(r for c in (claim, *here) for r in c.recipients))
    if not recipients:
        fuller = max((c for c in same if c.recipients and _one_actor(claim, c)), key=lambda c: c.main, default=None)
        recipients = fuller.recipients if fuller is not None else ()
        recipients = tuple(r for r in recipients if r not in claim.actors)
    mode = claim.mode
    if mode is None and claim.type == "ASSAULT":
        mode = next((c.mode for c in same if c.mode and table("events")["ASSAULT"][c.mode].get("tail")), None)
    return replace(
        claim, recipients=recipients, mode=mode, where=_where([claim, *others]), when=_when([claim, *others])
    )  # fmt: skip


def _one_actor(claim: Claim, other: Claim) -> bool:
    return not claim.actors or not other.actors or bool(set(claim.actors) & set(other.actors))


def _where(claims: Sequence[Claim]) -> Where | None:
    """Its own place, else the finest of the others."""
    found = [c.where for c in claims if c.where is not None]
    fine = [w for w in found if w.precision in _FINE]
    return found[0] if found and (found[0] in fine or not fine) else next(iter(fine), None)


def _when(claims: Sequence[Claim]) -> When | None:
    """Its own date, else the first that is no mere bound."""
    found = [c.when for c in claims if c.when is not None]
    closed = [w for w in found if w.precision != "open"]
    return found[0] if found and (found[0] in closed or not closed) else next(iter(closed), None)
