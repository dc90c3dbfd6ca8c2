"""Sets the project up on a fresh machine: .venv with everything in it, and Debian packages.

Run by the Makefile with any Python 3.11 or newer; a second run does nothing. Needs no
third-party package itself.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / ".set-up"

DEBIAN = {
    "fluidsynth": "music is played by simple built-in instruments",
    "fluid-soundfont-gm": "music is played by simple built-in instruments",
    "flite": "English films have fewer different voices",
    "fonts-noto-core": "Indic, Thai, Arabic and Hebrew words cannot be shown",
    "fonts-noto-cjk": "Chinese, Japanese and Korean words cannot be shown",
}


def main() -> None:
    python_packages()
    debian_packages()


def wanted() -> str:
    """What the environment depends on, as one digest."""
    parts = [sys.version.encode()]
    parts += [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def python_packages() -> None:
    if STAMP.is_file() and STAMP.read_text() == wanted():
        return
    print("Setting up .venv (once; a minute or two) ...", flush=True)
    if not (VENV / "bin" / "python").exists():
        venv.create(VENV, with_pip=True)
    pip = [
        str(VENV / "bin" / "python"),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "-q",
    ]
    run([*pip, "-c", str(ROOT / "constraints.txt"), "-e", f"{ROOT}[dev]"])
    STAMP.write_text(wanted())


def installed(package: str) -> bool:
    if not shutil.which("dpkg-query"):
        return False
    found = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status}", package],
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout == "installed"


def debian_packages() -> None:
    missing = [name for name in DEBIAN if not installed(name)]
    if missing and shutil.which("apt-get"):
        before: list[str] | None = [] if os.geteuid() == 0 else None
        if before is None and shutil.which("sudo"):
            asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
            before = ["sudo", "-n"] if asked.returncode == 0 else None
        if before is not None:
            print(f"Installing Debian packages: {' '.join(missing)} ...", flush=True)
            quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
            with open(os.devnull, "w") as nowhere:
                apt = [*before, "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
                subprocess.run(
                    [*apt, "update"], stdout=nowhere, stderr=nowhere, check=False, **quiet
                )
                subprocess.run(
                    [*apt, "install", "-y", "--no-install-recommends", *missing],
                    stdout=nowhere,
                    stderr=nowhere,
                    check=False,
                    **quiet,
                )
            missing = [name for name in missing if not installed(name)]
    for name in missing:
        print(f"Not installed: {name}. Without it, {DEBIAN[name]}.")
    if missing:
        print(f"To have it all: sudo apt-get install {' '.join(missing)}")


def run(command: list[str]) -> None:
    done = subprocess.run(command, check=False)
    if done.returncode:
        sys.exit(f"Setting up failed: {' '.join(command[:6])} ... ended with {done.returncode}.")


if __name__ == "__main__":
    main()
