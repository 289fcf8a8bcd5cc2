"""Is a person employed? US census, Massachusetts: three families of classifiers over mixed columns, trained on the reference period."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import matplotlib
import mlflow
import numpy as np
import pandas as pd
from mlflow.models import ModelSignature
from mlflow.types import ColSpec, DataType, Schema
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import RocCurveDisplay, accuracy_score, f1_score, log_loss, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler
from xgboost import XGBClassifier

import fetch_data
from common import tracking, twin

matplotlib.use("agg")
# One epoch at a time never converges by itself: that is how the curve is had.
warnings.filterwarnings("ignore", category=ConvergenceWarning)
from matplotlib import pyplot as plt

TARGET = "employed"
NUMBERS, WHOLE = ["AGEP"], ["SEX"]
CATEGORIES = ["SCHL", "MAR", "RELP", "DIS", "ESP", "CIT", "MIG", "MIL", "ANC", "NATIVITY", "DEAR", "DEYE", "DREM", "RAC1P"]
CLASSES = ["0", "1"]


@dataclass(frozen=True)
class Data:
    train: pd.DataFrame
    y_train: pd.Series
    valid: pd.DataFrame
    y_valid: pd.Series


def load(rows: int, seed: int) -> Data:
    frame = pd.read_parquet(fetch_data.fetch() / "employment_MA_reference.pq")
    frame = frame.sample(rows + 12_000, random_state=seed).reset_index(drop=True)
    features = pd.DataFrame({"AGEP": frame["AGEP"].astype("float64"), "SEX": frame["SEX"].astype(str).astype("int64")})
    for name in CATEGORIES:
        features[name] = frame[name].astype(str).astype(object)
    train, valid, y_train, y_valid = train_test_split(features, frame[TARGET], test_size=12_000, random_state=seed, stratify=frame[TARGET])
    return Data(train, y_train, valid, y_valid)


def types(columns: list[str]) -> dict[str, str]:
    return {name: "double" if name in NUMBERS else "long" if name in WHOLE else "string" for name in columns}


def signature(columns: list[str]) -> ModelSignature:
    kinds = {"double": DataType.double, "long": DataType.long, "string": DataType.string}
    inputs = Schema([ColSpec(kinds[kind], name) for name, kind in types(columns).items()])
    return ModelSignature(inputs=inputs, outputs=Schema([ColSpec(DataType.double, f"p_{name}") for name in CLASSES]))


def one_hot(scale: bool) -> ColumnTransformer:
    return ColumnTransformer(
        [
            ("categories", OneHotEncoder(handle_unknown="ignore"), CATEGORIES),
            ("sex", OneHotEncoder(handle_unknown="ignore"), WHOLE),
            ("age", StandardScaler() if scale else "passthrough", NUMBERS),
        ],
        sparse_threshold=0,
    )


def ordinal(categories: list[str]) -> ColumnTransformer:
    return ColumnTransformer(
        [
            ("categories", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), categories),
            ("sex", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), WHOLE),
            ("age", "passthrough", NUMBERS),
        ]
    )


def scores(y: pd.Series, p: np.ndarray) -> dict[str, float]:
    return {"roc_auc": roc_auc_score(y, p), "accuracy": accuracy_score(y, p > 0.5), "f1": f1_score(y, p > 0.5), "log_loss": log_loss(y, p)}


def both(curves: tracking.Curves, data: Data, p_train: np.ndarray, p_valid: np.ndarray) -> None:
    """One step of the curves that everybody compares."""
    curves.add(
        train_log_loss=log_loss(data.y_train, p_train),
        validation_log_loss=log_loss(data.y_valid, p_valid),
        train_roc_auc=roc_auc_score(data.y_train, p_train),
        validation_roc_auc=roc_auc_score(data.y_valid, p_valid),
    )


def fit_logistic(data: Data, params: dict[str, Any], curves: tracking.Curves) -> Pipeline:
    encoder = one_hot(scale=True)
    x_train, x_valid = encoder.fit_transform(data.train), encoder.transform(data.valid)
    model = LogisticRegression(C=params["C"], solver="saga", warm_start=True, max_iter=1, tol=0, random_state=params["seed"])
    for _ in range(params["epochs"]):
        model.fit(x_train, data.y_train)
        both(curves, data, model.predict_proba(x_train)[:, 1], model.predict_proba(x_valid)[:, 1])
    return Pipeline([("columns", encoder), ("model", model)])


def fit_boosting(data: Data, params: dict[str, Any], curves: tracking.Curves, categories: list[str] = CATEGORIES) -> Pipeline:
    encoder = ordinal(categories)
    x_train, x_valid = encoder.fit_transform(data.train), encoder.transform(data.valid)
    model = XGBClassifier(
        n_estimators=params["n_estimators"],
        max_depth=params["max_depth"],
        learning_rate=params["learning_rate"],
        subsample=params["subsample"],
        tree_method="hist",
        eval_metric=["auc", "logloss"],
        random_state=params["seed"],
        n_jobs=1,
    )
    model.fit(x_train, data.y_train, eval_set=[(x_train, data.y_train), (x_valid, data.y_valid)], verbose=False)
    evaluated = model.evals_result()
    for prefix, name in (("train", "validation_0"), ("validation", "validation_1")):
        curves.points[f"{prefix}_log_loss"] = evaluated[name]["logloss"]
        curves.points[f"{prefix}_roc_auc"] = evaluated[name]["auc"]
    return Pipeline([("columns", encoder), ("model", model)])


def fit_forest(data: Data, params: dict[str, Any], curves: tracking.Curves, scale: bool = False) -> Pipeline:
    encoder = one_hot(scale=False)
    x_train, x_valid = encoder.fit_transform(data.train), encoder.transform(data.valid)
    scaler = StandardScaler().fit(x_train) if scale else None
    if scaler:
        x_train, x_valid = scaler.transform(x_train), scaler.transform(x_valid)
    model = RandomForestClassifier(max_depth=params["max_depth"], min_samples_leaf=params["min_samples_leaf"], warm_start=True, n_jobs=1, random_state=params["seed"])
    steps = 4
    for step in range(1, steps + 1):
        model.n_estimators = max(1, params["n_estimators"] * step // steps)
        model.fit(x_train, data.y_train)
        both(curves, data, model.predict_proba(x_train)[:, 1], model.predict_proba(x_valid)[:, 1])
    return Pipeline([("columns", encoder), *([("scale", scaler)] if scaler else []), ("model", model)])


FITTERS = {"logistic": fit_logistic, "gradient_boosting": fit_boosting, "random_forest": fit_forest}


@dataclass(frozen=True)
class Trial:
    name: str
    params: dict[str, Any]
    role: str | None = None
    note: str = ""


def trials(seed: int) -> list[Trial]:
    """The search: a grid for each family, and the versions that the demo's gates are shown on."""
    found = [
        Trial(f"logistic-C{c}-e{epochs}", {"model": "logistic", "C": c, "epochs": epochs, "encoder": "onehot", "seed": seed}) for c in (0.001, 0.01, 0.1, 1.0) for epochs in (4, 8)
    ]
    found += [
        Trial(
            f"boosting-d{depth}-lr{rate}",
            {"model": "gradient_boosting", "n_estimators": 60, "max_depth": depth, "learning_rate": rate, "subsample": 0.8, "encoder": "ordinal", "seed": seed},
        )
        for depth in (3, 5, 7)
        for rate in (0.05, 0.1, 0.3)
    ]
    found += [
        Trial(f"forest-d{depth}-l{leaf}", {"model": "random_forest", "n_estimators": 24, "max_depth": depth, "min_samples_leaf": leaf, "encoder": "onehot", "seed": seed})
        for depth in (6, 12)
        for leaf in (1, 20)
    ]
    found.append(
        Trial(
            "boosting-impossible-subsample",
            {"model": "gradient_boosting", "n_estimators": 60, "max_depth": 4, "learning_rate": 0.1, "subsample": 3.0, "encoder": "ordinal", "seed": seed},
        )
    )
    return found


def versions(seed: int) -> list[Trial]:
    forest = {"model": "random_forest", "encoder": "onehot", "seed": seed}
    boosting = {"model": "gradient_boosting", "subsample": 0.9, "encoder": "ordinal", "seed": seed}
    return [
        Trial(
            "logistic-first",
            {"model": "logistic", "C": 0.5, "epochs": 10, "encoder": "onehot", "seed": seed},
            "first-champion",
            "The first model that went to production: logistic regression.",
        ),
        Trial("forest-stump", {**forest, "n_estimators": 8, "max_depth": 1, "min_samples_leaf": 200}, "below-limit", "A forest of stumps, quick to train."),
        Trial("forest-shallow", {**forest, "n_estimators": 24, "max_depth": 3, "min_samples_leaf": 10}, "worse-than-champion", "A shallow forest of 24 trees."),
        Trial(
            "boosting-without-schooling",
            {**boosting, "n_estimators": 120, "max_depth": 6, "learning_rate": 0.1, "dropped": "SCHL"},
            "changed-signature",
            "Boosting without the column SCHL, which is to be discontinued.",
        ),
        Trial("boosting-best", {**boosting, "n_estimators": 140, "max_depth": 6, "learning_rate": 0.12}, "passes", "Boosting over all columns."),
        Trial(
            "forest-scaled",
            {**forest, "n_estimators": 24, "max_depth": 14, "min_samples_leaf": 1, "scaler": "standard"},
            "bad-twin",
            "A forest behind a scaler: its ONNX twin rounds where the trees split.",
        ),
    ]


def plot(model: Pipeline, data: Data) -> None:
    figure, axes = plt.subplots(figsize=(5, 4), layout="constrained")
    RocCurveDisplay.from_predictions(data.y_valid, model.predict_proba(data.valid)[:, 1], ax=axes)
    mlflow.log_figure(figure, "plots/roc_curve.png")
    plt.close(figure)


def fit(data: Data, trial: Trial, curves: tracking.Curves) -> tuple[Pipeline, list[str]]:
    dropped = trial.params.get("dropped")
    if dropped:
        categories = [name for name in CATEGORIES if name != dropped]
        return fit_boosting(data, trial.params, curves, categories), [name for name in data.train.columns if name != dropped]
    if trial.params.get("scaler"):
        return fit_forest(data, trial.params, curves, scale=True), list(data.train.columns)
    return FITTERS[trial.params["model"]](data, trial.params, curves), list(data.train.columns)


def attempt(data: Data, trial: Trial, tags: dict[str, str], results: dict[str, dict[str, float]]) -> tracking.Version | None:
    version = None
    with tracking.run(trial.name, trial.params, tags, nested=trial.role is None) as run_id:
        curves, begun = tracking.Curves(), time.perf_counter()
        model, columns = fit(data, trial, curves)
        metrics = scores(data.y_valid, model.predict_proba(data.valid)[:, 1]) | {"fit_seconds": time.perf_counter() - begun}
        tracking.log(run_id, metrics, curves)
        results[trial.name] = metrics
        if trial.role:
            version = log_version(run_id, trial, model, columns, data)
    return version


def log_version(run_id: str, trial: Trial, model: Pipeline, columns: list[str], data: Data) -> tracking.Version:
    tracking.log_dataset(data.train.assign(employed=data.y_train), "census-ma-reference", TARGET)
    plot(model, data)
    tracking.log_texts({"rows": len(data.valid), "columns": columns}, f"{trial.note}\nHold-out: {len(data.valid)} rows of the reference period.\n")
    kinds = types(columns)
    sample = pd.concat([data.valid[columns].head(1_000), twin.edge_rows(data.valid[columns], kinds, trial.params["seed"])], ignore_index=True)
    with tempfile.TemporaryDirectory() as folder:
        twin.write(Path(folder), model, sample, kinds, CLASSES)
        model_id = tracking.log_model(run_id, model, "classifier", signature(columns), data.valid[columns].head(3), Path(folder), pyfunc_predict_fn="predict_proba")
    return tracking.Version(str(trial.role), run_id, model_id, trial.note)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=16_000)
    parser.add_argument("--seed", type=int, default=42)
    options = parser.parse_args()
    tags = {"team": "workforce", "data": "census-ma-2015", "seed": str(options.seed)}
    data = load(options.rows, options.seed)
    results: dict[str, dict[str, float]] = {}
    note = "Is a person employed, from 16 census columns? US census, Massachusetts, 2015."
    with tracking.search("workforce", note, {"rows": options.rows, "seed": options.seed}, tags):
        for trial in trials(options.seed):
            attempt(data, trial, tags, results)
        mlflow.set_tag("best", max(results, key=lambda name: results[name]["roc_auc"]))
    made = [attempt(data, trial, tags, results) for trial in versions(options.seed)]
    tracking.register("employment", "Is a person employed, from 16 census columns.", "workforce", [version for version in made if version])
    tracking.print_table(results.items())


if __name__ == "__main__":
    main()
