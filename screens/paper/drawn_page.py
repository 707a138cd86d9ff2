"""A page as shapes: what is printed, and what the screen shows before it is.

Lengths are in points, y runs down the page, and greys go from 0, black, to 1, white: pages about
people are printed without colour. A block is what belongs together for whoever hears the page.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from screens.paper.pdf_document import Area

INK, QUIET, FAINT, PALE, WHITE = 0.1, 0.36, 0.8, 0.91, 1.0

Role = Literal["title", "heading", "text", "figure", "heads", "row", "artifact"]
"""What a block is read as; an artifact, such as a thin line, isn't read at all.

``heads`` begins a table, and each ``row`` after it is one of that table, on the next pages, too.
"""


class DrawnText(NamedTuple):
    """One line of text, its left end and its baseline."""

    x: float
    y: float
    font: str
    points: float
    text: str
    grey: float = INK


class DrawnLine(NamedTuple):
    """A straight line; ``dash`` is the length of its dashes, 0 for none."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float
    grey: float = INK
    dash: float = 0.0


class DrawnArea(NamedTuple):
    """A closed outline through points, filled, drawn, or both."""

    points: tuple[tuple[float, float], ...]
    fill: float | None
    stroke: float | None = None
    width: float = 0.0


class DrawnDisc(NamedTuple):
    """A disc, filled, drawn, or both."""

    x: float
    y: float
    radius: float
    fill: float | None
    stroke: float | None = None
    width: float = 0.0


Shape = DrawnText | DrawnLine | DrawnArea | DrawnDisc


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """Shapes that are one thing to a reader; ``said`` is what a figure shows, in words.

    ``cells`` are the same shapes by the columns of a table; a cell may be empty.
    """

    role: Role
    shapes: tuple[Shape, ...]
    said: str = ""
    cells: tuple[tuple[Shape, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page of a size. ``lang`` is the language it is in, as a tag: "en".

    ``kind`` is what such a page is called in that language; it names nobody.
    """

    width: float
    height: float
    blocks: tuple[DrawnBlock, ...]
    lang: str = "en"
    kind: str = ""

    @property
    def text(self) -> str:
        """Return what can be read on it, block by block."""
        return "\n".join(
            " ".join(shape.text for shape in block.shapes if isinstance(shape, DrawnText))
            for block in self.blocks
        )


def rectangle(area: Area, fill: float) -> DrawnArea:
    """Return a filled rectangle."""
    left, top, right, bottom = area
    return DrawnArea(((left, top), (right, top), (right, bottom), (left, bottom)), fill)
