"""Silver labels: what sayso's rules and spaCy say of a training text, for heads that have no annotated corpus.

    python -m training.silver [--data ../shared/data] [--out out/encoder]

Writes `silver.jsonl` into the training's folder, a line for each text; stopped and run again it goes on. The entity
head learns what spaCy's recogniser says, so that this need not run; the trigger head what the rules say, and of a
sentence whose type people gave only what agrees with them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from training import corpora

FILE = "silver.jsonl"
OWN = Path(__file__).parent / "own"
_REPORT = 200
_CLOSED = frozenset({"ADP", "AUX", "CCONJ", "DET", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM"})

Marks = tuple[tuple[int, int, str], ...]


class Silver(NamedTuple):
    """Sentences, entities, triggers with their type, and words that judge; characters."""

    sentences: tuple[tuple[int, int], ...]
    entities: Marks
    triggers: Marks
    loaded: Marks
    closed: tuple[tuple[int, int], ...]


def key(text: str) -> str:
    """What a text is filed under."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def labelled(text: str) -> Silver:
    """Silver labels of a text."""
    from sayso.annotating.pipeline import build
    from sayso.annotating.text.normal import normal

    doc = build()(normal(text))
    return Silver(
        tuple((s.start_char, s.end_char) for s in doc.sents if s.text.strip()),
        tuple((e.start_char, e.end_char, e.label_) for e in doc.ents),
        tuple((d.trigger.start, d.trigger.end, str(d.type)) for d in doc._.sayso_drafts if d.kind == "event"),
        tuple((s.start, s.end, "loaded") for s in doc._.sayso_loaded),
        tuple((t.idx, t.idx + len(t)) for t in doc if t.pos_ in _CLOSED),
    )


def texts(data: Path) -> Iterator[str]:
    """Every text that is labelled: articles, and the sentences that are about conflict."""
    yield from (e.text for e in corpora.own(OWN))
    yield from (e.text for e in corpora.polnear(data / "polnear" / "train"))
    yield from (e.text for e in corpora.labelled(data / "plv" / "train.tsv"))
    yield from (e.text for e in corpora.prompted(data / "plover-synthetic" / "synthetic.csv.gz"))


def read(path: Path) -> dict[str, Silver]:
    """The labels in a file, by `key`; a line that a stop left unfinished is passed over."""
    found: dict[str, Silver] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line.endswith("}"):
            row: dict[str, Any] = json.loads(line)
            name = row.pop("key")
            found[name] = Silver(**{part: tuple(tuple(mark) for mark in marks) for part, marks in row.items()})
    return found


def main() -> None:
    """Label all texts that have no labels yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("out/encoder"))
    given = parser.parse_args()
    os.environ["SAYSO_MODELS"] = ""
    given.out.mkdir(parents=True, exist_ok=True)
    path = given.out / FILE
    known = read(path)
    todo = {k: t for t in texts(given.data) if (k := key(t)) not in known}
    begun = time.monotonic()
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" if known else "")
        for n, (k, text) in enumerate(todo.items(), 1):
            file.write(json.dumps({"key": k, **labelled(text)._asdict()}) + "\n")
            if n % _REPORT == 0:
                left = (time.monotonic() - begun) / n * (len(todo) - n)
                sys.stderr.write(f"{n}/{len(todo)} texts labelled, {left / 60:.0f} min left\n")


if __name__ == "__main__":
    main()
