"""Recall of private names: sentences of ours with invented names of many naming cultures, read and masked as printed.

A person counts as found if no form of the name is left anywhere in the masked report. Public persons beside them must
stay. The sentences are tests/unit/privacy/names.yaml.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from sayso import linking, privacy
from sayso.annotating.pipeline import annotate_one
from sayso.records.document import Document, content_id
from sayso.records.schema import encode

NAMES = Path(__file__).parents[1] / "tests" / "unit" / "privacy" / "names.yaml"


def measure(data: Path | None = None, *, quick: bool = False) -> dict[str, float]:
    """Recall in all, and by culture in percent of its persons."""
    cultures = yaml.safe_load(NAMES.read_text(encoding="utf-8"))
    shares = {}
    found = total = 0
    for culture, items in cultures.items():
        clean = sum(not _left(item["text"], item["forms"]) for item in items)
        shares[f"recall, {culture}"] = clean / len(items)
        found, total = found + clean, total + len(items)
    return {"recall": found / total, "persons": float(total), "cultures": float(len(cultures)), **shares}


def _left(text: str, forms: list[str]) -> list[str]:
    document = Document(id="sha256:0", content=content_id(text), text=text, record="r", language="en")
    masked = str(encode(privacy.mask(linking.resolve(annotate_one(document))).report))
    return [form for form in forms if form in masked]


if __name__ == "__main__":
    print(measure())
