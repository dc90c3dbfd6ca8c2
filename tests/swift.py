"""OpenStack Swift with its s3api, which checks signatures as S3 does: a real one of our own."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from filmstudio.processes import die_with_parent
from tests.certificates import certificate

ROOT = Path(__file__).resolve().parent.parent
PYTHON = "/usr/bin/python3"
"""Swift is a package of the system, for the system's Python."""
INSTALL = "apt-get install --no-install-recommends python3-swift"


@dataclass(frozen=True)
class Swift:
    """A running Swift: one account, reached by S3 over plain HTTP and over TLS."""

    url: str
    secure_url: str
    access_key: str
    secret_key: str
    authority: Path
    """Whom to trust for TLS."""


def _new_folder() -> Path:
    """A folder on a disk with extended attributes, in which Swift keeps what it knows of objects.
    Skips the test where there is none."""
    for place in dict.fromkeys((tempfile.gettempdir(), "/var/tmp", str(ROOT))):
        folder = Path(tempfile.mkdtemp(prefix="swift-", dir=place))
        try:
            os.setxattr(folder, "user.swift", b"1")
        except OSError:
            folder.rmdir()
        else:
            return folder
    pytest.skip("No disk of this machine has extended attributes (user.*), which Swift needs.")


def _is_installed() -> bool:
    return (
        Path(PYTHON).exists()
        and subprocess.run(
            [
                PYTHON,
                "-I",
                "-c",
                "import importlib.util as u, sys; sys.exit(not u.find_spec('swift'))",
            ]
        ).returncode
        == 0
    )


@contextmanager
def running_swift() -> Iterator[Swift]:
    """A Swift without objects, on ports of its own. Skips the test where it is not installed."""
    if not _is_installed():
        pytest.skip(f"OpenStack Swift is not installed. As root: {INSTALL}")
    folder = _new_folder()
    key, secret = "studio:films", "a-secret-of-tests"
    made = certificate(folder)
    log = folder / "swift.log"
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [PYTHON, "-I", str(ROOT / "tests" / "swift_node.py"), str(folder), key, secret],
            stdout=subprocess.PIPE,
            stderr=errors,
            preexec_fn=die_with_parent,
        )
    try:
        assert process.stdout
        told = process.stdout.readline() if select.select([process.stdout], [], [], 60)[0] else b""
        if not told:
            raise RuntimeError(f"Swift did not start: {log.read_text(errors='replace')[-3000:]}")
        ports = json.loads(told)
        yield Swift(
            f"http://127.0.0.1:{ports['http']}",
            f"https://127.0.0.1:{ports['https']}",
            key,
            secret,
            made.authority,
        )
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)
