"""Commands that keep running: the whole studio on one machine, or workers that join one."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from filmstudio.settings import settings

console = Console(stderr=True, highlight=False)
_PROCESSES = typer.Option(
    "--processes", "-n", min=0, max=256, help="Worker processes [one for each core]."
)


def up(
    processes: Annotated[int, _PROCESSES] = 0,
    web: Annotated[bool, typer.Option(help="Also serve the web application.")] = True,
) -> None:
    """Run the studio on this machine: web, redis, workers and keeper, from one data folder."""
    from worker.up import up as run

    count = processes or settings().jobs

    def has_web() -> None:
        console.print(f"The studio is at {settings().origin} (Ctrl-C stops it)")

    def has_workers() -> None:
        console.print(f"{count} workers have started. Everything is kept in {settings().data}.")

    run(count, has_workers, web=web, on_web=has_web, tell=console.print)


def work(
    queue: Annotated[str, typer.Option(help="cpu or gpu.")] = "cpu",
    processes: Annotated[int, _PROCESSES] = 0,
) -> None:
    """Join a studio as a worker: DATABASE_URL, REDIS_URL and S3_* say which one."""
    from worker.up import work as run

    count = processes or settings().jobs
    run(queue, count, lambda: console.print(f"{count} {queue} workers have started."))


def migrate() -> None:
    """Bring the database to the newest tables."""
    from filmstudio.store.db import database
    from filmstudio.store.migrate import upgrade

    upgrade(database())
    console.print("The database is up to date.")


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""
    app.command("up")(up)
    app.command("worker")(work)
    app.command("migrate")(migrate)
