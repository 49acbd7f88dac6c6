"""Part the narrowed network in two: what reading takes from it, and what only some ask for.

    python -m training.split --whole out/encoder/models --head out/encoder/loaded.npz [--models models]

| written | holds |
|---|---|
| `encoder.onnx` | the shared layers, the first way with its heads, and a light head for words that judge |
| `encoder-acts.onnx` | the second way, what is done: it codes nothing, so it runs only where somebody asks for it |

A third of the arithmetic is the second way's, and all that reading took from it were words that judge; `fit_loaded`
teaches a light head to find those in what the other layers know.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.labels import ACTS, CODED
from training.narrow import NARROW

CODES, ASKED = "encoder.onnx", "encoder-acts.onnx"
SHARED = "shared"
_EMBEDDED = "EmbedLayerNormalization_0"
_LN, _WIDTH = "/network/layer.{}/output/LayerNorm/LayerNormalization_output_0", 384


def coding(narrow: Path, head: dict[str, np.ndarray], hidden: Sequence[str]) -> Any:
    """The network that codes: it gives the scores of `CODED` and, last, what the second way starts from.

    Args:
        narrow: the narrowed network.
        head: weights of the light head by name, as `fit_loaded` writes them.
        hidden: the tensors that the head reads: those of the shared layers and of the first way's last.
    """
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load(str(narrow))
    graph = model.graph
    graph.initializer.extend(numpy_helper.from_array(array, f"loaded.{name}") for name, array in head.items())
    nodes = [n for n in graph.node if "loaded" not in n.output]
    nodes += [
        helper.make_node("Concat", list(hidden), ["loaded.both"], "loaded.concat", axis=-1),
        helper.make_node("MatMul", ["loaded.both", "loaded.up"], ["loaded.wide"], "loaded.matmul"),
        helper.make_node(
            "BiasGelu", ["loaded.wide", "loaded.up_bias"], ["loaded.bent"], "loaded.gelu", domain="com.microsoft"
        ),
        helper.make_node("MatMul", ["loaded.bent", "loaded.down"], ["loaded.flat"], "loaded.matmul2"),
        helper.make_node("Add", ["loaded.flat", "loaded.down_bias"], ["loaded"], "loaded.add"),
        helper.make_node("Identity", [hidden[0]], [SHARED], "shared.identity"),
    ]
    del graph.node[:]
    graph.node.extend(nodes)
    return _pruned(model, CODED, ("ids",))


def asked(narrow: Path) -> Any:
    """The second way alone, from what the coding network gives as `shared`."""
    import onnx

    model = onnx.load(str(narrow))
    for node in model.graph.node:
        for n, name in enumerate(node.input):
            if name == shared() or (node.op_type == "Shape" and name.startswith(_EMBEDDED)):
                node.input[n] = SHARED
            elif name.startswith(_EMBEDDED):
                node.input[n] = ""  # a mask that hides nothing: windows are read one by one
    return _pruned(model, ACTS, ("ids", SHARED))


def shared() -> str:
    """The tensor that both ways start from."""
    return _LN.format(2)


def last() -> str:
    """The tensor that the heads of the first way read."""
    return _LN.format(5)


def _pruned(model: Any, outputs: Sequence[str], inputs: Iterable[str]) -> Any:
    """What the outputs need, no more; the tensors between the two parts are named and shaped."""
    from onnx import TensorProto, checker, helper

    graph = model.graph
    wide = helper.make_tensor_value_info(SHARED, TensorProto.FLOAT, [1, "pieces", _WIDTH])
    known = {info.name: info for info in (*graph.output, *graph.input, wide)}
    given, need, nodes = set(inputs), set(outputs), []
    for node in reversed(list(graph.node)):
        if any(name in need - given for name in node.output):
            nodes.append(node)
            need.update(node.input)
    kept = [i for i in graph.initializer if i.name in need]
    for field, items in (
        (graph.node, nodes[::-1]), (graph.initializer, kept), (graph.output, [known[name] for name in outputs]),
        (graph.input, [known[name] for name in inputs if name in need]), (graph.value_info, []),
    ):  # fmt: skip
        items = list(items)
        del field[:]
        field.extend(items)
    checker.check_model(model)
    return model


def write(whole: Path, head: Path, models: Path) -> dict[str, int]:
    """Part what lies in the folder `whole`, write it with its card into `models`; returns the sizes."""
    import onnx

    from training.export import digest

    models.mkdir(parents=True, exist_ok=True)
    card = json.loads((whole / "encoder.json").read_text(encoding="utf-8"))
    tokenizer = models / "encoder-tokenizer.json"
    if (whole / tokenizer.name).resolve() != tokenizer.resolve():
        shutil.copy(whole / tokenizer.name, tokenizer)
    with np.load(head) as weights:
        onnx.save(coding(whole / NARROW, dict(weights), (shared(), last())), str(models / CODES))
    onnx.save(asked(whole / NARROW), str(models / ASKED))
    files = [models / name for name in (CODES, ASKED, tokenizer.name)]
    card |= {"sayso_encoder": 4, "outputs": CODED, "acts": ACTS, "sha256": {f.name: digest(f) for f in files}}
    (models / "encoder.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return {f.name: f.stat().st_size for f in files}


def main() -> None:
    """Part the network from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whole", type=Path, default=Path("out/encoder/models"), help="folder of the whole network")
    parser.add_argument("--head", type=Path, default=Path("out/encoder/loaded.npz"))
    parser.add_argument("--models", type=Path, default=Path("models"))
    given = parser.parse_args()
    sys.stdout.write(json.dumps(write(given.whole, given.head, given.models)) + "\n")


if __name__ == "__main__":
    main()
