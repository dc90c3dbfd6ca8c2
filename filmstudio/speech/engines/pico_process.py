"""The SVOX Pico process: the native library can crash on odd text, so it has a process of its own.

Run as `python -m filmstudio.speech.engines.pico_process`; speaks the protocol of `wire`.
Request: text, voice (a language tag of Pico), rate, pitch, volume (percent of its own).
Reply: rate (Hz) and the samples.
"""

from __future__ import annotations

import sys
from typing import Any

from filmstudio.speech.engines.server import own_output, serve

SAMPLE_RATE = 16_000


def main() -> None:
    """Serve on standard input and output until the parent is gone."""
    target = own_output()
    try:
        import ttspico
    except ImportError:
        why = "The voice engine SVOX Pico is not installed: pip install ttspico."
        serve({"ok": False, "why": why}, lambda request: ({}, b""), sys.stdin.fileno(), target)
        return

    def answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        engine = ttspico.TtsEngine(str(request["voice"]))
        for name in ("rate", "pitch", "volume"):
            engine.set_property(name, int(request[name]))
        return {"rate": SAMPLE_RATE}, engine.speak(str(request["text"])) or b""

    try:
        ttspico.TtsEngine("en-GB")
    except RuntimeError:
        why = "The voice engine SVOX Pico lacks its language files: pip install --force-reinstall ttspico."
        serve({"ok": False, "why": why}, lambda request: ({}, b""), sys.stdin.fileno(), target)
        return
    serve({"ok": True, "version": "1.0"}, answer, sys.stdin.fileno(), target)


if __name__ == "__main__":
    main()
