"""Tests of readiness: what is wrong with a part is said, and the others are looked at all the same."""

from __future__ import annotations

import os

import pytest
import redis

from filmstudio.services import health
from filmstudio.settings import settings
from filmstudio.store import blobs
from filmstudio.store.db import Database


def looked() -> dict[str, health.Check]:
    return {check.name: check for check in health.look()}


def only(*unwell: str) -> dict[str, str]:
    """What is said of the parts that are not well; all others are."""
    checks = looked()
    assert {name for name, check in checks.items() if not check.ok} == set(unwell)
    return {name: checks[name].note for name in unwell}


def test_everything_is_well(studio):
    checks = looked()
    assert list(checks) == ["database", "redis", "storage", "queues", "disk", "memory"]
    assert all(check.ok for check in checks.values()), checks
    assert checks["database"].note == ("sqlite" if studio.is_sqlite else "postgres")


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_redis_is_away(studio, monkeypatch):
    monkeypatch.setattr(health, "client", lambda: redis.Redis(port=9))
    said = only("redis", "queues")
    assert set(said.values()) == {"Redis cannot be reached."}


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_the_database_is_away(studio, monkeypatch):
    away = Database("postgresql+psycopg://studio:hunter22@127.0.0.1:9/studio")
    monkeypatch.setattr(health, "database", lambda: away)
    assert "cannot be reached" in only("database")["database"]


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_the_tables_are_old(studio, monkeypatch):
    monkeypatch.setattr(health.migrate, "is_current", lambda _: False)
    assert "not the newest" in only("database")["database"]


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_the_storage_is_away_or_cannot_be_written(studio, monkeypatch):
    with monkeypatch.context() as patch:
        may, data = os.access, settings().data
        patch.setattr(os, "access", lambda at, how: at != data and may(at, how))
        assert "cannot be written" in only("storage")["storage"]
    monkeypatch.setenv("S3_BUCKET", "films")
    monkeypatch.setenv("S3_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("S3_ACCESS_KEY", "key")
    monkeypatch.setenv("S3_SECRET_KEY", "hunter22")
    settings.cache_clear()
    blobs.blobs.cache_clear()
    assert "storage cannot be reached" in only("storage")["storage"]


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_disk_and_memory_run_out(studio, monkeypatch):
    monkeypatch.setattr(health, "DISK_BYTES", 2**60)
    monkeypatch.setattr(health, "MEMORY_BYTES", 2**60)
    said = only("disk", "memory")
    assert all(one.startswith("Only ") and "free" in one for one in said.values())
