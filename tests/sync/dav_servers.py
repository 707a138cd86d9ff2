"""The WebDAV servers that schools run, as Debian has them: Apache, lighttpd, nginx.

Each is set up as its handbook says, with no more leniency than that: what they make of a folder
without its slash, of a request without a content type, or of a file into a folder that isn't there
is what the tests are for.
"""

import os
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha1
from pathlib import Path

import pytest
from servers import LOGIN, ServerFolder, held_port, program, running

_APACHE = """
ServerRoot {home}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {home}/pid
DefaultRuntimeDir {home}
Mutex file:{home}
{modules}
StartServers 1
ErrorLog {home}/error.log
TypesConfig /dev/null
DocumentRoot {root}
DavLockDB {home}/locks
<Directory {root}>
    Options Indexes
    AllowOverride None
    Dav On
    AuthType Basic
    AuthName team
    AuthUserFile {home}/users
    Require valid-user
</Directory>
"""
# What a fresh apache2 has switched on and has a say here, and what "a2enmod dav dav_fs" adds.
_APACHE_MODULES = (
    *("mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic"),
    *("autoindex", "deflate", "dir", "env", "filter", "mime", "negotiation", "reqtimeout"),
    *("setenvif", "dav", "dav_fs"),
)

_LIGHTTPD = """
server.modules = ("mod_auth", "mod_authn_file", "mod_webdav")
server.bind = "127.0.0.1"
server.port = {port}
server.document-root = "{root}"
server.errorlog = "{home}/error.log"
server.upload-dirs = ("{home}")
auth.backend = "plain"
auth.backend.plain.userfile = "{home}/users"
auth.require = ("/" => ("method" => "basic", "realm" => "team", "require" => "valid-user"))
webdav.activate = "enable"
webdav.sqlite-db-name = "{home}/webdav.db"
"""

_NGINX = """
load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;
{user}
daemon off;
pid {home}/pid;
error_log {home}/error.log;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi;
    scgi_temp_path {home}/scgi;
    client_max_body_size {most};
    server {{
        listen 127.0.0.1:{port};
        root {root};
        location / {{
            auth_basic team;
            auth_basic_user_file {home}/users;
            dav_methods PUT DELETE MKCOL COPY MOVE;
            dav_ext_methods PROPFIND OPTIONS;
            {more}
        }}
    }}
}}
"""

_SHA = f"{LOGIN.user}:{{SHA}}{b64encode(sha1(LOGIN.password.encode()).digest()).decode()}\n"


@contextmanager
def apache(path: Path) -> Iterator[ServerFolder]:
    """Apache with mod_dav. It refuses to be root; then it is nobody, who may write everywhere."""
    command = [program("apache2", "apache2-bin"), "-DFOREGROUND"]
    if not Path("/usr/lib/apache2/modules/mod_dav_fs.so").exists():
        pytest.skip("no mod_dav here: install Debian's package apache2-bin")
    if os.geteuid() == 0:
        may = ["--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"]
        command = [program("setpriv", "util-linux"), "--reuid", "65534", *may, *command]
    lines = (
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so"
        for name in _APACHE_MODULES
    )
    modules = "\n".join(lines)
    yield from _served(path, command, "-f", _APACHE, _SHA, modules=modules)


@contextmanager
def lighttpd(path: Path) -> Iterator[ServerFolder]:
    """Lighttpd with mod_webdav."""
    command = [program("lighttpd", "lighttpd"), "-D"]
    if not Path("/usr/lib/lighttpd/mod_webdav.so").exists():
        pytest.skip("no WebDAV for lighttpd here: install Debian's package lighttpd-mod-webdav")
    yield from _served(path, command, "-f", _LIGHTTPD, f"{LOGIN.user}:{LOGIN.password}\n")


@contextmanager
def nginx(path: Path, most: str = "0", more: str = "") -> Iterator[ServerFolder]:
    """Nginx with dav-ext; ``most`` is the size that it takes, ``more`` what else it is told."""
    command = [program("nginx", "nginx"), "-e", path / "nginx.out"]
    if not Path("/usr/lib/nginx/modules/ngx_http_dav_ext_module.so").exists():
        pytest.skip("no dav-ext here: install Debian's package libnginx-mod-http-dav-ext")
    user = "user root;" if os.geteuid() == 0 else ""
    yield from _served(path, command, "-c", _NGINX, _SHA, user=user, most=most, more=more)


def _served(
    path: Path, command: Sequence[object], option: str, conf: str, users: str, **parts: str
) -> Iterator[ServerFolder]:
    home, root = path / "server", path / "dav"
    home.mkdir()
    (root / "Für alle").mkdir(parents=True)
    (home / "users").write_text(users)
    with held_port() as port:
        (home / "conf").write_text(conf.format(home=home, root=root, port=port, **parts))
        with running([*command, option, home / "conf"], home / "out", port=port):
            address = f"dav://127.0.0.1:{port}/F%C3%BCr%20alle"
            yield ServerFolder(address, LOGIN, root / "Für alle")


DAV_KINDS = {"apache": apache, "lighttpd": lighttpd, "nginx": nginx}
