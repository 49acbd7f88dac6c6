"""Examples as batches of windows: what the network sees, and what it should say.

Every window carries gold for the heads that its corpus teaches and nothing for the others, so one batch, and one pass,
teaches all of them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from tokenizers import Tokenizer

from sayso.annotating.encoder.nations import renamed
from sayso.annotating.encoder.windows import edges, form, windows
from sayso.annotating.text.normal import normal
from training.corpora import Example
from training.labels import ENTITIES, ROLES, SCALES, TRIGGERS, TYPES
from training.silver import Silver, key

Offsets = list[tuple[int, int]]
_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+|[^\w\s]")
UNKNOWN = -100  # a piece of which a head is told nothing
_SORTED_TOGETHER = 512
_LOADED = ("", "loaded")


@dataclass(frozen=True, slots=True)
class Item:
    """A window of word pieces and its gold.

    Attributes:
        tags: for each role, a tag of each piece; None where nobody marked attributions.
        labels: by head ("entity", "trigger", "loaded"), a label of each piece, `UNKNOWN` where there is none.
        degrees: (piece, degree, number of the corpus).
        kinds: (first piece, end, type, weight) of sentences.
    """

    ids: list[int]
    tags: list[list[int]] | None = None
    labels: dict[str, list[int]] = field(default_factory=dict)
    degrees: list[tuple[int, float, int]] = field(default_factory=list)
    kinds: list[tuple[int, int, int, float]] = field(default_factory=list)


def pieces(tokenizer: Tokenizer, text: str) -> tuple[list[int], Offsets]:
    """Pieces of a text and where they stand in it; nations go under other names, as they do when it is read."""
    words = list(_WORD.finditer(text))
    named = renamed(form(normal(text)), [w.group() for w in words], [w.start() for w in words])
    found = tokenizer.encode(named.text, add_special_tokens=False)
    offsets = []
    for start, end in found.offsets:
        swap = named.swap_at(start)
        if swap is None:
            offsets.append(named.original(start, end))
        else:
            offsets.append((words[swap.first].start(), words[swap.last - 1].end()))
    return found.ids, offsets


def articles(
    examples: Sequence[tuple[Example, Silver]], tokenizer: Tokenizer, width: int, heads: Sequence[str] = ()
) -> Iterator[Item]:
    """Windows of whole sentences with tags of three roles, and silver labels for `heads`."""
    for example, silver in examples:
        ids, offsets = pieces(tokenizer, example.text)
        labels = silver_labels(silver, offsets, None, heads)
        for w in windows(edges([s for s, _ in silver.sentences], offsets), len(ids), width - 2):
            part = offsets[w.start : w.end]
            own = {head: row[w.start : w.end] for head, row in labels.items()}
            yield Item(ids[w.start : w.end], _tags(part, example.spans or ()), own)


def _tags(offsets: Offsets, spans: Sequence[tuple[str, int, int]]) -> list[list[int]]:
    """For each role: 1 on the first piece of a span in this window, 2 on its others, else 0."""
    out = [[0] * len(offsets) for _ in ROLES]
    low, high = offsets[0][0], offsets[-1][1]
    for role, start, end in spans:
        if start < high and end > low:
            inside = [n for n, (a, b) in enumerate(offsets) if a < end and b > start]
            for n in inside:
                out[ROLES.index(role)][n] = 1 if n == inside[0] else 2
    return out


def silver_labels(
    silver: Silver, offsets: Offsets, kind: str | None, heads: Sequence[str] = ()
) -> dict[str, list[int]]:
    """Rows of silver labels; where people gave the sentence's type, only triggers of that type are believed.

    Of words that judge, the lexicon knows some: what it finds in articles is taught, what it does not find is unknown,
    but for closed classes and names. Sentences that people gave a type report an act; in them the rest is plain.
    """
    out = {}
    if "entity" in heads:
        out["entity"] = row(offsets, silver.entities, ENTITIES, usual=0)
    if "trigger" in heads and kind is None:
        out["trigger"] = row(offsets, silver.triggers, TRIGGERS, usual=0)
    elif "trigger" in heads:
        agreed = tuple(mark for mark in silver.triggers if named(mark[2]) == kind)
        out["trigger"] = row(offsets, agreed, TRIGGERS, usual=UNKNOWN)
    if "loaded" in heads:
        closed = tuple((start, end, "") for start, end in silver.closed)
        rest = UNKNOWN if kind is None else 0
        out["loaded"] = begun(offsets, (*closed, *silver.loaded), usual=rest)
    return out


def named(kind: str) -> str:
    """A type under the name that it has here: CONCEDE and RETREAT are one, YIELD."""
    return {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(kind, kind)


def row(offsets: Offsets, marks: Iterable[Sequence[object]], names: Sequence[str], *, usual: int) -> list[int]:
    """A label for each piece: that of the mark it lies in, else the usual one."""
    out = [usual] * len(offsets)
    at = 0
    for start, end, name in sorted(marks, key=lambda mark: (mark[0], mark[1])):  # type: ignore[misc, arg-type]
        while at < len(offsets) and offsets[at][1] <= start:
            at += 1
        n = at
        while n < len(offsets) and offsets[n][0] < end:
            out[n] = names.index(named(str(name)))
            n += 1
    return out


def begun(offsets: Offsets, marks: Iterable[tuple[int, int, str]], *, usual: int) -> list[int]:
    """A tag for each piece: 1 on the first piece of words that judge, 2 on their others."""
    marks = list(marks)
    out = row(offsets, marks, _LOADED, usual=usual)
    for start, end, name in marks:
        if name:
            for n, (a, b) in enumerate(offsets):
                if start < a < end and b > start:
                    out[n] = 2
    return out


def packed(
    examples: Sequence[Example], silver: Mapping[str, Silver], tokenizer: Tokenizer, width: int, heads: Sequence[str]
) -> Iterator[Item]:
    """Single sentences, packed into windows as long as those of articles.

    A head that judges a sentence must learn not to look at the whole window.
    """
    item = Item([])
    for example in examples:
        ids, offsets = pieces(tokenizer, example.text)
        ids, offsets = ids[: width - 2], offsets[: width - 2]
        if item.ids and len(item.ids) + len(ids) > width - 2:
            yield item
            item = Item([])
        own = silver.get(key(example.text))
        labels = {} if own is None else silver_labels(own, offsets, (example.kind or (None,))[0], heads)
        if example.loaded is not None and "loaded" in heads:
            labels["loaded"] = begun(offsets, [(*span, "loaded") for span in example.loaded], usual=0)
        _add(item, ids, offsets, example, labels)
    if item.ids:
        yield item


def _add(item: Item, ids: list[int], offsets: Offsets, example: Example, labels: dict[str, list[int]]) -> None:
    base = len(item.ids)
    for head, more in labels.items():
        known = item.labels.setdefault(head, [])
        known += [UNKNOWN] * (base - len(known)) + more
    item.ids.extend(ids)
    for start, end, degree, corpus in example.degrees or ():
        first = next((n for n, (a, b) in enumerate(offsets) if a < end and b > start), None)
        if first is not None:
            item.degrees.append((base + first, degree, SCALES.index(corpus)))
    if example.kind is not None and offsets:
        kind, weight = example.kind
        item.kinds.append((base, base + len(offsets), TYPES.index(kind), weight))


def batched(items: Iterable[Item], size: int, rng: random.Random) -> list[list[Item]]:
    """Batches of like lengths, at most `size` pieces with padding, in random order."""
    mixed = list(items)
    rng.shuffle(mixed)
    parts = (mixed[at : at + _SORTED_TOGETHER] for at in range(0, len(mixed), _SORTED_TOGETHER))
    out = list(chain.from_iterable(_filled(sorted(part, key=lambda item: len(item.ids)), size) for part in parts))
    rng.shuffle(out)
    return out


def _filled(items: Sequence[Item], size: int) -> list[list[Item]]:
    out: list[list[Item]] = [[]]
    for item in items:
        if out[-1] and (len(item.ids) + 2) * (len(out[-1]) + 1) > size:
            out.append([])
        out[-1].append(item)
    return out
