"""The list of attacks tells of tests that exist, and tells of enough."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LIST = (ROOT / "docs" / "attacks.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", LIST)))


@pytest.mark.parametrize(("path", "name"), NAMED, ids=[name for _, name in NAMED])
def test_what_the_list_names_is_tried(path: str, name: str):
    functions = [
        node.name
        for node in ast.walk(ast.parse((ROOT / path).read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert name in functions


def test_every_row_names_a_test():
    rows = [line for line in LIST.splitlines() if line.startswith("| ") and "Tried by" not in line]
    assert len(rows) >= 25
    for row in rows:
        assert re.search(r"`tests/[\w/]+\.py::test_\w+` ?(,|\|)", row), row
