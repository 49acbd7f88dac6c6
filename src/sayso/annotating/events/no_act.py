"""Sentences and words that put no act forward: questions, definitions, figures of speech, sport and other themes."""

from __future__ import annotations

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from sayso.annotating.events.scene import Scene

_THEME_WEIGHT = 3


def asks(sentence: Sentence) -> bool:
    """A question, quoted ones aside, puts nothing forward."""
    for token in reversed(sentence):
        if token.is_space or token.text in "'\")":
            continue
        return token.text == "?" and '"' not in sentence.text
    return True


def defines(scene: Scene, sentence: Sentence) -> bool:
    """Rhetoric of the form "working for X means working for Y"; "murder is the killing of a person"."""
    root = sentence.root
    if _equates(root, sentence):
        return True
    if root.lemma_ not in scene.lexicon.lists["definition"]:
        return any(
            t.lemma_ in scene.lexicon.lists["definition"] and any(c.dep_ == "csubj" for c in t.lefts)
            for t in root.children
        )
    return any(c.dep_ in ("csubj", "nsubj", "advcl") and c.tag_ in ("VBG", "VB") for c in root.lefts)


def _equates(root: Token, sentence: Sentence) -> bool:
    """Whether a bare noun is said to be another thing, and nobody is named: what a word means."""
    if root.lemma_ != "be" or root.tag_ != "VBZ" or any(t.pos_ == "PROPN" for t in sentence):
        return False
    subject = next((c for c in root.lefts if c.dep_ == "nsubj"), None)
    said = next((c for c in root.rights if c.dep_ == "attr"), None)
    if subject is None or said is None or subject.tag_ != "NN" or subject.n_lefts or subject.n_rights:
        return False
    return said.tag_ == "NN" and any(c.dep_ == "det" for c in said.lefts)


def figure(scene: Scene, token: Token) -> bool:
    """Whether a trigger stands in a figure of speech: "heart attack", "war on poverty"."""
    for words, at in scene.lexicon.not_phrases.get(token.lemma_.lower(), ()):
        start = token.i - at
        if start < 0 or start + len(words) > len(scene.doc):
            continue
        stretch = scene.doc[start : start + len(words)]
        if all(t.lemma_.lower() == w or t.lower_ == w for t, w in zip(stretch, words, strict=True)):
            return True
    return False


def theme(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence is about sport, games, cooking, markets or art."""
    lemmas = {t.lemma_.lower() for t in sentence if t.pos_ in ("NOUN", "PROPN", "ADJ")}
    themes = scene.lexicon.themes.values()
    return any(sum(theme[w] for w in lemmas if w in theme) >= _THEME_WEIGHT for theme in themes)
