"""Says what is happening, how long it took, and what is still to come."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import contextmanager

# Everything that reports progress goes to standard error; standard output belongs to answers.
_started = time.monotonic()


class Failure(Exception):
    """One line that says what went wrong and what to do next."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def seconds(duration: float) -> str:
    if duration < 60:
        return f"{duration:.1f} s"
    return f"{int(duration // 60)} m {int(duration % 60):02d} s"


def since_start() -> float:
    return time.monotonic() - _started


@contextmanager
def step(title: str):
    """A step with its time; the yielded function adds a remark to the closing line."""
    say(f"  .. {title}")
    begun = time.monotonic()
    remarks: list[str] = []
    yield remarks.append
    tail = f" ({', '.join(remarks)})" if remarks else ""
    say(f"  ok {title}: {seconds(time.monotonic() - begun)}{tail}")


def wait_until(what: str, ready: Callable[[], bool], limit: float, alive: Callable[[], str | None] = lambda: None) -> None:
    """Polls until ready; fails when the limit has passed or when `alive` gives a reason to give up."""
    deadline = time.monotonic() + limit
    while not ready():
        reason = alive()
        if reason:
            raise Failure(reason)
        if time.monotonic() > deadline:
            raise Failure(f"{what} did not happen within {seconds(limit)}.")
        time.sleep(0.2)
