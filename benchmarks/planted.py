"""Cases with known copying and citing, made of invented sentences (planted.yaml), for measuring what linking finds.

Each case tells one event. One to three origins each write of it in words of their own: an outlet that saw it, an
official whom one or two outlets quote, an agency that is in the case or is only credited. From them and from each other
others take: whole, shortened, a paragraph in an article, reworded (voice, order of clauses and sentences, synonyms), or
by citing; with or without credit; dated later, the same day, wrongly or not at all. Originals may give another toll and
the same words of a press conference; in some cases one report tells of another attack by the same group. Everything
comes from the seed.
"""

from __future__ import annotations

import datetime
import itertools
import random
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

START = datetime.date(2021, 3, 1)


@dataclass(frozen=True)
class Sentence:
    """A sentence, the same told another way, and whether it is the claim."""

    text: str
    other: str
    key: bool = False


@dataclass(frozen=True)
class Plant:
    """A planted report: what it says and where it has it from.

    Attributes:
        origin: the true origin of its claim; the same for all reports that have it from there.
        entry: name of the report or source that is the origin.
        parent: the report it was made from; `way` how.
        key: offsets of the claim's sentence.
    """

    name: str
    outlet: str
    day: str | None
    text: str
    origin: str
    entry: str
    parent: str | None
    way: str
    key: tuple[int, int]


@dataclass(frozen=True)
class _Draft:
    name: str
    outlet: str
    date: datetime.date
    said: str | None
    body: tuple[Sentence, ...]
    origin: str
    entry: str
    parent: str | None = None
    way: str = "origin"
    dateline: str | None = None
    foot: str | None = None


@cache
def matter() -> dict[str, Any]:
    """The invented matter."""
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("planted.yaml").read_text(encoding="utf-8"))
    return found


class Planter:
    """Makes one case from a seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.matter = matter()
        rng = self.rng
        self.scene = self.matter["scenes"][rng.choice(sorted(self.matter["scenes"]))]
        town, second = rng.sample(self.matter["places"], 2)
        self.slots = {"P": town, "Q": second, "G": rng.choice(self.matter["groups"])}
        self.slots |= {"N": str(rng.randint(3, 48)), "D": rng.choice(["Monday", "Wednesday", "Friday", "Sunday"])}
        self.outlets = rng.sample(self.matter["outlets"], len(self.matter["outlets"]))
        self.agencies = rng.sample(self.matter["agencies"], len(self.matter["agencies"]))
        self.officials = rng.sample(self.matter["officials"], len(self.matter["officials"]))
        self.keys = rng.sample(self.scene["key"], len(self.scene["key"]))
        self.facts = [rng.sample(told, len(told)) for told in self.scene["facts"]]
        self.colour = rng.sample(self.matter["colour"], len(self.matter["colour"]))
        self.quotes = rng.sample(self.matter["quotes"], len(self.matter["quotes"]))
        self.heard = self.rng.choice(self.matter["heard"])
        self.date = START + datetime.timedelta(days=rng.randint(0, 600))
        self.drafts: list[_Draft] = []
        self.names = (f"r{n}" for n in itertools.count())

    def case(self) -> list[Plant]:
        """The reports of the case, in no order."""
        kinds = ["own", "official", "agency", "absent"]
        for n in range(self.rng.choice([1, 2, 2, 3])):
            if not self.keys:
                break
            kind = self.rng.choices(kinds, [4, 4, 3, 2])[0]
            first = self._originals(kind, n)
            for _ in range(self.rng.randint(1, 4)):
                parents = [d for d in self.drafts if d.origin == first[0].origin and d.way != "cite"]
                self.drafts.append(self._derived(self.rng.choice([first[0], first[0], *parents])))
            if kind == "absent":
                self.drafts.remove(first[0])
        plants = [self._plant(d) for d in self.drafts]
        if self.rng.random() < 0.4:
            plants.append(self._another())
        self.rng.shuffle(plants)
        return plants

    def _another(self) -> Plant:
        """A report of another attack by the same group, told as this one is, in another town or weeks later."""
        other = next(o for o in map(Planter, itertools.count(self.rng.randrange(1 << 30))) if o.scene != self.scene)
        same_town = self.rng.random() < 0.5
        other.slots |= {"G": self.slots["G"], "N": str(int(self.slots["N"]) + self.rng.randint(1, 9))}
        if same_town:
            other.slots["P"] = self.slots["P"]
        name = next(self.names)
        date = self.date + datetime.timedelta(days=self.rng.randint(9, 40) if same_town else self.rng.randint(0, 3))
        draft = _Draft(name, self.outlets.pop(), date, None, other._body(None), "another", name, way="another")
        return self._plant(draft)

    def _originals(self, kind: str, n: int) -> list[_Draft]:
        wire = kind in ("agency", "absent")
        outlet = self.agencies.pop() if wire else self.outlets.pop()
        name = next(self.names)
        said = self.officials.pop() if kind == "official" else None
        entry = said or (outlet if kind == "absent" else name)
        made = [_Draft(name, outlet, self._after(self.date), said, self._body(said), f"o{n}", entry)]
        if wire:
            made = [replace(made[0], dateline=outlet)]
        if kind == "official" and len(self.keys) > 1 and self.rng.random() < 0.3:
            other = next(self.names)
            made.append(
                _Draft(other, self.outlets.pop(), self._after(self.date), said, self._body(said), f"o{n}", entry)
            )
        self.drafts += made
        return made

    def _body(self, said: str | None) -> tuple[Sentence, ...]:
        told = self.keys.pop()
        slots = self.slots
        if self.rng.random() < 0.25:  # another version of the toll
            slots = slots | {"N": str(max(2, int(slots["N"]) + self.rng.choice([-1, 1, 2, 4])))}
        lead = [t.format(**slots) for t in told]
        if said:
            form = self.rng.sample(self.matter["lead_said"], 2)
            lead = [f.format(s=s, S=said) for f, s in zip(form, lead, strict=True)]
        else:
            lead = [s + "." for s in lead]
        own = [f.pop() for f in self.rng.sample(self.facts, len(self.facts)) if f]
        facts = [Sentence(self._fill(f[0]), self._fill(f[1])) for f in own[:3]]
        colour = [Sentence(c, c) for c in self._colour(self.rng.randint(1, 2))]
        if self.rng.random() < 0.3:  # what every report has
            usual = self.rng.choice(self.matter["usual"])
            colour.append(Sentence(usual, usual))
        if said and self.quotes:
            quote = self.quotes.pop().format(S=said)
            colour.append(Sentence(quote, quote))
        elif self.rng.random() < 0.5:  # what all reporters heard at one press conference
            colour.append(Sentence(self.heard, self.heard))
        rest = facts + colour
        self.rng.shuffle(rest)
        return (Sentence(_capital(lead[0]), _capital(lead[1]), True), *rest)

    def _colour(self, n: int) -> list[str]:
        return [self.colour.pop() for _ in range(min(n, len(self.colour)))]

    def _derived(self, parent: _Draft) -> _Draft:
        way = self.rng.choices(["exact", "near", "short", "partial", "reworded", "cite"], [2, 3, 2, 3, 5, 3])[0]
        made = replace(
            parent, name=next(self.names), outlet=self.outlets.pop(), date=self._after(parent.date), parent=parent.name,
            way=way, body=getattr(self, f"_{way}")(parent),
        )  # fmt: skip
        absent = parent.dateline is not None and parent.entry == parent.dateline  # then only the credit tells of it
        if way == "cite" or (not absent and self.rng.random() < 0.5):
            return replace(made, dateline=None, foot=None)
        if parent.dateline and self.rng.random() < 0.5:
            return replace(
                made, dateline=None, foot=self.rng.choice([f"Source: {parent.dateline}", f"({parent.dateline})"])
            )
        return made

    def _exact(self, parent: _Draft) -> tuple[Sentence, ...]:
        return parent.body

    def _near(self, parent: _Draft) -> tuple[Sentence, ...]:
        kept = [replace(s, text=self._swap(s.text, 0.06)) for s in parent.body]
        return tuple(kept[:-1] if self.rng.random() < 0.5 else [*kept, *self._new(1)])

    def _short(self, parent: _Draft) -> tuple[Sentence, ...]:
        return parent.body[: self.rng.randint(2, 3)]

    def _partial(self, parent: _Draft) -> tuple[Sentence, ...]:
        taken = parent.body[: self.rng.randint(2, 3)]
        before = self._new(self.rng.randint(0, 1))
        return (*before, *taken, *self._new(self.rng.randint(1, 3)))

    def _reworded(self, parent: _Draft) -> tuple[Sentence, ...]:
        flip = [replace(s, text=s.other, other=s.text) if self.rng.random() < 0.7 else s for s in parent.body]
        flip = [replace(s, text=self._swap(s.text, 0.7)) for s in flip]
        rest = flip[1:]
        if len(rest) > 3 and self.rng.random() < 0.6 and not rest[gone := self.rng.randrange(len(rest))].key:
            rest.pop(gone)
        if self.rng.random() < 0.5:
            self.rng.shuffle(rest)
        return (flip[0], *rest, *self._new(self.rng.randint(0, 1)))

    def _cite(self, parent: _Draft) -> tuple[Sentence, ...]:
        key = next(s for s in parent.body if s.key)
        told = self._swap(_small(key.other.rstrip("."), self.slots["G"]), 0.4)
        source = (
            parent.outlet if self.rng.random() < 0.5 or parent.outlet.startswith("Agence") else f"the {parent.outlet}"
        )
        if parent.outlet in self.matter["agencies"]:
            source = parent.outlet
        form = self.rng.choice(
            ["{told}, {source} reported.", "According to {source}, {told}.", "{source} reported that {told}."]
        )
        text = _capital(form.format(told=told, source=source))
        return (*self._new(1), Sentence(text, text, True), *self._new(self.rng.randint(1, 2)))

    def _new(self, n: int) -> list[Sentence]:
        return [Sentence(c, c) for c in self._colour(n)]

    def _swap(self, text: str, share: float) -> str:
        """The text with that share of the words that have a synonym replaced."""
        table = self.matter["synonyms"]

        def other(m: re.Match[str]) -> str:
            found = table.get(m[0].lower())
            named = m[0][0].isupper() and m.start() > 0
            if found is None or named or self.rng.random() >= share:
                return m[0]
            return _capital(found) if m[0][0].isupper() else str(found)

        return re.sub(r"[A-Za-z]+", other, text)

    def _fill(self, text: str) -> str:
        return text.format(**self.slots)

    def _after(self, date: datetime.date) -> datetime.date:
        return date + datetime.timedelta(days=self.rng.choice([0, 0, 0, 1, 1, 2, 3]))

    def _plant(self, draft: _Draft) -> Plant:
        head = f"{self.slots['P'].upper()} ({draft.dateline}) — " if draft.dateline else ""
        text, key = head, (0, 0)
        for n, sentence in enumerate(draft.body):
            begin = len(text)
            text += sentence.text
            if sentence.key:
                key = (begin, len(text))
            text += "\n\n" if n % 3 == 1 else " "
        text = text.rstrip() + (f"\n\n{draft.foot}" if draft.foot else "")
        luck = self.rng.random()
        day = draft.date + datetime.timedelta(days=-1 if luck < 0.05 and draft.parent else 0)
        told = None if luck > 0.95 else day.isoformat()
        return Plant(
            draft.name, draft.outlet, told, text, draft.origin, draft.entry, draft.parent, draft.way, key
        )  # fmt: skip


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _small(text: str, group: str) -> str:
    return text if text.startswith(group.split()[-1]) else text[0].lower() + text[1:]


def case(seed: int) -> list[Plant]:
    """One planted case."""
    return Planter(seed).case()


if __name__ == "__main__":
    for plant in case(1):
        print(f"--- {plant.name} {plant.outlet} {plant.day} {plant.origin} < {plant.parent} {plant.way}\n{plant.text}")
