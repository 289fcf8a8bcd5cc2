"""Writes the versions under src/test/resources/twins: small models with their twins and parity samples.

logistic    text, whole and floating-point inputs of rank 2; label and probabilities; nulls and unknown categories
columns     the same model with inputs of rank 1 and a tensor of probabilities for each class
scaled      a forest behind a StandardScaler, whose twin rounds where the trees split: wrong by much more than 1e-5
regression  boosted trees, with a value near zero
newer       the logistic model in opset 28 and IR 14, which the Java runtime does not load
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pandas as pd
from onnx import TensorProto, helper
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "twins"
OPSETS = {"": 18, "ai.onnx.ml": 3}
KINDS = {"string": StringTensorType, "int64": Int64TensorType, "float": FloatTensorType}
CLASSES = ["no", "yes"]


def people(rows: int, seed: int) -> tuple[pd.DataFrame, np.ndarray]:
    random = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "age": random.uniform(18, 90, rows).astype("float32").astype("float64"),
            "sex": random.integers(1, 3, rows),
            "school": random.choice(["01", "16", "21", ""], rows).astype(object),
        }
    )
    odds = 0.06 * (frame["age"] - 50) + (frame["school"] == "21") * 1.5 - (frame["sex"] == 2) * 0.4
    return frame, (random.uniform(size=rows) < 1 / (1 + np.exp(-odds))).astype(int)


def describe(folder: Path, types: dict[str, str], outputs: dict[str, Any], classes: list[str], rank: int = 2) -> None:
    inputs = [{"name": name, "onnx_type": kind, "rank": rank} for name, kind in types.items()]
    text = {"format": 1, "task": "classification" if classes else "regression", "inputs": inputs, "outputs": outputs, "classes": classes}
    (folder / "onnx" / "model.json").write_text(json.dumps(text, indent=2) + "\n")


def folder_of(name: str) -> Path:
    folder = FOLDER / name
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    (folder / "parity").mkdir(exist_ok=True)
    return folder


def answered(model: Pipeline, sample: pd.DataFrame) -> pd.DataFrame:
    probabilities = model.predict_proba(sample)
    labels = {"__label": [CLASSES[index] for index in probabilities.argmax(axis=1)]}
    return sample.assign(**labels, **{f"__p_{name}": probabilities[:, index] for index, name in enumerate(CLASSES)})


def save(folder: Path, model: onnx.ModelProto, sample: pd.DataFrame) -> None:
    (folder / "onnx" / "model.onnx").write_bytes(model.SerializeToString())
    sample.to_parquet(folder / "parity" / "sample.parquet", index=False, compression="snappy")


def flat(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same model with inputs of rank 1, each brought to [rows, 1] by an Unsqueeze in front."""
    graph = model.graph
    axes = helper.make_tensor("axes_1", TensorProto.INT64, [1], [1])
    graph.initializer.append(axes)
    for value in graph.input:
        name = value.name
        for node in graph.node:
            node.input[:] = [f"{name}_2d" if given == name else given for given in node.input]
        del value.type.tensor_type.shape.dim[1:]
        graph.node.insert(0, helper.make_node("Unsqueeze", [name, "axes_1"], [f"{name}_2d"]))
    return model


def write_logistic() -> None:
    types = {"age": "float", "sex": "int64", "school": "string"}
    frame, target = people(2_000, 1)
    encoder = ColumnTransformer(
        [
            ("number", StandardScaler(), ["age"]),
            ("category", OneHotEncoder(handle_unknown="ignore"), ["school"]),
            ("whole", OneHotEncoder(handle_unknown="ignore"), ["sex"]),
        ],
        sparse_threshold=0,
    )
    model = Pipeline([("columns", encoder), ("model", LogisticRegression())]).fit(frame, target)
    sample, _ = people(200, 2)
    sample.loc[0, "school"] = "unknown"
    sample.loc[1, "age"] = 1e6
    answers = answered(model, sample)
    # Null and empty text are one category to the twin, and to the portal; the native model saw "".
    answers.loc[answers["school"] == "", "school"] = None
    inputs = [(name, KINDS[kind]([None, 1])) for name, kind in types.items()]

    folder = folder_of("logistic")
    twin = to_onnx(model, initial_types=inputs, target_opset=OPSETS, options={id(model): {"zipmap": False}})
    save(folder, twin, answers)
    describe(folder, types, {"label": "label", "probabilities": "probabilities"}, CLASSES)

    newer = onnx.ModelProto.FromString(twin.SerializeToString())
    for opset in newer.opset_import:
        if opset.domain == "":
            opset.version = 28
    newer.ir_version = 14
    folder = folder_of("newer")
    save(folder, newer, answers.head(5))
    describe(folder, types, {"label": "label", "probabilities": "probabilities"}, CLASSES)

    folder = folder_of("columns")
    twin = flat(to_onnx(model, initial_types=inputs, target_opset=OPSETS, options={id(model): {"zipmap": "columns"}}))
    save(folder, twin, answers)
    columns = [output.name for output in twin.graph.output][1:]
    describe(folder, types, {"label": "output_label", "columns": columns}, CLASSES, rank=1)


def write_scaled() -> None:
    """Values on a coarse grid, so that many lie exactly where a tree splits, behind a scaler that moves them off."""
    random = np.random.default_rng(5)
    names = ["a", "b", "c"]
    frame = pd.DataFrame({name: random.integers(0, 40, 1_500).astype("float64") for name in names})
    target = ((frame["a"] + frame["b"] * 0.5 + random.normal(0, 8, 1_500)) > 30).astype(int)
    model = Pipeline([("scale", StandardScaler()), ("model", RandomForestClassifier(12, max_depth=6, random_state=5))])
    named = Pipeline([("columns", ColumnTransformer([("numbers", "passthrough", names)])), *model.steps]).fit(frame, target)
    halves = frame.head(300) + 0.5
    sample = pd.concat([frame.head(300), halves, *(frame.head(100).assign(**{name: boundary(named, index, 100)}) for index, name in enumerate(names))])
    folder = folder_of("scaled")
    inputs = [(name, FloatTensorType([None, 1])) for name in names]
    save(folder, to_onnx(named, initial_types=inputs, target_opset=OPSETS, options={id(named): {"zipmap": False}}), answered(named, sample))
    describe(folder, dict.fromkeys(names, "float"), {"label": "label", "probabilities": "probabilities"}, CLASSES)


def boundary(model: Pipeline, column: int, rows: int) -> np.ndarray:
    """Values at which the trees split this column, in its own unit."""
    scaler, forest = model.named_steps["scale"], model.named_steps["model"]
    splits = [t for tree in forest.estimators_ for f, t in zip(tree.tree_.feature, tree.tree_.threshold, strict=True) if f == column]
    return np.resize(np.array(splits) * scaler.scale_[column] + scaler.mean_[column], rows)


def write_regression() -> None:
    random = np.random.default_rng(3)
    frame = pd.DataFrame({name: random.normal(size=600).astype("float32").astype("float64") for name in ("x", "y")})
    model = Pipeline([("columns", ColumnTransformer([("numbers", "passthrough", ["x", "y"])])), ("model", GradientBoostingRegressor(n_estimators=30, max_depth=2, random_state=3))])
    model.fit(frame, 3 * frame["x"] - frame["y"] ** 2)
    folder = folder_of("regression")
    sample = frame.head(250)
    twin = to_onnx(model, initial_types=[(name, FloatTensorType([None, 1])) for name in frame.columns], target_opset=OPSETS)
    save(folder, twin, sample.assign(__value=model.predict(sample)))
    describe(folder, {"x": "float", "y": "float"}, {"value": "variable"}, [])


if __name__ == "__main__":
    write_logistic()
    write_scaled()
    write_regression()
