"""`doctor`: looks at each thing Slipway depends on and says what to do."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
import urllib.parse
from pathlib import Path

import build
import pythons
import services
import tools
from homes import Home
from progress import Failure

_NEEDED_DISK = 4 * 2**30
_NEEDED_MEMORY = 3 * 2**30


def run(home: Home) -> int:
    """Prints a line for each dependency; 1 when one of them has to be mended."""
    checks = [
        ("JDK 25", lambda: str(tools.java_home())),
        ("Maven", tools.maven),
        ("Python", lambda: sys.version.split()[0]),
        ("Python environment", _python),
        ("Build", _build),
        ("Browser for tests", lambda: tools.chromium() or _remark("none; `./slipway test` installs it as root, or set SLIPWAY_CHROMIUM")),
        ("Disk", lambda: _disk(home)),
        ("Memory", _memory),
        ("Portal", lambda: _portal(home)),
        ("MLflow", lambda: _mlflow(home)),
        ("Database", lambda: _database(home)),
    ]
    bad = 0
    for name, check in checks:
        try:
            print(f"  ok    {name:<20}{check()}")
        except _Remark as remark:
            print(f"  --    {name:<20}{remark}")
        except (Failure, OSError) as failure:
            bad += 1
            print(f"  MEND  {name:<20}{failure}")
    return 1 if bad else 0


class _Remark(Exception):
    pass


def _remark(text: str) -> str:
    raise _Remark(text)


def _python() -> str:
    return str(pythons.environment()) if pythons.is_ready() else _remark("not made yet; `./slipway demo` makes it (about 1 minute)")


def _build() -> str:
    if build.is_current():
        return f"version {build.built_version()}"
    return _remark("sources changed since; the next start builds" if build.built_version() else "not built yet; the first start builds")


def _disk(home: Home) -> str:
    place = next(p for p in (home.path, *home.path.parents) if p.exists())
    if not place.is_dir():
        raise Failure(f"{place} is a file. A home is a folder: choose another --home.")
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        raise Failure(f"{place} cannot be written ({error.strerror}). Choose another --home, or make the folder yours.") from None
    free = shutil.disk_usage(place).free
    if free < _NEEDED_DISK:
        raise Failure(f"{free / 2**30:.1f} GB free at {place}; 4 GB are needed. Make room or choose another --home.")
    return f"{free / 2**30:.0f} GB free at {place}"


def _memory() -> str:
    try:
        lines = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text().splitlines())
    except OSError:
        return _remark("cannot be read on this system")
    available = int(lines["MemAvailable"].split()[0]) * 1024
    if available < _NEEDED_MEMORY:
        raise Failure(f"{available / 2**30:.1f} GB available; a demo needs about 3 GB. End something that is large.")
    return f"{available / 2**30:.0f} GB available, {os.cpu_count()} cores"


def _portal(home: Home) -> str:
    url = home.facts().get("portal")
    if not home.pid("portal"):
        return _remark(f"not running on {home.path}")
    state = services.portal_state(url)
    if state != "up":
        raise Failure(f"{state} at {url}; see {home.file('logs', 'portal.log')}")
    return url


def _mlflow(home: Home) -> str:
    configured = os.environ.get("SLIPWAY_MLFLOW_URL")
    url = home.facts().get("mlflow") if home.pid("portal") else configured
    if not url:
        return _remark("asked when the portal runs")
    if services.mlflow_answers(url):
        return url
    if home.facts().get("kind") == "demo" and home.pid("portal"):
        raise Failure(f"no answer at {url}/health; see {home.file('logs', 'mlflow.log')}. Stop the demo and start it again.")
    raise Failure(f"no answer at {url}/health. Start it, or correct SLIPWAY_MLFLOW_URL; promotions wait until it is back.")


def _database(home: Home) -> str:
    if home.database_pid():
        return f"embedded, process {home.database_pid()}"
    configured = os.environ.get("SLIPWAY_DB_URL")
    if configured and home.facts().get("kind") != "demo":
        return _external(configured)
    return _remark("starts with the portal")


def _external(url: str) -> str:
    """Whether somebody listens there; whether the password is right, the portal says at its start."""
    address = urllib.parse.urlsplit(url.removeprefix("jdbc:"))
    try:
        host, port = address.hostname or "127.0.0.1", address.port or 5432
        socket.create_connection((host, port), timeout=5).close()
    except (OSError, ValueError) as error:
        raise Failure(f"SLIPWAY_DB_URL leads to nobody ({error}). Start that server, or correct the address.") from None
    return f"external, at {host}:{port}"
