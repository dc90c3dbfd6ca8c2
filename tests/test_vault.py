"""Tests of secrets at rest: rotation, tampering, and keys that are wrong."""

from __future__ import annotations

import base64
import secrets
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.errors import BadInput, Missing
from filmstudio.vault import Vault, _kept_key, parse_keys, vault

OLD, NEW = b"o" * 32, b"n" * 32


@given(st.text(), st.text(min_size=1))
def test_what_goes_in_comes_out_for_the_same_purpose_only(secret, purpose):
    safe = Vault([NEW])
    sealed = safe.encrypt(secret, purpose)
    assert safe.decrypt(sealed, purpose) == secret
    with pytest.raises(Missing):
        safe.decrypt(sealed, purpose + "x")


def test_a_rotated_key_still_reads_what_the_old_one_wrote():
    sealed = Vault([OLD]).encrypt("hush", "p")
    both = Vault([NEW, OLD])
    assert both.decrypt(sealed, "p") == "hush"
    assert not both.is_current(sealed)
    assert both.is_current(both.encrypt("hush", "p"))
    with pytest.raises(Missing, match="no longer given"):
        Vault([NEW]).decrypt(sealed, "p")


@pytest.mark.parametrize("place", [0, 5, 20, 40])
def test_a_changed_text_is_refused(place):
    safe = Vault([NEW])
    sealed = safe.encrypt("a secret of some length", "p")
    wrong = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
    with pytest.raises(Missing):
        safe.decrypt(wrong, "p")


def test_two_encryptions_differ_and_derived_keys_depend_on_the_purpose():
    safe = Vault([NEW])
    assert safe.encrypt("x", "p") != safe.encrypt("x", "p")
    assert len({safe.derive("a"), safe.derive("b"), Vault([OLD]).derive("a")}) == 3


def test_wrong_keys_are_named():
    good = base64.b64encode(secrets.token_bytes(32)).decode()
    assert len(parse_keys(f"{good}, {good}")) == 2
    with pytest.raises(BadInput, match="key 2"):
        parse_keys(f"{good},c2hvcnQ=")


def test_the_kept_key_is_made_once_and_is_its_owners(studio):
    sealed = vault().encrypt("x", "p")
    vault.cache_clear()
    assert vault().decrypt(sealed, "p") == "x"
    path = studio.data / "secret.key"
    assert path.stat().st_mode & 0o777 == 0o600


def test_of_many_that_begin_at_once_all_have_one_key(tmp_path):
    together = Barrier(8)

    def begin(_: int) -> bytes:
        together.wait()
        return _kept_key(tmp_path / "data")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(begin, range(8)))) == 1
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret.key"]
