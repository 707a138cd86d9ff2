"""One sync at a time, and never beside what a person asks for.

Everything runs in the event loop of the screens. A person may cancel, or ask for
something else, at any moment; but what changes keys has to come to its end.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

_CANCELLED = "Cancelled. Nothing is lost."


class Turns:
    """The sync under way, and the requests of a person, each after the last has ended."""

    def __init__(self, sync: Callable[[], Awaitable[None]], ended: Callable[[], None]) -> None:
        """Begin nothing yet.

        Args:
            sync: syncs once; raises nothing but cancellation.
            ended: called after each sync and each request.
        """
        self._sync_once = sync
        self._ended = ended
        self._syncing: asyncio.Task[None] | None = None
        self._again = False
        self._request: asyncio.Task[str] | None = None  # a person may still cancel it
        self._begun: set[asyncio.Task[Any]] = set()  # they change keys, and have to end

    @property
    def syncing(self) -> bool:
        """Whether a sync is under way."""
        return self._syncing is not None

    def sync_soon(self) -> None:
        """Sync, once more if a sync is under way: it may have passed what is new."""
        if self._syncing is not None:
            self._again = True
        else:
            self._syncing = asyncio.get_running_loop().create_task(self._sync())

    async def cancel(self) -> bool:
        """End what is under way between two files; the next sync goes on.

        Returns:
            False if a request goes on all the same: keys are being changed.
        """
        request, self._request = self._request, None
        await self._end(self._syncing, request)
        return request is not None or not self._begun

    async def request(self, work: Callable[[], Awaitable[str]]) -> str:
        """Do what a person asks for, whether or not they wait; the request before it ends first.

        Returns:
            the sentence that the work returned, or one that says that it was cancelled.
        """
        former = self._request
        if former is not None:
            former.cancel()  # at once, as in _end
        task = asyncio.create_task(self._in_turn(former, work))
        self._request = task
        task.add_done_callback(self._request_ended)
        await asyncio.wait([task])
        return _CANCELLED if task.cancelled() else task.result()

    def begin(self) -> None:
        """Note that the request which calls this now changes keys, and can't be cancelled."""
        task = asyncio.current_task()
        assert task is not None
        self._begun.add(task)
        if self._request is task:
            self._request = None

    async def _sync(self) -> None:
        try:
            self._again = True
            while self._again:
                self._again = False
                await self._sync_once()
        finally:
            self._syncing = None
            self._ended()

    async def _in_turn(
        self, former: asyncio.Task[str] | None, work: Callable[[], Awaitable[str]]
    ) -> str:
        try:
            await self._end(self._syncing, former)
            if self._begun:
                await asyncio.wait(self._begun)
            return await work()
        finally:
            self._ended()

    async def _end(self, *tasks: asyncio.Task[Any] | None) -> None:
        self._again = False
        under_way = [task for task in tasks if task is not None]
        for task in under_way:  # at once: one that is waited for may begin to change keys
            task.cancel()
        if under_way:
            await asyncio.wait(under_way)
        if self._syncing in under_way:
            self._syncing = None  # a task that had not begun doesn't do so itself

    def _request_ended(self, task: asyncio.Task[str]) -> None:
        self._begun.discard(task)
        if self._request is task:
            self._request = None
