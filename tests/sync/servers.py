"""Real servers on 127.0.0.1 for the tests of sharing, each in a process of its own."""

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Self
from urllib.parse import quote

import pytest

from sync.folders.connect import reached, written_out
from sync.folders.folder import Login, SharedFolder

LOGIN = Login("anna", "a pass/word: ü")
LONGEST = 20  # seconds until a server has to answer


class ServerFolder(NamedTuple):
    """A shared folder on a server: its address, and the same folder as this machine has it."""

    address: str
    login: Login | None
    root: Path | None

    def within(self, name: str) -> Self:
        """A folder in this one, made if it needs to be."""
        address, query, rest = self.address.partition("?")
        if self.root:
            (self.root / name).mkdir()
        root = self.root and self.root / name
        return self._replace(address=f"{address}/{quote(name)}{query}{rest}", root=root)

    def reached(self, *, login: Login | None = None) -> AbstractContextManager[SharedFolder]:
        return reached(written_out(self.address), login or self.login)


def program(name: str, package: str) -> str:
    """Return where a program is; system ones are not on everybody's PATH."""
    found = shutil.which(name, path=os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/sbin"]))
    if found is None:
        pytest.skip(f"no {name} here: install Debian's package {package}")
    return found


@contextmanager
def held_port() -> Iterator[int]:
    """Hold a port of 127.0.0.1 for servers that can't choose one and tell which.

    It is bound, and nobody listens: whoever connects is refused, and nobody else is given it. On
    Linux a server of ours that sets SO_REUSEADDR can listen there all the same, and again after a
    restart. Elsewhere it couldn't: there the port is let go, and is free in all likelihood.
    """
    with closing(socket.socket()) as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        port: int = holder.getsockname()[1]
        if sys.platform != "linux":
            holder.close()
        yield port


def answers(port: int) -> bool:
    with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
        return True
    return False


def told(log: Path) -> int | None:
    """Return the port that a server wrote into its log, in a line "port N"; None so far."""
    found = re.search(rb"^port (\d+)\r?$", log.read_bytes(), re.MULTILINE)
    return int(found[1]) if found else None


@contextmanager
def running(
    command: Sequence[object],
    log: Path,
    *,
    port: int | None = None,
    env: Mapping[str, str] | None = None,
) -> Iterator[int]:
    """Run a server until the end; it must listen soon, on the port that it was given or tells."""
    with log.open("wb") as out:
        server = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,  # Samba ends its whole process group, which must not be ours
            env=env,
        )
    try:
        end = time.monotonic() + LONGEST
        while not ((port := port or told(log)) and answers(port)):
            ended = server.poll() is not None
            if ended or time.monotonic() > end:
                raise RuntimeError(f"{command[0]} doesn't start: {log.read_text()[-2000:]}")
            time.sleep(0.02)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@contextmanager
def local(path: Path) -> Iterator[ServerFolder]:
    """A folder of this machine's."""
    root = path / "local"
    root.mkdir()
    yield ServerFolder(root.as_uri(), None, root)


SMB_CONF = """
[global]
    server role = standalone server
    netbios name = AIMLINE
    bind interfaces only = yes
    interfaces = 127.0.0.1
    smb ports = {port}
    disable netbios = yes
    disable spoolss = yes
    load printers = no
    printing = bsd
    server min protocol = SMB3
    passdb backend = smbpasswd:{home}/smbpasswd
    private dir = {home}
    lock directory = {home}
    state directory = {home}
    cache directory = {home}
    pid directory = {home}
    ncalrpc dir = {home}/ncalrpc
    log file = {home}/log.smbd
[share]
    path = {root}
    read only = no
"""


@contextmanager
def smb(path: Path) -> Iterator[ServerFolder]:
    """Samba: its own settings, its own passwords, a port of its own."""
    with held_port() as port:
        yield from _smb(path, port)


def _smb(path: Path, port: int) -> Iterator[ServerFolder]:
    smbd, smbpasswd = program("smbd", "samba"), program("smbpasswd", "samba")
    home, root = path / "samba", path / "share"
    home.mkdir()
    (root / "team").mkdir(parents=True)
    conf = home / "smb.conf"
    conf.write_text(SMB_CONF.format(home=home, root=root, port=port))
    user = getpass.getuser()  # Samba's users are the system's; the password is its own
    typed = f"{LOGIN.password}\n{LOGIN.password}\n".encode()
    subprocess.run(
        [smbpasswd, "-c", conf, "-s", "-a", user], input=typed, check=True, capture_output=True
    )
    command = [smbd, "--foreground", "--no-process-group", f"--configfile={conf}"]
    with running(command, home / "out", port=port):
        address = f"smb://127.0.0.1:{port}/share/team"
        yield ServerFolder(address, Login(user, LOGIN.password), root / "team")


DAV = """
import sys
from cheroot import wsgi
from wsgidav.wsgidav_app import WsgiDAVApp
root, user, password = sys.argv[1:]
app = WsgiDAVApp({
    "provider_mapping": {"/dav": root},
    "simple_dc": {"user_mapping": {"*": {user: {"password": password}}}},
    "verbose": 1,
})
server = wsgi.Server(("127.0.0.1", 0), app)
server.prepare()
print("port", server.bind_addr[1], flush=True)
server.serve()
"""


@contextmanager
def dav(path: Path) -> Iterator[ServerFolder]:
    """WsgiDAV."""
    pytest.importorskip("wsgidav", reason="no WsgiDAV here: run uv sync --group test")
    root = path / "dav"
    (root / "Für alle").mkdir(parents=True)
    command = [sys.executable, "-c", DAV, root, *LOGIN]
    with running(command, path / "dav.out") as port:
        yield ServerFolder(f"dav://127.0.0.1:{port}/dav/F%C3%BCr%20alle", LOGIN, root / "Für alle")


S3 = """
import sys
from urllib.parse import parse_qsl, urlencode
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

TWO = {"list-type", "continuation-token", "start-after", "fetch-owner"}  # what version 1 hasn't
storage = DomainDispatcherApplication(create_backend_app)

def of_version_1(environ, start):
    asked = parse_qsl(environ["QUERY_STRING"], keep_blank_values=True)
    if TWO & dict(asked).keys() or "prefix" in dict(asked):
        older = [(name, value) for name, value in asked if name not in TWO]
        environ["QUERY_STRING"] = urlencode([*older, ("max-keys", "3")])
    return storage(environ, start)

app = of_version_1 if sys.argv[1] == "1" else storage
server = make_server("127.0.0.1", 0, app, threaded=True)
print("port", server.server_port, flush=True)
server.serve_forever()
"""


@contextmanager
def s3(path: Path, version: int = 2) -> Iterator[ServerFolder]:
    """Moto's server, with one bucket; with version 1 it lists as old storage does, 3 at a time."""
    pytest.importorskip("moto", reason="no Moto here: run uv sync --group test")
    import boto3

    command = [sys.executable, "-c", S3, version]
    with running(command, path / "s3.out", env={**os.environ, "NO_PROXY": "*"}) as port:
        endpoint = f"http://127.0.0.1:{port}"
        how = {"aws_access_key_id": "x", "aws_secret_access_key": "x", "region_name": "us-east-1"}
        client = boto3.client("s3", endpoint_url=endpoint, **how)
        client.create_bucket(Bucket="bucket")
        client.close()
        yield ServerFolder(f"s3://bucket/team/Aimline?endpoint={endpoint}", LOGIN, None)


KINDS: dict[str, Callable[[Path], AbstractContextManager[ServerFolder]]] = {
    "local": local,
    "smb": smb,
    "dav": dav,
    "s3": s3,
}
