"""What the studio changes of Reflex's frontend: whom it talks to, and our own scripts in it.

Reflex writes the address of the backend into its scripts. Here the pages talk to wherever they came
from, so that one build serves every address.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reflex.plugins import Plugin

SCRIPTS = Path(__file__).resolve().parents[2] / "components" / "js"
PLACE = "studio"
"""The folder of our scripts within the frontend: `$/studio/name` in a component's `library`."""
_ANYWHERE = "http://localhost"
_FIXED = "  const endpoint = new URL(url_str);\n"
_OWN = """\
  const endpoint = new URL(url_str);
  if (typeof window !== "undefined") {
    endpoint.protocol = window.location.protocol;
    endpoint.hostname = window.location.hostname;
    endpoint.port = window.location.port;
    return endpoint;
  }
"""


def by_own_address(state_js: str) -> str:
    """Reflex's `utils/state.js` with a `getBackendURL` that goes by the page's own address."""
    if state_js.count(_FIXED) != 1:
        raise ValueError("Reflex's getBackendURL has changed: see filmstudio/web/plugin.py.")
    return state_js.replace(_FIXED, _OWN)


class StudioPlugin(Plugin):
    """A plugin of Reflex."""

    def update_env_json(self, **_context: Any) -> dict[str, Any]:
        """Addresses that say nothing of where the studio runs; their paths are what counts."""
        return {
            "PING": f"{_ANYWHERE}/ping",
            "EVENT": f"{_ANYWHERE}/_event",
            "UPLOAD": f"{_ANYWHERE}/_upload",
            "AUTH_CODESPACE": f"{_ANYWHERE}/auth-codespace",
            "HEALTH": f"{_ANYWHERE}/_health",
            "ALL_ROUTES": f"{_ANYWHERE}/_all_routes",
        }

    def get_static_assets(self, **_context: Any) -> Sequence[tuple[Path, str | bytes]]:
        """Our own scripts, for components to import."""
        return [(Path(PLACE) / one.name, one.read_text()) for one in sorted(SCRIPTS.glob("*.js*"))]

    def enter_component(self, comp: Any, /, **_context: Any) -> None:
        """Refuses styles that are given to a component: Reflex would write them into the page, which
        its content security policy forbids. A misspelt property becomes one, too."""
        style = getattr(comp, "style", None)
        if style:
            raise ValueError(
                f"{type(comp).__name__} is given a style ({', '.join(map(str, style))}). Use classes, "
                "or custom_attrs for attributes that Reflex does not know."
            )

    def pre_compile(self, **context: Any) -> None:
        """Changes what Reflex wrote."""
        context["add_modify_task"]("utils/state.js", by_own_address)
