"""Tests of the commands for accounts, run as commands."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

from filmstudio.cli import main
from filmstudio.errors import SignInNeeded
from filmstudio.services.accounts import second_factor
from filmstudio.services.actor import OPERATOR
from filmstudio.store.db import database
from filmstudio.store.tables import AuditEntry, User
from tests.servers import ROOT
from tests.services.accounts.people import PASSWORD, do, sign_in, user_of, who
from tests.services.accounts.test_second_factor import code_of

NEW = "purple teapots wander"
CREATE = ("admin", "create-user", "owner@example.com")


@dataclass(frozen=True)
class Said:
    """What a command ended with."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def admin(studio, capsys, monkeypatch):
    """Runs `filmstudio admin …` in this process, from its words to its exit status."""

    def run(*words: str, typed: str = PASSWORD) -> Said:
        monkeypatch.setattr(sys, "argv", ["filmstudio", "admin", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)

    return run


def test_the_command_is_there_as_a_process(studio):
    done = subprocess.run(
        [sys.executable, "-c", "from filmstudio.cli import main; main()", *CREATE],
        input=f"{PASSWORD}\n",
        capture_output=True,
        text=True,
        env=os.environ | studio.env | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(user_of("owner@example.com").id)


def test_accounts_are_run_from_the_command_line(admin):
    first = admin("create-user", "owner@example.com", "--name", "The Owner")
    assert first.returncode == 0, first.stderr
    assert first.stdout.strip() == str(user_of("owner@example.com").id)
    assert user_of("owner@example.com").role == "super_admin"
    assert admin("create-user", "Ann@example.com").returncode == 0
    actor = who(bearer=sign_in("ann@example.com").access_token)
    assert actor.role == "user"
    promoted = admin("promote", "ann@example.com")
    assert "is admin now" in promoted.stderr
    assert "second factor" in promoted.stderr
    secret = do(second_factor.enrol, actor).secret
    do(second_factor.switch_on, actor, code_of(secret))
    assert admin("suspend", "ann@example.com").returncode == 0
    with pytest.raises(Exception, match=r"suspended|signed out"):
        who(bearer=sign_in("ann@example.com").access_token)
    assert admin("suspend", "ann@example.com", "--undo").returncode == 0
    assert sign_in("ann@example.com").ticket
    done = admin("reset-password", "ann@example.com", "--without-second-factor", typed=NEW)
    assert done.returncode == 0, done.stderr
    with pytest.raises(SignInNeeded):
        sign_in("ann@example.com")
    assert sign_in("ann@example.com", NEW).access_token
    with database().reading() as session:
        from sqlmodel import select

        actions = session.exec(
            select(AuditEntry.action).where(AuditEntry.actor_id == OPERATOR.user_id)
        ).all()
        assert set(actions) == {
            "user.create",
            "user.role",
            "user.suspend",
            "user.admit",
            "password.set",
        }
        assert session.exec(select(User)).all()


@pytest.mark.parametrize(
    ("words", "typed", "sentence", "status"),
    [
        (("promote", "nobody@example.com"), "", "Nobody has an account", 2),
        (("suspend", "not an address"), "", "not an e-mail address", 2),
        (("create-user", "ann@example.com"), "password123", "guessed", 2),
        (("create-user", "ann@example.com"), "", "pipe it in", 2),
        (("create-user", "ann@example.com", "--role", "king"), PASSWORD, "no role 'king'", 2),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(admin, words, typed, sentence, status):
    done = admin(*words, typed=typed)
    assert sentence in done.stderr
    assert done.returncode == status
    assert "Traceback" not in done.stderr


def test_the_last_super_admin_stays(admin):
    admin("create-user", "owner@example.com")
    for words in (("promote", "owner@example.com", "user"), ("suspend", "owner@example.com")):
        refused = admin(*words)
        assert refused.returncode == 1
        assert "promote somebody else first" in refused.stderr
    again = admin("create-user", "owner@example.com")
    assert "already" in again.stderr
