"""A document with our fonts, and how large the lines of a form can be set on it.

Every length is in points, 72 to the inch; y runs down the page.
"""

import unicodedata
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from typing import Literal, NamedTuple

from probes.form import Form

Size = Literal["letter", "a4"]

READING, PLAIN, BOLD = "Lexend-400", "AtkinsonHyperlegibleNext-400", "AtkinsonHyperlegibleNext-700"
MARGIN = 48.0

# A date that never changes: the same form always gives the same bytes.
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)


class CannotPrint(ValueError):
    """A form that can't be set on a page; the message says what to change."""


class Space(NamedTuple):
    """Room for the lines of a form, and how far letters and leading may go (least, most).

    ``rows`` is what else stands in that height, counted in lines.
    """

    width: float
    height: float
    points: tuple[float, float]
    leading: tuple[float, float]
    rows: float = 0


class Lines(NamedTuple):
    """How lines are set: letter size, baseline to baseline, and the longest line's width."""

    points: float
    step: float
    width: float


class Sheet:
    """Pages of one size, kept in memory."""

    def __init__(self, size: Size, title: str) -> None:
        with warnings.catch_warnings():
            # Where Pillow is missing, as on the tablet, fpdf2 warns that it can't place pictures.
            warnings.simplefilter("ignore", UserWarning)
            from fpdf import FPDF  # slow to load, and only for who prints
            from fpdf.fonts import TTFFont

        self.pdf = FPDF(unit="pt", format=size)
        self.pdf.set_title(title)
        self.pdf.set_creation_date(UNDATED)
        self.pdf.set_auto_page_break(False)
        self.pdf.set_line_width(0.7)
        for font in (READING, PLAIN, BOLD):
            file = Path(__file__).parents[1] / "fonts" / f"{font}.ttf"
            self.pdf.add_font(font, fname=file)
        fonts = [font for font in self.pdf.fonts.values() if isinstance(font, TTFFont)]
        self._known = set.intersection(*(set(font.cmap) for font in fonts))
        self.left, self.top = MARGIN, MARGIN
        self.right, self.bottom = self.pdf.w - MARGIN, self.pdf.h - MARGIN
        self.width, self.height = self.right - self.left, self.bottom - self.top

    def lacks(self, text: str) -> str:
        """Return the characters that at least one of the fonts can't write."""
        return "".join(letter for letter in _composed(text) if ord(letter) not in self._known)

    def fit(self, forms: Sequence[Form], space: Space) -> Lines:
        """Choose the largest letters, in half points, with which every form fits the space.

        Raises:
            CannotPrint: they would be smaller than the space allows.
        """
        widest = max(self.measure(READING, 1, line) for form in forms for line in texts(form))
        rows = max(len(form.lines) for form in forms) + space.rows
        least, most = space.points
        fits = min(most, space.width / widest, space.height / rows / space.leading[0])
        points = int(fits * 2) / 2
        if points < least:
            raise CannotPrint(
                f"form {', '.join(form.id for form in forms)} fits on one page only in letters "
                f"of {fits:.1f} points, and {least} is the least; give it shorter lines, or fewer"
            )
        return Lines(points, min(space.height / rows, points * space.leading[1]), widest * points)

    def measure(self, font: str, points: float, text: str) -> float:
        """Return how wide a text is."""
        self.pdf.set_font(font, size=points)
        return self.pdf.get_string_width(_composed(text))

    def write(
        self, left: float, baseline: float, font: str, points: float, text: str, room: float = inf
    ) -> float:
        """Write one line, smaller where it would be wider than ``room``; return its width."""
        width = self.measure(font, points, text)
        if width > room:
            points, width = points * room / width, room
            self.pdf.set_font(font, size=points)
        self.pdf.text(left, baseline, _composed(text))
        return width

    def write_right(
        self, right: float, baseline: float, font: str, points: float, text: str
    ) -> float:
        """Write one line that ends at ``right``; return its width."""
        return self.write(right - self.measure(font, points, text), baseline, font, points, text)

    def to_bytes(self) -> bytes:
        """Return the finished PDF."""
        return bytes(self.pdf.output())


def texts(form: Form) -> list[str]:
    """Return the lines of a form as they are read."""
    return [
        " ".join(form.items[item] for item in form.line(line)) for line in range(len(form.lines))
    ]


def _composed(text: str) -> str:
    # The fonts hold é as one letter; an accent that stands alone would print beside its letter.
    return unicodedata.normalize("NFC", text)
