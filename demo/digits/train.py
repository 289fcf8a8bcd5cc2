"""Which digit was written? Ten classes on scikit-learn's digits data: a linear model, a forest, a small network."""

from __future__ import annotations

import argparse
import sys
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
from sklearn.datasets import load_digits
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import ConfusionMatrixDisplay, accuracy_score, f1_score, log_loss
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

from common import tracking

matplotlib.use("agg")
from matplotlib import pyplot as plt


@dataclass(frozen=True)
class Data:
    train: pd.DataFrame
    y_train: pd.Series
    valid: pd.DataFrame
    y_valid: pd.Series


def load(seed: int) -> Data:
    bunch = load_digits(as_frame=True)
    train, valid, y_train, y_valid = train_test_split(bunch.data / 16.0, bunch.target, test_size=0.3, random_state=seed, stratify=bunch.target)
    return Data(train, y_train, valid, y_valid)


def curve(curves: tracking.Curves, data: Data, model: Any) -> None:
    p_train, p_valid = model.predict_proba(data.train), model.predict_proba(data.valid)
    curves.add(
        train_log_loss=log_loss(data.y_train, p_train, labels=range(10)),
        validation_log_loss=log_loss(data.y_valid, p_valid, labels=range(10)),
        validation_accuracy=accuracy_score(data.y_valid, p_valid.argmax(1)),
    )


def fit_epochs(model: Any, data: Data, epochs: int, curves: tracking.Curves) -> Any:
    for _ in range(epochs):
        model.partial_fit(data.train, data.y_train, classes=np.arange(10))
        curve(curves, data, model)
    return model


def fit(data: Data, params: dict[str, Any], curves: tracking.Curves) -> Any:
    if params["model"] == "logistic":
        return fit_epochs(SGDClassifier(loss="log_loss", alpha=params["alpha"], random_state=params["seed"]), data, params["epochs"], curves)
    if params["model"] == "mlp":
        network = MLPClassifier(hidden_layer_sizes=(params["hidden"],), learning_rate_init=params["learning_rate"], random_state=params["seed"])
        return fit_epochs(network, data, params["epochs"], curves)
    forest = RandomForestClassifier(max_depth=params["max_depth"], warm_start=True, random_state=params["seed"])
    for trees in range(10, params["n_estimators"] + 1, 10):
        forest.n_estimators = trees
        forest.fit(data.train, data.y_train)
        curve(curves, data, forest)
    return forest


def trials(seed: int) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = [
        (f"logistic-a{alpha}-e{epochs}", {"model": "logistic", "alpha": alpha, "epochs": epochs, "seed": seed}) for alpha in (0.0001, 0.001, 0.01, 0.1) for epochs in (8, 20)
    ]
    found += [
        (f"mlp-h{hidden}-lr{rate}", {"model": "mlp", "hidden": hidden, "learning_rate": rate, "epochs": 15, "seed": seed}) for hidden in (8, 32, 64) for rate in (0.001, 0.01, 0.1)
    ]
    found += [(f"forest-d{depth}", {"model": "random_forest", "n_estimators": 40, "max_depth": depth, "seed": seed}) for depth in (3, 6, 12)]
    found.append(("mlp-no-neurons", {"model": "mlp", "hidden": 0, "learning_rate": 0.01, "epochs": 5, "seed": seed}))
    return found


def versions(seed: int) -> list[tuple[str, dict[str, Any], str, str]]:
    return [
        ("logistic-first", {"model": "logistic", "alpha": 0.0005, "epochs": 30, "seed": seed}, "first-champion", "A linear model, one weight a pixel and class."),
        ("mlp-second", {"model": "mlp", "hidden": 48, "learning_rate": 0.01, "epochs": 30, "seed": seed}, "passes", "A network with 48 hidden neurons."),
    ]


def attempt(data: Data, name: str, params: dict[str, Any], tags: dict[str, str], results: dict, role: str | None = None, note: str = "") -> tracking.Version | None:
    version = None
    with tracking.run(name, params, tags, nested=role is None) as run_id:
        curves, begun = tracking.Curves(), time.perf_counter()
        model = fit(data, params, curves)
        p = model.predict_proba(data.valid)
        metrics = {
            "accuracy": accuracy_score(data.y_valid, p.argmax(1)),
            "f1": f1_score(data.y_valid, p.argmax(1), average="macro"),
            "log_loss": log_loss(data.y_valid, p, labels=range(10)),
            "fit_seconds": time.perf_counter() - begun,
        }
        tracking.log(run_id, metrics, curves)
        results[name] = metrics
        if role:
            version = log_version(run_id, model, data, role, note)
    return version


def log_version(run_id: str, model: Any, data: Data, role: str, note: str) -> tracking.Version:
    tracking.log_dataset(data.train.assign(digit=data.y_train), "digits", "digit")
    figure, axes = plt.subplots(figsize=(5, 4), layout="constrained")
    ConfusionMatrixDisplay.from_predictions(data.y_valid, model.predict(data.valid), ax=axes, colorbar=False)
    mlflow.log_figure(figure, "plots/confusion.png")
    plt.close(figure)
    tracking.log_texts({"rows": len(data.valid)}, f"{note}\nHold-out: {len(data.valid)} images.\n")
    signature = infer_signature(data.valid, model.predict_proba(data.valid))
    model_id = tracking.log_model(run_id, model, "classifier", signature, data.valid.head(3), None, pyfunc_predict_fn="predict_proba")
    return tracking.Version(role, run_id, model_id, note)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=42)
    seed = parser.parse_args().seed
    tags = {"team": "vision", "data": "sklearn-digits", "seed": str(seed)}
    data = load(seed)
    results: dict[str, dict[str, float]] = {}
    note = "Which digit was written? 1,797 images of 8 by 8 pixels."
    with tracking.search("vision", note, {"images": len(data.train), "seed": seed}, tags):
        for name, params in trials(seed):
            attempt(data, name, params, tags, results)
        mlflow.set_tag("best", max(results, key=lambda name: results[name]["accuracy"]))
    made = [attempt(data, name, params, tags, results, role, note) for name, params, role, note in versions(seed)]
    tracking.register("digits", "Which digit was written, from 8 by 8 pixels.", "vision", [version for version in made if version])
    tracking.print_table(results.items())


if __name__ == "__main__":
    main()
