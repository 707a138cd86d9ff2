"""A page on the screen as it prints: the same shapes, on white."""

from collections.abc import Callable, Sequence

import flet as ft
import flet.canvas as cv

from screens.paper.drawn_page import (
    DrawnArea,
    DrawnDisc,
    DrawnLine,
    DrawnPage,
    DrawnText,
    Shape,
)
from screens.paper.pdf_document import BOLD
from screens.parts.controls import quiet, secondary
from screens.parts.theme import APP_FONT, BOLD_FONT, SHEET, Palette
from screens.words.catalogue import say

ASCENT = 984 / 1300  # of a line of our font lies above its baseline
WIDEST = 760.0  # px
LARGE = 1.0  # px a point, at which letters can be read in the hand


def page_view(palette: Palette, page: DrawnPage, room: float, *, large: bool = False) -> ft.Control:
    """Return a page as wide as there is room; ``large``, it can be read and moved sideways."""
    scale = min(room, WIDEST) / page.width
    if large:
        scale = max(scale, LARGE)
    shapes = [
        one for block in page.blocks for shape in block.shapes for one in _drawn(shape, scale)
    ]
    canvas = cv.Canvas(shapes=shapes, width=page.width * scale, height=page.height * scale)
    sheet = ft.Container(
        canvas,
        bgcolor=SHEET,
        border=ft.Border.all(1, palette.line),
        width=page.width * scale,
        height=page.height * scale,
    )
    said = "\n".join(filter(None, (page.text, *(block.said for block in page.blocks))))
    shown = ft.Semantics(label=said, image=True, exclude_semantics=True, content=sheet)
    return ft.Row([shown], scroll=ft.ScrollMode.AUTO) if page.width * scale > room else shown


def no_pages(palette: Palette, again: Callable[[], object]) -> list[ft.Control]:
    """Return what stands in the place of pages where what makes them could not be had."""
    said = quiet(palette, say("printing.not_here"), 17)
    return [said, ft.Row([secondary(say("printing.again"), again)])]


def _drawn(shape: Shape, scale: float) -> Sequence[cv.Shape]:
    match shape:
        case DrawnText():
            size = shape.points * scale
            font = BOLD_FONT if shape.font == BOLD else APP_FONT
            style = ft.TextStyle(size=size, height=1.0, font_family=font, color=_grey(shape.grey))
            top = shape.y * scale - size * ASCENT
            return [cv.Text(shape.x * scale, top, shape.text, style)]
        case DrawnLine():
            x, y, to_x, to_y = (one * scale for one in shape[:4])
            dash = [shape.dash * scale, shape.dash * 0.7 * scale] if shape.dash else None
            return [cv.Line(x, y, to_x, to_y, _stroke(shape.grey, shape.width * scale, dash))]
        case DrawnDisc():
            x, y, radius = shape.x * scale, shape.y * scale, shape.radius * scale
            return [cv.Circle(x, y, radius, paint) for paint in _paints(shape, scale)]
        case DrawnArea():
            (x, y), *rest = ((x * scale, y * scale) for x, y in shape.points)
            path: list[cv.Path.PathElement] = [cv.Path.MoveTo(x, y)]
            path += [cv.Path.LineTo(*corner) for corner in rest]
            path.append(cv.Path.Close())
            return [cv.Path(path, paint) for paint in _paints(shape, scale)]


def _paints(shape: DrawnArea | DrawnDisc, scale: float) -> list[ft.Paint]:
    found = []
    if shape.fill is not None:
        found.append(ft.Paint(color=_grey(shape.fill), style=ft.PaintingStyle.FILL))
    if shape.stroke is not None:
        found.append(_stroke(shape.stroke, shape.width * scale))
    return found


def _stroke(grey: float, width: float, dash: list[float] | None = None) -> ft.Paint:
    return ft.Paint(
        color=_grey(grey),
        stroke_width=width,
        style=ft.PaintingStyle.STROKE,
        stroke_dash_pattern=dash,
    )


def _grey(grey: float) -> str:
    return "#" + f"{round(grey * 255):02x}" * 3
