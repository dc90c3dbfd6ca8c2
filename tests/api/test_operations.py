"""Tests of who may read what the studio measures."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from filmstudio.settings import settings

pytestmark = pytest.mark.parametrize("studio", ["sqlite"], indirect=True)


def ask(app, address: str = "127.0.0.1", **headers: str) -> int:
    client = TestClient(app, client=(address, 50000))
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return int(client.get("/metrics", headers=sent).status_code)


def test_only_who_asks_directly_from_nearby_without_a_token(app, studio):
    assert [ask(app, a) for a in ("127.0.0.1", "10.1.2.3", "::1", "fd00::1")] == [200] * 4
    for address in ("8.8.8.8", "2600::1", "not-an-address", "0.0.0.0"):
        assert ask(app, address) == 404
    for name in ("X_Forwarded_For", "Forwarded", "X_Real_IP"):
        assert ask(app, **{name: "10.0.0.1"}) == 404


def test_the_token_opens_and_nothing_else(app, studio, monkeypatch):
    monkeypatch.setenv("FILMSTUDIO_METRICS_TOKEN", "a-long-token")
    settings.cache_clear()
    assert ask(app) == ask(app, Authorization="Bearer another") == 404
    assert ask(app, "8.8.8.8", Authorization="Bearer a-long-token") == 200


def test_no_limit_counts_it_and_requests_are_in_it(app, studio):
    client = TestClient(app, client=("127.0.0.1", 50000))
    for _ in range(40):
        answer = client.get("/metrics")
        assert answer.status_code == 200
        assert "ratelimit-limit" not in answer.headers
    assert answer.headers["content-type"].startswith("text/plain")
    found = {
        tuple(sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
        if sample.name == "filmstudio_http_requests_total"
    }
    assert found[("method", "GET"), ("route", "/metrics"), ("status", "200")] >= 39
