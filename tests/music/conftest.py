"""Shared requests of the music tests."""

from __future__ import annotations

import pytest

from filmstudio.music import soundfont


@pytest.fixture
def no_soundfont(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without FluidSynth."""
    monkeypatch.setattr(soundfont.shutil, "which", lambda name: None)
