"""Tests of what processes use."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

MIB = 2**20


TOUCHED = """
import numpy as np
from filmstudio.processes import peak_bytes
before = peak_bytes()
block = np.ones(before + (64 << 20), np.uint8)  # more than has ever been free again
assert peak_bytes() >= block.nbytes
del block
assert peak_bytes() >= before + (64 << 20)
print("kept")
"""


def test_the_peak_is_what_was_touched_and_stays():
    done = subprocess.run([sys.executable, "-c", TOUCHED], capture_output=True, text=True)
    assert done.stdout == "kept\n", done.stderr


HOLES = """
from pathlib import Path
from filmstudio.processes import give_back_memory
def megabytes():
    return int(Path("/proc/self/status").read_text().split("RssAnon:")[1].split()[0]) // 1024
kept = []
for _ in range(2000):
    pieces = [bytearray(60_000) for _ in range(2)]
    kept.append((pieces[0], bytearray(100)))  # what stays, between what goes
    kept.append(pieces[1])
del kept[1::2]
kept = [small for _, small in kept]
full = megabytes()
give_back_memory()
print(full, megabytes())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps what is freed")
def test_freed_memory_goes_back_though_the_heap_has_holes():
    done = subprocess.run([sys.executable, "-c", HOLES], capture_output=True, text=True, check=True)
    full, left = map(int, done.stdout.split())
    assert full > 100
    assert left < full / 2


def test_a_small_child_of_a_large_parent_is_small():
    block = np.ones(256 * MIB, np.uint8)
    asked = "from filmstudio.processes import peak_bytes; print(peak_bytes())"
    child = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    assert MIB < int(child.stdout) < 128 * MIB < block.nbytes
