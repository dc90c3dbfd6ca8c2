"""Sets the project up on a fresh machine: .venv with everything in it, and Debian packages.

Run by the Makefile with any Python 3.11 or newer; a second run does nothing. Needs no
third-party package itself. Python packages are installed by uv, which takes a fraction of pip's
time, or by pip where uv cannot do it; Debian packages are installed meanwhile. Last, the pages of the
web studio are built.
"""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".set-up"
CONSTRAINTS = ROOT / "constraints.txt"
PIP = [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]

DEBIAN = {
    "fluidsynth": "music is played by simple built-in instruments",
    "fluid-soundfont-gm": "music is played by simple built-in instruments",
    "flite": "English films have fewer different voices",
    "fonts-noto-core": "Indic, Thai, Arabic and Hebrew words cannot be shown",
    "fonts-noto-cjk": "Chinese, Japanese and Korean words cannot be shown",
    "chromium": "push notices cannot be tested, as a browser would show them",
    "chromium-headless-shell": "the pages cannot be tested, as a browser would show them",
}

UV_WORDS = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "no-index": "UV_NO_INDEX",
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "proxy": "ALL_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
    "retries": "UV_HTTP_RETRIES",
    "no-cache-dir": "UV_NO_CACHE",
    "constraint": "UV_CONSTRAINT",
}
"""Settings of pip, and the variables by which uv is told the same."""
OF_PIP_ALONE = {
    *("break-system-packages", "cache-dir", "compile", "config-file", "log", "no-color"),
    *("disable-pip-version-check", "no-compile", "no-input", "no-warn-conflicts", "quiet"),
    *("no-warn-script-location", "progress-bar", "require-virtualenv", "root-user-action"),
    "verbose",
}
"""Settings that change nothing of what is installed from where."""


def main(words: Sequence[str] = ()) -> None:
    """`--packages`: all but the pages, which take longest and few tests wait for."""
    with ThreadPoolExecutor(1) as beside:
        debian = beside.submit(debian_packages)
        python_packages()
        if "--packages" not in words:
            pages()
        for sentence in debian.result():
            print(sentence)


def wanted() -> str:
    """What the environment depends on, as one digest."""
    parts = [sys.version.encode()]
    parts += [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def python_packages() -> None:
    if STAMP.is_file() and STAMP.read_text() == wanted():
        return
    print("Setting up .venv (once; a minute or two) ...", flush=True)
    if not (VENV / "bin" / "pip").exists():  # written last: without it a set-up was cut off
        venv.create(VENV, with_pip=True)
    packages = ["-c", str(CONSTRAINTS), "-e", f"{ROOT}[dev]"]
    if not by_uv(packages):
        run([*PIP, "install", "-q", *packages])
    STAMP.write_text(wanted())


def pages() -> None:
    """The pages of the web studio, built where they have changed."""
    sys.path.insert(0, str(ROOT))
    from filmstudio.errors import Missing
    from filmstudio.web import build

    try:
        build.pages(PYTHON, lambda said: print(said, flush=True))
    except Missing as error:
        print(
            f"{error.message}\nWithout its pages the studio serves no web; films, API and tests work."
        )


def by_uv(packages: list[str]) -> bool:
    """Installs with uv; False, with a sentence, where pip has to do it."""
    told = subprocess.run([*PIP, "config", "list"], capture_output=True, text=True, check=False)
    words, unknown = uv_words(told.stdout)
    if told.returncode or unknown:
        print(f"pip installs, which takes longer: uv knows no {unknown or 'setting'} of pip's.")
        return False
    got = [*PIP, "install", "-q", "--no-compile", "-c", str(CONSTRAINTS), "uv"]
    if subprocess.run(got, check=False).returncode:
        print("uv cannot be had, so pip installs, which takes longer.")
        return False
    command = [str(VENV / "bin" / "uv"), "pip", "install", "-q", "--python", str(PYTHON)]
    for file in words.pop("UV_CONSTRAINT", "").split():  # ours would take its place
        command += ["-c", file]
    # A person's own settings of uv come before those of pip.
    done = subprocess.run([*command, *packages], env=words | os.environ, check=False)
    if done.returncode:
        print("uv could not install everything, so pip tries, which takes longer.", flush=True)
    return done.returncode == 0


def uv_words(listed: str) -> tuple[dict[str, str], str]:
    """The variables that tell uv what `pip config list` says, and the first setting that uv has no
    word for.

    Later sections come before earlier ones, as in pip: global, install, the environment.
    """
    settings: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for line in listed.splitlines():
        place, _, value = line.partition("=")
        section, _, name = place.partition(".")
        if section in settings:
            settings[section][name] = ast.literal_eval(value)
    # pip takes the best version of all its indexes; uv would take those of the first.
    words = {"UV_INDEX_STRATEGY": "unsafe-best-match"}
    for name, value in (settings["global"] | settings["install"] | settings[":env:"]).items():
        parts = value.split()
        if name == "find-links":  # pip passes over folders that are not there
            there = [part for part in parts if "://" in part or Path(part).exists()]
            words |= {"UV_FIND_LINKS": ",".join(there)} if there else {}
        elif name in UV_WORDS and parts:
            words[UV_WORDS[name]] = " ".join(parts)
        elif name not in OF_PIP_ALONE and parts:
            return {}, name
    return words, ""


def installed(packages: list[str]) -> set[str]:
    """Those of some Debian packages that are installed."""
    if not shutil.which("dpkg-query"):
        return set()
    found = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages],
        capture_output=True,
        text=True,
        check=False,
    )
    rows = [line.split() for line in found.stdout.splitlines()]
    return {row[0] for row in rows if row[1:] == ["installed"]}


def debian_packages() -> list[str]:
    """Installs Debian packages where that is allowed; sentences about those that are lacking."""
    have = installed(list(DEBIAN))
    missing = [name for name in DEBIAN if name not in have]
    if missing and shutil.which("apt-get"):
        before: list[str] | None = [] if os.geteuid() == 0 else None
        if before is None and shutil.which("sudo"):
            asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
            before = ["sudo", "-n"] if asked.returncode == 0 else None
        if before is not None:
            print(f"Installing Debian packages: {' '.join(missing)} ...", flush=True)
            apt = [*before, "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
            env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            add = [*apt, "install", "-y", "--no-install-recommends"]
            subprocess.run([*apt, "update"], capture_output=True, check=False, env=env)
            done = subprocess.run([*add, *missing], capture_output=True, check=False, env=env)
            # A name that a distribution does not know stops all that are asked for with it.
            for name in missing if done.returncode else ():
                subprocess.run([*add, name], capture_output=True, check=False, env=env)
            have = installed(missing)
            missing = [name for name in missing if name not in have]
    sentences = [f"Not installed: {name}. Without it, {DEBIAN[name]}." for name in missing]
    if missing:
        sentences.append(f"To have it all: sudo apt-get install {' '.join(missing)}")
    return sentences


def run(command: list[str]) -> None:
    done = subprocess.run(command, check=False)
    if done.returncode:
        sys.exit(f"Setting up failed: {' '.join(command[:6])} ... ended with {done.returncode}.")


if __name__ == "__main__":
    main(sys.argv[1:])
