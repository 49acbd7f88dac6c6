"""Private names: how many leave no trace, and how many other names are masked for nothing. Read and masked as printed.

Sentences of ours with invented names: `own/private_names.yaml`, `_fresh` and `_unread` (the parts `late`, `fresh`,
`last`, `unread`, `again` and `late_unread` were each written and scored before anybody read what was missed in them;
docs/method.md has those first figures), the earlier ones of tests/unit/privacy/names.yaml, and
`own/public_names*.yaml`, in which nobody is private. A person counts as found if no word of the name is left anywhere
in the masked report, title, byline and address included; a name that must stay counts as wrongly masked if it is not
in the masked text. Everything is measured again without entities of any model, so that no recogniser's habits carry
the promise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from unittest.mock import patch

import yaml

from sayso import linking, privacy
from sayso.annotating.actors.beside import names_beside
from sayso.annotating.encoder import component as encoder_reader
from sayso.annotating.pipeline import annotate_one, build
from sayso.records.document import Document, content_id
from sayso.records.report import Report
from sayso.records.schema import encode

OWN = Path(__file__).with_name("own")
_ABOUT = ("title", "byline", "uri")
EARLIER = Path(__file__).parents[1] / "tests" / "unit" / "privacy" / "names.yaml"


class Item(NamedTuple):
    """A sentence or two, and the names in it: for each person, or name that must stay, its words."""

    part: str
    group: str
    text: str
    names: list[list[str]]
    about: Mapping[str, str] = MappingProxyType({})


def private_items() -> Iterator[Item]:
    """The sentences with private persons."""
    for culture, items in _load(EARLIER).items():
        yield from (Item("earlier", culture, item["text"], [item["forms"]]) for item in items)
    for part, culture, item in _all("private"):
        about = {field: item[field] for field in _ABOUT if field in item}
        yield Item(part, culture, item["text"], item["persons"], about)


def public_items() -> Iterator[Item]:
    """The sentences in which nobody is private."""
    for part, group, item in _all("public"):
        yield Item(part, group, item["text"], [[name] for name in item["keep"]])


def _all(which: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Part, group and item of the sentences in all files of a sort."""
    for name in (f"{which}_names.yaml", f"{which}_names_fresh.yaml", f"{which}_names_unread.yaml"):
        for part, groups in _load(OWN / name).items():
            yield from ((part, group, item) for group, items in groups.items() for item in items)


def measure(data: Path | None = None, *, quick: bool = False) -> dict[str, float]:
    """Recall in all, by part and culture; the share of other names that are masked; both again without entities."""
    figures = _figures(wide=True)
    if not quick:
        bare = _figures(wide=False, entities=False)
        figures |= {f"{name}, without entities": value for name, value in bare.items()}
    return figures


def _figures(*, wide: bool, entities: bool = True) -> dict[str, float]:
    nlp = build()
    with ExitStack() as off:
        if not entities:
            off.enter_context(patch.object(encoder_reader, "entities", lambda doc, encoded: iter(())))
            off.enter_context(nlp.select_pipes(disable=[n for n in ("ner",) if nlp.has_pipe(n)]))
        private = [(item, n) for item in private_items() for n in [_missed(item)]]
        public = [(item, n) for item in public_items() for n in [_masked(item)]]
    found = 1 - _share(private)
    figures = {"recall": found, "wrongly masked": _share(public)}
    for part in ("late", "fresh", "last", "unread", "again", "late_unread"):
        figures[f"recall, {part}"] = 1 - _share([p for p in private if p[0].part == part])
        figures[f"wrongly masked, {part}"] = _share([p for p in public if p[0].part == part])
    if wide:
        cultures = {item.group for item, _ in private if item.part != "earlier"}
        figures |= {"persons": float(sum(len(i.names) for i, _ in private)), "cultures": float(len(cultures))}
        for name, group in ((n, g) for n, rows in (("recall", private), ("wrong", public)) for g in _groups(rows)):
            share = _share([p for p in (private if name == "recall" else public) if p[0].group == group])
            figures[f"{name}, {group}"] = 1 - share if name == "recall" else share
    return figures


def _groups(rows: list[tuple[Item, int]]) -> list[str]:
    return sorted({item.group for item, _ in rows})


def _share(rows: list[tuple[Item, int]]) -> float:
    return sum(n for _, n in rows) / max(1, sum(len(item.names) for item, _ in rows))


def _missed(item: Item) -> int:
    return sum(bool(left(item.text, forms, **item.about)) for forms in item.names)


def _masked(item: Item) -> int:
    text = masked(item.text).document.text
    return sum(name not in text for [name] in item.names)


def left(text: str, forms: list[str], **about: str) -> list[str]:
    """The words of a name that stand somewhere in the masked report: as they are, in capitals, in a slug."""
    report = str(encode(masked(text, **about)))
    return [f for f in forms if re.search(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, _spelled(f)))})(?![^\W_])", report)]


def _spelled(form: str) -> list[str]:
    return [form, form.upper(), *([form.lower()] if len(form) > 4 else [])]


def masked(text: str, **about: str) -> Report:
    """The report of a text as it is printed; `about` are its title, byline and address."""
    document = Document(id="sha256:0", content=content_id(text), text=text, record="r", language="en", **about)
    return privacy.mask(linking.resolve(annotate_one(document)), beside=names_beside(document)).report


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    print(measure())
