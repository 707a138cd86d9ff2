"""The keys of a bucket, in listings of version 2 or, of storage that has no other, version 1.

Version 2 goes on from a token, version 1 from a marker: the last key that was listed. Storage may
be asked for the one and answer with the other, or say that there is more and not where it goes on.
What isn't listed would pass for what isn't there; so a listing is whole, or it is refused.
"""

from typing import Any

from botocore.exceptions import ClientError

from sync.errors import FolderProblem, NotWhole

_A_PAGE = 1000  # keys: the most in one answer
_MOST_EMPTY = 100  # pages in a row that bring nothing new
_LISTING = {"Name", "Prefix", "IsTruncated", "MaxKeys", "KeyCount", "Contents"}
_NO_SUCH_VERSION = {400, 405, 501}  # what storage answers that doesn't have a request


def not_s3() -> FolderProblem:
    """Return what is to be said of an answer that storage doesn't give, but a login page may."""
    return FolderProblem(
        "What the storage answers isn't S3. Check the folder's address; if this network or the "
        "storage wants a login in a browser first, log in there, then try again."
    )


def list_keys(client: Any, bucket: str, prefix: str) -> dict[str, int | None]:
    """Return the keys that begin with a prefix, and their sizes in bytes, None if one isn't said.

    Raises:
        NotWhole: the storage lists a part of them only.
        FolderProblem: what it answers is no listing.
        ClientError, BotoCoreError: it answers an error, or not at all.
    """
    found = dict[str, int | None]()
    asked, empty, how = set[str](), 0, dict[str, str]()
    while True:
        page = _page(client, {"Bucket": bucket, "Prefix": prefix, **how})
        keys = {one["Key"]: one.get("Size") for one in page.get("Contents", ())}
        new = keys.keys() - found.keys()
        found |= keys
        if not page.get("IsTruncated", len(keys) >= page.get("MaxKeys", _A_PAGE)):
            return found
        empty = 0 if new else empty + 1
        repeated = bool(keys) and not new  # it took no notice of where it was to go on
        token = page.get("NextContinuationToken")
        if token and token not in asked and not repeated:
            how = {"ContinuationToken": token}
        else:
            how = {"Marker": page.get("NextMarker") or next(reversed(keys), "")}
        (where,) = how.values()
        if not where or where in asked or empty > _MOST_EMPTY:
            raise NotWhole(
                f"The storage doesn't list all files in the bucket {bucket}, and doesn't go on. "
                "Nothing was changed. Ask whoever runs it for listings of version 2."
            )
        asked.add(where)


def _page(client: Any, request: dict[str, str]) -> dict[str, Any]:
    if "Marker" in request:
        return _checked(client.list_objects(**request))
    try:
        return _checked(client.list_objects_v2(**request))
    except ClientError as problem:
        status = problem.response["ResponseMetadata"]["HTTPStatusCode"]
        if "ContinuationToken" in request or status not in _NO_SUCH_VERSION:
            raise
        return _checked(client.list_objects(**request))


def _checked(page: dict[str, Any]) -> dict[str, Any]:
    if not _LISTING & page.keys():
        raise not_s3()
    return page
