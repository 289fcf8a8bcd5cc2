"""The pinned Python environment of demo, tests and jobs: built once per content hash of its requirements, shared by all homes."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from progress import Failure

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "demo" / "requirements.txt"


def cache_directory() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "slipway"


def environment() -> Path:
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:16]
    return cache_directory() / f"python-{digest}"


def python() -> Path:
    return environment() / "bin" / "python"


def is_ready() -> bool:
    return (environment() / ".complete").exists()


def prepare(log: Path) -> str:
    """Makes the environment when it is not there. Returns a remark about what it took."""
    if is_ready():
        return "already there"
    target = environment()
    target.parent.mkdir(parents=True, exist_ok=True)
    uv = _uv(log)
    # Built beside and renamed last, so that a half-made environment is never taken for a whole one.
    shutil.rmtree(target, ignore_errors=True)
    _run([uv, "venv", "--quiet", "--python", sys.executable, str(target)], log)
    output = _run([uv, "pip", "install", "--python", str(target / "bin" / "python"), "-r", str(REQUIREMENTS)], log)
    (target / ".complete").touch()
    prepared = re.search(r"Prepared (\d+) packages? in ([\d.]+)(ms|s|m)", output)
    return f"downloads {prepared.group(2)} {prepared.group(3)}" if prepared else "from uv's cache"


def _uv(log: Path) -> str:
    found = shutil.which("uv")
    if found:
        return found
    home = cache_directory() / "uv"
    if not (home / "bin" / "uv").exists():
        shutil.rmtree(home, ignore_errors=True)
        try:
            _run([sys.executable, "-m", "venv", str(home)], log)
        except Failure:
            raise Failure("Python cannot make virtual environments. Install the package: apt-get install python3-venv.", 2) from None
        _run([str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"], log)
    return str(home / "bin" / "uv")


def _run(command: list[str], log: Path) -> str:
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    with log.open("a") as out:
        out.write(done.stdout)
    if done.returncode != 0:
        last = (done.stdout.strip().splitlines() or ["no output"])[-1]
        raise Failure(f"The Python environment could not be made: {last} (log: {log})", 2)
    return done.stdout
