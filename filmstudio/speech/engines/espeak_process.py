"""The espeak-ng process: the GPL library is loaded here and nowhere else.

Run as `python -m filmstudio.speech.engines.espeak_process`; speaks the protocol of `wire`.
Request: text, voice, rate (words a minute), pitch (0-100), range (0-100),
phonemes (whether [[ ]] in the text holds phoneme names).
Reply: rate (Hz), words [[character from 1, length, ms]], phones [[IPA, ms]], and the samples.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any

from filmstudio.speech.engines.server import own_output, serve

SYNCHRONOUS_PLAYBACK_OFF = 2
PHONEME_EVENTS, PHONEME_IPA = 1, 2
RATE, PITCH, RANGE = 1, 3, 4
CHARACTERS_UTF8, PHONEMES_IN_BRACKETS = 1, 0x100
WORD, PHONEME = 1, 7
POSITION_CHARACTER = 1


class _Id(ctypes.Union):
    _fields_ = [
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    ]


class _Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    ]


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Espeak:
    """The native library, initialised once."""

    def __init__(self) -> None:
        import espeakng_loader

        self.library = ctypes.CDLL(espeakng_loader.get_library_path())
        self.library.espeak_Initialize.argtypes = [
            ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int,
        ]  # fmt: skip
        self.library.espeak_Synth.argtypes = [
            ctypes.c_void_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint,
            ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
        ]  # fmt: skip
        self.library.espeak_Info.restype = ctypes.c_char_p
        self.library.espeak_Info.argtypes = [ctypes.c_void_p]
        folder = os.path.dirname(espeakng_loader.get_data_path()).encode()
        options = PHONEME_EVENTS | PHONEME_IPA
        self.sample_rate = self.library.espeak_Initialize(
            SYNCHRONOUS_PLAYBACK_OFF, 0, folder, options
        )
        if self.sample_rate <= 0:
            raise OSError("its phoneme data are missing")
        self.version = self.library.espeak_Info(None).decode()
        self.pcm = bytearray()
        self.words: list[tuple[int, int, int]] = []
        self.phones: list[tuple[str, int]] = []
        self.callback = _Callback(self._collect)
        self.library.espeak_SetSynthCallback(self.callback)

    def _collect(self, wave: Any, count: int, events: Any) -> int:
        if wave and count > 0:
            self.pcm += ctypes.string_at(wave, count * 2)
        index = 0
        while events[index].type != 0:
            event = events[index]
            if event.type == WORD:
                self.words.append((event.text_position, event.length, event.audio_position))
            elif event.type == PHONEME:
                symbol = event.id.string.decode("utf-8", "ignore")
                self.phones.append((symbol, event.audio_position))
            index += 1
        return 0

    def answer(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Speak one request; `error` in the reply where the library has no such voice."""
        if self.library.espeak_SetVoiceByName(str(request["voice"]).encode()) != 0:
            return {"error": f"espeak-ng has no voice {request['voice']}"}, b""
        for parameter, key in ((RATE, "rate"), (PITCH, "pitch"), (RANGE, "range")):
            self.library.espeak_SetParameter(parameter, int(request[key]), 0)
        flags = CHARACTERS_UTF8 | (PHONEMES_IN_BRACKETS if request.get("phonemes") else 0)
        text = str(request["text"]).encode() + b"\0"
        self.library.espeak_Synth(text, len(text), 0, POSITION_CHARACTER, 0, flags, None, None)
        self.library.espeak_Synchronize()
        head = {"rate": self.sample_rate, "words": self.words, "phones": self.phones}
        return head, bytes(self.pcm)


def main() -> None:
    """Serve on standard input and output until the parent is gone."""
    target = own_output()
    try:
        espeak = Espeak()
    except ImportError:
        why = "The voice engine espeak-ng is not installed: pip install espeakng-loader."
        serve({"ok": False, "why": why}, lambda request: ({}, b""), sys.stdin.fileno(), target)
    except OSError as fault:
        why = f"The voice engine espeak-ng cannot be loaded here ({fault})."
        serve({"ok": False, "why": why}, lambda request: ({}, b""), sys.stdin.fileno(), target)
    else:
        hello = {"ok": True, "version": espeak.version}
        serve(hello, espeak.answer, sys.stdin.fileno(), target)


if __name__ == "__main__":
    main()
