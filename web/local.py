"""The local page: Flet's web app behind the guard, on 127.0.0.1 of this machine."""

import asyncio
import secrets
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from web.guard import Guard

if TYPE_CHECKING:
    import uvicorn

    from web.site import Main

HOST = "127.0.0.1"
BACKLOG = 64  # connections taken at once, before others get their turn
LARGEST_MESSAGE = 224 * 1024 * 1024  # bytes; a file picked on the page comes in one message


class PortUnavailable(OSError):
    """The port asked for is another program's, or not ours to take."""


def new_token() -> str:
    """Return a launch token: 128 random bits as 32 letters and digits."""
    return secrets.token_hex(16)


def serve(
    load: "Callable[[], Main]",
    *,
    port: int,
    token: str,
    assets: Path,
    on_ready: Callable[[str], None],
) -> None:
    """Serve one Flet app until Ctrl-C or SIGTERM, then return, within two seconds.

    Args:
        load: called once, in a thread, while the browser already gets the page; it returns what
            Flet calls with each new page.
        port: 0 to 65535; 0 finds a free one.
        token: the first part of the address's path.
        assets: the folder of fonts, icons and index.html.
        on_ready: called once with the address, as soon as a browser may be sent there.

    Raises:
        PortUnavailable: nothing can listen on this port.
        Exception: whatever ``load`` raised; nothing is served then.
    """
    listener = listen(port)
    with suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        # A browser that comes at once waits in the listener's queue until the server is there.
        on_ready(f"http://{HOST}:{listener.getsockname()[1]}/{token}/")
        _hold_signals(signal.SIG_BLOCK)  # while asyncio starts, one would leave it half made
        asyncio.run(_serve(load, listener, token, assets))


async def _serve(
    load: "Callable[[], Main]", listener: socket.socket, token: str, assets: Path
) -> None:
    _hold_signals(signal.SIG_UNBLOCK)

    import uvicorn

    from web.connections import HttpConnection, PageServer
    from web.site import Site
    from web.sparing_log import log_sparingly

    log_sparingly()

    site = Site(token=token, assets=assets, load=load)
    server = PageServer(
        uvicorn.Config(
            Guard(site, token=token, port=listener.getsockname()[1]),
            lifespan="off",  # loading is ours: it goes on while pages are answered
            http=HttpConnection,  # h11, which bounds a request's head to 64 KB, and bounds in time
            backlog=BACKLOG,
            log_config=None,
            ws="websockets-sansio",
            ws_max_size=LARGEST_MESSAGE,
            # Within one machine a connection that is gone says so at once. A missing answer to a
            # ping would only mean that the laptop slept or the page was frozen: no reason to cut.
            ws_ping_interval=None,
            ws_per_message_deflate=False,
            log_level="warning",
            access_log=False,  # its lines would hold the token
            server_header=False,
            proxy_headers=False,
        ),
        site.stop,
    )
    loading = asyncio.create_task(site.load())
    loading.add_done_callback(lambda task: _stop_if_failed(server, task))
    await server.serve(sockets=[listener])
    await loading


def _hold_signals(how: int) -> None:
    if sys.platform != "win32":
        signal.pthread_sigmask(how, {signal.SIGINT, signal.SIGTERM})


def _stop_if_failed(server: "uvicorn.Server", task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and task.exception() is not None:
        server.should_exit = True


def listen(port: int) -> socket.socket:
    """Return a socket that listens on a port of 127.0.0.1, a free one for 0.

    Raises:
        PortUnavailable: nothing can listen on this port.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            # There another program could otherwise listen on our port beside us.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            # A restart need not wait until the last one's connections are forgotten.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise PortUnavailable(
            f"Port {port} cannot be used ({error.strerror}). Close the program that has it, "
            "or choose another port; 0 finds a free one."
        ) from error
    return listener
