"""Who asks: every use case gets an actor and decides by it, whoever called."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Literal

from filmstudio.errors import Forbidden, SignInNeeded

Role = Literal["user", "moderator", "admin", "super_admin"]
RANK: dict[str, int] = {"user": 0, "moderator": 1, "admin": 2, "super_admin": 3}


@dataclass(frozen=True)
class Actor:
    """Somebody who is signed in, or a guest (`user_id` None).

    `scopes` limits what an API key may do: read, write, or both; empty means everything that
    its owner may do. `second_factor` says whether this session was confirmed by one.
    """

    user_id: uuid.UUID | None = None
    role: str = "user"
    plan: str = "guest"
    session_id: uuid.UUID | None = None
    key_id: uuid.UUID | None = None
    scopes: frozenset[str] = frozenset()
    second_factor: bool = False
    address: str = ""
    user_agent: str = ""

    @property
    def is_guest(self) -> bool:
        return self.user_id is None

    def user(self) -> uuid.UUID:
        """The id of who is signed in. Raises SignInNeeded for guests."""
        if self.user_id is None:
            raise SignInNeeded("Sign in first.")
        return self.user_id

    def at_least(self, role: Role) -> bool:
        """Whether the role is this one or a higher one."""
        return self.user_id is not None and RANK[self.role] >= RANK[role]

    def must_be(self, role: Role) -> None:
        """Raises SignInNeeded for guests and Forbidden for those of a lower role, and for admins
        who have not given their second factor."""
        self.user()
        if not self.at_least(role):
            raise Forbidden("Your account may not do this.")
        if RANK[role] >= RANK["admin"] and not self.second_factor:
            raise Forbidden(
                "This needs a second factor: set one up under security, then sign in with it.",
                code="second_factor",
            )

    def must_have(self, scope: str) -> None:
        """Raises Forbidden where an API key lacks this scope."""
        if self.scopes and scope not in self.scopes:
            raise Forbidden("This API key lacks the scope '{scope}'.", code="scope", scope=scope)


GUEST = Actor()
OPERATOR = Actor(uuid.UUID(int=0), role="super_admin", plan="enterprise", second_factor=True)
"""Who works on the studio's own machine, at its command line."""
