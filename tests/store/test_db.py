"""Tests of transactions: what is committed, what follows, and two writers at once."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest
from redis.exceptions import ConnectionError as RedisAway
from sqlmodel import select

from filmstudio.errors import Busy
from filmstudio.settings import DATABASE
from filmstudio.store import migrate
from filmstudio.store.db import Database, after_commit, database, locked
from filmstudio.store.tables import CreditAccount, Project, User, Version
from tests.servers import ROOT


def new_user(email: str = "ann@example.com") -> User:
    with database().transaction() as session:
        user = User(email=email)
        session.add(user)
    return user


def test_the_tables_are_those_of_the_migrations(studio):
    migrate.check(database())
    assert migrate.is_current(database())


def test_migrations_go_down_and_up_again(studio):
    base = database()
    migrate.downgrade(base, "base")
    assert not migrate.is_current(base)
    migrate.upgrade(base)
    assert migrate.is_current(base)
    assert new_user().id


def test_lines_of_older_storyboards_are_found_too(studio):
    base, owner = database(), new_user()
    with base.transaction() as session:
        project = Project(owner_id=owner.id, version=1)
        session.add(project)
        session.flush()
        lines = [{"text": "The  bell."}, {"text": "So late?"}]
        board = {"scenes": [{"shots": [{"lines": lines}, {}]}, {}]}
        session.add(Version(project_id=project.id, number=1, storyboard=board))
    migrate.downgrade(base, "0006")
    migrate.upgrade(base)
    with base.reading() as session:
        assert session.exec(select(Version)).one().spoken == "The bell.\nSo late?"


def test_a_row_is_read_as_it_was_written(studio):
    user = new_user()
    with database().reading() as session:
        found = session.exec(select(User)).one()
    assert found.id == user.id
    assert found.notify == {}
    assert found.created_at == user.created_at
    assert found.created_at.tzinfo is UTC


def test_a_moment_needs_a_zone(studio):
    with pytest.raises(Exception, match="time zone"), database().transaction() as session:
        session.add(User(email="a@b.c", created_at=datetime(2026, 1, 1)))


def test_what_follows_runs_after_the_commit_only(studio):
    heard = []
    with database().transaction() as session:
        session.add(User(email="a@example.com"))
        after_commit(session, lambda: heard.append(count()))
        assert heard == []
    assert heard == [1]

    def fail() -> None:
        with database().transaction() as session:
            session.add(User(email="b@example.com"))
            after_commit(session, lambda: heard.append("never"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert heard == [1]
    assert count() == 1


def count() -> int:
    with database().reading() as session:
        return len(session.exec(select(User)).all())


def test_a_commit_stands_when_redis_is_away(studio):
    def ring() -> None:
        raise RedisAway("gone")

    with database().transaction() as session:
        session.add(User(email="a@example.com"))
        after_commit(session, ring)
    assert count() == 1


def test_a_locked_row_makes_writers_wait_for_each_other(studio):
    user = new_user()
    with database().transaction() as session:
        session.add(CreditAccount(user_id=user.id))
    together = threading.Barrier(8)

    def add() -> None:
        together.wait()
        for _ in range(10):
            with database().transaction() as session:
                account = locked(session, CreditAccount, user.id)
                assert account
                account.period += 1

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database().reading() as session:
        assert session.exec(select(CreditAccount)).one().period == 80


def test_a_database_that_is_away_is_busy():
    away = Database("postgresql+psycopg://nobody@127.0.0.1:1/none")
    with pytest.raises(Busy, match="cannot be reached"), away.reading() as session:
        session.exec(select(User))


def test_migrations_are_known_without_alembic(studio):
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(migrate.folder()))
    assert migrate.newest() == ",".join(sorted(scripts.get_heads()))
    for script in scripts.walk_revisions():
        assert migrate.is_known(script.revision)
    assert not migrate.is_known("9999")


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_a_file_that_is_up_to_date_is_told_from_one_that_is_not(studio):
    path = studio.data / DATABASE
    assert migrate.is_current_file(path)
    migrate.downgrade(database(), "base")
    assert not migrate.is_current_file(path)
    assert not migrate.is_current_file(studio.data / "none.db")
    (studio.data / "wrong.db").write_bytes(b"no database" * 100)
    assert not migrate.is_current_file(studio.data / "wrong.db")


def test_whether_it_is_up_to_date_is_asked_without_alembic():
    code = "import sys, worker.up; assert not {'alembic', 'sqlalchemy', 'redis', 'rq'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
