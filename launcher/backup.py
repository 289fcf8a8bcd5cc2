"""One archive of a home's database, lake, models and settings, and back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Self

import build
import pythons
import services
from homes import Home
from progress import Failure, step

_MANIFEST = "slipway-backup.json"
_FORMAT = 1
# What belongs to one run of the processes, or can be had again.
_LEFT_OUT = {"run", "logs", "postgresql"}
_NOT_DATA = {"postmaster.pid", "postmaster.opts", "epg-lock"}
# Copied last, or of the running server only: of these the copy holds the folder.
_COPIED_EMPTY = {"pg_wal", "pg_replslot"}


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
    with tarfile.open(partial, "w:gz", compresslevel=3, dereference=True) as tar, tempfile.TemporaryDirectory() as scratch:
        manifest = Path(scratch) / _MANIFEST
        manifest.write_text(json.dumps({"format": _FORMAT, "version": build.built_version(), "kind": home.facts().get("kind"), "made_at": int(time.time())}))
        tar.add(manifest, _MANIFEST)
        # First, so that the files it speaks of are there when they are copied.
        _add_database(tar, home, Path(scratch))
        _add_files(tar, home)


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
            _add(tar, entry, entry.name)


def _add_database(tar: tarfile.TarFile, home: Home, scratch: Path) -> None:
    """Copied cold when it is down; by PostgreSQL's base-backup protocol when it is up, so that nobody has to stop."""
    database = home.file("database")
    if not home.database_pid():
        _add(tar, database, "database", wanted=_is_data)
        return
    label = scratch / "backup_label"
    with _BackupSession(home) as session:
        _add(tar, database, "database", wanted=_is_copied_at_once, mended=True)
        label.write_text(session.finish())
        # The write-ahead log up to the end of the backup makes the copied files consistent at the first start.
        _add(tar, database / "pg_wal", "database/pg_wal", mended=True)
    tar.add(label, "database/backup_label")


def _is_data(name: Path) -> bool:
    return name.name not in _NOT_DATA


def _is_copied_at_once(name: Path) -> bool:
    return _is_data(name) and name.parent.name not in _COPIED_EMPTY


def _add(tar: tarfile.TarFile, path: Path, name: str, wanted: Callable[[Path], bool] = lambda _: True, mended: bool = False) -> None:
    """Follows links, since what they lead to belongs to the home, and passes over what is gone by now."""
    if not wanted(Path(name)):
        return
    _refuse_endless(path)
    try:
        member = tar.gettarinfo(path, name)
        content = path.open("rb") if member and member.isreg() else None
    except FileNotFoundError:
        return
    if content:
        with content:
            tar.addfile(member, _Steady(content) if mended else content)
    elif member:
        tar.addfile(member)
    for entry in _entries(path):
        _add(tar, entry, f"{name}/{entry.name}", wanted, mended)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except FileNotFoundError:
        return []


def _refuse_endless(path: Path) -> None:
    if path.is_symlink() and Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(path)):
        raise Failure(f"{path} is a link to a folder that it lies in. Remove it, and back up again.")


class _Steady:
    """Reads as much as was asked for, also of a file that lost its end meanwhile: the write-ahead log mends it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int) -> bytes:
        return self._file.read(size).ljust(size, b"\0")


class _BackupSession:
    """Holds the database session in which the base backup runs; a child process with the PostgreSQL driver of the Python environment.

    Its replication slot keeps the write-ahead log that the copy needs until the session ends.
    """

    _SCRIPT = """
import json, sys, psycopg2
connection = psycopg2.connect(sys.argv[1]); connection.autocommit = True
cursor = connection.cursor()
cursor.execute("select pg_create_physical_replication_slot('slipway_backup_' || pg_backend_pid(), true, true)")
cursor.execute("select pg_backup_start('slipway', fast => true)")
print('started', flush=True)
sys.stdin.readline()
cursor.execute("select labelfile from pg_backup_stop(wait_for_archive => false)")
print(json.dumps(cursor.fetchone()[0]), flush=True)
sys.stdin.readline()
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
        """Ends the backup, and answers with its label. What is copied of the log after this is whole."""
        self._process.stdin.write("stop\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise Failure(f"The database did not end the backup: {self._complaint()}")
        return json.loads(answer)

    def _complaint(self) -> str:
        return (self._process.communicate(timeout=10)[1].strip().splitlines() or ["no reason given"])[-1]

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()


def default_archive(home: Home) -> Path:
    return Path.cwd() / f"slipway-{home.path.name}-{time.strftime('%Y%m%d-%H%M%S')}.tar.gz"
