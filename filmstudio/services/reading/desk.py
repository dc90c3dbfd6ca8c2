"""The reading desk: a process of its own that reads scripts, so that no web process waits for one.

A script that takes too long is taken away from it: the process is ended and the next one begun.
Run as a program it answers requests, one line of JSON each, until its standard input ends.
"""

from __future__ import annotations

import atexit
import base64
import contextlib
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from filmstudio.errors import BadInput, Broken, Busy
from filmstudio.film.order import Order
from filmstudio.film.reading import Reading
from filmstudio.film.storyboard import Character, Voice
from filmstudio.services.reading.sketch import Asked, sketch

ROOT = str(Path(__file__).resolve().parents[3])
START_SECONDS = 60.0
WAIT_SECONDS = 3.0
"""How long a script waits while another one is read."""
PORTRAITS_SECONDS = 1.0
"""How long new portraits are drawn at a time: about twenty."""
LOADING_SECONDS = 15.0
"""How long the first portrait may take besides: everything that draws is loaded for it."""
DRAWN = 500
"""Portraits that are kept, of two or three kilobytes each."""
_READY = b"ready\n"


class TooSlow(BadInput):
    """A script that cannot be read in the time there is."""

    code = "script_slow"


class Desk:
    """One process that reads, started with the first script and again after it has ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._rest = b""
        atexit.register(self.close)

    def read(self, asked: Asked, seconds: float) -> Reading:
        """What is in a script. Raises BadInput as `sketch` does and where it takes longer than
        `seconds`, Busy where others are read, Broken where no process can be started."""
        with self._alone():
            return self._read(asked, seconds)

    def draw(self, cast: Sequence[Character]) -> list[str]:
        """The portraits of some people, as `portraits` draws them. Raises as `read` does."""
        people = [one.model_dump(mode="json") for one in cast]
        with self._alone():
            answer = self._asked({"portraits": people}, PORTRAITS_SECONDS + LOADING_SECONDS)
        return list(answer["portraits"])

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._lock.acquire(timeout=WAIT_SECONDS):
            raise Busy("Many scripts are being read just now.", retry_after=2.0)
        try:
            yield
        finally:
            self._lock.release()

    def close(self) -> None:
        """Ends the process, if this one started it."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _read(self, asked: Asked, seconds: float) -> Reading:
        answer = self._asked(_packed(asked), seconds)
        if "error" in answer:
            raise BadInput(answer["error"], code=answer["code"])
        return Reading.model_validate(answer)

    def _asked(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        for attempt in (1, 2):
            try:
                process = self._started()
                assert process.stdin is not None
                process.stdin.write(json.dumps(request).encode() + b"\n")
                process.stdin.flush()
                answer: dict[str, Any] = json.loads(self._line(seconds))
                return answer
            except TimeoutError:
                self.close()
                raise TooSlow(
                    "This script takes too long to be read while you write. Make the film: it is "
                    "read then with more time."
                ) from None
            except (OSError, EOFError, ValueError) as error:
                self.close()
                if attempt == 2:
                    raise Broken("The script could not be read. Try again.") from error
        raise AssertionError

    def _started(self) -> subprocess.Popen[bytes]:
        running = self._process
        if running is not None and self._owner == os.getpid() and running.poll() is None:
            return running
        self.close()
        path = os.pathsep.join(p for p in (ROOT, os.environ.get("PYTHONPATH", "")) if p)
        self._process = process = subprocess.Popen(
            [sys.executable, "-m", "filmstudio.services.reading.desk"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": path},
            bufsize=0,
        )
        self._owner, self._rest = os.getpid(), b""
        try:
            if self._line(START_SECONDS) != _READY:
                raise EOFError
        except TimeoutError as error:
            raise EOFError from error
        return process

    def _line(self, seconds: float) -> bytes:
        """The next line of the process. Raises TimeoutError, and EOFError where it has ended."""
        assert self._process is not None
        assert self._process.stdout is not None
        deadline = time.monotonic() + seconds
        parts = [self._rest]
        while b"\n" not in parts[-1]:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._process.stdout], [], [], left)[0]:
                raise TimeoutError
            part = os.read(self._process.stdout.fileno(), 1 << 20)
            if not part:
                raise EOFError("it ended")
            parts.append(part)
        last, _, self._rest = parts[-1].partition(b"\n")
        return b"".join(parts[:-1]) + last + b"\n"


def _packed(asked: Asked) -> dict[str, Any]:
    return {
        "text": asked.text,
        "path": asked.path,
        "order": asked.order.model_dump(mode="json"),
        "voices": list(asked.voices),
    }


def answer_of(request: dict[str, Any]) -> str:
    """The reading as JSON, or what is wrong with the script; or the portraits that are asked for."""
    if "portraits" in request:
        cast = [Character.model_validate(one) for one in request["portraits"]]
        return json.dumps({"portraits": portraits(cast)})
    voices = tuple((str(id), dict(voice)) for id, voice in request["voices"])
    order = Order.model_validate(request["order"])
    try:
        found = sketch(Asked(request["text"], request["path"], order, voices))
    except BadInput as error:
        return json.dumps({"error": error.message, "code": error.code})
    return found.model_dump_json()


def portraits(cast: Sequence[Character]) -> list[str]:
    """How these people look in the film, as addresses that are pictures themselves (RFC 2397). Those
    for whom there is no time are "": asked again, they come."""
    from filmstudio.stages.portraits import GROUNDS, portrait_of  # brings everything that draws

    begun = time.monotonic()
    found = []
    for number, who in enumerate(cast):
        late = time.monotonic() - begun > PORTRAITS_SECONDS
        plain = who.model_copy(update={"voice": Voice(), "name": "", "role": "", "personality": ""})
        key = f"{number % GROUNDS} {plain.model_dump_json()}"
        if key not in _drawn:
            if late:
                found.append("")
                continue
            picture = base64.b64encode(portrait_of(plain, number)).decode()
            _drawn[key] = f"data:image/webp;base64,{picture}"
            if len(_drawn) > DRAWN:
                _drawn.popitem(last=False)
        found.append(_drawn[key])
    return found


_drawn: OrderedDict[str, str] = OrderedDict()


def main() -> None:
    """Answers until nobody asks any more. What goes wrong unforeseen ends the process."""
    _warm_up()
    sys.stdout.buffer.write(_READY)
    sys.stdout.buffer.flush()
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(answer_of(json.loads(line)).encode() + b"\n")
        sys.stdout.buffer.flush()


def _warm_up() -> None:
    """Loads everything that the first script needs."""
    sketch(Asked("INT. KITCHEN - DAY\n\nANN\nIs there tea?\n\nA bell rings.\n"))


@lru_cache(maxsize=1)
def desk() -> Desk:
    """The desk of this process."""
    return Desk()


if __name__ == "__main__":
    main()
