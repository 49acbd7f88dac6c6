"""The PLOVER ontology as lookups: types and modes, intentions, contexts, kinds of target.

Lists live in `data/ontology/*.yaml`; after Halterman et al., "PLOVER and POLECAT", and the PLOVER manual of 2021.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from sayso.lexicon.language import load
from sayso.records.event import EventType, TargetKind


def quad(type_: EventType) -> str:
    """The quad class of a type: verbal or material, cooperation or conflict.

    >>> quad("AID"), quad("ACCUSE")
    ('material_cooperation', 'verbal_conflict')
    """
    return cast(str, load("ontology/plover")["types"][type_]["quad"])


def has_mode(type_: EventType, mode: str | None) -> bool:
    """Whether a type knows a mode; every type knows none.

    >>> has_mode("ASSAULT", "drone"), has_mode("AID", "drone"), has_mode("AID", None)
    (True, False, True)
    """
    return mode is None or mode in load("ontology/plover")["types"][type_]["modes"]


@cache
def _intentions(key: str) -> dict[str, EventType]:
    table: dict[EventType, list[str]] = load("ontology/roles")[key]
    return {inner: outer for outer, inners in table.items() for inner in inners}


def intention(inner: EventType, *, denied: bool = False) -> EventType | None:
    """What it is to intend an act, or (denied) to be unwilling: the outer act of "plans to", "will not".

    None where an intention is no act of its own ("will ask").

    >>> intention("AID"), intention("ASSAULT"), intention("CONSULT", denied=True), intention("REQUEST")
    ('AGREE', 'THREATEN', 'REJECT', None)
    """
    return _intentions("unwillingness" if denied else "intention").get(inner)


def content_mode(outer: EventType, inner: EventType, inner_mode: str | None) -> str | None:
    """The mode of a demand, a refusal or a threat by what it is about.

    >>> content_mode("REQUEST", "AID", None), content_mode("THREATEN", "COERCE", "arrest")
    ('assist', 'arrest')
    """
    table: dict[str, dict[str, str]] = load("ontology/roles")["content_modes"]
    if outer == "THREATEN" and inner_mode in table["THREATEN-mode"]:
        return table["THREATEN-mode"][inner_mode]
    return table.get(outer, {}).get(inner)


def implied_contexts(type_: EventType, mode: str | None, sectors: Iterable[str]) -> tuple[str, ...]:
    """Contexts that follow from the type and mode and from the parties' sectors, without looking at words.

    >>> implied_contexts("ASSAULT", "torture", ["JUD"])
    ('human_rights', 'legal')
    """
    table = load("ontology/contexts")
    found = list(table["modes"].get(f"{type_}/{mode}", ()))
    for sector in sectors:
        found += table["sectors"].get(sector, ())
    return tuple(dict.fromkeys(found))


@cache
def known_contexts() -> frozenset[str]:
    """All contexts of PLOVER.

    >>> "terrorism" in known_contexts()
    True
    """
    return frozenset(load("ontology/plover")["contexts"])


def target_kind(*, kind: str | None, sector: str | None, classes: Iterable[str] = ()) -> TargetKind | None:
    """What kind of target a party is, from its mention's kind and sector and the classes of its nouns.

    >>> target_kind(kind="facility", sector=None, classes=["diplomatic"])
    'diplomatic_premises'
    >>> target_kind(kind="state", sector=None) is None
    True
    """
    classes = set(classes)
    rules: list[dict[str, Any]] = load("ontology/targets")["rules"]
    for rule in rules:
        if "class" in rule and rule["class"] not in classes:
            continue
        if "kind" in rule and rule["kind"] != kind:
            continue
        if "sector" in rule and (sector or "")[:3] not in rule["sector"]:
            continue
        return cast("TargetKind | None", rule["target"])
    return None
