"""Listings of object storage, as differing storage answers them: whole, or refused."""

import asyncio

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st
from login_page import login_page
from servers import LOGIN, ServerFolder

from sync.errors import FolderProblem, NotWhole
from sync.folders.s3_folder import S3Folder
from sync.folders.s3_listing import list_keys


class Storage:
    """Lists keys in pages of ``size``, in one of these ways.

    ``two``: as version 2. ``one``: as version 1, whatever it is asked. ``named``: so, and the
    answer names the next marker. ``refusing``: only version 1; another request is an error.
    ``deaf``: a token comes with each page, and is not listened to; ``mute``: neither that nor a
    marker is, nor is there a token. ``silent``: as ``one``, and it doesn't say that there is more.
    ``hollow``: as ``two``, with an empty page before each. ``page``: a login page.
    """

    def __init__(self, way, keys, size):
        self.way, self.keys, self.size = way, sorted(keys), size
        self.asked = 0

    def list_objects_v2(self, *, Bucket, Prefix, ContinuationToken=""):  # noqa: N803 (as boto3 has it)
        self._count()
        if self.way == "refusing":
            answer = {
                "Error": {"Code": "NotImplemented"},
                "ResponseMetadata": {"HTTPStatusCode": 501},
            }
            raise ClientError(answer, "ListObjectsV2")
        if self.way == "hollow" and not ContinuationToken.endswith("!"):
            return {"IsTruncated": True, "NextContinuationToken": f"{ContinuationToken}!"}
        listens = self.way in ("two", "hollow")
        page, last, more = self._from(Prefix, ContinuationToken.rstrip("!") if listens else "")
        if self.way in ("two", "hollow", "deaf") and more:
            page["NextContinuationToken"] = last if listens else f"token {self.asked}"
        return page

    def list_objects(self, *, Bucket, Prefix, Marker=""):  # noqa: N803 (as boto3 has it)
        self._count()
        page, last, more = self._from(Prefix, "" if self.way == "mute" else Marker)
        if self.way == "named" and more:
            page["NextMarker"] = last
        return page

    def _count(self):
        self.asked += 1
        assert self.asked < 500, "it goes on for ever"

    def _from(self, prefix, after):
        if self.way == "page":
            return {"ResponseMetadata": {"HTTPStatusCode": 200}}, "", False
        keys = [key for key in self.keys if key.startswith(prefix) and key > after]
        here, more = keys[: self.size], len(keys) > self.size
        page = {"Name": "bucket", "MaxKeys": self.size, "IsTruncated": more}
        if here:
            page["Contents"] = [{"Key": key, "Size": len(key)} for key in here]
        if self.way == "silent":
            del page["IsTruncated"]
        return page, here[-1] if here else "", more


@given(
    way=st.sampled_from(["two", "one", "named", "refusing", "deaf", "mute", "silent", "hollow"]),
    keys=st.sets(st.text("abc/", min_size=1, max_size=5), max_size=40),
    size=st.integers(1, 12),
)
def test_a_listing_is_whole_or_refused(way, keys, size):
    wanted = {key: len(key) for key in keys if key.startswith("a")}
    storage = Storage(way, keys, size)
    if way == "mute" and len(wanted) > size:
        with pytest.raises(NotWhole, match=r"Nothing was changed\. Ask"):
            list_keys(storage, "bucket", "a")
    else:
        assert list_keys(storage, "bucket", "a") == wanted


def test_a_login_page_is_no_listing():
    with pytest.raises(FolderProblem, match=r"isn't S3\."):
        list_keys(Storage("page", [], 3), "bucket", "a")


def test_more_without_saying_where_is_refused():
    class Odd(Storage):
        def _from(self, prefix, after):
            return {"Name": "bucket", "IsTruncated": True}, "", True

    with pytest.raises(NotWhole):
        list_keys(Odd("one", [], 3), "bucket", "a")


def test_pages_that_never_bring_anything_end():
    class Odd(Storage):
        def _from(self, prefix, after):
            return {"Name": "bucket", "IsTruncated": True}, "", True

    with pytest.raises(NotWhole):
        list_keys(Odd("deaf", [], 3), "bucket", "a")


def test_an_error_that_is_none_of_versions_is_passed_on():
    class Odd(Storage):
        def list_objects_v2(self, **_):
            answer = {
                "Error": {"Code": "AccessDenied"},
                "ResponseMetadata": {"HTTPStatusCode": 403},
            }
            raise ClientError(answer, "ListObjectsV2")

    with pytest.raises(ClientError, match="AccessDenied"):
        list_keys(Odd("two", [], 3), "bucket", "a")


@pytest.mark.parametrize("way", [200, 302, 307, 511])
def test_a_login_page_for_every_request_is_said(way):
    """By itself boto3 asks it without end whether to follow it, or takes it for a busy server."""
    storage = ServerFolder("s3://bucket/x?endpoint=http://127.0.0.1:9", LOGIN, None)
    said = pytest.raises(FolderProblem, match=r"isn't S3\.|sends Aimline on")
    with login_page(storage, way) as between:
        between.verbs = between.ALL
        endpoint = between.folder.address.partition("endpoint=")[2]
        folder = S3Folder("bucket", "x", LOGIN, endpoint=endpoint)
        for work in (
            folder.list,
            lambda: folder.put("d/aa/x.seg", b"x"),
            lambda: folder.get("d/aa/x.seg", 1000),
            lambda: folder.delete("d/aa/x.seg"),
        ):
            with said as problem:
                asyncio.run(work())
            assert type(problem.value) is FolderProblem
        folder.close()
