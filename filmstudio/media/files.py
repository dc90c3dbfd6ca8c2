"""Files that appear whole or not at all, with a full disk told as a sentence."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from filmstudio.errors import NoSpace

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_UNWRITABLE = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.ENOENT, errno.EEXIST}


@contextlib.contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turns a full disk or an unwritable folder into NoSpace with a sentence that names it."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise NoSpace(
                f"There is no room left on the disk for {path}. Free some space and run the same "
                "command again: what is finished is kept."
            ) from error
        if error.errno in _UNWRITABLE:
            raise NoSpace(
                f"{path} cannot be written ({os.strerror(error.errno).lower()}). Choose another "
                "folder or change its permissions.",
                code="unwritable",
            ) from error
        raise


def part_of(path: Path) -> Path:
    """The temporary name, in the same folder, under which a file is written."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Gives a temporary path to write to; renamed to `path` at the end, removed on any error.

    Raises NoSpace where the folder cannot be written or the disk is full.
    """
    part = part_of(path)
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield part
            os.replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
