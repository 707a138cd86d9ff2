"""Drawn pages as a PDF that a screen reader can follow.

fpdf2 tags pictures alone. What is used of it beside that is private to it, so it stands here and in
``tag_tree``: an element for each block and for each cell, in the order in which they are read.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.paper.drawn_page import (
    DrawnArea,
    DrawnBlock,
    DrawnDisc,
    DrawnLine,
    DrawnPage,
    DrawnText,
    Shape,
)
from screens.paper.pdf_document import PdfDocument

if TYPE_CHECKING:
    from fpdf import FPDF

    from screens.paper.tag_tree import TagTree

_TAGS = {"title": "/H1", "heading": "/H2", "text": "/P", "figure": "/Figure"}
_ROUND = 0.5523  # how far the handles of a quarter of a circle lie from its ends, in radii


def draw_pages(document: PdfDocument, pages: Sequence[DrawnPage]) -> None:
    """Add pages to a document; its language and title are those of the first one of all."""
    from fpdf import ViewerPreferences  # loaded with the document, which may lack Pillow

    from screens.paper.tag_tree import TagTree

    pdf = document.pdf
    if pdf.page == 0:
        pdf.set_lang(pages[0].lang)
        pdf.set_title(pages[0].kind)
        pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
        pdf.struct_builder = TagTree(pdf)
    tags = pdf.struct_builder
    assert isinstance(tags, TagTree)
    for page in pages:
        document.add_page()
        mcid = 0
        for block in page.blocks:
            if block.role == "artifact":
                pdf._out("/Artifact BMC")
                _draw(document, block.shapes)
                pdf._out("EMC")
            elif block.role in ("heads", "row"):
                mcid = _draw_row(document, tags, block, mcid)
            else:
                tag = _TAGS[block.role]
                tags.add(tag, mcid, block.said)
                pdf._out(f"{tag} <</MCID {mcid}>> BDC")
                mcid += 1
                _draw(document, block.shapes)
                pdf._out("EMC")
    pdf._set_min_pdf_version("1.4")  # as fpdf2 does for what is tagged


def _draw_row(document: PdfDocument, tags: "TagTree", block: DrawnBlock, mcid: int) -> int:
    """Draw a table's row, a piece for each cell; return the number of the next piece."""
    heads = block.role == "heads"
    mcids: list[int | None] = []
    for cell in block.cells:
        mcids.append(mcid if cell else None)
        if cell:
            document.pdf._out(f"{'/TH' if heads else '/TD'} <</MCID {mcid}>> BDC")
            _draw(document, cell)
            document.pdf._out("EMC")
            mcid += 1
    tags.add_row(mcids, heads=heads)
    return mcid


def _draw(document: PdfDocument, shapes: Sequence[Shape]) -> None:
    for shape in shapes:
        match shape:
            case DrawnText():
                document.pdf.set_text_color(round(shape.grey * 255))
                document.write(shape.x, shape.y, shape.font, shape.points, shape.text)
            case _:
                _draw_shape(document.pdf, shape)


def _draw_shape(pdf: "FPDF", shape: Shape) -> None:
    """Draw by the operators themselves: each is one line of the page, and none keeps a state."""
    high = pdf.h
    match shape:
        case DrawnLine():
            dash = f"[{shape.dash:.1f} {shape.dash * 0.7:.1f}] 0 d " if shape.dash else ""
            pdf._out(
                f"q {dash}{shape.grey:.2f} G {shape.width:.2f} w {shape.x:.2f} "
                f"{high - shape.y:.2f} m {shape.to_x:.2f} {high - shape.to_y:.2f} l S Q"
            )
        case DrawnArea():
            (x, y), *rest = shape.points
            path = f"{x:.2f} {high - y:.2f} m "
            path += " ".join(f"{x:.2f} {high - y:.2f} l" for x, y in rest)
            pdf._out(f"q {_paint(shape)}{path} h {_operator(shape)} Q")
        case DrawnDisc():
            pdf._out(f"q {_paint(shape)}{_circle(shape, high)} h {_operator(shape)} Q")


def _paint(shape: DrawnArea | DrawnDisc) -> str:
    fill = f"{shape.fill:.2f} g " if shape.fill is not None else ""
    return fill + (f"{shape.stroke:.2f} G {shape.width:.2f} w " if shape.stroke is not None else "")


def _operator(shape: DrawnArea | DrawnDisc) -> str:
    if shape.fill is None:
        return "S"
    return "f" if shape.stroke is None else "B"


def _circle(disc: DrawnDisc, high: float) -> str:
    x, y, r = disc.x, high - disc.y, disc.radius
    k = r * _ROUND
    quarters = (
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    )
    curves = (" ".join(f"{one:.2f}" for one in part) + " c" for part in quarters)
    return f"{x + r:.2f} {y:.2f} m " + " ".join(curves)
