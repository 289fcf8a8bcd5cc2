"""Finds the programs Slipway is built and run with, and says in one line which is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from progress import Failure

JAVA = 25
_JVM_PLACES = (
    "/usr/lib/jvm/*25*",
    "/opt/java/*25*",
    "/opt/jdk*25*",
    "/usr/local/java/*25*",
    "/Library/Java/JavaVirtualMachines/*25*/Contents/Home",
    "/opt/homebrew/opt/openjdk@25",
    "~/.sdkman/candidates/java/25*",
    "~/.jdks/*25*",
    "~/.local/share/mise/installs/java/*25*",
)


def _java_version(home: Path) -> int:
    """The major version by the `release` file of a JDK, 0 when it is none."""
    release = home / "release"
    if not (home / "bin" / "javac").exists() or not release.exists():
        return 0
    found = re.search(r'JAVA_VERSION="(\d+)', release.read_text(errors="replace"))
    return int(found.group(1)) if found else 0


def _candidates():
    if os.environ.get("JAVA_HOME"):
        yield Path(os.environ["JAVA_HOME"])
    on_path = shutil.which("javac")
    if on_path:
        yield Path(on_path).resolve().parent.parent
    for pattern in _JVM_PLACES:
        expanded = Path(pattern).expanduser()
        yield from sorted(Path(expanded.anchor).glob(str(expanded.relative_to(expanded.anchor))), reverse=True)


@cache
def java_home() -> Path:
    for home in _candidates():
        if _java_version(home) >= JAVA:
            return home
    raise Failure(
        f"JDK {JAVA} is missing. Install it (Debian: the temurin-{JAVA}-jdk package of Adoptium; macOS: brew install openjdk@{JAVA}) or set JAVA_HOME to one.",
        2,
    )


def java() -> str:
    return str(java_home() / "bin" / "java")


@cache
def maven() -> str:
    found = shutil.which("mvn")
    if not found:
        raise Failure("Maven 3.8 or newer is missing. Install it: apt-get install maven (Debian), brew install maven (macOS).", 2)
    out = subprocess.run([found, "-v"], check=False, capture_output=True, text=True, env=java_environment()).stdout
    version = re.search(r"Apache Maven (\d+)\.(\d+)", out)
    if not version or (int(version.group(1)), int(version.group(2))) < (3, 8):
        raise Failure("Maven is older than 3.8. Install a newer one: apt-get install maven (Debian 12+), brew install maven (macOS).", 2)
    return found


def java_environment() -> dict[str, str]:
    return {**os.environ, "JAVA_HOME": str(java_home())}


def chromium() -> str | None:
    configured = os.environ.get("SLIPWAY_CHROMIUM")
    if configured:
        return configured if Path(configured).exists() else None
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"):
        found = shutil.which(name)
        if found:
            return found
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return str(mac) if mac.exists() else None


def require_chromium() -> str:
    """The browser of the tests; installs the package when that is allowed, else says how and exits 3."""
    found = chromium()
    if found:
        return found
    command = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update"], check=False, **quiet)
        subprocess.run(command, check=False, **quiet)
        found = chromium()
    if not found:
        raise Failure("No Chromium for the browser tests. Install it: sudo " + " ".join(command) + ", or set SLIPWAY_CHROMIUM.", 3)
    return found
