"""Settings of the studio, read from the environment once.

Every name begins with FILMSTUDIO_; the addresses of shared services may also be given by their
usual names: DATABASE_URL, REDIS_URL, S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY,
S3_REGION, SMTP_URL, SENTRY_DSN.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from filmstudio.errors import BadInput

DATABASE = "studio.db"
"""The file of the bundled database, in the data folder."""


def _data_folder() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "filmstudio"


def _or_plain(name: str) -> AliasChoices:
    """A setting that is also read by its usual name, without our prefix."""
    return AliasChoices(f"FILMSTUDIO_{name}", name)


class Settings(BaseSettings):
    """Typed settings. Sizes are bytes, times seconds."""

    model_config = SettingsConfigDict(
        env_prefix="FILMSTUDIO_", extra="ignore", populate_by_name=True
    )

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

    database_url: str = Field("", validation_alias=_or_plain("DATABASE_URL"))
    """Empty: SQLite in the data folder. Else postgresql://user:password@host/name."""
    redis_url: str = Field("", validation_alias=_or_plain("REDIS_URL"))
    """Empty: the bundled redis on a socket in the data folder."""
    s3_endpoint: str = Field("", validation_alias=_or_plain("S3_ENDPOINT"))
    s3_bucket: str = Field("", validation_alias=_or_plain("S3_BUCKET"))
    """Empty: blobs lie in the data folder."""
    s3_access_key: SecretStr = Field(SecretStr(""), validation_alias=_or_plain("S3_ACCESS_KEY"))
    s3_secret_key: SecretStr = Field(SecretStr(""), validation_alias=_or_plain("S3_SECRET_KEY"))
    s3_region: str = Field("us-east-1", validation_alias=_or_plain("S3_REGION"))
    smtp_url: SecretStr = Field(SecretStr(""), validation_alias=_or_plain("SMTP_URL"))
    """smtp://user:password@host:port, or smtps://; empty: letters are kept and not sent."""
    mail_from: str = "AI Film Studio <studio@localhost>"
    private_providers: bool = False
    """Whether the base address of an own provider key may lie in a private network or on this
    machine, as that of an Ollama beside the studio does. For studios whose users are trusted."""
    sentry_dsn: SecretStr = Field(SecretStr(""), validation_alias=_or_plain("SENTRY_DSN"))
    metrics_token: SecretStr = SecretStr("")
    """Who sends it as a bearer token may read /metrics. Empty: whoever asks directly, from this
    machine or a private network."""
    clamav: str = ""
    """A ClamAV daemon that looks at uploads: host:port, or the path of its socket."""
    secret_keys: SecretStr = SecretStr("")
    """Master keys, base64 of 32 bytes each, comma-separated, the current one first. Empty: one is
    made in the data folder."""
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    public_url: str = ""
    """Where people reach the studio, for example https://studio.example.com."""
    web_processes: int = Field(1, ge=1, le=64)
    proxies: int = Field(0, ge=0, le=8)
    """How many reverse proxies of our own stand before the studio: that many names at the end of
    X-Forwarded-For are believed."""
    gallery: bool = False
    """Whether the gallery of components is served at /dev/components; for who makes pages."""
    sample: bool = True
    """Whether the first account of a fresh studio finds a sample film, where films cost nothing."""
    log_level: str = "info"
    log_format: str = Field("", pattern="^(|json|console)$")
    """json or console; empty: console on a terminal, json elsewhere."""

    google_client_id: str = ""
    """Sign-in with Google, GitHub and Apple is offered where the studio is registered with them."""
    google_client_secret: SecretStr = SecretStr("")
    google_issuer: str = "https://accounts.google.com"
    github_client_id: str = ""
    github_client_secret: SecretStr = SecretStr("")
    github_url: str = "https://github.com"
    github_api: str = "https://api.github.com"
    """Both differ on GitHub Enterprise."""
    apple_client_id: str = ""
    apple_team_id: str = ""
    apple_key_id: str = ""
    apple_private_key: SecretStr = SecretStr("")
    """The key of Sign in with Apple (PEM)."""
    apple_issuer: str = "https://appleid.apple.com"

    lease_seconds: float = Field(20.0, gt=1)
    """How long a task is held without a sign of life."""
    sweep_seconds: float = Field(5.0, gt=0)
    task_attempts: int = Field(5, ge=1)
    """How often a task is taken up before it is given up."""
    recipes: str = ""
    """More kinds of production: name=module:function, comma-separated. The function returns a
    recipe and its providers, as `filmstudio.recipes.film.film_workshop` does."""
    film_lines: int = Field(1080, ge=144, le=2160)
    """The height of films of the web where nobody chose one; plans may have less."""
    metered: bool | None = None
    """Whether films cost credits; empty: only where a payment provider is configured."""

    @property
    def database(self) -> str:
        """The address of the database as SQLAlchemy reads it."""
        url = self.database_url or f"sqlite:///{self.data.resolve() / DATABASE}"
        for name in ("postgres://", "postgresql://"):
            if url.startswith(name):
                return "postgresql+psycopg://" + url.removeprefix(name)
        return url

    @property
    def redis(self) -> str:
        """The address of redis."""
        return self.redis_url or f"unix://{self.data.resolve() / 'redis.sock'}"

    @property
    def origin(self) -> str:
        """Where people reach the studio, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process. Raises BadInput that names a variable which is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        name = (
            name if name.startswith("FILMSTUDIO_") or name in os.environ else f"FILMSTUDIO_{name}"
        )
        raise BadInput(f"{name}: {first['msg'].lower()}. Correct or unset it.") from error
