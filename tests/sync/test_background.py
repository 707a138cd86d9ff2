"""Blocking work beside the loop: on threads that are used again, and that nothing waits for."""

import asyncio
import threading

import pytest

from sync.folders.background import in_background


def test_threads_are_used_again():
    async def many():
        return {await in_background(threading.current_thread) for _ in range(200)}

    used = asyncio.run(many())
    assert len(used) < 50
    assert all(thread.daemon for thread in used)


def test_work_at_once_does_not_wait_for_other_work():
    async def both():
        meet = threading.Barrier(3)
        return await asyncio.gather(*(in_background(lambda: meet.wait(60)) for _ in range(3)))

    assert sorted(asyncio.run(both())) == [0, 1, 2]


def test_what_is_given_up_disturbs_nobody():
    hung, over = threading.Event(), threading.Event()

    def hang():
        hung.set()
        over.wait(60)

    async def give_up():
        task = asyncio.create_task(in_background(hang))
        await in_background(lambda: hung.wait(60))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return await in_background(lambda: "answered")

    assert asyncio.run(give_up()) == "answered"
    over.set()  # its loop is closed
    assert asyncio.run(in_background(lambda: "again")) == "again"


def test_what_is_raised_is_raised_to_whoever_waits():
    with pytest.raises(ZeroDivisionError):
        asyncio.run(in_background(lambda: 1 // 0))
