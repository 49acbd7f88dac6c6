"""Our own sentences, written for training: `training/own/`, with what a head is to find marked in them.

`composed.yaml` crosses acts with frames: the same words done, meant, refused, asked for and laid to somebody.

No public corpus of loaded words may be trained on (BABE's licence forbids it), and the rule list teaches only itself.
So these were written for the purpose: about half use words that judge, the rest often the same words where they do not.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import yaml

from sayso.errors import DamagedError

Spans = tuple[tuple[int, int], ...]

_OPEN, _CLOSE = "[[", "]]"
_ARTICLES = frozenset({"A", "The"})


def own_loaded(folder: Path) -> Iterator[tuple[str, Spans]]:
    """Each sentence of the folder's `loaded_*.yaml`, in order, with the words that judge as characters of it.

    Args:
        folder: `training/own`, or one like it.

    Raises:
        DamagedError: a file is no list of sentences, or a mark is open, empty or within another.

    >>> text, spans = next(own_loaded(Path("training/own")))
    >>> all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    True
    """
    for path in sorted(folder.glob("loaded_*.yaml")):
        sentences = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(sentences, list) or not all(isinstance(s, str) for s in sentences):
            raise DamagedError("not a list of sentences", where=str(path), hint="quote a sentence with a colon in it")
        for number, sentence in enumerate(sentences, 1):
            yield unmarked(sentence, where=f"{path.name}, sentence {number}")


def unmarked(sentence: str, *, where: str = "sentence") -> tuple[str, Spans]:
    """A sentence without its marks, and where they stood.

    >>> unmarked("The [[so-called]] republic praised its [[heroic]] army.")
    ('The so-called republic praised its heroic army.', ((4, 13), (35, 41)))
    """
    text, *marked = sentence.split(_OPEN)
    spans: list[tuple[int, int]] = []
    for part in marked:
        words, close, rest = part.partition(_CLOSE)
        if not close or not words.strip() or words != words.strip():
            raise _broken(where, part)
        spans.append((len(text), len(text) + len(words)))
        text += words + rest
    if _CLOSE in text:
        raise _broken(where, sentence)
    return text, tuple(spans)


def _broken(where: str, part: str) -> DamagedError:
    return DamagedError(f"a mark is open, empty or within another at {part[:30]!r}", where=where, hint="write [[word]]")


def own_composed(folder: Path, *, count: int, seed: int) -> list[tuple[str, str]]:
    """Sentences made of a frame, an act and parties, each with its PLOVER type; every frame as likely as the next.

    Args:
        folder: `training/own`, or one like it.
        count: how many.
        seed: of the drawing; the same seed gives the same sentences.

    >>> own_composed(Path("training/own"), count=2, seed=1) == own_composed(Path("training/own"), count=2, seed=1)
    True
    >>> {kind for _, kind in own_composed(Path("training/own"), count=300, seed=1)} >= {"AGREE", "THREATEN", "REJECT"}
    True
    """
    tables = yaml.safe_load((folder / "composed.yaml").read_text(encoding="utf-8"))
    makes = {"did": {"good": None, "bad": None}, **tables["makes"]}
    frames = [
        (text, made, [(kind, act) for kind, some in tables[side].items() for act in some])
        for frame, sides in sorted(makes.items())
        for side, made in sorted(sides.items())
        for text in tables["frames"][frame]
    ]
    chance = random.Random(seed)
    return [_composed(*chance.choice(frames), tables, chance) for _ in range(count)]


def _composed(
    text: str,
    made: str | None,
    acts: list[tuple[str, list[str]]],
    tables: dict[str, list[str]],
    chance: random.Random,
) -> tuple[str, str]:
    kind, act = chance.choice(acts)
    forms = dict(zip(("do", "did", "done", "doing"), act, strict=True))
    who, whom = chance.choice(tables["who"]), chance.choice(tables["whom"])
    inside = who if text.startswith("{who}") or who.split()[0] not in _ARTICLES else who[0].lower() + who[1:]
    return text.format(who=inside, whom=whom, **forms), made or kind
