"""One archive of a home's database, lake, models and settings, and back."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import tempfile
import time
import zlib
from pathlib import Path
from typing import Self

import build
import pythons
import services
from homes import Home
from progress import Failure, step

_MANIFEST = "slipway-backup.json"
_FORMAT = 1
# What belongs to one run of the processes, or can be had again.
_LEFT_OUT = {"run", "logs", "postgresql"}
_NOT_DATA = {"postmaster.pid", "postmaster.opts", "epg-lock", "backup_label"}


def backup(home: Home, archive: Path) -> None:
    if not home.file("database", "PG_VERSION").exists():
        raise Failure(f"{home.path} has no embedded database. For a database of your own use pg_dump, and copy the home's other folders.")
    if archive.exists():
        raise Failure(f"{archive} is there already. Name another file.")
    if not archive.parent.is_dir():
        raise Failure(f"There is no folder {archive.parent}. Make it, or name a file elsewhere.")
    partial = archive.with_name(archive.name + ".partial")
    with step(f"Back {home.path} up to {archive}") as remark:
        try:
            _write(partial, home)
            partial.rename(archive)
        finally:
            partial.unlink(missing_ok=True)
        remark(f"{archive.stat().st_size / 2**20:.1f} MB")


def _write(partial: Path, home: Home) -> None:
    partial.unlink(missing_ok=True)
    # It holds what the home's secrets folder holds.
    partial.touch(mode=0o600)
    with tarfile.open(partial, "w:gz", compresslevel=3) as tar, tempfile.TemporaryDirectory() as scratch:
        manifest = Path(scratch) / _MANIFEST
        manifest.write_text(json.dumps({"format": _FORMAT, "version": build.built_version(), "kind": home.facts().get("kind"), "made_at": int(time.time())}))
        tar.add(manifest, _MANIFEST)
        _add_files(tar, home)
        _add_database(tar, home, Path(scratch))


def restore(archive: Path, home: Home) -> None:
    if not archive.is_file():
        raise Failure(f"There is no archive {archive}. Give the file that ./slipway backup made.")
    services.require_down(home)
    if home.path.exists() and (not home.path.is_dir() or any(home.path.iterdir())):
        raise Failure(f"{home.path} is not an empty folder. Restore into an empty or new one: ./slipway restore {archive} --home DIR")
    with step(f"Restore {archive} into {home.path}"):
        kind = _read(archive, home)
        home.file(_MANIFEST).unlink()
        home.file("database").chmod(0o700)
        home.create()
        home.remember(kind=kind)


def _read(archive: Path, home: Home) -> str | None:
    """Puts all of the archive into the home, or leaves the home as it was. Returns what kind of home it is."""
    existed = home.path.exists()
    staging = home.file(".restoring")
    staging.mkdir(parents=True)
    try:
        with tarfile.open(archive, "r:gz") as tar:
            kind = _check_manifest(tar).get("kind")
            tar.extractall(staging, filter="data")
        if not (staging / "database" / "PG_VERSION").exists():
            raise ValueError("it holds no database")
        for entry in staging.iterdir():
            entry.rename(home.file(entry.name))
    except (OSError, EOFError, zlib.error, tarfile.TarError, KeyError, ValueError) as error:
        raise Failure(f"{archive} is not a whole backup of Slipway: {error}. Nothing was restored; try another one.") from None
    finally:
        shutil.rmtree(staging)
        if not existed and not any(home.path.iterdir()):
            home.path.rmdir()
    return kind


def _check_manifest(tar: tarfile.TarFile) -> dict:
    file = tar.extractfile(_MANIFEST)
    manifest = json.loads(file.read()) if file else None
    if not isinstance(manifest, dict) or manifest.get("format") != _FORMAT:
        raise ValueError("it was made by another version")
    return manifest


def _add_files(tar: tarfile.TarFile, home: Home) -> None:
    for entry in sorted(home.path.iterdir()):
        if entry.name not in _LEFT_OUT and entry.name != "database":
            tar.add(entry, entry.name)


def _add_database(tar: tarfile.TarFile, home: Home, scratch: Path) -> None:
    """Copied cold when it is down; by PostgreSQL's base-backup protocol when it is up, so that nobody has to stop."""
    database = home.file("database")
    if not home.database_pid():
        tar.add(database, "database", filter=lambda f: None if Path(f.name).name in _NOT_DATA else f)
        return
    with _BackupSession(home) as session:
        tar.add(database, "database", filter=_without_log)
        label = scratch / "backup_label"
        label.write_text(session.finish())
    # The write-ahead log up to the end of the backup makes the copied files consistent at the first start.
    tar.add(database / "pg_wal", "database/pg_wal")
    tar.add(label, "database/backup_label")


def _without_log(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    name = Path(member.name)
    if name.name in _NOT_DATA or (len(name.parts) > 2 and name.parts[1] == "pg_wal"):
        return None
    return member


class _BackupSession:
    """Holds the database session in which the base backup runs; a child process with the PostgreSQL driver of the Python environment."""

    _SCRIPT = """
import sys, psycopg2
connection = psycopg2.connect(sys.argv[1]); connection.autocommit = True
cursor = connection.cursor()
cursor.execute("select pg_backup_start('slipway', fast => true)")
print('started', flush=True)
sys.stdin.readline()
cursor.execute("select labelfile from pg_backup_stop(wait_for_archive => false)")
print(cursor.fetchone()[0], flush=True)
"""

    def __init__(self, home: Home) -> None:
        pythons.prepare(home.file("logs", "python.log"))
        self._process = subprocess.Popen(
            [str(pythons.python()), "-c", self._SCRIPT, home.database_url() or ""],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        if self._process.stdout is None or self._process.stdout.readline().strip() != "started":
            raise Failure(f"The database refused a backup: {self._complaint()}")
        return self

    def finish(self) -> str:
        out, err = self._process.communicate("stop\n", timeout=60)
        if self._process.returncode != 0:
            raise Failure(f"The database did not end the backup: {err.strip()}")
        return out.rstrip("\n") + "\n"

    def _complaint(self) -> str:
        return (self._process.communicate(timeout=10)[1].strip().splitlines() or ["no reason given"])[-1]

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()


def default_archive(home: Home) -> Path:
    return Path.cwd() / f"slipway-{home.path.name}-{time.strftime('%Y%m%d-%H%M%S')}.tar.gz"
