"""Accounts and the audit log, for admins who have given their second factor."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from filmstudio.api.context import Reading, SignedIn, Transaction
from filmstudio.api.cursor import Cursor, Limit, Page, page
from filmstudio.api.shapes import Given, Shown
from filmstudio.services import audit
from filmstudio.services.accounts import roles
from filmstudio.store.tables import AuditEntry, User

router = APIRouter(prefix="/admin", tags=["admin"])

Role = Literal["user", "moderator", "admin", "super_admin"]


class UserShown(Shown):
    """An account as admins see it."""

    id: uuid.UUID
    email: str
    email_verified_at: datetime | None
    name: str
    role: str
    status: str
    plan: str
    language: str
    second_factor: bool
    created_at: datetime
    last_seen_at: datetime | None
    deleted_at: datetime | None


class UserChanges(Given):
    """What admins change of an account; what is left out stays. Only a super admin gives roles."""

    role: Role = "user"
    status: Literal["active", "suspended"] = "active"
    plan: str = Field("free", max_length=20, examples=["pro"])


class EntryShown(Shown):
    """Something that was done: by whom (null: by the studio itself, or a guest), and to what."""

    id: uuid.UUID
    actor_id: uuid.UUID | None
    action: str
    target: str
    address: str
    details: dict[str, Any]
    created_at: datetime


def shown(user: User) -> UserShown:
    """An account as admins see it."""
    told = user.model_dump(include=set(UserShown.model_fields))
    return UserShown(**told, second_factor=user.totp_enabled_at is not None)


Search = Annotated[str, Query(max_length=200, description="Part of an address or a name.")]


@router.get("/users")
def list_users(
    actor: SignedIn,
    session: Reading,
    search: Search = "",
    role: Role | None = None,
    status: Literal["active", "suspended", "deleted"] | None = None,
    plan: Annotated[str, Query(max_length=20)] = "",
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Page[UserShown]:
    """Accounts, newest first."""
    found = roles.listed(actor, search, role or "", status or "", plan)
    return page(session, found, shown, order=(User.id,), limit=limit, cursor=cursor)


@router.get("/users/{user_id}")
def get_user(user_id: uuid.UUID, actor: SignedIn, session: Reading) -> UserShown:
    """One account."""
    return shown(roles.somebody(session, actor, user_id))


@router.patch("/users/{user_id}")
def change_user(
    user_id: uuid.UUID, given: UserChanges, actor: SignedIn, session: Transaction
) -> UserShown:
    """Changes role, status or plan. A suspended account is out at once, with all its keys."""
    changes = given.model_dump(exclude_unset=True)
    return shown(roles.change_user(session, actor, user_id, **changes))


@router.get("/audit")
def audit_log(
    actor: SignedIn,
    session: Reading,
    action: Annotated[str, Query(max_length=60)] = "",
    user_id: uuid.UUID | None = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Page[EntryShown]:
    """Who did what, newest first; of one user also what was done to them."""
    found = audit.listed(actor, action, user_id)
    return page(
        session,
        found,
        EntryShown.model_validate,
        order=(AuditEntry.id,),
        limit=limit,
        cursor=cursor,
    )
