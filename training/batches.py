"""Examples as batches of windows: what the network sees, and what it should say."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tokenizers import Tokenizer

from sayso.annotating.encoder_windows import edges, form, windows
from sayso.annotating.normal import normal
from training.corpora import Example
from training.network import ROLES, SCALES, TYPES

Task = Literal["tags", "degree", "kind"]
Offsets = list[tuple[int, int]]
_SORTED_TOGETHER = 512


@dataclass(frozen=True, slots=True)
class Item:
    """A window and its gold: rows of tags; (piece, degree, corpus); or (first piece, end, type, weight)."""

    task: Task
    ids: list[int]
    gold: list[Any]


def pieces(tokenizer: Tokenizer, text: str) -> tuple[list[int], Offsets]:
    """Pieces of a text and where they stand in it."""
    found = tokenizer.encode(form(normal(text)), add_special_tokens=False)
    return found.ids, found.offsets


def articles(examples: Sequence[Example], tokenizer: Tokenizer, width: int) -> Iterator[Item]:
    """Windows of whole sentences with tags of three roles."""
    for example in examples:
        ids, offsets = pieces(tokenizer, example.text)
        for w in windows(edges([s for s, _ in example.sentences], offsets), len(ids), width - 2):
            part = offsets[w.start : w.end]
            yield Item("tags", ids[w.start : w.end], _tags(part, example.spans or ()))


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


def packed(examples: Sequence[Example], tokenizer: Tokenizer, task: Task, width: int) -> Iterator[Item]:
    """Single sentences, packed into windows as long as those of articles.

    A head that judges a sentence must learn not to look at the whole window.
    """
    ids: list[int] = []
    gold: list[Any] = []
    for example in examples:
        more, offsets = pieces(tokenizer, example.text)
        more, offsets = more[: width - 2], offsets[: width - 2]
        if ids and len(ids) + len(more) > width - 2:
            yield Item(task, ids, gold)
            ids, gold = [], []
        gold += list(_gold(example, offsets, len(ids)))
        ids = ids + more
    if ids:
        yield Item(task, ids, gold)


def _gold(example: Example, offsets: Offsets, base: int) -> Iterator[tuple[Any, ...]]:
    for start, end, degree, corpus in example.degrees or ():
        first = next((n for n, (a, b) in enumerate(offsets) if a < end and b > start), None)
        if first is not None:
            yield base + first, degree, SCALES.index(corpus)
    if example.kind is not None and offsets:
        kind, weight = example.kind
        yield base, base + len(offsets), TYPES.index(kind), weight


def batched(items: Sequence[Item], size: int, rng: random.Random) -> list[list[Item]]:
    """Batches of one task and of like lengths, at most `size` pieces with padding, in random order."""
    by_task: dict[Task, list[Item]] = defaultdict(list)
    for item in items:
        by_task[item.task].append(item)
    out: list[list[Item]] = []
    for some in by_task.values():
        rng.shuffle(some)
        for at in range(0, len(some), _SORTED_TOGETHER):
            out += _filled(sorted(some[at : at + _SORTED_TOGETHER], key=lambda item: len(item.ids)), size)
    rng.shuffle(out)
    return out


def _filled(items: Sequence[Item], size: int) -> list[list[Item]]:
    out: list[list[Item]] = [[]]
    for item in items:
        if out[-1] and (len(item.ids) + 2) * (len(out[-1]) + 1) > size:
            out.append([])
        out[-1].append(item)
    return out
