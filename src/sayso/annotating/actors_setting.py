"""Where a report is set: which country "the police" are of, when the text does not say it beside them.

A described actor that acts at home (police, courts, protesters) takes the country of a place in its own sentence, or of the
report if that speaks of one country only. Two countries leave it open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sayso.annotating.actors_names import Name
from sayso.annotating.actors_runs import Row
from sayso.annotating.actors_sketch import Sketch
from sayso.lexicon.geo import town

_AT = frozenset({"in", "at", "near", "outside", "around", "across", "throughout", "of", "from", "inside"})


def near_countries(row: Row) -> list[str]:
    """The countries that the report's gazetteer names belong to, the most frequent first."""
    counts = Counter(h.entry.country for h in row.hits.values() if h.entry.country and h.entry.form != "body")
    return [code for code, _ in counts.most_common()]


def settle_names(row: Row, names: Sequence[Name]) -> None:
    """Give towns their country, and names with several meanings the one that the report speaks of."""
    near = near_countries(row)
    for name in names:
        if name.entry is None and name.kind in ("place", "facility") and name.country is None:
            found = town(" ".join(row.texts[name.start : name.end]).replace(" - ", "-"), near=near)
            name.country = found.country if found is not None else None
        elif name.entry is not None and name.others:
            _choose(row, name, near)


def _choose(row: Row, name: Name, near: Sequence[str]) -> None:
    options = [e for e in (name.entry, *name.others) if e is not None]
    said = {h.entry.actor for h in row.hits.values() if h.end - h.start > 1}
    best = max(options, key=lambda e: (e.actor in said, e.country in near, e.country is None))
    if best is not options[0] and (best.actor in said or options[0].country not in near):
        name.entry, name.kind, name.sector, name.country = best, best.kind, best.sector, best.country


def settle_countries(row: Row, sketches: Sequence[Sketch]) -> None:
    """Give domestic actors the country of their sentence's places, or of a report about one country."""
    local: dict[int, set[str]] = defaultdict(set)
    everywhere: set[str] = set()
    for s in sketches:
        if s.country and s.kind in ("place", "state") and s.name is not None:
            everywhere.add(s.country)
            if s.kind == "place" or (s.start and row.lowers[s.start - 1] in _AT):
                local[row.sents[s.head]].add(s.country)
        elif s.country:
            everywhere.add(s.country)
    for s in sketches:
        if s.domestic and s.country is None:
            here = local.get(row.sents[s.head], set())
            if len(here) == 1:
                s.country = next(iter(here))
            elif not here and len(everywhere) == 1:
                s.country = next(iter(everywhere))
