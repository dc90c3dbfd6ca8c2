"""How a web process begins."""

from __future__ import annotations

import multiprocessing

from filmstudio import logs, sentry
from filmstudio.processes import die_with_parent


def begin() -> None:
    """What a web process does first: its logs, and ending with its server.

    A server that is killed cannot end its own processes, and one that stays would hold the port.
    """
    server = multiprocessing.parent_process()
    die_with_parent(server.pid if server else None)
    logs.set_up("web")
    sentry.start("web")
