"""Attributions against PolNeAR's gold: `python -m benchmarks.polnear [--data FOLDER] [--part dev] [--limit N]`.

Reads every article of a compartment with sayso, writes the spans of its attributions and lets the neutral scorer beside
the data (`../eval/polnear_eval.py`) compare them. Prints and returns exact and overlap F1 of source, cue and content,
and of whole attributions.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from sayso.annotating.pipeline import annotate_one
from sayso.records.claim import Attribution
from sayso.records.document import Document, content_id, document_id

DATA = os.environ.get("SAYSO_DATA", "../shared/data")


def main(argv: list[str] | None = None) -> dict[str, Any]:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=DATA, help="folder of the public corpora")
    parser.add_argument("--part", default="dev", help="compartment: dev or train")
    parser.add_argument("--limit", type=int, default=None, help="only the first N articles")
    parser.add_argument("--out", default=None, help="write the predictions here as JSONL")
    given = parser.parse_args(argv)
    return run(data=Path(given.data), part=given.part, limit=given.limit, out=given.out)


def run(*, data: Path, part: str = "dev", limit: int | None = None, out: str | None = None) -> dict[str, Any]:
    """The scorer's figures on a compartment; empty, with a line that says so, where the corpus is missing."""
    folder = data / "polnear" / part
    scorer_file = data.parent / "eval" / "polnear_eval.py"
    if not folder.is_dir() or not scorer_file.is_file():
        print(f"SKIPPED polnear: no {folder} or no {scorer_file}", file=sys.stderr)
        return {}
    scorer = _module(scorer_file)
    gold = scorer.load_gold(str(folder))
    names = sorted(gold)[:limit]
    pairs, lines = [], []
    for name in names:
        text, spans = gold[name]
        predicted = [s for a in annotate_one(_document(name, text)).attributions for s in _spans(a)]
        pairs.append((text, spans, predicted))
        lines.append(json.dumps({"doc": name, "spans": predicted}))
    if out is not None:
        Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")
    result: dict[str, Any] = scorer.score(pairs)
    print(f"polnear {part}: {len(names)} articles")
    scorer.show(result)
    return result


def measure(data: Path, *, quick: bool = False) -> dict[str, float]:
    """The figures that have floors."""
    found = run(data=data, limit=20 if quick else None)
    out = {f"{kind} micro-F1": found[kind]["micro"]["f1"] for kind in ("token", "exact", "overlap")}
    return out | {f"relation {name}": found["relation"][name]["f1"] for name in ("cue+content", "full")}


def _spans(attribution: Attribution) -> list[dict[str, Any]]:
    return [
        {"role": role, "start": span.start, "end": span.end, "group": attribution.id}
        for role in ("source", "cue", "content")
        for span in getattr(attribution, role)
    ]


def _document(name: str, text: str) -> Document:
    content = content_id(text)
    key = document_id(content=content, outlet=None, uri=name, published=None, title=None)
    return Document(id=key, content=content, text=text, record=name, language="en")


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
