"""Tests of the second factor: enrolment, codes that work once, and codes for a lost telephone."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
from sqlmodel import select

from filmstudio.errors import Conflict, Forbidden, SignInNeeded, TooMany
from filmstudio.services.accounts import login, second_factor
from filmstudio.store.db import database
from filmstudio.store.tables import LoginSession, RecoveryCode, User
from filmstudio.store.types import now
from tests.services.accounts.people import ASKED, PASSWORD, change, do, enter, owner, sign_in, who


def code_of(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(int(time.time()) + steps * second_factor.STEP)


@pytest.fixture
def enrolled(studio):
    """Ann, her secret and recovery codes; codes of the present step are unused."""
    owner()
    actor = enter("ann@example.com")
    enrolment = do(second_factor.enrol, actor)
    codes = do(second_factor.switch_on, actor, code_of(enrolment.secret, -1))
    return actor, enrolment.secret, codes


def test_enrolment_shows_a_picture_and_keeps_the_secret_sealed(studio):
    owner()
    actor, elsewhere = enter("ann@example.com"), sign_in("ann@example.com")
    enrolment = do(second_factor.enrol, actor)
    assert enrolment.qr_svg.startswith("<svg")
    assert pyotp.parse_uri(enrolment.uri).secret == enrolment.secret
    assert "ann%40example.com" in enrolment.uri
    with database().reading() as session:
        user = session.get_one(User, actor.user_id)
    assert enrolment.secret not in user.totp_secret
    assert not user.totp_enabled_at
    with pytest.raises(SignInNeeded):
        do(second_factor.switch_on, actor, "000000x")
    # A secret that was never confirmed asks nobody for a code.
    assert sign_in("ann@example.com").access_token
    codes = do(second_factor.switch_on, actor, code_of(enrolment.secret))
    assert len(set(codes)) == 10
    with database().reading() as session:
        kept = {row.hash for row in session.exec(select(RecoveryCode))}
    assert len(kept) == 10
    assert not kept & set(codes)
    with pytest.raises(SignInNeeded):
        who(bearer=elsewhere.access_token)
    with pytest.raises(Conflict):
        do(second_factor.enrol, actor)


def test_signing_in_takes_a_code(enrolled):
    actor, secret, _ = enrolled
    ticket = sign_in("ann@example.com")
    assert isinstance(ticket, login.SecondFactorNeeded)
    with pytest.raises(SignInNeeded):
        do(login.second_step, ASKED, ticket.ticket, "123")
    code = code_of(secret)
    entered = do(login.second_step, ASKED, ticket.ticket, code)
    assert who(bearer=entered.access_token).second_factor
    # Neither the code nor the ticket works again.
    with pytest.raises(SignInNeeded):
        do(login.second_step, ASKED, ticket.ticket, code_of(secret, 1))
    another = sign_in("ann@example.com")
    with pytest.raises(SignInNeeded, match="not the right one"):
        do(login.second_step, ASKED, another.ticket, code)
    with pytest.raises(SignInNeeded):
        sign_in("ann@example.com", code=code)
    assert sign_in("ann@example.com", code=code_of(secret, 1)).access_token
    assert actor.user_id


def test_a_code_is_used_once_by_many_at_once(enrolled):
    _, secret, _ = enrolled
    code = code_of(secret)

    def one(_: int) -> bool:
        try:
            return bool(sign_in("ann@example.com", code=code))
        except SignInNeeded:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(one, range(4))) == 1


def test_codes_of_another_time_are_refused(enrolled):
    _, secret, _ = enrolled
    for steps in (-3, 3):
        with pytest.raises(SignInNeeded):
            sign_in("ann@example.com", code=code_of(secret, steps))


def test_guessing_codes_locks_the_account(enrolled):
    _, secret, _ = enrolled
    for number in range(5):
        with pytest.raises(SignInNeeded):
            sign_in("ann@example.com", code=f"{number:06}")
    with pytest.raises(TooMany):
        sign_in("ann@example.com", code=code_of(secret))


def test_a_right_password_alone_does_not_forget_wrong_codes(enrolled):
    for number in range(5):
        ticket = sign_in("ann@example.com")
        with pytest.raises(SignInNeeded):
            do(login.second_step, ASKED, ticket.ticket, f"{number:06}")
    with pytest.raises(TooMany):
        sign_in("ann@example.com")


def test_a_recovery_code_works_once(enrolled):
    _, _, codes = enrolled
    assert sign_in("ann@example.com", code=codes[0].upper().replace("-", " ")).access_token
    with pytest.raises(SignInNeeded):
        sign_in("ann@example.com", code=codes[0])
    actor = who(bearer=sign_in("ann@example.com", code=codes[1]).access_token)
    fresh = do(second_factor.new_recovery_codes, actor)
    with pytest.raises(SignInNeeded):
        sign_in("ann@example.com", code=codes[2])
    assert sign_in("ann@example.com", code=fresh[0]).access_token


def test_switching_off_takes_a_code_and_is_not_for_admins(enrolled):
    actor, secret, codes = enrolled
    with pytest.raises(SignInNeeded):
        do(second_factor.switch_off, actor, "123456")
    change(actor_row(actor), role="admin")
    entered = who(bearer=sign_in("ann@example.com", code=codes[0]).access_token)
    entered.must_be("admin")
    with pytest.raises(Forbidden, match="Admins"):
        do(second_factor.switch_off, entered, code_of(secret))
    change(actor_row(actor), role="user")
    entered = who(bearer=sign_in("ann@example.com", code=codes[1]).access_token)
    do(second_factor.switch_off, entered, code_of(secret))
    assert sign_in("ann@example.com").access_token


def actor_row(actor):
    with database().reading() as session:
        return session.get_one(User, actor.user_id)


def test_the_second_factor_is_touched_with_a_recent_password_only(enrolled):
    actor, secret, _ = enrolled
    with database().reading() as session:
        row = session.get_one(LoginSession, actor.session_id)
    change(row, confirmed_at=now() - timedelta(hours=1))
    for call in (
        lambda: do(second_factor.enrol, actor),
        lambda: do(second_factor.switch_off, actor, code_of(secret)),
        lambda: do(second_factor.new_recovery_codes, actor),
    ):
        with pytest.raises(Forbidden) as refused:
            call()
        assert refused.value.code == "confirm_password"
    do(login.confirm, actor, PASSWORD)
    do(second_factor.switch_off, actor, code_of(secret))
