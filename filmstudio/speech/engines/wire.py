"""The pipe protocol between the studio and an engine's own process: a JSON head and a body of bytes.

A message is two unsigned 32-bit little-endian lengths, the head (UTF-8 JSON) and the
body (16-bit little-endian mono samples in replies, empty in requests).
"""

from __future__ import annotations

import json
import os
import struct
from typing import Any

LENGTHS = struct.Struct("<II")
MAX_MESSAGE = 1 << 28


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    """One message as bytes."""
    text = json.dumps(head, ensure_ascii=False).encode()
    return LENGTHS.pack(len(text), len(body)) + text + body


def write(descriptor: int, message: bytes) -> None:
    """Write all of a message. Raises OSError where the other end is gone."""
    view = memoryview(message)
    while view:
        view = view[os.write(descriptor, view) :]


def sizes(lengths: bytes) -> tuple[int, int]:
    """Lengths of head and body. Raises ValueError for an absurd size: the stream is out of step."""
    head, body = LENGTHS.unpack(lengths)
    if head > MAX_MESSAGE or body > MAX_MESSAGE:
        raise ValueError("the engine's messages are out of step")
    return head, body
