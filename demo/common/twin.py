"""The ONNX twin of a scikit-learn pipeline and the sample that proves it: the convention of demo/README.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from onnxmltools.convert.xgboost.operator_converters.XGBoost import convert_xgboost
from skl2onnx import to_onnx, update_registered_converter
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType
from skl2onnx.common.shape_calculator import calculate_linear_classifier_output_shapes
from xgboost import XGBClassifier

# What the Java runtime of the portal loads for certain; newer defaults it refuses.
OPSET, ML_OPSET = 18, 3

update_registered_converter(
    XGBClassifier,
    "XGBoostXGBClassifier",
    calculate_linear_classifier_output_shapes,
    convert_xgboost,
    options={"nocl": [True, False], "zipmap": [True, False, "columns"]},
)

_KINDS = {"string": ("string", StringTensorType), "long": ("int64", Int64TensorType), "double": ("float", FloatTensorType)}


def write(folder: Path, model: Any, sample: pd.DataFrame, types: dict[str, str], classes: list[str] | None) -> None:
    """Writes onnx/model.onnx, onnx/model.json and parity/sample.parquet. `types` are the signature's, by column."""
    (folder / "onnx").mkdir(parents=True)
    (folder / "parity").mkdir()
    inputs = [(name, _KINDS[kind][1]([None, 1])) for name, kind in types.items()]
    options = {id(model): {"zipmap": False}} if classes else None
    onnx = to_onnx(model, initial_types=inputs, target_opset={"": OPSET, "ai.onnx.ml": ML_OPSET}, options=options)
    (folder / "onnx" / "model.onnx").write_bytes(onnx.SerializeToString())
    (folder / "onnx" / "model.json").write_text(json.dumps(_description(types, classes), indent=2))
    _with_outputs(model, sample, classes).to_parquet(folder / "parity" / "sample.parquet", index=False, compression="snappy")


def _description(types: dict[str, str], classes: list[str] | None) -> dict[str, Any]:
    return {
        "format": 1,
        "task": "classification" if classes else "regression",
        "inputs": [{"name": name, "onnx_type": _KINDS[kind][0], "rank": 2, "signature_type": kind} for name, kind in types.items()],
        "outputs": {"label": "label", "probabilities": "probabilities"} if classes else {"value": "variable"},
        "classes": classes or [],
        "opset": OPSET,
        "ml_opset": ML_OPSET,
    }


def _with_outputs(model: Any, sample: pd.DataFrame, classes: list[str] | None) -> pd.DataFrame:
    """The inputs as the native model takes them, and what it answers."""
    outputs = sample.copy()
    if not classes:
        outputs["__value"] = np.asarray(model.predict(sample), dtype=np.float64)
        return outputs
    probabilities = model.predict_proba(sample)
    outputs["__label"] = [classes[index] for index in probabilities.argmax(axis=1)]
    for index, name in enumerate(classes):
        outputs[f"__p_{name}"] = probabilities[:, index].astype(np.float64)
    return outputs


def edge_rows(frame: pd.DataFrame, types: dict[str, str], seed: int) -> pd.DataFrame:
    """Rows nobody saw in training: an unknown category in each column of text, and numbers at and beyond the edges."""
    base = frame.sample(1, random_state=seed)
    rows = []
    for name, kind in types.items():
        values = {"string": ["unknown-category", ""], "long": [0, -1, 99], "double": [0.0, -1.0, 0.5, 1e6]}[kind]
        rows += [base.assign(**{name: pd.Series([value], index=base.index, dtype=frame[name].dtype)}) for value in values]
    return pd.concat(rows, ignore_index=True)
