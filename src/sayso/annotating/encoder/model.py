"""The learned reader: one small model, one pass over a report, several answers; rules where it is missing.

The model lies in a folder of its own, because its weights come from corpora under other licences than the program's
and must be easy to leave out: `SAYSO_MODELS`, else `models` beside a checkout's `src`, else where the installed wheel
put it, `share/sayso/models`. An empty `SAYSO_MODELS` switches it off; without a model every component reads with its
rules.

Each window goes through the model alone. Quantised arithmetic scales itself to all that it sees at once, so a window
beside others would come out a little different; on one thread, batches would save no time either. Its weights have
seven bits, so that no processor's sums of bytes overflow: one text gives the same claims on an old one and a new one.

What is done, by types and words, is a second part that codes nothing yet; it runs only where somebody asks for `acts`.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc

from sayso.annotating.encoder.decode import Floats, best_paths, log_softmax
from sayso.annotating.encoder.decode import spans as spans_of
from sayso.annotating.encoder.nations import Renamed, renamed
from sayso.annotating.encoder.windows import Window, form, windows
from sayso.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped, import-not-found, unused-ignore]
    from tokenizers import Tokenizer

CARD, MODEL, TOKENIZER = "encoder.json", "encoder.onnx", "encoder-tokenizer.json"
ACTS = "encoder-acts.onnx"
_HINT = "fetch the models folder again, or set SAYSO_MODELS to nothing to read with rules alone"
_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Found:
    """A span that plays a part in an attribution: tokens from `start` up to `end`, and how sure the model is."""

    role: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder says of a Doc.

    Attributes:
        spans: sources, cues and contents, in text order.
        degrees: for each token and scale, how sure the text is of the act that it names, -3 to +3; of other words it
            means nothing. The first of `Encoder.scales` is the one to read; the others are for measuring.
        entities: for each token, the kind of name or number that it belongs to, in OntoNotes' labels; "" for none.
        loaded: for each token, the probabilities that words that judge begin with it, and that it goes on with them.
    """

    spans: tuple[Found, ...]
    degrees: Floats
    entities: tuple[str, ...]
    loaded: Floats


@dataclass(frozen=True, slots=True)
class Acts:
    """What the encoder's second part says of a Doc.

    Attributes:
        types: for each sentence, the probability of each type of `Encoder.types`.
        triggers: for each token, the probability that it names an act of each type of `Encoder.types`; their sum is the
            probability that it names one.
    """

    types: Floats
    triggers: Floats


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The word pieces of a Doc: their numbers, what tokens each stands for, the first of each sentence and token."""

    ids: list[int]
    at: Any
    sentences: list[int]
    first: Any
    cut: list[Window]


class Encoder:
    """The model with its tokenizer; made by `load`."""

    def __init__(
        self, card: dict[str, Any], session: InferenceSession, tokenizer: Tokenizer, place: Path | None = None
    ) -> None:
        self.types: tuple[str, ...] = tuple(card["types"])
        self.scales: tuple[str, ...] = tuple(card["scales"])
        self._outputs: tuple[str, ...] = tuple(card["outputs"])
        self._acts: tuple[str, ...] = tuple(card["acts"])
        self._entities: tuple[str, ...] = tuple(card["entities"])
        self._hashes: dict[str, str] = card["sha256"]
        self.model_hash: str = self._hashes[MODEL]
        self._roles: tuple[str, ...] = tuple(card["roles"])
        self._width = int(card["width"]) - 2
        self._steps = np.array(card["steps"], dtype=np.float32)
        self._bias = np.zeros((len(self._roles), len(card["tags"])), dtype=np.float32)
        self._bias[:, 0] = card["outside"]
        self._session, self._place = session, place
        self._second: InferenceSession | None = None
        self._tokenizer = tokenizer

    def read(self, doc: Doc) -> Encoded:
        """Read a Doc whose sentences are set; the same text gives the same answer, alone or among others."""
        pieces = self._pieces(doc)
        scores = _joined(self._outputs, [self._run(window) for window in self._windows(pieces)])
        kinds = _of_tokens(scores["entity"].argmax(axis=-1), pieces.first)
        return Encoded(
            self._spans(scores["tags"], pieces.cut, pieces.at),
            np.clip(_of_tokens(scores["degree"], pieces.first), -3.0, 3.0),
            tuple(self._entities[kind] for kind in kinds.tolist()),
            _of_tokens(np.exp(log_softmax(scores["loaded"]))[:, 1:], pieces.first),
        )

    def acts(self, doc: Doc) -> Acts:
        """What is done, by sentence and by word; reads the Doc anew, for nothing else needs this.

        Raises:
            ModelError: the second part is damaged or missing.
        """
        pieces = self._pieces(doc)
        if self._second is None:
            self._second = self._asked()
        outs = []
        for ids in self._windows(pieces):
            shared = self._run(ids)[self._outputs.index("shared")]
            outs.append(self._second.run(None, {"ids": ids, "shared": shared}))
        scores = _joined(self._acts, outs)
        return Acts(
            _types(scores["look"][:, 0], scores["kind"], [*pieces.sentences, len(pieces.ids)]),
            _of_tokens(np.exp(log_softmax(scores["trigger"]))[:, 1:], pieces.first),
        )

    def _pieces(self, doc: Doc) -> _Pieces:
        named = renamed(form(doc.text), [t.text for t in doc], [t.idx for t in doc])
        pieces = self._tokenizer.encode(named.text, add_special_tokens=False)
        at = _tokens(doc, named, pieces.offsets)
        sentences = np.searchsorted(at[:, 0], [s.start for s in doc.sents]).tolist()
        cut = list(windows(sentences or [0], len(pieces.ids), self._width))
        return _Pieces(pieces.ids, at, sentences, _first(at, named, len(doc)), cut)

    def _windows(self, pieces: _Pieces) -> Iterator[Any]:
        """The numbers of each window's pieces between the marks that enclose it; of a text without any, one."""
        for w in pieces.cut or (Window(0, 0),):
            yield np.array([[_CLS, *pieces.ids[w.start : w.end], _SEP]], dtype=np.int64)

    def _run(self, ids: Any) -> list[Any]:
        found: list[Any] = self._session.run(None, {"ids": ids})
        return found

    def _asked(self) -> InferenceSession:
        if self._place is None:
            raise ModelError("this encoder has no second part", hint=_HINT)
        _check(self._place / ACTS, self._hashes.get(ACTS, ""))
        return _session(self._place / ACTS)

    def _spans(self, tags: Floats, cut: list[Window], at: Floats) -> tuple[Found, ...]:
        chances = log_softmax(tags.reshape(len(tags), *self._bias.shape) + self._bias)
        paths = best_paths([chances[w.start : w.end] for w in cut], self._steps)
        found = {}
        for w, path in zip(cut, paths, strict=True):
            for p in spans_of(path, np.exp(chances[w.start : w.end])):
                start, end = int(at[w.start + p.start, 0]), int(at[w.start + p.end - 1, 1])
                found[(start, end, p.role)] = Found(self._roles[p.role], start, end, p.score)
        return tuple(found[key] for key in sorted(found))


def _joined(names: Sequence[str], outs: Sequence[Sequence[Any]]) -> dict[str, Floats]:
    """Raw scores of all pieces, window after window, without the marks that enclose each; by head."""
    return {name: np.concatenate([np.asarray(out[n])[0, 1:-1] for out in outs]) for n, name in enumerate(names)}


def _tokens(doc: Doc, named: Renamed, offsets: list[tuple[int, int]]) -> Any:
    """The tokens that each piece stands for: the first, and the one after the last; [pieces, 2]."""
    starts = np.fromiter((t.idx for t in doc), dtype=np.int64, count=len(doc))
    swaps = [named.swap_at(start) for start, _ in offsets]
    plain = [named.original(start, start)[0] for start, _ in offsets]
    at = np.searchsorted(starts, plain, side="right") - 1
    out = np.stack([at, at + 1], axis=1).reshape(-1, 2)
    for n, swap in enumerate(swaps):
        if swap is not None:
            out[n] = swap.first, swap.last
    return out


def _first(at: Any, named: Renamed, count: int) -> Any:
    """The first piece of each token; -1 for a token without one. All tokens of a nation's name have that name's."""
    out = np.full(count, -1)
    tokens, pieces = np.unique(at[:, 0], return_index=True)
    out[tokens] = pieces
    for swap in named.swaps:
        out[swap.first : swap.last] = out[swap.first]
    return out


def _of_tokens(scores: Any, first: Any) -> Any:
    """Each token's scores: those of its first piece; nought without one."""
    out = np.zeros((len(first), *scores.shape[1:]), dtype=scores.dtype)
    out[first >= 0] = scores[first[first >= 0]]
    return out


def _types(look: Floats, kind: Floats, bounds: list[int]) -> Floats:
    """Each sentence's probabilities: the scores of its pieces, averaged by how much each is looked at."""
    out = np.zeros((len(bounds) - 1, kind.shape[1]), dtype=np.float32)
    for n, (start, end) in enumerate(pairwise(bounds)):
        if start < end:
            share = np.exp(log_softmax(look[start:end]))
            out[n] = np.exp(log_softmax(share @ kind[start:end]))
    return out


def folder() -> Path | None:
    """The folder of the models, if there is an encoder in one.

    Raises:
        ModelError: `SAYSO_MODELS` names a folder without one.
    """
    given = os.environ.get("SAYSO_MODELS")
    if given is not None:
        if given and not (Path(given) / CARD).is_file():
            raise ModelError("no encoder in this folder", where=given, hint=_HINT)
        return Path(given) if given else None
    places = (Path(__file__).parents[4] / "models", Path(sys.prefix) / "share" / "sayso" / "models")
    return next((place for place in places if (place / CARD).is_file()), None)


def load() -> Encoder | None:
    """The encoder of this process, or None where there is none.

    Raises:
        ModelError: its files are damaged, incomplete, or for another version of sayso.
    """
    place = folder()
    return None if place is None else _load(place)


@cache
def _load(place: Path) -> Encoder:
    try:
        card = json.loads((place / CARD).read_text(encoding="utf-8"))
        for name in (MODEL, TOKENIZER):
            _check(place / name, card["sha256"][name])
        return Encoder(card, _session(place / MODEL), _tokenizer(place / TOKENIZER), place)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the encoder cannot be loaded: {error}", where=str(place), hint=_HINT) from error


def _check(path: Path, digest: str) -> None:
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        raise ModelError("the file is missing or damaged: its hash is not the card's", where=str(path), hint=_HINT)


def _session(path: Path) -> InferenceSession:
    """One session a process, on one thread: workers are what runs side by side."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # fused, a norm takes four times as long as spelled out
    off = ["SkipLayerNormFusion"]
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=off)


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
