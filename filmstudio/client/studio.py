"""The two clients: one blocking, one asynchronous; everything else they share."""

from __future__ import annotations

import os
from collections.abc import Callable
from types import TracebackType
from typing import Any, Generic, Self, TypeVar
from urllib.parse import urlsplit

import httpx

from filmstudio import __version__
from filmstudio.client.areas.account import Account, ApiKeys, Auth
from filmstudio.client.areas.films import Films, Jobs, Results
from filmstudio.client.areas.money import Credits, Subscriptions
from filmstudio.client.areas.outside import ProviderKeys, Service, Webhooks
from filmstudio.client.areas.projects import Files, Projects, Storyboards
from filmstudio.client.core import Core, RateLimit, Tokens
from filmstudio.client.errors import FilmStudioError
from filmstudio.client.transports import Awaiting, Blocking

R = TypeVar("R")
LOCAL = "http://127.0.0.1:8000"
AGENT = f"filmstudio-python/{__version__}"
TIMEOUT = 60.0


class Studio(Generic[R]):
    """The areas of a studio's API over a transport."""

    def __init__(self, core: Core, transport: R) -> None:
        self._core = core
        self.auth: Auth[R] = Auth(core, transport)
        self.account: Account[R] = Account(core, transport)
        self.api_keys: ApiKeys[R] = ApiKeys(core, transport)
        self.files: Files[R] = Files(core, transport)
        self.projects: Projects[R] = Projects(core, transport)
        self.storyboards: Storyboards[R] = Storyboards(core, transport)
        self.films: Films[R] = Films(core, transport)
        self.jobs: Jobs[R] = Jobs(core, transport)
        self.results: Results[R] = Results(core, transport)
        self.credits: Credits[R] = Credits(core, transport)
        self.subscriptions: Subscriptions[R] = Subscriptions(core, transport)
        self.webhooks: Webhooks[R] = Webhooks(core, transport)
        self.provider_keys: ProviderKeys[R] = ProviderKeys(core, transport)
        self.service: Service[R] = Service(core, transport)

    @property
    def rate_limit(self) -> RateLimit | None:
        """What the plan still allows, as the last answer told it."""
        return self._core.rate_limit

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._core.base!r})"


def _core(
    base_url: str,
    api_key: str,
    tokens: Tokens | None,
    on_tokens: Callable[[Tokens | None], Any] | None,
    retries: int,
    longest_wait: float,
) -> Core:
    base = (base_url or os.environ.get("FILMSTUDIO_URL", "") or LOCAL).strip().rstrip("/")
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FilmStudioError(f"{base!r} is not the address of a studio, like {LOCAL}.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise FilmStudioError("The address of a studio has no user name, query or fragment.")
    if not api_key and tokens is None:
        api_key = os.environ.get("FILMSTUDIO_API_KEY", "")
    return Core(
        base.removesuffix("/api/v1"),
        api_key=api_key.strip(),
        tokens=tokens,
        on_tokens=on_tokens,
        retries=retries,
        longest_wait=longest_wait,
    )


class FilmStudio(Studio[Blocking]):
    """A studio, as a blocking client. Threads may share it.

    >>> with FilmStudio("https://films.example.com", api_key="fs_...") as client:  # doctest: +SKIP
    ...     film = client.films.make(script="INT. KITCHEN - DAY ...", to="tea.mp4")

    Address and key are also read from FILMSTUDIO_URL and FILMSTUDIO_API_KEY. Instead of a key,
    `auth.login` signs in; `on_tokens` is told the tokens whenever they change, and a client that
    is given them as `tokens` goes on with them. What passes by itself (429, 503, a lost
    connection) is tried again up to `retries` times, waiting at most `longest_wait` seconds at
    once; writes carry an Idempotency-Key, so that they happen once. `http` is a client of your
    own, for proxies or certificates; it is yours to close.
    """

    def __init__(
        self,
        base_url: str = "",
        *,
        api_key: str = "",
        tokens: Tokens | None = None,
        on_tokens: Callable[[Tokens | None], Any] | None = None,
        retries: int = 5,
        longest_wait: float = 60.0,
        timeout: float = TIMEOUT,
        http: httpx.Client | None = None,
    ) -> None:
        core = _core(base_url, api_key, tokens, on_tokens, retries, longest_wait)
        self._own = http is None
        self._http = http or httpx.Client(timeout=timeout, headers={"User-Agent": AGENT})
        transport = Blocking(self._http)
        core.lock = transport.lock
        super().__init__(core, transport)

    def close(self) -> None:
        """Closes the connections."""
        if self._own:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()


class AsyncFilmStudio(Studio[Awaiting]):
    """A studio, as an asynchronous client; otherwise as FilmStudio.

    >>> async def main() -> None:  # doctest: +SKIP
    ...     async with AsyncFilmStudio(api_key="fs_...") as client:
    ...         film = await client.films.make(script="INT. KITCHEN - DAY ...", wait=False)
    ...         async for status in client.jobs.events(film.job.id):
    ...             print(status.progress, status.step)
    """

    def __init__(
        self,
        base_url: str = "",
        *,
        api_key: str = "",
        tokens: Tokens | None = None,
        on_tokens: Callable[[Tokens | None], Any] | None = None,
        retries: int = 5,
        longest_wait: float = 60.0,
        timeout: float = TIMEOUT,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        core = _core(base_url, api_key, tokens, on_tokens, retries, longest_wait)
        self._own = http is None
        self._http = http or httpx.AsyncClient(timeout=timeout, headers={"User-Agent": AGENT})
        transport = Awaiting(self._http)
        core.lock = transport.lock
        super().__init__(core, transport)

    async def close(self) -> None:
        """Closes the connections."""
        if self._own:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self.close()
