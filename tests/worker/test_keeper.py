"""Tests of the keeper: what has had its time goes, what has not stays, and no round stops another."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlmodel import select

from filmstudio.errors import BadInput, Busy, Missing
from filmstudio.store.db import database
from filmstudio.store.tables import File, OneTimeToken
from filmstudio.store.types import now
from tests.services.renders.studio_of import person
from worker.keeper import Round, clean, forget_uploads, rounds
from worker.up import fleet_members


def test_links_that_ran_out_long_ago_go(studio):
    ann = person()
    with database().transaction() as session:
        for hash, days in (("old", -8), ("late", -1), ("good", 1)):
            session.add(
                OneTimeToken(
                    user_id=ann.user(),
                    purpose="verify",
                    hash=hash,
                    expires_at=now() + timedelta(days=days),
                )
            )
    clean()
    with database().reading() as session:
        assert {one.hash for one in session.exec(select(OneTimeToken))} == {"late", "good"}


def test_uploads_that_never_arrived_go(studio):
    ann = person()
    with database().transaction() as session:
        for name, state, hours in (
            ("lost", "uploading", 25),
            ("coming", "uploading", 1),
            ("kept", "ready", 99),
        ):
            session.add(
                File(
                    owner_id=ann.user(),
                    name=name,
                    state=state,
                    blob=f"incoming/{name}",
                    created_at=now() - timedelta(hours=hours),
                )
            )
    forget_uploads()
    with database().reading() as session:
        assert {one.name for one in session.exec(select(File))} == {"coming", "kept"}


def test_a_round_that_fails_is_tried_again():
    stop, seen = threading.Event(), []

    def fail() -> None:
        seen.append(1)
        if len(seen) == 3:
            stop.set()
        raise Busy("Not now.") if len(seen) == 1 else ZeroDivisionError

    Round("failing", 0.01, fail).repeat(stop)
    assert len(seen) == 3


def test_everything_that_is_due_has_a_name_of_its_own(studio):
    names = [one.name for one in rounds()]
    assert len(set(names)) == len(names)
    assert {"sweep", "letters", "webhooks", "credits", "erase", "uploads"} <= set(names)


def test_a_queue_without_workers_is_told():
    with pytest.raises(BadInput, match="cpu or gpu"):
        fleet_members("tpu", 1)
    with pytest.raises(Missing, match="CUDA"):
        fleet_members("gpu", 1)
    names = [member.name for member in fleet_members("cpu", 2)]
    assert names[-3:] == ["keeper", "worker cpu 1", "worker cpu 2"]
