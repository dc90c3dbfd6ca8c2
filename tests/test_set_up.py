"""Set-up tells uv what a person has told pip, and leaves to pip what uv has no word for."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def set_up() -> ModuleType:
    spec = spec_from_file_location("set_up", ROOT / "scripts" / "set_up.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words(set_up: ModuleType, *lines: str) -> dict[str, str]:
    told, unknown = set_up.uv_words("\n".join(lines))
    assert unknown == ""
    assert told.pop("UV_INDEX_STRATEGY") == "unsafe-best-match"
    return told


def test_settings_of_pip_become_those_of_uv(set_up, tmp_path):
    told = words(
        set_up,
        "global.index-url='https://index.example/simple'",
        "global.extra-index-url='https://one.example/simple\\nfile:///two'",
        f"install.find-links='{tmp_path} https://three.example'",
        "global.cert='/etc/ours.pem'",
        "install.no-index='1'",
        ":env:.default-timeout='180'",
        ":env:.disable-pip-version-check='1'",
        "freeze.user='1'",
    )
    assert told == {
        "UV_DEFAULT_INDEX": "https://index.example/simple",
        "UV_INDEX": "https://one.example/simple file:///two",
        "UV_FIND_LINKS": f"{tmp_path},https://three.example",
        "SSL_CERT_FILE": "/etc/ours.pem",
        "UV_NO_INDEX": "1",
        "UV_HTTP_TIMEOUT": "180",
    }


def test_the_environment_comes_before_install_and_install_before_global(set_up):
    lines = [
        ":env:.index-url='https://c.example'",
        "install.index-url='https://b.example'",
        "global.index-url='https://a.example'",
    ]
    assert words(set_up, *lines) == {"UV_DEFAULT_INDEX": "https://c.example"}
    assert words(set_up, *lines[1:]) == {"UV_DEFAULT_INDEX": "https://b.example"}


def test_folders_that_are_not_there_are_passed_over_as_pip_does(set_up):
    assert words(set_up, "global.find-links='/nonexistent'") == {}


def test_a_setting_that_uv_does_not_know_is_named(set_up):
    assert set_up.uv_words("global.require-hashes='1'") == ({}, "require-hashes")


def test_pip_lists_its_settings_in_the_form_that_is_read(set_up):
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        capture_output=True,
        text=True,
        check=True,
        env={"PIP_INDEX_URL": "https://index.example/it's", "PIP_CONFIG_FILE": "/dev/null"},
    )
    assert words(set_up, listed.stdout) == {"UV_DEFAULT_INDEX": "https://index.example/it's"}
