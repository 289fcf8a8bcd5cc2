"""Makes the demo's story through the portal's REST API: promotions asked for, decided, refused and left waiting. Safe to repeat."""

from __future__ import annotations

import argparse
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REQUESTER, APPROVER = "data_scientist", "ml_engineer"
# What a gate is called in the answer, by a part of its name.
LIMIT, HOLDER, SIGNATURE, TWIN = "at least", "not worse than the holder", "signature", "ONNX twin"
PATIENCE = 60


class Unexpected(Exception):
    """What happened, why, and where to look."""


@dataclass(frozen=True)
class Chapter:
    """One request for a promotion, and what becomes of it. `role` is the version's tag demo.role."""

    model: str
    role: str
    stage: str
    reason: str
    decision: str | None = None
    comment: str = ""
    refused_by: str | None = None

    def __str__(self) -> str:
        return f"{self.model}, {self.role}, to {self.stage}"


STORY = (
    Chapter("employment", "first-champion", "Production", "Our first model, good enough to start with.", "approve", "Agreed: simple and easy to explain."),
    Chapter("diabetes", "first-champion", "Production", "A baseline to measure others against.", "approve", "Fine as a baseline."),
    Chapter("digits", "first-champion", "Production", "Reads nearly all of the hold-out.", "approve", "Go ahead."),
    Chapter("employment", "below-limit", "Production", "Trains in a second, for the nightly job.", refused_by=LIMIT),
    Chapter("employment", "worse-than-champion", "Production", "Smaller than the current one.", refused_by=HOLDER),
    Chapter("employment", "changed-signature", "Production", "Better, and prepared for the end of the column SCHL.", refused_by=SIGNATURE),
    Chapter("employment", "bad-twin", "Production", "The best forest so far.", refused_by=TWIN),
    Chapter("diabetes", "candidate", "Staging", "To be compared with the boosted stumps.", "approve", "Good to have beside the other."),
    Chapter("diabetes", "passes", "Production", "Ten units less error than the ridge in production."),
    Chapter("digits", "passes", "Staging", "Two points more accurate than the linear model.", "reject", "Please show it on rotated digits first."),
)
ENDS = {"approve": "PROMOTED", "reject": "REJECTED"}


class Portal:
    def __init__(self, url: str, logins: dict[str, Any]) -> None:
        self._url = url.rstrip("/")
        self._logins = logins

    def get(self, path: str, **query: str) -> Any:
        return self._call("GET", f"{path}?{urllib.parse.urlencode(query)}" if query else path, REQUESTER, None)

    def post(self, path: str, role: str, body: dict[str, Any]) -> Any:
        return self._call("POST", path, role, body)

    def _call(self, method: str, path: str, role: str, body: dict[str, Any] | None) -> Any:
        request = urllib.request.Request(f"{self._url}/api/v1/{path}", json.dumps(body).encode() if body else None, method=method)
        request.add_header("Authorization", f"Bearer {self._logins[role]['token']}")
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            raise Unexpected(f"{method} {path} as {role} answered {error.code}: {_detail(error.read())}") from None
        except OSError as error:
            raise Unexpected(f"{self._url} does not answer: {error}. Is the portal up? See ./slipway status.") from None


def _detail(body: bytes) -> str:
    try:
        problem = json.loads(body)
        return problem.get("detail") or problem.get("title") or str(problem)
    except (ValueError, AttributeError):
        return body.decode(errors="replace")[:200]


def tell(portal: Portal, chapter: Chapter) -> str:
    """Does what is not there yet; returns the state the promotion is in."""
    version = _version(portal, chapter)
    promotion = _existing(portal, chapter, version)
    if promotion is None:
        promotion = _request(portal, chapter, version)
        _check_gates(chapter, promotion)
    if chapter.decision and promotion["state"] == "PENDING":
        portal.post(f"promotions/{promotion['id']}/decisions", APPROVER, {"decision": chapter.decision, "comment": chapter.comment})
        return _await(portal, chapter, promotion["id"], ENDS[chapter.decision])
    return promotion["state"]


def _version(portal: Portal, chapter: Chapter) -> str:
    versions = portal.get(f"models/{chapter.model}/versions", limit="1000")["items"]
    found = [v["version"] for v in versions if v["tags"].get("demo.role") == chapter.role]
    if not found:
        raise Unexpected(f"No version of {chapter.model} has the tag demo.role={chapter.role}. Was its training cut short? Try ./slipway demo --reset.")
    return min(found, key=int)


def _existing(portal: Portal, chapter: Chapter, version: str) -> dict[str, Any] | None:
    made = portal.get("promotions", model=chapter.model, version=version, limit="1000")["items"]
    return next((p for p in made if p["target_stage"] == chapter.stage), None)


def _request(portal: Portal, chapter: Chapter, version: str) -> dict[str, Any]:
    body = {"model": chapter.model, "version": version, "target_stage": chapter.stage, "reason": chapter.reason}
    return portal.post("promotions", REQUESTER, body)


def _check_gates(chapter: Chapter, promotion: dict[str, Any]) -> None:
    failed = [gate["name"] for gate in promotion["gates"] if gate["verdict"] == "FAIL"]
    undecided = [gate["name"] for gate in promotion["gates"] if gate["verdict"] == "INCONCLUSIVE"]
    expected = "GATES_FAILED" if chapter.refused_by else "PENDING"
    if promotion["state"] != expected or undecided:
        raise Unexpected(f"{chapter}: expected {expected}, got {promotion['state']}. Failed: {failed or 'none'}; undecided: {undecided or 'none'}.")
    # What is below the limit is worse than the holder as well; every other refusal has one reason only.
    wrong = [name for name in failed if chapter.refused_by not in name and chapter.refused_by != LIMIT]
    if chapter.refused_by and (wrong or not any(chapter.refused_by in name for name in failed)):
        raise Unexpected(f"{chapter}: expected the gate '{chapter.refused_by}' to refuse it, but refused by {failed}. Do policy and training fit?")


def _await(portal: Portal, chapter: Chapter, promotion: str, wanted: str) -> str:
    deadline = time.monotonic() + PATIENCE
    while (state := portal.get(f"promotions/{promotion}")["state"]) != wanted:
        if state == "FAILED" or time.monotonic() > deadline:
            raise Unexpected(f"{chapter}: {state} instead of {wanted}. The history of promotion {promotion} says why.")
        time.sleep(0.25)
    return state


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True, help="of the portal")
    parser.add_argument("--logins", required=True, type=Path, help="the home's demo-logins.json")
    options = parser.parse_args()
    portal = Portal(options.url, json.loads(options.logins.read_text()))
    try:
        for chapter in STORY:
            print(f"{chapter}: {tell(portal, chapter)}")
    except Unexpected as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
