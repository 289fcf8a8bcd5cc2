"""`demo`: everything on real parts, up and filled."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import build
import homes
import pythons
import services
import trackers
from homes import Home
from progress import Failure, say, seconds, since_start, step, wait_until

ROOT = Path(__file__).resolve().parent.parent
PROJECTS = ("employment", "diabetes", "digits")
# Each trains on one core, so two at a time; the long one comes first.
_AT_ONCE = 2


def run(home: Home, port: int | None, detach: bool) -> None:
    require_ours(home)
    _refuse_if_running(home)
    _refuse_unreadable_logins(home)
    homes.choose_port(port, 8080, "portal")
    home.create()
    with home.starting():
        portal, mlflow = _bring_up(home, port)
    _welcome(home, portal, mlflow)
    if not detach:
        wait_in_the_foreground(home)


def _bring_up(home: Home, port: int | None) -> tuple[str, str]:
    """Returns the addresses of the portal and MLflow."""
    _prepare(home)
    # Again, since the build may have taken minutes.
    portal_port = homes.choose_port(port, 8080, "portal")
    mlflow_port = homes.choose_port(None, home.facts().get("mlflow_port", 5100), "demo's MLflow")
    portal, mlflow = f"http://127.0.0.1:{portal_port}", f"http://127.0.0.1:{mlflow_port}"
    home.remember(kind="demo", portal=portal, mlflow=mlflow, mlflow_port=mlflow_port, version=build.built_version(), filled=False, stopped=False, pids={})
    homes.remember_last(home)
    try:
        _lay_policies(home)
        _start(home, portal, mlflow)
        _fill(home, portal, mlflow)
        home.remember(filled=True)
    except BaseException:
        services.stop(home)
        raise
    return portal, mlflow


def _lay_policies(home: Home) -> None:
    """The demo's own limits, before the portal lays its neutral ones. What somebody changed since stays."""
    for policy in sorted((ROOT / "demo" / "policies").glob("*.yaml")):
        if not home.file("policies", policy.name).exists():
            shutil.copyfile(policy, home.file("policies", policy.name))


def require_ours(home: Home) -> None:
    """A home of real use is never turned into a demo, nor thrown away by one."""
    if home.facts().get("kind") == "run":
        raise Failure(f"{home.path} belongs to ./slipway run. A demo needs a home of its own: ./slipway demo --home DIR", 2)


def _refuse_if_running(home: Home) -> None:
    if home.pid("portal"):
        raise Failure(f"A demo already runs on {home.path} at {home.facts().get('portal')}. Stop it first: ./slipway stop --home {home.path}")
    services.stop(home)


def _refuse_unreadable_logins(home: Home) -> None:
    """The portal would make new passwords and tokens, which those who have the old ones would not know."""
    try:
        if home.logins.exists():
            json.loads(home.logins.read_text())["viewer"]["token"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Failure(f"{home.logins} cannot be read ({type(error).__name__}). Put it right, or remove it to have new passwords and tokens made.") from None


def _prepare(home: Home) -> None:
    """The build and the Python environment at the same time: one waits for the processor, the other for the network."""
    with step("Build the application, prepare Python and the training data") as remark, ThreadPoolExecutor() as pool:
        python = pool.submit(_timed, "Python", lambda: _python_and_data(home.file("logs", "python.log")))
        java = pool.submit(_timed, "application", lambda: build.build(home.file("logs", "build.log")))
        remark(java.result())
        remark(python.result())
    if not build.AOT_CACHE.exists():
        with step("Make the start-up cache") as remark:
            remark(build.make_aot_cache(home.file("logs", "build.log")))


def _timed(name: str, work) -> str:
    begun = time.monotonic()
    result = work()
    return f"{name} {seconds(time.monotonic() - begun)}, {result}"


def _python_and_data(log: Path) -> str:
    remark = pythons.prepare(log)
    fetch = [str(pythons.python()), str(ROOT / "demo" / "fetch_data.py")]
    done = subprocess.run(fetch, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure(f"The training data could not be fetched: {(done.stderr.strip().splitlines() or ['no output'])[-1]}")
    return remark


def _start(home: Home, portal: str, mlflow: str) -> None:
    settings = {
        "SLIPWAY_MLFLOW_URL": mlflow,
        "SLIPWAY_DB_DATABASES": "mlflow",
        "SLIPWAY_DEMO_LOGINS": str(home.logins),
        "SLIPWAY_ADMIN_USERNAME": "",
    }
    with step("Start the database, the portal and MLflow") as remark:
        begun = time.monotonic()
        services.start_portal(home, int(portal.rsplit(":", 1)[1]), settings)
        services.await_database(home)
        services.start_mlflow(home, int(mlflow.rsplit(":", 1)[1]))
        services.await_portal(home, portal)
        remark(f"portal after {seconds(time.monotonic() - begun)}")
        services.await_mlflow(home, mlflow)


def _fill(home: Home, portal: str, mlflow: str) -> None:
    token = json.loads(home.logins.read_text())["viewer"]["token"]
    missing = [project for project in PROJECTS if project not in _trained(home)]
    if missing:
        with step(f"Train {', '.join(missing)}") as remark:
            _train_all(home, mlflow, missing, remark)
    with step("Index runs and models, prove the ONNX twins") as remark:
        wait_until("The indexing of the demo's runs and models", lambda: _is_indexed(portal, mlflow, token), 180)
        remark(_counts(portal, token))
    with step("Ask for promotions and decide them"):
        _seed(home, portal)


def _trained(home: Home) -> list[str]:
    try:
        return json.loads(home.file("mlflow", "trained.json").read_text())["projects"]
    except (OSError, ValueError):
        return []


def _train_all(home: Home, mlflow: str, projects: list[str], remark: Callable[[str], None]) -> None:
    """Notes each that is trained, so that a start after an interrupted one goes on with the rest."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        running = {pool.submit(_train, home, project, mlflow): project for project in projects}
        try:
            for training in as_completed(running):
                remark(training.result())
                home.file("mlflow", "trained.json").write_text(json.dumps({"projects": [*_trained(home), running[training]]}))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in _TRAININGS:
                homes.end(process.pid, group=True)
            raise


# In sessions of their own, so that one that is interrupted takes its children with it.
_TRAININGS: list[subprocess.Popen] = []


def _train(home: Home, project: str, mlflow: str) -> str:
    """Returns a remark with the time it took."""
    begun = time.monotonic()
    trackers.clear(mlflow, project)
    log = home.file("logs", f"train-{project}.log")
    command = [str(pythons.python()), "-m", "mlflow", "run", str(ROOT / "demo" / project), "--env-manager", "local", "--experiment-name", project]
    environment = {
        **os.environ,
        "MLFLOW_TRACKING_URI": mlflow,
        "OMP_NUM_THREADS": "1",
        "GIT_PYTHON_REFRESH": "quiet",
        "MPLBACKEND": "agg",
        "MLFLOW_DISABLE_TELEMETRY": "true",
        "DO_NOT_TRACK": "true",
        "PATH": f"{pythons.python().parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with log.open("w") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=environment, cwd=home.path, start_new_session=True)
        _TRAININGS.append(process)
        code = process.wait()
    if code != 0:
        last = services.last_words(log)
        raise Failure(f"The training of {project} failed: {last} (log: {log})")
    return f"{project} {seconds(time.monotonic() - begun)}"


def _is_indexed(portal: str, mlflow: str, token: str) -> bool:
    """Every project's experiment is there with all of MLflow's runs, and no twin of its models waits for its proof."""
    indexed = {e["name"]: e for e in _items(f"{portal}/api/v1/experiments?limit=1000", token)}
    if not all(name in indexed and indexed[name]["run_count"] >= _runs_in_mlflow(mlflow, indexed[name]["experiment_id"]) > 0 for name in PROJECTS):
        return False
    versions = [v for name in PROJECTS for v in _items(f"{portal}/api/v1/models/{name}/versions?limit=1000", token)]
    return len(versions) >= 8 and all(v["parity"] != "PENDING" for v in versions)


def _items(url: str, token: str) -> list[dict]:
    status, body = homes.get(url, timeout=10, token=token)
    return json.loads(body)["items"] if status == 200 else []


def _runs_in_mlflow(mlflow: str, experiment: str) -> int:
    return len(trackers.runs(mlflow, experiment))


def _counts(portal: str, token: str) -> str:
    experiments = _items(f"{portal}/api/v1/experiments?limit=1000", token)
    models = _items(f"{portal}/api/v1/models?limit=1000", token)
    return f"{sum(e['run_count'] for e in experiments)} runs, {len(models)} models"


def _seed(home: Home, portal: str) -> None:
    command = [str(pythons.python()), str(ROOT / "demo" / "seed.py"), "--url", portal, "--logins", str(home.logins)]
    with home.file("logs", "seed.log").open("w") as out:
        code = subprocess.run(command, check=False, stdout=out, stderr=subprocess.STDOUT).returncode
    if code != 0:
        last = services.last_words(home.file("logs", "seed.log"))
        raise Failure(f"The demo's promotions could not be made: {last} (log: {home.file('logs', 'seed.log')})")


def _welcome(home: Home, portal: str, mlflow: str) -> None:
    logins = json.loads(home.logins.read_text())
    say(f"\nSlipway is up after {seconds(since_start())}.\n")
    print(f"  portal  {portal}\n  MLflow  {mlflow}\n  home    {home.path}\n")
    print(f"  {'role':<16}{'user name':<16}password")
    for role, login in logins.items():
        print(f"  {role.replace('_', ' '):<16}{login['username']:<16}{login['password']}")
    print(f"\n  Tokens are in {home.logins}. Stop with: ./slipway stop --home {home.path}", flush=True)


def wait_in_the_foreground(home: Home) -> None:
    say("\nCtrl-C stops it.")
    try:
        while not services.ended(home, "portal"):
            time.sleep(1)
        if home.facts().get("stopped"):
            say("\nIt was stopped by ./slipway stop.")
            return
        raise Failure(f"The portal ended by itself (log: {home.file('logs', 'portal.log')})")
    except KeyboardInterrupt:
        say("\nStopping.")
    finally:
        services.stop(home)
