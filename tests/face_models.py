"""A folder of models for insightface, of networks that may be given on.

insightface knows a detector by SCRFD's nine outputs and feeds it its own way: YuNet is brought into
that shape by nodes before and behind it. SFace loses its stale inputs; a manifest says how it wants
its pictures.
"""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from station.recognition.face_models import FACE_FINDER, FACE_TELLER
from station.recognition.model_files import installed

_STRIDES = (8, 16, 32)
_SIDE = 640


def insight_folder(folder: Path, *, liveness: bool = False) -> Path:
    """Make it, and return it."""
    onnx.save(_scrfd_of_yunet(), str(folder / "detector.onnx"))
    onnx.save(_without_stale_inputs(installed(FACE_TELLER)), str(folder / "recogniser.onnx"))
    (folder / "MODEL.LICENSE").write_text("MIT, Apache-2.0\n", "utf-8")
    tasks = {
        "detection": {"file": "detector.onnx"},
        "recognition": {
            "file": "recogniser.onnx",
            "preprocessing": {"mean": 0.0, "std": 1.0},
            "embedding_dimension": 128,
        },
    }
    manifest = {
        "manifest_version": 2,
        "model_id": "yunet-sface",
        "license": "MODEL.LICENSE",
        "tasks": tasks,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    if liveness:
        (folder / "addons").mkdir()
        onnx.save(_lightness(), str(folder / "addons" / "liveness.onnx"))
    return folder


def _without_stale_inputs(file: Path) -> onnx.ModelProto:
    model = onnx.load(str(file))
    _unfold(model.graph)
    weights = {each.name for each in model.graph.initializer}
    used = {name for node in model.graph.node for name in node.input} - weights
    wanted = [each for each in model.graph.input if each.name in used]
    del model.graph.input[:]
    model.graph.input.extend(wanted)
    return model


def _unfold(graph: onnx.GraphProto) -> None:
    """Weights as numbers instead of blocks of them: not every runtime takes these."""
    values = {each.name: each for each in graph.initializer}
    packed = [
        node
        for node in graph.node
        if node.op_type == "DequantizeLinear" and node.input[0] in values
    ]
    for node in packed:
        whole, scale, zero = (
            numpy_helper.to_array(values[name]).astype(np.float32) for name in node.input
        )
        told = {each.name: each.i for each in node.attribute}
        if scale.size > 1 and told.get("block_size"):
            axis = told["axis"]
            rows = range(whole.shape[axis])
            scale, zero = (
                each.repeat(told["block_size"], axis).take(rows, axis) for each in (scale, zero)
            )
        elif scale.size > 1:
            shape = [1] * whole.ndim
            shape[told.get("axis", 1)] = -1
            scale, zero = scale.reshape(shape), zero.reshape(shape)
        else:
            scale, zero = scale.reshape(()), zero.reshape(())
        graph.initializer.append(numpy_helper.from_array((whole - zero) * scale, node.output[0]))
        graph.node.remove(node)


def _scrfd_of_yunet() -> onnx.ModelProto:
    model = _without_stale_inputs(installed(FACE_FINDER))
    graph = model.graph
    inner = graph.input[0].name
    head = [
        helper.make_node("Gather", ["picture", "bgr"], ["swapped"], axis=1),
        helper.make_node("Mul", ["swapped", "std"], ["wide"]),
        helper.make_node("Add", ["wide", "mean"], [inner]),
    ]
    constants: dict[str, np.ndarray] = {
        "bgr": np.array([2, 1, 0], np.int64),
        "std": np.array(128.0, np.float32),
        "mean": np.array(127.5, np.float32),
        "half": np.array(0.5, np.float32),
        "none": np.array(0.0, np.float32),
        "first": np.array([0], np.int64),
        "third": np.array([2], np.int64),
        "fifth": np.array([4], np.int64),
        "last": np.array([2], np.int64),
        **{f"rows-{n}": np.array([-1, n], np.int64) for n in (1, 4, 10)},
    }
    tail, outputs = list[onnx.NodeProto](), list[onnx.ValueInfoProto]()
    for kind in ("score", "box", "points"):
        for stride in _STRIDES:
            nodes, width = _output(kind, stride)
            tail += nodes
            shape = [2 * (_SIDE // stride) ** 2, width]
            outputs.append(
                helper.make_tensor_value_info(f"{kind}-{stride}", TensorProto.FLOAT, shape)
            )
    body = list(graph.node)
    del graph.node[:]
    graph.node.extend([*head, *body, *tail])
    graph.initializer.extend(numpy_helper.from_array(v, k) for k, v in constants.items())
    del graph.input[:]
    graph.input.append(
        helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 3, _SIDE, _SIDE])
    )
    del graph.output[:]
    graph.output.extend(outputs)
    return model


def _output(kind: str, stride: int) -> tuple[list[onnx.NodeProto], int]:
    """One of SCRFD's outputs from YuNet's of that stride: two anchors a place, the second idle."""

    def name(what: str) -> str:
        return f"{kind}-{stride}-{what}"

    make = helper.make_node
    if kind == "score":
        nodes = [
            make("Mul", [f"cls_{stride}", f"obj_{stride}"], [name("both")]),
            make("Max", [name("both"), "none"], [name("some")]),
            make("Sqrt", [name("some")], [name("one")]),
            make("Mul", [name("one"), "none"], [name("idle")]),
        ]
        width = 1
    elif kind == "box":
        box = f"bbox_{stride}"
        nodes = [
            make("Slice", [box, "first", "third", "last"], [name("middle")]),
            make("Slice", [box, "third", "fifth", "last"], [name("log")]),
            make("Exp", [name("log")], [name("size")]),
            make("Mul", [name("size"), "half"], [name("half")]),
            make("Sub", [name("half"), name("middle")], [name("before")]),
            make("Add", [name("half"), name("middle")], [name("behind")]),
            make("Concat", [name("before"), name("behind")], [name("one")], axis=2),
            make("Identity", [name("one")], [name("idle")]),
        ]
        width = 4
    else:
        nodes = [
            make("Identity", [f"kps_{stride}"], [name("one")]),
            make("Identity", [name("one")], [name("idle")]),
        ]
        width = 10
    nodes += [
        make("Concat", [name("one"), name("idle")], [name("pair")], axis=2),
        make("Reshape", [name("pair"), f"rows-{width}"], [f"{kind}-{stride}"]),
    ]
    return nodes, width


def _lightness() -> onnx.ModelProto:
    """A picture's mean as its liveness: for the way there, not for what it says."""
    graph = helper.make_graph(
        [helper.make_node("ReduceMean", ["picture", "axes"], ["live"], keepdims=0)],
        "lightness",
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 3, 80, 80])],
        [helper.make_tensor_value_info("live", TensorProto.FLOAT, [1])],
        [numpy_helper.from_array(np.array([1, 2, 3], np.int64), "axes")],
    )
    return helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 18)])
