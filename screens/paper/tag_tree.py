"""The tags of a PDF, with tables: fpdf2 keeps one level of tags, a table needs rows and cells.

What is used here of fpdf2 is private to it. Each piece of a page that is read has a number on it
(``mcid``); the element that has it stands at that place of the page's list in the parent tree.
"""

from collections.abc import Iterator

from fpdf import FPDF
from fpdf.structure_tree import StructElem, StructureTreeBuilder
from fpdf.syntax import PDFObject

COLUMN_HEAD = "<</O /Table /Scope /Column>>"


class Tag(StructElem):
    """An element with attributes of its kind, ``a``."""

    a: str | None = None


class TagTree(StructureTreeBuilder):
    """Elements of a document, in the order in which they are read."""

    def __init__(self, pdf: FPDF) -> None:
        super().__init__()
        self._pdf = pdf
        self._inside: list[Tag] = []
        self._table: Tag | None = None

    def add(self, kind: str, mcid: int, said: str) -> None:
        """Add what is read by itself; a page's foot is no end of a table that goes on below it."""
        _, on_page = self.add_marked_content(self._pdf.page, kind, mcid, alt_text=said or None)
        self._pdf.pages[self._pdf.page].struct_parents = on_page

    def add_row(self, mcids: list[int | None], *, heads: bool) -> None:
        """Add a row of cells, None for an empty one; ``heads`` begins a table."""
        if heads or self._table is None:
            self._table = Tag("/Table", self.doc_struct_elem, [], self._pdf.page)
            self.doc_struct_elem.k.append(self._table)
        row = self._inner(self._table, "/TR", None)
        for mcid in mcids:
            cell = self._inner(row, "/TH" if heads else "/TD", mcid)
            cell.a = COLUMN_HEAD if heads else None

    def _inner(self, parent: Tag, kind: str, mcid: int | None) -> Tag:
        page = self._pdf.pages[self._pdf.page]
        made = Tag(kind, parent, [] if mcid is None else [mcid])
        made.pg = page  # type: ignore[assignment]  # as fpdf2 does
        parent.k.append(made)
        self._inside.append(made)
        if mcid is not None:
            known = self.spid_per_page_number
            page.struct_parents = known.setdefault(self._pdf.page, len(known))
            self.struct_tree_root.parent_tree.nums[page.struct_parents].append(made)
        return made

    def __iter__(self) -> Iterator[PDFObject]:
        """Return all of its objects, the root first."""
        yield from super().__iter__()
        yield from self._inside
