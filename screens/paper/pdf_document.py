"""A document with our fonts.

Every length is in points, 72 to the inch; y runs down the page.
"""

import unicodedata
import warnings
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from typing import Literal, NamedTuple

Size = Literal["letter", "a4"]

READING, PLAIN, BOLD = "Lexend-400", "AtkinsonHyperlegibleNext-400", "AtkinsonHyperlegibleNext-700"
MARGIN = 48.0
UNKNOWN = "?"  # stands for a character that the fonts lack
LINE, THICK = 0.7, 1.2
PALE = 140  # grey of the boxes to write in: what is written stands out

# A date that never changes: the same form always gives the same bytes.
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)


class Area(NamedTuple):
    """A part of a page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


class PdfDocument:
    """Pages of one size, kept in memory. ``lacking`` are the characters that no font could write.

    Those and line breaks, tabs and the like are printed as a question mark.
    """

    def __init__(
        self, size: Size, title: str, fonts: tuple[str, ...] = (READING, PLAIN, BOLD)
    ) -> None:
        with warnings.catch_warnings():
            # Where Pillow is missing, as on the tablet, fpdf2 warns that it can't place pictures.
            warnings.simplefilter("ignore", UserWarning)
            from fpdf import FPDF  # slow to load, and only for who prints
            from fpdf.fonts import TTFFont

        self.pdf = FPDF(unit="pt", format=size)
        self.pdf.set_title(title)
        self.pdf.set_creation_date(UNDATED)
        self.pdf.set_auto_page_break(False)
        self.pdf.set_line_width(LINE)
        for font in fonts:
            file = Path(__file__).with_name("fonts") / f"{font}.ttf"
            self.pdf.add_font(font, fname=file)
        loaded = [font for font in self.pdf.fonts.values() if isinstance(font, TTFFont)]
        for one in loaded:
            one.ttfont.recalcBBoxes = False  # letters stay as they are: no need to measure each
        self._loaded = loaded
        self._known = set.intersection(*(set(font.cmap) for font in loaded))
        self._widths: dict[tuple[str, str], float] = {}
        self._paper = (self.pdf.w, self.pdf.h)
        self.lacking: set[str] = set()

    def only_measures(self) -> None:
        """Close its fonts: nothing will be printed by it, texts can still be measured."""
        for font in self._loaded:
            font.close()

    def area(self, *, wide: bool = False) -> Area:
        """Return what lies within the margins of a page, upright or ``wide``."""
        width, height = reversed(self._paper) if wide else self._paper
        return Area(MARGIN, MARGIN, width - MARGIN, height - MARGIN)

    def add_page(self, *, wide: bool = False) -> None:
        """Begin a page."""
        self.pdf.add_page("landscape" if wide else "portrait")

    def measure(self, font: str, points: float, text: str) -> float:
        """Return how wide a text is."""
        width = self._widths.get((font, text))
        if width is None:
            self.pdf.set_font(font, size=100)
            width = self.pdf.get_string_width(self._printable(text)) / 100
            self._widths[font, text] = width
        return width * points

    def write(
        self, left: float, baseline: float, font: str, points: float, text: str, room: float = inf
    ) -> float:
        """Write one line, smaller where it would be wider than ``room``; return its width."""
        width = self.measure(font, points, text)
        if width > room:
            points, width = points * room / width, room
        self.pdf.set_font(font, size=points)
        self.pdf.text(left, baseline, self._printable(text))
        return width

    def write_right(
        self, right: float, baseline: float, font: str, points: float, text: str, room: float = inf
    ) -> float:
        """Write one line that ends at ``right``; return its width."""
        width = min(room, self.measure(font, points, text))
        return self.write(right - width, baseline, font, points, text, room)

    def write_middle(
        self, left: float, baseline: float, font: str, points: float, text: str, room: float
    ) -> None:
        """Write one line in the middle of ``room``."""
        width = min(room, self.measure(font, points, text))
        self.write(left + (room - width) / 2, baseline, font, points, text, room)

    def wrap(self, font: str, points: float, text: str, room: float) -> list[str]:
        """Break a text into lines no wider than ``room``."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".lstrip()
            if self.measure(font, points, longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def line(self, left: float, right: float, y: float) -> None:
        """Draw a line across."""
        self.pdf.line(left, y, right, y)

    def box(self, left: float, top: float, width: float, height: float, columns: int = 1) -> None:
        """Draw a pale box to write in, with its ``columns`` side by side."""
        self.pdf.set_draw_color(PALE)
        for column in range(columns):
            self.pdf.rect(left + column * width / columns, top, width / columns, height)
        self.pdf.set_draw_color(0)

    def to_bytes(self) -> bytes:
        """Return the finished PDF."""
        return bytes(self.pdf.output())

    def _printable(self, text: str) -> str:
        # The fonts hold é as one letter; an accent that stands alone would print beside its letter.
        composed = unicodedata.normalize("NFC", text)
        lacking = {letter for letter in composed if ord(letter) not in self._known}
        self.lacking |= lacking
        for letter in lacking:
            composed = composed.replace(letter, UNKNOWN)
        return composed
