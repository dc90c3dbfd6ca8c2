"""Settings of the studio, read from the environment once. Every name begins with FILMSTUDIO_."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _data_folder() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "filmstudio"


class Settings(BaseSettings):
    """Typed settings. Sizes are bytes, times seconds."""

    model_config = SettingsConfigDict(env_prefix="FILMSTUDIO_", extra="ignore")

    data: Path = Field(default_factory=_data_folder)
    """Folder of the cache of artifacts and of everything else that is kept."""
    cache_bytes: int = 8 * 2**30
    """The cache is trimmed to this size, oldest use first."""
    max_script_bytes: int = 20 * 2**20
    max_script_words: int = 20_000
    jobs: int = Field(default_factory=lambda: max(1, len(os.sched_getaffinity(0))))
    """Processes that render at once."""
    soundfont: Path | None = None
    """A General MIDI soundfont; empty: looked for in the usual folders."""
    fonts: Path | None = None
    """A folder of more fonts."""


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
