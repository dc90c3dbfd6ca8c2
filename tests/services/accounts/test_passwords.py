"""Tests of passwords: which are refused, and how they are kept."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pwdlib.hashers.argon2 import Argon2Hasher

from filmstudio.errors import BadInput
from filmstudio.services.accounts import passwords
from filmstudio.services.accounts.email import email_of


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "password123",
        "Password2026!",
        "P@ssw0rd!!",
        "1234567890",
        "9876543210",
        "qwertyuiop",
        "QWERTYuiop",
        "asdfghjkl;",
        "aaaaaaaaaaaa",
        "abababababab",
        "iloveyou12",
        "letmein2026",
        "welcome2026!",
        "sunshine sunshine",
        "princess!!princess",
        "abcdefghijkl",
        "1q2w3e4r5t6y",
        "monkeydragon",
        "superman1234",
        "0123456789012",
        "19840612 1",
        "filmstudio1",
        "annabelle.stone1",
        "stonestone99",
        "          a",
        "trustno1!!",
        "administrator",
        "changeme1234",
        "qazwsxedcrfv",
        "zzzzxxxxcccc",
    ],
)
def test_passwords_that_are_guessed_first_are_refused(password):
    with pytest.raises(BadInput) as refused:
        passwords.check(password, ("annabelle.stone@example.com", "Annabelle Stone"))
    assert refused.value.code == "password"
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize(
    "password",
    [
        "seven green kettles hum",
        "correct horse battery staple",
        "Tr0ub4dor&3x",
        "kX9#vqLm2z",
        "மழை பெய்கிறது இன்று",
        "雨が降る駅のホームで",
        "ünïcödé fjörd",
        "g" * 3 + "correct horse" * 70,
        "blå-tog!" * 110,
    ],
)
def test_good_passwords_are_taken(password):
    passwords.check(password, ("annabelle.stone@example.com", "Annabelle Stone"))
    good, newer = passwords.fits(password, passwords.hashed(password))
    assert (good, newer) == (True, None)


def test_a_password_may_have_1024_bytes():
    longest = "correct horse bat" + "éø" * 251 + "éx"
    assert len(longest.encode()) == 1024
    passwords.check(longest)
    assert passwords.fits(longest, passwords.hashed(longest))[0]
    assert not passwords.fits(longest[:-1], passwords.hashed(longest))[0]
    with pytest.raises(BadInput, match="1,024"):
        passwords.check(longest + "y")
    assert not passwords.fits("x" * 10**6, passwords.hashed("x" * 20))[0]


def test_nothing_kept_fits_nothing():
    assert passwords.fits("nobody has this password", None) == (False, None)
    assert passwords.fits("whatever it is", "not a hash") == (False, None)


def test_an_older_hash_is_made_anew(strong_passwords):
    old = Argon2Hasher(time_cost=1, memory_cost=8192, parallelism=1).hash("seven green kettles")
    good, newer = passwords.fits("seven green kettles", old)
    assert good
    assert newer
    assert newer.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.fits("seven green kettle", old) == (False, None)


def test_every_keyboard_types_the_same_password():
    assert passwords.fits("cafe\u0301 noir \u2460 encore", passwords.hashed("café noir 1 encore"))[
        0
    ]


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_checking_never_fails_otherwise(password):
    with contextlib.suppress(BadInput):
        passwords.check(password, ("a@example.com",))
    assert passwords.fits(password, None) == (False, None)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ann.Lee+films@Example.COM ", "ann.lee+films@example.com"),
        ("o'neil@sub.example.co.uk", "o'neil@sub.example.co.uk"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("owner@localhost", "owner@localhost"),
    ],
)
def test_addresses_have_one_form(typed, kept):
    assert email_of(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ann",
        "@example.com",
        "ann@",
        "ann@@example.com",
        "ann@exa mple.com",
        "ann@-a.com",
        "ann@example.com\nBcc: all@example.com",
        "ann\r\n@example.com",
        "a" * 65 + "@example.com",
        "ann@" + "a." * 130 + "com",
        "Ann <ann@example.com>",
        "ann@example..com",
        "ännchen@example.com",
        "ann@exa\0mple.com",
        "ann,bob@example.com",
        "ann@[127.0.0.1]",
    ],
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(BadInput) as refused:
        email_of(typed)
    assert refused.value.code == "email"


@given(st.text(max_size=80))
def test_an_address_is_its_own_form(typed):
    try:
        address = email_of(typed)
    except BadInput:
        return
    assert email_of(address) == address
    assert address.isascii()
    assert address.isprintable()
