"""Builds the application when its sources changed, and lays it out for a fast start."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import tools
from homes import Home, end
from progress import Failure, seconds

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "target" / "app"
JAR = APP / "slipway.jar"
AOT_CACHE = APP / "slipway.aot"
# What the JVM needs wherever it runs: ONNX Runtime and the PostgreSQL driver's friends load native code.
JVM_OPTIONS = ("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")


def source_hash() -> str:
    """A hash of everything the application is built from."""
    digest = hashlib.sha256()
    files = [ROOT / "pom.xml"]
    for pom in sorted(ROOT.glob("*/pom.xml")):
        if pom.parent.name != "e2e":
            files.append(pom)
            files += sorted(f for f in (pom.parent / "src" / "main").rglob("*") if f.is_file() and not is_generated(f))
    for file in files:
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def is_generated(file: Path) -> bool:
    """Vaadin's build writes into src/main/frontend and src/main/bundles."""
    return file.relative_to(ROOT).parts[1:4] in {("src", "main", "frontend"), ("src", "main", "bundles")}


def built_version() -> str | None:
    mark = APP / "version"
    return mark.read_text().strip() if mark.exists() and JAR.exists() else None


def packaged_jar() -> Path | None:
    """A jar that somebody else built already, as the end-to-end tests have it: SLIPWAY_JAR."""
    configured = os.environ.get("SLIPWAY_JAR")
    return Path(configured) if configured else None


def is_current() -> bool:
    return built_version() == source_hash()


def build(log: Path) -> str:
    """Builds quickly (no Error Prone, no Spotless: those run in `test`). Returns a remark about what it took."""
    wanted = source_hash()
    packaged = packaged_jar()
    stamp = f"{wanted} {packaged.stat().st_mtime_ns}" if packaged else wanted
    if built_version() == wanted and (APP / "stamp").read_text() == stamp:
        return "nothing changed"
    downloads = 0.0 if packaged else _package(log)
    _lay_out(packaged or _built_jar())
    (APP / "version").write_text(wanted)
    (APP / "stamp").write_text(stamp)
    return f"downloads {seconds(downloads)}" if downloads >= 0.1 else "no downloads"


def _package(log: Path) -> float:
    command = [tools.maven(), "-B", "-Pquick", "-DskipTests", "-Dorg.slf4j.simpleLogger.showDateTime=true", "-pl", "portal", "-am", "package"]
    with log.open("w") as out:
        code = subprocess.run(command, check=False, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=tools.java_environment()).returncode
    text = log.read_text(errors="replace")
    if code != 0:
        errors = re.findall(r"\[ERROR\] (.+)", text)
        raise Failure(f"The build failed: {errors[0] if errors else 'see the log'} (log: {log})")
    return download_seconds(text)


def download_seconds(log: str) -> float:
    """The time during which at least one download was under way, from Maven's time-stamped lines."""
    outstanding, since, total = 0, 0, 0
    for line in log.splitlines():
        found = re.match(r"(\d+) \[INFO\] (Downloading|Downloaded)", line)
        if not found:
            continue
        now = int(found.group(1))
        if found.group(2) == "Downloading":
            since = now if outstanding == 0 else since
            outstanding += 1
        else:
            outstanding = max(0, outstanding - 1)
            total += now - since if outstanding == 0 else 0
    return total / 1000


def _built_jar() -> Path:
    jars = list((ROOT / "portal" / "target").glob("slipway-portal-*-app.jar"))
    if len(jars) != 1:
        raise Failure(f"Expected one application jar in portal/target, found {len(jars)}. Run mvn clean and try again.")
    return jars[0]


def _lay_out(jar: Path) -> None:
    """The jar's extracted layout starts in about two thirds of the plain jar's time; the AOT cache halves that again."""
    shutil.rmtree(APP, ignore_errors=True)
    APP.parent.mkdir(exist_ok=True)
    extract = [tools.java(), "-Djarmode=tools", "-jar", str(jar), "extract", "--destination", str(APP)]
    done = subprocess.run(extract, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise Failure(f"The jar could not be laid out: {done.stdout.strip()}")
    (APP / jar.name).rename(JAR)


def make_aot_cache(log: Path) -> str:
    """A training run up to the refreshed context, over a throw-away home. A start without the cache works too, only slower."""
    if AOT_CACHE.exists():
        return "already there"
    partial = AOT_CACHE.with_suffix(".partial")
    with tempfile.TemporaryDirectory(prefix="slipway-aot-") as home:
        command = [
            tools.java(),
            f"-XX:AOTCacheOutput={partial}",
            *JVM_OPTIONS,
            "-Dspring.context.exit=onRefresh",
            "-jar",
            str(JAR),
            f"--slipway.home={home}",
            "--server.port=0",
        ]
        begun = time.monotonic()
        environment = {k: v for k, v in os.environ.items() if not k.startswith("SLIPWAY_")}
        with log.open("a") as out:
            code = subprocess.run(command, check=False, stdout=out, stderr=subprocess.STDOUT, env=environment).returncode
        _end_database(Home(Path(home)))
        if code != 0 or not partial.exists():
            partial.unlink(missing_ok=True)
            return f"not made, starts are slower (log: {log})"
    partial.rename(AOT_CACHE)
    return f"{AOT_CACHE.stat().st_size // 2**20} MB in {seconds(time.monotonic() - begun)}"


def _end_database(home: Home) -> None:
    """The training run leaves at once, without closing what it opened."""
    if pid := home.database_pid():
        end(pid, signal.SIGINT)


def java_command(*options: str) -> list[str]:
    cache = [f"-XX:AOTCache={AOT_CACHE}", "-Xlog:aot=off", "-Xlog:cds=off"] if AOT_CACHE.exists() else []
    return [tools.java(), *cache, *JVM_OPTIONS, *options, "-jar", str(JAR)]
