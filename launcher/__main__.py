"""The commands of ./slipway."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import backup
import build
import calls
import demo
import doctor
import homes
import pythons
import reports
import services
import tools
from progress import Failure, say, seconds, since_start, step

ROOT = Path(__file__).resolve().parent.parent
_UP, _DOWN = 0, 3


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    # So that what was started is stopped again, as at Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return options.command(options) or 0
    except Failure as failure:
        say(f"slipway: {failure}")
        return failure.code
    except BrokenPipeError:
        # Whoever read the output has seen enough. Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        say(f"slipway: {error}. Is the folder yours, and is there room? See ./slipway doctor.")
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    # An option that throws state away must be written out.
    parser = argparse.ArgumentParser(prog="./slipway", allow_abbrev=False, description="Takes a model from an MLflow experiment to production and keeps it healthy there.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, handler, text: str, home: bool = True) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        sub.set_defaults(command=handler)
        if home:
            sub.add_argument("--home", metavar="DIR", help="the folder that holds all state")
        return sub

    sub = command("demo", _demo, "Everything on real parts: database, MLflow, trained models, the portal. Prints URL and logins.")
    sub.add_argument("--port", type=int, metavar="N", help="of the portal; 8080 or the next free one by default")
    sub.add_argument("--detach", action="store_true", help="return when it is up and filled")
    sub.add_argument("--reset", action="store_true", help="throw the home's state away first")
    sub = command("run", _run, "The portal for real use, configured by environment: SLIPWAY_MLFLOW_URL, SLIPWAY_DB_URL, ...")
    sub.add_argument("--port", type=int, metavar="N", help="8080 by default")
    sub.add_argument("--detach", action="store_true", help="return when it is up")
    command("stop", _stop, "Stop a detached demo or run.")
    command("status", _status, "What is up and where. Exit 0 when up, starting or degraded, 3 when down.").add_argument("--json", action="store_true")
    command("doctor", _doctor, "Check each dependency and say what to do.")
    sub = command("test", _test, "All tests, on real parts.", home=False)
    sub.add_argument("--fast", action="store_true", help="without the browser and the formatting checks")
    sub = command("api", _api, "Any REST call: ./slipway api GET /api/v1/experiments")
    sub.add_argument("method", metavar="METHOD")
    sub.add_argument("path", metavar="PATH")
    sub.add_argument("body", nargs="?", metavar="JSON", help="the body; - reads standard input")
    sub.add_argument("--as", dest="role", default="admin", metavar="ROLE", help="which of the demo's logins (default admin); SLIPWAY_TOKEN goes before")
    command("backup", _backup, "Database, models and settings of a home to one archive.").add_argument("archive", nargs="?", type=Path, metavar="FILE")
    command("restore", _restore, "An archive back into an empty home.").add_argument("archive", type=Path, metavar="FILE")
    return parser


def _demo(options: argparse.Namespace) -> None:
    home = homes.find(options.home, homes.DEFAULT_DEMO)
    if options.reset and home.path.exists():
        _reset(home)
    demo.run(home, options.port, options.detach)


def _reset(home: homes.Home) -> None:
    """Only what Slipway made is thrown away, so that a mistyped --home costs nothing."""
    demo.require_ours(home)
    known = ("database", "mlflow", "secrets", "run", "logs", "policies", "postgresql", "lake", "demo-logins.json")
    foreign = sorted(entry.name for entry in home.path.iterdir() if entry.name not in known)
    if foreign:
        raise Failure(f"{home.path} holds things Slipway did not make ({', '.join(foreign[:3])}). Remove them yourself or choose another --home.")
    services.stop(home)
    shutil.rmtree(home.path)


def _run(options: argparse.Namespace) -> None:
    mlflow = os.environ.get("SLIPWAY_MLFLOW_URL")
    if not mlflow:
        raise Failure("SLIPWAY_MLFLOW_URL is not set. Give the address of your MLflow server, such as http://mlflow.example:5000.", 2)
    if not mlflow.startswith(("http://", "https://")):
        raise Failure(f"SLIPWAY_MLFLOW_URL is {mlflow}. Give the whole address of an MLflow server, such as http://mlflow.example:5000.", 2)
    home = homes.find(options.home, homes.DEFAULT_RUN)
    if home.facts().get("kind") == "demo":
        raise Failure(f"{home.path} belongs to a demo, whose logins are known. Give ./slipway run a home of its own: --home DIR", 2)
    if home.pid("portal"):
        raise Failure(f"A portal already runs on {home.path} at {home.facts().get('portal')}. Stop it first: ./slipway stop --home {home.path}")
    homes.choose_port(options.port, 8080, "portal")
    home.create()
    with home.starting():
        portal = _bring_up(home, options.port, mlflow)
    say(f"\nSlipway is up after {seconds(since_start())}.\n")
    print(f"  portal  {portal}\n  MLflow  {mlflow}\n  home    {home.path}")
    if not services.mlflow_answers(mlflow):
        print("\n  MLflow does not answer there yet. The portal asks it again by itself; see ./slipway doctor.")
    invitation = home.file("secrets", "first-admin.url")
    if invitation.exists():
        print(f"\n  Nobody can sign in yet. Make the first admin, once: {portal}{invitation.read_text().strip()}")
    if not options.detach:
        demo.wait_in_the_foreground(home)


def _bring_up(home: homes.Home, wanted_port: int | None, mlflow: str) -> str:
    """Returns the portal's address."""
    services.stop(home)
    with step("Build the application") as remark:
        remark(build.build(home.file("logs", "build.log")))
    if not build.AOT_CACHE.exists():
        with step("Make the start-up cache") as remark:
            remark(build.make_aot_cache(home.file("logs", "build.log")))
    port = homes.choose_port(wanted_port, 8080, "portal")
    portal = f"http://127.0.0.1:{port}"
    home.remember(kind="run", portal=portal, mlflow=mlflow, version=build.built_version(), stopped=False, pids={})
    homes.remember_last(home)
    with step("Start the portal"):
        services.start_portal(home, port, {})
        try:
            services.await_portal(home, portal)
        except BaseException:
            services.stop(home)
            raise
    return portal


def _stop(options: argparse.Namespace) -> None:
    home = homes.find(options.home)
    stopped = services.stop(home)
    say(f"Stopped {', '.join(stopped)} of {home.path}." if stopped else f"Nothing runs on {home.path}.")


def _status(options: argparse.Namespace) -> int:
    home = homes.find(options.home)
    facts = home.facts()
    pids = {name: pid for name in ("portal", "mlflow") if (pid := home.pid(name))}
    if database := home.database_pid():
        pids["database"] = database
    state = _state(facts, pids)
    if options.json:
        print(
            json.dumps(
                {
                    "state": state,
                    "version": facts.get("version"),
                    "home": str(home.path),
                    "portal": facts.get("portal"),
                    "gateway": None,
                    "mlflow": facts.get("mlflow"),
                    "database": home.database_url(),
                    "pids": pids,
                }
            )
        )
    else:
        print(f"  state   {state}\n  portal  {facts.get('portal', 'none yet')}\n  MLflow  {facts.get('mlflow', 'none yet')}\n  home    {home.path}")
        for name, pid in pids.items():
            print(f"  {name:<9} process {pid}")
    return _DOWN if state == "down" else _UP


def _state(facts: dict, pids: dict[str, int]) -> str:
    if "portal" not in pids:
        return "down"
    portal = services.portal_state(facts["portal"])
    if portal == "up" and services.mlflow_answers(facts.get("mlflow")):
        return "up" if facts.get("filled", True) else "starting"
    lives = homes.get(f"{facts['portal']}/actuator/health/liveness")[0] == 200
    return "degraded" if lives and facts.get("filled", True) else "starting"


def _doctor(options: argparse.Namespace) -> int:
    return doctor.run(homes.find(options.home))


def _test(options: argparse.Namespace) -> int:
    logs = ROOT / "target" / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    with step("Prepare Python") as remark:
        remark(pythons.prepare(logs / "python.log"))
    environment = {**tools.java_environment(), "SLIPWAY_PYTHON": str(pythons.python())}
    goal = ["-Pquick", "test"] if options.fast else ["verify"]
    if not options.fast:
        environment["SLIPWAY_CHROMIUM"] = tools.require_chromium()
        environment["PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD"] = "1"
    if subprocess.run([sys.executable, "-m", "unittest", "discover", "-q", "-s", "tests", "-t", "."], check=False, cwd=ROOT / "launcher").returncode != 0:
        return 1
    began = time.time()
    code = subprocess.run([tools.maven(), "-B", "-ntp", "--fail-at-end", *goal], check=False, cwd=ROOT, env=environment).returncode
    print(f"\n{reports.count(ROOT, since=began)}", flush=True)
    return code


def _api(options: argparse.Namespace) -> int:
    home = homes.find(options.home)
    base = os.environ.get("SLIPWAY_URL") or home.facts().get("portal")
    if not base:
        raise Failure("No portal is known. Start one (./slipway demo --detach) or set SLIPWAY_URL.", 2)
    body = sys.stdin.read() if options.body == "-" else options.body
    status, answer = calls.send(options.method, calls.address(base, options.path), body, calls.token(home, options.role))
    if answer:
        print(answer)
    return 0 if status < 400 else 1


def _backup(options: argparse.Namespace) -> None:
    home = homes.find(options.home)
    archive = options.archive or backup.default_archive(home)
    backup.backup(home, archive.resolve())
    print(archive.resolve())


def _restore(options: argparse.Namespace) -> None:
    backup.restore(options.archive.resolve(), homes.find(options.home))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
