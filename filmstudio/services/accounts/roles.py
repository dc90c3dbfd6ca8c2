"""Who may do what: roles, suspension and plans, as admins change them."""

from __future__ import annotations

import uuid

from sqlalchemy import Select, func
from sqlalchemy import select as choose
from sqlmodel import Session, col, select

from filmstudio.errors import BadInput, Conflict, Forbidden, NotFound
from filmstudio.services import audit, billing
from filmstudio.services.accounts.register import OWNER
from filmstudio.services.accounts.sessions import end_others
from filmstudio.services.actor import RANK, Actor
from filmstudio.store.db import locked
from filmstudio.store.once import insert_once
from filmstudio.store.tables import StudioSetting, User

STATES = ("active", "suspended")


def listed(
    actor: Actor, search: str = "", role: str = "", status: str = "", plan: str = ""
) -> Select[tuple[User]]:
    """Accounts for admins; `search` is looked for in addresses and names."""
    actor.must_be("admin")
    found: Select[tuple[User]] = choose(User)
    found = found.where(col(User.status) != "erased")
    if search:
        wanted = search.lower()
        in_name = func.lower(col(User.name)).contains(wanted, autoescape=True)
        found = found.where(col(User.email).contains(wanted, autoescape=True) | in_name)
    for column, value in ((User.role, role), (User.status, status), (User.plan, plan)):
        if value:
            found = found.where(col(column) == value)
    return found


def somebody(session: Session, actor: Actor, user_id: uuid.UUID) -> User:
    """Any account, for admins. Raises NotFound."""
    actor.must_be("admin")
    user = session.get(User, user_id)
    if user is None or user.status == "erased":
        raise NotFound("There is no such user.")
    return user


def change_user(
    session: Session,
    actor: Actor,
    user_id: uuid.UUID,
    *,
    role: str | None = None,
    status: str | None = None,
    plan: str | None = None,
) -> User:
    """Changes role, status or plan of an account; what is None stays.

    Admins change those of lower rank; only a super admin gives or takes roles and touches other
    admins. The studio keeps one super admin at least. Raises Forbidden, NotFound, BadInput,
    Conflict.
    """
    actor.must_be("admin")
    _one_at_a_time(session)
    user = somebody(session, actor, user_id)
    if not actor.at_least("super_admin"):
        if role is not None and role != user.role:
            raise Forbidden("Only a super admin gives roles.")
        if RANK[user.role] >= RANK["admin"]:
            raise Forbidden("Only a super admin changes admins.")
    if plan is not None and plan != user.plan:
        # Before the user is locked: whoever changes plans locks the account of credits first.
        billing.grant_plan(session, actor, user_id, plan)
    user = locked(session, User, user_id) or user
    if role is not None and role != user.role:
        if role not in RANK:
            raise BadInput(
                "There is no role '{role}': choose one of {roles}.", role=role, roles=list(RANK)
            )
        if user.role == "super_admin":
            keep_one_super_admin(session, user)
        audit.note(session, actor, "user.role", user.id, before=user.role, after=role)
        user.role = role
    if status is not None and status != user.status:
        _change_status(session, actor, user, status)
    session.add(user)
    return user


def _change_status(session: Session, actor: Actor, user: User, status: str) -> None:
    if status not in STATES:
        raise BadInput("An account is {states}.", code="status", states=" or ".join(STATES))
    if status == "suspended":
        if user.id == actor.user_id:
            raise Conflict("You cannot suspend yourself.", code="self")
        if user.role == "super_admin":
            keep_one_super_admin(session, user)
        end_others(session, user.id)
    if user.status == "deleted":
        user.deleted_at = None
    user.status = status
    audit.note(session, actor, "user.suspend" if status == "suspended" else "user.admit", user.id)


def _one_at_a_time(session: Session) -> None:
    """Two super admins who demote each other at the same moment wait for one another."""
    insert_once(session, StudioSetting(name=OWNER, value={}))
    locked(session, StudioSetting, OWNER)


def keep_one_super_admin(session: Session, leaving: User) -> None:
    """Raises Conflict where nobody would be left to run the studio."""
    _one_at_a_time(session)
    others = session.exec(
        select(func.count())
        .select_from(User)
        .where(User.role == "super_admin", User.status == "active", User.id != leaving.id)
    ).one()
    if not others:
        raise Conflict("The studio needs a super admin: promote somebody else first.", code="last")
