"""A home: the folder that holds all state of one installation."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from progress import Failure

DEFAULT_DEMO = Path.home() / ".slipway" / "demo"
DEFAULT_RUN = Path.home() / ".slipway" / "run"
# The tests of the launcher name another file, so that they do not change what the user started last.
_LAST = Path(os.environ.get("SLIPWAY_LAST_HOME") or Path.home() / ".slipway" / "last")


@dataclass(frozen=True)
class Home:
    path: Path

    def file(self, *parts: str) -> Path:
        return self.path.joinpath(*parts)

    @property
    def logins(self) -> Path:
        return self.file("demo-logins.json")

    def create(self) -> None:
        for folder in ("run", "logs", "secrets", "policies", "mlflow"):
            self.file(folder).mkdir(parents=True, exist_ok=True)
        self.file("secrets").chmod(0o700)

    @contextmanager
    def starting(self):
        """Held while processes are started on it, so that two starts at the same moment are not both let through."""
        with self.file("run", "start.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Failure(f"Another start on {self.path} is under way. Wait for it, or choose another --home.") from None
            yield

    # -- what runs

    def remember(self, **facts: object) -> None:
        known = self.facts() | facts
        # Never seen half written, also by those who look while somebody writes.
        fresh = self.file("run", f"facts.json.{os.getpid()}")
        fresh.write_text(json.dumps(known, indent=1))
        fresh.replace(self.file("run", "facts.json"))

    def facts(self) -> dict:
        try:
            return json.loads(self.file("run", "facts.json").read_text())
        except (OSError, ValueError):
            return {}

    def pid(self, name: str) -> int | None:
        """The live process of that name, None when there is none. A reused number is told by its start time."""
        entry = self.facts().get("pids", {}).get(name)
        if not entry or not is_alive(entry["pid"]) or started_at(entry["pid"]) != entry["started"]:
            return None
        return entry["pid"]

    def remember_pid(self, name: str, pid: int) -> None:
        self.remember(pids=self.facts().get("pids", {}) | {name: {"pid": pid, "started": started_at(pid)}})

    def database_pid(self) -> int | None:
        try:
            pid = int(self.file("database", "postmaster.pid").read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None
        return pid if is_alive(pid) and _is_postgres(pid) and _works_in(pid, self.file("database")) else None

    def database_url(self) -> str | None:
        configured = os.environ.get("SLIPWAY_DB_URL") if self.facts().get("kind") == "run" else None
        file = self.file("run", "database.url")
        return configured or (file.read_text().strip() if file.exists() else None)


def find(explicit: str | None, default: Path | None = None) -> Home:
    """The home named on the command line, by SLIPWAY_HOME, the last one started, or the default."""
    chosen = explicit or os.environ.get("SLIPWAY_HOME")
    if chosen:
        return Home(Path(chosen).expanduser().resolve())
    if default:
        return Home(default)
    if _LAST.exists() and Path(_LAST.read_text()).exists():
        return Home(Path(_LAST.read_text()))
    return Home(DEFAULT_DEMO)


def remember_last(home: Home) -> None:
    _LAST.parent.mkdir(parents=True, exist_ok=True)
    _LAST.write_text(str(home.path))


def _is_postgres(pid: int) -> bool:
    """A killed database leaves its number behind, which another process may have by now."""
    try:
        return "postgres" in Path(f"/proc/{pid}/comm").read_text()
    except OSError:
        done = subprocess.run(["ps", "-o", "comm=", "-p", str(pid)], check=False, capture_output=True, text=True)
        return "postgres" in done.stdout


def _works_in(pid: int, data: Path) -> bool:
    """It may also be the database of another home, or one that is not Slipway's. A server's working directory is its data."""
    try:
        return Path(f"/proc/{pid}/cwd").samefile(data)
    except OSError:
        done = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], check=False, capture_output=True, text=True)
        return f"-D {data} " in done.stdout


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return True


def started_at(pid: int) -> str:
    """When a process began, in whatever unit the system tells: enough to tell it from a later one with the same number."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
    except (OSError, IndexError):
        return subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], check=False, capture_output=True, text=True).stdout.strip()


def end(pid: int, sign: int = signal.SIGTERM, group: bool = False, limit: float = 20) -> None:
    """Asks a process to end, and kills it when it did not by the limit."""
    send = os.killpg if group else os.kill
    for signum, patience in ((sign, limit), (signal.SIGKILL, 5)):
        try:
            send(pid, signum)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if not is_alive(pid):
                return
            time.sleep(0.1)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_port(wanted: int | None, default: int, what: str) -> int:
    """The port asked for, or a clear refusal; without one the default or the next free."""
    if wanted is not None:
        if not 0 < wanted < 65536:
            raise Failure(f"{wanted} is no port. Give one from 1 to 65535 with --port.", 2)
        if not is_free(wanted):
            raise Failure(f"Port {wanted} for the {what} is taken. Give another with --port, or stop what listens there.")
        return wanted
    for port in range(default, default + 200):
        if is_free(port):
            return port
    raise Failure(f"No free port for the {what} from {default} to {default + 199}. Give one with --port.")


def get(url: str, timeout: float = 3, token: str | None = None) -> tuple[int, str]:
    """Status and body; status 0 when nobody answers."""
    request = urllib.request.Request(url)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except (OSError, ValueError):
        return 0, ""
