"""What the native apps are made of. (They themselves can't be built here.)"""

import tomllib
from pathlib import Path

import flet as ft

import main as aimline

ROOT = Path(__file__).parents[2]
FLET = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["flet"]


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


def test_inside_an_app_it_opens_the_apps_own_window(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setenv("FLET_PLATFORM", "android")
    monkeypatch.setenv("FLET_APP_STORAGE_DATA", str(tmp_path / "records"))
    monkeypatch.setattr(ft, "run", lambda main, **how: opened.append(how))
    assert aimline.main([]) == 0
    assert [how["view"] for how in opened] == [ft.AppView.FLET_APP]
    assert (tmp_path / "records").is_dir()
