"""A wire between a client and a server that breaks when it is told to."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self


class Wire:
    """Passes connections on to a port. Each one that begins takes the next of `cuts`: after so many
    bytes of answers it is cut; None, or no more cuts: it lasts."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cuts: list[int | None] = []
        self.asked: list[bytes] = []
        """The first bytes of what each connection asked."""
        self._server = socket.create_server(("127.0.0.1", 0))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.getsockname()[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._server.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._server.accept()
            except OSError:
                return
            cut = self.cuts.pop(0) if self.cuts else None
            far = socket.create_connection(("127.0.0.1", self.port))
            threading.Thread(target=self._ask, args=(near, far), daemon=True).start()
            threading.Thread(target=self._answer, args=(near, far, cut), daemon=True).start()

    def _ask(self, near: socket.socket, far: socket.socket) -> None:
        try:
            while piece := near.recv(65536):
                self.asked.append(piece)
                far.sendall(piece)
            far.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def _answer(self, near: socket.socket, far: socket.socket, cut: int | None) -> None:
        left = cut
        try:
            while piece := far.recv(4096):
                if left is not None and len(piece) >= left:
                    near.sendall(piece[:left])
                    break
                near.sendall(piece)
                left = None if left is None else left - len(piece)
        except OSError:
            return
        finally:
            for one in (near, far):
                # The other thread still reads it: closed alone, it would stay open until then.
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()
