"""Tests of the inbox: an event that is sent twice does its work once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from filmstudio.services import inbox
from filmstudio.store.db import database
from filmstudio.store.tables import Inbox
from filmstudio.store.types import now


def record(id="evt_1", source="stripe"):
    with database().transaction() as session:
        return inbox.record(session, source, id, "invoice.paid", {"amount": 999})


def test_only_a_new_event_is_new(studio):
    assert record().body == {"amount": 999}
    assert record() is None
    assert record(source="paypal") is not None


def test_of_many_that_record_at_once_one_is_first(studio):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: record(), range(8)))
    assert sum(row is not None for row in found) == 1


def test_an_event_is_handled_once(studio):
    row, done = record(), []

    def handle(_=None):
        with database().transaction() as session:
            return inbox.handle(session, row.id, lambda session, one: done.append(one.kind))

    with ThreadPoolExecutor(6) as pool:
        ran = list(pool.map(handle, range(6)))
    assert done == ["invoice.paid"]
    assert sum(ran) == 1


def test_what_failed_stays_to_be_handled(studio):
    row = record()

    def fail(session, one):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), database().transaction() as session:
        inbox.handle(session, row.id, fail)
    with database().transaction() as session:
        inbox.failed(session, row.id, "division by zero")
        assert inbox.unhandled(session) == []
    with database().transaction() as session:
        kept = session.get(Inbox, row.id)
        kept.received_at = now() - timedelta(minutes=5)
        session.add(kept)
    with database().transaction() as session:
        (found,) = inbox.unhandled(session)
        assert found.error == "division by zero"
        assert inbox.handle(session, found.id, lambda session, one: None)
    with database().reading() as session:
        assert inbox.unhandled(session) == []
