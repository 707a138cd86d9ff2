"""Every colour, size and radius. No other file names one.

Contrast of each role on its ground is tested (at least 4.5:1).
"""

from dataclasses import dataclass

import flet as ft

APP_FONT = "Atkinson Hyperlegible Next"
BOLD_FONT = "Atkinson Hyperlegible Next Bold"  # Flet takes one file a family: bold is its own
PASSAGE_FONT = "Lexend"
FONTS = {
    APP_FONT: "fonts/AtkinsonHyperlegibleNext-400.ttf",
    BOLD_FONT: "fonts/AtkinsonHyperlegibleNext-700.ttf",
    PASSAGE_FONT: "fonts/Lexend-400.ttf",
}

SHEET = "#FFFFFF"  # paper as it is printed, whatever the theme

WIDE = 840  # px from which the navigation is a rail and two columns fit
PHONE = 600  # px below which rows stack

FIELD_EDGE = ft.Colors.OUTLINE  # the role; which colour it is, a theme says

TARGET = 48  # px, the least height of what is tapped
WORD = 44  # px, the least height of a word's box
RADIUS = 14
GAP = 12


@dataclass(frozen=True, slots=True)
class Palette:
    """The roles colours play, in one theme.

    ``ink`` on ``paper`` or ``surface`` is text, ``muted`` its quieter form;
    ``accent`` marks the next step; ``error``, ``last`` and ``caution`` are never
    the only sign of what they mean.
    """

    ink: str
    title: str
    muted: str
    paper: str
    surface: str
    line: str
    accent: str
    on_accent: str
    accent_tint: str
    error: str
    error_tint: str
    last: str
    last_tint: str
    caution: str
    caution_tint: str


LIGHT = Palette(
    ink="#1B2733",
    title="#1F3A5F",
    muted="#566270",
    paper="#FBF8F2",
    surface="#FFFFFF",
    line="#D9D4C7",
    accent="#0B7A75",
    on_accent="#FFFFFF",
    accent_tint="#E1F1EF",
    error="#B3261E",
    error_tint="#FBE4E2",
    last="#1B7F4B",
    last_tint="#E0F2E8",
    caution="#855800",
    caution_tint="#FDF0D5",
)
DARK = Palette(
    ink="#ECE8DF",
    title="#C9DBF2",
    muted="#A9B3BE",
    paper="#14191F",
    surface="#1D242C",
    line="#3A444F",
    accent="#4CC2B9",
    on_accent="#06211F",
    accent_tint="#163A39",
    error="#FF9A90",
    error_tint="#4A211E",
    last="#6FD6A0",
    last_tint="#173A28",
    caution="#F0C060",
    caution_tint="#40321A",
)


RING = 3  # px, around the button that the keyboard stands on
RINGED = ("filled_button_theme", "outlined_button_theme", "text_button_theme", "icon_button_theme")


def edge(side: ft.BorderSide) -> dict[ft.ControlState, ft.BorderSide]:
    """Return the edge of a button that has its own, with the ring where the keyboard stands."""
    ring = ft.BorderSide(RING, ft.Colors.ON_SURFACE)
    return {ft.ControlState.FOCUSED: ring, ft.ControlState.DEFAULT: side}


def theme_values(palette: Palette) -> dict[str, object]:
    """Return the same roles by the names that Flet's own controls have for them.

    A button that the keyboard stands on has a ring: its tint alone would hardly be seen.
    """
    ringed = {"style": {"side": {"focused": {"width": RING, "color": palette.ink}}}}
    return {
        **dict.fromkeys(RINGED, ringed),
        "font_family": APP_FONT,
        "color_scheme": {
            "primary": palette.accent,
            "on_primary": palette.on_accent,
            "primary_container": palette.accent_tint,
            "on_primary_container": palette.ink,
            "secondary": palette.title,
            "on_secondary": palette.paper,
            "secondary_container": palette.accent_tint,
            "on_secondary_container": palette.accent,
            "error": palette.error,
            "on_error": palette.paper,
            "surface": palette.surface,
            "on_surface": palette.ink,
            "on_surface_variant": palette.muted,
            "surface_container": palette.surface,
            "surface_container_high": palette.surface,
            "surface_container_low": palette.surface,
            "outline": palette.muted,
            "outline_variant": palette.line,
            "inverse_surface": palette.title,
            "on_inverse_surface": palette.paper,
        },
        "scaffold_bgcolor": palette.paper,
        "splash_color": ft.Colors.TRANSPARENT,
        "page_transitions": dict.fromkeys(("android", "ios", "linux", "macos", "windows"), "none"),
    }
