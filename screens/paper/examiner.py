"""The page an examiner marks: counts at the line ends, reminders, a scoring box.

The reminders follow the house rules for oral reading; the sentences are the
catalogue's, under the keys below. This page alone shows the grade.
"""

from collections.abc import Callable

from probes.form import Form
from screens.paper.sheet import BOLD, PLAIN, READING, Lines, Sheet, Space, texts

BLANKS = (("paper.student", 5), ("paper.date", 3), ("paper.examiner", 4))  # with relative widths
REMINDERS = (
    "paper.mark_error",
    "paper.wait",
    "paper.skipped_line",
    "paper.stop_rule",
    "paper.last_word",
    "paper.finished_early",
)
SCORES = ("paper.words_read", "paper.errors", "paper.seconds", "paper.rate", "paper.accuracy")

GAP = 18.0  # between two things side by side
HEAD = 66.0  # height of the title and the blanks
COUNTS = 30.0  # width of the column of counts
NOTE = 9.0  # letters of the reminders
NOTE_STEP, NOTE_INDENT, NOTE_GAP = 11.7, 8.0, 3.0
BOX, FIGURE, ROW = 206.0, 50.0, 21.0  # the scoring box: its width, room for a figure, a row


def space(sheet: Sheet, say: Callable[..., str]) -> Space:
    """Return the room there is for the lines, with space between them to mark in."""
    return Space(
        sheet.width - GAP - COUNTS,
        sheet.height - HEAD - _foot_height(sheet, say) - GAP,
        points=(8, 14),
        leading=(1.4, 2.3),
    )


def draw(sheet: Sheet, form: Form, lines: Lines, say: Callable[..., str]) -> None:
    """Add the page."""
    sheet.pdf.add_page()
    _draw_head(sheet, form, say)
    counts = sheet.left + lines.width + GAP + COUNTS
    baseline = sheet.top + HEAD + lines.points
    for line, text in enumerate(texts(form)):
        sheet.write(sheet.left, baseline, READING, lines.points, text)
        sheet.write_right(counts, baseline, PLAIN, lines.points, str(form.line(line).stop))
        baseline += lines.step
    top = sheet.bottom - _foot_height(sheet, say)
    _draw_notes(sheet, top, say)
    _draw_box(sheet, top, say)


def _draw_head(sheet: Sheet, form: Form, say: Callable[..., str]) -> None:
    which = say("paper.form", form=form.id)
    if form.level:
        which = f"{say('paper.grade', grade=form.level)} · {which}"
    baseline = sheet.top + 14
    taken = sheet.write_right(sheet.right, baseline, PLAIN, 11, which)
    sheet.write(sheet.left, baseline, BOLD, 15, form.title, sheet.width - taken - GAP)

    baseline += 30
    left, share = sheet.left, (sheet.width - GAP * 2) / sum(part for _, part in BLANKS)
    for key, part in BLANKS:
        label = sheet.write(left, baseline, PLAIN, 11, say(key), share * part)
        sheet.pdf.line(left + label + 4, baseline + 2, left + share * part, baseline + 2)
        left += share * part + GAP


def _foot_height(sheet: Sheet, say: Callable[..., str]) -> float:
    notes = sum(len(note) * NOTE_STEP + NOTE_GAP for note in _notes(sheet, say))
    return max(notes, ROW * len(SCORES))


def _notes(sheet: Sheet, say: Callable[..., str]) -> list[list[str]]:
    """Break each reminder into lines that fit beside the scoring box."""
    room = sheet.width - BOX - GAP - NOTE_INDENT
    notes = []
    for key in REMINDERS:
        lines = [""]
        for word in say(key).split():
            longer = f"{lines[-1]} {word}".lstrip()
            if sheet.measure(PLAIN, NOTE, longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        notes.append(lines)
    return notes


def _draw_notes(sheet: Sheet, top: float, say: Callable[..., str]) -> None:
    baseline = top + NOTE
    for note in _notes(sheet, say):
        sheet.write(sheet.left, baseline, PLAIN, NOTE, "•")
        for text in note:
            sheet.write(sheet.left + NOTE_INDENT, baseline, PLAIN, NOTE, text)
            baseline += NOTE_STEP
        baseline += NOTE_GAP


def _draw_box(sheet: Sheet, top: float, say: Callable[..., str]) -> None:
    left, bottom = sheet.right - BOX, top + ROW * len(SCORES)
    sheet.pdf.rect(left, top, BOX, bottom - top)
    sheet.pdf.line(sheet.right - FIGURE, top, sheet.right - FIGURE, bottom)
    for row, key in enumerate(SCORES):
        y = top + ROW * row
        if row:
            sheet.pdf.line(left, y, sheet.right, y)
        sheet.write(left + 6, y + ROW * 0.65, PLAIN, NOTE, say(key), BOX - FIGURE - 12)
