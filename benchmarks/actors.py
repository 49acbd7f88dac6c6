"""Actors across reports: names of the gazetteers' entries, each in a report of its own, and a million made-up mentions.

The gazetteers are the truth here and may not speak: only the letters of names do, and what a report uses for one
actor. The matcher's weights were fitted on pairs of the same gazetteers, so this is a development set.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sayso.lexicon.countries import parts, rows
from sayso.lexicon.language import resource
from sayso.lexicon.matching.known import entry_of
from sayso.linking.appearances import Appearance, Seen, appearances
from sayso.linking.case_actors import actors_of_case
from sayso.records.case_actor import CaseActors

FILES = ("armed_groups", "organizations", "listed")
KINDS = ("Brigades", "Front", "Movement", "Army", "Union", "Council", "Party", "Guard", "Battalion", "Committee")


def measure(data: Path, *, quick: bool) -> dict[str, float]:
    """The figures; `data` is not needed."""
    return entries(0.2 if quick else 1.0) | speed(30_000 if quick else 1_000_000) | variants(500 if quick else 10_000)


def entries(share: float) -> dict[str, float]:
    """Names of entries put together: pairs of names right, and shares of pairs found."""
    names = [
        n for file in FILES for row in rows(file) for n in (row[0], *parts(row[4])) if " " in n and not n.isupper()
    ]
    truth: dict[str, int] = {}
    made: list[Appearance] = []
    for n, written in enumerate(dict.fromkeys(names)):
        entry = entry_of(written)
        if entry is not None and (entry.number * 7919) % 100 < share * 100:
            truth[str(n)] = entry.number
            made += appearances(str(n), str(n), "", [Seen("x", written, "organization", None, False)])
    return _pairs(actors_of_case(made, known=False), truth)


def _pairs(found: CaseActors, truth: dict[str, int]) -> dict[str, float]:
    groups = [[truth[d] for d, _ in a.seen] for a in found.actors]
    together = sum(n * (n - 1) // 2 for g in groups for n in [len(g)])
    right = sum(n * (n - 1) // 2 for g in groups for n in Counter(g).values())
    every = sum(n * (n - 1) // 2 for n in Counter(t for g in groups for t in g).values())
    left_open = sum(e.verdict == "unsure" for e in found.edges)
    return {
        "names of entries": float(sum(map(len, groups))),
        "pairs put together that are one": right / together if together else 1.0,
        "pairs of one entry put together": right / every if every else 1.0,
        "pairs left open": float(left_open),
    }


def mentions(total: int, seed: int = 1) -> Iterator[Appearance]:
    """Reports of made-up groups, six in each, a third of their mentions spelled otherwise."""
    rng = random.Random(seed)
    words = [w for w in resource("gazetteers/name_words.txt").split() if 4 < len(w) < 11]
    groups = [
        " ".join(w.capitalize() for w in rng.sample(words, 2)) + f" {rng.choice(KINDS)}" for _ in range(total // 20)
    ]
    made = document = 0
    while made < total:
        seen = []
        for n in range(6):
            group = groups[int(len(groups) * rng.random() ** 2)]
            times = rng.randrange(1, 9)
            seen += [Seen(f"a{n}", _spelled(group, rng), "armed_group", None, False) for _ in range(times)]
            made += times
        document += 1
        yield from appearances(f"d{document}", f"c{document}", "2023-01-01", seen)


def _spelled(name: str, rng: random.Random) -> str:
    if rng.random() < 0.7:
        return name
    at = rng.randrange(1, len(name) - 1)
    return name[:at] + name[at] + name[at:] if rng.random() < 0.5 else name.replace("a", "e", 1)


def speed(total: int) -> dict[str, float]:
    """Seconds to put the actors of so many mentions together, from the mentions on."""
    begin = time.process_time()
    found = actors_of_case(mentions(total))
    return {
        "mentions": float(total),
        "actors": float(len(found.actors)),
        "seconds": time.process_time() - begin,
    }


def variants(total: int, seed: int = 3) -> dict[str, float]:
    """Seconds for one name in so many spellings, and in how many actors they end."""
    rng = random.Random(seed)
    base = "Huthaymiyyun Brigades"
    spelled = {base}
    while len(spelled) < total:
        word = base
        for _ in range(rng.randrange(1, 4)):
            at = rng.randrange(1, len(word) - 1)
            word = word[:at] + rng.choice("aeiouhy") + word[at + rng.randrange(2) :]
        spelled.add(word)
    made = [
        row
        for name in sorted(spelled)
        for row in appearances(name, name, "", [Seen("x", name, "armed_group", None, False)])
    ]
    begin = time.process_time()
    found = actors_of_case(made)
    return {
        "spellings of one name": float(total),
        "actors of them": float(len(found.actors)),
        "seconds for them": time.process_time() - begin,
    }
