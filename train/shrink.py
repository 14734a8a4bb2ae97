"""Shrink: a float ONNX model in, the same with int8 weights out, about a quarter of the size.

Most matrices are multiplied in int8 (one scale a column; the input is quantized as it comes). Where the input has values
far out of line with the others (the second layer of each feed-forward block: Bondarenko et al. 2021) or the matrix is small
(the heads), only the weights are stored as int8 and multiplied as floats. Vectors of words have one scale a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = "/word_embeddings/Gather"


def shrink(whole: Path, target: Path) -> None:
    """Write a model with int8 weights."""
    model = onnx.load(whole)
    named = [node.name for node in model.graph.node if node.op_type == "MatMul"]
    floats = [name for name in named if not name.startswith("/bert/") or _outlying(name)]
    between = whole.with_suffix(".stored.onnx")
    onnx.save(stored(model, {WORDS, *floats}), between)
    quantize_dynamic(
        between, target, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"],
        nodes_to_exclude=floats,
    )  # fmt: skip


def _outlying(name: str) -> bool:
    return "/output/dense" in name and "attention" not in name


def stored(model: onnx.ModelProto, names: set[str]) -> onnx.ModelProto:
    """Return the model with the weights of some nodes stored as int8 and made floats again when they are used."""
    graph = model.graph
    weights = {each.name: each for each in graph.initializer}
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        gather = node.op_type == "Gather"
        weight = weights.get(node.input[not gather]) if node.name in names else None
        if weight is None:
            nodes.append(node)
            continue
        graph.initializer.remove(weight)
        table = numpy_helper.to_array(weight)
        nodes += (
            _gathered(graph, node, table) if node.op_type == "Gather" else _multiplied(graph, node, table)
        )
    del graph.node[:]
    graph.node.extend(nodes)
    return model


def _int8(table: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Return a matrix as int8 and the scales along an axis."""
    scale = np.abs(table).max(axis=1 - axis) / 127
    scale[scale == 0] = 1
    whole = np.round(table / np.expand_dims(scale, 1 - axis))
    return whole.astype(np.int8), scale.astype(np.float32)


def _multiplied(graph: onnx.GraphProto, node: onnx.NodeProto, table: np.ndarray) -> Iterator[onnx.NodeProto]:
    """Yield a product with its matrix stored by columns."""
    name = node.input[1]
    whole, scale = _int8(table, 1)
    for suffix, array in (("whole", whole), ("scale", scale), ("zero", np.zeros(len(scale), np.int8))):
        graph.initializer.append(numpy_helper.from_array(array, f"{name}.{suffix}"))
    parts = [f"{name}.{suffix}" for suffix in ("whole", "scale", "zero")]
    yield helper.make_node("DequantizeLinear", parts, [name], axis=1)
    yield node


def _gathered(graph: onnx.GraphProto, node: onnx.NodeProto, table: np.ndarray) -> Iterator[onnx.NodeProto]:
    """Yield a look-up with its rows stored one by one."""
    name, places, out = node.input[0], node.input[1], node.output[0]
    whole, scale = _int8(table, 0)
    graph.initializer.extend(
        [
            numpy_helper.from_array(whole, f"{name}.whole"),
            numpy_helper.from_array(scale[:, None], f"{name}.scale"),
        ]
    )
    yield helper.make_node("Gather", [f"{name}.whole", places], [f"{out}.whole"])
    yield helper.make_node("Cast", [f"{out}.whole"], [f"{out}.float"], to=TensorProto.FLOAT)
    yield helper.make_node("Gather", [f"{name}.scale", places], [f"{out}.scale"])
    yield helper.make_node("Mul", [f"{out}.float", f"{out}.scale"], [out])
