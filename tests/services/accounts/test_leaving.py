"""Tests of taking one's data along, of closing an account, and of what is left of it."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta

import pytest
from sqlmodel import select

from filmstudio.errors import Conflict, Forbidden, SignInNeeded, TooMany
from filmstudio.services import audit
from filmstudio.services.accounts import api_keys, erasure, export, profile, roles
from filmstudio.store.blobs import blobs
from filmstudio.store.db import database
from filmstudio.store.tables import (
    AuditEntry,
    CreditEntry,
    File,
    Identity,
    LoginSession,
    Mail,
    Notification,
    Project,
    Render,
    User,
    Version,
    Webhook,
)
from filmstudio.store.types import now
from tests.services.accounts.people import (
    ASKED,
    change,
    do,
    enter,
    letters,
    owner,
    sign_in,
    user_of,
    who,
    with_second_factor,
)


def kept_file(tmp_path, user_id, name="the script.txt", key="files/a/script.txt") -> File:
    path = tmp_path / "given"
    path.write_bytes(b"EXT. PIER - DAY")
    blobs().put(key, path)
    with database().transaction() as session:
        file = File(owner_id=user_id, name=name, kind="script", blob=key, bytes=15, state="ready")
        session.add(file)
    return file


@pytest.fixture
def ann(studio, tmp_path):
    """Ann with a project, a film, a file, a key, a webhook and credits."""
    owner()
    actor = enter("ann@example.com", name="Ann Lee")
    file = kept_file(tmp_path, actor.user_id, name="../../etc/the script.txt")
    with database().transaction() as session:
        project = Project(owner_id=actor.user_id, title="Pier / Day", source_file_id=file.id)
        session.add(project)
        session.flush()
        session.add_all(
            [
                Version(project_id=project.id, number=1, storyboard={"title": "Pier"}),
                Render(
                    project_id=project.id,
                    user_id=actor.user_id,
                    state="completed",
                    seconds=61.5,
                    credits=6,
                    finished_at=now(),
                ),
                Webhook(user_id=actor.user_id, url="https://example.com/hook", secret="sealed-one"),
                CreditEntry(user_id=actor.user_id, amount=3, kind="grant", key="k"),
                Identity(user_id=actor.user_id, provider="github", subject="7"),
            ]
        )
    do(api_keys.create, actor, "build", ["read"])
    return actor


def test_everything_can_be_taken_along(ann, tmp_path):
    copy = do(export.collect, ann)
    export.write(copy, tmp_path / "ann.zip")
    with zipfile.ZipFile(tmp_path / "ann.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        told = {name: archive.read(name).decode() for name in names}
    documents = {name: json.loads(text) for name, text in told.items() if name.endswith(".json")}
    assert documents["account.json"]["email"] == "ann@example.com"
    assert documents["jobs.json"][0]["seconds"] == 61.5
    assert documents["webhooks.json"][0]["url"] == "https://example.com/hook"
    assert [key["name"] for key in documents["api_keys.json"]] == ["build"]
    assert {entry["action"] for entry in documents["audit.json"]} >= {"register", "login"}
    (version,) = (name for name in names if name.endswith("version-1.json"))
    assert documents[version]["storyboard"] == {"title": "Pier"}
    (file,) = (name for name in names if name.startswith("files/"))
    assert told[file] == "EXT. PIER - DAY"
    assert all(".." not in name and not name.startswith("/") for name in names)
    everything = "".join(told.values())
    assert "sealed-one" not in everything
    for secret in ("password_hash", "totp_secret", "cookie_hash", '"hash"', "argon2"):
        assert secret not in everything
    assert "owner@example.com" not in everything


def test_a_file_that_is_gone_is_named(ann, tmp_path):
    blobs().delete("files/a/script.txt")
    export.write(do(export.collect, ann), tmp_path / "ann.zip")
    with zipfile.ZipFile(tmp_path / "ann.zip") as archive:
        (missing,) = json.loads(archive.read("missing.json"))
    assert missing.endswith("the_script.txt")


def test_copies_are_made_for_people_and_not_all_the_time(ann):
    program = who(api_key=do(api_keys.create, ann, "x", ["read"]).secret)
    with pytest.raises(Forbidden):
        do(export.collect, program)
    for _ in range(6):
        do(export.collect, ann)
    with pytest.raises(TooMany):
        do(export.collect, ann)


def test_an_account_is_closed_at_once_and_may_come_back(ann):
    key = do(api_keys.create, ann, "x", ["read"]).secret
    entered = sign_in("ann@example.com")
    with database().transaction() as session:
        project = session.exec(select(Project)).one()
        going = Render(project_id=project.id, user_id=ann.user_id, state="queued")
        session.add(going)
    until = do(erasure.leave, ann)
    with database().reading() as session:
        assert session.get_one(Render, going.id).state == "cancelled"
    assert until > now() + timedelta(days=13)
    for proof in ({"api_key": key}, {"bearer": entered.access_token}):
        with pytest.raises(SignInNeeded):
            who(**proof)
    assert letters()[-1][:2] == ("ann@example.com", "account_leaving")
    assert do(erasure.erase_due) == 0
    back = sign_in("ann@example.com")
    assert who(bearer=back.access_token).user_id == ann.user_id
    assert who(api_key=key)
    change(user_of("ann@example.com"), deleted_at=None)
    assert do(erasure.erase_due) == 0


def test_what_is_left_of_an_erased_account_names_nobody(ann, tmp_path):
    do(audit.note, ASKED, "trial", ann.user_id, email="ann@example.com")
    with pytest.raises(Conflict):
        do(erasure.erase, ann.user_id)
    do(erasure.leave, ann)
    change(user_of("ann@example.com"), deleted_at=now() - erasure.GRACE)
    assert do(erasure.erase_due) == 1
    assert do(erasure.erase_due) == 0
    assert blobs().size("files/a/script.txt") is None
    with database().reading() as session:
        for table in (Project, Version, Render, File, Identity, Webhook, Notification):
            assert session.exec(select(table)).all() == []
        mine = select(LoginSession).where(LoginSession.user_id == ann.user_id)
        assert session.exec(mine).all() == []
        assert [row.amount for row in session.exec(select(CreditEntry))] == [3]
        user = session.get_one(User, ann.user_id)
        assert (user.name, user.password_hash, user.status) == ("", None, "erased")
        log = session.exec(select(AuditEntry).where(AuditEntry.target == str(ann.user_id))).all()
        assert {"register", "user.leave", "user.erase", "trial"} <= {entry.action for entry in log}
        mail = session.exec(select(Mail).where(Mail.to == "ann@example.com")).all()
        assert [row.template for row in mail] == ["account_deleted"]
        left = str([user, log, session.exec(select(AuditEntry)).all()])
    assert "ann@example.com" not in left
    assert "Ann Lee" not in left
    assert all(entry.address == "" for entry in log)
    with pytest.raises(SignInNeeded):
        sign_in("ann@example.com")
    # The address is free again.
    assert enter("ann@example.com").user_id != ann.user_id


def test_bytes_that_others_have_too_stay(ann, tmp_path):
    bob = enter("bob@example.com")
    kept_file(tmp_path, bob.user_id)
    do(erasure.leave, ann)
    change(user_of("ann@example.com"), deleted_at=now() - erasure.GRACE)
    do(erasure.erase_due)
    assert blobs().size("files/a/script.txt") == 15


def test_the_last_super_admin_does_not_leave(ann):
    boss = who(bearer=sign_in("owner@example.com").access_token)
    with pytest.raises(Conflict):
        do(erasure.leave, boss)
    do(roles.change_user, with_second_factor(boss), ann.user_id, role="super_admin")
    assert do(erasure.leave, boss)


def test_usage_and_profile(ann):
    with database().reading() as session:
        used = profile.usage(session, ann)
        assert profile.me(session, ann).email == "ann@example.com"
    assert (used.projects, used.files, used.file_bytes, used.films) == (1, 1, 15, 1)
    assert used.seconds == 61.5
    assert [(month.films, month.credits) for month in used.months] == [(1, 6)]
