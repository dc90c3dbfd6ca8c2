"""Blobs: uploads, finished films and the parts of films, in a folder or in S3."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from filmstudio.errors import BadInput, Broken, Missing
from filmstudio.files import disk_errors, whole_file
from filmstudio.settings import Settings, settings
from filmstudio.store.s3 import Body, Unsupported, lifecycle, told

log = logging.getLogger(__name__)

CHUNK = 1 << 20
_KEY = re.compile(r"[a-z0-9][a-z0-9._/-]{0,290}")


def checked(key: str) -> str:
    """The key, if it can never leave its folder. Raises BadInput."""
    if not _KEY.fullmatch(key) or ".." in key or "//" in key:
        raise BadInput("'{name}' is not the name of a blob.", name=key)
    return key


class Blobs(Protocol):
    """Bytes by key. A blob appears whole or not at all; its bytes never change afterwards."""

    def prepare(self) -> None:
        """Makes the place that holds them, where it is missing."""
        ...

    def put(self, key: str, path: Path, media_type: str = "", kind: str = "") -> None:
        """Keeps the bytes of a file. `kind` tags it for the rules by which old blobs are removed."""
        ...

    def open(self, key: str) -> BinaryIO:
        """The bytes as a stream. Raises Missing."""
        ...

    def fetch(self, key: str, path: Path) -> None:
        """Writes the blob to a file, which appears whole. Raises Missing."""
        ...

    def local(self, key: str) -> Path | None:
        """The file that holds it on this machine; None where it lies elsewhere."""
        ...

    def size(self, key: str) -> int | None:
        """Its bytes, or None where there is none."""
        ...

    def delete(self, key: str) -> None:
        """Forgets a blob; nothing happens where there is none."""
        ...

    def keys(self, prefix: str) -> Iterator[str]:
        """Every key that begins so."""
        ...

    def upload_url(self, key: str, media_type: str, bytes_: int, seconds: int) -> str | None:
        """Where a browser may PUT it directly; None where it has to pass through the studio."""
        ...

    def download_url(self, key: str, name: str, seconds: int) -> str | None:
        """Where a browser may fetch it directly; None where it has to pass through the studio."""
        ...


class FolderBlobs:
    """Blobs in a folder of this machine (or of a network disk that all machines see)."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def prepare(self) -> None:
        """Nothing: folders are made when something is put into them."""

    def _path(self, key: str) -> Path:
        return self.root / checked(key)

    def put(self, key: str, path: Path, media_type: str = "", kind: str = "") -> None:
        with whole_file(self._path(key)) as part:
            shutil.copyfile(path, part)

    def open(self, key: str) -> BinaryIO:
        try:
            return self._path(key).open("rb")
        except FileNotFoundError as error:
            raise Missing("This file is no longer kept.", code="gone") from error

    def fetch(self, key: str, path: Path) -> None:
        with self.open(key) as source, whole_file(path) as part, part.open("wb") as target:
            shutil.copyfileobj(source, target, CHUNK)

    def local(self, key: str) -> Path | None:
        path = self._path(key)
        return path if path.is_file() else None

    def size(self, key: str) -> int | None:
        try:
            return self._path(key).stat().st_size
        except FileNotFoundError:
            return None

    def delete(self, key: str) -> None:
        with disk_errors(self.root):
            self._path(key).unlink(missing_ok=True)

    def keys(self, prefix: str) -> Iterator[str]:
        for path in sorted(self.root.rglob("*")):
            key = path.relative_to(self.root).as_posix()
            if key.startswith(prefix) and path.is_file() and not path.name.startswith("."):
                yield key

    def upload_url(self, key: str, media_type: str, bytes_: int, seconds: int) -> str | None:
        return None

    def download_url(self, key: str, name: str, seconds: int) -> str | None:
        return None


class S3Blobs:
    """Blobs in a bucket that speaks S3."""

    def __init__(self, given: Settings) -> None:
        import boto3
        from botocore.config import Config

        self.bucket = given.s3_bucket
        self.region = given.s3_region
        self.tags = True
        """Whether the storage takes tags, as far as is known."""
        # Amazon checks sums that it is sent in trailers over TLS; other storages refuse those.
        sums = "when_required" if given.s3_endpoint else "when_supported"
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=given.s3_endpoint or None,
            aws_access_key_id=given.s3_access_key.get_secret_value() or None,
            aws_secret_access_key=given.s3_secret_key.get_secret_value() or None,
            region_name=given.s3_region,
            config=Config(
                signature_version="s3v4",
                retries={"mode": "standard", "max_attempts": 4},
                connect_timeout=5,
                read_timeout=60,
                request_checksum_calculation=sums,
                response_checksum_validation=sums,
                s3={"addressing_style": "path" if given.s3_endpoint else "auto"},
            ),
        )

    def prepare(self) -> None:
        """Makes the bucket where it is missing, and its rules for what is kept for how long.

        Rules that somebody else has made stay, and so do ours as somebody has changed them.
        """
        from botocore.exceptions import ClientError

        with told():
            try:
                self.client.head_bucket(Bucket=self.bucket)
            except ClientError as error:
                if error.response["Error"]["Code"] not in ("404", "NoSuchBucket"):
                    raise
                self._make()
        try:
            with told():
                self._rule()
        except Broken as error:
            log.warning(
                "The storage takes no rules for what is kept, so that parts of films and unfinished "
                "uploads stay in the bucket: %s",
                error,
            )

    def _make(self) -> None:
        # Amazon wants to be told every region but its first, and refuses to be told that one.
        place = {"CreateBucketConfiguration": {"LocationConstraint": self.region}}
        with contextlib.suppress(self.client.exceptions.BucketAlreadyOwnedByYou):
            self.client.create_bucket(
                Bucket=self.bucket, **place if self.region != "us-east-1" else {}
            )

    def _rule(self) -> None:
        from botocore.exceptions import ClientError

        try:
            kept = self.client.get_bucket_lifecycle_configuration(Bucket=self.bucket)
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchLifecycleConfiguration":
                raise
            kept = {}
        rules = kept.get("Rules", [])
        names = {rule.get("ID") for rule in rules}
        missing = [rule for rule in lifecycle() if rule["ID"] not in names]
        if missing:
            self.client.put_bucket_lifecycle_configuration(
                Bucket=self.bucket, LifecycleConfiguration={"Rules": rules + missing}
            )

    def put(self, key: str, path: Path, media_type: str = "", kind: str = "") -> None:
        extra = {"ContentType": media_type or "application/octet-stream"}
        if kind and self.tags:
            try:
                self._upload(key, path, extra | {"Tagging": f"kind={kind}"})
            except Unsupported:
                self.tags = False
                log.warning("The storage knows no tags: its rules cannot tell parts of films.")
            else:
                return
        self._upload(key, path, extra)

    def _upload(self, key: str, path: Path, extra: dict[str, str]) -> None:
        with told():
            # Files above 8 MB go up in parts, several at once, and appear when all are there.
            self.client.upload_file(str(path), self.bucket, checked(key), ExtraArgs=extra)

    def open(self, key: str) -> BinaryIO:
        with told():
            answer = self.client.get_object(Bucket=self.bucket, Key=checked(key))
        return io.BufferedReader(Body(answer["Body"]), CHUNK)

    def fetch(self, key: str, path: Path) -> None:
        with told(), whole_file(path) as part:
            self.client.download_file(self.bucket, checked(key), str(part))

    def local(self, key: str) -> Path | None:
        return None

    def size(self, key: str) -> int | None:
        try:
            with told():
                return int(
                    self.client.head_object(Bucket=self.bucket, Key=checked(key))["ContentLength"]
                )
        except Missing:
            return None

    def delete(self, key: str) -> None:
        with told():
            self.client.delete_object(Bucket=self.bucket, Key=checked(key))

    def keys(self, prefix: str) -> Iterator[str]:
        pages = self.client.get_paginator("list_objects_v2")
        with told():
            for page in pages.paginate(Bucket=self.bucket, Prefix=prefix):
                for item in page.get("Contents", ()):
                    yield item["Key"]

    def upload_url(self, key: str, media_type: str, bytes_: int, seconds: int) -> str | None:
        return str(
            self.client.generate_presigned_url(
                "put_object",
                Params={
                    "Bucket": self.bucket,
                    "Key": checked(key),
                    "ContentType": media_type,
                    "ContentLength": bytes_,
                },
                ExpiresIn=seconds,
            )
        )

    def download_url(self, key: str, name: str, seconds: int) -> str | None:
        from urllib.parse import quote

        disposition = f"attachment; filename*=UTF-8''{quote(name)}"
        return str(
            self.client.generate_presigned_url(
                "get_object",
                Params={
                    "Bucket": self.bucket,
                    "Key": checked(key),
                    "ResponseContentDisposition": disposition,
                },
                ExpiresIn=seconds,
            )
        )


@lru_cache(maxsize=1)
def blobs() -> Blobs:
    """The blobs of this process, by the settings."""
    given = settings()
    return S3Blobs(given) if given.s3_bucket else FolderBlobs(given.data / "blobs")
