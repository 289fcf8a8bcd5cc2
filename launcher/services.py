"""Starts and stops the processes of a home: the portal (which keeps the embedded PostgreSQL up) and a demo's MLflow."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import build
import pythons
from homes import Home, end, get
from progress import Failure, wait_until

PORTAL_MEMORY = ("-Xmx448m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4", "-XX:MaxMetaspaceSize=256m")


def _spawn(home: Home, name: str, command: list[str], environment: dict[str, str]) -> int:
    with home.file("logs", f"{name}.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
            cwd=home.path,
            start_new_session=True,
        )
    home.remember_pid(name, process.pid)
    _CHILDREN.append(process)
    return process.pid


# Kept so that ended children are reaped while the launcher waits in the foreground.
_CHILDREN: list[subprocess.Popen] = []


def start_portal(home: Home, port: int, settings: dict[str, str]) -> int:
    home.file("run", "database.url").unlink(missing_ok=True)
    environment = {
        "SLIPWAY_HOME": str(home.path),
        "SERVER_PORT": str(port),
        "SLIPWAY_DB_KEEP_RUNNING": "true",
        "SLIPWAY_VERSION": build.built_version() or "",
        **settings,
    }
    return _spawn(home, "portal", build.java_command(*PORTAL_MEMORY, "-XX:+ExitOnOutOfMemoryError"), environment)


def start_mlflow(home: Home, port: int) -> int:
    store = (home.database_url() or "").replace("postgresql://", "postgresql+psycopg2://", 1).rsplit("/", 1)[0] + "/mlflow"
    command = [
        str(pythons.python()),
        "-m",
        "mlflow",
        "server",
        "--backend-store-uri",
        store,
        "--artifacts-destination",
        str(home.file("mlflow", "artifacts")),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers",
        "1",
        "--uvicorn-opts",
        "--loop uvloop --log-level warning",
    ]
    return _spawn(
        home,
        "mlflow",
        command,
        {"MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false", "MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true", "GIT_PYTHON_REFRESH": "quiet"},
    )


def portal_state(url: str) -> str:
    """up, starting or down, by the portal's own readiness."""
    status, _ = get(f"{url}/actuator/health/readiness")
    return "up" if status == 200 else "down" if status == 0 else "starting"


def mlflow_answers(url: str | None) -> bool:
    return bool(url) and get(f"{url.rstrip('/')}/health")[0] == 200


def ended(home: Home, name: str) -> str | None:
    """A sentence when the process is gone, with the last line of its log that says why."""
    _reap()
    if home.pid(name):
        return None
    return f"The {name} ended while it was starting: {last_words(home.file('logs', f'{name}.log'))} (log: {home.file('logs', f'{name}.log')})"


def _reap() -> None:
    for child in _CHILDREN:
        child.poll()


def last_words(log: Path) -> str:
    try:
        lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()][-200:]
    except OSError:
        return "it left no log"
    telling = [line for before, line in zip([""] + lines, lines) if _tells(before, line)]
    # Of an exception the message says what to do, its class nothing.
    return re.sub(r"^(Caused by: )?(\w+\.)+[\w$]+: ", "", (telling or lines or ["it said nothing"])[-1].strip())[:300]


def _tells(before: str, line: str) -> bool:
    if "mlflow.cli" in line:
        return False
    return "Application run failed" in before or "ERROR" in line or "Error" in line or "Caused by" in line or line.startswith("slipway:")


def await_database(home: Home, limit: float = 90) -> None:
    wait_until("The start of the database", lambda: home.database_url() is not None, limit, lambda: ended(home, "portal"))


def await_portal(home: Home, url: str, limit: float = 120) -> None:
    wait_until("The start of the portal", lambda: portal_state(url) == "up", limit, lambda: ended(home, "portal"))


def await_mlflow(home: Home, url: str, limit: float = 180) -> None:
    wait_until("The start of MLflow", lambda: mlflow_answers(url), limit, lambda: ended(home, "mlflow"))


def stop(home: Home) -> list[str]:
    """Ends what runs, the database last. Returns the names of what was running."""
    if home.facts():
        # For whoever waits for the portal in the foreground: it did not end by itself.
        home.remember(stopped=True)
    stopped = []
    for name, group in (("portal", False), ("mlflow", True)):
        pid = home.pid(name)
        if pid:
            end(pid, group=group)
            stopped.append(name)
    database = home.database_pid()
    if database:
        end(database, signal.SIGINT)
        stopped.append("database")
    home.file("run", "database.url").unlink(missing_ok=True)
    return stopped


def require_down(home: Home) -> None:
    if home.pid("portal") or home.database_pid():
        raise Failure(f"The home {home.path} is in use. Stop it first: ./slipway stop --home {home.path}")
