"""Tests of roles and suspension: who may change whom, and that somebody stays in charge."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlmodel import func, select

from filmstudio.errors import BadInput, Conflict, Forbidden, NotFound, SignInNeeded
from filmstudio.services import audit
from filmstudio.services.accounts import roles
from filmstudio.services.actor import OPERATOR, Actor
from filmstudio.store.db import database
from filmstudio.store.tables import AuditEntry, User
from tests.services.accounts.people import (
    change,
    do,
    enter,
    owner,
    sign_in,
    user_of,
    who,
    with_second_factor,
)


@pytest.fixture
def people(studio):
    boss = with_second_factor(owner())
    admin = with_second_factor(enter("admin@example.com", role="admin"))
    ann = enter("ann@example.com")
    return boss, admin, ann


def test_admins_need_their_second_factor(people):
    boss, admin, ann = people
    for actor in (replace(boss, second_factor=False), replace(admin, second_factor=False), ann):
        with pytest.raises(Forbidden):
            do(roles.change_user, actor, ann.user_id, status="suspended")
        with pytest.raises(Forbidden):
            roles.listed(actor)
        with pytest.raises(Forbidden):
            audit.listed(actor)
    with pytest.raises(SignInNeeded):
        do(roles.change_user, Actor(), ann.user_id, role="admin")


def test_only_a_super_admin_gives_roles(people):
    boss, admin, ann = people
    for user_id in (ann.user_id, admin.user_id):
        with pytest.raises(Forbidden):
            do(roles.change_user, admin, user_id, role="super_admin")
    assert do(roles.change_user, boss, ann.user_id, role="moderator").role == "moderator"
    assert who(bearer=sign_in("ann@example.com").access_token).role == "moderator"
    with pytest.raises(BadInput):
        do(roles.change_user, boss, ann.user_id, role="emperor")
    with pytest.raises(NotFound):
        do(roles.change_user, boss, boss.session_id, role="user")


def test_admins_do_not_touch_admins(people):
    boss, admin, _ = people
    for user_id in (boss.user_id, admin.user_id):
        for what in ({"status": "suspended"}, {"plan": "pro"}):
            with pytest.raises(Forbidden):
                do(roles.change_user, admin, user_id, **what)


def test_suspension_works_at_once_and_can_be_taken_back(people):
    _, admin, _ann = people
    entered = sign_in("ann@example.com")
    do(roles.change_user, admin, user_of("ann@example.com").id, status="suspended")
    with pytest.raises((Forbidden, SignInNeeded)):
        who(bearer=entered.access_token)
    with pytest.raises(Forbidden, match="suspended"):
        sign_in("ann@example.com")
    do(roles.change_user, admin, user_of("ann@example.com").id, status="active")
    assert sign_in("ann@example.com")
    with pytest.raises(SignInNeeded):
        who(bearer=entered.access_token)


def test_the_last_super_admin_stays(people):
    boss, admin, _ann = people
    with pytest.raises(Conflict):
        do(roles.change_user, boss, boss.user_id, role="admin")
    with pytest.raises(Conflict):
        do(roles.change_user, boss, boss.user_id, status="suspended")
    do(roles.change_user, boss, admin.user_id, role="super_admin")
    assert do(roles.change_user, boss, boss.user_id, role="user").role == "user"


def test_two_super_admins_who_demote_each_other_at_once_do_not_both_succeed(people):
    boss, admin, _ = people
    do(roles.change_user, boss, admin.user_id, role="super_admin")
    second = replace(admin, role="super_admin")

    def one(pair: tuple[Actor, Actor]) -> bool:
        try:
            return bool(do(roles.change_user, pair[0], pair[1].user_id, role="user"))
        except Conflict:
            return False

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(one, [(boss, second), (second, boss)])) == 1
    with database().reading() as session:
        left = select(func.count()).select_from(User).where(User.role == "super_admin")
        assert session.exec(left).one() == 1


def test_plans_are_changed_by_name(people):
    _, admin, ann = people
    assert do(roles.change_user, admin, ann.user_id, plan="pro").plan == "pro"
    for wrong in ("guest", "gold"):
        with pytest.raises(BadInput):
            do(roles.change_user, admin, ann.user_id, plan=wrong)


def test_admins_find_people_and_read_the_log(people):
    boss, admin, ann = people
    change(user_of("ann@example.com"), name="100% Ann_Lee")
    with database().reading() as session:

        def found(**how: str) -> list[str]:
            return [user.email for user in session.execute(roles.listed(admin, **how)).scalars()]

        assert found(search="ANN@") == ["ann@example.com"]
        assert found(search="0% ann_") == ["ann@example.com"]
        assert found(search="%") == ["ann@example.com"]
        assert found(role="super_admin") == ["owner@example.com"]
        assert len(found()) == 3
    do(roles.change_user, OPERATOR, ann.user_id, status="suspended")
    with database().reading() as session:
        log = session.execute(audit.listed(boss, user_id=ann.user_id)).scalars().all()
        suspended = session.execute(audit.listed(boss, action="user.suspend")).scalars().one()
    assert {entry.action for entry in log} == {"register", "login", "user.suspend"}
    assert (suspended.actor_id, suspended.target) == (OPERATOR.user_id, str(ann.user_id))


def test_the_log_has_no_forged_lines(studio):
    forger = Actor(address="192.0.2.1\n2026 admin signed in")
    do(audit.note, forger, "trial", "x\r\n\x1b[31mred\u202e", name="a\nb" * 200, secret=object)
    with database().reading() as session:
        entry = session.exec(select(AuditEntry)).one()
    text = f"{entry.address}{entry.target}{entry.details}"
    assert text.isprintable()
    assert len(entry.details["name"]) <= 200
