"""Export trained weights: ONNX, quantised to int8, with tokenizer and labels beside it.

    python -m training.export --weights out/encoder/model.pt [--models out/encoder/models]

Writes `encoder-whole.onnx`, `encoder-tokenizer.json` and `encoder.json` into the folder; `training.narrow`, then
`training.split` make of them what ships. The parity of float and int8
is measured on windows of invented text: the share of pieces whose tags, and of sentences whose type, stay the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from training.labels import ENTITIES, OUTPUTS, ROLES, SCALES, TAGS, TRIGGERS, TYPES
from training.narrow import WHOLE
from training.network import Network, base

WIDTH = 160
NO_BIAS = (0.0, 0.0, 0.0)  # what is added to "outside", role by role; `training.evaluate` sets it
NOTE = (
    "Trained on corpora whose licences differ or are not stated (see README.md beside this file). "
    "Removable: without it sayso reads with its rules."
)


class _One(nn.Module):
    """One window at a time, so that no padding and no neighbour can change what int8 computes."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        """Scores of a window [1, pieces], head after head."""
        found = self.network(ids, torch.ones_like(ids))
        return tuple(found[name] for name in OUTPUTS)


def to_onnx(network: Network, target: Path) -> None:
    """Write the float network as ONNX with its attention fused."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        torch.onnx.export(
            _One(network).eval(), (torch.arange(1000, 1000 + 24)[None],), str(raw), dynamo=False,
            input_names=["ids"], output_names=list(OUTPUTS), opset_version=17,
            dynamic_axes={"ids": {1: "pieces"}, **{name: {1: "pieces"} for name in OUTPUTS}},
        )  # fmt: skip
        fused = optimize_model(
            str(raw), model_type="bert", num_heads=network.body.config.num_attention_heads,
            hidden_size=network.body.config.hidden_size, opt_level=0, optimization_options=FusionOptions("bert"),
        )  # fmt: skip
        fused.save_model_to_file(str(target))


def to_int8(source: Path, target: Path) -> None:
    """Quantise weights to int8, one scale a column; the heads stay in float, since they are small and decide."""
    heads = [node.name for node in onnx.load(str(source)).graph.node if _is_head(node.name)]
    quantize_dynamic(
        str(source), str(target), per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=heads,
        op_types_to_quantize=["MatMul", "Attention", "Gather", "EmbedLayerNormalization"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip


def _is_head(name: str) -> bool:
    return any(f"/{head}/" in name for head in OUTPUTS)


def parity(left: Path, right: Path, windows: list[np.ndarray]) -> dict[str, float]:
    """How much two models agree: tags of pieces, types of windows, and the mean gap of degrees."""
    runs = [[session(path).run(None, {"ids": ids}) for ids in windows] for path in (left, right)]
    tags = [np.mean(_best(a[0]) == _best(b[0])) for a, b in zip(*runs, strict=True)]
    kinds = [_kind(a) == _kind(b) for a, b in zip(*runs, strict=True)]
    gaps = [np.abs(a[1] - b[1]).mean() for a, b in zip(*runs, strict=True)]
    return {"tags": float(np.mean(tags)), "types": float(np.mean(kinds)), "degree_gap": float(np.mean(gaps))}


def session(path: Path) -> onnxruntime.InferenceSession:
    """A session on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _best(tags: np.ndarray) -> np.ndarray:
    return tags[0].reshape(-1, len(ROLES), len(TAGS)).argmax(-1)


def _kind(out: list[np.ndarray]) -> int:
    look = np.exp(out[2][0] - out[2][0].max())
    return int((look / look.sum() * out[3][0]).sum(0).argmax())


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write(weights: Path, models: Path, *, keep_float: bool = False) -> dict[str, Any]:
    """Export `weights` and what lies beside them into `models`; returns what was written and measured."""
    state = torch.load(weights, map_location="cpu", weights_only=True)
    state = state.get("model", state)
    network = Network(base())
    network.load_state_dict(state)
    models.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "float.onnx", models / WHOLE
        to_onnx(network, plain)
        to_int8(plain, small)
        random = np.random.default_rng(7)
        windows = [random.integers(1000, 20000, (1, n)) for n in (12, 40, 80, 160)]
        measured = parity(plain, small, [w.astype(np.int64) for w in windows])
        if keep_float:
            shutil.copy(plain, models / "encoder-float.onnx")
    tokenizer = models / "encoder-tokenizer.json"
    shutil.copy(weights.parent / "tokenizer.json", tokenizer)
    kept = weights.parent / "decoder.json"
    outside = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else NO_BIAS
    card = {
        "sayso_encoder": 3, "width": WIDTH, "outputs": OUTPUTS, "roles": ROLES, "tags": TAGS, "types": TYPES,
        "triggers": TRIGGERS, "entities": ENTITIES, "scales": SCALES,
        "steps": network.steps.detach().numpy().round(4).tolist(), "outside": list(outside),
        "sha256": {f.name: digest(f) for f in (small, tokenizer)}, "licence": NOTE,
    }  # fmt: skip
    (models / "encoder.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return {"bytes": small.stat().st_size, **measured}


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--models", type=Path, default=Path("out/encoder/models"))
    parser.add_argument("--keep-float", action="store_true", help="also write the float model, for comparison")
    given = parser.parse_args()
    sys.stdout.write(json.dumps(write(given.weights, given.models, keep_float=given.keep_float)) + "\n")


if __name__ == "__main__":
    main()
