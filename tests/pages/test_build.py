"""Tests of how the pages are built: only where something changed, and never with a riddle for an error."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from filmstudio.errors import Missing
from filmstudio.web import build
from filmstudio.web.plugin import StudioPlugin, by_own_address


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one page, whose Reflex is a script that notes how often it was asked."""
    for name, place in (("ROOT", ""), ("WORK", ".web"), ("BUILDS", ".web/builds"), ("TOOLS", ".t")):
        monkeypatch.setattr(build, name, tmp_path / place)
    monkeypatch.setattr(build, "_environment", lambda _python: dict(os.environ))
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.py").write_text("ONE = 1\n")
    (tmp_path / "reflex.py").write_text(
        "import pathlib\n"
        "out = pathlib.Path('.web/build/client')\n"
        "out.mkdir(parents=True)\n"
        "(out / 'index.html').write_text('<script>here()</script><script src=\"/x.js\"></script>')\n"
        "with open('asked', 'a') as stream: stream.write('.')\n"
    )
    return tmp_path


def asked(workshop: Path) -> int:
    return len((workshop / "asked").read_text())


def test_an_unchanged_page_is_built_once_and_a_changed_one_again(workshop: Path):
    first = build.pages(tell=lambda _said: None)
    assert build.hashes(first) == {"index.html": build.inline_scripts(b"<script>here()</script>")}
    assert build.pages(tell=lambda _said: None) == first
    assert asked(workshop) == 1
    (workshop / "pages" / "one.py").write_text("ONE = 2\n")
    second = build.pages(tell=lambda _said: None)
    assert asked(workshop) == 2
    assert first.is_dir()  # a studio that runs still serves it
    (workshop / "pages" / "one.py").write_text("ONE = 3\n")
    os.utime(first, (0, 0))
    build.pages(tell=lambda _said: None)
    assert not first.exists()
    assert second.is_dir()


def test_a_lock_that_is_only_set_out_anew_stays_as_it_was(workshop: Path):
    lock = workshop / "reflex.lock" / "package.json"
    lock.parent.mkdir()
    lock.write_text('{\n  "name": "reflex",\n  "type": "module"\n}')
    digest = build.digest()
    with (workshop / "reflex.py").open("a") as script:
        script.write(
            f'pathlib.Path({str(lock)!r}).write_text(\'{{"type":"module","name":"reflex"}}\')\n'
        )
    build.pages(tell=lambda _said: None)
    assert build.digest() == digest
    assert '\n  "type"' in lock.read_text()


def test_what_reflex_says_is_told_where_it_fails(workshop: Path):
    (workshop / "reflex.py").write_text("raise SystemExit('no such component: film')\n")
    with pytest.raises(Missing, match="no such component: film"):
        build.pages(tell=lambda _said: None)
    assert not list((workshop / ".web").rglob("scripts.json"))


def test_without_npm_and_a_registry_a_sentence_says_what_to_do(workshop: Path, monkeypatch):
    monkeypatch.setenv("PATH", str(workshop))
    broken = workshop / "python"
    broken.write_text("#!/bin/sh\necho 'the registry is away' >&2\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(Missing) as refused:
        build.package("bun@1.4.4", broken)
    assert "Install Node.js with npm" in refused.value.message
    assert "the registry is away" in refused.value.message


def test_set_up_loads_it_with_nothing_installed():
    code = "import sys; sys.path.insert(0, '.'); import filmstudio.web.build"
    subprocess.run([sys.executable, "-S", "-c", code], cwd=build.ROOT, check=True)


def test_another_reflex_is_noticed():
    with pytest.raises(ValueError, match="getBackendURL has changed"):
        by_own_address("const endpoint = somewhereElse();\n")


def test_a_style_of_a_component_is_refused():
    import reflex as rx

    with pytest.raises(ValueError, match="paddign"):
        StudioPlugin().enter_component(rx.el.p("words", paddign="4px"))
    StudioPlugin().enter_component(rx.el.p("words", class_name="mut"))


def test_no_style_asks_a_whole_page_what_is_in_it():
    """`main:has(.x)` has every change within the page reckon the styles of all of it anew: 40 ms in
    a storyboard of 120 shots, measured."""
    styles = [*build.ROOT.glob("assets/*.css"), *build.ROOT.glob("assets/pages/*.css")]
    asks = re.compile(r"(?:\b(?:html|body|main)|\.(?:main|studio)|:root)[.\w-]*:has\(")
    assert len(styles) > 10
    assert [path.name for path in styles if asks.search(path.read_text())] == []
