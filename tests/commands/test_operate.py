"""Tests of the commands that run a studio, run as commands."""

from __future__ import annotations

import json

import pytest

from filmstudio.services.actor import OPERATOR
from filmstudio.services.plans import PLANS
from filmstudio.services.renders.advance import advance
from filmstudio.store.db import database
from filmstudio.store.tables import AuditEntry
from tests.commands.test_admin import admin as admin
from tests.services.renders.studio_of import person, render_row, toy
from worker.work import take


def test_credits_are_granted_each_time(admin):
    person()
    of_the_month = PLANS["free"].credits
    for total in (5, 10):
        done = admin("grant", "ann@example.com", "5", "--note", "thanks")
        assert done.returncode == 0, done.stderr
        assert f"has {of_the_month + total} now" in done.stderr
    assert "Nobody has" in admin("grant", "ben@example.com", "5").stderr
    assert admin("grant", "ann@example.com", "0").returncode == 2
    with database().reading() as session:
        from sqlmodel import select

        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "credits.grant")).all()
        assert [one.actor_id for one in entries] == [OPERATOR.user_id] * 2


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_given_up_tasks_are_listed_and_tried_again(admin, studio):
    assert "No task was given up" in admin("requeue").stderr
    render = toy(person(), "parts=2 work=0.01 fail=Refused@1")
    advance(render.id)
    take("cpu")
    listed = admin("requeue")
    assert str(render.id) in listed.stdout
    assert "toypart p1: p1 fails as it was told" in listed.stdout
    letter = listed.stdout.split()[0]
    assert f"Job {render.id} goes on" in admin("requeue", letter).stderr
    assert render_row(render.id).state == "queued"
    assert "queued" in admin("requeue", letter).stderr
    take("cpu")
    assert render_row(render.id).state == "failed"
    assert f"Job {render.id} goes on" in admin("requeue", "all").stderr
    assert "no dead letter's id" in admin("requeue", "nonsense").stderr


def test_a_backup_and_its_key_are_told_of(admin, studio, tmp_path):
    person()
    toy(person("ben@example.com"))
    assert "everything was already" in admin("reencrypt").stderr
    done = admin("backup", str(tmp_path / "kept"))
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "kept" / "backup.json").read_text())
    assert told["database"] == ("sqlite" if studio.is_sqlite else "postgres")
    assert ("opens every secret" in done.stderr) == told["has_key"]
    refused = admin("restore", str(tmp_path / "kept"))
    assert refused.returncode == 1
    assert "already" in refused.stderr
    assert "Traceback" not in refused.stderr
