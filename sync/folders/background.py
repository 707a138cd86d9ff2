"""Blocking work on threads that nothing waits for, not even the program when it ends.

A share that hangs may block a read for minutes, and the read can't be interrupted. On
one of asyncio's own threads, it would keep the program from ending until it returns.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TypeVar

_T = TypeVar("_T")
_Job = Callable[[], Callable[[], None]]  # blocks, and returns the call that delivers the result

_IDLE_LIMIT = 10.0  # seconds until a thread without work ends

_jobs: SimpleQueue[_Job] = SimpleQueue()
_lock = Lock()
_idle = 0  # threads that wait for a job and have not been promised one


async def in_background(work: Callable[[], _T]) -> _T:
    """Return what the work returns, or raise what it raises; if cancelled, ignore its result."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[_T] = loop.create_future()

    def settle(set_: Callable[[], None]) -> None:
        if not answer.done():
            set_()

    def run() -> Callable[[], None]:
        try:
            set_ = partial(answer.set_result, work())
        except BaseException as problem:  # raised where the result is awaited
            set_ = partial(answer.set_exception, problem)
        return partial(tell, set_)

    def tell(set_: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody awaits the result any more
            loop.call_soon_threadsafe(settle, set_)

    _start(run)
    return await answer


def _start(job: _Job) -> None:
    """Give a job to an idle thread, or to a new one, which takes a while to start."""
    global _idle
    with _lock:
        found = _idle > 0
        _idle -= found
    if found:
        _jobs.put(job)
    else:
        Thread(target=_work, args=(job,), daemon=True).start()


def _work(job: _Job) -> None:
    global _idle
    while True:
        tell = job()
        with _lock:  # first: delivering the result may lead to the next job
            _idle += 1
        tell()
        del job, tell  # release the bytes that were read
        try:
            job = _jobs.get(timeout=_IDLE_LIMIT)
        except Empty:
            with _lock:
                if _idle:
                    _idle -= 1
                    return
            job = _jobs.get()  # no longer counted as idle: a job has been promised
