"""Settings of the studio, read from the environment once. Every name begins with FILMSTUDIO_."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from filmstudio.errors import BadInput


def _data_folder() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "filmstudio"


class Settings(BaseSettings):
    """Typed settings. Sizes are bytes, times seconds."""

    model_config = SettingsConfigDict(env_prefix="FILMSTUDIO_", extra="ignore")

    data: Path = Field(default_factory=_data_folder)
    """Folder of the cache of artifacts and of everything else that is kept."""
    cache_bytes: int = Field(8 * 2**30, ge=0)
    """The cache is trimmed to this size, oldest use first."""
    max_script_bytes: int = 20 * 2**20
    max_script_words: int = 20_000
    jobs: int = Field(default_factory=lambda: max(1, len(os.sched_getaffinity(0))), ge=1, le=256)
    """Processes that render at once."""
    soundfont: Path | None = None
    """A General MIDI soundfont; empty: looked for in the usual folders."""
    fonts: Path | None = None
    """A folder of more fonts."""


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process. Raises BadInput that names a variable which is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"FILMSTUDIO_{str(first['loc'][0]).upper()}"
        raise BadInput(f"{name}: {first['msg'].lower()}. Correct or unset it.") from error
