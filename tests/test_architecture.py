"""The house rules: who may import whom, how long a module may be, what light imports stay light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES_SIDE = ("state", "components", "pages")
"""Folders beside `filmstudio`, as Reflex has them."""
CODE = sorted(path for name in ("filmstudio", *PAGES_SIDE) for path in (ROOT / name).rglob("*.py"))
CRAFTS = ("writing", "drawing", "speech", "music", "media")
LEAVES = {"errors", "faults", "said", "settings", "logs", "words", ""}

# What each package may import, besides itself and the leaves. Crafts never import each other.
MAY_IMPORT: dict[str, set[str]] = {
    "film": set(),
    "engine": {"film"},
    **{craft: {"film"} for craft in CRAFTS},
    "providers": {"film", "engine", "outside", *CRAFTS},
    "stages": {"film", "engine", "providers", *CRAFTS},
    "recipes": {"film", "engine", "providers", "stages"},
    "store": {"film", "engine", "vault"},
    "integrations": {"vault", "outside"},
    "services": {
        *("film", "engine", "providers", "stages", "recipes", "media", "speech", "writing"),
        *("store", "integrations", "vault", "outside"),
    },
    "api": {"film", "engine", "services", "store", "vault", "sentry"},
    "web": {"api"},
    "state": {"film", "services", "store"},
    "components": {"state"},
    "pages": {"components", "state"},
    # The composition root: the only one that imports pages.
    "filmstudio": {"api", "web", "state", "components", "pages"},
    "serve": {"api", "web", "filmstudio"},
    "client": set(),
    "commands": {
        *("film", "engine", "providers", "stages", "recipes", "services", "store", "vault"),
        *CRAFTS,
    },
    "cli": {"film", "engine", "services", "commands", "recipes", "store"},
    "vault": set(),
    "outside": set(),
    "processes": set(),
    "errors": set(),
    "faults": set(),
    "said": set(),
    "words": set(),
    "settings": set(),
    "logs": set(),
    "sentry": set(),
    "files": set(),
    "tape": set(),
    "__init__": set(),
}
LEAVES |= {"files", "tape", "processes"}


def package(path: Path) -> str:
    if path.relative_to(ROOT).parts[0] in PAGES_SIDE:
        return path.relative_to(ROOT).parts[0]
    parts = path.relative_to(ROOT / "filmstudio").parts
    return parts[0] if len(parts) > 1 else path.stem


def imports(path: Path) -> set[str]:
    """The packages of ours that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
            if node.module == "filmstudio":
                names = [f"filmstudio.{alias.name}" for alias in node.names]
        for name in names:
            if name.split(".")[0] == "filmstudio":
                found.add(([*name.split("."), ""])[1])
            elif name.split(".")[0] in PAGES_SIDE:
                found.add(name.split(".")[0])
    return found


@pytest.mark.parametrize("home", sorted({package(path) for path in CODE}))
def test_imports_run_downward(home):
    allowed = MAY_IMPORT[home] | LEAVES | {home, "__version__"}
    upward = {str(path): imports(path) - allowed for path in CODE if package(path) == home}
    assert not {path: found for path, found in upward.items() if found}


def test_modules_stay_under_400_lines_and_say_what_they_make():
    texts = {path: path.read_text() for path in CODE}
    assert not [path for path, text in texts.items() if len(text.splitlines()) > 400]
    assert not [path for path, text in texts.items() if not ast.get_docstring(ast.parse(text))]


def test_the_services_load_nothing_heavy():
    heavy = "{'torch', 'diffusers', 'moviepy', 'skia', 'cv2', 'scipy', 'av'}"
    code = f"import sys, filmstudio.services.make; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_recipe_makes_what_its_stages_need():
    from filmstudio.recipes.film import FILM

    assert FILM.faults() == []
    names = [stage.name for stage in FILM.stages]
    assert len(set(names)) == len(names)
    assert all(stage.label for stage in FILM.stages)
