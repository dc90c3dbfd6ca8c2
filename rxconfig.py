"""Settings of Reflex, by those of the studio."""

import reflex as rx

from filmstudio.settings import settings
from filmstudio.web.plugin import StudioPlugin

config = rx.Config(
    app_name="filmstudio",
    backend_host=settings().host,
    backend_port=settings().port,
    frontend_port=settings().port,
    redis_url=settings().redis,
    trusted_proxy_hops=settings().proxies,
    # No other site is let in; who may open a socket, `filmstudio.web.site` checks.
    cors_allowed_origins=[],
    telemetry_enabled=False,
    show_built_with_reflex=False,
    frontend_compression_formats=["brotli", "gzip"],
    disable_plugins=[rx.plugins.SitemapPlugin],
    plugins=[StudioPlugin()],
)
