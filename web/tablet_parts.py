"""What the tablet build is made of, where it lies on this machine: packages, wheels, Node."""

import json
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path


class BuildFailed(RuntimeError):
    """The tablet build can't be made; the sentence says why."""


def package(name: str) -> dict[str, Path]:
    """Return an installed package's files by the path they are imported by.

    Raises:
        BuildFailed: it isn't installed.
    """
    files = metadata.files(name)
    if files is None:
        raise BuildFailed(f"{name} is not installed; run uv sync --group build")
    return {file.as_posix(): Path(str(file.locate())) for file in files}


def wheel(name: str, cache: Path) -> Path:
    """Return the wheel of an installed package's version for the tablet's Python.

    Raises:
        BuildFailed: the package index can't be reached, or has none.
    """
    version = metadata.version(name)
    info = json.loads(_found("flet-web", "pyodide-lock.json").read_text())["info"]
    python = "".join(info["python"].split(".")[:2])
    platform = f"pyemscripten_{info['abi_version']}_wasm32"
    pattern = f"{name}-{version}-cp{python}-*{platform}.whl"
    folder = cache / "wheels"
    if not list(folder.glob(pattern)):
        pip = [*_pip(), "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        told = ["--platform", platform, "--implementation", "cp", "--abi", f"cp{python}"]
        which = ["--python-version", python, "--dest", str(folder), f"{name}=={version}"]
        done = subprocess.run([*pip, *told, *which], capture_output=True, text=True, check=False)  # noqa: S603
        if not list(folder.glob(pattern)):
            raise BuildFailed(f"{name} {version} for {platform} can't be had:\n{done.stderr}")
    return next(iter(folder.glob(pattern)))


def node() -> Path:
    """Return the Node that Playwright brings: the same one for everybody."""
    from playwright._impl._driver import compute_driver_executable

    return Path(compute_driver_executable()[0])


def pyodide() -> Path:
    """Return the folder of the tablet's Python."""
    return _found("flet-web", "pyodide.mjs").parent


def _found(name: str, file: str) -> Path:
    return next(path for path in package(name).values() if path.name == file)


def _pip() -> list[str]:
    pip = ["python", "-m", "pip"]
    uv = shutil.which("uv")
    if uv is None:
        return [sys.executable, *pip[1:]]
    return [uv, "run", "--no-project", "--python", sys.executable, "--with", "pip", *pip]
