"""What the launcher asks of a demo's MLflow."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request


def runs(mlflow: str, experiment: str) -> list[str]:
    """The ids of an experiment's runs that are not deleted."""
    found = _call(mlflow, "POST", "runs/search", {"experiment_ids": [experiment], "max_results": 5000})
    return [run["info"]["run_id"] for run in found.get("runs", [])]


def clear(mlflow: str, name: str) -> None:
    """Takes away what an interrupted training left: the runs of the experiment and the model of that name."""
    found = _call(mlflow, "GET", f"experiments/get-by-name?experiment_name={urllib.parse.quote(name)}")
    for run in runs(mlflow, found["experiment"]["experiment_id"]) if found else []:
        _call(mlflow, "POST", "runs/delete", {"run_id": run})
    _call(mlflow, "DELETE", "registered-models/delete", {"name": name})


def _call(mlflow: str, method: str, path: str, body: dict | None = None) -> dict:
    """The answer, empty when there is no such thing."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{mlflow}/api/2.0/mlflow/{path}", data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return {}
        raise
