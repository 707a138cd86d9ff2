"""How cells are set: a value that says how large they may be, and how one is drawn.

Widths and heights are in letter sizes, so they hold at every size.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from screens.paper.page_cells import PageCell
from screens.paper.pdf_document import PdfDocument

Copy = Literal["student", "examiner"]

GAP = 0.7  # between two cells

Draw = Callable[[PdfDocument, PageCell, float, float, float, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How cells are set.

    ``points`` and ``leading`` (row to row) say how far letters and rows may go, least
    and most. ``draw`` gets a cell's left, its row's top, and the room to the next cell.
    ``wide`` pages lie on their side. ``paragraph`` is the room above one, in rows.
    """

    points: tuple[float, float]
    leading: tuple[float, float]
    width: Callable[[PdfDocument, PageCell], float]
    draw: Callable[[PdfDocument, PageCell, float, float, float, float], None]
    wide: bool = False
    paragraph: float = 0
