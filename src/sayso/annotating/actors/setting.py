"""Where a report is set: which country "the police" are of, when the text does not say it beside them.

A described actor that acts at home (police, courts, protesters) takes the country of a place in its own sentence,
or of the report if that speaks of one country only. Two countries leave it open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.sketch import Sketch
from sayso.annotating.actors.votes import Name
from sayso.annotating.actors.words import words
from sayso.lexicon.geo import town, towns
from sayso.lexicon.names import fold

# A namesake of a capital must have at least a tenth of its people to be meant without being named beside its country.
_RATIO = 10
# Groups and bodies that a president named alone in the text is taken to preside over; diplomats and soldiers go abroad.
_INLAND_KINDS = frozenset({"group", "armed_group", "organization", "state_body"})
_ABROAD = frozenset({"GOV", "MIL", "SPY", None})
_AT = frozenset({"in", "at", "near", "outside", "around", "across", "throughout", "of", "from", "inside"})


def near_countries(row: Row) -> Counter[str]:
    """How often the report names each country, its people or its places."""
    return Counter(h.entry.country for h in row.hits.values() if h.entry.country and h.entry.form != "body")


def settle_names(row: Row, names: Sequence[Name]) -> None:
    """Give towns their country, and names with several meanings the one that the report speaks of."""
    counts = near_countries(row)
    near = [code for code, _ in counts.most_common() if code]
    for name in names:
        if name.entry is None and name.kind in ("place", "facility") and name.country is None:
            name.country = _beside(row, name) or _of_town(row, name, near)
        elif name.entry is not None and name.entry.form == "capital":
            _other_town(row, name, counts)
        elif name.entry is not None and name.others:
            _choose(row, name, near)
        if name.entry is not None and name.entry.form == "body":
            _doubt(row, name, near)


def _beside(row: Row, name: Name) -> str | None:
    """The country after the comma: "Oakville, Ontario"."""
    if name.end + 1 < len(row.lowers) and row.lowers[name.end] == ",":
        hit = row.hits.get(name.end + 1)
        return hit.entry.country if hit is not None and hit.entry.place is not None else None
    return None


def _of_town(row: Row, name: Name, near: Sequence[str]) -> str | None:
    found = town(" ".join(row.texts[name.start : name.end]).replace(" - ", "-"), near=near)
    return found.country if found is not None else None


def _other_town(row: Row, name: Name, counts: Counter[str]) -> None:
    """A capital's namesake in a country that the report speaks of, where it speaks of the capital's not at all."""
    entry = name.entry
    if entry is None or entry.country is None:
        return
    beside = _beside(row, name)
    region = next((e for e in name.others if e.country == beside or (beside is None and counts[e.country or ""])), None)
    itself = sum(h.entry is entry for h in row.hits.values())
    if beside == entry.country or (beside is None and counts[entry.country] > itself):
        return
    if region is not None:
        name.entry, name.kind, name.sector, name.country = region, region.kind, region.sector, region.country
        return
    others = [code for code in ([beside] if beside else counts) if code != entry.country]
    found = town(entry.name, near=others, sure=beside is not None)
    own = next((t for t in towns(entry.name) if t.country == entry.country), None)
    large = found is not None and (beside or own is None or found.thousands * _RATIO >= own.thousands)
    if found is not None and found.country in others and large:
        name.entry, name.kind, name.sector, name.country = None, "place", None, found.country


def _doubt(row: Row, name: Name, near: Sequence[str]) -> None:
    """Take a short acronym or a party's one word at its word only where the report speaks of its country.

    "MIT" may be a school, and "Republicans" are Irish in Belfast.
    """
    entry, text = name.entry, row.texts[name.start].replace(".", "")
    single = name.end - name.start == 1
    if entry is None or not single or entry.country is None or entry.country in near or text in words().famous:
        return
    if not (text.isupper() and len(text) < 5) and entry.sector not in ("PAR", "LEG"):
        return
    if not any(h.entry.actor == entry.actor and h.end - h.start > 1 for h in row.hits.values()):
        name.key = fold(row.texts[name.start])
        sector = None if text.isupper() else name.sector
        name.entry, name.kind, name.sector, name.country = None, "organization", sector, None


def _choose(row: Row, name: Name, near: Sequence[str]) -> None:
    options = [e for e in (name.entry, *name.others) if e is not None]
    said = {h.entry.actor for h in row.hits.values() if h.end - h.start > 1}
    best = max(options, key=lambda e: (e.actor in said, e.country in near, e.country is None))
    if best is not options[0] and (best.actor in said or (options[0].country and options[0].country not in near)):
        name.entry, name.kind, name.sector, name.country = best, best.kind, best.sector, best.country


def settle_countries(row: Row, sketches: Sequence[Sketch]) -> None:
    """Give domestic actors the country of their sentence's places, or of a report about one country."""
    local: dict[int, set[str]] = defaultdict(set)
    spoken: dict[int, set[str]] = defaultdict(set)
    everywhere = {code for code in near_countries(row) if code}
    inland: set[str] = set()
    premises = {i for s in sketches if s.kind == "facility" for i in range(s.start, s.end)}
    for s in sketches:
        if s.country is None:
            continue
        everywhere.add(s.country)
        if s.head not in premises:
            spoken[row.sents[s.head]].add(s.country)
        if s.kind == "place" or (s.kind == "state" and s.start and row.lowers[s.start - 1] in _AT):
            local[row.sents[s.head]].add(s.country)
        elif s.kind in _INLAND_KINDS and s.sector not in _ABROAD:
            inland.add(s.country)
    inland.update(*local.values())
    for s in sketches:
        if s.domestic and s.country is None:
            here = local.get(row.sents[s.head], set())
            if len(here) == 1 and s.kind != "person" and spoken[row.sents[s.head]] == here:
                s.country = next(iter(here))
            elif len(everywhere) == 1 and (s.name is None or everywhere <= inland):
                s.country = next(iter(everywhere))


def settle_people(sketches: Sequence[Sketch]) -> None:
    """What one mention says of a person's country and function holds for the others."""
    country: dict[str, str] = {}
    sector: dict[str, str] = {}
    named = [(s, s.actor) for s in sketches if s.kind == "person" and s.name is not None and s.actor is not None]
    for s, actor in named:
        if s.country:
            country.setdefault(actor, s.country)
        if s.sector:
            sector.setdefault(actor, s.sector)
    for s, actor in named:
        s.country = s.country or country.get(actor)
        s.sector = s.sector or sector.get(actor)
