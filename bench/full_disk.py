"""Kills on a disk that is filling up: ``python -m bench.full_disk KILLS [FOLDER]``. Prints JSON.

``bench.kills`` and ``bench.correction_kills``, each child with at most 8 kB left: it meets a full
disk, goes on trying, and is killed. FOLDER is an empty one on a small file system of its own, such
as an image that is mounted. Without one it is a tmpfs of 8 MB in a name space of its own, which is
gone with the process (Linux, ``unshare`` of util-linux). 200 kills of each take ten minutes.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import correction_kills, kills
from bench.killing import ROOT, SmallDisk

INSIDE = "AIMLINE_FULL_DISK"  # set in the process that has the name space


def main() -> None:
    """Fill, kill, check and print."""
    times = int(sys.argv[1])
    if len(sys.argv) > 2:
        on_disk(Path(sys.argv[2]), times)
    elif INSIDE in os.environ:
        with tempfile.TemporaryDirectory() as name:
            command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", name]
            subprocess.run(command, check=True)
            try:
                on_disk(Path(name), times)
            finally:
                subprocess.run(["umount", name], check=True)
    else:
        unshared = ["unshare", "--user", "--map-root-user", "--mount"]
        command = [*unshared, sys.executable, "-m", "bench.full_disk", str(times)]
        subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, INSIDE: "1"})


def on_disk(top: Path, times: int) -> None:
    """Do both on the disk of a folder."""
    found = {}
    for bench in (kills, correction_kills):
        place = top / bench.__name__.rpartition(".")[2]
        place.mkdir()
        disk = SmallDisk(place)
        found[place.name] = bench.killed(disk.folder, random.Random(time.time_ns()), times, disk)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
