"""Forms on paper: the page a student reads from, and the page an examiner marks.

The form's own line breaks are kept, so the counts at the line ends agree with
what the screen counts. A form is one page of either kind, or more where it is
too long for letters that can be read.

    pdf_document    a document with our fonts
    page_cells      what stands in one position: a letter, a pair, a problem, a word of sounds
    cell_style      how cells are set: how large they may be, and what draws one
    styles          the style of each measure's cells
    problem_cells   how problems are set     (column_problem, fraction_problem)
    row_layout      lines as rows: how large they can be, on how many pages
    student_copy    the page that is read or written on, and nothing else
    guidance        what is said, from when and how long: above the items
    examiner_notes  what the examiner's page says and asks for
    examiner_copy   the page that is marked: key, counts, reminders, a scoring box
    list_page       a list of students to carry along
    join_card_page  how to join a shared folder

Pages about people (``docs/pages.md``):

    drawn_page      a page as shapes, for paper and screen
    report_sheet    pages laid out from top to bottom, with head and foot
    chart_drawing   a chart of scores in greys
    family_page     for a family
    team_page       for a team: the whole record
    class_pages     for a teacher, and for a meeting
    period_page     a period report of a goal
    own_graph_page  for the student
    report_printing reports laid out and printed
    tagged_pdf      shapes as a PDF that a screen reader can follow
    tag_tree        its tags: a table has rows, and a row cells
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from probes.forms.form import Form
from probes.measures.directions import Language
from probes.measures.measure import MEASURES
from probes.measures.profiles import Profile
from screens.paper import examiner_copy, student_copy
from screens.paper.cell_style import Copy, Style
from screens.paper.examiner_notes import steps_count
from screens.paper.pdf_document import Area, PdfDocument, Size
from screens.paper.row_layout import largest, set_in
from screens.paper.styles import style_of

__all__ = ["Copy", "Printed", "Size", "print_forms"]


class Printed(NamedTuple):
    """A PDF, and the characters that it shows as "?" because the fonts lack them."""

    pdf: bytes
    lacking: str


def print_forms(
    forms: Sequence[Form],
    copies: Sequence[Copy],
    size: Size,
    rules: Callable[[str], Profile],
    alike: Sequence[Form] = (),
    names: Sequence[str] = (),
    language: Language = "en",
    languages: Sequence[Language] = (),
) -> Printed:
    """Return one PDF: form after form, with each of ``copies``. A form may come many times.

    Forms of one measure and level get letters of one size, the largest that
    suits them all. ``alike`` are further forms to suit without printing them:
    given the whole level, a form printed today looks like the one printed next
    week. Those that need letters too small to read have no say in it. ``rules``
    gives the profile of a measure. ``names`` are whose each form is: then a page says it, and what
    is only heard has no page for the student. ``language`` is that of what the examiner says, or
    ``languages`` each form's own. The same arguments always give the same bytes.

    Raises:
        ValueError: there is nothing to print.
    """
    if not forms or not copies:
        raise ValueError("there is nothing to print; choose at least one form and one copy")
    sheet = PdfDocument(size, title=", ".join(dict.fromkeys(form.id for form in forms)))
    spoken = [*languages] or [language] * len(forms)
    told = {
        (form.id, one): examiner_copy.Told(sheet, form, one)
        for form in (*forms, *alike)
        for one in dict.fromkeys(spoken)
    }
    feet = {
        (form.measure, one): examiner_copy.Foot(sheet, form, rules(form.measure), one)
        for form in forms
        for one in dict.fromkeys(spoken)
    }
    printed = {form.measure for form in forms}

    def style_on(form: Form, copy: Copy) -> Style:
        counted = steps_count(MEASURES[form.measure], rules(form.measure))
        return style_of(form, copy, steps=counted)

    def room(form: Form, copy: Copy, said: Language) -> tuple[Area, float]:
        if copy == "student":
            return student_copy.room(sheet, form)
        return examiner_copy.room(sheet, told[form.id, said], feet[form.measure, said]), 0

    every = {form.id: form for form in (*forms, *alike)}.values()
    suits: dict[tuple[str, str, Copy], float] = {}
    for form in every:
        for copy in copies if form.measure in printed else ():
            style, level = style_on(form, copy), (form.measure, form.level, copy)
            points = min(
                largest(sheet, form, style, *room(form, copy, one)) for one in dict.fromkeys(spoken)
            )
            if points >= style.points[0]:
                suits[level] = min(points, suits.get(level, points))
    sheet.lacking.clear()  # what was only measured isn't printed
    for form, name, said in zip(forms, names or [""] * len(forms), spoken, strict=True):
        for copy in copies:
            if copy == "student" and not student_copy.has_page(form):
                if not names:
                    student_copy.draw_nothing(sheet, form)
                continue
            style = style_on(form, copy)
            area, above = room(form, copy, said)
            points = max(style.points[0], largest(sheet, form, style, area, above))
            points = min(points, suits.get((form.measure, form.level, copy), points))
            table = set_in(sheet, form, style, area, above, points)
            for page in range(len(table.pages)):
                if copy == "student":
                    student_copy.draw_page(sheet, form, style, table, page, name)
                else:
                    notes = told[form.id, said], feet[form.measure, said]
                    examiner_copy.draw_page(sheet, form, style, table, page, *notes, name)
    return Printed(sheet.to_bytes(), "".join(sorted(sheet.lacking)))
