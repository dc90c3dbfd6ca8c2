"""What the studio measures of itself, for Prometheus.

How things stand is read from the database, redis and the disk when it is asked for; what was done
is counted in redis by whoever did it (`store.counts`). A part that is away is told as such, and the
others are told all the same.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

import psutil
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from redis.exceptions import RedisError
from rq import Worker
from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, func, select

from filmstudio.errors import Busy
from filmstudio.settings import settings
from filmstudio.store import cards, counts
from filmstudio.store.counts import Counted
from filmstudio.store.db import database
from filmstudio.store.queue import QUEUES, queue
from filmstudio.store.redis import client
from filmstudio.store.tables import CreditEntry, DeadLetter, Delivery, Mail, Render, Task
from filmstudio.store.types import now

SECONDS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 180.0, 600.0)
"""Upper bounds of the histograms of stages."""
RECENT = timedelta(hours=24)

COUNTERS = {
    "http_requests": "Requests by route, method and status.",
    "renders_ended": "Renders that ended, by how.",
    "parts": "Parts of films by stage: made, or cached because they were there already.",
    "errors": "Errors by code: of tasks, of renders that failed.",
}
HISTOGRAMS = {
    "http_request_seconds": "Seconds until an answer began, by route and method.",
    "stage_seconds": "Seconds in which parts were made, by stage.",
    "stage_cpu_seconds": "CPU seconds that parts took, by stage.",
}


def text() -> bytes:
    """Everything in the text format of Prometheus."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Studio())
    return generate_latest(registry)


class _Studio(Collector):
    def collect(self) -> Iterator[Metric]:
        well = _gauge("part_up", "Whether a part of the studio answers.", ["part"])
        parts: tuple[tuple[str, Callable[[], Iterable[Metric]]], ...] = (
            ("database", _of_database),
            ("redis", _of_redis),
            ("machine", _of_machine),
        )
        for name, read in parts:
            try:
                found = list(read())
            except (Busy, RedisError, OSError):
                well.add_metric([name], 0)
                continue
            well.add_metric([name], 1)
            yield from found
        yield well


def _gauge(name: str, help: str, labels: list[str]) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"filmstudio_{name}", help, labels=labels)


def _of_database() -> Iterator[Metric]:
    with database().reading() as session:
        yield from _tasks(session)
        yield from _renders(session)
        yield _credits(session)
        yield from _waiting(session)


def _tasks(session: Session) -> Iterator[Metric]:
    depth = _gauge("tasks", "Tasks by queue, priority and state.", ["queue", "priority", "state"])
    age = _gauge("oldest_task_seconds", "Age of the oldest task that waits.", ["queue", "priority"])
    place = (col(Task.queue), col(Task.priority), col(Task.state))
    found = session.execute(
        select_columns(*place, func.count(), func.min(Task.created_at))
        .where(col(Task.state).in_(("queued", "running")))
        .group_by(*place)
    )
    seen = set()
    for name, priority, state, count, oldest in found:
        depth.add_metric([name, str(priority), state], count)
        seen.add((name, state))
        if state == "queued":
            age.add_metric([name, str(priority)], max(0.0, (now() - oldest).total_seconds()))
    for name in QUEUES:
        for state in ("queued", "running"):
            if (name, state) not in seen:
                depth.add_metric([name, "0", state], 0)
    yield from (depth, age)


def _renders(session: Session) -> Iterator[Metric]:
    states = dict.fromkeys(("queued", "processing", "completed", "failed", "cancelled"), 0)
    states |= dict(session.exec(select(Render.state, func.count()).group_by(Render.state)).all())
    gauge = _gauge("renders", "Renders by state.", ["state"])
    for state, count in states.items():
        gauge.add_metric([state], count)
    yield gauge
    recent = dict(
        session.exec(
            select(Render.state, func.count())
            .where(col(Render.created_at) > now() - RECENT)
            .where(col(Render.state).in_(("completed", "failed")))
            .group_by(Render.state)
        ).all()
    )
    if recent:
        yield GaugeMetricFamily(
            "filmstudio_render_success_ratio",
            "Completed renders among those of the last 24 hours that completed or failed.",
            value=recent.get("completed", 0) / sum(recent.values()),
        )


def _credits(session: Session) -> Metric:
    counter = CounterMetricFamily(
        "filmstudio_credits",
        "Credits moved, by kind of entry: reserve, settle (given back at the end), refund, …",
        labels=["kind"],
    )
    moved = dict.fromkeys(("reserve", "settle", "refund", "grant", "monthly", "purchase"), 0)
    entries = select(CreditEntry.kind, func.sum(func.abs(CreditEntry.amount)))
    moved |= dict(session.exec(entries.group_by(CreditEntry.kind)).all())
    for kind, amount in moved.items():
        counter.add_metric([kind], float(amount))
    return counter


def _waiting(session: Session) -> Iterator[Metric]:
    backlogs: tuple[tuple[str, str, type[SQLModel], ColumnElement[bool]], ...] = (
        ("dead_letters", "Tasks given up.", DeadLetter, col(DeadLetter.requeued_at).is_(None)),
        ("webhook_backlog", "Webhooks to deliver.", Delivery, col(Delivery.state) == "waiting"),
        ("webhooks_dead", "Webhooks given up.", Delivery, col(Delivery.state) == "dead"),
        ("mail_backlog", "Letters to send.", Mail, col(Mail.state) == "waiting"),
        ("mail_dead", "Letters given up.", Mail, col(Mail.state) == "dead"),
    )
    for name, help, model, is_waiting in backlogs:
        count = session.exec(select(func.count()).select_from(model).where(is_waiting)).one()
        yield GaugeMetricFamily(f"filmstudio_{name}", help, value=count)


def _of_redis() -> Iterator[Metric]:
    connection = client()
    workers = _gauge("workers", "Worker processes that give signs of life.", ["queue"])
    bells = _gauge("rings", "Rings that wait for a worker.", ["queue"])
    for name in QUEUES:
        bell = queue(connection, name)
        workers.add_metric([name], Worker.count(connection, bell))
        bells.add_metric([name], bell.count)
    makers = _gauge("makers", "Machines that can use a maker now.", ["capability", "maker"])
    for offer in cards.offers(connection):
        alive = len(offer.workers) if offer.card.available else 0
        makers.add_metric([offer.card.capability, offer.card.name], alive)
    yield from (workers, bells, makers)
    counts.TALLY.hand_in()
    yield from _counted(counts.read(connection))


def _counted(found: list[Counted]) -> Iterator[Metric]:
    """Counters and histograms of what was counted; names that nobody knows any more are left out."""
    by_name: dict[str, dict[tuple[tuple[str, str], ...], dict[str, float]]] = defaultdict(dict)
    for one in found:
        by_name[one.name].setdefault(one.labels, {})[one.bucket] = one.value
    for name, help in COUNTERS.items():
        rows = by_name.get(name, {})
        counter = CounterMetricFamily(f"filmstudio_{name}", help, labels=_labels(rows))
        for labels, values in sorted(rows.items()):
            counter.add_metric([value for _, value in labels], values[""])
        yield counter
    for name, help in HISTOGRAMS.items():
        rows = by_name.get(name, {})
        histogram = HistogramMetricFamily(f"filmstudio_{name}", help, labels=_labels(rows))
        for labels, values in sorted(rows.items()):
            bounds = sorted((b for b in values if b != "sum"), key=float)
            total, buckets = 0.0, []
            for bound in bounds:
                total += values[bound]
                buckets.append((bound, total))
            if not buckets or buckets[-1][0] != "+Inf":
                buckets.append(("+Inf", total))
            histogram.add_metric([value for _, value in labels], buckets, values.get("sum", 0.0))
        yield histogram


def _labels(rows: dict[tuple[tuple[str, str], ...], dict[str, float]]) -> list[str]:
    return [name for name, _ in next(iter(rows), ())]


def _of_machine() -> Iterator[Metric]:
    place = settings().data
    while not place.exists():
        place = place.parent
    disk = shutil.disk_usage(place)
    told = {
        "disk_free_bytes": ("Free bytes where the data folder lies.", disk.free),
        "disk_bytes": ("Bytes of the disk where the data folder lies.", disk.total),
        "memory_free_bytes": ("Memory that can be had.", psutil.virtual_memory().available),
    }
    for name, (help, value) in told.items():
        yield GaugeMetricFamily(f"filmstudio_{name}", help, value=value)


def cached(stage: str) -> counts.Changes:
    """A part that was there already."""
    return counts.one("parts", stage=stage, how="cached")


def error(where: str, code: str) -> counts.Changes:
    """An error of a task or a render, by its code."""
    return counts.one("errors", where=where, code=code)


def made(stage: str, wall: float, cpu: float) -> None:
    """Counts a part that was made in so many seconds and CPU seconds. Raises redis' errors."""
    counts.add(
        counts.one("parts", stage=stage, how="made"),
        counts.observed("stage_seconds", wall, SECONDS, stage=stage),
        counts.observed("stage_cpu_seconds", cpu, SECONDS, stage=stage),
    )
