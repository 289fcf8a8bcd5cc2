"""`api`: one REST call with the demo's or one's own credential."""

from __future__ import annotations

import http.client
import json
import os
import re
import urllib.error
import urllib.parse
import urllib.request

from homes import Home
from progress import Failure

_LIMIT = 120
_DOWN = 3
# What may stand in an address as it is; everything else, such as a blank or an umlaut in a name, is written as %XX.
_AS_IT_IS = "%/?:@!$&'()*+,;=-._~[]"


def address(base: str, path: str) -> str:
    """The full address of a path, or of a resource below /api/v1."""
    if not re.match("https?://[^/]", base):
        raise Failure(f"SLIPWAY_URL is {base!r}. Give the portal's address, such as http://127.0.0.1:8080.", 2)
    return base.rstrip("/") + urllib.parse.quote(path if path.startswith("/") else f"/api/v1/{path}", safe=_AS_IT_IS)


def token(home: Home, role: str) -> str:
    """SLIPWAY_TOKEN, or the token of one of the demo's logins."""
    given = os.environ.get("SLIPWAY_TOKEN", "").strip()
    if given:
        return given
    try:
        logins = json.loads(home.logins.read_text())
    except (OSError, ValueError):
        raise Failure("No token. Set SLIPWAY_TOKEN to one made under Account, Tokens.", 2) from None
    if role not in logins:
        raise Failure(f"The demo has no login {role}. It has: {', '.join(logins)}.", 2)
    return logins[role]["token"]


def send(method: str, url: str, body: str | None, credential: str) -> tuple[int, str]:
    """Status and body of the answer, whatever it is."""
    if not re.fullmatch("[A-Za-z]+", method):
        raise Failure(f"{method!r} is no method. Give GET, POST, PUT or DELETE.", 2)
    if not re.fullmatch("[!-~]+", credential):
        raise Failure("SLIPWAY_TOKEN holds characters that no token has. Copy it again.", 2)
    request = urllib.request.Request(url, body.encode() if body else None, method=method.upper())
    request.add_header("Authorization", f"Bearer {credential}")
    request.add_header("Accept", "application/json")
    if body:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=_LIMIT) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Failure(f"{url} does not answer: {error}. See ./slipway status.", _DOWN) from None
