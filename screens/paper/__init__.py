"""Forms on paper: the page a student reads from, and the page an examiner marks.

One form is one page of either kind. The form's own line breaks are kept, so
the counts at the line ends agree with what the screen counts.

    sheet       a document with our fonts, and how large lines can be set on it
    student     the page that is read: the passage, and nothing else
    examiner    the page that is marked: counts, reminders, a scoring box
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Literal

from probes.form import Form
from screens.paper import examiner, student
from screens.paper.sheet import CannotPrint, Sheet, Size, Space

__all__ = ["CannotPrint", "Copy", "Size", "examiner_copy", "print_forms", "student_copy"]

Copy = Literal["student", "examiner"]


def student_copy(
    form: Form, size: Size, say: Callable[..., str], alike: Sequence[Form] = ()
) -> bytes:
    """Return the page the student reads, as a PDF; see `print_forms`."""
    return print_forms([form], ["student"], size, say, alike)


def examiner_copy(
    form: Form, size: Size, say: Callable[..., str], alike: Sequence[Form] = ()
) -> bytes:
    """Return the page the examiner marks, as a PDF; see `print_forms`."""
    return print_forms([form], ["examiner"], size, say, alike)


def print_forms(
    forms: Sequence[Form],
    copies: Sequence[Copy],
    size: Size,
    say: Callable[..., str],
    alike: Sequence[Form] = (),
) -> bytes:
    """Return one PDF: form after form, a page for each of ``copies``.

    Forms of one measure and level get letters of one size, the largest that
    suits them all. ``alike`` are further forms to suit without printing them:
    given the whole level, a form printed today looks like the one printed next
    week. Those that can't be printed have no say in it. ``say`` turns a key,
    here one that starts with "paper.", into a sentence. The same arguments
    always give the same bytes.

    Raises:
        CannotPrint: there is nothing to print, or one of ``forms`` groups its
            items, needs letters too small to read, or holds a character that
            the print fonts lack.
    """
    if not forms or not copies:
        raise CannotPrint("there is nothing to print; choose at least one form and one copy")
    sheet = Sheet(size, title=", ".join(form.id for form in forms))
    spaces = {"student": student.space(sheet), "examiner": examiner.space(sheet, say)}
    levels: dict[tuple[str, str], list[Form]] = {}
    for form in forms:
        _check(sheet, form, spaces.values())
        levels.setdefault((form.measure, form.level), []).append(form)
    for form in alike:
        same = levels.get((form.measure, form.level))
        if same is not None:
            with suppress(CannotPrint):
                _check(sheet, form, spaces.values())
                same.append(form)
    types = {
        (level, copy): sheet.fit(same, spaces[copy])
        for level, same in levels.items()
        for copy in copies
    }
    for form in forms:
        for copy in copies:
            lines = types[(form.measure, form.level), copy]
            if copy == "student":
                student.draw(sheet, form, lines)
            else:
                examiner.draw(sheet, form, lines, say)
    return sheet.to_bytes()


def _check(sheet: Sheet, form: Form, spaces: Iterable[Space]) -> None:
    """Refuse a form that has no page of either kind: the two copies go together."""
    if form.groups:
        raise CannotPrint(
            f"form {form.id} groups its items, and only forms that are read line by line "
            "have a printed copy; choose another form"
        )
    lacking = sheet.lacks("".join((*form.items, form.title, form.id, form.level)))
    if lacking:
        raise CannotPrint(
            f"form {form.id} holds {lacking[0]!r}, which the print fonts lack; "
            "write it another way or leave it out"
        )
    for space in spaces:
        sheet.fit([form], space)
