"""How far will diabetes have progressed in a year? Regression on scikit-learn's diabetes data: linear models, boosting, forests."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import matplotlib
import mlflow
import numpy as np
import pandas as pd
from mlflow.models import infer_signature
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_diabetes
from sklearn.ensemble import GradientBoostingRegressor, RandomForestRegressor
from sklearn.linear_model import Ridge, SGDRegressor
from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline

from common import tracking, twin

matplotlib.use("agg")
from matplotlib import pyplot as plt


@dataclass(frozen=True)
class Data:
    train: pd.DataFrame
    y_train: pd.Series
    valid: pd.DataFrame
    y_valid: pd.Series
    columns: ColumnTransformer

    @property
    def x_train(self) -> np.ndarray:
        return self.columns.transform(self.train)

    @property
    def x_valid(self) -> np.ndarray:
        return self.columns.transform(self.valid)


def load(seed: int) -> Data:
    """With the columns named, so that each column of the signature becomes one input of the twin."""
    bunch = load_diabetes(as_frame=True)
    train, valid, y_train, y_valid = train_test_split(bunch.data.astype("float64"), bunch.target, test_size=0.3, random_state=seed)
    columns = ColumnTransformer([("numbers", "passthrough", list(train.columns))]).fit(train)
    return Data(train, y_train, valid, y_valid, columns)


def curve(curves: tracking.Curves, data: Data, model: Any) -> None:
    curves.add(
        train_rmse=root_mean_squared_error(data.y_train, model.predict(data.x_train)),
        validation_rmse=root_mean_squared_error(data.y_valid, model.predict(data.x_valid)),
    )


def fit(data: Data, params: dict[str, Any], curves: tracking.Curves) -> Pipeline:
    return Pipeline([("columns", data.columns), ("model", FITTERS[params["model"]](data, params, curves))])


def fit_ridge(data: Data, params: dict[str, Any], _: tracking.Curves) -> Any:
    return Ridge(alpha=params["alpha"]).fit(data.x_train, data.y_train)


def fit_sgd(data: Data, params: dict[str, Any], curves: tracking.Curves) -> Any:
    model = SGDRegressor(penalty="l1", alpha=params["alpha"], eta0=params["eta0"], random_state=params["seed"])
    for _ in range(params["epochs"]):
        model.partial_fit(data.x_train, data.y_train)
        curve(curves, data, model)
    return model


def fit_boosting(data: Data, params: dict[str, Any], curves: tracking.Curves) -> Any:
    model = GradientBoostingRegressor(n_estimators=params["n_estimators"], max_depth=params["max_depth"], learning_rate=params["learning_rate"], random_state=params["seed"]).fit(
        data.x_train, data.y_train
    )
    for p_train, p_valid in zip(model.staged_predict(data.x_train), model.staged_predict(data.x_valid), strict=True):
        curves.add(train_rmse=root_mean_squared_error(data.y_train, p_train), validation_rmse=root_mean_squared_error(data.y_valid, p_valid))
    return model


def fit_forest(data: Data, params: dict[str, Any], curves: tracking.Curves) -> Any:
    model = RandomForestRegressor(max_depth=params["max_depth"], warm_start=True, random_state=params["seed"])
    for trees in range(10, params["n_estimators"] + 1, 10):
        model.n_estimators = trees
        model.fit(data.x_train, data.y_train)
        curve(curves, data, model)
    return model


FITTERS = {"ridge": fit_ridge, "sgd": fit_sgd, "gradient_boosting": fit_boosting, "random_forest": fit_forest}


def trials(seed: int) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = [(f"ridge-a{alpha}", {"model": "ridge", "alpha": alpha, "seed": seed}) for alpha in (0.001, 0.01, 0.1, 1.0, 10.0)]
    found += [(f"sgd-a{alpha}-e{eta}", {"model": "sgd", "alpha": alpha, "eta0": eta, "epochs": 60, "seed": seed}) for alpha in (0.001, 0.1) for eta in (0.01, 0.1)]
    found += [
        (f"boosting-d{depth}-lr{rate}", {"model": "gradient_boosting", "n_estimators": 80, "max_depth": depth, "learning_rate": rate, "seed": seed})
        for depth in (1, 2, 3)
        for rate in (0.03, 0.1, 0.3)
    ]
    found += [(f"forest-d{depth}", {"model": "random_forest", "n_estimators": 50, "max_depth": depth, "seed": seed}) for depth in (2, 4, 8)]
    found.append(("boosting-no-trees", {"model": "gradient_boosting", "n_estimators": 0, "max_depth": 2, "learning_rate": 0.1, "seed": seed}))
    return found


def versions(seed: int) -> list[tuple[str, dict[str, Any], str, str]]:
    return [
        ("ridge-first", {"model": "ridge", "alpha": 3.0, "seed": seed}, "first-champion", "Ridge regression, strongly shrunk."),
        ("boosting-second", {"model": "gradient_boosting", "n_estimators": 100, "max_depth": 1, "learning_rate": 0.12, "seed": seed}, "passes", "Boosted stumps."),
        ("forest-third", {"model": "random_forest", "n_estimators": 80, "max_depth": 5, "seed": seed}, "candidate", "A forest of 80 trees."),
    ]


def attempt(data: Data, name: str, params: dict[str, Any], tags: dict[str, str], results: dict, role: str | None = None, note: str = "") -> tracking.Version | None:
    version = None
    with tracking.run(name, params, tags, nested=role is None) as run_id:
        curves, begun = tracking.Curves(), time.perf_counter()
        model = fit(data, params, curves)
        predicted = model.predict(data.valid)
        metrics = {
            "rmse": root_mean_squared_error(data.y_valid, predicted),
            "mae": mean_absolute_error(data.y_valid, predicted),
            "r2": r2_score(data.y_valid, predicted),
            "fit_seconds": time.perf_counter() - begun,
        }
        tracking.log(run_id, metrics, curves)
        results[name] = metrics
        if role:
            version = log_version(run_id, model, data, role, note)
    return version


def log_version(run_id: str, model: Pipeline, data: Data, role: str, note: str) -> tracking.Version:
    tracking.log_dataset(data.train.assign(target=data.y_train), "diabetes", "target")
    figure, axes = plt.subplots(figsize=(5, 4), layout="constrained")
    axes.scatter(data.y_valid, model.predict(data.valid), s=12)
    axes.set(xlabel="measured", ylabel="predicted")
    mlflow.log_figure(figure, "plots/predicted.png")
    plt.close(figure)
    tracking.log_texts({"rows": len(data.valid)}, f"{note}\nHold-out: {len(data.valid)} patients.\n")
    types = dict.fromkeys(data.train.columns, "double")
    sample = pd.concat([data.valid, data.train, twin.edge_rows(data.valid, types, 1)], ignore_index=True)
    with tempfile.TemporaryDirectory() as folder:
        twin.write(Path(folder), model, sample, types, None)
        signature = infer_signature(data.valid, model.predict(data.valid))
        model_id = tracking.log_model(run_id, model, "regressor", signature, data.valid.head(3), Path(folder))
    return tracking.Version(role, run_id, model_id, note)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=42)
    seed = parser.parse_args().seed
    tags = {"team": "health", "data": "sklearn-diabetes", "seed": str(seed)}
    data = load(seed)
    results: dict[str, dict[str, float]] = {}
    note = "How far will diabetes have progressed in a year? 442 patients, ten measurements."
    with tracking.search("health", note, {"patients": len(data.train), "seed": seed}, tags):
        for name, params in trials(seed):
            attempt(data, name, params, tags, results)
        mlflow.set_tag("best", min(results, key=lambda name: results[name]["rmse"]))
    made = [attempt(data, name, params, tags, results, role, note) for name, params, role, note in versions(seed)]
    tracking.register("diabetes", "How far diabetes will have progressed in a year.", "health", [version for version in made if version])
    tracking.print_table(results.items())


if __name__ == "__main__":
    main()
