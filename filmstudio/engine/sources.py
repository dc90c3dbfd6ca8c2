"""Digests of our own code: what a stage or a maker is written in, so that new code never serves old parts."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CRAFTS = ("writing", "drawing", "speech", "music", "media")
"""Packages that count as a whole, data files included: who uses a craft may use all of it."""
_WITH = {"media": ("fonts",), "drawing": ("fonts",)}
_APART = {"engine", "providers", "services", "errors", "settings", "files"}
"""What changes how parts are made and kept, not what they are; makers count by themselves."""
_IMPORT = re.compile(rb"from filmstudio\.?([\w.]*) import (\([^)]*\)|[^\n#]*)")
_WHOLE = re.compile(rb"import filmstudio\.([\w.]+)")
_NAME = re.compile(rb"(\w+)(?:\s+as\s+\w+)?")


@lru_cache(maxsize=256)
def code_of(module: str, crafts: tuple[str, ...] = ()) -> str:
    """SHA-256 of everything that a module is made of, in hex; computed once for a process.

    A module of ours counts with all modules that it imports, anywhere in it, and with whole
    crafts; one from elsewhere (a plug-in, a test) alone. With `crafts` its own imports do not
    count, but those crafts do.
    """
    if module.startswith("filmstudio."):
        start = _files_of(module.removeprefix("filmstudio."))
    else:
        file = getattr(sys.modules.get(module), "__file__", None)
        start = [Path(file)] if file else []
    seen: dict[Path, str] = {path: _read(path)[0] for path in start}
    waiting = [*crafts] if crafts else [name for path in start for name in _read(path)[1]]
    known: set[str] = set()
    while waiting:
        name = waiting.pop()
        head = name.partition(".")[0]
        name = head if head in CRAFTS else name
        if head in _APART or name in known:
            continue
        known.add(name)
        waiting += _WITH.get(name, ())
        for path in _files_of(name):
            if path not in seen:
                seen[path], names = _read(path)
                waiting += names
    total = hashlib.sha256()
    for path in sorted(seen):
        total.update(f"{path.name} {seen[path]}\n".encode())
    return total.hexdigest()


@lru_cache(maxsize=4096)
def _files_of(name: str) -> list[Path]:
    """The files of a module; of a craft or a folder of data, all in it."""
    place = ROOT.joinpath(*name.split("."))
    if name in CRAFTS or (place.is_dir() and not (place / "__init__.py").exists()):
        return [
            Path(folder, file)
            for folder, _, files in os.walk(place)
            # Compiled code appears there while it is read, under passing names.
            if not folder.endswith("__pycache__")
            for file in sorted(files)
            if not file.startswith(".")
        ]
    if place.is_dir():
        return [place / "__init__.py"]
    file = place.with_suffix(".py")
    return [file] if file.is_file() else []


@lru_cache(maxsize=4096)
def _read(path: Path) -> tuple[str, tuple[str, ...]]:
    """The digest of a file, and the modules of ours that it imports, without `filmstudio.`."""
    data = path.read_bytes()
    names = tuple(_imports(data)) if path.suffix == ".py" else ()
    return hashlib.sha256(data).hexdigest(), names


def _imports(data: bytes) -> Iterator[str]:
    for package, names in _IMPORT.findall(data):
        if package:
            yield package.decode()
        for name in _NAME.findall(names):
            yield f"{package.decode()}.{name.decode()}".strip(".")
    for whole in _WHOLE.findall(data):
        yield whole.decode()
