"""A process that has loaded the command line and forks for each command: loading it takes longer
than most of what tests ask of it.

Reads one line of JSON for each command: `words`, `folder`, `env`, and the files `out`, `err` and
`peak` (bytes of resident memory). Answers each with its exit status.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

from filmstudio import cli
from filmstudio.processes import peak_bytes


def obey(wish: dict[str, Any]) -> None:
    """Is the command, in a process of its own; ends as it ends."""
    os.chdir(wish["folder"])
    os.environ.clear()
    os.environ.update(wish["env"])
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(wish[name], os.O_WRONLY), number)
    Path("/proc/self/clear_refs").write_text("5")  # proc(5): the peak of memory begins anew
    sys.argv = ["filmstudio", *wish["words"]]
    try:
        cli.main()
    finally:
        Path(wish["peak"]).write_text(str(peak_bytes()))


def serve() -> None:
    """Answers until nobody asks any more."""
    import filmstudio.recipes.film
    import filmstudio.services.make
    import filmstudio.writing.analysis
    import filmstudio.writing.planning
    import filmstudio.writing.readers  # noqa: F401

    asked, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nowhere, number)
    for line in asked:
        assert threading.active_count() == 1  # a fork has one thread only
        child = os.fork()
        if child == 0:
            obey(json.loads(line))
            sys.exit()
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)
