"""Services to sign in with, as they answer: an OpenID provider, and GitHub."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from oidc_provider_mock import User as Somebody
from oidc_provider_mock import run_server_in_thread

from tests.listener import Answer, Asked, Listener, running_listener

GOOGLE_USERS = [
    Somebody(
        sub="g-ann",
        claims={"email": "ann@example.com", "email_verified": True, "name": "Ann Lee"},
    ),
    Somebody(sub="g-bob", claims={"email": "bob@example.com", "email_verified": False}),
    Somebody(sub="g-eve", claims={"email": "eve@example.com", "email_verified": True}),
]


@contextmanager
def running_google() -> Iterator[str]:
    """An OpenID provider; its issuer. It insists on a nonce."""
    with run_server_in_thread(require_nonce=True, user_claims=GOOGLE_USERS) as server:
        yield f"http://localhost:{server.server_port}"


def agree(url: str, sub: str) -> dict[str, str]:
    """Somebody signs in over there and agrees: what the browser brings back."""
    answer = httpx.post(url, data={"sub": sub})
    assert answer.status_code == 302, answer.text
    return brought(answer.headers["location"])


def brought(location: str) -> dict[str, str]:
    """The query of the address that a browser is sent back to."""
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


@dataclass
class GitHub:
    """GitHub as far as a sign-in goes: codes are good once, PKCE is checked, faults of the token
    endpoint come with status 200 as GitHub does."""

    user: dict[str, Any] = field(
        default_factory=lambda: {"id": 583231, "login": "ann-lee", "name": None, "email": None}
    )
    emails: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {"email": "old@example.com", "primary": False, "verified": True},
            {"email": "ann@example.com", "primary": True, "verified": True},
        ]
    )
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    fault: int = 0

    def agree(self, url: str) -> dict[str, str]:
        """Somebody agrees on GitHub's page."""
        parts = urlsplit(url)
        assert parts.path == "/login/oauth/authorize"
        asked = brought(url)
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_hex(10)
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def answer(self, asked: Asked) -> Answer:
        if self.fault:
            return Answer(self.fault, {"message": "Unicorn!"})
        if asked.path == "/login/oauth/access_token" and asked.method == "POST":
            return self._token(asked)
        token = asked.headers.get("authorization", "").partition(" ")[2]
        if token not in self.tokens:
            return Answer(401, {"message": "Bad credentials"})
        if asked.path == "/user":
            return Answer(200, self.user)
        if asked.path == "/user/emails":
            return Answer(200, self.emails)
        return Answer(404, {"message": "Not Found"})

    def _token(self, asked: Asked) -> Answer:
        given = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
        begun = self.codes.pop(given.get("code", ""), None)
        if given.get("client_id") != "our-id" or given.get("client_secret") != "our-secret":
            return Answer(200, {"error": "incorrect_client_credentials"})
        if begun is None or begun["redirect_uri"] != given.get("redirect_uri"):
            return Answer(200, {"error": "bad_verification_code"})
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if challenge != begun["code_challenge"]:
            return Answer(200, {"error": "bad_verification_code"})
        token = f"gho_{secrets.token_hex(10)}"
        self.tokens.add(token)
        return Answer(
            200, {"access_token": token, "token_type": "bearer", "scope": "read:user,user:email"}
        )


@contextmanager
def running_github() -> Iterator[tuple[GitHub, Listener]]:
    """GitHub on this machine."""
    github = GitHub()
    with running_listener(github.answer) as listener:
        yield github, listener
