"""The icon font with the icons that are used, and no others."""

import io
from collections.abc import Collection
from pathlib import Path

from web.tablet_contents import ICON_STYLES


def cut_icons(font_file: Path, icons: Collection[str]) -> bytes:
    """Return the font with these icons alone.

    Raises:
        LookupError: it lacks some; the sentence says which.
    """
    from fontTools import subset  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    font = TTFont(font_file, recalcTimestamp=False)
    glyphs = {_glyph(name) for name in icons}
    if missing := glyphs - set(font.getGlyphOrder()):
        raise LookupError(f"the icon font lacks {', '.join(sorted(missing))}")
    codes = [code for code, glyph in font.getBestCmap().items() if glyph in glyphs]
    cut = subset.Subsetter(subset.Options(notdef_outline=True, drop_tables=["GSUB", "FFTM"]))
    cut.populate(unicodes=codes)
    cut.subset(font)
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def _glyph(icon: str) -> str:
    return icon if icon.endswith(ICON_STYLES) else f"{icon}_baseline"
