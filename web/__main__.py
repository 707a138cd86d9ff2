"""The tablet build's command line.

python -m web build    make the site in build/tablet; --webdav names a server it may reach
python -m web serve    serve it to this machine's browser, to try it
"""

import argparse
import sys
import time

from web.build import build, origin, sizes
from web.serve import serve
from web.tablet_contents import ROOT
from web.tablet_parts import BuildFailed

SITE = ROOT / "build" / "tablet"
CACHE = ROOT / "build" / "cache"


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m web", description="Aimline on a tablet")
    commands = parser.add_subparsers(dest="command", required=True, metavar="build | serve")
    building = commands.add_parser("build", help="make the site in build/tablet")
    building.add_argument(
        "--webdav", metavar="https://HOST[:PORT]", help="it may reach this server"
    )
    serving = commands.add_parser("serve", help="serve it on 127.0.0.1, to try it")
    serving.add_argument("--port", type=int, default=8642)
    asked = parser.parse_args(argv)
    if asked.command == "serve":
        return serve(SITE, asked.port)
    began = time.monotonic()
    try:
        webdav = origin(asked.webdav) if asked.webdav else ""
        made = build(SITE, CACHE, webdav=webdav)
    except BuildFailed as problem:
        print(f"python -m web build: {problem}", file=sys.stderr)
        return 1
    took = time.monotonic() - began
    print(f"build/tablet, version {made.version}, {took:.1f} s")
    for renderer in ("skwasm", "canvaskit"):
        print(f"first visit with {renderer}: {made.on_the_way(renderer) / 1e6:.2f} MB")
    for size, name in sorted(sizes(made, "skwasm"), reverse=True)[:8]:
        print(f"  {size / 1e6:5.2f} MB  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
