"""Every colour can be read on every ground it stands on, in both themes, and lives in one file."""

import ast
import re
from dataclasses import asdict
from pathlib import Path

import flet as ft
import msgpack
import pytest
from flet.messaging.protocol import configure_encode_object_for_msgpack

import screens
from screens.parts.theme import DARK, LIGHT, theme_values
from screens.shell import flet_speed

LEAST = 4.5  # WCAG 2.2, 1.4.3, for text of any size
LEAST_SIGN = 3  # WCAG 2.2, 1.4.11, for edges and icons that say something

# Text, and the grounds it stands on somewhere.
TEXT = {
    "ink": {"paper", "surface", "last_tint", "caution_tint"},
    "title": {"paper", "surface", "accent_tint", "caution_tint"},
    "muted": {"paper", "surface", "accent_tint", "caution_tint"},
    "accent": {"paper", "surface"},
    "on_accent": {"accent"},
    "error": {"paper", "surface", "error_tint", "caution_tint"},
    "last": {"paper", "surface"},
    "caution": {"surface", "caution_tint"},
    "paper": {"title", "error"},  # a notice; text on Flet's own error
}
# Edges and corners.
SIGNS = {
    "accent": {"paper", "surface", "line", "accent_tint", "caution_tint"},
    "title": {"paper", "error_tint"},
    "last": {"paper", "last_tint", "error_tint"},
    "error": {"error_tint"},
    "caution": {"paper", "surface", "caution_tint"},
}
NO_COLOUR = {"TRANSPARENT", "with_opacity"}

SOURCES = sorted(Path(screens.__file__).parent.rglob("*.py"))


def luminance(colour):
    """Relative luminance of #RRGGBB, 0 to 1 (WCAG 2.2, glossary)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Contrast ratio, 1 to 21 (WCAG 2.2, glossary)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_the_guideline_says():
    assert contrast("#000000", "#FFFFFF") == 21
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)  # just too little
    assert contrast("#0B7A75", "#0B7A75") == 1


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("table", "least"), [(TEXT, LEAST), (SIGNS, LEAST_SIGN)])
def test_every_colour_stands_out_on_every_ground(palette, table, least):
    colours = asdict(palette)
    too_little = {
        (role, ground): round(contrast(colours[role], colours[ground]), 2)
        for role, grounds in table.items()
        for ground in grounds
        if contrast(colours[role], colours[ground]) < least
    }
    assert too_little == {}


def test_every_role_is_in_the_tables():
    grounds = {ground for table in (TEXT, SIGNS) for found in table.values() for ground in found}
    assert {*TEXT, *SIGNS, *grounds} == asdict(LIGHT).keys()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_no_other_file_names_a_colour(source):
    if source.name == "theme.py":
        return
    named = []
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            named += re.findall(r"#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b", node.value)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("Colors"):
            named.append(node.attr)
    assert set(named) <= NO_COLOUR


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_theme_is_what_flets_own_class_would_send(palette, monkeypatch):
    quick = flet_speed.theme(theme_values(palette))
    monkeypatch.setattr(flet_speed, "install", lambda: "another Flet")
    own = flet_speed.theme(theme_values(palette))
    assert isinstance(own, ft.Theme)
    encode = configure_encode_object_for_msgpack(ft.BaseControl)
    sent, whole = (msgpack.unpackb(msgpack.packb(it, default=encode)) for it in (quick, own))
    assert sent == whole
    assert len(sent["page_transitions"]) == 5


def test_every_button_without_an_edge_is_as_high_as_a_finger_needs():
    """Flutter makes one 32 px high beside a mouse: a touch screen with a mouse is such, too."""
    for file in sorted(Path(screens.__file__).parent.rglob("*.py")):
        calls = [one for one in ast.walk(ast.parse(file.read_text())) if isinstance(one, ast.Call)]
        for call in calls:
            if ast.unparse(call.func) == "ft.TextButton":
                assert "height" in {one.arg for one in call.keywords}, (file.name, call.lineno)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_keyboard_sees_where_it_stands(palette):
    values = theme_values(palette)
    for kind in ("filled", "outlined", "text", "icon"):
        ring = values[f"{kind}_button_theme"]["style"]["side"]["focused"]
        assert ring["width"] >= 2
        for ground in (palette.paper, palette.surface, palette.accent_tint):
            assert contrast(ring["color"], ground) >= 3  # WCAG 2.2, 1.4.11


def test_a_button_with_an_edge_of_its_own_has_the_ring_too():
    for file in sorted(Path(screens.__file__).parent.rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "ft.ButtonStyle":
                sides = [ast.unparse(one.value) for one in call.keywords if one.arg == "side"]
                assert not any(side.startswith("ft.BorderSide") for side in sides), file.name
