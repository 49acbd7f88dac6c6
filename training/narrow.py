"""Narrow the weights of the exported network, and spell out its norms: one result on every processor.

    python -m training.narrow --whole out/encoder/models [--data ../shared/data]

Where a processor adds products of bytes in 16 bits, the sum of two can overflow, and its exact way takes a fifth
longer. It cannot where two neighbours of a column are together at most 128. Rounding to seven bits, as others do, cost
.004 of the attributions' F1. So the bound is put on pairs, and what rounding one row of a matrix does to the products
is made good by the rows that are still to be rounded, as far as the inputs of that matrix go together on training text
(Frantar et al., GPTQ, ICLR 2023). A fused norm takes four times as long as its parts.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

WHOLE, NARROW = "encoder-whole.onnx", "encoder-narrow.onnx"
_TWO = 128  # as many times 255 fit into 16 bits
_MOST = 84  # coarser steps, fewer pairs to bend; chosen on dev among eight from 64 to 90, all within .003
_DAMP = 0.01  # of the mean variance, added to each, so that a matrix of inputs can be inverted
_WINDOWS, _SEED = 1000, 7


def narrowed(weights: np.ndarray, scales: np.ndarray, moment: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights [in, out] of which no two neighbours (rows 0 and 1, 2 and 3) are over 128, and the scales [out].

    Args:
        weights: of eight bits.
        scales: what a step of each column is worth.
        moment: sums of products of the inputs [in, in].

    >>> weights, scales = narrowed(np.int8([[127, 3], [120, 60], [0, 1], [-9, 1]]), np.float32([1.0, 0.5]), np.eye(4))
    >>> weights.tolist(), scales.tolist()
    ([[66, 3], [62, 60], [0, 1], [-6, 1]], [1.511..., 0.5])
    """
    factor = np.minimum(1.0, _MOST / np.maximum(np.abs(weights.astype(np.int16)).max(axis=0), 1))
    steps = scales.astype(np.float64) / factor
    left = weights.astype(np.float64) * scales
    damped = moment.astype(np.float64) + np.eye(len(moment)) * (_DAMP * np.trace(moment) / len(moment) + 1e-9)
    upper = np.linalg.cholesky(np.linalg.inv(damped)).T
    out = np.zeros(weights.shape, dtype=np.int16)
    for n, row in enumerate(upper):
        want = left[n] / steps
        if n % 2:
            out[n] = np.clip(np.rint(want), np.maximum(-127, -_TWO - out[n - 1]), np.minimum(127, _TWO - out[n - 1]))
        else:
            both = want + left[n + 1] / steps
            out[n] = np.clip(np.rint(want - np.sign(both) * np.maximum(np.abs(both) - _TWO, 0) / 2), -127, 127)
        left[n + 1 :] -= np.outer(row[n + 1 :], (left[n] - out[n] * steps) / row[n])
    return out.astype(np.int8), steps.astype(np.float32)


def matrices(graph: Any) -> Iterator[tuple[str, str, str]]:
    """Each quantised matrix: its name, that of its scales, and that of the floats that it is multiplied with."""
    floats = {n.output[0]: n.input[0] for n in graph.node if n.op_type == "DynamicQuantizeLinear"}
    for node in graph.node:
        if node.op_type == "QAttention":
            yield node.input[1], node.input[4], floats[node.input[0]]
        elif node.op_type == "MatMulInteger":
            yield node.input[1], node.input[1].replace("_quantized", "_scale"), floats[node.input[0]]


def moments(model: Any, windows: Sequence[Sequence[int]]) -> Mapping[str, np.ndarray]:
    """Sums of products of the inputs of each matrix over the pieces of windows, by the inputs' name."""
    import onnx
    import onnxruntime

    names = sorted({inputs for _, _, inputs in matrices(model.graph)})
    shown = onnx.ModelProto()
    shown.CopyFrom(model)
    for name in names:
        info = onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1, "pieces", None])
        shown.graph.output.append(info)
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.x64quantprecision", "1")
    run = onnxruntime.InferenceSession(shown.SerializeToString(), options, providers=["CPUExecutionProvider"]).run
    found: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(()))
    for ids in windows:
        for name, out in zip(names, run(names, {"ids": np.array([[101, *ids, 102]], dtype=np.int64)}), strict=True):
            rows = out[0].reshape(-1, out.shape[-1])
            found[name] = found[name] + rows.T @ rows
    return found


def shaped(whole: Path, windows: Sequence[Sequence[int]]) -> Any:
    """The whole network with narrow weights and its norms spelled out."""
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(whole))
    graph, together = model.graph, moments(model, windows)
    held = {i.name: i for i in graph.initializer}
    for name, scale, inputs in list(matrices(graph)):
        weights, scales = (numpy_helper.to_array(held[at]) for at in (name, scale))
        for at, array in zip((name, scale), narrowed(weights, scales, together[inputs]), strict=True):
            held[at].CopyFrom(numpy_helper.from_array(array, at))
    nodes = [n for node in graph.node for n in spelled(node)]
    del graph.node[:]
    graph.node.extend(nodes)
    return model


def spelled(node: Any) -> Iterator[Any]:
    """A fused norm as the sums and the norm that it is made of; any other node as it is."""
    from onnx import helper

    if node.op_type != "SkipLayerNormalization":
        yield node
        return
    first, second, gain, shift, *bias = node.input
    for n, more in enumerate((*bias, second)):
        yield helper.make_node("Add", [first, more], [f"{node.name}_sum{n}"], f"{node.name}_add{n}")
        first = f"{node.name}_sum{n}"
    least = next(a.f for a in node.attribute if a.name == "epsilon")
    yield helper.make_node(
        "LayerNormalization", [first, gain, shift], [node.output[0]], f"{node.name}_norm", axis=-1, epsilon=least
    )


def main() -> None:
    """Narrow the network from the command line."""
    import onnx
    from tokenizers import Tokenizer

    from training.fit_loaded import articles

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--whole", type=Path, default=Path("out/encoder/models"), help="folder of the whole network")
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(given.whole / "encoder-tokenizer.json"))
    tokenizer.no_truncation()
    found = [ids for ids, _ in articles(given.data, tokenizer)]
    some = random.Random(_SEED).sample(found, min(_WINDOWS, len(found)))
    onnx.save(shaped(given.whole / WHOLE, some), str(given.whole / NARROW))
    sys.stdout.write(f"{given.whole / NARROW}\n")


if __name__ == "__main__":
    main()
