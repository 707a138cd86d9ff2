"""A folder in object storage that speaks S3."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError
from botocore.parsers import ResponseParserError

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
from sync.folders.s3_listing import list_keys, not_s3

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
        events = self._client.meta.events
        events.register("before-parse.s3", _refuse_page)
        events.register("before-call.s3.HeadBucket", _stay)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    async def list(self) -> dict[str, int | None]:
        """Return every file under ``keys`` and ``d/*``, and its size, None if it isn't said."""
        skip = len(self._prefix)

        def entries(under: str) -> dict[str, int | None]:
            found = list_keys(self._client, self._bucket, f"{self._prefix}{under}/")
            return {key[skip:]: size for key, size in found.items()}

        keys, devices = await asyncio.gather(
            self._do(lambda: entries("keys")), self._do(lambda: entries("d"))
        )
        found = keys | devices
        depth = {"keys": 1, "d": 2}
        return {
            path: size
            for path, size in found.items()
            if path.count("/") == depth[path.split("/")[0]]
            and not path.endswith("/")  # with such, programs that show folders keep empty ones
        }

    async def get(self, path: str, most: int) -> bytes:
        """Return a file's bytes."""

        def read() -> bytes:
            answer = self._client.get_object(Bucket=self._bucket, Key=self._prefix + path)
            with answer["Body"] as body:
                size = answer.get("ContentLength")
                if size is not None and size > most:
                    raise TooLarge(f"{path} is larger than Aimline's files are.")
                # Only a read to the end finds out that the answer broke off.
                data: bytes = body.read() if size is not None else body.read(most + 1)
            if len(data) > most:
                raise TooLarge(f"{path} is larger than Aimline's files are.")
            page = data.lstrip()[:1] == b"<"  # it seems, and no file of ours
            if page and not self._has(self._prefix + path, data):
                raise Gone(f"{path} is no longer in the folder.")
            return data

        return await self._do(read)

    async def put(self, path: str, data: bytes) -> None:
        """Write a file; object storage does that atomically."""

        def write() -> None:
            key = self._prefix + path
            answer = self._client.put_object(Bucket=self._bucket, Key=key, Body=data)
            # Mostly the tag is a hash of what was written. A login page has none, or another.
            tag = hashlib.md5(data, usedforsecurity=False).hexdigest()
            known = answer.get("ETag", "").strip('"').lower() == tag
            if not known and not self._has(key, data):
                raise not_s3()

        await self._do(write)

    async def delete(self, path: str) -> None:
        """Remove a file."""

        def remove() -> None:
            key = self._prefix + path
            answer = self._client.delete_object(Bucket=self._bucket, Key=key)
            if answer["ResponseMetadata"]["HTTPStatusCode"] != 204 and self._has(key):
                raise not_s3()

        await self._do(remove)

    def _has(self, key: str, data: bytes | None = None) -> bool:
        """Tell whether the storage lists a key, and with the size of the data, as far as it says.

        Raises:
            FolderProblem: the key is listed with another size.
        """
        listed = list_keys(self._client, self._bucket, key)
        if data is not None and listed.get(key) not in (None, len(data)):
            raise not_s3()
        return key in listed

    async def _do(self, work: Callable[[], _T]) -> _T:
        try:
            return await asyncio.to_thread(work)
        except ClientError as problem:
            raise self._as_problem(problem) from problem
        except ResponseParserError:
            raise not_s3() from None
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
        if 300 <= status < 400 or status == 511:  # 511: the network wants a login (RFC 6585)
            return FolderProblem(
                "The storage sends Aimline on to another address. Check the folder's address; if "
                "this network or the storage wants a login in a browser first, log in there."
            )
        if status == 404:
            return NotThere(f"There is no bucket {self._bucket}. Check the folder's address.")
        if code in _BUSY or status >= 500:
            return NotReached(f"The storage is busy (it answers {status}). Nothing is lost.")
        return FolderProblem(f"The storage answers {code}. Check the folder's address.")


def _refuse_page(response_dict: Mapping[str, Any], **_: object) -> None:
    """Refuse a page in place of an answer, whose status boto3 makes 500, as if storage were busy.

    Storage that really is says so in XML.
    """
    body = response_dict["body"]
    page = isinstance(body, bytes) and body.lstrip()[:5].lower() in (b"<!doc", b"<html")
    if page and response_dict["status_code"] in (200, 500):
        raise not_s3()


def _stay(params: Mapping[str, Any], **_: object) -> None:
    """Keep boto3 from following a redirection to where it asks whether to follow redirections.

    Whoever sends on all requests, as a login page does, would have it ask without end.
    """
    params["context"].setdefault("s3_redirect", {})["redirected"] = True
