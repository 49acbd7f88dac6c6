"""Who is who within a report: chains of people, bodies and groups on ECB+ and MEANTIME, by B-cubed.

    python -m benchmarks coreference [--data ../shared/data]

Gold mentions are given to the mention of ours that covers their last word; one that we have no mention for, or whose
mention has no actor, is alone. Precision is what a report's readers are exposed to: two that were taken for one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from sayso.annotating.pipeline import annotate_one
from sayso.records.document import Document, content_id, document_id
from sayso.records.report import Report

# MEANTIME's types of entities that can be actors.
_ACTORS = frozenset({"PER", "ORG", "LOC"})


class Chains(NamedTuple):
    """A text, and its gold mentions: the characters of the last word, and the chain."""

    text: str
    gold: tuple[tuple[int, int, str], ...]


def measure(data: Path, *, quick: bool = False) -> dict[str, float]:
    """B-cubed over the gold mentions of each corpus, and how many of them we have a mention for."""
    figures: dict[str, float] = {}
    for name, texts in (("ECB+", ecb(data)), ("MEANTIME", meantime(data))):
        scored = [_scored(chains) for chains in list(texts)[: 25 if quick else None]]
        n = sum(len(s) for s in scored) or 1
        precision = sum(p for s in scored for p, _, _ in s) / n
        recall = sum(r for s in scored for _, r, _ in s) / n
        figures[f"{name} B3 precision"] = precision
        figures[f"{name} B3 recall"] = recall
        figures[f"{name} B3 F1"] = 2 * precision * recall / ((precision + recall) or 1)
        figures[f"{name} mentions found"] = sum(found for s in scored for _, _, found in s) / n
    return figures


def _scored(chains: Chains) -> list[tuple[float, float, bool]]:
    """Precision, recall and whether it was found, of each gold mention."""
    report = _read(chains.text)
    ours = [_chain(report, start, end, n) for n, (start, end, _) in enumerate(chains.gold)]
    together: defaultdict[str, set[int]] = defaultdict(set)
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for n, (_, _, chain) in enumerate(chains.gold):
        together[ours[n]].add(n)
        wanted[chain].add(n)
    found = []
    for n, (_, _, chain) in enumerate(chains.gold):
        both = len(together[ours[n]] & wanted[chain])
        found.append((both / len(together[ours[n]]), both / len(wanted[chain]), not ours[n].startswith("none")))
    return found


def _read(text: str) -> Report:
    content = content_id(text)
    made = document_id(content=content, outlet=None, uri=None, published=None, title=None)
    return annotate_one(Document(made, content, text, "report", language="en"))


def _chain(report: Report, start: int, end: int, n: int) -> str:
    """The actor of the smallest mention that ends in a word, the mention's own id without one."""
    around = [m for m in report.mentions if m.start <= start and end <= m.end]
    last = [m for m in around if m.end == end] or around
    if not last:
        return f"none {n}"
    mention = min(last, key=lambda m: m.end - m.start)
    return mention.actor or f"alone {mention.id}"


def ecb(data: Path) -> Iterator[Chains]:
    """The documents of the development part, with their chains of humans."""
    words: defaultdict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for line in (data / "ecbplus" / "ECB_Dev_corpus.txt").read_text(encoding="utf-8").splitlines():
        if line.count("\t") == 4:
            document, sentence, token, word, _ = line.split("\t")
            words[document][int(sentence), int(token)] = word
    marked: defaultdict[str, list[tuple[tuple[int, int], str]]] = defaultdict(list)
    for m in json.loads((data / "ecbplus" / "ECB_Dev_Entity_gold_mentions.json").read_text(encoding="utf-8")):
        if m["mention_type"].startswith("HUM"):
            marked[m["doc_id"]].append(((m["sent_id"], m["tokens_number"][-1]), m["coref_chain"]))
    for document, tokens in words.items():
        yield _laid_out(tokens, marked[document])


def meantime(data: Path) -> Iterator[Chains]:
    """The documents with their chains of people, bodies and places."""
    for path in sorted((data / "meantime").rglob("*.xml")):
        tree = ElementTree.parse(path).getroot()
        words = {(int(t.get("sentence", 0)), int(t.get("t_id", 0))): t.text or "" for t in tree.iter("token")}
        sentence = {token: number for number, token in words}
        types = {e.get("m_id"): e.get("ent_type", "") for e in tree.iter("ENTITY")}
        chain: dict[str | None, str] = {}
        for link in tree.iter("REFERS_TO"):
            target = next((t.get("m_id") for t in link.iter("target")), None)
            if types.get(target, "")[:3] in _ACTORS:
                chain |= {s.get("m_id"): str(target) for s in link.iter("source")}
        marked = []
        for m in tree.iter("ENTITY_MENTION"):
            ids = [int(a.get("t_id", 0)) for a in m.iter("token_anchor")]
            if ids and m.get("m_id") in chain:
                marked.append(((sentence[ids[-1]], ids[-1]), chain[m.get("m_id")]))
        yield _laid_out(words, marked)


def _laid_out(words: Mapping[tuple[int, int], str], marked: Iterable[tuple[tuple[int, int], str]]) -> Chains:
    """Words joined to a text, a line for each sentence; and where its marked words stand."""
    text, places, before = "", {}, None
    for place, word in sorted(words.items()):
        text += "" if before is None else "\n" if place[0] != before else " "
        places[place] = (len(text), len(text) + len(word))
        text, before = text + word, place[0]
    return Chains(text, tuple((*places[p], chain) for p, chain in marked if p in places))
