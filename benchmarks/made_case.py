"""A case of as many reports as wanted, made of a few that were really read: for measuring what grows with a case.

Planted stories (`planted`), each with sentences that tie actors to each other and with an older story as background,
are read by the rules, once. Then they are told again in other regions and years: the names of places and groups become
others of the same length, so that every offset still holds, and days move. What tells of one event stays together. All
of it comes from the seed, and nobody and no place in it is real.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from benchmarks.planted import case as planted
from benchmarks.planted import matter
from sayso.case import Case
from sayso.config import Settings
from sayso.privacy import PSEUDONYM, Masked, Originals
from sayso.reading.sources import expand
from sayso.records.document import content_id
from sayso.records.judgement import Grade, Judgement
from sayso.records.report import Report
from sayso.records.schema import from_json, to_json
from sayso.run import Job, run_into_case

STORIES = 100
REGIONS, DAYS = 300, 1_500
REVIEWED = 400
BATCH = 500
STATES = ("Ruritania", "Syldavia", "Graustark")
TIES = (
    "{S} sent weapons to {G}, officials said.",
    "The mayor of {P} accused {S} of giving rockets to {G}. {S} denied that it armed {G}.",
    "{G} is allied with {O}, a spokesman for {O} said.",
    "{G} may have been trained by {S}, the police said.",
    "A spokesman for {O} denied that it attacked {P}.",
    "The defence ministry said that {S} funds {O}.",
    "{S} condemned the attack in {P} and demanded the release of the hostages.",
)
_DAY = r"\b20\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])\b"

Pieces = Sequence[str]
"""A report as a line of JSON, cut before and after each name and day: at odd places stands what is to be changed."""


def made_case(path: Path, size: int, *, seed: int = 7) -> None:
    """Make a case of so many reports, a few of them reviewed, in a folder that is not there yet."""
    rng = random.Random(seed)
    stories = stories_read(max(6, min(STORIES, size // 100)), rng)
    told, reviewed = islice(chain.from_iterable(tellings(stories, rng)), size), list[Judgement]()
    with Case.open(path, create=True).writer() as writer:
        while batch := list(islice(told, BATCH)):
            writer.add([Masked(r, Originals(r.document.id, r.document.text)) for r in batch])
            reviewed += [_review(r, len(reviewed) + n) for n, r in enumerate(batch[:REVIEWED]) if r.claims]
            if len(reviewed) >= REVIEWED:
                break
        while batch := list(islice(told, BATCH)):
            writer.add([Masked(r, Originals(r.document.id, r.document.text)) for r in batch])
        writer.add(judgements=reviewed, grades=[Grade("velmar gazette", "C", 6, "R. Editor", "known for corrections")])


def _review(report: Report, n: int) -> Judgement:
    verdict, why = ("negative", "another act is meant") if n % 9 == 0 else ("positive", "the words say so")
    return Judgement("reviewed", report.document.id, report.claims[0].id, verdict, 1.0, "R. Editor", why)  # type: ignore[arg-type]


def stories_read(count: int, rng: random.Random) -> list[list[Pieces]]:
    """So many stories, each as the reports that tell it, read by the rules."""
    rows = []
    for seed in range(count):
        older = planted(seed + 10_000)
        for plant in planted(seed):
            text = f"{plant.text}\n\n{_ties(rng)}\n\nBackground: {rng.choice(older).text}"
            title = f"{rng.choice(matter()['places'])}: {text.split('.')[0][:70]}"
            rows.append({"id": f"{seed}-{plant.name}", "title": title, "date": plant.day, "outlet": plant.outlet,
                         "text": text})  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "stories.jsonl"
        given.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
        settings = Settings(workers=0)
        job = Job(settings)
        for _ in run_into_case(
            expand([str(given)], settings=settings), job, Path(folder) / "case", on_event=lambda _: None
        ):
            pass
        found: dict[str, list[Pieces]] = {}
        for report in Case.open(Path(folder) / "case").reports():
            line = json.dumps(to_json(report), ensure_ascii=False)
            found.setdefault(report.document.record.rpartition("#")[2].partition("-")[0], []).append(_cut().split(line))
    return list(found.values())


def _ties(rng: random.Random) -> str:
    group, other = rng.sample(matter()["groups"], 2)
    slots = {"S": rng.choice(STATES), "G": group, "O": other, "P": rng.choice(matter()["places"])}
    told = " ".join(t.format(**slots) for t in rng.sample(TIES, 3))
    return told[0].upper() + told[1:]


@lru_cache(maxsize=1)
def _names() -> list[str]:
    """The words of names that each region has its own for: of towns all, of groups the one that tells them apart."""
    groups = [g.removeprefix("the ").removeprefix("Sons of ").split()[0] for g in matter()["groups"]]
    return sorted({w for p in matter()["places"] for w in p.split()} | set(groups))


@lru_cache(maxsize=1)
def _cut() -> re.Pattern[str]:
    forms = [f for n in _names() for f in (n, n.upper(), n.lower())]
    return re.compile(rf"(\b(?:{'|'.join(forms)})\b|{_DAY}|{PSEUDONYM.pattern})")


def tellings(stories: list[list[Pieces]], rng: random.Random) -> Iterator[list[Report]]:
    """Stories without end, as the reports that tell them: told again, each time elsewhere and at another time."""
    regions = [_region(n) for n in range(REGIONS)]
    number = 0
    while True:
        for story in stories:
            region, days = rng.choice(regions), rng.randrange(DAYS)
            yield [_report(pieces, region, days, number + n) for n, pieces in enumerate(story, 1)]
            number += len(story)


def _region(n: int) -> dict[str, str]:
    rng, names = random.Random(n), dict[str, str]()
    for name in _names():
        other = "".join(rng.choice("bdfgklmnprstvz" if k % 2 == 0 else "aeiou") for k in range(len(name)))
        names |= {name: other.capitalize(), name.upper(): other.upper(), name.lower(): other}
    return names


def _report(pieces: Pieces, region: dict[str, str], days: int, number: int) -> Report:
    changed = [p if n % 2 == 0 else region.get(p) or _other(p, region, days) for n, p in enumerate(pieces)]
    row = json.loads("".join(changed))
    name = hashlib.sha256(str(number).encode()).hexdigest()
    row |= {"document": f"hmac-sha256:{name}", "id": f"made.jsonl#{number}", "content": content_id(row["text"])}
    return from_json(row)


def _other(piece: str, region: dict[str, str], days: int) -> str:
    """A later day, or another person."""
    if PSEUDONYM.fullmatch(piece):
        kind, dash, _ = piece.rpartition("-")
        return (
            kind
            + dash
            + hashlib.sha256(f"{piece} {min(region.values())}".encode()).hexdigest()[: len(piece) - len(kind) - 1]
        )
    return _later(piece, days)


@lru_cache(maxsize=100_000)
def _later(day: str, days: int) -> str:
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()
    except ValueError:
        return day


if __name__ == "__main__":
    os.environ.setdefault("SAYSO_MODELS", "")
    made_case(Path(sys.argv[1]), int(sys.argv[2]))
