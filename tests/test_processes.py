"""Tests of what processes use."""

from __future__ import annotations

import subprocess
import sys

import numpy as np

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


def test_a_small_child_of_a_large_parent_is_small():
    block = np.ones(256 * MIB, np.uint8)
    asked = "from filmstudio.processes import peak_bytes; print(peak_bytes())"
    child = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    assert MIB < int(child.stdout) < 128 * MIB < block.nbytes
