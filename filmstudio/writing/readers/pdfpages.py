"""Makes laid-out text of a PDF's pages, as a process of its own that may end badly.

Reads the PDF from standard input and writes a JSON line for each page; with little memory,
so that a hostile file harms nobody else. Run as `python pdfpages.py MOST_PAGES`.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import signal
import sys
from types import FrameType

MEMORY = 220 * 2**20
"""Bytes of address space on top of a script's own 20 MB at most."""
CPU_SECONDS = 60
PAGE_SECONDS = 0.4
"""CPU time for opening the file and for each page: the clock of a busy machine proves nothing.
A page of a screenplay takes a tenth of it."""


class _TooSlow(BaseException):
    """Outside Exception, so that no parser takes it for a fault of the file and goes on."""


def _ring(signum: int, frame: FrameType | None) -> None:
    raise _TooSlow


def _tell(**fields: object) -> None:
    sys.stdout.write(json.dumps(fields) + "\n")
    sys.stdout.flush()


def main(most: int) -> None:
    """Tells the title and the pages, or one `fault`: a key of `pdf.FAULTS`."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGPROF, _ring)
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    signal.setitimer(signal.ITIMER_PROF, PAGE_SECONDS)
    try:
        reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
        if reader.is_encrypted and not reader.decrypt(""):
            _tell(fault="locked")
            return
        if _turns_back(reader.root_object.raw_get("/Pages")):
            _tell(fault="circle")
            return
        title = reader.metadata.title if reader.metadata else None
        _tell(title=title if isinstance(title, str) else "")
        for page in reader.pages[:most]:
            signal.setitimer(signal.ITIMER_PROF, PAGE_SECONDS)
            _tell(page=page.extract_text(extraction_mode="layout"))
        _tell(end=True)
    except _TooSlow:
        _tell(fault="slow")
    except MemoryError:
        _tell(fault="large")
    except (ImportError, NotImplementedError):
        _tell(fault="encrypted")
    # Parsers of hostile files meet each of these on some input.
    except (
        PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, OSError,
        RecursionError, TypeError, ValueError,
    ):  # fmt: skip
        _tell(fault="damaged")


def _turns_back(root: object) -> bool:
    """Whether a node of the page tree is reached twice: then the pages go round in a circle."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    seen: set[int] = set()
    waiting: list[object] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, IndirectObject):
            if node.idnum in seen:
                return True
            seen.add(node.idnum)
            node = node.get_object()
        if isinstance(node, DictionaryObject) and "/Kids" in node:
            kids = node["/Kids"]
            waiting.extend(kids if isinstance(kids, ArrayObject) else [])
    return False


if __name__ == "__main__":
    main(int(sys.argv[1]))
