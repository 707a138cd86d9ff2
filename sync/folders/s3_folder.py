"""A folder in object storage that speaks S3."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from sync.errors import (
    FolderProblem,
    Gone,
    NoSpace,
    NotAllowed,
    NotReached,
    NotThere,
    TooLarge,
    WrongLogin,
)
from sync.folders.folder import Login

_T = TypeVar("_T")

_BAD_LOGIN = {"InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken"}
_FULL = {"QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity", "EntityTooLarge"}
_BUSY = {"SlowDown", "RequestTimeout", "RequestTimeTooSkewed", "InternalError", "Throttling"}


class S3Folder:
    """A prefix in a bucket."""

    def __init__(
        self,
        bucket: str,
        prefix: str,
        login: Login | None,
        *,
        endpoint: str | None = None,
        region: str | None = None,
    ) -> None:
        """Ask nothing yet. Without a login, boto3 looks in the environment and in its own files."""
        self._bucket = bucket
        self._prefix = f"{prefix.strip('/')}/".lstrip("/")
        key, secret = login or (None, None)
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=endpoint,
            region_name=region or "us-east-1",
            aws_access_key_id=key,
            aws_secret_access_key=secret,
            config=Config(
                connect_timeout=10,
                read_timeout=60,
                retries={"total_max_attempts": 1},  # ``Retrying`` tries again
                max_pool_connections=16,
                s3={"addressing_style": "path"} if endpoint else {},
                # Other storage than Amazon's supports no other.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    async def list(self) -> dict[str, int]:
        """Return every file under ``keys`` and ``d/*``, and its size."""

        def entries(under: str) -> dict[str, int]:
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=f"{self._prefix}{under}/"
            )
            skip = len(self._prefix)
            return {
                found["Key"][skip:]: found["Size"]
                for page in pages
                for found in page.get("Contents", ())
            }

        keys, devices = await asyncio.gather(
            self._do(lambda: entries("keys")), self._do(lambda: entries("d"))
        )
        found = keys | devices
        depth = {"keys": 1, "d": 2}
        return {p: size for p, size in found.items() if p.count("/") == depth[p.split("/")[0]]}

    async def get(self, path: str, most: int) -> bytes:
        """Return a file's bytes."""

        def read() -> bytes:
            answer = self._client.get_object(Bucket=self._bucket, Key=self._prefix + path)
            with answer["Body"] as body:
                if answer["ContentLength"] > most:
                    raise TooLarge(f"{path} is larger than Aimline's files are.")
                data: bytes = body.read()
            return data

        return await self._do(read)

    async def put(self, path: str, data: bytes) -> None:
        """Write a file; object storage does that atomically."""
        await self._do(
            lambda: self._client.put_object(Bucket=self._bucket, Key=self._prefix + path, Body=data)
        )

    async def delete(self, path: str) -> None:
        """Remove a file."""
        await self._do(
            lambda: self._client.delete_object(Bucket=self._bucket, Key=self._prefix + path)
        )

    async def _do(self, work: Callable[[], _T]) -> _T:
        try:
            return await asyncio.to_thread(work)
        except ClientError as problem:
            raise self._as_problem(problem) from problem
        except NoCredentialsError:
            raise WrongLogin(
                f"No access key for the bucket {self._bucket} is known here."
            ) from None
        except BotoCoreError as problem:
            raise NotReached(
                f"The storage doesn't answer ({type(problem).__name__}). Nothing is lost."
            ) from problem

    def _as_problem(self, problem: ClientError) -> FolderProblem:
        code = problem.response["Error"]["Code"]
        status = problem.response["ResponseMetadata"]["HTTPStatusCode"]
        if code == "NoSuchKey":
            return Gone("A file is no longer in the folder.")
        if code in _FULL or status == 507:
            return NoSpace(f"There is no space left in the bucket {self._bucket}.")
        if code in _BAD_LOGIN or status == 401:
            return WrongLogin("The storage doesn't take this access key and secret.")
        if status == 403:
            return NotAllowed(f"This access key may not do that in the bucket {self._bucket}.")
        if status == 404:
            return NotThere(f"There is no bucket {self._bucket}. Check the folder's address.")
        if code in _BUSY or status >= 500:
            return NotReached(f"The storage is busy (it answers {status}). Nothing is lost.")
        return FolderProblem(f"The storage answers {code}. Check the folder's address.")
