"""Pages laid out from top to bottom: headings, paragraphs, rows and charts, with head and foot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from screens.paper.drawn_page import (
    FAINT,
    INK,
    QUIET,
    DrawnBlock,
    DrawnLine,
    DrawnPage,
    DrawnText,
    Role,
    Shape,
)
from screens.paper.pdf_document import BOLD, LINE, PLAIN, Area, PdfDocument

TITLE, HEADING, TEXT, SMALL, FOOT = 20.0, 13.5, 11.5, 9.5, 8.5
STEP = 1.4  # from baseline to baseline, in letter sizes
CELL_GAP = 8.0
ROW_GAP, RULE_GAP = 4.0, 3.0  # above and below the line under a row
FOOT_ROOM = 34.0  # above the margin
HEAD_GAP = 14.0


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What stands on every page of a report, in its language.

    ``school`` is its name and ``head`` its own sentences, both at the top of the first page;
    ``day`` is when the numbers were taken. ``foot`` says what the page is, ``page`` is a sentence
    with the places of ``number`` and ``of``; ``kind`` is what a file of such pages is called.
    """

    school: str
    head: str
    day: str
    foot: str
    page: str
    kind: str
    lang: str = "en"


@dataclass(slots=True)
class _Laid:
    blocks: list[DrawnBlock] = field(default_factory=list)


class ReportSheet:
    """A report being laid out: it goes on to another page where one is full."""

    def __init__(self, document: PdfDocument, frame: PageFrame, scale: float = 1.0) -> None:
        """``document`` measures texts; nothing is drawn in it here. ``scale`` is of all letters."""
        self._document = document
        self._scale = scale
        self._frame = frame
        self._pages: list[_Laid] = []
        area = document.area()
        self.area = area._replace(bottom=area.bottom - FOOT_ROOM)
        self.y = self.area.top
        self._next_page()
        self._head()

    @property
    def room(self) -> float:
        """How much is left of this page."""
        return self.area.bottom - self.y

    def need(self, height: float) -> None:
        """Go on to the next page unless so much is left of this one."""
        if height > self.room and self.y > self.area.top:
            self._next_page()

    def gap(self, height: float) -> None:
        """Leave some room, unless at the top of a page."""
        if self.y > self.area.top:
            self.y += height

    def title(self, text: str) -> None:
        """Write what the page is about."""
        self._lines("title", BOLD, TITLE, text, INK)
        self.gap(4)

    def heading(self, text: str, keep: float = 60.0) -> None:
        """Write the heading of a part, at the bottom of no page: ``keep`` is below it."""
        self.gap(11)
        self.need(HEADING * STEP + keep)
        self._lines("heading", BOLD, HEADING, text, INK)
        self.gap(1)

    def text(
        self, text: str, *, points: float = TEXT, grey: float = INK, font: str = PLAIN
    ) -> None:
        """Write a paragraph; nothing for an empty one."""
        if text.strip():
            self._lines("text", font, points, text, grey)

    def quiet(self, text: str) -> None:
        """Write what explains, smaller."""
        self.text(text, points=SMALL, grey=QUIET)

    def table(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        widths: Sequence[float],
        *,
        strong: Sequence[int] = (),
        least: float = 0.0,
    ) -> None:
        """Write a table, a thin line below each row; its heads stand on each of its pages.

        The last row stands on no page alone: the one before it goes with it.

        Args:
            widths: shares of the page's width.
            strong: the columns that are bold, by their place.
            least: how high a row is at least, for what is written into it.
        """
        every = range(len(heads))
        first = self._cells(heads, widths, every, 0.0)
        self._row("heads", *first)
        made = [self._cells(texts, widths, strong, least) for texts in rows]
        on_page = 0
        for number, (shapes, height) in enumerate(made):
            wanted = height
            if number == len(made) - 2 and on_page > 1:
                wanted += RULE_GAP + made[-1][1]
            if wanted > self.room and self.y > self.area.top:
                self._next_page()
                self._row("artifact", *first)
                on_page = 0
            self._row("row", shapes, height)
            on_page += 1

    def _cells(
        self, texts: Sequence[str], widths: Sequence[float], strong: Sequence[int], least: float
    ) -> tuple[list[list[DrawnText]], float]:
        """Return a row's cells, each wrapped, as if at the top of the paper; and its height."""
        whole = sum(widths)
        inside = self.area.width - CELL_GAP * (len(texts) - 1)
        found: list[list[DrawnText]] = []
        x, step, most = self.area.left, SMALL * STEP, 0
        for place, (text, share) in enumerate(zip(texts, widths, strict=True)):
            room, font = inside * share / whole, BOLD if place in strong else PLAIN
            lines = self.wrap(font, SMALL, text, room)
            most = max(most, len(lines))
            found.append(
                [
                    DrawnText(x, SMALL + step * number, font, SMALL, line)
                    for number, line in enumerate(lines)
                    if line
                ]
            )
            x += room + CELL_GAP
        return found, max(least, most * step) + ROW_GAP

    def _row(self, role: Role, cells: Sequence[Sequence[DrawnText]], height: float) -> None:
        """Put a row where the page has got to."""
        self.need(height)
        placed = tuple(tuple(one._replace(y=self.y + one.y) for one in lines) for lines in cells)
        shapes = tuple(one for lines in placed for one in lines)
        self._pages[-1].blocks.append(DrawnBlock(role, shapes, cells=placed))
        self.y += height
        self.rule()
        self.y += RULE_GAP

    def rule(self, grey: float = FAINT) -> None:
        """Draw a thin line across, where the page has got to."""
        left, right = self.area.left, self.area.right
        self.block("artifact", [DrawnLine(left, self.y, right, self.y, LINE, grey)])

    def blanks(self, count: int, height: float = 22.0) -> None:
        """Leave lines to write on by hand."""
        for _ in range(count):
            self.need(height)
            self.y += height
            self.rule(QUIET)
        self.gap(6)

    def block(self, role: Role, shapes: Sequence[Shape], said: str = "") -> None:
        """Put shapes on the page, where they say."""
        self._pages[-1].blocks.append(DrawnBlock(role, tuple(shapes), said))

    def figure(self, height: float) -> Area:
        """Return room for a figure of a height; the page goes on below it."""
        self.need(height)
        found = self.area._replace(top=self.y, bottom=self.y + height)
        self.y += height
        return found

    def measure(self, font: str, points: float, text: str) -> float:
        """Return how wide a text is."""
        return self._document.measure(font, points, text)

    def wrap(self, font: str, points: float, text: str, room: float) -> list[str]:
        """Break a text into lines no wider than ``room``; a word that is wider is broken, too.

        The fonts have no kerning here, so a line is as wide as its words and what is between them.
        """
        space = self.measure(font, points, " ")
        found: list[str] = []
        for paragraph in text.split("\n"):
            line, wide = "", 0.0
            for word in self._pieces(font, points, paragraph, room):
                more = self.measure(font, points, word)
                if line and wide + space + more > room:
                    found.append(line)
                    line, wide = "", 0.0
                wide += more + (space if line else 0.0)
                line = f"{line} {word}" if line else word
            found.append(line)
        return found

    def pages(self) -> tuple[DrawnPage, ...]:
        """Return the finished pages, each with its foot."""
        width, height = self._document.pdf.w, self._document.pdf.h
        of = len(self._pages)
        return tuple(
            DrawnPage(
                width,
                height,
                (*laid.blocks, *self._foot(n, of)),
                self._frame.lang,
                self._frame.kind,
            )
            for n, laid in enumerate(self._pages, start=1)
        )

    def _pieces(self, font: str, points: float, text: str, room: float) -> list[str]:
        pieces: list[str] = []
        for word in text.split():
            rest = word
            while len(rest) > 1 and self.measure(font, points, rest) > room:
                fits = len(rest) - 1
                while fits > 1 and self.measure(font, points, rest[:fits]) > room:
                    fits -= 1
                pieces.append(rest[:fits])
                rest = rest[fits:]
            pieces.append(rest)
        return pieces

    def _lines(self, role: Role, font: str, points: float, text: str, grey: float) -> None:
        points *= self._scale
        step = points * STEP
        shapes: list[Shape] = []
        for line in self.wrap(font, points, text, self.area.width):
            if self.room < step:
                if shapes:
                    self.block(role, shapes)
                    shapes = []
                self._next_page()
            shapes.append(DrawnText(self.area.left, self.y + points, font, points, line, grey))
            self.y += step
        self.block(role, shapes)
        self.y += points * 0.25

    def _next_page(self) -> None:
        self._pages.append(_Laid())
        self.y = self.area.top

    def _head(self) -> None:
        """Write the school's name beside the day, and its sentences."""
        frame, area = self._frame, self.area
        day_wide = self.measure(PLAIN, SMALL, frame.day)
        school = self.wrap(BOLD, SMALL, frame.school, area.width - day_wide - CELL_GAP)
        shapes: list[Shape] = [
            DrawnText(area.right - day_wide, self.y + SMALL, PLAIN, SMALL, frame.day, QUIET)
        ]
        for line in school:
            if line:
                shapes.append(DrawnText(area.left, self.y + SMALL, BOLD, SMALL, line, QUIET))
            self.y += SMALL * STEP
        self.block("text", shapes)
        self.text(frame.head, points=SMALL, grey=QUIET)
        self.gap(HEAD_GAP)

    def _foot(self, number: int, of: int) -> list[DrawnBlock]:
        """Return what the page is, its number, and its day: read once, at the end."""
        frame, area = self._frame, self.area
        top = area.bottom + 8
        page = f"{frame.page.format(number=number, of=of)} · {frame.day}"
        wide = self.measure(PLAIN, FOOT, page)
        shapes: list[Shape] = [
            DrawnText(area.right - wide, top + 12, PLAIN, FOOT, page, QUIET),
        ]
        for n, line in enumerate(
            self.wrap(PLAIN, FOOT, frame.foot, area.width - wide - 2 * CELL_GAP)
        ):
            y = top + 12 + n * FOOT * STEP
            shapes.append(DrawnText(area.left, y, PLAIN, FOOT, line, QUIET))
        rule = DrawnLine(area.left, top, area.right, top, LINE, FAINT)
        return [DrawnBlock("artifact", (rule,)), DrawnBlock("text", tuple(shapes))]
