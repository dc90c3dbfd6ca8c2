"""Tests of what the studio measures of itself, read by Prometheus' own parser."""

from __future__ import annotations

import uuid
from datetime import timedelta

import redis
from prometheus_client.parser import text_string_to_metric_families

from filmstudio.engine.provider import Card
from filmstudio.services import credits, metrics
from filmstudio.services.renders.advance import advance
from filmstudio.services.renders.ending import cancel
from filmstudio.store import cards, counts
from filmstudio.store.db import database
from filmstudio.store.redis import client
from filmstudio.store.tables import DeadLetter, Mail, Task
from tests.services.renders.studio_of import person, tasks_of, toy
from worker.work import take

Samples = dict[str, dict[tuple[tuple[str, str], ...], float]]


def measured() -> Samples:
    found: Samples = {}
    for family in text_string_to_metric_families(metrics.text().decode()):
        for sample in family.samples:
            labels = tuple(sorted(sample.labels.items()))
            assert labels not in found.setdefault(sample.name, {}), sample
            found[sample.name][labels] = sample.value
    return found


def at(found: Samples, name: str, **labels: str) -> float:
    return found[f"filmstudio_{name}"][tuple(sorted(labels.items()))]


def test_an_empty_studio_is_measured(studio):
    found = measured()
    assert at(found, "part_up", part="database") == at(found, "part_up", part="redis") == 1
    assert at(found, "tasks", queue="cpu", priority="0", state="queued") == 0
    assert at(found, "renders", state="processing") == 0
    assert at(found, "dead_letters") == at(found, "mail_backlog") == 0
    assert at(found, "disk_free_bytes") > 2**20
    assert "filmstudio_render_success_ratio" not in found


def test_films_are_measured_from_queue_to_end(studio):
    ann = person()
    render = toy(ann, "parts=3 work=0.01 share=same")
    advance(render.id)
    (task,) = tasks_of(render)
    with database().transaction() as session:
        row = session.get_one(Task, task.id)
        row.created_at -= timedelta(seconds=90)
        session.add(row)
    found = measured()
    priority = str(task.priority)
    assert at(found, "tasks", queue="cpu", priority=priority, state="queued") == 1
    assert 90 <= at(found, "oldest_task_seconds", queue="cpu", priority=priority) < 120
    take("cpu")
    again = toy(ann, "parts=3 work=0.01 share=same")
    advance(again.id)
    take("cpu")
    bad = toy(ann, "parts=1 work=0.01 fail=Refused@0")
    advance(bad.id)
    take("cpu")
    stopped = toy(ann, "parts=1")
    with database().transaction() as session:
        cancel(session, ann, stopped.id)
    found = measured()
    assert at(found, "renders", state="completed") == 2
    for state, count in (("completed", 2), ("failed", 1), ("cancelled", 1)):
        assert at(found, "renders_ended_total", state=state) == count
    assert abs(at(found, "render_success_ratio") - 2 / 3) < 1e-9
    assert at(found, "parts_total", stage="toypart", how="made") == 3
    assert at(found, "parts_total", stage="toypart", how="cached") == 3
    assert at(found, "stage_seconds_count", stage="toypart") == 3
    assert at(found, "stage_seconds_bucket", stage="toypart", le="+Inf") == 3
    assert at(found, "stage_cpu_seconds_sum", stage="toypart") >= 0.03
    assert at(found, "errors_total", where="task", code="refused") == 1
    assert at(found, "errors_total", where="render", code="refused") == 1
    assert at(found, "dead_letters") == 1


def test_credits_mail_and_makers_are_measured(studio):
    ann = person()
    with database().transaction() as session:
        credits.grant(session, ann.user(), 7, key="gift")
        session.add(Mail(key="one", to="ann@example.com", template="x"))
        session.add(DeadLetter(task_id=uuid.uuid4(), render_id=uuid.uuid4()))
    card = Card("drawn", "1", "image", 2, True, "")
    cards.publish(client(), "machine-1", [card])
    found = measured()
    assert at(found, "credits_total", kind="grant") == 7
    assert at(found, "mail_backlog") == at(found, "dead_letters") == 1
    assert at(found, "makers", capability="image", maker="drawn") == 1


def test_several_web_processes_are_one_number(studio):
    first, second = counts.Tally(), counts.Tally()
    labels = {"route": "/files", "method": "GET"}
    for tally, times in ((first, 3), (second, 4)):
        for _ in range(times):
            tally.count(
                counts.one("http_requests", status="200", **labels),
                counts.observed("http_request_seconds", 0.02, (0.01, 0.025), **labels),
            )
        tally.hand_in()
    found = measured()
    assert at(found, "http_requests_total", status="200", **labels) == 7
    assert at(found, "http_request_seconds_bucket", le="0.025", **labels) == 7
    assert abs(at(found, "http_request_seconds_sum", **labels) - 0.14) < 1e-9


def test_histograms_rise(studio):
    for value in (0.0, 0.1, 0.11, 3.0, 9999.0):
        counts.add(counts.observed("stage_seconds", value, metrics.SECONDS, stage='odd "name"\n'))
    found = measured()
    stage = {"stage": 'odd "name"\n'}
    assert at(found, "stage_seconds_bucket", le="0.1", **stage) == 2
    assert at(found, "stage_seconds_bucket", le="0.25", **stage) == 3
    assert at(found, "stage_seconds_bucket", le="5.0", **stage) == 4
    assert at(found, "stage_seconds_bucket", le="+Inf", **stage) == 5


def test_a_part_that_is_away_is_told(studio, monkeypatch):
    monkeypatch.setattr(metrics, "client", lambda: redis.Redis(port=9))
    found = measured()
    assert at(found, "part_up", part="redis") == 0
    assert at(found, "part_up", part="database") == 1
    assert at(found, "renders", state="queued") == 0
