"""Tests of what the API tells admins of the studio as a whole."""

from __future__ import annotations

import uuid

from filmstudio.services.health import PARTS
from filmstudio.store.db import database
from filmstudio.store.queue import QUEUES
from filmstudio.store.tables import Render


def test_admins_are_told_numbers_jobs_and_how_every_part_does(person):
    ann, boss = person("ann"), person("boss", role="admin")
    with database().transaction() as session:
        for title, state, seconds in (("One", "completed", 90.0), ("Two", "processing", 0.0)):
            project = uuid.UUID(ann.project(title=title)["id"])
            session.add(
                Render(project_id=project, user_id=ann.user.id, state=state, seconds=seconds)
            )
    told = boss.get("/admin/stats").json()
    assert (told["people"], told["processing"], told["failed"], told["revenue"]) == (2, 1, 0, 0)

    first = boss.get("/admin/jobs?limit=1").json()
    assert [(one["title"], one["state"]) for one in first["items"]] == [("Two", "processing")]
    then = boss.get(f"/admin/jobs?limit=1&cursor={first['next_cursor']}").json()
    (job,) = then["items"]
    assert (job["title"], job["owner"], job["progress"]) == ("One", "ann@example.com", 100)
    assert then["next_cursor"] is None
    done = boss.get("/admin/jobs?state=completed").json()["items"]
    assert [one["title"] for one in done] == ["One"]
    assert boss.get("/admin/jobs?state=lost").status_code == 422

    health = boss.get("/admin/system-health").json()
    assert [one["name"] for one in health["parts"]] == list(PARTS)
    assert health["ok"] == all(one["ok"] for one in health["parts"])
    assert [one["queue"] for one in health["workers"]] == list(QUEUES)
    for path in ("/admin/stats", "/admin/jobs", "/admin/system-health"):
        assert ann.get(path).status_code == 403


def test_a_part_that_is_unwell_is_named_and_the_rest_still_told(person, monkeypatch):
    boss = person("boss", role="admin")
    monkeypatch.setattr("filmstudio.services.health.DISK_BYTES", 2**62)
    health = boss.get("/admin/system-health").json()
    assert not health["ok"]
    unwell = [one for one in health["parts"] if not one["ok"]]
    assert "disk" in [one["name"] for one in unwell]
    assert "free on the disk" in next(one["note"] for one in unwell if one["name"] == "disk")
    assert len(health["parts"]) == len(PARTS)
