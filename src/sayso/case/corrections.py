"""What of a claim a person may correct, and to what: a table of fields, each with the values that it takes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from sayso.errors import UsageError
from sayso.lexicon.language import load
from sayso.lexicon.ontology import has_mode
from sayso.records.actor import RelationType
from sayso.records.claim import Certainty, Claim, LegalStatus, Polarity
from sayso.records.event import EventType, TargetKind
from sayso.records.report import Report

NONE = "none"
"""How a field is emptied."""
_TYPES: Mapping[str, Sequence[str]] = {"event": get_args(EventType), "relation": get_args(RelationType)}
_CLOSED: Mapping[str, Sequence[str]] = {
    "certainty": get_args(Certainty), "polarity": get_args(Polarity),
    "legal_status": (*get_args(LegalStatus), NONE), "target_kind": (*get_args(TargetKind), NONE),
}  # fmt: skip
MENTIONS = ("actors", "recipients", "subjects", "objects")
FIELDS = ("type", "mode", *_CLOSED, *MENTIONS)


def change(report: Report, claim: Claim, name: str, value: str) -> Claim:
    """The claim with one field corrected.

    Args:
        report: the claim's report.
        claim: the claim.
        name: one of `FIELDS`.
        value: the new value; of `actors` and the like mention ids, or words that the report names them by, separated by
            spaces or semicolons; `none` (or nothing) empties what may be empty.

    Raises:
        UsageError: there is no such field, or it does not take this value.
    """
    changes = _FIELD.get(name)
    if changes is None:
        raise UsageError("no such field can be corrected", where=name or "nothing", hint=f"one of {', '.join(FIELDS)}")
    return dataclasses.replace(claim, **changes(report, claim, name, value.strip()))


def _type(_report: Report, claim: Claim, name: str, value: str) -> dict[str, Any]:
    known = _TYPES.get(claim.kind, ())
    if value not in known:
        raise _no(name, value, known or ("nothing: a purpose has no type",))
    keeps = claim.kind == "event" and has_mode(value, claim.mode)  # type: ignore[arg-type]
    return {"type": value, "mode": claim.mode if keeps else None}


def _mode(_report: Report, claim: Claim, name: str, value: str) -> dict[str, Any]:
    known = load("ontology/plover")["types"].get(claim.type, {}).get("modes", [])
    if value not in (*known, NONE, ""):
        raise _no(name, value, [*known, NONE])
    return {"mode": None if value in (NONE, "") else value}


def _closed(_report: Report, claim: Claim, name: str, value: str) -> dict[str, Any]:
    known = _CLOSED[name]
    if value not in known and not (value == "" and NONE in known):
        raise _no(name, value, known)
    if name == "polarity":
        rest = tuple(m for m in claim.modes if m != "negation")
        innermost = dataclasses.replace(claim.holders[-1], polarity=value)  # type: ignore[arg-type]
        modes = (*rest, "negation") if value == "negative" else rest
        return {"polarity": value, "modes": modes, "holders": (*claim.holders[:-1], innermost)}
    if name == "certainty":
        innermost = dataclasses.replace(claim.holders[-1], certainty=value)  # type: ignore[arg-type]
        return {"certainty": value, "holders": (*claim.holders[:-1], innermost)}
    return {name: None if value in (NONE, "") else value}


def _mentions(report: Report, _claim: Claim, name: str, value: str) -> dict[str, Any]:
    if value in (NONE, ""):
        return {name: ()}
    if all(part in report.mention_by_id for part in value.split()):
        return {name: tuple(value.split())}
    return {name: tuple(_mention(report, name, part.strip()) for part in value.split(";") if part.strip())}


def _mention(report: Report, name: str, words: str) -> str:
    """The first mention by these words."""
    if words in report.mention_by_id:
        return words
    for mention in report.mentions:
        if mention.text.casefold() == words.casefold():
            return mention.id
    shown = "; ".join(dict.fromkeys(f"{m.id} {m.text[:40]}" for m in report.mentions[:12]))
    raise UsageError("no such mention in this report", where=f"{name}={words[:60]}", hint=f"it has: {shown or 'none'}")


def _no(name: str, value: str, known: Sequence[str]) -> UsageError:
    return UsageError("it does not take this value", where=f"{name}={value[:60]}", hint=f"one of {', '.join(known)}")


_Change = Callable[[Report, Claim, str, str], dict[str, Any]]
_FIELD: Mapping[str, _Change] = {
    "type": _type, "mode": _mode, **dict.fromkeys(_CLOSED, _closed), **dict.fromkeys(MENTIONS, _mentions),
}  # fmt: skip
