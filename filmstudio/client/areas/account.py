"""Signing in and out, one's own account, its sessions and keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, TypeVar

from filmstudio.client import errors, routes
from filmstudio.client.core import Tokens
from filmstudio.client.downloads import Progress, Target, download
from filmstudio.client.models import (
    ID,
    ApiKey,
    Ended,
    Entry,
    Leaving,
    Me,
    NewApiKey,
    Session,
    SessionState,
    Told,
    Usage,
    Verified,
)
from filmstudio.client.steps import Area, Flow, both

R = TypeVar("R")


class Auth(Area[R]):
    """Signing in with a password. Programs that run by themselves use an API key instead."""

    @property
    def tokens(self) -> Tokens | None:
        """What the client is signed in with; give it to a new client to go on with it."""
        return self.core.tokens

    @both
    def register(
        self, email: str, password: str, name: str = "", language: str = "en"
    ) -> Flow[Told]:
        """Opens an account; the answer says what happens next."""
        given = {"email": email, "password": password, "name": name, "language": language}
        return self.core.call(routes.REGISTER, json=given, signed=False)

    @both
    def login(self, email: str, password: str, code: str = "") -> Flow[Entry]:
        """Signs this client in; its tokens are renewed by themselves from then on.

        Raises SecondFactorNeeded where the account has one and no code was given.

        >>> client.auth.login("ann@example.com", "seven green kettles hum")  # doctest: +SKIP
        """
        given = {"email": email, "password": password, "code": code}
        entry = yield from self.core.call(routes.LOGIN, json=given, signed=False)
        self.core.enter(entry)
        return entry

    @both
    def verify_code(self, code: str, ticket: str = "") -> Flow[Verified]:
        """Gives a code of the second factor: with the ticket of a sign-in that waits for it, or in
        a session that lacks it."""
        given = {"code": code} | ({"ticket": ticket} if ticket else {})
        verified = yield from self.core.call(routes.VERIFY_CODE, json=given, signed=not ticket)
        if verified.entry is not None:
            self.core.enter(verified.entry)
        return verified

    @both
    def confirm(self, password: str) -> Flow[None]:
        """Gives the password again: for ten minutes this session may make keys and the like."""
        return self.core.call(routes.CONFIRM, json={"password": password})

    @both
    def session(self) -> Flow[SessionState]:
        """What this session has shown so far."""
        return self.core.call(routes.SESSION_STATE)

    @both
    def refresh(self) -> Flow[Tokens]:
        """Renews the tokens now. It is not needed: the client does it in time."""
        if self.core.tokens is None:
            raise errors.SignInNeeded("This client is not signed in.", status=401, code="sign_in")
        return self.core.renew(self.core.tokens)

    @both
    def logout(self) -> Flow[None]:
        """Ends the session and forgets its tokens."""
        yield from self.core.call(routes.LOGOUT)
        self.core.keep(None)


class Account(Area[R]):
    """One's own account."""

    @both
    def get(self) -> Flow[Me]:
        """Who you are here."""
        return self.core.call(routes.ME)

    @both
    def change(self, **changes: Any) -> Flow[Me]:
        """Changes name, language, theme, notify or avatar_file_id; what is left out stays."""
        return self.core.call(routes.CHANGE_ME, json=plain(changes))

    @both
    def usage(self) -> Flow[Usage]:
        """What you have and made."""
        return self.core.call(routes.USAGE)

    @both
    def sessions(self) -> Flow[list[Session]]:
        """Where you are signed in."""
        return self.core.call(routes.SESSIONS)

    @both
    def end_session(self, session_id: ID) -> Flow[None]:
        """Signs one browser or program out."""
        return self.core.call(routes.END_SESSION, session_id=session_id)

    @both
    def end_other_sessions(self) -> Flow[Ended]:
        """Signs out everywhere else."""
        return self.core.call(routes.END_SESSIONS)

    @both
    def export(self, to: Target, *, progress: Progress | None = None) -> Flow[Path]:
        """Everything the studio has of you, as a ZIP in a file or folder."""
        return download(self.core, self.core.request(routes.EXPORT), to, progress)

    @both
    def leave(self) -> Flow[Leaving]:
        """Closes the account. Needs the password again (`auth.confirm`)."""
        return self.core.call(routes.LEAVE)


class ApiKeys(Area[R]):
    """Keys for programs that run by themselves."""

    @both
    def list(self) -> Flow[list[ApiKey]]:
        """Your keys, newest first."""
        return self.core.call(routes.API_KEYS)

    @both
    def create(
        self,
        name: str,
        scopes: tuple[Literal["read", "write"], ...] = ("read", "write"),
        *,
        expires_in_days: int | None = None,
    ) -> Flow[NewApiKey]:
        """A new key; its `key` is told this once. Needs the password again (`auth.confirm`)."""
        given = {"name": name, "scopes": [*scopes], "expires_in_days": expires_in_days}
        return self.core.call(routes.CREATE_API_KEY, json=given)

    @both
    def rotate(self, key_id: ID, overlap_hours: int = 24) -> Flow[NewApiKey]:
        """A key in place of an old one; both are good for a while."""
        given = {"overlap_hours": overlap_hours}
        return self.core.call(routes.ROTATE_API_KEY, json=given, key_id=key_id)

    @both
    def revoke(self, key_id: ID) -> Flow[None]:
        """Makes a key useless at once."""
        return self.core.call(routes.REVOKE_API_KEY, key_id=key_id)


def plain(given: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON has them: ids as text.

    >>> from uuid import UUID
    >>> plain({"file": UUID(int=0), "n": 1})
    {'file': '00000000-0000-0000-0000-000000000000', 'n': 1}
    """
    from uuid import UUID

    return {name: str(one) if isinstance(one, UUID) else one for name, one in given.items()}
