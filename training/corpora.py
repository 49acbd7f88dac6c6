"""Public corpora, and sentences of our own, as training examples: a text, and what annotators marked in it.

Loaders read the corpora's folder (`--data`), never write, and read `train` parts only. Where the public gets each, and
under which terms, is in `training/README.md`.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from training.labels import SCALES
from training.own_sentences import own_loaded

_ROLE = {"Source": "source", "Cue": "cue", "Content": "content", "Content2": "content"}
# The corpus of labelled sentences is small and human; the stories are many, and their label is that of the prompt that
# made them: .748 against .559 accuracy when each is the only teacher. So a story counts less, and only where the rules,
# which nobody told of the prompt, find an act of its type.
_PROMPTED = 0.7
REPEATS = 6  # passes over the small corpora in an epoch
_LEAST_VOTE, _MOST_VOTE = 0.6, 2.5
_SHORT = 30
_DONE = frozenset({"AID", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "SANCTION", "SUPPORT", "YIELD"})
_MEANT = re.compile(
    r"\b(?:will|would|(?:agree|promise|pledge|vow|plan|intend|prepare|decide)[sd]?(?:n?ed)? to|ready to)\b"
)


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what people marked in it, by characters; what nobody looked for is None.

    Attributes:
        spans: (role, start, end) of sources, cues and contents.
        degrees: (start, end, degree, corpus) of words that name an act.
        kind: the PLOVER type of the text, a single sentence, and how much to trust it.
        loaded: (start, end) of words that judge.
    """

    text: str
    spans: tuple[tuple[str, int, int], ...] | None = None
    degrees: tuple[tuple[int, int, float, str], ...] | None = None
    kind: tuple[str, float] | None = None
    loaded: tuple[tuple[int, int], ...] | None = None


def polnear(folder: Path) -> Iterator[Example]:
    """Articles with their attributions; of an article that several people annotated, the first (by code) one's."""
    seen: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        seen.setdefault(path.stem.rsplit("_", 1)[0], path)
    for name, path in seen.items():
        source = folder / "text" / f"{name}.txt"
        if source.exists():
            text = source.read_bytes().decode("utf-8")
            yield Example(text, spans=tuple(_brat(path.read_bytes().decode("utf-8"), text)))


def _brat(lines: str, text: str) -> Iterator[tuple[str, int, int]]:
    for line in lines.split("\n"):
        columns = line.rstrip("\r").split("\t")
        if not line.startswith("T") or len(columns) < 2 or " " not in columns[1]:
            continue
        label, places = columns[1].split(" ", 1)
        if label in _ROLE:
            for start, end in _joined(places, text):
                yield _ROLE[label], start, end


def _joined(places: str, text: str) -> list[list[int]]:
    """Fragments of an annotation; those with only white space between them are one."""
    parts = sorted([int(x) for x in part.split()] for part in places.split(";"))
    out = [parts[0]]
    for start, end in parts[1:]:
        if text[out[-1][1] : start].strip():
            out.append([start, end])
        else:
            out[-1][1] = max(end, out[-1][1])
    return out


def factuality(folder: Path) -> Iterator[Example]:
    """Sentences with how sure each says its acts to be, -3 to +3."""
    for corpus in SCALES:
        for line in (folder / corpus / "train.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text, at = untokenised(row["text"].split(" "))
            marked = tuple(
                (at[t["span1"][0]][0], at[t["span1"][1] - 1][1], float(t["label"]), corpus) for t in row["targets"]
            )
            yield Example(text, degrees=marked)


def labelled(path: Path) -> list[Example]:
    """Sentences with a PLOVER type from people; CONCEDE and RETREAT are one there, YIELD.

    The corpus types what somebody means to do now as meant (AGREE, THREATEN), now as done. PLOVER's codebook has it as
    meant, so sentences that say "agreed to" or "will" and are typed as done teach nothing.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["sentence"], row["root_L1"]) for row in csv.DictReader(file, delimiter="\t")]
    return [Example(text, kind=(kind, 1.0)) for text, kind in rows if kind not in _DONE or not _MEANT.search(text)]


def typed(folder: Path) -> list[Example]:
    """Sentences of our own with a PLOVER type."""
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("types_*.yaml"))]
    return [Example(text, kind=(kind, 1.0)) for file in files for kind, texts in file.items() for text in texts]


def levelled(examples: Sequence[Example]) -> list[Example]:
    """Examples whose rare types get more of a vote, by the root of how rare they are.

    What is frequent in one corpus is not in another.
    """
    counts = Counter(e.kind[0] for e in examples if e.kind)
    usual = len(examples) / max(1, len(counts))
    votes = {kind: min(_MOST_VOTE, max(_LEAST_VOTE, (usual / n) ** 0.5)) for kind, n in counts.items()}
    return [replace(e, kind=(e.kind[0], e.kind[1] * votes[e.kind[0]])) for e in examples if e.kind]


def prompted(path: Path) -> Iterator[Example]:
    """First sentences of synthetic stories, each with the type that the story was asked for."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kind = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(row["label"], row["label"])
            text = re.split(r"(?<=[.!?])\s", row["text"].strip())[0]
            if kind and len(text) > _SHORT:
                yield Example(text, kind=(kind, _PROMPTED))


def own(folder: Path) -> list[Example]:
    """Sentences of our own with words that judge."""
    return [Example(text, loaded=spans) for text, spans in own_loaded(folder)]


def gold_texts(path: Path) -> frozenset[str]:
    """Texts of PLOVER's gold records, white space evened: what shares one with them is never trained on."""
    return frozenset(evened(r["text"]) for r in json.loads(path.read_text(encoding="utf-8")) if r.get("text"))


def evened(text: str) -> str:
    """A text with all white space made single spaces."""
    return " ".join(text.split())


_NO_SPACE_BEFORE = frozenset(
    {",", ".", ";", ":", "!", "?", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", ")", "%", "''", "'"}
)
_NO_SPACE_AFTER = frozenset({"(", "``", "$"})
_QUOTE = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}


def untokenised(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens as running text, and where each of them stands in it.

    >>> untokenised(["They", "did", "n't", "fire", "."])
    ("They didn't fire.", [(0, 4), (5, 8), (8, 11), (12, 16), (16, 17)])
    """
    out, spans, glued = "", [], True
    for token in tokens:
        shown = _QUOTE.get(token, token)
        if not (glued or token in _NO_SPACE_BEFORE):
            out += " "
        spans.append((len(out), len(out) + len(shown)))
        out += shown
        glued = token in _NO_SPACE_AFTER
    return out, spans
