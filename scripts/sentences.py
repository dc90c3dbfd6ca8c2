"""Finds what services say to people: sentences of errors, and whatever stands in `said(…)`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("filmstudio", "worker", "state")
PROGRAMS = (
    *("filmstudio/api/cursor.py", "filmstudio/api/idempotency.py", "filmstudio/services/push.py"),
    *("filmstudio/services/idempotency.py", "filmstudio/services/accounts/tokens.py"),
    *("filmstudio/api/routes/storyboards.py", "filmstudio/services/letters.py"),
)
"""Where only programs are refused, which the pages of the studio never are."""
OPERATORS = (
    *("filmstudio/cli.py", "filmstudio/commands/", "filmstudio/client/", "filmstudio/web/"),
    *("filmstudio/settings.py", "filmstudio/sentry.py", "filmstudio/recipes/", "worker/up.py"),
    *("filmstudio/services/make.py", "filmstudio/services/given.py", "filmstudio/engine/local.py"),
    *("filmstudio/services/backups/", "filmstudio/services/accounts/operator.py"),
    *("filmstudio/store/migrate.py", "filmstudio/engine/artifact.py", "filmstudio/stages/"),
    *("filmstudio/drawing/", "filmstudio/media/", "filmstudio/music/", "filmstudio/vault.py"),
    *("filmstudio/speech/engines/", "filmstudio/speech/timing.py", "filmstudio/store/blobs.py"),
    "filmstudio/store/s3.py",
)
"""Where errors are told to whoever runs the studio, or to nobody: they stay in English."""
PLACE = re.compile(r"\{(\w+)\}")
OPTIONS = frozenset({"code", "retry_after", "key", "one", "revision", "sides", "by", "faults"})
"""What errors take besides the values of their sentence."""


@dataclass(frozen=True)
class Sentence:
    """A sentence in a source. `fault` says why no language can say it; then it has no template."""

    place: tuple[str, int]
    template: str = ""
    one: str = ""
    fault: str = ""


@cache
def found() -> tuple[Sentence, ...]:
    """All sentences, in the order of their files."""
    return tuple(_found())


def _found() -> Iterator[Sentence]:
    paths = [path for name in FOLDERS for path in sorted((ROOT / name).rglob("*.py"))]
    trees = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text()) for path in paths}
    family = _family(trees.values())
    for name, tree in trees.items():
        here = family - _strangers(tree, family)
        is_told = not name.startswith((*OPERATORS, *PROGRAMS))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                called = node.func.id if isinstance(node.func, ast.Name) else called
                if called == "said" or (called in here and is_told):
                    yield from sentence_of(name, node)


def _family(trees: Iterator[ast.Module] | object) -> set[str]:
    """The names of all classes of errors."""
    classes = [
        (node.name, {base.id for base in node.bases if isinstance(base, ast.Name)})
        for tree in trees  # type: ignore[attr-defined]
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    family = {"StudioError"}
    while more := {name for name, bases in classes if bases & family} - family:
        family |= more
    return family


def _strangers(tree: ast.Module, family: set[str]) -> set[str]:
    """Classes of a module that only have the name of an error of ours."""
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and node.name in family
        and not {base.id for base in node.bases if isinstance(base, ast.Name)} & family
        and node.name != "StudioError"
    }


def sentence_of(name: str, call: ast.Call) -> Iterator[Sentence]:
    place = (name, call.lineno)
    first = call.args[0]
    if isinstance(first, ast.IfExp | ast.Name | ast.Attribute | ast.Call | ast.Subscript):
        return  # A sentence that was made elsewhere, by `said`.
    if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        yield Sentence(
            place, fault="give a template and its values, not a text that is put together"
        )
        return
    given = {word.arg: word.value for word in call.keywords if word.arg}
    one = given.get("one")
    values = set(given) - OPTIONS
    wanted = set(PLACE.findall(first.value))
    if values and values != wanted:
        yield Sentence(place, fault=f"its places are {sorted(wanted)}, its values {sorted(values)}")
        return
    single = str(one.value) if isinstance(one, ast.Constant) else ""
    if "}{" in first.value:
        yield Sentence(place, fault="two of its places touch")
    elif single and set(PLACE.findall(single)) != wanted:
        yield Sentence(place, fault="its singular lacks a place of the plural, or adds one")
    else:
        yield Sentence(place, template=first.value, one=single)
