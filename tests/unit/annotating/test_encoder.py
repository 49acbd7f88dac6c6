"""The learned reader: windows, decoding, linking, and what happens without it. No weights are needed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy

from sayso.annotating.encoder import component as encoder_reader
from sayso.annotating.encoder import model as reader
from sayso.annotating.encoder.attributions import Places, linked, merged, readings, sourced
from sayso.annotating.encoder.decode import best_paths, log_softmax, spans
from sayso.annotating.encoder.model import CARD, MODEL, TOKENIZER, Encoded, Encoder, Found
from sayso.annotating.encoder.windows import Window, windows
from sayso.annotating.pipeline import build
from sayso.annotating.quotes.component import readings as rules
from sayso.errors import ModelError

WIDTH = 12


class Tokens:
    """What the encoder asks of a tokenizer: one piece a word, numbered by its length."""

    def encode(self, text: str, *, add_special_tokens: bool) -> Any:
        assert not add_special_tokens
        self.ids, self.offsets, at = [], [], 0
        for word in text.split():
            at = text.index(word, at)
            self.ids.append(len(word))
            self.offsets.append((at, at + len(word)))
            at += len(word)
        return self


class Session:
    """Tags a piece of four letters as a cue, and counts what it saw."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def run(self, _: None, feeds: dict[str, Any]) -> list[Any]:
        ids = feeds["ids"][0]
        self.seen.append(len(ids))
        tags = np.zeros((1, len(ids), 9), dtype=np.float32)
        tags[0, :, [0, 3, 6]] = 4.0
        tags[0, ids == 4, 4] = 9.0
        one = ids[None, :, None].astype(np.float32)
        names = np.zeros((1, len(ids), 3), dtype=np.float32)
        names[0, ids == 6, 1] = 9.0
        return [tags, one / 10, names, one.repeat(3, axis=2), one.repeat(4, axis=2)]


class Second:
    """Types by the length of words; asks for what the first part knows of the same pieces."""

    def run(self, _: None, feeds: dict[str, Any]) -> list[Any]:
        one = feeds["ids"][0][None, :, None].astype(np.float32)
        assert (feeds["shared"][:, :, :1] == one).all()
        return [one * 0, one.repeat(15, axis=2), one.repeat(16, axis=2)]


def card() -> dict[str, Any]:
    return {
        "sayso_encoder": 4, "width": WIDTH, "entities": ["", "PERSON", "ORG"],
        "outputs": ["tags", "degree", "entity", "loaded", "shared"], "acts": ["look", "kind", "trigger"],
        "roles": ["source", "cue", "content"], "tags": ["O", "B", "I"],
        "types": [f"T{n}" for n in range(15)], "scales": ["UW"], "steps": np.zeros((3, 3, 3)).tolist(),
        "outside": [0.0, 0.0, 0.0], "sha256": {MODEL: "0" * 64},
    }  # fmt: skip


def fake() -> tuple[Encoder, Session]:
    session = Session()
    encoder = Encoder(card(), session, Tokens())  # type: ignore[arg-type]
    encoder._second = Second()  # type: ignore[assignment]
    return encoder, session


def encoded(doc: Any, found: tuple[Found, ...]) -> Encoded:
    """Spans, and nothing else of note."""
    many = np.zeros((len(doc), 15), dtype=np.float32)
    return Encoded(found, many[:, :1], ("",) * len(doc), many[:, :2])


def parsed(text: str) -> Any:
    nlp = build()
    ours = [n for n in nlp.pipe_names if n.startswith("sayso_") and n != "sayso_breaks"]
    with nlp.select_pipes(disable=ours):
        return nlp(text)


@pytest.mark.parametrize("firsts", [[0], [0, 3, 6, 9], [0, 1, 50], [0, 40, 41, 42], [0, 0, 5, 5]])
@pytest.mark.parametrize("width", [4, 10, 60])
def test_windows_cover_every_piece_once_and_never_exceed_the_width(firsts: list[int], width: int) -> None:
    found = list(windows(firsts, 57, width))
    assert [i for w in found for i in range(w.start, w.end)] == list(range(57))
    assert all(w.end - w.start <= width for w in found)


def test_a_window_ends_where_a_sentence_does() -> None:
    assert list(windows([0, 5, 8], 12, 8)) == [Window(0, 8), Window(8, 12)]


def test_the_best_path_heeds_what_may_follow_what() -> None:
    steps = np.zeros((1, 3, 3), dtype=np.float32)
    steps[0, 0, 2] = -50.0
    scores = log_softmax(np.array([[[2, 0, 0]], [[0, 1, 1.2]], [[0, 0, 3]]], dtype=np.float32))
    assert best_paths([scores], steps)[0][:, 0].tolist() == [0, 1, 2]


def test_a_path_is_the_same_alone_and_beside_longer_ones() -> None:
    rng = np.random.default_rng(1)
    steps = rng.normal(size=(3, 3, 3)).astype(np.float32)
    scores = [log_softmax(rng.normal(size=(n, 3, 3)).astype(np.float32)) for n in (1, 7, 30, 2, 19)]
    together = best_paths(scores, steps)
    assert all((best_paths([s], steps)[0] == t).all() for s, t in zip(scores, together, strict=True))


def test_spans_end_where_the_next_begins() -> None:
    tags = np.array([[0, 2], [1, 2], [2, 0], [1, 1]], dtype=np.int8)
    found = spans(tags, np.ones((4, 2, 3), dtype=np.float32))
    assert [(p.role, p.start, p.end) for p in found] == [(0, 1, 3), (0, 3, 4), (1, 0, 2), (1, 3, 4)]


def test_a_source_and_content_go_to_the_cue_of_their_own_sentence() -> None:
    doc = parsed("The mill burned. Police said it fell. Rebels denied it.")
    cues = [Found("cue", 5, 6, 1.0), Found("cue", 10, 11, 1.0)]
    sources = [Found("source", 4, 5, 1.0), Found("source", 9, 10, 1.0)]
    assert linked(sources, cues, Places(doc)) == {0: [sources[0]], 1: [sources[1]]}


def test_a_cue_that_goes_on_shares_the_source_of_the_one_before() -> None:
    doc = parsed("Police said the mill fell and blamed the rebels.")
    cues = [Found("cue", 1, 2, 1.0), Found("cue", 6, 7, 1.0)]
    police = Found("source", 0, 1, 1.0)
    assert sourced(doc, [police], cues, [1, 6]) == {0: (police,), 1: (police,)}


def test_what_encloses_a_cue_is_not_its_content() -> None:
    doc = parsed("Police said the envoy denied the raid.")
    cues = [Found("cue", 1, 2, 1.0), Found("cue", 4, 5, 1.0)]
    contents = [Found("content", 2, 7, 1.0), Found("content", 5, 7, 1.0)]
    assert linked(contents, cues, Places(doc)) == {0: [contents[0]], 1: [contents[1]]}


def test_spans_become_readings_with_class_and_head() -> None:
    doc = parsed("The harbour master denied that rebels burned the mill.")
    found = (Found("source", 0, 3, 1.0), Found("cue", 3, 4, 1.0), Found("content", 4, 9, 1.0))
    (reading,) = readings(doc, encoded(doc, found))
    assert (reading.kind, reading.head, reading.at) == ("deny", 2, 3)


def test_a_span_never_crosses_a_line_nor_ends_within_a_hyphenated_word() -> None:
    doc = parsed("Monday\nMinister Moammar al-Hadi said the mill burned.")
    start = doc[2].i
    end = next(t.i for t in doc if t.text == "-")
    found = (
        Found("source", 0, end, 1.0), Found("cue", end + 2, end + 3, 1.0), Found("content", end + 3, end + 6, 1.0),
    )  # fmt: skip
    (reading,) = readings(doc, encoded(doc, found))
    assert [doc[r.start : r.end].text for r in reading.source] == [doc[start : end + 2].text]


MERGED = {
    "a source that only the rules see": (
        "Police said the mill burned.", [("cue", 1, 2), ("content", 2, 5)], {1: "Police"},
    ),
    "nobody in particular": ("The mill reportedly burned.", [], {2: None}),
    "somebody whom the encoder left out": ("Police said the mill burned.", [], {1: "Police"}),
    "a wish, by the rules alone": ("Rebels hoped that the mill would burn.", [], {}),
    "who accuses inside": (
        "Police said the ministry accused the rebels of arson.",
        [("source", 0, 1), ("cue", 1, 2), ("content", 2, 9)], {1: "Police", 4: "the ministry"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MERGED)
def test_rules_fill_in_what_they_know_better(case: str) -> None:
    text, marked, want = MERGED[case]
    nlp = build()
    doc = parsed(text)
    doc = nlp.get_pipe("sayso_actors")(doc)
    found = tuple(Found(role, start, end, 1.0) for role, start, end in marked)
    learned = readings(doc, encoded(doc, found))
    both = merged(doc, learned, *rules(doc))
    assert {r.at: doc[r.source[0].start : r.source[0].end].text if r.source else None for r in both} == want


def test_it_reads_alone_what_it_reads_among_others() -> None:
    encoder, session = fake()
    first, second = "Rebels said that it fell. " * 6, "Rebels also left. "
    both = encoder.read(parsed(first + second))
    assert max(session.seen) <= WIDTH
    alone = encoder.read(parsed(first))
    assert both.spans[: len(alone.spans)] == alone.spans


@pytest.mark.parametrize("text", ["", " \n ", "\u200b", "x" * 5000, "no " * 3000, "مرحبا بالعالم", "🙂🙂 \x00 end"])
def test_odd_input_gives_bounded_windows_and_no_crash(text: str) -> None:
    encoder, session = fake()
    doc = parsed(text)
    found = encoder.read(doc)
    assert found.degrees.shape == (len(doc), 1)
    assert encoder.acts(doc).types.shape[1] == 15
    assert max(session.seen, default=0) <= WIDTH


def test_types_are_probabilities_and_degrees_stay_on_their_scale() -> None:
    encoder, _ = fake()
    doc = parsed("Rebels burned the extraordinarilyverylongnamedinstitutionbuilding. Nobody saw them.")
    found = encoder.read(doc)
    acts = encoder.acts(doc)
    assert acts.triggers.shape == (len(doc), 15)
    assert np.allclose(acts.types.sum(axis=1), 1.0, atol=1e-5)
    assert found.degrees.shape == (len(doc), 1)
    assert np.abs(found.degrees).max() <= 3.0


def test_names_come_from_the_encoder_where_spacy_does_not_look_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder, _ = fake()
    monkeypatch.setattr(encoder_reader, "load", lambda: encoder)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("sayso_encoder")
    doc = nlp("Rebels Maarit Tuomas saw. Tuomas left.")
    assert [(e.text, e.label_) for e in doc.ents] == [("Rebels Maarit Tuomas", "PERSON"), ("Tuomas", "PERSON")]
    assert doc._.sayso_encoded.loaded.shape == (len(doc), 2)


def test_without_an_encoder_nothing_is_encoded_and_names_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_MODELS", "")
    doc = build()("Police in Tampere said the mill burned.")
    assert doc._.sayso_encoded is None
    assert "Tampere" in [e.text for e in doc.ents]


def test_an_encoder_without_its_second_part_says_so_when_it_is_asked_for(tmp_path: Path) -> None:
    encoder = Encoder(card(), Session(), Tokens(), tmp_path)  # type: ignore[arg-type]
    assert len(encoder.read(parsed("Rebels left.")).entities) == 3
    with pytest.raises(ModelError, match="missing or damaged"):
        encoder.acts(parsed("Rebels left."))


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> Encoder:
    """The encoder in `models`."""
    monkeypatch.delenv("SAYSO_MODELS", raising=False)
    found = reader.load()
    assert found is not None
    return found


def test_the_second_part_that_ships_tells_what_is_done(shipped: Encoder) -> None:
    doc = parsed("Rebels attacked the convoy and killed six soldiers. The ministers met in Tampere.")
    acts = shipped.acts(doc)
    assert [shipped.types[n] for n in acts.types.argmax(axis=1)] == ["ASSAULT", "CONSULT"]
    met = next(t.i for t in doc if t.text == "met")
    assert acts.triggers[met].sum() > 0.5 > acts.triggers[met + 1].sum()


def test_fast_and_exact_kernels_say_the_same(shipped: Encoder) -> None:
    import onnxruntime

    place = reader.folder()
    assert place is not None
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.x64quantprecision", "1")
    exact = onnxruntime.InferenceSession(
        str(place / MODEL), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )
    ids = np.random.default_rng(3).integers(1000, 20000, (1, 90)).astype(np.int64)
    fast = shipped._run(ids)
    assert all((a == b).all() for a, b in zip(fast, exact.run(None, {"ids": ids}), strict=True))


def test_no_model_and_a_switched_off_one_mean_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_MODELS", "")
    assert reader.load() is None


def test_a_named_folder_without_a_model_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAYSO_MODELS", str(tmp_path))
    with pytest.raises(ModelError, match="no encoder"):
        reader.load()


@pytest.mark.parametrize("fault", ["hash", "json", "missing", "keys"])
def test_a_damaged_model_says_so_and_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fault: str) -> None:
    for name in (MODEL, TOKENIZER):
        (tmp_path / name).write_bytes(b"weights")
    digest = hashlib.sha256(b"weights").hexdigest()
    (tmp_path / CARD).write_text(json.dumps({**card(), "sha256": {MODEL: digest, TOKENIZER: digest}}))
    if fault == "hash":
        (tmp_path / MODEL).write_bytes(b"weight")
    elif fault == "json":
        (tmp_path / CARD).write_text("{")
    elif fault == "keys":
        (tmp_path / CARD).write_text("{}")
    else:
        (tmp_path / MODEL).unlink()
    monkeypatch.setenv("SAYSO_MODELS", str(tmp_path))
    with pytest.raises(ModelError) as caught:
        reader.load()
    assert caught.value.hint
    assert str(tmp_path) in str(caught.value.where)
