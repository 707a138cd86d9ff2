"""Blocking work on a thread that nothing waits for, not even the end of the program.

A share that hangs may hold a read for minutes, and can't be interrupted. On a
thread of asyncio's own, the program could not end until it answers.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TypeVar

_T = TypeVar("_T")


async def aside(work: Callable[[], _T]) -> _T:
    """Return what the work returns, or raise what it raises; given up, it ends unheard."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[_T] = loop.create_future()

    def settle(set_: Callable[[], None]) -> None:
        if not answer.done():
            set_()

    def run() -> None:
        try:
            set_ = partial(answer.set_result, work())
        except BaseException as problem:  # whoever waits gets it
            set_ = partial(answer.set_exception, problem)
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, set_)

    Thread(target=run, daemon=True).start()
    return await answer
