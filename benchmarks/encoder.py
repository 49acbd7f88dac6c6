"""The learned reader alone, as it ships (int8): attributions, types and degrees of belief, size and speed.

    python -m benchmarks.encoder [--data ../shared/data] [--part dev] [--quick]

Attributions are scored by the neutral scorer beside the data, without the rules that fill in (`benchmarks.polnear`
measures both together). A type is right if it is the gold record's, CONCEDE and RETREAT counted as one (YIELD). Degrees
are compared by Pearson's r, each corpus on its own scale and on the first, which sayso reads.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.tokens import Doc

from benchmarks import neutral
from sayso.annotating.encoder import model as reader
from sayso.annotating.encoder.attributions import readings
from sayso.annotating.encoder.model import Encoder, Found
from sayso.annotating.pipeline import build
from sayso.annotating.quotes.reading import Reading, spans
from sayso.annotating.text.normal import normal

ROLES = ("source", "cue", "content")
CORPORA = ("UW", "MEANTIME", "UDS_IH2")
NAMES = {
    "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "DEMAND": "REQUEST",
    "CONCEDE": "YIELD", "RETREAT": "YIELD",
}  # fmt: skip
_QUOTES = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}


def parsed(texts: Iterable[str]) -> Iterator[Doc]:
    """Docs with a parse and sentences, none of our components run."""
    nlp = build()
    ours = [n for n in nlp.pipe_names if n.startswith("sayso_") and n != "sayso_breaks"]
    with nlp.select_pipes(disable=ours):
        yield from nlp.pipe(map(normal, texts), batch_size=8)


def attributions(encoder: Encoder, data: Path, *, part: str, every: int) -> dict[str, float]:
    """F1 of tokens, spans and whole attributions on PolNeAR, and how long the reading took."""
    scorer = neutral.module(data, "polnear_eval.py")
    gold = [v for _, v in sorted(scorer.load_gold(str(data / "polnear" / part)).items())][::every]
    pairs, took, words = [], 0.0, 0
    for (text, marked), doc in zip(gold, parsed(text for text, _ in gold), strict=True):
        begun = time.process_time()
        encoded = encoder.read(doc)
        found = readings(doc, encoded)
        took += time.process_time() - begun
        words += len(doc)
        pairs.append((text, marked, [*_of_readings(doc, found), *_alone(doc, found, encoded.spans)]))
    result = scorer.score(pairs)
    scorer.show(result)
    out = {f"{kind} micro-F1": result[kind]["micro"]["f1"] for kind in ("token", "exact", "overlap")}
    out |= {f"exact {role} F1": result["exact"][role]["f1"] for role in ("source", "cue", "content")}
    out |= {f"relation {name}": result["relation"][name]["f1"] for name in ("cue+content", "full")}
    return out | {"ms a token": 1000 * took / max(1, words)}


def _of_readings(doc: Doc, found: Sequence[Reading]) -> Iterator[dict[str, Any]]:
    for n, reading in enumerate(found):
        for role in ROLES:
            for span in spans(doc, getattr(reading, role), marks=role == "cue"):
                yield {"role": role, "start": span.start, "end": span.end, "group": n}


def _alone(doc: Doc, found: Sequence[Reading], marked: Sequence[Found]) -> Iterator[dict[str, Any]]:
    """Spans that the encoder marks and that belong to no reading: spans without an attribution."""
    held = {role: {i for r in found for at in getattr(r, role) for i in range(at.start, at.end)} for role in ROLES}
    for span in marked:
        if held[span.role].isdisjoint(range(span.start, span.end)):
            last = doc[span.end - 1]
            yield {"role": span.role, "start": doc[span.start].idx, "end": last.idx + len(last)}


def types(encoder: Encoder, data: Path) -> dict[str, float]:
    """Share of PLOVER's gold records whose sentence gets their type; several records of one text count apart."""
    records = json.loads((data / "plover-gsr" / "dev.json").read_text(encoding="utf-8"))
    records = [r for r in records if r.get("text") and r["event"] != "DOCUMENT"]
    docs = parsed(r["text"] for r in records)
    right = [
        encoder.types[int(encoder.acts(doc).types.sum(axis=0).argmax())] == NAMES.get(r["event"], r["event"])
        for r, doc in zip(records, docs, strict=True)
    ]
    return {"type accuracy": float(np.mean(right))}


def degrees(encoder: Encoder, data: Path, *, part: str, every: int) -> dict[str, float]:
    """Pearson's r on each factuality corpus."""
    out = {}
    for corpus in CORPORA:
        lines = (data / "factuality" / corpus / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        lines = lines if corpus == "MEANTIME" else lines[::every]
        found, gold = _degrees(encoder, [json.loads(line) for line in lines])
        own = encoder.scales.index(corpus) if corpus in encoder.scales else 0
        out[f"{corpus} r"] = float(np.corrcoef(found[:, own], gold)[0, 1])
        out[f"{corpus} r, first scale"] = float(np.corrcoef(found[:, 0], gold)[0, 1])
    return out


def _degrees(encoder: Encoder, rows: Sequence[dict[str, Any]]) -> tuple[Any, Any]:
    vocab = spacy.blank("en").vocab
    found, gold = [], []
    for row in rows:
        words = [_QUOTES.get(w, w) for w in row["text"].split(" ")]
        doc = Doc(vocab, words=words, sent_starts=[True, *[False] * (len(words) - 1)])
        read = encoder.read(doc).degrees
        for target in row["targets"]:
            found.append(read[target["span1"][0]])
            gold.append(float(target["label"]))
    return np.array(found), np.array(gold)


def measure(data: Path, *, quick: bool = False, part: str = "dev") -> dict[str, float]:
    """The figures that have floors; none where there is no encoder."""
    encoder, place = reader.load(), reader.folder()
    if encoder is None or place is None:
        print("SKIPPED encoder: none in models/ — sayso reads with its rules", file=sys.stderr)
        return {}
    every = 5 if quick else 1
    out = attributions(encoder, data, part=part, every=every)
    out |= types(encoder, data)
    out |= degrees(encoder, data, part=part, every=every * 4 if quick else 1)
    return out | {"megabytes": sum((place / name).stat().st_size for name in (reader.MODEL, reader.ACTS)) / 1e6}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=neutral.DATA)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    for name, value in measure(given.data, quick=given.quick, part=given.part).items():
        print(f"{name:28} {value:8.4f}")


if __name__ == "__main__":
    main()
