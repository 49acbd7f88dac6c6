"""Names of private persons that stand beside a text and not in it: in its title, or written small in its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from sayso.annotating.actors.component import mentions
from sayso.annotating.actors.signs import signs
from sayso.annotating.pipeline import build, english_words
from sayso.lexicon.gazetteers import lookup, name_words
from sayso.lexicon.geo import towns
from sayso.lexicon.names import fold
from sayso.records.document import Document

_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly")


def names_beside(document: Document) -> tuple[str, ...]:
    """The names, as they are written there; empty where title and address hold nothing that the text lacks."""
    if document.language not in ("en", None):
        return ()
    return (*_in_title(document), *_in_address(document))


def _in_title(document: Document) -> Iterator[str]:
    title = (document.title or "").strip()
    if not title or title in document.text:
        return
    nlp = build()
    with nlp.select_pipes(disable=[n for n in nlp.pipe_names if n.startswith("sayso_") and n not in _NAMING]):
        doc = nlp(title)
    yield from (m.text for m in mentions(doc, english_words()) if m.kind == "person" and m.private and m.actor)


_NAMING = ("sayso_breaks", "sayso_encoder")


def _in_address(document: Document) -> Iterator[str]:
    """Rows of words in the last part of an address that neither the text, English nor a gazetteer has."""
    path = unquote(urlsplit(document.uri or "").path).rstrip("/").rpartition("/")[2]
    said = {fold(w) for w in _WORD.findall(document.text)}
    row: list[str] = []
    for word in [*_WORD.findall(path), ""]:
        if word and len(word) > 2 and fold(word) not in said and _unknown(word.lower()):
            row.append(word)
            continue
        if len(row) > 1 or any(fold(w) in name_words() and len(w) > 3 for w in row):
            yield " ".join(w.capitalize() for w in row)
        row = []


def _unknown(word: str) -> bool:
    """Whether no English word, place, body or make is written so, or it is a word of names."""
    stems = [word, *(word.removesuffix(e) for e in _ENDINGS if word.endswith(e))]
    spoken = any(s in english_words() or s + "e" in english_words() for s in stems) or word in signs().address_words
    known = lookup(word.capitalize()) is not None or bool(towns(word)) or word in signs().brands
    return not spoken and not known and word not in signs().english
