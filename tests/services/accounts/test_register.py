"""Tests of new accounts: the owner, letters, and that nobody learns who has an account."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import func, select

from filmstudio.errors import BadInput, Forbidden, SignInNeeded, TooMany
from filmstudio.services import letters as post
from filmstudio.services.accounts import attempts, passwords, register, reset
from filmstudio.services.actor import Actor
from filmstudio.settings import settings
from filmstudio.store.db import database
from filmstudio.store.tables import AuditEntry, Mail, OneTimeToken, User
from filmstudio.store.types import now
from tests.services.accounts.people import (
    ASKED,
    PASSWORD,
    change,
    do,
    enter,
    letters,
    owner,
    secret_of,
    sign_in,
    user_of,
    who,
)


@pytest.fixture
def mail(studio, monkeypatch):
    """A studio with a mail server: addresses have to be confirmed."""
    monkeypatch.setenv("SMTP_URL", "smtp://localhost:25")
    settings.cache_clear()


def test_the_first_account_is_the_owners(studio):
    first, second = owner(), enter("ann@example.com")
    assert (first.role, second.role) == ("super_admin", "user")
    assert user_of("owner@example.com").email_verified_at
    with pytest.raises(Forbidden, match="second factor"):
        first.must_be("super_admin")


def test_of_two_first_accounts_at_once_one_is_the_owners(studio):
    def one(number: int) -> None:
        do(register.register, ASKED, f"p{number}@example.com", PASSWORD)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, range(4)))
    with database().reading() as session:
        roles = session.exec(select(User.role)).all()
    assert sorted(roles) == ["super_admin", "user", "user", "user"]


def test_of_two_accounts_of_one_address_at_once_one_is_opened(studio):
    owner()

    def one(_: int) -> None:
        do(register.register, Actor(), "ann@example.com", PASSWORD)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(one, range(3)))
    with database().reading() as session:
        assert session.exec(select(func.count()).select_from(User)).one() == 2


def test_an_account_opens_when_its_address_is_confirmed(mail):
    owner()
    do(register.register, ASKED, "Ann@Example.com", PASSWORD, "Ann\nLee", "fr")
    with pytest.raises(SignInNeeded):
        sign_in("ann@example.com")
    (letter,) = letters()
    assert letter[:2] == ("ann@example.com", "verify")
    secret = secret_of(letter)
    with database().reading() as session:
        assert secret not in str(session.exec(select(OneTimeToken)).all())
    do(register.verify_email, ASKED, secret)
    user = user_of("ann@example.com")
    assert (user.name, user.language) == ("Ann Lee", "fr")
    assert who(bearer=sign_in("ann@example.com").access_token).user_id == user.id
    for wrong in (secret, "", "nothing", "x" * 10_000):
        with pytest.raises(BadInput, match="no longer good"):
            do(register.verify_email, ASKED, wrong)


def test_who_registers_somebody_elses_address_first_gains_nothing(mail):
    owner()
    thief = "purple teapots wander off"
    do(register.register, ASKED, "ann@example.com", thief)
    do(register.register, ASKED, "ann@example.com", PASSWORD)
    do(register.verify_email, ASKED, secret_of(letters()[1]))
    with pytest.raises(SignInNeeded):
        sign_in("ann@example.com", thief)
    assert sign_in("ann@example.com").access_token
    with pytest.raises(BadInput):
        do(register.verify_email, ASKED, secret_of(letters()[0]))


def test_links_run_out(mail):
    owner()
    do(register.register, ASKED, "ann@example.com", PASSWORD)
    with database().transaction() as session:
        session.exec(select(OneTimeToken)).one().expires_at = now()
    with pytest.raises(BadInput):
        do(register.verify_email, ASKED, secret_of(letters()[0]))


def test_a_known_address_is_told_to_its_owner_alone(mail, monkeypatch):
    owner()
    do(register.register, ASKED, "ann@example.com", PASSWORD)
    do(register.verify_email, ASKED, secret_of(letters()[0]))
    before = user_of("ann@example.com")
    hashes, written = [], []
    real, real_write = passwords.hashed, post.write
    monkeypatch.setattr(passwords, "hashed", lambda p: hashes.append(p) or real(p))
    monkeypatch.setattr(post, "write", lambda *a: written.append(a[0]) or real_write(*a))
    # Registering: the same answer, one hash and one letter each.
    known = do(register.register, ASKED, "ann@example.com", "purple teapots wander")
    unknown = do(register.register, ASKED, "bob@example.com", "purple teapots wander")
    assert known is unknown is None
    assert len(hashes) == 2
    assert [letter[:2] for letter in letters()[1:]] == [
        ("ann@example.com", "account_exists"),
        ("bob@example.com", "verify"),
    ]
    assert user_of("ann@example.com").password_hash == before.password_hash
    assert len(written) == 2
    # A forgotten password: the same answer, and one letter is written each time.
    written.clear()
    assert do(reset.forgot, ASKED, "ann@example.com") is None
    assert do(reset.forgot, ASKED, "carl@example.com") is None
    assert written == ["reset", "reset"]
    assert [to for to, *_ in letters()[3:]] == ["ann@example.com"]
    # Signing in: the same words and the same hash to compare.
    compared = []
    real_verify = passwords.HASHES.verify_and_update
    monkeypatch.setattr(
        passwords,
        "HASHES",
        type(
            "Spy",
            (),
            {
                "verify_and_update": lambda s, p, h: compared.append(h) or real_verify(p, h),
                "hash": lambda s, p: passwords.PasswordHash.recommended().hash(p),
            },
        )(),
    )
    said = []
    for email in ("ann@example.com", "bob@example.com", "carl@example.com"):
        with pytest.raises(SignInNeeded) as refused:
            sign_in(email, "purple teapots wander")
        said.append((refused.value.message, refused.value.code, refused.value.status))
    assert len(set(said)) == 1
    assert len(compared) == 3
    assert all(kept.startswith("$argon2id$") for kept in compared)


def test_unknown_addresses_are_locked_like_known_ones(studio):
    owner()
    enter("ann@example.com")
    for email in ("ann@example.com", "carl@example.com"):
        for _ in range(attempts.FREE_TRIES):
            with pytest.raises(SignInNeeded):
                sign_in(email, "wrong every time")
        with pytest.raises(TooMany) as refused:
            sign_in(email, PASSWORD)
        assert refused.value.code == "locked"
        assert 0 < refused.value.retry_after <= 30


def test_too_many_registrations_from_one_network_are_refused(studio):
    asked = Actor(address="2001:db8:1:2::1")
    for number in range(10):
        do(register.register, asked, f"p{number}@example.com", PASSWORD)
    with pytest.raises(TooMany) as refused:
        do(register.register, Actor(address="2001:db8:1:2:ff::9"), "q@example.com", PASSWORD)
    assert refused.value.retry_after > 1
    do(register.register, Actor(address="2001:db8:1:3::1"), "q@example.com", PASSWORD)


def test_a_new_password_by_letter(studio):
    owner()
    actor = enter("ann@example.com")
    entered = sign_in("ann@example.com")
    do(reset.forgot, ASKED, "ann@example.com")
    do(reset.forgot, ASKED, "ann@example.com")
    first, second = (secret_of(one) for one in letters() if one[1] == "reset")
    new = "purple teapots wander"
    with pytest.raises(BadInput):
        do(reset.reset, ASKED, first, new)  # the newer letter counts
    with pytest.raises(BadInput, match="guessed"):
        do(reset.reset, ASKED, second, "password123")
    for _ in range(attempts.FREE_TRIES):
        with pytest.raises(SignInNeeded):
            sign_in("ann@example.com", "wrong every time")
    do(reset.reset, ASKED, second, new)
    assert sign_in("ann@example.com", new)  # and the account is no longer locked
    for wrong in (lambda: sign_in("ann@example.com"), lambda: who(bearer=entered.access_token)):
        with pytest.raises(SignInNeeded):
            wrong()
    with pytest.raises(BadInput):
        do(reset.reset, ASKED, second, "yet another good one")
    assert letters()[-1][1] == "password_changed"
    with database().reading() as session:
        actions = session.exec(
            select(AuditEntry.action).where(AuditEntry.actor_id == actor.user_id)
        )
        assert "password.reset" in actions.all()


def test_changing_a_password_asks_for_the_old_one_and_signs_out_elsewhere(studio):
    owner()
    actor, other = enter("ann@example.com"), sign_in("ann@example.com")
    from filmstudio.store.tables import LoginSession

    with database().reading() as session:
        row = session.get_one(LoginSession, actor.session_id)
    change(row, confirmed_at=now() - timedelta(minutes=11))
    with pytest.raises(Forbidden) as refused:
        do(reset.change_password, actor, "purple teapots wander")
    assert refused.value.code == "confirm_password"
    from filmstudio.services.accounts import login

    with pytest.raises(SignInNeeded):
        do(login.confirm, actor, "wrong every time")
    do(login.confirm, actor, PASSWORD)
    do(reset.change_password, actor, "purple teapots wander")
    with pytest.raises(SignInNeeded):
        who(bearer=other.access_token)
    assert sign_in("ann@example.com", "purple teapots wander")
    with pytest.raises(SignInNeeded):
        sign_in("ann@example.com")


def test_without_a_mail_server_a_new_address_counts_at_once(studio):
    owner()
    actor = enter("ann@example.com")
    with pytest.raises(BadInput):
        do(register.change_email, actor, "owner@example.com")
    do(register.change_email, actor, "ann@new.example")
    user = user_of("ann@new.example")
    assert (user.id, user.email_verified_at) == (actor.user_id, None)


def test_a_new_address_counts_when_it_is_confirmed(studio, monkeypatch):
    owner()
    actor = enter("ann@example.com")
    late = enter("carl@example.com")
    monkeypatch.setenv("SMTP_URL", "smtp://localhost:25")
    settings.cache_clear()
    do(register.change_email, actor, "ann@new.example")
    assert user_of("ann@example.com")
    do(register.verify_email, ASKED, secret_of(letters()[-1]))
    assert user_of("ann@new.example").id == actor.user_id
    assert letters()[-1] == (
        "ann@example.com",
        "email_changed",
        {"email": "a…@new.example", "url": f"{settings().origin}/settings"},
    )
    # An address of somebody else: the same answer, and a letter to that somebody.
    do(register.change_email, actor, "owner@example.com")
    assert letters()[-1][:2] == ("owner@example.com", "account_exists")
    # Somebody takes the address while the letter is on its way.
    do(register.change_email, actor, "late@example.com")
    secret = secret_of(letters()[-1])
    change(user_of("carl@example.com"), email="late@example.com")
    with pytest.raises(BadInput):
        do(register.verify_email, ASKED, secret)
    assert user_of("ann@new.example")
    assert user_of("late@example.com").id == late.user_id


def test_letters_keep_no_secret_in_plain(studio):
    owner()
    enter("ann@example.com")
    do(reset.forgot, ASKED, "ann@example.com")
    secret = secret_of(letters()[-1])
    with database().reading() as session:
        kept = str(session.exec(select(Mail)).all()) + str(session.exec(select(OneTimeToken)).all())
    assert secret not in kept


def test_growing_delay():
    delays = [attempts.delay(n).total_seconds() for n in range(15)]
    assert delays[:5] == [0] * 5
    assert delays[5:13] == [30, 60, 120, 240, 480, 960, 1920, 3600]
    assert attempts.delay(10**6) == attempts.LONGEST_DELAY
