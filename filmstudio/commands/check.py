"""Shows the measurements of a finished film: value, bar and verdict."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from filmstudio.errors import BadInput
from filmstudio.media.check.film import check_film
from filmstudio.services.make import writable, write_json


def show_check(film: Path, package: Path | None, report: Path | None) -> bool:
    """Prints the table, what was missed first, and returns whether every bar that applies was met."""
    if not film.is_file():
        raise BadInput(f"There is no film {film}.")
    if report:
        writable(report)
    measured = check_film(film, package)
    table = Table(title=f"{film}", title_justify="left")
    for heading in ("", "what", "value", "bar", "note"):
        table.add_column(heading, overflow="fold")
    order = {False: 0, True: 1, None: 2}
    for one in sorted(measured, key=lambda one: order[one.ok]):
        verdict = {True: "ok", False: "MISSED", None: "-"}[one.ok]
        style = {True: "green", False: "bold red", None: "dim"}[one.ok]
        table.add_row(
            verdict, one.name, f"{one.value} {one.unit}".strip(), one.bar, one.note, style=style
        )
    Console().print(table)
    if report:
        write_json(report, [asdict(one) for one in measured])
    return all(one.ok is not False for one in measured)
