"""How the projects talk to MLflow: one batch for each run, models with their twins, versions in a fixed order."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import mlflow
import mlflow.sklearn
import pandas as pd
from mlflow.entities import Metric, Param, RunTag
from mlflow.models import ModelSignature

REQUIREMENTS = ["scikit-learn", "pandas", "numpy"]


@dataclass
class Curves:
    """What the learner reported step by step."""

    points: dict[str, list[float]] = field(default_factory=dict)

    def add(self, **values: float) -> None:
        for key, value in values.items():
            self.points.setdefault(key, []).append(float(value))


@contextmanager
def run(name: str, params: dict[str, Any], tags: dict[str, str], *, nested: bool = False):
    """A run with its parameters and tags; a learner's error ends it as FAILED and the search goes on."""
    active = mlflow.start_run(run_name=name, nested=nested)
    status = "FINISHED"
    try:
        mlflow.MlflowClient().log_batch(
            active.info.run_id,
            params=[Param(key, str(value)) for key, value in params.items()],
            tags=[RunTag(key, value) for key, value in tags.items()],
        )
        yield active.info.run_id
    except ValueError as error:  # what scikit-learn and xgboost raise on parameters that make no sense
        status = "FAILED"
        mlflow.set_tag("error", str(error).strip().splitlines()[0][:500])
    except BaseException:
        status = "FAILED"
        raise
    finally:
        mlflow.end_run(status)


@contextmanager
def search(team: str, note: str, params: dict[str, Any], tags: dict[str, str]):
    """The run that `mlflow run` has opened, as the parent of all trials; also names the experiment's team."""
    with mlflow.start_run(run_name="search") as parent:
        mlflow.log_params({"search": "grid"} | params)
        mlflow.set_tags(tags)
        client = mlflow.MlflowClient()
        client.set_experiment_tag(parent.info.experiment_id, "team", team)
        client.set_experiment_tag(parent.info.experiment_id, "mlflow.note.content", note)
        yield parent


def log(run_id: str, metrics: dict[str, float], curves: Curves | None = None) -> None:
    """The curve of a key ends in its final value when the key has both."""
    now = int(time.time() * 1000)
    entries = [Metric(key, value, now + step, step) for key, values in (curves.points if curves else {}).items() for step, value in enumerate(values)]
    last = {key: len(values) for key, values in (curves.points if curves else {}).items()}
    entries += [Metric(key, float(value), now + last.get(key, 0), last.get(key, 0)) for key, value in metrics.items()]
    client = mlflow.MlflowClient()
    for begin in range(0, len(entries), 900):
        client.log_batch(run_id, metrics=entries[begin : begin + 900])


def log_dataset(frame: pd.DataFrame, name: str, target: str) -> None:
    mlflow.log_input(mlflow.data.from_pandas(frame.head(200), name=name, targets=target), context="training")


def log_model(run_id: str, model: Any, name: str, signature: ModelSignature, example: pd.DataFrame, extra: Path | None, **flavour: Any) -> str:
    """Logs the native model; the files under `extra` (twin, parity sample) lie beside it in the same folder. Returns the model's id."""
    info = mlflow.sklearn.log_model(
        model,
        name=name,
        signature=signature,
        input_example=example,
        pip_requirements=REQUIREMENTS,
        serialization_format="cloudpickle",
        **flavour,
    )
    if extra is not None:
        mlflow.MlflowClient().log_model_artifacts(info.model_id, str(extra))
    return info.model_id


def log_texts(report: dict[str, Any], notes: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "report.json").write_text(json.dumps(report, indent=2))
        (Path(folder) / "notes.txt").write_text(notes)
        mlflow.log_artifacts(folder, "evaluation")


@dataclass(frozen=True)
class Version:
    """A version to register: `role` is what the demo uses it for."""

    role: str
    run_id: str
    model_id: str
    description: str


def register(model: str, description: str, team: str, versions: Sequence[Version]) -> None:
    client = mlflow.MlflowClient()
    try:
        client.create_registered_model(model, tags={"team": team}, description=description)
    except mlflow.MlflowException as error:
        if error.error_code != "RESOURCE_ALREADY_EXISTS":
            raise
    for version in versions:
        client.create_model_version(
            model,
            source=f"models:/{version.model_id}",
            run_id=version.run_id,
            model_id=version.model_id,
            description=version.description,
            tags={"demo.role": version.role},
        )


def print_table(rows: Iterable[tuple[str, dict[str, float]]]) -> None:
    for name, values in rows:
        print(f"{name:<44}" + "  ".join(f"{key} {value:.4f}" for key, value in values.items()))
