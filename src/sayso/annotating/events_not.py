"""Sentences and words that put no act forward: questions, definitions, figures of speech, sport and other themes."""

from __future__ import annotations

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from sayso.annotating.events_scene import Scene

_THEME_WEIGHT = 3


def asks(sentence: Sentence) -> bool:
    """A question, quoted ones aside, puts nothing forward."""
    for token in reversed(sentence):
        if token.is_space or token.text in "'\")":
            continue
        return token.text == "?" and '"' not in sentence.text
    return True


def defines(scene: Scene, sentence: Sentence) -> bool:
    """Rhetoric of the form "working for X means working for Y"."""
    root = sentence.root
    if root.lemma_ not in scene.lexicon.lists["definition"]:
        return any(
            t.lemma_ in scene.lexicon.lists["definition"] and any(c.dep_ == "csubj" for c in t.lefts)
            for t in root.children
        )
    return any(c.dep_ in ("csubj", "nsubj", "advcl") and c.tag_ == "VBG" for c in root.lefts)


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
