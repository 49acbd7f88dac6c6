r"""Loaded words against test sentences of ours, marked [[so]]; and, for the record, against the biased words of BABE.

    python -m benchmarks.loaded [--data ../shared/data] [--errors]

`benchmarks/own/loaded.yaml` says what is marked. It is a test set: nothing is trained on it. Exact: the same span, to
the character. Overlap: a span that shares a character with one of the other side counts as right. BABE's annotators
marked single words of US political news, opinion too; the reader is made for another kind of text: no floor for that.
"""

from __future__ import annotations

import argparse
import ast
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from benchmarks import neutral
from sayso.annotating.pipeline import parse
from sayso.records.document import Document, content_id

OWN = Path(__file__).with_name("own") / "loaded.yaml"
BABE = Path("babe") / "final_labels_SG1.csv"
_QUICK = 300
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

Pair = tuple[int, int]


def marked(text: str) -> tuple[str, list[Pair]]:
    """A marked sentence without its marks, and the spans they stood around.

    >>> marked("The [[puppet]] government fell.")
    ('The puppet government fell.', [(4, 10)])
    """
    plain, spans = "", []
    for number, piece in enumerate(re.split(r"\[\[|\]\]", text)):
        if number % 2:
            spans.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, spans


def read(text: str) -> list[Pair]:
    """The loaded spans that `sayso_loaded` finds."""
    doc = parse(Document(content_id(text), content_id(text), text, "own", language="en"))
    return [(span.start, span.end) for span in doc._.sayso_loaded]


def scores(name: str, hits: int, read_: int, hits_gold: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1 under a name.

    >>> scores("x", 1, 2, 1, 1)["x F1"]
    0.6666666666666666
    """
    precision, recall = hits / max(1, read_), hits_gold / max(1, gold)
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{name} precision": precision, f"{name} recall": recall, f"{name} F1": both}


def compare(pairs: Sequence[tuple[list[Pair], list[Pair]]]) -> dict[str, float]:
    """Exact and overlapping spans, over all (gold, read) of sentences.

    >>> figures = compare([([(0, 5)], [(0, 5)]), ([(0, 9)], [(4, 9)])])
    >>> figures["exact F1"], figures["overlap F1"]
    (0.5, 1.0)
    """
    gold, got = sum(len(g) for g, _ in pairs), sum(len(r) for _, r in pairs)
    same = sum(len(set(g) & set(r)) for g, r in pairs)
    touched = sum(_touching(r, g) for g, r in pairs)
    found = sum(_touching(g, r) for g, r in pairs)
    clean = [r for g, r in pairs if not g]
    return {
        **scores("exact", same, got, same, gold),
        "overlap F1": scores("overlap", touched, got, found, gold)["overlap F1"],
        "neutral sentences left alone": sum(not r for r in clean) / max(1, len(clean)),
    }


def babe(path: Path, *, limit: int | None = None) -> dict[str, float]:
    """Word F1 over BABE's sentences: a word counts once a sentence."""
    hits = read_ = gold = 0
    for text, words in _rows(path, limit=limit):
        got = {w for start, end in read(text) for w in _words([text[start:end]])}
        hits, read_, gold = hits + len(got & words), read_ + len(got), gold + len(words)
    return scores("BABE SG1 word", hits, read_, hits, gold)


def measure(data: Path | None = None, *, quick: bool = False) -> dict[str, float]:
    """All figures; BABE only where it lies."""
    pairs = [(spans, read(text)) for text, spans in _own()]
    path = (data or neutral.DATA) / BABE
    return compare(pairs) | (babe(path, limit=_QUICK if quick else None) if path.exists() else {})


def errors() -> Iterator[str]:
    """A line for each sentence that is read otherwise than it is marked."""
    for text, spans in _own():
        got = read(text)
        if set(got) != set(spans):
            missed = [text[a:b] for a, b in spans if (a, b) not in got]
            false = [text[a:b] for a, b in got if (a, b) not in spans]
            yield f"missed {missed} false {false}: {text}"


def _own() -> list[tuple[str, list[Pair]]]:
    return [marked(item) for item in yaml.safe_load(OWN.read_text(encoding="utf-8"))]


def _touching(one: list[Pair], other: list[Pair]) -> int:
    return sum(any(a < d and c < b for c, d in other) for a, b in one)


def _rows(path: Path, *, limit: int | None) -> Iterator[tuple[str, set[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter=";")):
            if limit is not None and number >= limit:
                return
            yield row["text"].strip(), _words(ast.literal_eval(row["biased_words"]))


def _words(phrases: Iterable[str]) -> set[str]:
    return {word.lower() for phrase in phrases for word in _WORD.findall(phrase)}


def main() -> None:
    """Print the figures, and the faults if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=neutral.DATA)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    print("\n".join(errors() if args.errors else ()))
    for figure, value in measure(args.data).items():
        print(f"{figure:30} {value:8.4f}")


if __name__ == "__main__":
    main()
