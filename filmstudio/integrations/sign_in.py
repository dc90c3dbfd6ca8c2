"""Signing in with Google and Apple (OpenID Connect) and with GitHub (its own OAuth).

All by the authorization code flow with state, nonce and PKCE (RFC 9700, section 2.1).
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, TypeAdapter

from filmstudio.errors import Broken, NotFound, SignInNeeded
from filmstudio.settings import settings

SECONDS = 10.0
LEEWAY = 60
"""Seconds by which clocks may differ."""
ALGORITHMS = ["RS256", "ES256"]
NAMES = {"google": "Google", "github": "GitHub", "apple": "Apple"}
SCOPES = {
    "google": "openid email profile",
    "github": "read:user user:email",
    "apple": "openid name email",
}


@dataclass(frozen=True)
class Start:
    """Where the browser is sent, and what has to fit when it comes back."""

    url: str
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True)
class Profile:
    """Who came back. `email_verified` as the service says."""

    provider: str
    subject: str
    email: str
    email_verified: bool
    name: str = ""


def configured() -> tuple[str, ...]:
    """The services that this studio is registered with."""
    return tuple(name for name in NAMES if _credentials(name)[0])


def _credentials(provider: str) -> tuple[str, str]:
    """Our id and secret there; Apple's secret is made for each request."""
    given = settings()
    if provider == "google":
        return given.google_client_id, given.google_client_secret.get_secret_value()
    if provider == "github":
        return given.github_client_id, given.github_client_secret.get_secret_value()
    return given.apple_client_id, ""


def _must_be_configured(provider: str) -> None:
    if provider not in configured():
        raise NotFound("This studio offers no sign-in of that name.")


def start(provider: str, redirect_uri: str) -> Start:
    """Begins a sign-in. Raises NotFound for a service that is not set up, Broken where it does not
    answer."""
    _must_be_configured(provider)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    extra: dict[str, str] = {}
    with _told(provider), _client(provider, redirect_uri) as client:
        if provider == "github":
            address = f"{settings().github_url.rstrip('/')}/login/oauth/authorize"
        else:
            address = _discovered(provider).authorization_endpoint
            extra["nonce"] = nonce
        if provider == "apple":
            extra["response_mode"] = "form_post"  # asked for by Apple where a scope is wanted
        url, _ = client.create_authorization_url(
            address, state=state, code_verifier=verifier, **extra
        )
    return Start(str(url), state, nonce, verifier)


def finish(
    provider: str, redirect_uri: str, *, code: str, nonce: str, verifier: str, user: str = ""
) -> Profile:
    """Who signed in. `user` is what Apple tells of a name, the first time only.

    Raises SignInNeeded where the service does not confirm it, Broken where it does not answer.
    """
    _must_be_configured(provider)
    given = {"code": code, "code_verifier": verifier, "grant_type": "authorization_code"}
    with _told(provider), _client(provider, redirect_uri) as client:
        if provider == "github":
            base = settings().github_url.rstrip("/")
            client.fetch_token(f"{base}/login/oauth/access_token", **given)
            return _github_profile(client)
        found = _discovered(provider)
        token = client.fetch_token(found.token_endpoint, **given)
        keys = _Keys.model_validate_json(_fetched(found.jwks_uri))
        claims = _claims(provider, str(token["id_token"]), keys, found.issuer, nonce)
        return Profile(
            provider,
            str(claims["sub"]),
            str(claims.get("email") or ""),
            claims.get("email_verified") in (True, "true"),  # Apple says it as a string
            str(claims.get("name") or "") or _apple_name(user),
        )


def _client(provider: str, redirect_uri: str) -> Any:
    from authlib.integrations.httpx_client import OAuth2Client

    client_id, secret = _credentials(provider)
    return OAuth2Client(
        client_id=client_id,
        client_secret=_apple_secret() if provider == "apple" else secret,
        redirect_uri=redirect_uri,
        scope=SCOPES[provider],
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_post",
        timeout=SECONDS,
    )


def _apple_secret() -> str:
    """Apple takes a statement signed with the team's key instead of a secret (Apple's
    documentation, "Creating a client secret")."""
    from joserfc import jwt
    from joserfc.jwk import ECKey

    given = settings()
    key = ECKey.import_key(given.apple_private_key.get_secret_value().replace("\\n", "\n"))
    moment = int(time.time())
    claims = {
        "iss": given.apple_team_id,
        "sub": given.apple_client_id,
        "aud": given.apple_issuer,
        "iat": moment,
        "exp": moment + 300,
    }
    return jwt.encode({"alg": "ES256", "kid": given.apple_key_id}, claims, key)


class _AppleName(BaseModel):
    firstName: str = ""  # noqa: N815
    lastName: str = ""  # noqa: N815


class _AppleUser(BaseModel):
    name: _AppleName


def _apple_name(user: str) -> str:
    try:
        told = _AppleUser.model_validate_json(user[:2000]).name
    except ValueError:
        return ""
    return f"{told.firstName} {told.lastName}".strip()


class _Discovery(BaseModel):
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


class _Keys(BaseModel):
    keys: list[dict[str, Any]]


class _GitHubUser(BaseModel):
    id: int
    login: str
    name: str | None = None


class _GitHubMail(BaseModel):
    email: str
    primary: bool = False
    verified: bool = False


_GitHubMails = TypeAdapter(list[_GitHubMail])


def _discovered(provider: str) -> _Discovery:
    given = settings()
    issuer = given.google_issuer if provider == "google" else given.apple_issuer
    return _discovery(issuer.rstrip("/"), int(time.time()) // 3600)


@lru_cache(maxsize=8)
def _discovery(issuer: str, _hour: int) -> _Discovery:
    """What a service says of itself (OpenID Connect Discovery 1.0), asked for once an hour."""
    told = _Discovery.model_validate_json(_fetched(f"{issuer}/.well-known/openid-configuration"))
    if told.issuer.rstrip("/") != issuer:
        raise ValueError("another issuer")
    return told


def _fetched(url: str) -> bytes:
    import httpx2

    return httpx2.get(url, timeout=SECONDS).raise_for_status().content


def _claims(provider: str, token: str, keys: _Keys, issuer: str, nonce: str) -> dict[str, Any]:
    """What an ID token says, checked as OpenID Connect Core 1.0, section 3.1.3.7 asks."""
    from joserfc import jwt
    from joserfc.jwk import KeySet

    known = KeySet.import_key_set({"keys": keys.keys})  # type: ignore[typeddict-item]
    found = jwt.decode(token, known, algorithms=ALGORITHMS)
    registry = jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": _credentials(provider)[0]},
        nonce={"essential": True, "value": nonce},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    )
    registry.validate(found.claims)
    return dict(found.claims)


def _github_profile(client: Any) -> Profile:
    api = settings().github_api.rstrip("/")
    headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
    who = _GitHubUser.model_validate_json(_of_github(client.get(f"{api}/user", headers=headers)))
    mails = _GitHubMails.validate_json(
        _of_github(client.get(f"{api}/user/emails", headers=headers))
    )
    first = next((mail for mail in mails if mail.primary), _GitHubMail(email=""))
    return Profile("github", str(who.id), first.email, first.verified, who.name or who.login)


def _of_github(answer: Any) -> bytes:
    return bytes(answer.raise_for_status().content)


@contextmanager
def _told(provider: str) -> Iterator[None]:
    """Turns what can go wrong at a service into the studio's families."""
    import httpx2
    from authlib.integrations.base_client import OAuthError
    from joserfc.errors import JoseError

    name = NAMES[provider]
    try:
        yield
    except httpx2.HTTPStatusError as error:
        if error.response.status_code >= 500:
            raise Broken(
                "{service} has a fault just now. Try again in a while.", service=name
            ) from error
        raise SignInNeeded(
            "{service} did not confirm the sign-in. Try again.", service=name
        ) from error
    except httpx2.HTTPError as error:
        raise Broken(
            "{service} cannot be reached just now. Try again in a while.", service=name
        ) from error
    except (OAuthError, JoseError, ValueError, KeyError) as error:
        raise SignInNeeded(
            "{service} did not confirm the sign-in. Try again.", service=name
        ) from error
