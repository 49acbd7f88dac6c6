"""Made-up reports without end, with claims, for measuring how linking grows: nobody and no place in them is real.

Bodies are sentences of made-up words, as often as words are in a language; a third of the reports are whole, partial or
reworded copies of earlier ones. Each begins with a sentence that tells of an attack, and has its claim with actor,
target, day, place and toll; several reports tell of one attack. Spans are known as the text is made, so that no text
has to be read for it, and a report costs a fraction of a millisecond.
"""

from __future__ import annotations

import datetime
import random
from collections import deque
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from benchmarks.copies import WORDS, copied, sentence
from sayso.records.actor import Mention
from sayso.records.claim import Claim, Holder
from sayso.records.document import Document, Published, Span, content_id
from sayso.records.event import Deaths, When, Where
from sayso.records.report import Coding, Report

START = datetime.date(2031, 1, 1)
DAYS = 365
SENTENCES = (6, 18)
PLACES, GROUPS, OUTLETS = 2_000, 150, 300
AT_ONCE = 60
VERBS = (("killed", "killed"), ("shelled", "shelled"), ("stormed", "stormed"), ("ambushed", "ambushed"))
TARGETS = ("soldiers", "farmers", "guards", "drivers", "miners")


class Attack(NamedTuple):
    """What several reports tell of."""

    group: str
    verb: str
    toll: int
    target: str
    place: str
    day: datetime.date


def made(size: int, *, seed: int = 7, first: int = 0) -> Iterator[Report]:
    """So many reports, spread over a year; `first` numbers them, for a second lot of the same world."""
    rng = random.Random(f"{seed} {first}")
    world = random.Random(seed)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    words = ["".join(world.choices(syllables, k=world.randint(1, 4))) for _ in range(WORDS)]
    ranks = list(accumulate(1 / (n + 2.7) for n in range(WORDS)))
    places = ["".join(world.choices(syllables, k=3)).capitalize() for _ in range(PLACES)]
    groups = ["".join(world.choices(syllables, k=2)).capitalize() + " Front" for _ in range(GROUPS)]
    lately: deque[tuple[Attack, list[str]]] = deque(maxlen=AT_ONCE)
    for n in range(size):
        day = START + datetime.timedelta(days=n * DAYS // size)
        if lately and rng.random() < 1 / 3:
            attack, body = rng.choice(lately)
            body = copied(body, words, ranks, rng)
        else:
            attack = rng.choice(lately)[0] if lately and rng.random() < 0.4 else _attack(day, places, groups, rng)
            body = [sentence(words, ranks, rng) for _ in range(rng.randint(*SENTENCES))]
        lately.append((attack, body))
        yield report(f"r{first + n}", attack, body, day, f"Outlet {rng.randint(1, OUTLETS)}")


def _attack(day: datetime.date, places: list[str], groups: list[str], rng: random.Random) -> Attack:
    return Attack(
        rng.choice(groups), rng.choice(VERBS)[0], rng.randint(2, 40), rng.choice(TARGETS), rng.choice(places),
        day - datetime.timedelta(days=rng.randint(0, 1)),
    )  # fmt: skip


def report(name: str, attack: Attack, body: list[str], day: datetime.date, outlet: str) -> Report:
    """A report of an attack, with its claim."""
    lead = ""
    spans: dict[str, Span] = {}
    for part, text in (
        ("group", attack.group), ("", " "), ("verb", attack.verb), ("", " "), ("toll", str(attack.toll)), ("", " "),
        ("target", attack.target), ("", " at "), ("place", attack.place), ("", " on "),
        ("day", attack.day.strftime("%-d %B %Y")), ("", "."),
    ):  # fmt: skip
        spans[part] = Span(len(lead), len(lead) + len(text))
        lead += text
    text = f"{lead} {' '.join(body)}"
    date, then = day.isoformat(), attack.day.isoformat()
    document = Document(
        id=name, content=content_id(text), text=text, record=name, outlet=outlet, language="en", genre="news",
        published=Published(date, date, "day", "input"),
    )  # fmt: skip
    mentions = (
        Mention("m1", *spans["group"], attack.group, "armed_group"),
        Mention("m2", *spans["target"], attack.target, "group"),
        Mention("m3", *spans["place"], attack.place, "place"),
    )
    claim = Claim(
        id="c1", kind="event", type="ASSAULT", span=Span(0, len(lead) - 1), trigger=spans["verb"],
        holders=(Holder("outlet", "certain"),), certainty="certain", main=True, actors=("m1",), recipients=("m2",),
        when=When(then, then, "day", "explicit", spans["day"]),
        where=Where(attack.place, None, None, None, "city", spans["place"]),
        deaths=Deaths(attack.toll, attack.toll, attack.toll, spans["toll"]) if attack.verb == "killed" else None,
    )  # fmt: skip
    return Report(document, mentions=mentions, claims=(claim,), coding=Coding("made up"))
