"""The page an examiner marks: the key, counts at the line ends, reminders, a scoring box.

This page alone shows the grade or the skill.
"""

from probes.forms.form import Form
from probes.measures.directions import Language
from probes.measures.measure import MEASURES
from probes.measures.profiles import Profile
from screens.paper.cell_style import Style
from screens.paper.examiner_notes import reminders, scores
from screens.paper.guidance import guidance
from screens.paper.pdf_document import BOLD, LINE, MARGIN, PLAIN, Area, PdfDocument
from screens.paper.row_layout import COUNTS, RowLayout, draw
from screens.words.catalogue import say
from screens.words.measure_names import form_name, level_name, measure_name

BLANKS = (("paper.student", 5), ("paper.date", 3), ("paper.examiner", 4))  # with relative widths

GAP = 18.0  # between two things side by side
HEAD = 50.0  # height of the title and the blanks
NOTE = 10.0  # letters of the reminders: nothing on the page is smaller
NOTE_STEP, NOTE_INDENT, NOTE_GAP = 12.2, 8.0, 2.0
BOX, FIGURE, ROW = 216.0, 44.0, 19.0  # the scoring box: its width, room for a figure, a row
SIDE, SIDE_FIGURE = 84.0, 20.0  # the same beside a passage: its width, and a figure below its label

LABEL = 50.0  # room for the word before a paragraph of guidance
TOLD, TOLD_STEP, TOLD_GAP = 10.0, 11.8, 1.5  # its letters, line to line, and below it


class Told:
    """What is known and said before a form's items, set for a page."""

    def __init__(self, sheet: PdfDocument, form: Form, language: Language) -> None:
        width = sheet.area().width - LABEL
        self._paragraphs = [
            (one.label, sheet.wrap(PLAIN, TOLD, one.text, width))
            for one in guidance(form, language)
        ]

    @property
    def height(self) -> float:
        """How high it is, with the room below it."""
        lines = sum(len(lines) * TOLD_STEP + TOLD_GAP for _, lines in self._paragraphs)
        return lines + GAP * 0.5

    def draw(self, sheet: PdfDocument, area: Area) -> None:
        """Draw it below the head of a page."""
        baseline = area.top + HEAD + TOLD
        for label, lines in self._paragraphs:
            sheet.write(area.left, baseline, BOLD, TOLD, label, LABEL - 4)
            for text in lines:
                sheet.write(area.left + LABEL, baseline, PLAIN, TOLD, text)
                baseline += TOLD_STEP
            baseline += TOLD_GAP


class Foot:
    """The reminders of a measure at the bottom of a page, and its scoring box.

    The box stands beside them, or beside the lines of a passage, which leave room there.
    """

    def __init__(self, sheet: PdfDocument, form: Form, rules: Profile, language: Language) -> None:
        measure = MEASURES[form.measure]
        self._beside_lines = measure.layout == "passage"
        room = sheet.area().width - NOTE_INDENT - (0 if self._beside_lines else BOX + GAP)
        notes = reminders(measure, rules, language)
        self._notes = [sheet.wrap(PLAIN, NOTE, note, room) for note in notes]
        self._scores = scores(measure, rules)

    @property
    def height(self) -> float:
        """How high it is."""
        notes = sum(len(note) * NOTE_STEP + NOTE_GAP for note in self._notes)
        return notes if self._beside_lines else max(notes, ROW * len(self._scores))

    @property
    def beside(self) -> float:
        """How much room it takes beside the lines."""
        return SIDE + GAP * 0.6 if self._beside_lines else 0

    def draw(self, sheet: PdfDocument, area: Area, lines_top: float) -> None:
        """Draw it on a page whose lines begin at ``lines_top``."""
        top = area.bottom - self.height
        self._draw_notes(sheet, area, top)
        if self._beside_lines:
            self._draw_side_box(sheet, area, lines_top)
        else:
            self._draw_box(sheet, area, top)

    def _draw_notes(self, sheet: PdfDocument, area: Area, top: float) -> None:
        baseline = top + NOTE
        for note in self._notes:
            sheet.write(area.left, baseline, PLAIN, NOTE, "•")
            for text in note:
                sheet.write(area.left + NOTE_INDENT, baseline, PLAIN, NOTE, text)
                baseline += NOTE_STEP
            baseline += NOTE_GAP

    def _draw_box(self, sheet: PdfDocument, area: Area, top: float) -> None:
        left, bottom = area.right - BOX, top + ROW * len(self._scores)
        sheet.pdf.set_line_width(LINE)
        sheet.pdf.rect(left, top, BOX, bottom - top)
        sheet.pdf.line(area.right - FIGURE, top, area.right - FIGURE, bottom)
        for row, label in enumerate(self._scores):
            y = top + ROW * row
            if row:
                sheet.line(left, area.right, y)
            sheet.write(left + 5, y + ROW * 0.68, PLAIN, NOTE, label, BOX - FIGURE - 8)

    def _draw_side_box(self, sheet: PdfDocument, area: Area, top: float) -> None:
        left = area.right - SIDE
        sheet.pdf.set_line_width(LINE)
        for label in self._scores:
            said = sheet.wrap(PLAIN, NOTE, label, SIDE - 10)
            height = len(said) * NOTE_STEP + SIDE_FIGURE + 4
            sheet.pdf.rect(left, top, SIDE, height)
            for line, text in enumerate(said):
                sheet.write(left + 5, top + NOTE + 2 + line * NOTE_STEP, PLAIN, NOTE, text)
            top += height


def room(sheet: PdfDocument, told: Told, foot: Foot) -> Area:
    """Return the room there is for the lines, counts aside."""
    area = sheet.area()
    return area._replace(
        top=area.top + HEAD + told.height,
        right=area.right - COUNTS - foot.beside,
        bottom=area.bottom - foot.height - GAP,
    )


def draw_page(
    sheet: PdfDocument,
    form: Form,
    style: Style,
    table: RowLayout,
    page: int,
    told: Told,
    foot: Foot,
    name: str = "",
) -> None:
    """Add one of the form's pages, ``name``'s.

    What is said stands on the first, reminders and scoring box on the last.
    """
    sheet.add_page()
    area = sheet.area()
    number = f" {page + 1}/{len(table.pages)}" if len(table.pages) > 1 else ""
    _draw_head(sheet, form, area, number, name)
    if name:
        said = say("paper.confidential")
        sheet.write(area.left - MARGIN / 2, area.bottom + MARGIN / 2, PLAIN, NOTE, said)
    rows, top = table.pages[page], area.top + HEAD + told.height
    if page == 0:
        told.draw(sheet, area)
    draw(sheet, rows, style, table, area.left, top, counted=True)
    if page == len(table.pages) - 1:
        foot.draw(sheet, area, top)


def _draw_head(sheet: PdfDocument, form: Form, area: Area, page: str, name: str) -> None:
    passage = MEASURES[form.measure].layout == "passage"
    title = form.title if passage else measure_name(form.measure)
    which = say("paper.form", form=form.id) if passage else f"{form_name(form)} · {form.id}"
    which += page
    if form.level:
        which = f"{level_name(form.level)} · {which}"
    baseline = area.top + 14
    taken = sheet.write_right(area.right, baseline, PLAIN, 11, which, area.width * 0.7)
    sheet.write(area.left, baseline, BOLD, 15, title, area.width - taken - GAP)

    baseline += 30
    left, share = area.left, (area.width - GAP * 2) / sum(part for _, part in BLANKS)
    for key, part in BLANKS:
        label = sheet.write(left, baseline, PLAIN, 11, say(key), share * part)
        if key == "paper.student" and name:
            sheet.write(left + label + 7, baseline, BOLD, 11, name, share * part - label - 9)
        sheet.line(left + label + 4, left + share * part, baseline + 2)
        left += share * part + GAP
