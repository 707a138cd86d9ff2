"""The fonts that Flet's client has before it draws its first frame.

What a screen names later comes a moment after the screen, which is seen in another font first.
A test holds these to the theme's.
"""

from typing import Any

ROBOTO = {"family": "Roboto", "fonts": [{"asset": "fonts/roboto.woff2"}]}  # Flet's client has it
OWN = {
    "Atkinson Hyperlegible Next": "AtkinsonHyperlegibleNext-400.ttf",
    "Atkinson Hyperlegible Next Bold": "AtkinsonHyperlegibleNext-700.ttf",
    "Lexend": "Lexend-400.ttf",
}
# A manifest's paths begin at the client's assets; our own lie beside those.
CLIENT_FONTS: list[dict[str, Any]] = [
    ROBOTO,
    *({"family": name, "fonts": [{"asset": f"../fonts/{file}"}]} for name, file in OWN.items()),
]
