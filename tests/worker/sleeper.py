"""A member that does nothing until it is ended."""

from __future__ import annotations

import sys
import time
from pathlib import Path


def run(folder: str) -> None:
    Path(folder, "began").write_text(" ".join(sorted(sys.modules)))
    time.sleep(600)
