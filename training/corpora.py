"""Public corpora as training examples: a text, its sentences, and what annotators marked in it.

Loaders read the corpora's folder (`--data`), never write, and read `train` parts only. Where the public gets each, and
under which terms, is in `training/README.md`.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training.network import SCALES

Sentences = tuple[tuple[int, int], ...]
Splitter = Callable[[str], Sentences]

_ROLE = {"Source": "source", "Cue": "cue", "Content": "content", "Content2": "content"}
# The corpus of labelled sentences is small and human; the stories are many, and their label is that of the prompt that
# made them: .748 against .559 accuracy when each is the only teacher. Hence a third of a vote, and only for types with
# fewer than 60 sentences. With all of them, a quarter of which are YIELD, too much became YIELD.
_PROMPTED, _THIN = 0.3, 60
_REPEATS = 4
_LEAST_VOTE, _MOST_VOTE = 0.6, 2.5
_SHORT = 30


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what is marked in it, by characters; what nobody looked for is None.

    Attributes:
        spans: (role, start, end) of sources, cues and contents.
        degrees: (start, end, degree, corpus) of words that name an act.
        kind: the PLOVER type of the text, a single sentence, and how much to trust it.
    """

    text: str
    sentences: Sentences
    spans: tuple[tuple[str, int, int], ...] | None = None
    degrees: tuple[tuple[int, int, float, str], ...] | None = None
    kind: tuple[str, float] | None = None


def polnear(folder: Path, split: Splitter) -> Iterator[Example]:
    """Articles with their attributions; of an article that several people annotated, the first (by code) one's."""
    seen: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        seen.setdefault(path.stem.rsplit("_", 1)[0], path)
    for name, path in seen.items():
        source = folder / "text" / f"{name}.txt"
        if source.exists():
            text = source.read_bytes().decode("utf-8")
            yield Example(text, split(text), spans=tuple(_brat(path.read_bytes().decode("utf-8"), text)))


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
            yield Example(text, ((0, len(text)),), degrees=marked)


def labelled(path: Path) -> Iterator[Example]:
    """Sentences with a PLOVER type; CONCEDE and RETREAT are one there, YIELD. Each comes several times.

    Rare types get more of a vote, by the root of how rare they are: what is frequent in one corpus is not in another.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    counts = Counter(row["root_L1"] for row in rows)
    usual = len(rows) / len(counts)
    for row in rows * _REPEATS:
        vote = min(_MOST_VOTE, max(_LEAST_VOTE, (usual / counts[row["root_L1"]]) ** 0.5))
        yield Example(row["sentence"], ((0, len(row["sentence"])),), kind=(row["root_L1"], vote))


def prompted(path: Path, known: Iterable[Example]) -> Iterator[Example]:
    """First sentences of synthetic stories, of the types that are thin among those `known`."""
    counts = Counter(example.kind[0] for example in known if example.kind)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kind = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(row["label"], row["label"])
            text = re.split(r"(?<=[.!?])\s", row["text"].strip())[0]
            if kind and counts[kind] < _THIN * _REPEATS and len(text) > _SHORT:
                yield Example(text, ((0, len(text)),), kind=(kind, _PROMPTED))


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
