"""Sums what Maven's test plugins wrote, since a reactor's own last lines tell modules, not tests."""

from __future__ import annotations

import xml.etree.ElementTree as xml
from dataclasses import astuple, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Counts:
    run: int = 0
    failures: int = 0
    errors: int = 0
    skipped: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def __str__(self) -> str:
        return f"Tests run: {self.run}, Failures: {self.failures}, Errors: {self.errors}, Skipped: {self.skipped}"


def count(root: Path, since: float) -> Counts:
    """Over all modules, without the reports of earlier runs (times in seconds of the epoch)."""
    files = [f for kind in ("surefire", "failsafe") for f in root.glob(f"*/target/{kind}-reports/TEST-*.xml")]
    return sum((_read(f) for f in files if f.stat().st_mtime >= since), Counts())


def _read(report: Path) -> Counts:
    suite = xml.parse(report).getroot()
    return Counts(*(int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")))
