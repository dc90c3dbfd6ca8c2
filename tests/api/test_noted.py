"""Tests of the names of requests, and of what is noted of them."""

from __future__ import annotations

import logging

import pytest

from filmstudio.store import counts
from filmstudio.store.redis import client as redis_client


def counted(name: str) -> dict[tuple[tuple[str, str], ...], float]:
    counts.TALLY.hand_in()
    return {
        one.labels: one.value
        for one in counts.read(redis_client())
        if one.name == name and not one.bucket
    }


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_a_request_keeps_its_callers_name_where_it_is_sane(client, studio):
    given = "trace.id-42"
    answer = client.get("/health", headers={"X-Request-ID": given})
    assert answer.headers["x-request-id"] == given
    for wrong in ("short", "x" * 65, "a b c d e f g h", "<script>alert(1)</script>"):
        answer = client.get("/health", headers={"X-Request-ID": wrong})
        assert answer.headers["x-request-id"] != wrong
        assert len(answer.headers["x-request-id"]) == 36
    assert len(answer.headers.get_list("x-request-id")) == 1


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_requests_are_noted_and_counted_by_route(client, person, studio, caplog):
    ann = person("ann")
    caplog.set_level(logging.INFO, "filmstudio.api.noted")
    made = ann.project()
    for _ in range(3):
        assert ann.get(f"/projects/{made['id']}").status_code == 200
    assert client.get("/api/v1/projects").status_code == 401
    assert client.get("/no/such/address").status_code == 404
    assert client.request("BREW", "/health").status_code == 405
    noted = [one.getMessage() for one in caplog.records if one.name == "filmstudio.api.noted"]
    assert "POST /projects" in noted
    assert "GET /projects/{project_id}" not in noted
    assert not any(made["id"] in one for one in noted)
    found = counted("http_requests")
    route = "/projects/{project_id}"
    assert found[("method", "GET"), ("route", route), ("status", "200")] >= 3
    assert found[("method", "GET"), ("route", "none"), ("status", "404")] >= 1
    assert any(dict(labels)["method"] == "other" for labels in found)


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_what_was_counted_waits_for_redis(studio, monkeypatch):
    tally = counts.Tally()
    tally.count(counts.one("trial", 2.0, of="this"))
    monkeypatch.setattr(counts, "client", lambda: counts.redis.Redis(port=9))
    tally.hand_in()
    assert counted("trial") == {}
    monkeypatch.undo()
    tally.hand_in()
    tally.hand_in()
    assert counted("trial") == {(("of", "this"),): 2.0}
