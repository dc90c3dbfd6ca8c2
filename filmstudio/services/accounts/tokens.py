"""Access tokens: short-lived signed statements (JWT, RFC 7519) that a session is signed in."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import timedelta

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OctKey

from filmstudio.errors import SignInNeeded
from filmstudio.store.types import now
from filmstudio.vault import vault

ALGORITHM = "HS256"
ISSUER = "filmstudio"
TYPE = "at+jwt"
"""As RFC 9068 names access tokens: no other statement of the studio passes for one."""
LIFETIME = timedelta(minutes=15)
LONGEST = 4096
PURPOSE = "access tokens"


@dataclass(frozen=True)
class Claim:
    """What an access token says: which session of whom."""

    user_id: uuid.UUID
    session_id: uuid.UUID


def _keys() -> KeySet:
    """One key for each master key of the vault, the current one first; `kid` says which signed."""
    return KeySet(
        [
            OctKey.import_key(
                key,
                {
                    "kid": hashlib.sha256(b"kid" + key).hexdigest()[:16],
                    "use": "sig",
                    "alg": ALGORITHM,
                },
            )
            for key in vault().derived(PURPOSE)
        ]
    )


def issue(user_id: uuid.UUID, session_id: uuid.UUID) -> str:
    """An access token of a session, good for a quarter of an hour."""
    key = _keys().keys[0]
    moment = now()
    return jwt.encode(
        {"alg": ALGORITHM, "typ": TYPE, "kid": key.kid},
        {
            "iss": ISSUER,
            "sub": str(user_id),
            "sid": str(session_id),
            "iat": int(moment.timestamp()),
            "exp": int((moment + LIFETIME).timestamp()),
        },
        key,
        algorithms=[ALGORITHM],
    )


def read(token: str) -> Claim:
    """What a token of ours says. Raises SignInNeeded for one that was not signed by us with our one
    algorithm, that says something else, or that is too old."""
    if len(token) > LONGEST:
        raise SignInNeeded("The access token is not one of this studio's.", code="token")
    try:
        found = jwt.decode(token, _keys(), algorithms=[ALGORITHM])
        if found.header.get("typ") != TYPE:
            raise ValueError("another type")
        jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": ISSUER},
            exp={"essential": True},
            iat={"essential": True},
        ).validate(found.claims)
        return Claim(uuid.UUID(found.claims["sub"]), uuid.UUID(found.claims["sid"]))
    except (JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, JoseError) and error.error == "expired_token":
            raise SignInNeeded(
                "The access token has run out: ask for a new one with the refresh token.",
                code="token_expired",
            ) from error
        raise SignInNeeded("The access token is not one of this studio's.", code="token") from error
