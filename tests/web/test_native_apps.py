"""What the native apps are made of. (They themselves can't be built here.)"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import flet as ft
import pytest
from packaging.requirements import Requirement

import main as aimline

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FLET = PROJECT["tool"]["flet"]
MOBILE = {"android": "Android", "ios": "iOS"}  # as [tool.flet] and ``platform.system()`` call them
COMPILED = {"cryptography", "msgpack", "numpy"}  # of what we pin: their wheels are a system's own

# Starts Aimline as an app does, where nothing can be imported that mobile apps lack.
AS_AN_APP = """
import sys
from importlib.metadata import packages_distributions

for name, packages in packages_distributions().items():
    if set(packages) & set(sys.argv[1].split(",")):
        sys.modules[name] = None
import flet as ft
import main as aimline

ft.run = lambda main, **how: print(how["view"].name)
sys.exit(aimline.main([]))
"""


def test_everything_left_out_is_there_and_nothing_that_runs_is_among_it():
    exclude = FLET["app"]["exclude"]
    missing = [name for name in exclude if name != "build" and not (ROOT / name).exists()]
    assert missing == []
    needed = (
        "main.py",
        "commands",
        "probes",
        "records",
        "screens",
        "store",
        "sync",
        "web/native.py",
        "assets",
    )
    assert not set(needed) & set(exclude)
    assert (ROOT / f"{FLET['app']['module']}.py").exists()
    assert FLET["permissions"] == []


def pinned(system):
    """What flet build would install: the project's, and on mobile its own table's as well."""
    table = FLET[system]["dependencies"] if system in MOBILE else []
    there = {"platform_system": MOBILE.get(system, "Windows"), "sys_platform": "linux"}
    asked = map(Requirement, [*PROJECT["project"]["dependencies"], *table])
    return [one for one in asked if one.marker is None or one.marker.evaluate(there)]


@pytest.mark.parametrize("system", [*MOBILE, "windows"])
def test_every_package_is_pinned_once_for_each_system(system):
    pins = pinned(system)
    assert len({one.name for one in pins}) == len(pins)
    assert all(str(one.specifier).startswith("==") for one in pins)


@pytest.mark.parametrize("system", MOBILE)
def test_a_mobile_app_has_compiled_packages_in_versions_of_its_own_alone(system):
    here = {one.name: one.specifier for one in pinned("windows")}
    there = {one.name: one.specifier for one in pinned(system)}
    own = {Requirement(one).name for one in FLET[system]["dependencies"]}
    assert there.keys() & COMPILED == own == {"cryptography", "msgpack"}
    assert {name for name in own if there[name] == here[name]} == set()
    assert here.keys() - there.keys() == {"flet-web", "numpy", "uvicorn"}


def test_an_app_starts_without_what_mobile_apps_lack(tmp_path):
    lacks = {one.name for one in pinned("windows")} - {one.name for one in pinned("ios")}
    environment = {
        **os.environ,
        "FLET_PLATFORM": "ios",
        "FLET_APP_STORAGE_DATA": str(tmp_path / "records"),
    }
    command = [sys.executable, "-c", AS_AN_APP, ",".join(lacks)]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (0, "FLET_APP\n"), ran.stderr


def test_inside_an_app_it_opens_the_apps_own_window(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setenv("FLET_PLATFORM", "android")
    monkeypatch.setenv("FLET_APP_STORAGE_DATA", str(tmp_path / "records"))
    monkeypatch.setattr(ft, "run", lambda main, **how: opened.append(how))
    assert aimline.main([]) == 0
    assert [how["view"] for how in opened] == [ft.AppView.FLET_APP]
    assert (tmp_path / "records").is_dir()
